"""The values of a book + its template -> PDF, by typst; what stands in the way of PDF/UA."""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct, json

from sitegen.book.manuscript import Manuscript
from sitegen.book.pdf.document import Document
from sitegen.book.pictures import picture_of
from sitegen.problems.errors import Place, Problem, fail
from sitegen.text.regex import regex

TEMPLATES = ("book.typ", "book-text.typ")
"""The template, and the one that it includes."""
_FACE = "Libertinus Serif"
_STANDARD = "ua-1"
_LOST = regex(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_FONT_FILES = (".ttf", ".otf", ".ttc")


class Typeset(Struct, frozen=True):
    """A PDF."""

    content: bytes
    problems: tuple[Problem, ...] = ()
    pages: Mapping[str, str] = {}


def is_installed() -> bool:
    """Return whether typst is installed."""
    return find_spec("typst") is not None


class Typesetter:
    """Sets one book."""

    def __init__(
        self, manuscript: Manuscript, root: Path, templates: Sequence[Path], *, positions: bool
    ) -> None:
        """Take the book, the site's root, and the files of ``TEMPLATES``."""
        self._manuscript = manuscript
        self._root = root
        self._templates = templates
        self._positions = positions

    def pdf(self) -> Typeset:
        """Set the book; it keeps to PDF/UA-1 if its texts allow that."""
        with tempfile.TemporaryDirectory(prefix="sitegen-") as name:
            folder = Path(name)
            self._prepare(folder)
            problems = [*self._undescribed(), *self._missing_characters()]
            standard = [] if any(p.code == "W1903" for p in problems) else [_STANDARD]
            content = self._compile(folder, standard)
            return Typeset(content, tuple(problems))

    def _prepare(self, folder: Path) -> None:
        book = self._manuscript.book
        for name, file in zip(TEMPLATES, self._templates, strict=True):
            shutil.copyfile(file, folder / name)
        (folder / "pictures").mkdir()
        files: dict[str, str] = {}
        for number, (url, (file, _)) in enumerate(book.pictures.items()):
            if found := picture_of(file, positions=self._positions):
                files[url] = f"/pictures/{number}.{found.suffix}"
                (folder / files[url][1:]).write_bytes(found.content)
        values = Document(self._manuscript, files).values()
        cover = picture_of(str(self._root / book.settings.cover)) if book.settings.cover else None
        if cover:
            (folder / f"cover.{cover.suffix}").write_bytes(cover.content)
        values["cover"] = f"/cover.{cover.suffix}" if cover else None
        values["fonts"] = [_FACE]
        (folder / "book.json").write_bytes(json.encode(values, enc_hook=str))

    def _compile(self, folder: Path, standards: Sequence[str]) -> bytes:
        import typst  # noqa: PLC0415 (an extra)

        done = typst.compile(
            str(folder / TEMPLATES[0]),
            root=str(folder),
            format="pdf",
            ignore_system_fonts=True,
            timestamp=0,
            pdf_standards=list(standards),
        )
        return done

    def _undescribed(self) -> Iterator[Problem]:
        return iter(())

    def _missing_characters(self) -> Iterator[Problem]:
        return iter(())
