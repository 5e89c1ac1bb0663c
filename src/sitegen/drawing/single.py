"""Scene of themes alone -> Drawing: themes in one column, joined by curves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from math import isqrt

from sitegen.drawing.labels import GAP, Frame, broken, height_of, label, put
from sitegen.drawing.scene import Drawing, Item, Line, Row, Scene

_ALONE = Frame(460, 262, 460, 34, 2)
_PARTNERS = 2
"""Lines from each theme, the strongest."""
_NAMED = 12
"""Themes that a row of the table names."""
_REACH = 6
"""Neighbours in a row that are looked at for the next one."""


def draw_themes(scene: Scene) -> Drawing:
    """Put themes in one column, those that share essays near each other, joined by bows."""
    items = {item.key: item for item in scene.themes}
    shared = {pair: n for a, b, n in scene.shared for pair in ((a, b), (b, a))}
    sizes = dict(zip(items, scene.sizes, strict=True))
    # The square of the cosine, in millionths: without the sizes, the largest would suit all.
    likeness = {(a, b): n**2 * 1_000_000 // (sizes[a] * sizes[b]) for (a, b), n in shared.items()}
    row = _row(list(items), likeness)
    side = broken((items[key] for key in row), _ALONE, _ALONE.left)
    height = sum(height_of(words, _ALONE) for _, words in side)
    placed = put(side, [0] * len(side), _ALONE, height)
    kept = _strongest(row, likeness, scene.here)
    most_shared = max((shared[pair] for pair in kept), default=1)
    bows: defaultdict[str, list[Line]] = defaultdict(list)
    for a, b in kept:
        bow = _bow(placed[a].middle, placed[b].middle, height)
        bows[a].append(Line(bow, 1 + 6 * shared[a, b] // most_shared))
    return Drawing(
        width=_ALONE.width,
        height=height,
        labels=tuple(label(placed[key], _ALONE, tuple(bows[key])) for key in row),
        rows=tuple(_row_of(key, row, items, shared) for key in sorted(row, key=list(items).index)),
        themes=len(row),
        all_themes=scene.all_themes,
        scene=scene,
    )


def _row(keys: Sequence[str], likeness: Mapping[tuple[str, str], int]) -> list[str]:
    """Order themes so that each is near those that it is most like."""
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
    """Return the lines to draw: a few from each theme, and all that begin at ``here``."""
    rank = {key: number for number, key in enumerate(row)}
    kept: set[tuple[int, int]] = set()
    for key in row:
        others = [other for other in row if (key, other) in likeness]
        strongest = sorted(others, key=lambda other: -likeness[key, other])
        for other in strongest if key == here else strongest[:_PARTNERS]:
            kept.add((min(rank[key], rank[other]), max(rank[key], rank[other])))
    return [(row[a], row[b]) for a, b in sorted(kept)]


def _bow(start: int, end: int, height: int) -> str:
    x = _ALONE.left + GAP
    reach = x + 20 + 215 * isqrt(10_000 * (end - start) // height) // 100
    return f"M{x} {start}C{reach} {start} {reach} {end} {x} {end}"


def _row_of(
    key: str, row: Sequence[str], items: Mapping[str, Item], shared: Mapping[tuple[str, str], int]
) -> Row:
    others = sorted((o for o in row if (key, o) in shared), key=lambda other: -shared[key, other])
    named = (f"{items[other].name.rpartition(' ')[0]} ({shared[key, other]})" for other in others)
    return Row(items[key].name, tuple(islice(named, _NAMED)))
