"""Bytes that are written once and read by reference: a folder of append-only files.

Each process appends to its own pack, so that none waits for another. A record is a checksum of four
bytes and the content; a reference gives its position. Records never change: when there are many
packs, the records in use are copied to a new one.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

Ref = tuple[int, int, int]
"""Number of a pack, and the first byte and the length of a record in it."""

_SUM = 4
_BINARY = getattr(os, "O_BINARY", 0)


class DamagedError(Exception):
    """A record is missing or damaged: what depends on it must be made again."""


class Packs:
    """The packs of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._readers: dict[int, int] = {}
        self._writer: tuple[int, int, int] | None = None
        """Process, number of its pack, descriptor."""
        self._end = 0
        """Length of that pack."""

    def read(self, ref: Ref) -> bytes | None:
        """Read a record; None if it is missing or damaged."""
        number, start, length = ref
        try:
            if number not in self._readers:
                self._readers[number] = os.open(self._path(number), os.O_RDONLY | _BINARY)
            record = os.pread(self._readers[number], length, start)
        except (OSError, OverflowError, ValueError):
            return None
        content = record[_SUM:]
        return content if len(record) == length and _sum(content) == record[:_SUM] else None

    def write(self, content: bytes) -> Ref:
        """Append a record; raise OSError if there is no space."""
        if self._writer is None or self._writer[0] != os.getpid():
            self._writer, self._end = self._open(), 0
        _, number, descriptor = self._writer
        start, record = self._end, _sum(content) + content
        while record:
            written = os.write(descriptor, record)
            self._end += written
            record = record[written:]
        return number, start, self._end - start

    def successor(self) -> "Packs":
        """Return the same folder with a new pack to write to."""
        return Packs(self._folder)

    def _open(self) -> tuple[int, int, int]:
        number = max(self.numbers(), default=0)
        while True:
            number += 1
            with suppress(FileExistsError):  # another process was quicker
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
                return os.getpid(), number, os.open(self._path(number), flags, 0o644)

    def _path(self, number: int) -> Path:
        return self._folder / f"pack-{number}"

    def numbers(self) -> tuple[int, ...]:
        """List the packs."""
        names = (name.removeprefix("pack-") for name in os.listdir(self._folder))  # noqa: PTH208 (names)
        return tuple(sorted(int(name) for name in names if name.isdecimal()))

    def drop(self, kept: Iterable[int]) -> None:
        """Remove all packs but some."""
        for number in set(self.numbers()) - set(kept):
            with suppress(OSError):
                self._path(number).unlink()

    def size(self) -> int:
        """Return the size of all packs in bytes."""
        return sum(self._path(number).stat().st_size for number in self.numbers())

    def close(self) -> None:
        """Close all files."""
        if self._writer and self._writer[0] == os.getpid():
            os.close(self._writer[2])
        for descriptor in self._readers.values():
            os.close(descriptor)
        self._writer, self._readers = None, {}


def _sum(content: bytes) -> bytes:
    return crc32(content).to_bytes(_SUM, "little")
