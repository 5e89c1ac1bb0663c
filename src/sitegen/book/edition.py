"""Book + words -> its files on the disk, each made again only if the book changed."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from sitegen.book.epub.package import Extras, epub
from sitegen.book.manuscript import Manuscript
from sitegen.book.pdf.typesetter import TEMPLATES, Typesetter, is_installed
from sitegen.book.pictures import Picture, picture_of
from sitegen.book.types import Book
from sitegen.problems.errors import Place, Problem, fail
from sitegen.store.blobs import load_blob, save_blob
from sitegen.store.codec import encode, fingerprint
from sitegen.store.files import atomic_write
from sitegen.store.filestat import FileStat, file_stat
from sitegen.theme.files import template_files
from sitegen.views.parts import Text

_MEMORY = "book"
_SITE = Place("site.yaml")
Starts = tuple[tuple[str, str], ...]
"""Number of each page of the PDF, and what begins first on it."""


class Known(Struct, frozen=True, array_like=True):
    """A file of a book as it was written."""

    key: bytes
    """Fingerprint of all that decides its bytes."""
    stat: FileStat | None
    problems: tuple[Problem, ...]
    starts: Starts = ()


class Made(Struct, frozen=True):
    """A file of a book, and whether it was written."""

    file: Path
    is_new: bool
    problems: tuple[Problem, ...]


class Edition:
    """A book and the places that it is made from."""

    def __init__(
        self, book: Book, fetch: Callable[[Text], Text], root: Path, cache: tuple[Path, bytes]
    ) -> None:
        """Take the tree, the words, the site's root, and the folder and version of the cache."""
        self._book = book
        self._root = root
        self._fetch = fetch
        self._cache = cache

    def make(self, files: Sequence[Path]) -> Sequence[Made]:
        """Write the files, each PDF or EPUB by its ending, in this order; raise SitegenError.

        An EPUB after a PDF tells the pages of that.
        """
        folder, program = self._cache
        known: Mapping[str, Known] = load_blob(folder / _MEMORY, program, dict[str, Known]) or {}
        memory = dict(known)
        made: list[Made] = []
        starts: Starts = ()
        for file in files:
            name, key = os.path.abspath(file), self._key(file, starts)  # noqa: PTH100 (a link stays one)
            before = memory.get(name)
            is_new = not (before and before.key == key and before.stat == file_stat(file))
            if is_new or before is None:
                content, problems, found = self._content(file, starts)
                _write(file, content)
                before = memory[name] = Known(key, file_stat(file), problems, found)
            starts = before.starts
            made.append(Made(file, is_new, before.problems))
        if memory != known:
            save_blob(folder / _MEMORY, program, memory)
        return made

    @cached_property
    def _manuscript(self) -> Manuscript:
        return Manuscript(self._book, self._fetch)

    def _key(self, file: Path, starts: Starts) -> bytes:
        """Return the fingerprint of all that decides the bytes of a file."""
        settings = self._book.settings
        typst = find_spec("typst")
        read = [self._root / name for name in (settings.cover, *settings.fonts) if name]
        read += [Path(typst.origin)] if typst and typst.origin else []
        read += self._templates
        stats = [file_stat(each) for each in read]
        return fingerprint(file.suffix.lower().encode(), encode((self._book, stats, starts)))

    @property
    def _templates(self) -> Sequence[Path]:
        found = map(template_files(self._root).find, TEMPLATES)
        return [file for file in found if file]

    def _content(self, file: Path, starts: Starts) -> tuple[bytes, tuple[Problem, ...], Starts]:
        typesetter = Typesetter(self._manuscript, self._root, self._templates)
        if file.suffix.lower() == ".pdf":
            if not is_installed():
                message = "the PDF needs typst, which is not installed"
                hint = "install it: pip install 'typst>=0.15.2'; or make the EPUB alone: --epub"
                raise fail(_SITE, "E1902", message, hint)
            typeset = typesetter.pdf()
            return typeset.content, (*typeset.problems, *self._faults()), typeset.starts
        cover = self._cover
        drawn = typesetter.cover() if is_installed() and not cover else b""
        content = epub(self._manuscript, Extras(cover, drawn, starts))
        return content, tuple(self._faults()), ()

    @property
    def _cover(self) -> Picture | None:
        name = self._book.settings.cover
        return picture_of(str(self._root / name), positions=False) if name else None

    def _faults(self) -> Iterator[Problem]:
        """Report the pictures that the book lacks."""
        if (name := self._book.settings.cover) and not self._cover:
            hint = "name a JPEG, PNG, GIF, WebP or SVG file in the folder of the site"
            yield Problem(_SITE, "W1907", f"cover '{name}' is not found, or no such picture", hint)
        for path, places in self._book.places.items():
            for href, place in places:
                file = self._book.pictures.get(href, ("", ""))[0]
                if file and not picture_of(file, positions=self._book.positions):
                    message = f"'{os.path.basename(file)}' cannot be shown in a book"  # noqa: PTH119
                    hint = "save the picture as JPEG, PNG or WebP"
                    yield Problem(place or Place(path), "W1907", message, hint)


def _write(file: Path, content: bytes) -> None:
    try:
        atomic_write(file, content)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the book cannot be written: {reason}"
        raise fail(Place(str(file)), "E1908", message, "name a file that you may write") from error
