"""The values of a book + its templates -> PDF, by typst, with what keeps it from PDF/UA."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json

from sitegen.book.manuscript import Manuscript
from sitegen.book.markup import elements, plain, words_of
from sitegen.book.pdf.document import Document
from sitegen.book.pdf.fonts import Fonts, find_fonts, missing
from sitegen.book.pictures import picture_of
from sitegen.problems.errors import Place, Problem, fail

if TYPE_CHECKING:
    import typst

TEMPLATES = ("book.typ", "book-text.typ")
"""The template, and the one that it includes."""
_ACCESSIBLE = "ua-1"
_COVER_PIXELS = 1600
"""Height of the cover that is drawn for an EPUB."""


class Typeset(Struct, frozen=True):
    """A PDF."""

    content: bytes
    problems: tuple[Problem, ...]
    """What it lacks, and why."""
    starts: tuple[tuple[str, str], ...] = ()
    """Each page of the essays: its number, and the label of what begins first on it."""


def is_installed() -> bool:
    """Return whether typst is installed."""
    return find_spec("typst") is not None


class Typesetter:
    """Sets one book."""

    def __init__(self, manuscript: Manuscript, root: Path, templates: Sequence[Path]) -> None:
        """Take the book, the site's root, and the files of ``TEMPLATES``."""
        self._manuscript = manuscript
        self._book = manuscript.book
        self._root = root
        self._templates = templates

    def pdf(self) -> Typeset:
        """Set the book; it keeps to PDF/UA-1 if its texts allow that."""
        with tempfile.TemporaryDirectory(prefix="sitegen-") as name:
            folder = Path(name)
            fonts = self._prepare(folder)
            lost = tuple(missing(self._characters(), fonts, folder))
            faults = (*self._undescribed(), *lost)
            content, compiler = _typeset(folder, fonts, [] if faults else [_ACCESSIBLE])
            return Typeset(content, (*fonts.problems, *faults), _starts(compiler))

    def cover(self) -> bytes:
        """Draw the cover alone, as PNG."""
        with tempfile.TemporaryDirectory(prefix="sitegen-") as name:
            folder = Path(name)
            fonts = self._prepare(folder)
            height = {"a4": 11.7, "letter": 11.0, "6x9in": 9.0}.get(self._book.settings.paper, 8.27)
            options = {"format": "png", "ppi": _COVER_PIXELS / height}
            return _typeset(folder, fonts, [], sys_inputs={"only": "cover"}, **options)[0]

    def _prepare(self, folder: Path) -> Fonts:
        """Write all that typst reads into a folder."""
        settings = self._book.settings
        for name, file in zip(TEMPLATES, self._templates, strict=True):
            shutil.copyfile(file, folder / name)
        (folder / "pictures").mkdir()
        files: dict[str, str] = {}
        for number, (url, (picture, _)) in enumerate(self._book.pictures.items()):
            if found := picture_of(picture, positions=self._book.positions):
                files[url] = f"/pictures/{number}.{found.suffix}"
                (folder / files[url][1:]).write_bytes(found.content)
        values = Document(self._manuscript, files).values()
        cover = picture_of(str(self._root / settings.cover)) if settings.cover else None
        if cover:
            (folder / f"cover.{cover.suffix}").write_bytes(cover.content)
        fonts = find_fonts(settings.fonts, self._root, folder / "fonts")
        values["cover"] = f"/cover.{cover.suffix}" if cover else None
        values["fonts"] = list(fonts.families)
        (folder / "book.json").write_bytes(json.encode(values, enc_hook=str))
        return fonts

    def _undescribed(self) -> Iterator[Problem]:
        """Report the pictures without a description."""
        for leaf in self._manuscript.leaves.values():
            places = list(self._book.places.get(leaf.file, ()))
            for tree in (leaf.body, *leaf.notes):
                for each in elements(tree):
                    source = each.attributes.get("src", "")
                    if each.tag != "img" or source not in self._book.pictures:
                        continue
                    found = next((pair for pair in places if pair[0] == source), None)
                    place = found[1] if found else Place(leaf.file)
                    places = [pair for pair in places if pair is not found]
                    if not each.attributes.get("alt"):
                        message = "a picture without a description keeps the PDF from PDF/UA"
                        hint = "say what it shows: ![a harbour at low tide](harbour.jpg)"
                        yield Problem(place, "W1903", message, hint)

    def _characters(self) -> Mapping[str, set[str]]:
        found = {
            leaf.file: {c for tree in (leaf.body, *leaf.notes) for c in words_of(tree)}
            for leaf in self._manuscript.leaves.values()
        }
        for chapter in self._book.chapters:
            card = chapter.card
            found[chapter.text.path].update(card.name, plain(card.summary))
            found[chapter.text.path].update(*(author.name for author in card.authors))
        return found


def _typeset(
    folder: Path,
    fonts: Fonts,
    standards: Sequence[str],
    **options: Any,  # Any: what ``Compiler.compile`` takes
) -> tuple[bytes, "typst.Compiler"]:
    """Set what is in a folder; return also the compiler, which knows the places of all things."""
    import typst  # noqa: PLC0415 (an extra)

    compiler = typst.Compiler(
        str(folder / TEMPLATES[0]),
        root=str(folder),
        font_paths=[str(fonts.folder)],
        ignore_system_fonts=not fonts.installed,
    )
    options = {"format": "pdf", "timestamp": 0, "pdf_standards": list(standards), **options}
    try:
        done = compiler.compile(**options)
    except typst.TypstError as error:
        said = " ".join(str(error.diagnostic).replace(str(folder), "").split())[:400]
        hint = "correct templates/book.typ, or delete it; else report this as a mistake of sitegen"
        raise fail(Place(TEMPLATES[0]), "E1906", f"typst: {said}", hint) from error
    first = done[0] if isinstance(done, list) else done
    return first or b"", compiler


_PLACES = "query(<start>).map(it => (str(counter(page).at(it.location()).first()), it.value))"


def _starts(compiler: "typst.Compiler") -> tuple[tuple[str, str], ...]:
    """Return the number of each page of the essays, and what begins first on it."""
    first: dict[str, str] = {}
    for number, label in json.decode(compiler.eval(_PLACES), type=list[tuple[str, str]]):
        if label.startswith("e"):
            first.setdefault(number, label)
    return tuple(first.items())
