"""Converted texts on the disk, between the first and the second look at an export."""

import tempfile
from collections.abc import Iterator
from types import TracebackType

import msgspec
from msgspec import Struct

from sitegen.from_html.types import Converted
from sitegen.importers.foreign import Foreign
from sitegen.importers.pictures.at_hand import Held

_IN_MEMORY = 16 * 1024 * 1024


class Waiting(Struct, frozen=True, array_like=True):
    """A text that waits for the addresses of all the others."""

    key: str
    source: int
    """Number of its source."""
    name: str
    """Path of its file without the suffix."""
    foreign: Foreign
    converted: Converted
    held: dict[str, Held]
    """Address -> the file at hand."""


class Spool:
    """Texts in order; none of them is in memory."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (until __exit__)
        self.count = 0

    def add(self, one: Waiting) -> None:
        """Append a text."""
        # JSON, because MessagePack turns local times into UTC.
        self._file.write(msgspec.json.encode(one) + b"\n")
        self.count += 1

    def __iter__(self) -> Iterator[Waiting]:
        decoder = msgspec.json.Decoder(Waiting)
        self._file.seek(0)
        while line := self._file.readline():
            yield decoder.decode(line)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
