"""A title -> the lines in which a card shows it, and their size."""

import unicodedata
from collections.abc import Callable, Sequence

from msgspec import Struct

SIZES = ((88, 3), (76, 3), (66, 4), (56, 5), (48, 5))
"""Sizes of letters, the largest first, and the most lines of each."""
LEADING = 1.16

_LONGEST = 500
"""Letters beyond which a title is cut before it is measured."""
_UNIT = 100
"""Size at which widths are measured; other sizes are in proportion."""


class Lines(Struct, frozen=True):
    """A text in lines."""

    size: int
    lines: tuple[str, ...]


def set_lines(text: str, width: int, measure: Callable[[str], float]) -> Lines:
    """Break a text into lines of about the same length, as large as fits.

    ``measure`` gives the width of a text at the size 100. What does not fit in the smallest size is
    cut, and ends with "…".
    """
    begun = text[:_LONGEST]
    words = [(word, gap, measure(word + gap), measure(word)) for word, gap in _words(begun)]
    for size, most in SIZES:
        room = width * _UNIT / size
        lines = _broken(words, room)
        if begun == text and len(lines) <= most and all(_width(line) <= room for line in lines):
            return Lines(size, tuple(map(_text, _balanced(words, room, len(lines)))))
    return _cut(text, width, measure)


_Word = tuple[str, str, float, float]
"""A word, the space after it, its width with that space, and without."""


def _words(text: str) -> list[tuple[str, str]]:
    """Divide a text where lines may break: at spaces, and between wide letters."""
    found: list[tuple[str, str]] = []
    for part in text.split():
        word = ""
        for char in part:
            # Signs such as 。 stay with the letter before them.
            if word and _is_wide(char) and unicodedata.category(char)[0] != "P":
                found.append((word, ""))
                word = ""
            word += char
        found.append((word, " "))
    return found


def _is_wide(char: str) -> bool:
    return char >= "\u1100" and unicodedata.east_asian_width(char) in "WF"


def _broken(words: Sequence[_Word], room: float) -> list[list[_Word]]:
    lines: list[list[_Word]] = []
    left = 0.0
    for word in words:
        if not lines or word[3] > left:
            lines.append([])
            left = room
        lines[-1].append(word)
        left -= word[2]
    return lines


def _balanced(words: Sequence[_Word], room: float, count: int) -> list[list[_Word]]:
    """Break into the same number of lines in less room, so that none is much shorter."""
    low, high = 0.0, room
    for _ in range(10):
        middle = (low + high) / 2
        if len(_broken(words, middle)) > count:
            low = middle
        else:
            high = middle
    return _broken(words, high)


def _width(line: Sequence[_Word]) -> float:
    return sum(word[2] for word in line[:-1]) + line[-1][3]


def _text(line: Sequence[_Word]) -> str:
    return "".join(word[0] + word[1] for word in line).rstrip()


def _cut(text: str, width: int, measure: Callable[[str], float]) -> Lines:
    """Break anywhere, in the smallest size, and leave out what is too much."""
    size, most = SIZES[-1]
    room = width * _UNIT / size
    shortened = " ".join(text[:_LONGEST].split())
    letters = [(char, "", measure(char), measure(char)) for char in shortened]
    words = [(word, gap, measure(word + gap), measure(word)) for word, gap in _words(shortened)]
    lines = _broken(words, room)
    if any(_width(line) > room for line in lines):
        lines = _broken(letters, room)
    kept = [_text(line) for line in lines[:most]]
    if len(lines) > most or len(text) > _LONGEST:
        last = kept[-1]
        while last and measure(last + "…") > room:
            last = last[:-1]
        kept[-1] = last.rstrip() + "…"
    return Lines(size, tuple(kept))
