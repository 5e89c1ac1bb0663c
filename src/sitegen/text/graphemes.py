"""Text -> where it may be cut without dividing what a reader sees as one character."""

import unicodedata

_JOINER = "\u200d"
_EXTENDING = frozenset("\u200c\u0e33\u0eb3\uff9e\uff9f")
"""Letters that belong to the one before them: Unicode TR29, Grapheme_Cluster_Break=Extend."""
_VIRAMAS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u17d2")
"""Signs that join the next letter to the one before: TR29, rule GB9c, and Khmer."""
_LONGEST = 40
"""Characters of the longest sequence that is kept whole; a text may hold thousands of marks."""


def boundary(text: str, at: int) -> int:
    """Return the last place not after ``at`` where a text may be cut.

    A short form of Unicode TR29: marks, joined emoji, flags, and Korean written by its parts.
    """
    at = min(at, len(text))
    for place in range(at, max(at - _LONGEST, 0), -1):
        if place == len(text) or not _continues(text, place):
            return place
    return at if at > _LONGEST else 0


def _continues(text: str, at: int) -> bool:
    char, before = text[at], text[at - 1]
    if char.isascii():
        return False
    if unicodedata.category(char)[0] == "M" or char in _EXTENDING or char == _JOINER:
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff":  # skin tones
        return True
    if "\U0001f1e6" <= char <= "\U0001f1ff":
        return _is_second_of_flag(text, at)
    if before == _JOINER or before in _VIRAMAS:
        return True
    return "\u1160" <= char <= "\u11ff" and "\u1100" <= before <= "\ud7a3"


def _is_second_of_flag(text: str, at: int) -> bool:
    start = at
    while start and at - start < _LONGEST and "\U0001f1e6" <= text[start - 1] <= "\U0001f1ff":
        start -= 1
    return (at - start) % 2 == 1
