"""Addresses of pictures and files -> those that are at hand in the sources."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote, unquote_to_bytes

from msgspec import Struct

from sitegen.importers.sources import Export
from sitegen.text.addresses import parts_of
from sitegen.text.slugs import whole_slug

_ENDINGS = re.compile(
    r"\.(?P<kind>jpe?g|jpe|jfif|png|gif|webp|avif|svg|bmp|tiff?|ico|pdf|mp3|m4a|ogg|oga|wav|mp4|webm|ogv"
    r"|docx?|odt|zip|epub|txt|csv)$",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:jpe?g|jpe|jfif|png|gif|webp|avif|svg|bmp)$", re.IGNORECASE)
_RESIZED = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-e\d{10,}|@2x)(?=\.\w+$)")
_TEXTS = re.compile(r"\.(?:md|markdown|html?|xml|json|csv|txt)$", re.IGNORECASE)


class Held(Struct, frozen=True):
    """A file that a text shows or links to, and that is at hand."""

    member: str
    """Its name in the source, for the name of the copy; "" for one that is in the address."""
    source: int = -1
    """Number of its source."""
    content: bytes = b""
    """Of one that is in the address."""


class AtHand:
    """All files of the sources, by the ends of their paths."""

    def __init__(self, exports: Sequence[Export]) -> None:
        self._exports = exports
        self._named: dict[str, list[tuple[int, str]]] = {}
        for number, export in enumerate(exports):
            for name in export.names:
                if _ENDINGS.search(name) and not _TEXTS.search(name):
                    self._named.setdefault(_base(name), []).append((number, name))

    def find(self, address: str, source: int, named: Mapping[str, str]) -> Held | None:
        """Return the file of an address in a text of some source; ``named``: those it names."""
        if address.startswith("data:"):
            return _embedded(address)
        if member := named.get(address):
            return Held(member, source) if member in self._exports[source].names else None
        path = _path(address)
        tries = dict.fromkeys((path, _RESIZED.sub("", path), unquote(path)))
        return next((held for one in tries if (held := self._by_end(one, source))), None)

    def read(self, held: Held) -> bytes:
        """Return the bytes of a file; raise SitegenError."""
        return self._exports[held.source].read(held.member) if held.member else held.content

    def _by_end(self, path: str, source: int) -> Held | None:
        found = self._named.get(_base(path), [])
        if not found or not _base(path):
            return None
        ranked = sorted(
            ((_common(path, name), number == source, number, name) for number, name in found),
            key=lambda one: (-one[0], not one[1], one[2], one[3]),
        )
        best = ranked[0]
        if best[0] == 1 and len({name for *_, name in ranked}) > 1:
            return None  # several files of that name, and no folder says which is meant
        return Held(best[3], best[2])


def is_picture(address: str) -> bool:
    """Return whether an address ends as that of a picture."""
    return address.startswith("data:image/") or bool(_PICTURE.search(_path(address)))


def _path(address: str) -> str:
    return unquote(parts_of(address).path)


def _base(path: str) -> str:
    return path.rpartition("/")[2].casefold()


def _common(first: str, second: str) -> int:
    ends = zip(reversed(first.split("/")), reversed(second.split("/")), strict=False)
    number = 0
    for one, other in ends:
        if one.casefold() != other.casefold():
            break
        number += 1
    return number


_TYPES = {"jpeg": "jpg", "svg+xml": "svg", "x-icon": "ico"}


def _embedded(address: str) -> Held | None:
    found = re.match(r"data:image/([\w.+-]+)((?:;[\w=.+-]+)*),", address, re.IGNORECASE)
    if not found:
        return None
    data = address[found.end() :]
    try:
        content = b64decode(unquote(data)) if "base64" in found[2] else unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        return None
    kind = found[1].lower()
    return Held("", content=content) if content and kind else None


def ending_of(content: bytes) -> str:
    """Return the ending for the name of a picture, from its first bytes; "" for none known."""
    head = content[:40]
    for start, ending in _MAGIC.items():
        if head.startswith(start):
            return ending
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "avif"
    if re.match(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", content[:2000], re.DOTALL):
        return "svg"
    return ""


_MAGIC = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"\xff\xd8\xff": "jpg",
    b"BM": "bmp",
}


def file_name(member: str, content: bytes, taken: Iterable[str]) -> str:
    """Return a name for the copy of a file that no other one in its folder has."""
    base = _path(member).rpartition("/")[2] or member.rpartition("/")[2]
    stem, _, ending = base.rpartition(".")
    known = ending_of(content)
    if not (found := _ENDINGS.search(base)) or (known and _PICTURE.search(base)):
        ending = known or (found["kind"] if found else "")
        stem = stem if found or not known else (stem or base)
    name = whole_slug(stem)[:80].strip("-") or "picture"
    ending = f".{ending.lower()}" if ending else ""
    used = {one.casefold() for one in taken} | {"index.md"}
    number, full = 2, f"{name}{ending}"
    while full in used:
        full, number = f"{name}-{number}{ending}", number + 1
    return full
