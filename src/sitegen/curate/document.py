"""A text as written -> the ranges of the values in its front matter."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from sitegen.config.config import NAME
from sitegen.config.schema.forms import scalars
from sitegen.config.schema.keys import fold
from sitegen.config.schema.nodes import Entry, Node, Scalar, Series, Table, shown
from sitegen.config.schema.tomltree import read_toml
from sitegen.config.schema.yamltree import read_yaml
from sitegen.content.frontmatter.meta import LONGEST
from sitegen.content.loader.encoding import decode
from sitegen.content.loader.split import split
from sitegen.model import Kind, Source
from sitegen.problems.errors import Place, SitegenError, fail, has_error

_LINE_END = re.compile(r"\r\n|\r|\n")

Layout = Literal["flow", "block", "single", "piece"]
Quote = Literal['"', "'", ""]


class Document(Struct, frozen=True):
    """A text with every character of its file."""

    source: Source
    text: str
    """Line ends and byte order mark included."""
    table: Table
    starts: tuple[int, ...]
    """Offset of each line in ``text``."""
    bare: bool
    """Front matter without fences: ``Tags: a, b``, nothing quoted."""

    @property
    def path(self) -> str:
        """Path of the file."""
        return self.source.path

    @property
    def line_end(self) -> str:
        """The line end of the file."""
        found = _LINE_END.search(self.text)
        return found[0] if found else "\n"

    @property
    def body(self) -> int:
        """Offset of the body in ``text``."""
        line = self.source.body_line
        return self.starts[line - 1] if line <= len(self.starts) else len(self.text)

    def at(self, place: Place) -> int:
        """Return the offset of a place in ``text``."""
        return self.starts[place.line - 1] + place.column - 1

    def line_at(self, at: int) -> tuple[int, int]:
        """Return the offsets of the line around an offset and of the next line."""
        number = bisect_right(self.starts, at)
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.starts[number - 1], end

    def entries(self, *names: str) -> Iterator[Entry]:
        """Yield the entries of some keys, also those in Zola's ``taxonomies``."""
        wanted = {fold(name) for name in names}
        for entry in self.table.entries:
            if fold(entry.key) in wanted:
                yield entry
            elif fold(entry.key) == "taxonomies" and isinstance(entry.node, Table):
                yield from (one for one in entry.node.entries if fold(one.key) in wanted)


class Item(Struct, frozen=True):
    """One text among the values of a key."""

    text: str
    start: int
    """Offset, quotes included."""
    end: int
    quote: Quote
    layout: Layout
    """``piece``: a part of a text that is split at commas."""

    @property
    def inner(self) -> tuple[int, int]:
        """Start and end without the quotes."""
        inside = len(self.quote) if self.layout != "piece" else 0
        return self.start + inside, self.end - inside


def open_document(path: str, kind: Kind, content: bytes) -> Document:
    """Read a file; raise SitegenError if its front matter is invalid."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        raise fail(Place(path), "E106", "the file is not UTF-8", hint) from error
    plain, _ = decode(path, content)
    if path == NAME:
        source = Source(path, "page", plain, "yaml", 1, "", plain.count("\n") + 2)
    else:
        source = split(path, kind, plain)
    read = read_toml if source.front_format == "toml" else read_yaml
    table, problems = read(source.front, Place(path, source.front_line, 1), LONGEST)
    if has_error(problems):
        raise SitegenError(problems)
    marks = len(text) - len(text.lstrip("\ufeff"))
    starts = (marks, *(found.end() for found in _LINE_END.finditer(text)))
    lines = plain.split("\n")[source.front_line - 1 :]
    bare = not "\n".join(lines).startswith(source.front)
    return Document(source, text, table, starts, bare)


# ------------------------------------------------------------------ ranges of values


def items(document: Document, entry: Entry, *, commas: bool) -> Sequence[Item]:
    """Return the texts of an entry; ``commas``: split a text that is not a list at commas.

    Raises SitegenError if a text spans several lines or cannot be edited in place for another
    reason.
    """
    if document.source.front_format == "toml":
        found = list(_toml_items(document, entry))
    elif document.bare:
        found = [_rest_of_line(document, entry)]
    else:
        found = list(_yaml_items(document, entry.node, "single"))
    is_one = len(found) == 1 and found[0].layout == "single"
    return list(_pieces(document, found[0], entry)) if commas and is_one else found


def _yaml_items(document: Document, node: Node, layout: Layout) -> Iterator[Item]:
    if isinstance(node, Series):
        inside: Layout = "flow" if document.text[document.at(node.place)] == "[" else "block"
        for item in node.items:
            yield from _yaml_items(document, item, inside)
    elif isinstance(node, Scalar) and not node.is_null:
        yield _scalar(document, node, layout)


_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'")


def _scalar(document: Document, node: Scalar, layout: Layout) -> Item:
    at = document.at(node.place)
    if node.quoted and (found := _QUOTED.match(document.text, at)):
        return Item(node.text, at, found.end(), _quote(found), layout)
    if not node.quoted and document.text.startswith(node.text, at):
        return Item(node.text, at, at + len(node.text), "", layout)
    raise _uneditable(node.place, node.text)


def _quote(found: re.Match[str]) -> Quote:
    return '"' if found[0][0] == '"' else "'"


def _uneditable(place: Place, text: str) -> SitegenError:
    message = f"{shown(text)} spans several lines and cannot be edited in place"
    return fail(place, "E1451", message, "write it on one line")


def _rest_of_line(document: Document, entry: Entry) -> Item:
    start = document.at(entry.node.place)
    end = document.line_at(start)[1]
    text = document.text[start:end].rstrip()
    if not isinstance(entry.node, Scalar) or entry.node.text.strip() != text.strip():
        raise _uneditable(entry.place, text)
    return Item(text, start, start + len(text), "", "single")


_TOKEN = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"(?!\")|'[^'\n]*'(?!')|#[^\r\n]*|[\[\],\s]+", re.DOTALL)


def _toml_items(document: Document, entry: Entry) -> Iterator[Item]:
    start = at = document.at(entry.node.place)
    texts = [] if isinstance(entry.node, Table) else [one.text for one in scalars(entry.node)]
    layout: Layout = "flow" if document.text[at] == "[" else "single"
    for text in texts:
        found = _TOKEN.match(document.text, at)
        while found and found[0][0] not in "\"'":
            at = found.end()
            found = _TOKEN.match(document.text, at)
        if not found:
            raise _uneditable(entry.place, document.text[start:at] or text)
        at = found.end()
        yield Item(text, found.start(), found.end(), _quote(found), layout)


def _pieces(document: Document, item: Item, entry: Entry) -> Iterator[Item]:
    start, end = item.inner
    written = document.text[start:end]
    if "\\" in written or "''" in written:
        raise _uneditable(entry.place, item.text)
    for part in re.finditer(r"[^;]+" if ";" in written else r"[^,]+", written):
        words = part[0].strip()
        at = start + part.start() + part[0].find(words)
        if words:
            yield Item(words, at, at + len(words), item.quote, "piece")
