"""Pages -> package document, navigation and the archive itself (EPUB 3.3)."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from msgspec import Struct

from sitegen.book.epub.cover import cover_svg
from sitegen.book.epub.pages import Page, Pages, frame
from sitegen.book.epub.style import STYLE
from sitegen.book.epub.xhtml import identifier, text
from sitegen.book.manuscript import Manuscript
from sitegen.book.markup import elements, plain
from sitegen.book.pictures import TYPES, Picture, picture_of
from sitegen.book.types import Book
from sitegen.locales.direction import direction

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can hold."""
_MODE = 0o100644 << 16
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


class Item(Struct, frozen=True):
    """A file of the book, as its manifest names it."""

    name: str
    type: str
    content: bytes
    properties: str = ""

    @property
    def id(self) -> str:
        """Its name in the spine."""
        return self.name.replace("/", "-").removesuffix(".xhtml")


class Extras(Struct, frozen=True):
    """The parts of an EPUB besides its texts."""

    cover: Picture | None = None
    """The owner's picture for the cover."""
    drawn: bytes = b""
    """The typographic cover as PNG; empty if it cannot be drawn."""
    starts: Sequence[tuple[str, str]] = ()
    """Number of each page of the PDF, and the label of what begins first on it."""


def epub(manuscript: Manuscript, extras: Extras) -> bytes:
    """Write a book as EPUB; equal books give equal bytes."""
    book = manuscript.book
    pictures = list(_pictures(manuscript))
    pages = list(Pages(manuscript, {url: item.name for url, item in pictures}).all())
    unique = {item.name: item for _, item in pictures}
    items = [*_covers(book, extras), *unique.values(), *map(_item, pages)]
    nav = _navigation(book, pages, extras)
    items += (
        Item("nav.xhtml", "application/xhtml+xml", nav.encode(), "nav"),
        Item("style.css", "text/css", STYLE.encode()),
    )
    spine = ["cover", "title", "nav", *(page.name for page in pages if page.name != "title")]
    described = all(_is_described(leaf.body) for leaf in manuscript.leaves.values())
    features = _Features(bool(unique), described, any(page.has_math for page in pages))
    package = _package(book, sorted(items, key=lambda item: item.name), spine, features, extras)
    return _archive({"EPUB/package.opf": package.encode()} | _named(items))


def _named(items: Iterable[Item]) -> dict[str, bytes]:
    return {f"EPUB/{item.name}": item.content for item in items}


def _archive(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        files = {"META-INF/container.xml": _CONTAINER.encode(), **files}
        for name in sorted(files):
            packed = not name.endswith((".jpg", ".png", ".webp", ".gif"))
            method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            _add(archive, name, files[name], method)
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type, entry.external_attr, entry.create_system = method, _MODE, 3
    archive.writestr(entry, content, compresslevel=6)


def _item(page: Page) -> Item:
    properties = "mathml" if page.has_math else ""
    return Item(f"{page.name}.xhtml", "application/xhtml+xml", page.content.encode(), properties)


def _pictures(manuscript: Manuscript) -> Iterator[tuple[str, Item]]:
    """Yield the pictures that texts show, each with its address; one file for equal ones."""
    names: dict[str, Item] = {}
    for url, (file, _) in manuscript.book.pictures.items():
        found = picture_of(file, positions=manuscript.book.positions)
        if found:
            name = f"images/{len(names) + 1}.{found.suffix}"
            yield url, names.setdefault(file, Item(name, TYPES[found.suffix], found.content))


def _covers(book: Book, extras: Extras) -> Iterator[Item]:
    own = extras.cover
    svg = cover_svg(book)
    yield Item("cover.svg", "image/svg+xml", svg.encode(), "" if own or extras.drawn else _COVER)
    if extras.drawn or own:
        suffix, content = (own.suffix, own.content) if own else ("png", extras.drawn)
        yield Item(f"cover-picture.{suffix}", TYPES[suffix], content, _COVER)
    shown = f"cover-picture.{own.suffix}" if own else "cover.svg"
    image = (
        '<section epub:type="cover" class="cover">'
        f'<img src="{shown}" alt="{escape(book.name)}" role="doc-cover"/></section>'
    )
    page = frame(book.name, image, book.language)
    yield Item("cover.xhtml", "application/xhtml+xml", page.encode())


_COVER = "cover-image"


def _is_described(nodes: tuple[object, ...]) -> bool:
    pictures = (each for each in elements(nodes) if each.tag == "img")  # type: ignore[arg-type]  # a tree
    return all(picture.attributes.get("alt") for picture in pictures)


# ------------------------------------------------------------------ navigation


def _navigation(book: Book, pages: Sequence[Page], extras: Extras) -> str:
    title = text(book.words["contents"])
    contents = "".join(_contents(pages))
    landmarks = "\n".join(
        f'<li><a epub:type="{kind}" href="{name}.xhtml">{text(label)}</a></li>'
        for kind, name, label in _landmarks(book, pages)
    )
    body = (
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">\n'
        f'<h1 id="contents">{title}</h1>\n<ol>\n{contents}</ol>\n</nav>\n'
        f'<nav epub:type="landmarks" hidden="hidden">\n<ol>\n{landmarks}\n</ol>\n</nav>'
    )
    if extras.starts:
        numbers = "\n".join(
            f'<li><a href="{_address(label)}">{text(number)}</a></li>'
            for number, label in extras.starts
        )
        opening = '<nav epub:type="page-list" role="doc-pagelist" hidden="hidden">'
        body += f"\n{opening}\n<ol>\n{numbers}\n</ol>\n</nav>"
    return frame(book.words["contents"], body, book.language)


def _address(label: str) -> str:
    """Return the address of what has a label in the PDF."""
    chapter, _, name = label.partition("--")
    return f"{chapter}.xhtml#{identifier(name)}" if name else f"{chapter}.xhtml"


def _contents(pages: Sequence[Page]) -> Iterator[str]:
    """Yield the lines of the table of contents, essays below the part that they are in."""
    is_open = False
    for page in pages:
        link = f'<a href="{page.name}.xhtml">{text(page.title)}</a>'
        if page.depth == 2:
            yield f"<li>{link}</li>\n" if is_open else f"<ol>\n<li>{link}</li>\n"
            is_open = True
        elif page.depth == 1:
            yield f"{'</ol>' if is_open else ''}{'' if page is pages[1] else '</li>'}\n<li>{link}"
            is_open = False
    yield f"{'</ol>' if is_open else ''}</li>\n"


def _landmarks(book: Book, pages: Sequence[Page]) -> Iterator[tuple[str, str, str]]:
    words = book.words
    yield "toc", "nav", words["contents"]
    first = pages[1]
    yield "bodymatter", first.name, first.title
    if book.index:
        yield "index", "index", words["index"]
    yield "colophon", "colophon", words["colophon"]


# ------------------------------------------------------------------ package document


class _Features(Struct, frozen=True):
    pictures: bool
    described: bool
    math: bool


def _package(
    book: Book, items: Sequence[Item], spine: Sequence[str], features: _Features, extras: Extras
) -> str:
    manifest = "\n".join(
        f'<item id="{item.id}" href="{item.name}" media-type="{item.type}"'
        + (f' properties="{item.properties}"' if item.properties else "")
        + "/>"
        for item in items
    )
    facts = _metadata(book, features, extras)
    order = "\n".join(f'<itemref idref="{name}"/>' for name in spine)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id"'
        f' xml:lang="{book.language}" dir="{direction(book.language)}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{facts}'
        f"</metadata>\n<manifest>\n{manifest}\n</manifest>\n<spine{_progression(book)}>\n{order}\n"
        "</spine>\n</package>\n"
    )


def _progression(book: Book) -> str:
    return ' page-progression-direction="rtl"' if direction(book.language) == "rtl" else ""


def _metadata(book: Book, features: _Features, extras: Extras) -> str:
    subjects = [plain(theme.title) for theme in book.themes]
    elements_ = [
        f'<dc:identifier id="book-id">{book.identifier}</dc:identifier>',
        f"<dc:title>{text(book.name)}</dc:title>",
        f"<dc:language>{book.language}</dc:language>",
        *(f"<dc:creator>{text(name)}</dc:creator>" for name in book.authors),
        f"<dc:date>{book.modified[:10]}</dc:date>",
        *_optional("description", book.description),
        *_optional("rights", plain(book.licence)),
        *(f"<dc:subject>{text(subject)}</dc:subject>" for subject in subjects),
        f"<dc:source>{text(book.address)}</dc:source>",
        f'<meta property="dcterms:modified">{book.modified}</meta>',
        *_collection(book),
        *_accessibility(book, features, extras),
    ]
    return "".join(f"{line}\n" for line in elements_)


def _optional(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"<dc:{name}>{text(value)}</dc:{name}>"


def _collection(book: Book) -> Iterator[str]:
    if book.series:
        yield f'<meta property="belongs-to-collection" id="series">{text(book.series)}</meta>'
        yield '<meta refines="#series" property="collection-type">series</meta>'


def _accessibility(book: Book, features: _Features, extras: Extras) -> Iterator[str]:
    """Yield the facts that EPUB Accessibility 1.1 asks for (section 2)."""
    modes = ["textual", *(["visual"] if features.pictures else [])]
    found = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    found += ["alternativeText"] if features.described else []
    found += ["index"] if book.index else []
    found += ["MathML"] if features.math else []
    found += ["pageNavigation"] if extras.starts else []
    facts = [("accessMode", mode) for mode in modes]
    facts += [("accessModeSufficient", "textual")] if features.described else []
    facts += [("accessibilityFeature", feature) for feature in found]
    facts += [("accessibilityHazard", "none")]
    facts += [("accessibilitySummary", _SUMMARY)]
    for name, value in facts:
        yield f'<meta property="schema:{name}">{text(value)}</meta>'
    if features.described:
        yield f'<meta property="dcterms:conformsTo">{_STANDARD}</meta>'
    if extras.starts:
        yield f'<meta property="pageBreakSource">{text(book.name)} (PDF)</meta>'


_STANDARD = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
_SUMMARY = (
    "Headings, lists, tables, notes and links are marked as what they are, and the text adapts to "
    "the size, font and colours that readers choose."
)
