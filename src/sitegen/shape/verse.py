"""Lines -> those that are verse, and stay together in a text whose other lines do not."""

import re
from collections.abc import Iterator, Sequence

from sitegen.shape.written import Line

LONGEST = 60
"""Columns of the longest line of verse."""
_FEWEST = 4
"""Lines of the shortest stanza: a signature has three."""
_PAUSE = re.compile(r"[,;—–…-][\"'”’»]?$")
_OTHER = re.compile(r"[\d:|@/=]|https?:|·")


def joined(lines: Sequence[Line], longest: float = LONGEST) -> frozenset[int]:
    """Return the indexes of lines that are in one stanza with the line before."""
    return frozenset(
        at
        for start, end in _short_runs(lines, longest)
        if _is_stanza(lines[start:end])
        for at in range(start + 1, end)
    )


def _short_runs(lines: Sequence[Line], longest: float) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or lines[at].kind != "plain" or lines[at].columns > longest:
            first, end = _without_neighbours(lines, start, at)
            if end - first >= _FEWEST:
                yield first, end
            start = at + 1


def _without_neighbours(lines: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    """Leave out the last line of the paragraph above a stanza, and the heading below it."""
    if 0 < start < end and lines[start].ends and not lines[start - 1].ends:
        start += 1
    if end - start > 1 and lines[end - 2].ends and not lines[end - 1].ends:
        end -= 1
    return start, end


def _is_stanza(lines: Sequence[Line]) -> bool:
    """Return whether short lines are verse, and not speech, names or buttons."""
    pauses = sum(bool(_PAUSE.search(line.text)) for line in lines)
    ended = sum(line.ends for line in lines)
    other = sum(bool(_OTHER.search(line.text)) or line.text.count(" ") < 2 for line in lines)
    return pauses >= 0.25 * len(lines) and ended <= 0.6 * len(lines) and other <= 0.2 * len(lines)
