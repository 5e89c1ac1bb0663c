"""Items and their wanted heights -> labels that do not touch."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec import Struct

from sitegen.drawing.scene import Item, Label, Line
from sitegen.drawing.text_width import lines, width

SIZE = 16
"""Font size of the names."""
_LEADING = 19
GAP = 8
"""Between a name and its lines."""
_WHOLE = 99
"""More lines than any name needs."""
_EDGE = 4
"""Room for overhanging letters, on both sides together."""


class Frame(Struct, frozen=True, array_like=True, gc=False):
    """The columns of a kind of map."""

    width: int
    left: int
    """The end of the names of the first column."""
    right: int
    """The start of the second column; the whole width if there is none."""
    pitch: int
    """Height of a name of one line."""
    most: int
    """Lines that a name may take."""


class Placed(Struct, frozen=True, array_like=True, gc=False):
    """An item with the lines of its name and the height of its middle."""

    item: Item
    words: tuple[str, ...]
    middle: int


def broken(items: Iterable[Item], frame: Frame, room: int) -> list[tuple[Item, tuple[str, ...]]]:
    """Break the names of a column into lines; those that would be cut to the same stay whole."""
    cut = [(item, lines(item.name, SIZE, room - _EDGE, frame.most)) for item in items]
    alike = Counter(words for _, words in cut)
    return [
        (item, words if alike[words] == 1 else lines(item.name, SIZE, room - _EDGE, _WHOLE))
        for item, words in cut
    ]


def height_of(words: Sequence[str], frame: Frame) -> int:
    """Return the height of a name, with the room around it."""
    return frame.pitch + (len(words) - 1) * _LEADING


def put(
    side: Sequence[tuple[Item, tuple[str, ...]]], wanted: Sequence[int], frame: Frame, height: int
) -> dict[str, Placed]:
    """Put names one below the other, each as near as possible to its wanted height."""
    tall = [height_of(words, frame) for _, words in side]
    middles = _spread(wanted, tall, height)
    found = (Placed(*pair, middle) for pair, middle in zip(side, middles, strict=True))
    return {placed.item.key: placed for placed in found}


def _spread(wanted: Sequence[int], tall: Sequence[int], height: int) -> list[int]:
    """Move middles apart as little as needed, in their order, so that none touches the next.

    Neighbours that would touch become a block around their mean: isotonic regression by pooling
    adjacent violators (Ayer and others, 1955).
    """
    offsets = [end - own + own // 2 for end, own in zip(accumulate(tall), tall, strict=True)]
    blocks: list[tuple[int, int]] = []  # sum and count of wanted heights, without gaps
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


def label(placed: Placed, frame: Frame, drawn: tuple[Line, ...] = ()) -> Label:
    """Return the label of a placed name, with the lines that begin at it."""
    item, words = placed.item, placed.words
    alone = frame.right == frame.width
    side = "end" if item.kind == "essay" or alone else "start"
    x = frame.left if side == "end" else frame.right
    wide = max(width(line, SIZE) for line in words)
    tall = height_of(words, frame)
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
