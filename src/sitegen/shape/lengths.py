"""Paragraphs of a hard-wrapped text -> where two of them became one, judged by their lengths.

The last line of a paragraph may be as long as any other; then only the length of what follows from
it shows that a paragraph ends there.
"""

import itertools
from collections.abc import Iterator, Sequence
from statistics import median

from sitegen.shape.wrapping import Wrapping
from sitegen.shape.written import Line

_TWO = 1.6
"""Times of the usual length from which a paragraph may be two."""
_ONE = 0.5
"""Times of the usual length that each of the two has at least."""
_FEWEST = 3
"""Paragraphs that show what length is usual."""


def likely_starts(lines: Sequence[Line], wrap: Wrapping, known: Sequence[int]) -> Iterator[int]:
    """Yield further lines with which paragraphs likely begin, beside the known ones."""
    indented = sum(lines[at].indent > lines[at - 1].indent for at in known)
    if indented > 0.5 * len(known):
        return  # the first line of each paragraph shows it
    spans = list(itertools.pairwise((0, *known, len(lines))))
    lengths = [_length(lines, *span) for span in spans]
    long = [length for length in lengths if length > 1.2 * wrap.width]
    if len(long) >= _FEWEST:
        usual = median(long)
        for span in spans:
            yield from _split(lines, *span, usual)


def _length(lines: Sequence[Line], start: int, end: int) -> int:
    return sum(len(line.text) for line in lines[start:end])


def _split(lines: Sequence[Line], start: int, end: int, usual: float) -> Iterator[int]:
    whole = _length(lines, start, end)
    if whole < _TWO * usual or lines[start].kind != "plain":
        return
    best, least = 0, whole
    length = 0
    for at in range(start + 1, end):
        before, line = lines[at - 1 : at + 1]
        length += len(before.text)
        fits = min(length, whole - length) >= _ONE * usual
        if fits and before.ends and line.begins and line.kind == "plain":
            unlike = abs(2 * length - whole)
            best, least = (at, unlike) if unlike < least else (best, least)
    if best:
        yield from _split(lines, start, best, usual)
        yield best
        yield from _split(lines, best, end, usual)
