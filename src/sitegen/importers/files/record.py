"""What earlier imports made: ``essays/.imports.jsonl``, a line for each essay.

It is committed with the essays. A record is known by the key that it has in every export of its
platform, so an essay may be renamed, moved, changed or deleted: it is not imported again.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.store.files import atomic_write

NAME = ".imports.jsonl"
"""Hidden, so no text; in the folder of the texts, so that it goes where they go."""


class Known(Struct, frozen=True, omit_defaults=True):
    """A record that was imported."""

    key: str
    """The format and the record's own identity."""
    file: str
    """Its essay at that time, relative to the folder of texts."""
    url: str = ""
    aliases: tuple[str, ...] = ()
    """Its older addresses, and those that end in a query."""
    title: str = ""
    pictures: tuple[str, ...] = ()
    """Addresses of pictures that it still shows from elsewhere."""


class ImportRecord:
    """The record of a collection: read once, then continued line by line.

    A line is written before the files of its essay. A run that ends in order adds an empty line;
    where that is missing, the last essay counts only if it is there.
    """

    def __init__(self, folder: Path) -> None:
        """Read the record in the folder of texts; a line that cannot be read is left alone."""
        self.file = folder / NAME
        self._is_begun = False
        content = self.file.read_bytes() if self.file.is_file() else b""
        lines = list(_read(content))
        if lines and not content.endswith(b"\n\n") and not (folder / lines[-1].file).exists():
            del lines[-1]
        self._known = {one.key: one for one in lines}

    @property
    def known(self) -> Mapping[str, Known]:
        """Every record that was imported, by its key."""
        return self._known

    def add(self, one: Known) -> None:
        """Add a record."""
        if not self._is_begun:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._write()
            self._is_begun = True
        with self.file.open("ab") as stream:  # each by itself: a full disk leaves nothing behind
            stream.write(_line(one))
        self._known[one.key] = one

    def drop(self, key: str) -> None:
        """Remove a record whose essay could not be written."""
        del self._known[key]
        self.close()

    def replace(self, changed: Iterable[Known]) -> None:
        """Replace records."""
        self._known |= {one.key: one for one in changed}
        self.close()

    def close(self) -> None:
        """Write the whole, in order; a file that did not change is left alone."""
        self._is_begun = False
        self._write(end=b"\n")

    def _write(self, end: bytes = b"") -> None:
        lines = [_line(one) for one in self._known.values()]
        content = b"".join([*lines, end])
        if lines and not (self.file.is_file() and self.file.read_bytes() == content):
            atomic_write(self.file, content)


def _line(one: Known) -> bytes:
    return msgspec.json.encode(one) + b"\n"


def _read(content: bytes) -> Iterable[Known]:
    for line in content.split(b"\n"):
        with suppress(msgspec.MsgspecError):
            yield msgspec.json.decode(line, type=Known)
