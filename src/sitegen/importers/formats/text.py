"""Plain text, pasted or saved: its head names title, date and author; its shape is recovered."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from msgspec import Struct

from sitegen.content.loader.encoding import decode
from sitegen.from_html.types import Removed
from sitegen.importers import fields, values
from sitegen.importers.foreign import Foreign, LeftOut, Record, Wishes
from sitegen.importers.sources import PROGRAMS, Export
from sitegen.problems.errors import SitegenError
from sitegen.text.regex import regex

_NO_PROSE = PROGRAMS.union(
    (
        *(".css", ".scss", ".json", ".csv", ".tsv", ".xml", ".svg", ".yml", ".yaml", ".toml"),
        *(".ini", ".cfg", ".conf", ".log", ".tex", ".lock", ".po", ".map", ".liquid", ".njk"),
        *(".ics", ".vcf", ".srt", ".rst", ".bib"),
    )
)
_MARKS = (BOM_UTF16_BE, BOM_UTF16_LE)
_CONTROLS = bytes({*range(1, 0x20)} - {*b"\t\n\r\f"})
_MARKDOWN = regex(
    r"^ {0,3}(?:```|~~~|\[[^\]\n]{1,200}\]:[ \t]*\S)|\]\([^\s()]|(?<!`)`[^`\n]+`(?!`)", re.MULTILINE
)
"""What nobody writes in plain text: fences, addresses of links, code."""
_FENCED = regex(r"^```.*?(?:^```|\Z)", re.MULTILINE | re.DOTALL)
_NO_START = ("<", "{", "%", "PK", "#!")
_HEAD = 14
"""Lines at the beginning that may name title, date and author."""


def recognise(export: Export) -> Sequence[str]:
    """Return the names of the files that read as prose."""
    paths = map(PurePosixPath, export.names)
    named = (path for path in paths if path.suffix.lower() not in _NO_PROSE)
    shown = (str(path) for path in named if not any(part[0] == "." for part in path.parts))
    return [name for name in shown if _is_prose(export.head(name, 8192))]


def _is_prose(head: bytes) -> bool:
    if _is_binary(head):
        return False
    text = _FENCED.sub("", decode("", head)[0]).strip()
    if len(text.split()) < 5 or "\ufffd" in text[:-8] or text.startswith(_NO_START):
        return False
    letters = sum(character.isalpha() or character.isspace() for character in text)
    return letters >= 0.7 * len(text)


def _is_binary(head: bytes) -> bool:
    """Return whether bytes have many control characters, or zeros that are not half a letter."""
    if head.startswith(_MARKS):
        return False
    few, many = sorted(half.count(0) for half in (head[::2], head[1::2]))
    return few * 8 > many or sum(map(head.count, _CONTROLS)) * 100 > len(head)


def read(
    export: Export,
    names: Sequence[str],
    wishes: Wishes,  # noqa: ARG001 - a text has no address
) -> Iterator[Record]:
    """Yield a text for each file."""
    for name in names:
        place = export.place(name)
        try:
            text = decode(place, export.read(name))[0].expandtabs()
        except SitegenError:
            yield LeftOut("texts that cannot be read", place)
            continue
        if not text.strip():
            yield LeftOut("texts without words", place)
            continue
        head = _head(text.split("\n"))
        yield Foreign(
            ident=name,
            place=place,
            title=head.title,
            body="\n".join(head.body),
            markup="markdown" if _MARKDOWN.search(text) else "text",
            date=head.date,
            has_time=head.has_time,
            authors=values.names_of([head.author or _signed(text)]),
            tags=tuple(_labels(text)),
            removed=head.removed,
        )


# ------------------------------------------------------------------ the head


class _Head(Struct, frozen=True, kw_only=True):
    body: Sequence[str]
    title: str = ""
    author: str = ""
    date: datetime | None = None
    has_time: bool = False
    removed: tuple[Removed, ...] = ()


def _head(lines: Sequence[str]) -> _Head:
    """Find title, date and author above a text; what else is above them belongs to the page."""
    filled = [number for number, line in enumerate(lines) if line.strip()][:_HEAD]
    bodies = (at for at, one in enumerate(filled) if _is_body(lines, one))
    above = filled[: next(bodies, len(filled))]
    kinds = {number: _kind(lines[number].strip()) for number in above}
    date = next((number for number in above[:6] if kinds[number] == "date"), None)
    author = next((number for number in above[:6] if kinds[number] == "author"), None)
    title = _title(above, kinds, date)
    if title is not None and date is None and author is None and not _is_title(lines, title):
        title = None
    named = [one for one in (date, author, title) if one is not None]
    after = _APART.split(lines[date]) if date is not None and author is None else []
    by = after[1] if len(after) > 1 else ""
    rest = [lines[one].strip() for one in above if one <= max(named, default=-1)]
    body = lines[max(named, default=-1) + 1 :]
    if len(" ".join(body).split()) <= len(" ".join(rest).split()):
        return _Head(body=lines)
    when, has_time = _dated(lines[date]) if date is not None else (None, False)
    others = [line for line in rest if line not in [lines[one].strip() for one in named]]
    return _Head(
        body=body,
        title=_field(lines[title]) if title is not None else "",
        author=_BY.sub("", _field(lines[author]), count=1) if author is not None else by,
        date=when,
        has_time=has_time,
        removed=(Removed("head of a page", "\n".join(others)),) if others else (),
    )


def _is_title(lines: Sequence[str], number: int) -> bool:
    """Return whether a line that no date or author is near is a title: it is apart."""
    after = lines[number + 1].strip() if number + 1 < len(lines) else ""
    first = not any(line.strip() for line in lines[:number])
    ended = lines[number].strip()[-1] in ",;:.…-–—"
    apart = not after or len(after) > 60 or lines[number].startswith("# ")
    return bool(first and apart and not ended) or bool(_FIELD.match(lines[number].strip()))


_SENTENCE = regex(r"[.!?…:;,。！？]['\"”’»)]?$")
_FIELD = regex(
    r"(?:title|titel|titre|título|titolo|author|autor|auteur|date|datum|fecha|data):\s*", re.I
)


def _is_body(lines: Sequence[str], number: int) -> bool:
    """Return whether a line begins the text: it is long, or a sentence, or goes on below."""
    line = lines[number].strip()
    if _FIELD.match(line) or _dated(line)[0] or _BY.match(line):
        return False
    words = len(line.split())
    after = lines[number + 1].strip() if number + 1 < len(lines) else ""
    if not after and line[-1] in "?!" and words <= 8 and not "".join(lines[:number]).strip():
        return False  # a title that asks or calls
    goes_on = len(line) > 45 and len(after) > 45
    return len(line) > 90 or (words > 3 and bool(_SENTENCE.search(line))) or goes_on


def _kind(line: str) -> str:
    if _dated(line)[0]:
        return "date"
    if _BY.match(line) and len(line.split()) <= 8:
        return "author"
    menu = len(re.split(r"\s{2,}|\s[|·•»>/]\s", line)) > 1
    return "menu" if menu or not any(map(str.isalpha, line)) else "words"


def _title(above: Sequence[int], kinds: dict[int, str], date: int | None) -> int | None:
    """Return the line of the title: the first below the date, else the one right above it."""
    words = [number for number in above if kinds[number] == "words"]
    if date is None:
        return words[0] if words else None
    below = [number for number in words if number > date]
    return below[0] if below else words[-1] if words else None


def _field(line: str) -> str:
    words = re.sub(r"^#{1,6}\s+|\s+#+$", "", line.strip())
    return " ".join(_FIELD.sub("", words, count=1).split())


_YEAR = regex(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|['’]\d\d\b")
_ON = regex(
    r"(?:posted|published|written|veröffentlicht|geschrieben|publié|écrit|publicado|pubblicato"
    r"|geplaatst|dodano|опубликовано)?\s*(?:on|am|le|el|il|op|dnia|em)?:?\s+",
    re.IGNORECASE,
)


_APART = regex(r"\s+(?:by|von|par|por)\s+|\s+[·|—–]\s+")


def _dated(line: str) -> tuple[datetime | None, bool]:
    """Read a line that is a date and little else."""
    line = _FIELD.sub("", line.strip(), count=1)
    if len(line) > 70 or not _YEAR.search(line):
        return None, False
    apart = _APART.split(line)[0]
    for text in (line, _ON.sub("", line, count=1), apart, _ON.sub("", apart, count=1)):
        found = fields.moment(text.strip(" ,.·|"))
        if found[0]:
            return found
    return None, False


# ------------------------------------------------------------------ what the foot says

_BY = regex(
    r"(?:(?:posted|written|published|text)\s+by|by|author:|von|eingestellt von|geschrieben von"
    r"|text:|autor:|publié par|écrit par|auteur\s*:|par|publicado por|escrito por|por|postado por"
    r"|pubblicato da|scritto da|autore:|di|geplaatst door|gepost door|door|автор:)\s+(?=\w)",
    re.IGNORECASE,
)
_SIGNED = regex(
    r"^[ \t]*(?:posted by|eingestellt von|publié par|publicado por|postado por|pubblicato da"
    r"|geplaatst door|gepost door|автор:)[ \t]+(?P<name>[^\n]{2,60}?)"
    r"[ \t]*(?:(?:at|um|à|a las|às|alle|om|в|on)[ \t]+\d[^\n]{0,40})?$",
    re.IGNORECASE | re.MULTILINE,
)
_LABELS = regex(
    r"^[ \t]*(?:labels|tags|filed under|tagged|etiquetas|étiquettes|libellés|etichette|schlagwörter"
    r"|marcadores|etykiety|ярлыки):[ \t]+(?P<names>[^\n]{2,300})$",
    re.IGNORECASE | re.MULTILINE,
)


def _signed(text: str) -> str:
    found = _SIGNED.search(text)
    return found["name"] if found else ""


def _labels(text: str) -> Iterator[str]:
    found = list(_LABELS.finditer(text))
    if found:
        yield from filter(None, (name.strip(" .") for name in found[-1]["names"].split(",")))
