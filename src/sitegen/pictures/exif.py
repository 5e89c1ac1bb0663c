"""Exif data -> orientation, and the same data without the position.

The format is that of TIFF: a header, then directories of entries of 12 bytes (Exif 2.32, 4.6).
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_ORIENTATION = 0x0112
_SUBDIRECTORY = 0x8769
_GPS = 0x8825
_WHERE = frozenset((2, 4, 0x14, 0x16, 0x1B, 0x1C))
"""GPS entries that tell a place: latitude, longitude, those of the destination, area."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
"""Bytes of a value of each type."""
_MOST_DIRECTORIES = 8
_MOST_ENTRIES = 512


class _Entry(NamedTuple):
    at: int
    tag: int
    kind: int
    number: int
    value: int


class Exif:
    """A block of Exif data; what is damaged counts as missing."""

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)
        self._order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4], "")

    @property
    def is_turned(self) -> bool:
        """Return whether width and height change places when it is shown."""
        first = self._number("I", 4)
        found = (entry for entry in self._entries(first) if entry.tag == _ORIENTATION)
        return any(5 <= self._number("H", entry.at + 8) <= 8 for entry in found)

    @property
    def has_position(self) -> bool:
        """Return whether it tells where the picture was taken."""
        directories = (entry.value for entry in self._all() if entry.tag == _GPS)
        return any(entry.tag in _WHERE for at in directories for entry in self._entries(at))

    def without_position(self) -> bytes | None:
        """Return data of the same length without the position; None if it is too strange."""
        cleaned = Exif(bytes(self.data))
        for _ in range(_MOST_DIRECTORIES):
            found = next((entry for entry in cleaned._all() if entry.tag == _GPS), None)
            if found is None:
                return None if cleaned.has_position else bytes(cleaned.data)
            cleaned._empty(found.value)
            cleaned._remove(found)
        return None

    def _all(self) -> Iterator[_Entry]:
        waiting, seen = [self._number("I", 4)], set[int]()
        while waiting and len(seen) < _MOST_DIRECTORIES:
            at = waiting.pop()
            if not at or at in seen:
                continue
            seen.add(at)
            count = self._number("H", at)
            waiting.append(self._number("I", at + 2 + 12 * count))
            for entry in self._entries(at):
                if entry.tag == _SUBDIRECTORY:
                    waiting.append(entry.value)
                yield entry

    def _entries(self, at: int) -> Iterator[_Entry]:
        if at < 8:
            return
        for number in range(min(self._number("H", at), _MOST_ENTRIES)):
            place = at + 2 + 12 * number
            if place + 12 > len(self.data):
                return
            yield _Entry(place, *struct.unpack_from(f"{self._order}HHII", self.data, place))

    def _number(self, kind: str, at: int) -> int:
        size = struct.calcsize(kind)
        if not self._order or at + size > len(self.data):
            return 0
        return int(struct.unpack_from(f"{self._order}{kind}", self.data, at)[0])

    def _empty(self, at: int) -> None:
        """Write zeros over a directory and its values."""
        for entry in list(self._entries(at)):
            length = _SIZES.get(entry.kind, 1) * entry.number
            if length > 4:
                self._erase(entry.value, length)
            self._erase(entry.at, 12)
        self._erase(at, 2)

    def _erase(self, at: int, length: int) -> None:
        end = min(at + length, len(self.data))
        if 8 <= at < end:
            self.data[at:end] = bytes(end - at)

    def _remove(self, entry: _Entry) -> None:
        """Remove an entry: the next ones move up, and zeros follow the last one."""
        # Readers want the entries sorted, so that the tag cannot just become another one.
        start = next((at for at in self._starts() if self._holds(at, entry.at)), 0)
        if not start:
            self._erase(entry.at, 12)
            return
        count = self._number("H", start)
        end = min(start + 2 + 12 * count + 4, len(self.data))
        self.data[entry.at : end] = self.data[entry.at + 12 : end] + bytes(12)
        struct.pack_into(f"{self._order}H", self.data, start, count - 1)

    def _starts(self) -> Iterator[int]:
        first = self._number("I", 4)
        yield first
        yield self._number("I", first + 2 + 12 * self._number("H", first))
        yield from (entry.value for entry in self._all() if entry.tag == _SUBDIRECTORY)

    def _holds(self, start: int, at: int) -> bool:
        return start >= 8 and start + 2 <= at < start + 2 + 12 * self._number("H", start)
