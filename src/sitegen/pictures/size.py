"""A picture file -> its width and height in pixels as browsers show it, from its first bytes."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sitegen.pictures.exif import Exif
from sitegen.text.regex import regex

Size = tuple[int, int]
"""Width and height in pixels."""

SUFFIXES = frozenset((".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".avif", ".svg"))
_LARGEST = 100_000
"""Pixels on a side; more is a mistake or an attack."""
_MOST_SEGMENTS = 500
_HEAD = 262_144
"""Bytes in which the sizes in AVIF and SVG are searched for."""
_MOST_BOXES = 2_000


def size_of(file: Path) -> Size | None:
    """Return width and height; None if it cannot be read, or is not a picture."""
    try:
        with file.open("rb") as stream:
            size = _read(stream)
    except (OSError, ValueError, struct.error, IndexError):
        return None
    return size if size and all(0 < side <= _LARGEST for side in size) else None


def _read(stream: BinaryIO) -> Size | None:
    head = stream.read(40)
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        width, height = _numbers(">II", head, 16)
        return (height, width) if _is_png_turned(stream) else (width, height)
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return _numbers("<HH", head, 6)
    if head.startswith(b"\xff\xd8"):
        stream.seek(2)
        return _jpeg(stream)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    if head[4:8] == b"ftyp":
        return _avif(head + stream.read(_HEAD))
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    is_marked = start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<"))
    return _svg(head + stream.read(_HEAD)) if is_marked else None


def _numbers(form: str, data: bytes, at: int) -> Size:
    first, second = struct.unpack_from(form, data, at)
    return first, second


def _is_png_turned(stream: BinaryIO) -> bool:
    at = 33
    for _ in range(_MOST_SEGMENTS):
        stream.seek(at)
        head = stream.read(8)
        length = int.from_bytes(head[:4], "big")
        if head[4:] == b"eXIf":
            return Exif(stream.read(min(length, _HEAD))).is_turned
        if len(head) < 8 or head[4:] == b"IDAT":
            break
        at += 12 + length
    return False


def segments(stream: BinaryIO) -> Iterator[tuple[int, int, int]]:
    """Yield mark, position and length of each segment of a JPEG file, up to its picture."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        stream.seek(at)
        while (byte := stream.read(1)) == b"\xff":
            at += 1
        head = stream.read(2)
        if not byte or len(head) < 2 or byte[0] in (0xD8, 0xD9):
            return
        length = int.from_bytes(head, "big")
        yield byte[0], at + 3, length - 2
        if byte[0] == 0xDA or length < 2:
            return
        at += 1 + length


def _jpeg(stream: BinaryIO) -> Size | None:
    turned = False
    for mark, at, length in segments(stream):
        stream.seek(at)
        if mark == 0xE1 and stream.read(6) == b"Exif\0\0":
            turned = turned or Exif(stream.read(max(length - 6, 0))).is_turned
        elif 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = _numbers(">HH", stream.read(5), 1)
            return (height, width) if turned else (width, height)
    return None


def _webp(head: bytes) -> Size | None:
    kind = head[12:16]
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = _numbers("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and head[20:21] == b"\x2f":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        return (
            int.from_bytes(head[24:27], "little") + 1,
            int.from_bytes(head[27:30], "little") + 1,
        )
    return None


# ------------------------------------------------------------------ AVIF


def _avif(data: bytes) -> Size | None:
    """Return the largest size of an item: the picture itself, not a tile or a small preview."""
    sizes: list[Size] = []
    turned = False
    for kind, start, end in _boxes(data):
        if kind == b"ispe" and end - start >= 12:
            sizes.append(_numbers(">II", data, start + 4))
        elif kind == b"irot" and end > start:
            turned = turned or data[start] % 2 == 1
    width, height = max(sizes, key=_area, default=(0, 0))
    return (height, width) if turned else (width, height)


def _area(size: Size) -> int:
    return size[0] * size[1]


_NESTED = {b"meta": 4, b"iprp": 0, b"ipco": 0}
"""Boxes that hold boxes, after so many bytes."""


def _boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    waiting = [(0, len(data))]
    for _ in range(_MOST_BOXES):
        if not waiting:
            return
        at, end = waiting.pop()
        if at + 8 > end:
            continue
        length, kind = struct.unpack_from(">I4s", data, at)
        start = at + 8
        if length == 1 and at + 16 <= end:
            length, start = struct.unpack_from(">Q", data, at + 8)[0], at + 16
        stop = min(at + length, end) if length else end
        if stop < start:
            continue
        waiting.append((stop, end))
        if kind in _NESTED:
            waiting.append((start + _NESTED[kind], stop))
        yield kind, start, stop


# ------------------------------------------------------------------ SVG

_START = regex(r"<svg(?=[\s>])")
_SVG = regex(r"((?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+)>")
_SIDE = regex(
    r"\s(width|height)\s*=\s*[\"']\s*(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})\s*([a-z]*)\s*[\"']"
)
_BOX = regex(
    r"\sviewBox\s*=\s*[\"']\s*-?[\d.]{1,20}[\s,]+-?[\d.]{1,20}[\s,]+"
    r"(\d{1,9}(?:\.\d{0,9})?)[\s,]+(\d{1,9}(?:\.\d{0,9})?)\s*[\"']"
)
_NOTES = regex(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
}


def _svg(data: bytes) -> Size | None:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = _NOTES.sub("", data.decode(encoding, "replace"))
    start = _START.search(text)
    found = _SVG.match(text, start.end()) if start else None
    if not found:
        return None
    sides = {
        side: float(number) * _PIXELS[unit]
        for side, number, unit in _SIDE.findall(found[1])
        if unit in _PIXELS
    }
    box = _BOX.search(found[1])
    wide, high = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    ratio = high / wide if wide else 0.0
    width = sides.get("width") or (sides.get("height", 0.0) / ratio if ratio else 0.0) or wide
    height = sides.get("height") or width * ratio
    return max(round(width), 0), max(round(height), 0)
