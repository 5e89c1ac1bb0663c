"""Font files -> the characters that they have (OpenType 1.9, table "cmap", formats 4 and 12)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

_COLLECTION = b"ttcf"


class Letters(Struct, frozen=True, array_like=True, gc=False):
    """The characters of a font, as runs of code points."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    """The last code point of each run."""

    def missing(self, text: str) -> str:
        """Return the first character of a text that the font lacks; "" for none."""
        return next((char for char in text if not self._has(ord(char)) and _is_drawn(char)), "")

    def _has(self, code: int) -> bool:
        at = bisect_right(self.starts, code) - 1
        return at >= 0 and code <= self.ends[at]


def _is_drawn(char: str) -> bool:
    return char.isprintable() and not char.isspace()


def letters_of(data: bytes) -> Letters:
    """Read the characters of a TrueType or OpenType font; raise ValueError if it is none."""
    try:
        runs = sorted(_runs(data, _table(data, b"cmap")))
    except struct.error as error:
        raise ValueError from error
    if not runs:
        raise ValueError
    return Letters(tuple(start for start, _ in runs), tuple(end for _, end in runs))


def _table(data: bytes, name: bytes) -> int:
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == _COLLECTION else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == name:
            return int(offset)
    raise ValueError


def _runs(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    tables: dict[int, int] = {}
    for number in range(count):
        platform, _, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)
        if platform in (0, 3):
            (form,) = struct.unpack_from(">H", data, cmap + offset)
            tables[form] = cmap + offset
    if 12 in tables:
        yield from _wide(data, tables[12])
    elif 4 in tables:
        yield from _narrow(data, tables[4])


def _wide(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", data, at + 12)
    if 12 * count > len(data):
        raise ValueError
    for number in range(count):
        start, end = struct.unpack_from(">II", data, at + 16 + 12 * number)
        yield start, end


def _narrow(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    yield from (run for run in zip(starts, ends, strict=True) if run[0] != 0xFFFF)
