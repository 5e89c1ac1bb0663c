"""Text -> its greatest width in the page's fonts, and its lines in a column.

No font is read: every character counts as wide as in the widest of the style sheet's serif fonts
and their usual substitutes, at the x-height that the style sheet gives all.
"""

from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from unicodedata import combining, east_asian_width

_OTHER = 85


class _Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        if combining(character):
            return 0
        return 105 if east_asian_width(character) in "WF" else _OTHER


_WIDTHS = _Widths(
    (character, width)
    for characters, width in (
        (" ", 30),
        ("ijl'’‘.,:;!|()·", 40),
        ("ftI", 45),
        ('rsc-Jz"[]', 56),
        ("abdeghknopquvxyEFLPSTZ?*“”", 66),
        ("0123456789ßABCKRVXY–", 76),
        ("wDGHNOQU&+=<>", 87),
        ("mMW—@%…", 105),
    )
    for character in characters
)
"""Hundredths of the size."""


# A name is on many maps, one soon after the other.
@lru_cache(4096)
def width(text: str, size: int) -> int:
    """Return the greatest width of a text."""
    return -(-sum(map(_WIDTHS.__getitem__, text)) * size // 100)


@lru_cache(4096)
def lines(text: str, size: int, room: int, most: int) -> tuple[str, ...]:
    """Break a text into lines that fit a column; an ellipsis ends the last if it is too long."""
    broken: list[str] = []
    rest = " ".join(text.split())
    while rest and len(broken) < most:
        cut = _fitting(rest, size, room)
        broken.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        broken[-1] = _shortened(f"{broken[-1]} {rest}", size, room)
    return _balanced(broken, size, room)


def _fitting(text: str, size: int, room: int) -> int:
    fit = _characters_within(text, room * 100 // size)
    if fit == len(text):
        return fit
    word = text.rfind(" ", 0, fit + 1)
    return word if word > 0 else max(fit, 1)


def _characters_within(text: str, most: int) -> int:
    return bisect(list(accumulate(map(_WIDTHS.__getitem__, text))), most)


def _shortened(text: str, size: int, room: int) -> str:
    cut = _characters_within(text[:-1], room * 100 // size - _WIDTHS["…"])
    word = text.rfind(" ", 0, cut + 1)
    return f"{text[: word if word > cut // 2 else cut].rstrip(' ,;:')}…"


def _balanced(broken: Sequence[str], size: int, room: int) -> tuple[str, ...]:
    """Move a word down where that makes two lines more even."""
    if len(broken) != 2 or " " not in broken[0]:
        return tuple(broken)
    head, _, last = broken[0].rpartition(" ")
    moved = f"{last} {broken[1]}"
    if width(moved, size) > min(room, width(broken[0], size)):
        return tuple(broken)
    return head, moved
