"""Book + words -> its files on the disk, each written only if the book changed."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from sitegen.book.epub.package import Extras, epub
from sitegen.book.manuscript import Manuscript
from sitegen.book.pdf.typesetter import TEMPLATE, Typeset, Typesetter, is_installed
from sitegen.book.pictures import TYPES, Picture, picture_of
from sitegen.book.types import Book
from sitegen.problems.errors import Place, Problem, fail
from sitegen.store.blobs import load_blob, save_blob
from sitegen.store.codec import encode, fingerprint
from sitegen.store.files import atomic_write
from sitegen.store.filestat import FileStat, file_stat
from sitegen.theme.files import template_files
from sitegen.views.parts import Text

_MEMORY = "book"
Breaks = tuple[tuple[str, str], ...]


class Known(Struct, frozen=True, array_like=True):
    """A file of a book as it was written."""

    key: bytes
    """Fingerprint of all that decides its bytes."""
    stat: FileStat | None
    problems: tuple[Problem, ...] = ()
    breaks: Breaks = ()
    """Number of each page, and the address in the EPUB at which it begins."""


class Made(Struct, frozen=True):
    """What became of a file."""

    file: Path
    is_new: bool
    problems: tuple[Problem, ...]


class Edition:
    """A book and the places that it is made from."""

    def __init__(
        self, book: Book, fetch: Callable[[Text], Text], root: Path, cache: tuple[Path, bytes]
    ) -> None:
        """Take the tree, the words, the site, and folder and version of the cache."""
        self.book = book
        self.root = root
        self._fetch = fetch
        self._folder, self._program = cache
        self._memory: Mapping[str, Known] = (
            load_blob(self._folder / _MEMORY, self._program, dict[str, Known]) or {}
        )

    def make(self, files: Sequence[Path], *, positions: bool = False) -> Sequence[Made]:
        """Write the files, PDF or EPUB by their endings; raise SitegenError."""
        made: list[Made] = []
        memory = dict(self._memory)
        breaks: Breaks = ()
        for file in sorted(files, key=lambda each: each.suffix.lower() != ".pdf"):
            key = self._key(file.suffix.lower(), breaks, positions=positions)
            name = os.path.abspath(file)  # noqa: PTH100 (a link stays one)
            known = memory.get(name)
            same = known is not None and known.key == key
            if not (known and same and known.stat and known.stat == file_stat(file)):
                content, problems, starts = self._content(file, breaks, positions=positions)
                _write(file, content)
                known = Known(key, file_stat(file), problems, starts)
                made.append(Made(file, is_new=True, problems=problems))
            else:
                made.append(Made(file, is_new=False, problems=known.problems))
            memory[name] = known
            breaks = known.breaks
        if memory != self._memory:
            save_blob(self._folder / _MEMORY, self._program, memory)
        return made
