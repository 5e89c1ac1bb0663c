"""Scene -> Drawing: the positions of essays, themes and lines on a map.

Whole numbers throughout, and every order is settled, so equal scenes give equal drawings.
"""

from bisect import bisect, insort
from collections.abc import Mapping, Sequence

from sitegen.drawing.labels import GAP, Frame, Placed, broken, height_of, label, put
from sitegen.drawing.scene import Drawing, Line, Row, Scene
from sitegen.drawing.single import draw_themes

_FRAME = Frame(460, 200, 308, 34, 3)
_ROUNDS = 24


def draw(scene: Scene) -> Drawing:
    """Draw a map: essays to the left of their themes, or themes alone."""
    return _draw_columns(scene) if scene.essays else draw_themes(scene)


def _draw_columns(scene: Scene) -> Drawing:
    """Put essays to the left and themes to the right, each where its lines are short."""
    essays, themes, here = scene.essays, scene.themes, scene.here
    named = {item.key: item for item in (*essays, *themes)}
    links = {essay.key: own for essay, own in zip(essays, scene.own, strict=True)}
    back = {theme.key: [key for key, own in links.items() if theme.key in own] for theme in themes}
    chief = {key: next((s for s in slugs if s != here), here) for key, slugs in links.items()}
    first, second = _untangled(links, back, chief)
    left = broken((named[key] for key in first), _FRAME, _FRAME.left)
    right = broken((named[key] for key in second), _FRAME, _FRAME.width - _FRAME.right)
    height = max(sum(height_of(words, _FRAME) for _, words in side) for side in (left, right))
    even = [height * (2 * number + 1) // (2 * len(left)) for number in range(len(left))]
    beside = put(left, even, _FRAME, height)
    fans = {key: [path for path in back[key] if chief[path] == key] for key in second}
    wanted = [_mean([beside[path].middle for path in fans[key] or back[key]]) for key in second]
    placed = {**beside, **put(right, wanted, _FRAME, height)}
    lines = {key: _lines(placed, key, links[key], chief[key]) for key in first}
    labels = tuple(label(placed[key], _FRAME, lines.get(key, ())) for key in (*first, *second))
    rows = (Row(each.name, tuple(named[path].name for path in back[each.key])) for each in themes)
    return Drawing(
        width=_FRAME.width,
        height=height,
        labels=labels,
        rows=tuple(rows),
        essays=len(essays),
        themes=len(themes),
        all_themes=scene.all_themes,
        scene=scene,
    )


def _untangled(
    links: Mapping[str, Sequence[str]], back: Mapping[str, Sequence[str]], chief: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Order two columns so that few lines cross: alternately by the mean places of the other.

    The barycentre method of Sugiyama, Tagawa and Toda (1981); the best of some rounds is kept.
    Essays of one chief theme stay together, so that no two of the strong lines cross.
    """
    left, right = list(links), list(back)
    best = _crossings(left, right, links), left, right
    seen: set[tuple[str, ...]] = set()
    for _ in range(_ROUNDS):
        # No order beats one without crossings; an order that returns would repeat.
        if not best[0] or (order := (*left, *right)) in seen:
            break
        seen.add(order)
        place = {key: number for number, key in enumerate(right)}
        left = sorted(_by_mean(left, right, links), key=lambda key: place[chief[key]])
        right = _by_mean(right, left, back)
        best = min(best, (_crossings(left, right, links), left, right), key=lambda found: found[0])
    return best[1], best[2]


def _by_mean(
    keys: Sequence[str], others: Sequence[str], links: Mapping[str, Sequence[str]]
) -> list[str]:
    place = {key: number for number, key in enumerate(others)}
    own = {key: number for number, key in enumerate(keys)}

    def mean(key: str) -> float:
        places = [place[other] for other in links[key]]
        return sum(places) / len(places) if places else own[key] * len(others) / len(keys)

    return sorted(keys, key=mean)


def _crossings(
    left: Sequence[str], right: Sequence[str], links: Mapping[str, Sequence[str]]
) -> int:
    place = {key: number for number, key in enumerate(right)}
    met: list[int] = []
    count = 0
    for key in left:
        ends = sorted(place[other] for other in links[key])
        count += sum(len(met) - bisect(met, end) for end in ends)
        for end in ends:
            insort(met, end)
    return count


def _mean(numbers: Sequence[int]) -> int:
    return sum(numbers) // len(numbers) if numbers else 0


def _lines(
    placed: Mapping[str, Placed], key: str, others: Sequence[str], chief: str
) -> tuple[Line, ...]:
    start, end = _FRAME.left + GAP, _FRAME.right - GAP
    bend = (end - start) * 2 // 5
    begin = f"M{start} {placed[key].middle}C{start + bend} {placed[key].middle} {end - bend}"
    heights = ((other, placed[other].middle) for other in others)
    return tuple(
        Line(f"{begin} {height} {end} {height}", int(other == chief)) for other, height in heights
    )
