"""A text before and after an edit -> the ids of what is different."""

import re

from sitegen.model import Body

_ID = re.compile(r' id="([^"]+)"')


def altered(before: Body, after: Body) -> tuple[str, ...]:
    """Name the elements of a text, its notes included, whose words are new, in their order."""
    known = set(_pieces(before).values())
    return tuple(name for name, piece in _pieces(after).items() if piece not in known)


def _pieces(body: Body) -> dict[str, str]:
    """Cut a text at its ids: what stands from one to the next belongs to the first."""
    parts = _ID.split(body.html)
    notes = {f"fn{number}": str(note) for number, note in enumerate(body.notes, 1)}
    return dict(zip(parts[1::2], parts[2::2], strict=True)) | notes
