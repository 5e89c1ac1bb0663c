"""Lines of one run -> the column at which a program broke them, and where paragraphs begin."""

import itertools
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.shape.written import Line, first_word

_NARROW, _WIDE = 36, 125
"""Columns between which lines are broken."""
_FEWEST = 3
"""Lines that end within a sentence, from which a width can be told."""


class Wrapping(Struct, frozen=True):
    """How the lines of a run were broken."""

    width: int
    """The column that no line exceeds."""
    slack: int
    """Columns by which a line may be too short although it goes on; 0 if a program broke them."""
    seen: int
    """Lines that end within a sentence."""
    caseless: bool = False
    """Whether the script has no small letters, which would show that a sentence goes on."""

    @property
    def exact(self) -> bool:
        """Return whether a program broke the lines, so that each short line ends a paragraph."""
        return self.slack == 0 and self.seen >= 8 and not self.caseless

    def is_full(self, line: Line, after: Line) -> bool:
        """Return whether the first word of the line after it has no room in a line."""
        return line.columns + 1 + first_word(after) + self.slack > self.width


def wrapping(lines: Sequence[Line]) -> Wrapping | None:
    """Tell the width of lines by those that end within a sentence; None if they have none."""
    pairs = [
        (line, after)
        for line, after in itertools.pairwise(lines)
        if after.kind == "plain" and line.columns <= _WIDE and not line.ends
    ]
    going = [(line, after) for line, after in pairs if after.goes_on]
    caseless = not going and sum(after.is_caseless for _, after in pairs) > 0.9 * len(pairs)
    if caseless:
        longest = max(line.columns for line, _ in pairs)
        going = [pair for pair in pairs if pair[0].columns > 0.7 * longest]
    if len(going) < (8 if caseless else _FEWEST) or len(going) < 0.4 * len(pairs):
        return None
    lengths = sorted(line.columns for line, _ in going)
    width = lengths[_at(lengths, 0.98)]
    missing = sorted(max(0, width - line.columns - first_word(after)) for line, after in going)
    slack = missing[_at(missing, 0.95)]
    if not _NARROW <= width <= _WIDE or slack > _most(width, caseless=caseless):
        return None
    if not slack:
        room = min(line.columns + first_word(after) for line, after in going)
        width = max(line.columns for line in lines if line.columns <= max(width, room))
    return Wrapping(width, slack and slack + 2, len(going), caseless)


def _most(width: int, *, caseless: bool) -> float:
    """Return the columns by which lines may be too short; lines of verse differ by more."""
    if caseless:
        return 0
    return 0.2 * width if width >= 55 else 0.05 * width


def _at(values: Sequence[int], share: float) -> int:
    """Return the index of the value that a share of sorted values does not exceed."""
    return min(len(values) - 1, int(share * len(values)))


def starts(lines: Sequence[Line], wrap: Wrapping) -> Iterator[int]:
    """Yield the indexes of the lines with which paragraphs begin, without the first."""
    ended = [_ends_here(line, after, wrap) for line, after in itertools.pairwise(lines)]
    item = lines[0] if lines[0].kind == "item" else None
    for at in range(1, len(lines)):
        line = lines[at]
        if item and line.kind == "plain" and line.indent > item.indent:
            continue  # inside the item
        if ended[at - 1] or (lines[at - 1].ends and _is_apart(lines, at, wrap, ended)):
            item = line if line.kind == "item" else None
            yield at


def _ends_here(line: Line, after: Line, wrap: Wrapping) -> bool:
    """Return whether a paragraph, a heading or an item ends between two lines."""
    if after.goes_on:
        return after.kind != "plain" and not wrap.is_full(line, after)
    short = not wrap.is_full(line, after)
    if after.kind != "plain":
        return short or line.ends or after.kind in ("heading", "rule")
    if line.kind in ("heading", "rule"):
        return True
    indented = after.indent >= line.indent + 2 and line.kind == "plain"
    if line.ends:
        alone = max(line.columns, after.columns) > wrap.width + 5
        return short or alone or (indented and after.indent <= 8)
    return short and is_short(line, wrap)


def _is_apart(lines: Sequence[Line], at: int, wrap: Wrapping, ended: Sequence[bool]) -> bool:
    """Return whether a line below a full one is a heading or a line of verse."""
    line = lines[at]
    return at < len(ended) and ended[at] and not line.ends and line.begins and is_short(line, wrap)


def is_short(line: Line, wrap: Wrapping) -> bool:
    """Return whether a line is much shorter than the width."""
    return line.columns < 0.7 * wrap.width
