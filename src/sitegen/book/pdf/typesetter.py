"""The values of a book + its templates -> PDF, by typst, with what keeps it from PDF/UA."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence, Set
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json

from sitegen.book.manuscript import Manuscript
from sitegen.book.markup import elements, plain, words_of
from sitegen.book.pdf.document import Document
from sitegen.book.pdf.fonts import Fonts, find_fonts, missing
from sitegen.book.pictures import Picture, picture_of
from sitegen.problems.errors import Place, Problem, SitegenError, fail

if TYPE_CHECKING:
    import typst

TEMPLATES = ("book.typ", "book-text.typ", "book-math.typ")
"""The template, and those that it includes."""
_ACCESSIBLE = "ua-1"
_COVER = "cover"
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
        try:
            return self._set(frozenset())
        except SitegenError:
            broken = self._broken()
            if not broken:
                raise
        return self._set(broken)

    def _set(self, broken: Set[str]) -> Typeset:
        with tempfile.TemporaryDirectory(prefix="sitegen-") as name:
            folder = Path(name)
            fonts = self._prepare(folder, broken)
            lost = tuple(missing(self._characters(), fonts, folder))
            faults = (*self._undescribed(), *lost, *self._left_out(broken))
            content, compiler = _typeset(folder, fonts, [] if faults else [_ACCESSIBLE])
            return Typeset(content, (*fonts.problems, *faults), _starts(compiler))

    def cover(self) -> bytes:
        """Draw the cover alone, as PNG; empty if a template of the site's own has none."""
        with tempfile.TemporaryDirectory(prefix="sitegen-") as name:
            folder = Path(name)
            fonts = self._write(folder, Document(self._manuscript, {}).front(), None)
            height = {"a4": 11.7, "letter": 11.0, "6x9in": 9.0}.get(self._book.settings.paper, 8.27)
            options = {"format": "png", "ppi": _COVER_PIXELS / height}
            try:
                return _typeset(folder, fonts, [], sys_inputs={"only": "cover"}, **options)[0]
            except SitegenError:
                return b""

    def _broken(self) -> Set[str]:
        """Return the addresses of the pictures that typst cannot read."""
        found = set()
        for url, (file, _) in self._book.pictures.items():
            if (picture := picture_of(file, positions=True)) and not is_readable(picture):
                found.add(url)
        cover = self._cover
        return found | ({_COVER} if cover and not is_readable(cover) else set())

    @property
    def _cover(self) -> Picture | None:
        name = self._book.settings.cover
        return picture_of(str(self._root / name)) if name else None

    def _left_out(self, broken: Set[str]) -> Iterator[Problem]:
        if _COVER in broken:
            message = f"cover '{self._book.settings.cover}' cannot be read"
            yield Problem(Place("site.yaml"), "W1907", message, "save the picture again")
        for path, places in self._book.places.items():
            for url, place in places:
                if url in broken:
                    message = f"'{Path(self._book.pictures[url][0]).name}' cannot be read"
                    yield Problem(place or Place(path), "W1907", message, "save the picture again")

    def _prepare(self, folder: Path, broken: Set[str] = frozenset()) -> Fonts:
        """Write all that typst reads into a folder."""
        (folder / "pictures").mkdir()
        files: dict[str, str] = {}
        for number, (url, (picture, _)) in enumerate(self._book.pictures.items()):
            found = picture_of(picture, positions=self._book.positions)
            if found and url not in broken:
                files[url] = f"/pictures/{number}.{found.suffix}"
                (folder / files[url][1:]).write_bytes(found.content)
        values = Document(self._manuscript, files).values()
        return self._write(folder, values, None if _COVER in broken else self._cover)

    def _write(self, folder: Path, values: dict[str, Any], cover: Picture | None) -> Fonts:
        for name, file in zip(TEMPLATES, self._templates, strict=True):
            shutil.copyfile(file, folder / name)
        if cover:
            (folder / f"cover.{cover.suffix}").write_bytes(cover.content)
        fonts = find_fonts(self._book.settings.fonts, self._root, folder / "fonts")
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


def is_readable(picture: Picture) -> bool:
    """Return whether typst can read a picture."""
    import typst  # noqa: PLC0415 (an extra)

    with tempfile.TemporaryDirectory(prefix="sitegen-") as name:
        (Path(name) / f"x.{picture.suffix}").write_bytes(picture.content)
        (Path(name) / "x.typ").write_text(f'#image("x.{picture.suffix}")', encoding="utf-8")
        try:
            return bool(typst.compile(str(Path(name) / "x.typ"), format="pdf"))
        except typst.TypstError:
            return False


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
