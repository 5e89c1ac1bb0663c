"""The HTML of a text before and after an edit -> the ids of what is different."""

import re

_ID = re.compile(r' id="([^"]+)"')


def altered(before: str, after: str) -> tuple[str, ...]:
    """Name the elements with an id whose content changed, moved in or lost what followed it."""
    known = set(_pieces(before).values())
    return tuple(name for name, piece in _pieces(after).items() if piece not in known)


def _pieces(html: str) -> dict[str, str]:
    """Cut a text at its ids: what stands from one to the next belongs to the first."""
    parts = _ID.split(html)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
