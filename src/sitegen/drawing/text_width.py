"""Text -> how wide it may run in the page's faces, and its lines in a column.

No face is asked: every sign is taken to be as wide as in the widest of the style sheet's serif
faces and of those that systems put in their place, at the x-height that the style sheet gives all.
"""

from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from unicodedata import combining, east_asian_width

_OTHER = 85


class _Widths(dict[str, int]):
    def __missing__(self, sign: str) -> int:
        if combining(sign):
            return 0
        return 105 if east_asian_width(sign) in "WF" else _OTHER


_WIDTHS = _Widths(
    (sign, width)
    for signs, width in (
        (" ", 30),
        ("ijl'’‘.,:;!|()·", 40),
        ("ftI", 45),
        ('rsc-Jz"[]', 56),
        ("abdeghknopquvxyEFLPSTZ?*“”", 66),
        ("0123456789ßABCKRVXY–", 76),
        ("wDGHNOQU&+=<>", 87),
        ("mMW—@%…", 105),
    )
    for sign in signs
)
"""Hundredths of the size."""


# A name stands on many maps, one soon after the other.
@lru_cache(4096)
def width(text: str, size: int) -> int:
    """Say how wide a text runs at most."""
    return -(-sum(map(_WIDTHS.__getitem__, text)) * size // 100)


@lru_cache(4096)
def lines(text: str, size: int, room: int, most: int) -> tuple[str, ...]:
    """Break a text into lines that fit a column; what is beyond the last one gives way to dots."""
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
    fit = _signs_within(text, room * 100 // size)
    if fit == len(text):
        return fit
    word = text.rfind(" ", 0, fit + 1)
    return word if word > 0 else max(fit, 1)


def _signs_within(text: str, most: int) -> int:
    return bisect(list(accumulate(map(_WIDTHS.__getitem__, text))), most)


def _shortened(text: str, size: int, room: int) -> str:
    cut = _signs_within(text[:-1], room * 100 // size - _WIDTHS["…"])
    return f"{text[:cut].rstrip()}…"


def _balanced(broken: Sequence[str], size: int, room: int) -> tuple[str, ...]:
    """Move a word down where two lines come out more even for it."""
    if len(broken) != 2 or " " not in broken[0]:
        return tuple(broken)
    head, _, last = broken[0].rpartition(" ")
    moved = f"{last} {broken[1]}"
    if width(moved, size) > min(room, width(broken[0], size)):
        return tuple(broken)
    return head, moved
