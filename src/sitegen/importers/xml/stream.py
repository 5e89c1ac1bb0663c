"""A member in XML -> its records, one at a time, however damaged the rest is.

A file is cut into records by its tags, and each record is parsed alone. So memory holds one record,
and what is not well-formed costs the record that it is in.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from msgspec import Struct

from sitegen.importers.sources import Export
from sitegen.importers.xml.text import ENDS, PROLOGUE, READ_ERRORS, Root, chunks, clean, root_of
from sitegen.text.regex import regex

_MOST = 32 * 1024 * 1024
"""Characters of the largest record."""
_LONGEST_TAG = 64 * 1024
_LONGEST_NAME = 200
_STEP = 1024 * 1024
_IN_TAG = r"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>"
_TAG_END = regex(_IN_TAG)
_FIELD = regex(rf"<((?:[\w.-]++:)?+[A-Za-z_][\w.-]*+){_IN_TAG}")
_PREFIX = regex(r"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
_MARKS = r"(<!--|<!\[CDATA\[|<\?)"
_ASIDE = ("mrss", "media", "itunes", "podcast", "googleplay")
"""What the namespaces of descriptions of files are known by; they repeat names of RSS."""


class Found(Struct, frozen=True):
    """A record."""

    element: Element
    """Its tags, and those in it, are local names; see ``_local_name``."""
    line: int
    whole: bool = True
    """False if it is not well-formed XML, so that a field may hold markup of the file."""


class Broken(Struct, frozen=True):
    """A record, or the rest of a file, that cannot be read."""

    why: str
    """A sentence without a full stop."""
    line: int
    whole_file: bool = False


class Records:
    """The outermost elements of some local names in a member, in order."""

    def __init__(self, export: Export, name: str, names: frozenset[str]) -> None:
        """Read nothing yet."""
        self.root = Root("", {}, 0, "")
        """The file's first element; known when the first record is yielded."""
        self._window = _Window(chunks(export, name))
        either = "|".join(sorted(map(re.escape, names)))
        self._start = re.compile(rf"{_MARKS}|<((?:[\w.-]+:)?(?:{either}))(?=[\s/>])")

    def __iter__(self) -> Iterator[Found | Broken]:
        """Yield each record, and in its place what cannot be read."""
        window = self._window
        if why := self._prologue():
            yield Broken(why, 1, whole_file=True)
            return
        while found := window.next_of(self._start):
            if found[1]:
                window.at = max(window.after(ENDS[found[1]], found.end()), found.end())
                continue
            window.at = found.start()
            end, why = self._end_of(found)
            yield self._record(found, end, why)
        if window.damage:
            yield Broken(window.damage, window.line())

    def _prologue(self) -> str:
        window = self._window
        while not self.root.end and len(window.text) < PROLOGUE and window.more():
            self.root = root_of(window.text)
        before = window.text[: self.root.end or PROLOGUE]
        if "<!ENTITY" in before:
            return "it declares entities of its own, which no export does and which can be a trap"
        if self.root.name == "html":
            return "it is a web page, not an export"
        if not self.root.name:
            return window.damage or ("it is not XML" if before.strip() else "it is empty")
        window.at = self.root.end
        return ""

    def _end_of(self, start: re.Match[str]) -> tuple[int, str]:
        """Return where a record ends, and what is wrong with it."""
        window = self._window
        window.fill(start.end() + _LONGEST_TAG)
        tag = _TAG_END.match(window.text, start.end(), start.end() + _LONGEST_TAG)
        if tag is None:
            return start.end(), "its tag is not closed"
        if tag[0].endswith("/>"):
            return tag.end(), ""
        token = re.compile(rf"{_MARKS}|<(/?){re.escape(start[2])}(?=[\s/>])")
        at = tag.end()
        while found := window.search(token, at):
            at = found.end()
            if not found[1]:
                why = "" if found[2] else "the next one begins inside it"
                return (found.start() if why else window.after(">", at)), why
            end = window.after(ENDS[found[1]], at)
            if end < 0 and found[1] == "<![CDATA[":
                break
            at = max(at, end)
        return -1, "it is too large" if window.full else "the file ends inside it"

    def _record(self, start: re.Match[str], end: int, why: str) -> Found | Broken:
        window = self._window
        line, stop = window.line(), end if end >= 0 else len(window.text)
        again = re.compile(rf"<{re.escape(start[2])}(?=[\s/>])")
        next_one = again.search(window.text, start.end(), stop)
        if next_one and not why and _in_endless_section(window.text, start.end(), next_one):
            why = "a section of text in it does not end"
        record = None if why else self._parsed(clean(window.text[start.start() : stop]), line)
        if record is None:
            if next_one:
                stop = next_one.start()
            elif not window.full:
                source = clean(window.text[start.start() : stop])
                record = self._by_fields(source, line, whole=bool(why))
        window.at = stop
        return record or Broken(why or "it is not well-formed XML", line)

    def _parsed(self, source: str, line: int) -> Found | Broken | None:
        try:
            return Found(self._parse(source), line)
        except DefusedXmlException:
            return Broken("it declares entities of its own", line)
        except ParseError:
            return None

    def _parse(self, source: str) -> Element:
        spaces = {
            name.removeprefix("xmlns:"): address
            for name, address in self.root.attributes.items()
            if name.startswith("xmlns:")
        }
        try:
            return _parse(source, spaces)
        except ParseError as error:
            if "unbound prefix" not in str(error):
                raise
            return _parse(source, {name: name for name in _PREFIX.findall(source)} | spaces)

    def _by_fields(self, source: str, line: int, *, whole: bool) -> Found | None:
        """Parse each field alone; one that is not well-formed is text, such as bare HTML.

        ``whole`` wants each field to have an end, for the record may be cut in the midst of one.
        """
        inner = _FIELD.match(source)
        record, missing = Element(inner[1].rpartition(":")[2] if inner else "record"), 0
        at = inner.end() if inner else 0
        while (found := _FIELD.search(source, at)) and missing < 20:
            at = found.end()
            if found[0].endswith("/>"):
                continue
            end = source.find(f"</{found[1]}>", at)
            if end < 0:
                missing += 1
                continue
            stop = end + len(found[1]) + 3
            try:
                record.append(self._parse(source[found.start() : stop]))
            except (ParseError, DefusedXmlException):
                field = self._parse(f"<{found[1]}/>")
                field.text = _without_cdata(source[at:end])
                record.append(field)
            at = stop
        sound = len(record) and not (whole and missing)
        return Found(record, line, whole=False) if sound else None


class _Window:
    """A part of a text that is read piece by piece: from ``at`` on, it is kept."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self.text = ""
        self.at = 0
        self.damage = ""
        self._pieces = pieces
        self._line, self._counted = 1, 0
        self._without: dict[str, int] = {}
        """Mark -> position up to which it does not occur."""

    @property
    def full(self) -> bool:
        return len(self.text) - self.at >= _MOST

    def more(self) -> bool:
        try:
            piece = next(self._pieces, None)
        except READ_ERRORS as error:
            why = str(getattr(error, "strerror", None) or error).lower()
            self.damage, piece = f"the file is damaged from here on: {why}", None
        self.text += piece or ""
        return piece is not None

    def fill(self, size: int) -> None:
        while len(self.text) < size and self.more():
            pass

    def next_of(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Find the next token from ``at`` on, and forget what is before it."""
        if self.at > _STEP:
            self._forget()
        while not (found := pattern.search(self.text, self.at)):
            self.at = max(self.at, len(self.text) - _LONGEST_NAME)
            self._forget()
            if not self.more():
                return None
        return found

    def search(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        while not (found := pattern.search(self.text, at)):
            at = max(at, len(self.text) - _LONGEST_NAME)
            if self.full or not self.more():
                return None
        return found

    def after(self, mark: str, at: int) -> int:
        """Return where the first ``mark`` from ``at`` on ends; -1 if there is none."""
        begin = max(at, self._without.get(mark, 0))
        while (found := self.text.find(mark, begin)) < 0:
            begin = max(at, len(self.text) - len(mark) + 1)
            if self.full or not self.more():
                self._without[mark] = begin
                return -1
        return found + len(mark)

    def line(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def _forget(self) -> None:
        self.line()
        self._without = {mark: at - self.at for mark, at in self._without.items()}
        self.text = self.text[self.at :]
        self.at = self._counted = 0


def _parse(source: str, spaces: dict[str, str]) -> Element:
    declared = "".join(
        f' xmlns:{name}="{address}"'
        for name, address in spaces.items()
        if name not in ("xml", "xmlns") and address
    )
    root: Element = fromstring(f"<r{declared}>{source}</r>", forbid_dtd=True)
    for element in root.iter():
        element.tag = _local_name(element.tag)
    return root[0]


@lru_cache(maxsize=1000)
def _local_name(tag: str) -> str:
    """Return the name of an element without its namespace, whose address varies.

    The two fields of WordPress that are called ``encoded`` become ``content`` and ``excerpt``.
    """
    space, _, name = tag.rpartition("}")
    if name == "encoded":
        return "excerpt" if "excerpt" in space else "content"
    return f"media:{name}" if any(word in space for word in _ASIDE) else name


def _in_endless_section(text: str, start: int, tag: re.Match[str]) -> bool:
    """Return whether a tag is in a CDATA section in which another one begins behind it."""
    begin, before = (
        text.rfind("<![CDATA[", start, tag.start()),
        text.rfind("]]>", start, tag.start()),
    )
    end = text.find("]]>", tag.end())
    return begin > before and text.find("<![CDATA[", tag.end(), max(end, tag.end())) >= 0


def _without_cdata(source: str) -> str:
    source = source.strip()
    if source.startswith("<![CDATA[") and source.endswith("]]>"):
        return source[9:-3].replace("]]]]><![CDATA[>", "]]>")
    return source
