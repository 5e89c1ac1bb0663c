"""Ruby: how a character is read is printed beside it, and does not belong to the words."""

import re

from sitegen.text.regex import regex

_TAG = regex(r"<(/?)(r[tp]|rb|ruby)\b", re.IGNORECASE)


def begins_reading(tag: str) -> bool | None:
    """Return whether a tag of ruby begins the reading of a character; None for other tags."""
    found = _TAG.match(tag)
    return not found[1] and found[2].lower() in ("rt", "rp") if found else None
