"""Small picture files, made byte by byte."""

import struct
import zlib

GPS = {1: b"N\0", 2: (50, 30, 12), 3: b"E\0", 4: (8, 1, 2)}
"""Latitude and longitude as Exif has them."""


def exif(orientation: int = 1, gps: bool = False, order: str = "<") -> bytes:
    """Return Exif data with an orientation, a copyright and perhaps a position."""
    entries = 2 + gps
    after = 8 + 2 + 12 * entries + 4
    words = b"Copyright Ann\0"
    first = struct.pack(f"{order}H", entries)
    first += struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    first += struct.pack(f"{order}HHII", 0x8298, 2, len(words), after)
    if gps:
        first += struct.pack(f"{order}HHII", 0x8825, 4, 1, after + len(words))
    first += bytes(4) + words
    return _header(order) + first + (_position(order, after + len(words)) if gps else b"")


def _header(order: str) -> bytes:
    return (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)


def _position(order: str, at: int) -> bytes:
    directory = struct.pack(f"{order}H", len(GPS))
    values = b""
    after = at + 2 + 12 * len(GPS) + 4
    for tag, value in GPS.items():
        if isinstance(value, bytes):
            directory += struct.pack(f"{order}HHI", tag, 2, 2) + value.ljust(4, b"\0")
        else:
            directory += struct.pack(f"{order}HHII", tag, 5, 3, after + len(values))
            values += b"".join(struct.pack(f"{order}II", number, 1) for number in value)
    return directory + bytes(4) + values


def jpeg(width: int, height: int, data: bytes = b"", *, raw: bool = False) -> bytes:
    """Return a JPEG file without a picture, with Exif data or another segment."""
    data = data if raw or not data else b"Exif\0\0" + data
    segment = b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data if data else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + segment + frame + b"\xff\xda\x00\x02picture\xff\xd9"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a part of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"", *more: bytes) -> bytes:
    """Return a PNG file without a picture, perhaps with Exif data and other parts."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    meta = chunk(b"eXIf", data) if data else b""
    parts = (head, meta, *more, chunk(b"IDAT", b"picture"), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def gif(width: int, height: int) -> bytes:
    """Return a GIF file without a picture."""
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def webp(kind: bytes, data: bytes, *more: tuple[bytes, bytes]) -> bytes:
    """Return a WebP file of some parts."""
    parts = b"".join(
        name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
        for name, content in ((kind, data.ljust(14, b"\0")), *more)
    )
    return b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WEBP" + parts
