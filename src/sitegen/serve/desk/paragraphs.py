"""A text before and after an edit -> the ids of what is different."""

import re

from sitegen.model import Words

_START = re.compile(r'<\w+(?: [^<>]*?)? id="([^"]+)"')
_BETWEEN = re.compile(r"(?:\s|</?\w+>)+$")
"""What may stand between an element and the next one with an id."""


def altered(before: Words, after: Words) -> tuple[str, ...]:
    """Name the elements of a text, its notes included, whose words are new, in their order."""
    known = set(_pieces(before).values())
    return tuple(name for name, piece in _pieces(after).items() if piece not in known)


def _pieces(text: Words) -> dict[str, str]:
    """Cut a text at its ids: what stands from one to the next belongs to the first."""
    parts = _START.split(text.html)
    pieces = (_BETWEEN.sub("", piece) for piece in parts[2::2])
    notes = {f"fn{number}": str(note) for number, note in enumerate(text.notes, 1)}
    return dict(zip(parts[1::2], pieces, strict=True)) | notes
