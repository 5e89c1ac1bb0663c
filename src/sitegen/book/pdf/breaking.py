"""Words that are too long for a line -> the same with places where a line may end."""

import re

from sitegen.text.regex import regex

_LONGEST = 24
_LONG = regex(r"[^\s\u00ad\u200b\u2e80-\uffff]{25,}")
_AFTER = regex(r"(?<=[/?&=._,;:#@+\\-])(?=[^\s/?&=._,;:#@+\\-])")
_SPACE = "\u200b"


def breakable(words: str) -> str:
    """Put zero-width spaces into runs without a space: behind signs, else every few letters."""
    return _LONG.sub(_broken, words) if len(words) > _LONGEST else words


def _broken(run: re.Match[str]) -> str:
    return _SPACE.join(
        _SPACE.join(part[at : at + _LONGEST] for at in range(0, len(part), _LONGEST))
        for part in _AFTER.split(run[0])
    )
