"""Lines of one run -> the column at which a program broke them, and where paragraphs begin."""

import itertools
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.shape.verse import LONGEST, joined
from sitegen.shape.written import Line, first_word, shown

_NARROW, _WIDE = 36, 125
"""Columns between which lines are broken."""
_FEWEST = 3
"""Lines that end within a sentence, that show a width."""
_EXCEPTIONAL = 6
"""Lines of which one may be too short: a title in small letters, a line of a platform."""


class Wrapping(Struct, frozen=True):
    """A column at which the lines of a run were broken."""

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
    """Find the width of lines by those that end within a sentence; None if they have none."""
    going, caseless = _going_on(lines)
    if len(going) < (8 if caseless else _FEWEST):
        return None
    lengths = sorted(line.columns for line, _ in going)
    width = lengths[int(0.98 * (len(lengths) - 1))]
    missing = sorted(max(0, width - line.columns - first_word(after)) for line, after in going)
    slack = missing[-1 - max(len(missing) >= _EXCEPTIONAL, int(0.06 * len(missing)))]
    most = 0.0 if caseless else 0.36 * width
    if not _NARROW <= width <= _WIDE or slack > most:
        return None
    if slack and not _are_prose(lines, 0.15 if slack <= 0.2 * width and width >= 55 else 0.3):
        return None
    if not slack:
        width = max(line.columns for line in lines if line.columns <= width + _UNSEEN)
    return Wrapping(width, slack and slack + 2, len(going), caseless)


_UNSEEN = 3
"""Columns by which the longest line may exceed the longest one that ends within a sentence."""
_Pairs = list[tuple[Line, Line]]
"""Lines, each with the one after it."""


def _going_on(lines: Sequence[Line]) -> tuple[_Pairs, bool]:
    """Return lines that end within a sentence, and whether their script has no small letters.

    Of verse none are returned: too many of its lines are short, or begin with a capital letter.
    """
    longest = max((line.columns for line in lines if line.columns <= _WIDE), default=0)
    stanzas = joined(lines, min(LONGEST, 0.75 * longest))
    pairs = [
        (line, after)
        for at, (line, after) in enumerate(itertools.pairwise(lines), 1)
        if after.kind == "plain" and line.columns <= _WIDE and not line.ends and at not in stanzas
    ]
    going = [(line, after) for line, after in pairs if after.may_go_on]
    caseless = len(going) < 0.1 * len(pairs) and _are_caseless([line for line, _ in pairs])
    found = pairs if caseless else going
    longest = max((line.columns for line, _ in found), default=0)
    long = [pair for pair in found if pair[0].columns > (0.7 if caseless else 0.5) * longest]
    few_short = caseless or len(found) - len(long) <= 1 + 0.15 * len(found)
    return (long if few_short and len(long) >= 0.4 * len(pairs) else []), caseless


def _are_caseless(lines: Sequence[Line]) -> bool:
    """Return whether lines are in a script without small letters, but with spaces."""
    words = sum(line.text.count(" ") for line in lines)
    return sum(line.is_caseless for line in lines) > 0.9 * len(lines) and words > 2 * len(lines)


INNER = re.compile(r"[.!?…][\"'”’»“)]{0,2} +[\"'“„«¿¡(]{0,2}[^\W_a-z]")


def _are_prose(lines: Sequence[Line], share: float) -> bool:
    """Return whether sentences end within lines; those of verse end with them."""
    inner = sum(len(INNER.findall(line.text)) for line in lines)
    outer = sum(line.ends for line in lines)
    return inner >= 2 and inner >= share * (inner + outer)


def starts(lines: Sequence[Line], wrap: Wrapping) -> Iterator[int]:
    """Yield the indexes of the lines with which paragraphs begin, without the first."""
    ended = [_ends_here(line, after, wrap) for line, after in itertools.pairwise(lines)]
    item = lines[0] if lines[0].kind == "item" else None
    for at in range(1, len(lines)):
        before, line = lines[at - 1 : at + 1]
        if item and _is_inside(item, before, line):
            continue
        below_item = item and wrap.exact and not line.may_go_on and not wrap.is_full(before, line)
        if ended[at - 1] or below_item or (before.ends and _is_apart(lines, at, wrap, ended)):
            item = line if line.kind == "item" else None
            yield at


def _is_inside(item: Line, before: Line, line: Line) -> bool:
    """Return whether a line belongs to the item of a list above it."""
    hanging = line.kind == "plain" and line.indent > item.indent
    lazy = before.indent <= item.indent  # Markdown takes it as a part of the item
    return hanging and (before is item or lazy or line.indent <= before.indent)


def _ends_here(line: Line, after: Line, wrap: Wrapping) -> bool:
    """Return whether a paragraph, a heading or an item ends between two lines."""
    short = not wrap.is_full(line, after)
    if after.kind != "plain" or line.kind in ("heading", "rule"):
        return True
    if wrap.exact and short and line.columns < 0.6 * wrap.width:
        return True
    if after.goes_on:
        return False
    indented = after.indent >= line.indent + 2 and line.kind == "plain"
    if line.ends:
        alone = max(shown(line), shown(after)) > wrap.width + 5
        return short or alone or (indented and after.indent <= 8)
    return short and is_short(line, wrap)


def _is_apart(lines: Sequence[Line], at: int, wrap: Wrapping, ended: Sequence[bool]) -> bool:
    """Return whether a line below a full one is a heading or of verse, and leads no list."""
    line, below = lines[at], lines[at + 1 : at + 2]
    alone = bool(below) and below[0].kind != "item" and ended[at]
    return alone and not line.ends and line.begins and is_short(line, wrap)


def is_short(line: Line, wrap: Wrapping) -> bool:
    """Return whether a line is much shorter than the width."""
    return line.columns < 0.7 * wrap.width
