"""A source -> the formats of its members, found by their content."""

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

from msgspec import Struct

from sitegen.importers.foreign import Record, Remark, Wishes
from sitegen.importers.sources import Export
from sitegen.problems.errors import Place, Problem, SitegenError

FORMATS = (
    *("squarespace", "wordpress", "blogger", "livejournal", "substack", "medium", "ghost"),
    *("tumblr", "movabletype", "hugo", "jekyll", "pelican", "eleventy", "obsidian"),
    *("feed", "html", "text"),
)
"""Every format, the most specific first: a member belongs to the first that recognises it."""
_WHOLE = frozenset(
    {"substack", "medium", "tumblr", "hugo", "jekyll", "pelican", "eleventy", "obsidian"}
)
"""Formats of whole folders: other pages and texts there are the platform's, such as a profile."""
_GENERAL = frozenset({"html", "text"})


class Format(Protocol):
    """The functions that a module of ``importers/formats`` offers."""

    def recognise(self, export: Export) -> Sequence[str]:
        """Return the members that are in this format."""

    def read(self, export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
        """Yield every record of some members."""


class Part(Struct, frozen=True):
    """Members of a source that are in one format."""

    name: str
    """The name of the format."""
    members: tuple[str, ...]


def detect(export: Export, forced: str = "") -> tuple[Part, ...]:
    """Return the parts of a source; none if nothing is recognised.

    ``forced`` is the only format to look for; where it recognises nothing, it gets all members.
    """
    if forced:
        names = tuple(format_named(forced).recognise(export)) or tuple(export.names)
        return (Part(forced, names),)
    parts: list[Part] = []
    taken: set[str] = set()
    for name in FORMATS:
        if name in _GENERAL and any(part.name in _WHOLE for part in parts):
            continue
        found = format_named(name).recognise(export)
        members = tuple(member for member in found if member not in taken)
        if name in _GENERAL:
            members = tuple(member for member in members if not _known(export, member))
        if members:
            taken.update(members)
            parts.append(Part(name, members))
    return tuple(parts)


def format_named(name: str) -> Format:
    """Return the module of a format, imported when it is asked for."""
    return cast("Format", import_module(f"sitegen.importers.formats.{name}"))


# ------------------------------------------------------------------ what is not recognised

_KNOWN: Mapping[str, tuple[str, str]] = {
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<opml\b": (
        "a list of subscriptions (OPML), not of posts",
        "get the export of the posts from the platform",
    ),
    r"%PDF-": ("a PDF", "get the posts from the platform as an export, or save the pages as HTML"),
    r"\x1f\x8b|BZh|\xfd7zXZ|Rar!|7z\xbc\xaf": (
        "an archive that is not a zip",
        "unpack it and import the folder",
    ),
    r"SQLite format 3": ("a database", "get an export from the platform: a file of its posts"),
    r"(?:\s*(?:--|/\*)[^\n]*\n)*\s*(?:--|/\*).{0,40}(?:MySQL|MariaDB|PostgreSQL|SQL) dump": (
        "a dump of a database",
        "get an export from the platform; in WordPress: Tools, Export, All content",
    ),
    r"window\.YTD\.": ("an archive of short messages", "write them into a text file, one a post"),
    r"\xd0\xcf\x11\xe0": ("a document of an office program", "save it as HTML"),
    r"From \S+@\S+ |From - ": ("a mailbox", "save the letters as text files"),
    r"\s*BEGIN:VCALENDAR|\s*BEGIN:VCARD": ("a calendar or an address book", "it has no posts"),
}
"""The beginning of a file without posts -> what it is, and the next step."""
_DOCUMENTS = ("word/document.xml", "content.xml", "META-INF/container.xml", "xl/workbook.xml")
"""Members that show an office document or a book, which are zip archives."""
_PICTURES = re.compile(
    r"\.(?:jpe?g|jfif|png|gif|webp|avif|svg|bmp|tiff?|ico|mp[34]|pdf|webm)$", re.I
)


def is_of_pictures(export: Export) -> bool:
    """Return whether a source has pictures, whatever else it has."""
    return any(_PICTURES.search(name) for name in export.names)


def not_read(export: Export, parts: Sequence[Part]) -> Iterator[Remark]:
    """Yield what is in a source beside its posts; formats of whole folders say it themselves."""
    if any(part.name in _WHOLE for part in parts):
        return
    taken = {name for part in parts for name in part.members}
    others = [name for name in export.names if name not in taken and not _PICTURES.search(name)]
    for name in others[:20]:
        if known := _known(export, name):
            yield Remark(f"{name} is {known[0]}", known[1])
            others.remove(name)
    if others:
        yield Remark(f"other files, which are not read ({len(others):,}): {_counted(others)}")


def not_recognised(export: Export) -> Problem:
    """Return the problem of a source in which no format is recognised: what was seen."""
    place = Place(str(export.path))
    if not export.names:
        return Problem(place, "E1802", "nothing to import: there is no file", _choose())
    if any(name in export.names for name in _DOCUMENTS):
        return Problem(place, "E1802", "nothing to import: this is a document", "save it as HTML")
    if known := _known(export, export.names[0]):
        what, hint = known
        if len(export.names) == 1:
            return Problem(place, "E1802", f"nothing to import: this is {what}", hint)
        if all(_known(export, name) == known for name in export.names):
            message = f"nothing to import: each of {len(export.names):,} files is {what}"
            return Problem(place, "E1802", message, hint)
    if len(export.names) == 1:
        return Problem(place, "E1802", "this file is in no format that is known", _choose())
    message = f"nothing was recognised in {len(export.names):,} files: {_counted(export.names)}"
    return Problem(place, "E1802", message, _choose())


def _known(export: Export, name: str) -> tuple[str, str] | None:
    try:
        head = export.head(name, 4096).decode("latin-1")
    except SitegenError:
        return None
    return next((said for start, said in _KNOWN.items() if re.match(start, head, re.DOTALL)), None)


def _counted(names: Sequence[str]) -> str:
    endings: dict[str, int] = {}
    for name in names:
        base = name.rpartition("/")[2]
        ending = f".{base.rpartition('.')[2].lower()}" if "." in base[1:] else "without an ending"
        endings[ending] = endings.get(ending, 0) + 1
    most = sorted(endings.items(), key=lambda one: (-one[1], one[0]))
    shown = [f"{number:,} {ending}" for ending, number in most[:4]]
    return ", ".join([*shown, "…"] if len(most) > 4 else shown)


def _choose() -> str:
    return f"if it is an export, name its format: --from {'|'.join(sorted(FORMATS))}"
