"""A picture file -> the same file without the position at which it was taken.

Only bytes that tell the position change; a JPEG, WebP or AVIF file keeps its length, and the
picture itself is the same in all of them.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sitegen.pictures.exif import Exif
from sitegen.pictures.size import segments
from sitegen.text.regex import regex

SUFFIXES = frozenset((".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".heic", ".heif"))
_XMP = b"http://ns.adobe.com/"
_LARGEST = 4_000_000
"""Bytes of metadata that are read at once."""
_LARGEST_FILE = 100_000_000
_MOST_CHUNKS = 10_000
_NAME = rb"[\w.-]{1,60}:[\w.-]{0,40}(?:gps|latitude|longitude)[\w.-]{0,60}"
_ATTRIBUTE = regex(
    rf"\s{_NAME.decode()}\s{{0,9}}=\s{{0,9}}(?:\"[^\"]{{0,999}}\"|'[^']{{0,999}}')", re.IGNORECASE
)
_TAGS = regex(
    rf"<({_NAME.decode()})\b[^<>]{{0,999}}>.{{0,999}}?</\1\s{{0,9}}>", re.DOTALL | re.IGNORECASE
)
_PLACES = ("latitude", "longitude", "gpsposition", "gpscoordinates")
_TIFF = re.compile(rb"II\*\x00[\x08-\xff]\x00\x00\x00|MM\x00\*\x00\x00\x00[\x08-\xff]")


class _Edit(NamedTuple):
    """A change of a file."""

    start: int
    end: int
    instead: bytes


def has_position(file: Path) -> bool:
    """Return whether a picture file tells where it was taken; reads only its metadata."""
    return bool(_edits_of(file))


def without_position(file: Path) -> bytes | None:
    """Return the file without its position; None if it has none or cannot be read."""
    if not (edits := _edits_of(file)):
        return None
    try:
        data = file.read_bytes()
    except OSError:
        return None
    for edit in sorted(edits, reverse=True):
        data = data[: edit.start] + edit.instead + data[edit.end :]
    return data


def _edits_of(file: Path) -> list[_Edit]:
    if file.suffix.lower() not in SUFFIXES:
        return []
    try:
        with file.open("rb") as stream:
            return list(_edits(stream))
    except (OSError, ValueError, IndexError):
        return []


def _edits(stream: BinaryIO) -> Iterator[_Edit]:
    head = stream.read(16)
    if head.startswith(b"\xff\xd8"):
        yield from _jpeg(stream)
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _png(stream)
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        yield from _webp(stream)
    elif head[4:8] == b"ftyp":
        yield from _anywhere(stream)


def _cleaned(data: bytes) -> bytes | None:
    """Return metadata of the same length without position; None if it has none."""
    start = 6 if data.startswith(b"Exif\0\0") else 0
    if _TIFF.match(data, start):
        exif = Exif(data[start:])
        cleaned = exif.without_position() or bytes(len(exif.data))
        return data[:start] + cleaned if exif.has_position else None
    # Latin 1 keeps every byte.
    text = data.decode("latin-1")
    if not any(place in text.lower() for place in _PLACES):
        return None
    spaces = _TAGS.sub(_spaces, _ATTRIBUTE.sub(_spaces, text))
    return spaces.encode("latin-1") if spaces != text else None


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _jpeg(stream: BinaryIO) -> Iterator[_Edit]:
    for mark, at, length in segments(stream):
        if mark != 0xE1:
            continue
        stream.seek(at)
        data = stream.read(max(length, 0))
        if data.startswith((b"Exif\0\0", _XMP)) and (cleaned := _cleaned(data)):
            yield _Edit(at, at + len(data), cleaned)


def _png(stream: BinaryIO) -> Iterator[_Edit]:
    at = 8
    for _ in range(_MOST_CHUNKS):
        stream.seek(at)
        head = stream.read(8)
        if len(head) < 8:
            return
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if kind in (b"eXIf", b"iTXt", b"tEXt", b"zTXt") and length <= _LARGEST:
            data = stream.read(length)
            cleaned = _cleaned(data)
            if cleaned:
                check = zlib.crc32(kind + cleaned).to_bytes(4, "big")
                yield _Edit(at + 8, at + 12 + length, cleaned + check)
            elif kind != b"eXIf" and _tells(data):
                yield _Edit(at, at + 12 + length, b"")
        at += 12 + length


def _tells(chunk: bytes) -> bool:
    """Return whether packed text of a PNG file, or data in hexadecimal digits, has a position."""
    name, _, rest = chunk.partition(b"\0")
    for skip in (1, *(rest.find(b"\0", at) + 1 for at in (2, rest.find(b"\0", 2) + 1))):
        try:
            data = zlib.decompressobj().decompress(rest[max(skip, 0) :], _LARGEST)
        except zlib.error:
            continue
        if _cleaned(data) or (name.startswith(b"Raw profile") and _cleaned(_unhexed(data))):
            return True
    return name.startswith(b"Raw profile") and bool(_cleaned(_unhexed(rest)))


def _unhexed(text: bytes) -> bytes:
    # After a line feed: the name of the profile, its length, and its bytes in hexadecimal digits.
    parts = text.strip().split(b"\n", 2)
    digits = re.sub(rb"[^0-9a-fA-F]", b"", parts[2]) if len(parts) > 2 else b""
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def _webp(stream: BinaryIO) -> Iterator[_Edit]:
    at = 12
    for _ in range(_MOST_CHUNKS):
        stream.seek(at)
        head = stream.read(8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        if head[:4] in (b"EXIF", b"XMP ") and length <= _LARGEST:
            data = stream.read(length)
            if cleaned := _cleaned(data):
                yield _Edit(at + 8, at + 8 + len(data), cleaned)
        at += 8 + length + length % 2


def _anywhere(stream: BinaryIO) -> Iterator[_Edit]:
    """Look for metadata in a file of boxes, whose places only its tables tell."""
    stream.seek(0)
    data = stream.read(_LARGEST_FILE)
    for found in _TIFF.finditer(data):
        exif = Exif(data[found.start() : found.start() + _LARGEST])
        if exif.has_position and (cleaned := exif.without_position()):
            yield _Edit(found.start(), found.start() + len(cleaned), cleaned)
    start = data.find(b"<x:xmpmeta")
    end = data.find(b"</x:xmpmeta>", start)
    if 0 <= start < end and (text := _cleaned(data[start:end])):
        yield _Edit(start, end, text)
