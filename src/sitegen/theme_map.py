"""Themes and essays -> Drawing: where everything stands in a picture of how they hang together.

Whole numbers throughout, and every order is settled, so the same collection gives the same map.
"""

from bisect import bisect, insort
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, combinations
from math import isqrt

from msgspec import Struct

from sitegen.lettering import lines, width
from sitegen.model import Essay, Url
from sitegen.tag_index import TagIndex, Theme

MOST_ESSAYS = 200
"""Essays that a map of the collection shows; a larger one shows the themes alone."""
MOST_THEMES = 80
"""Themes that such a map shows, the largest ones."""
NEAR_ESSAYS = 24
"""The same for the map of one theme."""
NEAR_THEMES = 12
SIZE = 16
"""Of the lettering."""
_LEADING = 19
_PARTNERS = 2
"""Lines from each theme where there are no essays, the strongest."""
_ROUNDS = 24
_REACH = 6
"""Neighbours in a row that are looked at for the next one."""


class Line(Struct, frozen=True, gc=False):
    """A line from one label to another."""

    path: str
    """As SVG writes it."""
    width: int
    """0 for a faint line: to a theme that is not the essay's chief one."""


class Label(Struct, frozen=True, array_like=True, gc=False):
    """A name on the map, with the lines that begin at it."""

    kind: str
    """``essay``, ``theme``, or ``here`` for the theme whose map it is."""
    name: str
    url: Url
    lang: str
    words: tuple[tuple[int, str], ...]
    """Each line of the name, and the height of its base."""
    x: int
    side: str
    """``end`` where the name ends at x, ``start`` where it begins there."""
    box: tuple[int, int, int, int]
    """Left, top, width and height of the ground that is its own."""
    lines: tuple[Line, ...] = ()
    cut: bool = False
    """Whether the words do not hold the whole name."""


class Row(Struct, frozen=True, array_like=True, gc=False):
    """The same in words."""

    theme: str
    others: tuple[str, ...]


class Drawing(Struct, frozen=True, array_like=True, gc=False):
    """A map."""

    width: int
    height: int
    dense: bool
    """Whether it holds too much to shrink to the width of a phone."""
    labels: tuple[Label, ...]
    rows: tuple[Row, ...]
    essays: int
    """Essays on the map; 0 where it shows themes alone."""
    themes: int
    all_themes: int


class _Frame(Struct, frozen=True, array_like=True, gc=False):
    """How a kind of map divides its width."""

    width: int
    left: int
    """Where the names of the first column end."""
    right: int
    """Where those of the second begin."""
    pitch: int
    """Height of a name of one line."""
    most: int
    """Lines that a name may take."""


_LOOSE = _Frame(460, 200, 308, 34, 3)
_DENSE = _Frame(690, 368, 506, 25, 1)
_ALONE = _Frame(460, 262, 460, 34, 2)
_LOOSE_ESSAYS = 40
_GAP = 8
"""Between a name and its lines."""
_EDGE = 4
"""Room for what leans out of its line, on both sides together."""


class _Item(Struct, frozen=True, array_like=True, gc=False):
    """What a label is to name."""

    key: str
    kind: str
    name: str
    url: Url
    lang: str = ""


def collection_map(essays: Sequence[Essay], tags: TagIndex) -> Drawing | None:
    """Draw a whole collection; None where there is nothing to tie together."""
    own = {essay.path: tags.of_essay[essay.path] for essay in essays}
    tied = [essay for essay in essays if own[essay.path]]
    themes = [theme for theme in tags.themes.values() if theme.entries]
    if len(tied) < 2 or len(themes) < 2:
        return None
    if len(tied) > MOST_ESSAYS:
        return _alone(themes, tags, MOST_THEMES)
    frame = _LOOSE if len(tied) <= _LOOSE_ESSAYS else _DENSE
    items = [_essay(essay) for essay in tied], [_theme(theme) for theme in themes]
    return _columns(frame, *items, own, len(tags.themes))


def theme_map(theme: Theme, texts: Mapping[str, Essay], tags: TagIndex) -> Drawing | None:
    """Draw what surrounds a theme: its essays, and the themes that it shares them with."""
    paths = [entry.essay for entry in theme.entries]
    shared = Counter(slug for path in paths for slug in tags.of_essay[path])
    del shared[theme.slug]
    nearest = sorted(shared, key=lambda slug: -shared[slug])[:NEAR_THEMES]
    near = [tags.themes[slug] for slug in tags.themes if slug in nearest or slug == theme.slug]
    if len(paths) < 2 or len(near) < 2:
        return None
    if len(paths) > NEAR_ESSAYS:
        return _alone(near, tags, len(near), theme.slug)
    own = {path: [*(s for s in tags.of_essay[path] if s in nearest), theme.slug] for path in paths}
    essays = [_essay(texts[path]) for path in paths]
    themes = [_theme(each, theme.slug) for each in near]
    return _columns(_LOOSE, essays, themes, own, len(near), theme.slug)


def _essay(essay: Essay) -> _Item:
    card = essay.card
    return _Item(essay.path, "essay", card.name, card.url, card.lang)


def _theme(theme: Theme, here: str = "") -> _Item:
    return _Item(theme.slug, "here" if theme.slug == here else "theme", theme.name, theme.url)


# ------------------------------------------------------------------ essays and themes


class _Placed(Struct, frozen=True, array_like=True, gc=False):
    """An item with its lettering and the height of its middle."""

    item: _Item
    words: tuple[str, ...]
    middle: int


def _columns(
    frame: _Frame,
    essays: Sequence[_Item],
    themes: Sequence[_Item],
    own: Mapping[str, Sequence[str]],
    all_themes: int,
    here: str = "",
) -> Drawing:
    """Put essays to the left and themes to the right, each where its lines are short."""
    named = {item.key: item for item in (*essays, *themes)}
    links = {essay.key: [slug for slug in own[essay.key] if slug in named] for essay in essays}
    back = _turned(links, [theme.key for theme in themes])
    chief = {key: next((s for s in slugs if s != here), here) for key, slugs in links.items()}
    first, second = _untangled(links, back, chief)
    left = [(named[key], _words(named[key], frame, frame.left)) for key in first]
    right = [(named[key], _words(named[key], frame, frame.width - frame.right)) for key in second]
    height = max(sum(_height(words, frame) for _, words in side) for side in (left, right))
    even = [height * (2 * number + 1) // (2 * len(left)) for number in range(len(left))]
    beside = _placed(left, even, frame, height)
    fans = {key: [path for path in back[key] if chief[path] == key] for key in second}
    wanted = [_mean([beside[path].middle for path in fans[key] or back[key]]) for key in second]
    placed = {**beside, **_placed(right, wanted, frame, height)}
    drawn = {
        key: _lines(frame, placed, key, {s: s == chief[key] for s in links[key]}) for key in first
    }
    labels = [_label(placed[key], frame, drawn[key]) for key in first]
    labels += [_label(placed[key], frame) for key in second]
    rows = (Row(each.name, tuple(named[path].name for path in back[each.key])) for each in themes)
    return Drawing(
        width=frame.width,
        height=height,
        dense=frame is _DENSE,
        labels=tuple(labels),
        rows=tuple(rows),
        essays=len(essays),
        themes=len(themes),
        all_themes=all_themes,
    )


def _turned(links: Mapping[str, Sequence[str]], keys: Sequence[str]) -> dict[str, list[str]]:
    back: dict[str, list[str]] = {key: [] for key in keys}
    for key, others in links.items():
        for other in others:
            back[other].append(key)
    return back


def _untangled(
    links: Mapping[str, Sequence[str]], back: Mapping[str, Sequence[str]], chief: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Order two columns so that few lines cross: by turns each by the mean places of the other.

    The barycentre method of Sugiyama, Tagawa and Toda (1981); the best of some rounds is kept.
    Essays of one chief theme stay together, so that no two of the strong lines cross.
    """
    left, right = list(links), list(back)
    best = _crossings(left, right, links), left, right
    seen: set[tuple[str, ...]] = set()
    for _ in range(_ROUNDS):
        # Where lines do not cross, none is better; and an order that comes back goes round.
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


def _words(item: _Item, frame: _Frame, room: int) -> tuple[str, ...]:
    return lines(item.name, SIZE, room - _EDGE, frame.most)


def _height(words: Sequence[str], frame: _Frame) -> int:
    return frame.pitch + (len(words) - 1) * _LEADING


def _mean(numbers: Sequence[int]) -> int:
    return sum(numbers) // len(numbers) if numbers else 0


def _placed(
    side: Sequence[tuple[_Item, tuple[str, ...]]], wanted: Sequence[int], frame: _Frame, height: int
) -> dict[str, _Placed]:
    tall = [_height(words, frame) for _, words in side]
    middles = _spread(wanted, tall, height)
    found = (_Placed(*pair, middle) for pair, middle in zip(side, middles, strict=True))
    return {placed.item.key: placed for placed in found}


def _spread(wanted: Sequence[int], tall: Sequence[int], height: int) -> list[int]:
    """Move middles apart as little as need be, in their order, for none to touch the next.

    Neighbours that would touch become a block around their mean: isotonic regression by pooling
    adjacent violators (Ayer and others, 1955).
    """
    offsets = [end - own + own // 2 for end, own in zip(accumulate(tall), tall, strict=True)]
    blocks: list[tuple[int, int]] = []  # sum and count of what is wanted, gaps taken out
    for want, offset in zip(wanted, offsets, strict=True):
        blocks.append((want - offset, 1))
        while len(blocks) > 1 and _before(*blocks[-1]) < _before(*blocks[-2]):
            (total, count), (more, others) = blocks.pop(), blocks.pop()
            blocks.append((total + more, count + others))
    free = height - sum(tall)
    starts = [min(max(_before(*block), 0), free) for block in blocks for _ in range(block[1])]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def _before(total: int, count: int) -> int:
    return total // count


def _label(placed: _Placed, frame: _Frame, drawn: tuple[Line, ...] = ()) -> Label:
    item, words = placed.item, placed.words
    side = "end" if item.kind == "essay" or frame is _ALONE else "start"
    x = frame.left if side == "end" else frame.right
    wide = max(width(line, SIZE) for line in words)
    tall = _height(words, frame)
    base = placed.middle - (len(words) - 1) * _LEADING // 2 + SIZE * 5 // 16
    return Label(
        kind=item.kind,
        name=item.name,
        url=item.url,
        lang=item.lang,
        words=tuple((base + number * _LEADING, line) for number, line in enumerate(words)),
        x=x,
        side=side,
        box=(
            x - wide - _EDGE // 2 if side == "end" else x - _EDGE // 2,
            placed.middle - tall // 2,
            wide + _EDGE,
            tall,
        ),
        lines=drawn,
        cut=words[-1].endswith("…") and not item.name.endswith("…"),
    )


def _lines(
    frame: _Frame, placed: Mapping[str, _Placed], key: str, others: Mapping[str, bool]
) -> tuple[Line, ...]:
    start, end = frame.left + _GAP, frame.right - _GAP
    bend = (end - start) * 2 // 5
    y = placed[key].middle
    drawn = []
    for other, strong in others.items():
        to = placed[other].middle
        path = f"M{start} {y}C{start + bend} {y} {end - bend} {to} {end} {to}"
        drawn.append(Line(path, int(strong)))
    return tuple(drawn)


# ------------------------------------------------------------------ themes alone


def _alone(themes: Sequence[Theme], tags: TagIndex, most: int, here: str = "") -> Drawing:
    """Put themes in one column, those that share essays near each other, joined by bows."""
    largest = sorted(themes, key=lambda theme: (theme.slug != here, -len(theme.entries)))[:most]
    items: dict[str, _Item] = {theme.slug: _counted(theme, here) for theme in largest}
    shared = _shared(largest)
    likeness = _likeness(shared, {theme.slug: len(theme.entries) for theme in largest})
    row = _row(list(items), likeness)
    side = [(items[key], _words(items[key], _ALONE, _ALONE.left)) for key in row]
    height = sum(_height(words, _ALONE) for _, words in side)
    placed = _placed(side, [0] * len(side), _ALONE, height)
    kept = _strongest(row, likeness, here)
    most_shared = max((shared[pair] for pair in kept), default=1)
    labels: list[Label] = []
    for key in row:
        bows = [
            Line(
                _bow(placed[a].middle, placed[b].middle, height),
                1 + 6 * shared[a, b] // most_shared,
            )
            for a, b in kept
            if a == key
        ]
        labels.append(_label(placed[key], _ALONE, tuple(bows)))
    return Drawing(
        width=_ALONE.width,
        height=height,
        dense=False,
        labels=tuple(labels),
        rows=tuple(_row_of(key, row, items, shared) for key in sorted(row, key=list(items).index)),
        essays=0,
        themes=len(row),
        all_themes=len(row) if here else len(tags.themes),
    )


def _counted(theme: Theme, here: str) -> _Item:
    item = _theme(theme, here)
    return _Item(item.key, item.kind, f"{theme.name} ({len(theme.entries)})", item.url)


def _shared(themes: Sequence[Theme]) -> Mapping[tuple[str, str], int]:
    held = {theme.slug: {entry.essay for entry in theme.entries} for theme in themes}
    shared: dict[tuple[str, str], int] = {}
    for a, b in combinations(held, 2):
        if count := len(held[a] & held[b]):
            shared[a, b] = shared[b, a] = count
    return shared


def _likeness(
    shared: Mapping[tuple[str, str], int], sizes: Mapping[str, int]
) -> Mapping[tuple[str, str], int]:
    """Weigh what themes share by their sizes, or the largest would be the partner of all.

    The square of their cosine, in millionths.
    """
    return {
        (a, b): count**2 * 1_000_000 // (sizes[a] * sizes[b]) for (a, b), count in shared.items()
    }


def _row(keys: Sequence[str], likeness: Mapping[tuple[str, str], int]) -> list[str]:
    """Order themes so that each stands near those that it is most like."""
    row = list(keys[:1])
    rest = list(keys[1:])
    while rest:
        recent = list(enumerate(row[: -_REACH - 1 : -1]))
        ties = [
            sum(likeness.get((key, one), 0) * (_REACH - far) for far, one in recent) for key in rest
        ]
        row.append(rest.pop(ties.index(max(ties))))
    return row


def _strongest(
    row: Sequence[str], likeness: Mapping[tuple[str, str], int], here: str
) -> list[tuple[str, str]]:
    """Choose the lines to draw: from each theme a few, and all that begin at ``here``."""
    rank = {key: number for number, key in enumerate(row)}
    kept: set[tuple[int, int]] = set()
    for key in row:
        others = [other for other in row if (key, other) in likeness]
        strongest = sorted(others, key=lambda other: -likeness[key, other])
        for other in strongest if key == here else strongest[:_PARTNERS]:
            kept.add((min(rank[key], rank[other]), max(rank[key], rank[other])))
    return [(row[a], row[b]) for a, b in sorted(kept)]


def _bow(start: int, end: int, height: int) -> str:
    x = _ALONE.left + _GAP
    reach = x + 20 + 215 * isqrt(10_000 * (end - start) // height) // 100
    return f"M{x} {start}C{reach} {start} {reach} {end} {x} {end}"


def _row_of(
    key: str, row: Sequence[str], items: Mapping[str, _Item], shared: Mapping[tuple[str, str], int]
) -> Row:
    others = sorted((o for o in row if (key, o) in shared), key=lambda other: -shared[key, other])
    named = (f"{items[other].name.rpartition(' ')[0]} ({shared[key, other]})" for other in others)
    return Row(items[key].name, tuple(list(named)[:NEAR_THEMES]))
