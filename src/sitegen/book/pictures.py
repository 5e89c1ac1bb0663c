"""Files of pictures -> their bytes as a book may hold them, without the place of the photograph."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sitegen.pictures.position import without_position

_MAGIC = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
)
TYPES: Mapping[str, str] = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
"""Suffix -> media type of the pictures that readers of EPUB know (EPUB 3.3, section 3.2)."""


class Picture(NamedTuple):
    """A picture of a book."""

    content: bytes
    suffix: str
    """A key of ``TYPES``: what the content is, whatever the name of its file says."""


@lru_cache(maxsize=8)
def picture_of(file: str, *, positions: bool = False) -> Picture | None:
    """Read a picture; None for a file that no book can show."""
    path = Path(file)
    try:
        content = (None if positions else without_position(path)) or path.read_bytes()
    except OSError:
        return None
    suffix = _suffix(content)
    return Picture(content, suffix) if suffix else None


def _suffix(content: bytes) -> str:
    for magic, suffix in _MAGIC:
        if content.startswith(magic):
            return suffix
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return "svg" if b"<svg" in content[:2_000] else ""
