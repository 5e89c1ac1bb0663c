"""Fields of a record -> plain values: words, titles, names, times."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree.ElementTree import Element

from sitegen.importers.xml_stream import local_name
from sitegen.text.dates import UnreadableDate, read_moment
from sitegen.text.regex import regex

_TAG = regex(r"</?[A-Za-z!][^<>]{0,2000}>")
_STOPS = regex(r"(?i)<(?:br|/p|/div|/li|/h[1-6])\b[^<>]{0,200}>")
_BREAK = regex(r"(?i)<br\s*/?>")
_MARKUP = regex(
    r"(?is)<(a|abbr|b|big|cite|code|del|em|font|i|mark|q|s|small|span|strong|sub|sup|u)"
    r"(?:\s[^<>]{0,2000})?>([^<>]*)</\1\s*>"
)
_ADDRESS = regex(r"[^\s@<>]+@[^\s@<>]+")
_LOCAL = regex(
    r"([12][0-9]{3})-([01][0-9])-([0-3][0-9])"
    r"(?:[ T]([0-2][0-9]):([0-5][0-9])(?::([0-5][0-9]))?)?"
)
_FAR = timedelta(hours=15)
"""More than any zone is away from UTC."""


def child(record: Element, name: str) -> Element | None:
    """Find the first child with a local name."""
    return next((field for field in record if local_name(field.tag) == name), None)


def children(record: Element, name: str) -> list[Element]:
    """Find all children with a local name."""
    return [field for field in record if local_name(field.tag) == name]


def text(record: Element, *names: str) -> str:
    """Return the text of the first child that has one of the names and some text."""
    for name in names:
        for field in children(record, name):
            if words := (field.text or "").strip():
                return words
    return ""


def plain(html: str) -> str:
    """Return the words of some HTML on one line."""
    words = _TAG.sub("", _STOPS.sub(" ", html)) if "<" in html else html
    return " ".join(unescape(words).split())


def title(written: str) -> str:
    """Return a title as readers saw it: platforms escape it up to twice, and it may hold tags.

    A tag counts if it is closed: in ``How to use <b>`` it is a word.
    """
    words = written
    for _ in range(2):
        words = unescape(words) if "&" in words else words
    if "<" in words:
        words = _BREAK.sub(" ", words)
        for _ in range(3):
            words = _MARKUP.sub(r"\2", words)
    return " ".join(words.split())


def name(written: str) -> str:
    """Return the name of a person; "" for what is, or holds, an e-mail address."""
    words = title(written)
    if "@" not in words:
        return words
    words = " ".join(_ADDRESS.sub("", words).split()).strip("()<> ")
    return "" if "@" in words else words


def local_time(written: str) -> datetime | None:
    """Read ``2010-04-08 17:30:00``; None for the zeros and the year 1970 that mean no date."""
    if not (found := _LOCAL.match(written.strip())):
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    if year <= 1970:
        return None
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None


def with_offset(local: datetime | None, utc: datetime | None) -> datetime | None:
    """Give a local time the offset by which it is ahead of the same moment in UTC."""
    if local is None or utc is None:
        return local
    away = timedelta(minutes=round((local - utc) / timedelta(minutes=1)))
    return local.replace(tzinfo=timezone(away)) if abs(away) < _FAR else local


def moment(written: str) -> tuple[datetime | None, bool]:
    """Read a date as feeds write them -> it, and whether it has a time of day; None if unreadable.

    It is naive if no offset is stated.
    """
    if not written.strip():
        return None, False
    try:
        found = read_moment(written, UTC)
    except UnreadableDate as error:
        if error.likely is None:
            return _rfc_822(written)
        found = error.likely
    if found.at.year <= 1970:
        return None, False
    at = found.at if found.offset is not None else found.at.replace(tzinfo=None)
    return at, found.has_time


def _rfc_822(written: str) -> tuple[datetime | None, bool]:
    """Read a date with a year of two digits, which the first versions of RSS allowed."""
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, IndexError, OverflowError):
        return None, False
    return (found, True) if found.year > 1970 else (None, False)
