"""Movable Type's and TypePad's text of all entries.

Format: https://movabletype.org/documentation/appendices/import-export-format.html
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import dropwhile

from sitegen.importers import fields, values
from sitegen.importers.foreign import Foreign, LeftOut, Markup, Record, Wishes
from sitegen.importers.sources import Export
from sitegen.text.regex import regex

_FIELD = regex(r"([A-Z][A-Z ]{2,20}):(?: (.*)|$)")
_NAMES = frozenset(("AUTHOR", "TITLE", "DATE", "STATUS", "BASENAME", "BLOG", "ALLOW COMMENTS"))
_SECTIONS = frozenset(("BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS", "COMMENT", "PING"))
_MARK = regex(r"-{4,}|[–—]{2,}")
"""A line between two sections: five hyphens, or what editors and other programs make of them."""


def recognise(export: Export) -> Sequence[str]:
    """Return the names of texts that begin with fields such as ``AUTHOR:``."""
    return [name for name in export.names if _is_export(export.head(name, 8192))]


def _is_export(head: bytes) -> bool:
    lines = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").split("\n")
    found, rest = 0, filter(None, map(str.strip, lines))
    for line in rest:
        if _MARK.fullmatch(line):
            return found >= 2 and next(rest, "").partition(":")[0].upper() in _SECTIONS
        if not (field := _FIELD.match(line)):
            return False
        found += field[1] in _NAMES
    return False


def _is_section(line: str) -> bool:
    return line.strip().removesuffix(":") in _SECTIONS


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield each entry, and count its comments and trackbacks."""
    for name in names:
        comments = 0
        for line, lines in _entries(export, name):
            entry = _Entry(lines)
            place = f"{export.place(name)}, line {line}"
            comments += entry.comments
            yield _record(entry, place, wishes.site)
        yield from fields.comments_left_out(comments)


def _entries(export: Export, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each entry and the number of the first; no more is in memory.

    A line of hyphens ends one only if it is longer than those between its sections, and fields
    follow: it may be a line of a text.
    """
    encoding = _encoding(export, name)
    lines: list[str] = []
    start, ended, between = 1, 0, 0
    with export.open(name) as file:
        for number, written in enumerate(file, 1):
            line = written.decode(encoding, "replace").rstrip("\r\n").lstrip("\ufeff")
            if ended and line.strip():
                field = _FIELD.match(line)
                if field and field[1] in _NAMES:
                    yield start, lines[:ended]
                    lines, start, between = [], number, 0
                ended = 0
            if _MARK.fullmatch(mark := line.strip()):
                between = between or len(mark)
                ended = len(lines) if len(mark) > between else ended
            lines.append(line)
    yield start, lines[:ended] if ended else lines


def _encoding(export: Export, name: str) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with export.open(name) as file:
        try:
            while piece := file.read(1024 * 1024):
                decoder.decode(piece)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


class _Entry:
    """The fields and sections of an entry."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.fields: dict[str, list[str]] = {}
        self.sections: dict[str, str] = {}
        self.comments = 0
        head, *rest = _split(lines)
        for line in head:
            if (field := _FIELD.match(line)) and (value := (field[2] or "").strip()):
                self.fields.setdefault(field[1], []).append(value)
        for part in rest:
            section = list(dropwhile(lambda line: not line.strip(), part))
            name = section[0].strip().removesuffix(":")
            if name in ("COMMENT", "PING"):
                self.comments += 1
            else:
                self.sections.setdefault(name, "\n".join(section[1:]).strip("\n"))

    def get(self, name: str) -> str:
        """Return the first value of a field; "" for none."""
        return self.fields.get(name, [""])[0]


def _split(lines: Sequence[str]) -> Sequence[list[str]]:
    """Return the fields, then the sections; a line of hyphens in a text does not end it."""
    parts: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        after = next((one for one in lines[number + 1 : number + 4] if one.strip()), "")
        if _MARK.fullmatch(line.strip()) and (not after or _is_section(after)):
            parts.append([])
        else:
            parts[-1].append(line)
    return [parts[0], *(part for part in parts[1:] if any(map(str.strip, part)))]


# ------------------------------------------------------------------ entries


def _record(entry: _Entry, place: str, site: str) -> Foreign | LeftOut:
    title = fields.title(entry.get("TITLE"))
    texts = [entry.sections.get(name, "") for name in ("BODY", "EXTENDED BODY")]
    if not any(map(str.strip, texts)):
        return LeftOut("entries without words", place, title)
    body, markup, notices = _body([text for text in texts if text.strip()], entry)
    date = _date(entry.get("DATE"))
    url, slug = entry.get("UNIQUE URL"), entry.get("BASENAME")
    return Foreign(
        ident=url or entry.get("ATOM ID") or f"{entry.get('DATE')} {slug} {title}",
        place=place,
        title=title,
        body=body,
        markup=markup,
        draft=_why_draft(entry.get("STATUS")),
        date=date,
        authors=values.names_of(entry.fields.get("AUTHOR", [])[:1]),
        tags=tuple(dict.fromkeys(_tags(entry))),
        url=url,
        slug=slug or values.last_part(url),
        summary=fields.plain(entry.sections.get("EXCERPT", "")),
        base=url or site,
        notices=notices,
    )


_BREAKS = frozenset(("1", "__default__", "convert_breaks", "true"))


def _body(texts: Sequence[str], entry: _Entry) -> tuple[str, Markup, tuple[str, ...]]:
    """Return a text by what CONVERT BREAKS says of it."""
    kind = entry.get("CONVERT BREAKS").lower()
    whole = "\n\n".join(texts)
    if "markdown" in kind:
        return whole, "markdown", ()
    if "textile" in kind:
        return whole, "markdown", ("it is in Textile, whose marks are kept as they are",)
    plain = kind in _BREAKS or (kind not in ("0", "richtext") and not _PARAGRAPH.search(whole))
    return ("".join(map(_paragraphs, texts)) if plain else whole), "html", ()


_PARAGRAPH = regex(r"<(?:p|br|div)\b", re.IGNORECASE)
_BLOCK = regex(
    r"\s*</?(?:address|blockquote|center|dd|dir|div|dl|dt|fieldset|figure|form|h[1-6]|hr|li|menu|ol"
    r"|p|pre|select|t(?:able|body|d|foot|h|head|r)|ul|!--)\b",
    re.IGNORECASE,
)
_VERBATIM = regex(r"<(pre|script|style|textarea)\b", re.IGNORECASE)


def _paragraphs(text: str) -> str:
    """Make paragraphs of what empty lines separate, and breaks of line ends, except in code."""
    parts: list[str] = []
    lower = text.lower()
    at = 0
    while opening := _VERBATIM.search(text, at):
        end = lower.find(f"</{opening[1].lower()}>", opening.end())
        if end < 0:
            break
        end += len(opening[1]) + 3
        parts += _broken(text[at : opening.start()]), text[opening.start() : end]
        at = end
    return "".join([*parts, _broken(text[at:])])


def _broken(text: str) -> str:
    found = (part.strip("\n") for part in re.split(r"\n[ \t]*\n", text))
    return "\n".join(
        part if _BLOCK.match(part) else f"<p>{part.replace(chr(10), '<br>')}</p>"
        for part in found
        if part.strip()
    )


def _why_draft(status: str) -> str:
    if status.lower() in ("publish", "published"):
        return ""
    stated = {"draft": "it is a draft", "future": "it is scheduled", "review": "it is in review"}
    if not status:
        return "nothing says that it was published"
    return stated.get(status.lower(), f"its status is '{status}'")


_FORMS = (
    *("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M"),
    *("%m/%d/%Y %H:%M:%S %p", "%m/%d/%Y", "%m/%d/%y %H:%M:%S", "%m/%d/%y %I:%M:%S %p"),
)
"""The month is always first."""


def _date(written: str) -> datetime | None:
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(" ".join(written.split()), form)
    return fields.moment(written)[0]


def _tags(entry: _Entry) -> Iterator[str]:
    yield from entry.fields.get("PRIMARY CATEGORY", [])
    yield from entry.fields.get("CATEGORY", [])
    listed = entry.get("TAGS")
    if not listed and not entry.fields.get("CATEGORY"):
        listed = entry.sections.get("KEYWORDS", "").replace("\n", ",")
    yield from filter(None, (tag.strip(' "') for tag in _TAG.findall(listed)))


_TAG = regex(r'"[^"]*"|[^",]+')
