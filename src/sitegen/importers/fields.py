"""Fields of a record -> plain values: words, titles, names, times."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from html import escape, unescape
from xml.etree.ElementTree import Element, tostring

from msgspec.structs import replace

from sitegen.importers.foreign import Foreign, Remark
from sitegen.text.dates import UnreadableDate, read_moment
from sitegen.text.regex import regex

_TAG = regex(r"</?[A-Za-z!][^<>]{0,2000}>")
_STOPS = regex(r"(?i)<(?:br|/p|/div|/li|/h[1-6])\b[^<>]{0,200}>")
_BREAK = regex(r"(?i)<br\s*/?>")
_MARKUP = regex(
    r"(?is)<(a|abbr|b|big|cite|code|del|em|font|i|mark|q|s|small|span|strong|sub|sup|u)"
    r"(?:\s[^<>]{0,2000})?>([^<>]*)</\1\s*>"
)
_ESCAPED = regex(r"(?i)&lt;(?:p|br|div|a|b|i|em|strong|h[1-6]|ul|ol|img|blockquote)[\s/&]")
_ADDRESS = regex(r"[^\s@<>]+@[^\s@<>]+")
_LOCAL = regex(
    r"([12][0-9]{3})-([01][0-9])-([0-3][0-9])"
    r"(?:[ T]([0-2][0-9]):([0-5][0-9])(?::([0-5][0-9]))?)?"
)
_FAR = timedelta(hours=15)
"""More than any zone is away from UTC."""


def child(record: Element, name: str) -> Element | None:
    """Find the first child of a name."""
    return next((field for field in record if field.tag == name), None)


def children(record: Element, name: str) -> list[Element]:
    """Find all children of a name."""
    return [field for field in record if field.tag == name]


def text(record: Element, *names: str) -> str:
    """Return the text of the first child that has one of the names and some text."""
    for name in names:
        for field in children(record, name):
            if words := (field.text or "").strip():
                return words
    return ""


def markup(field: Element | None) -> str:
    """Return a text construct of Atom as HTML (RFC 4287, section 3.1)."""
    if field is None:
        return ""
    if not len(field):
        words = (field.text or "").strip()
        return escape(words, quote=False) if field.get("type", "html") == "text" else words
    inner = _only_child(field) if field.get("type") == "xhtml" else field
    parts = [escape(inner.text or "", quote=False)]
    try:
        parts += [tostring(part, "unicode", method="html") for part in inner]
    except RecursionError:  # thousands of levels: the words are all that counts
        parts = [escape("".join(inner.itertext()), quote=False)]
    return "".join(parts).strip()


def unescaped(html: str) -> str:
    """Return HTML that was escaped once too often as it was: it has tags as text and no others."""
    if "<" not in html and _ESCAPED.search(html):
        return unescape(html)
    return html


def _only_child(field: Element) -> Element:
    return field[0] if len(field) == 1 else field


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
    """Return a local time with the offset by which it is ahead of the same moment in UTC."""
    if local is None or utc is None:
        return local
    away = timedelta(minutes=round((local - utc) / timedelta(minutes=1)))
    return local.replace(tzinfo=timezone(away)) if abs(away) < _FAR else local


def later_day(updated: datetime | None, date: datetime | None) -> datetime | None:
    """Return when a post was changed, if that was after the day on which it was published."""
    if updated is None or date is None:
        return updated
    return updated if updated.date() > date.date() else None


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


def damaged(post: Foreign) -> Foreign:
    """Return a post with the notice that some of it may be missing."""
    notice = "it is not well-formed in the export: compare it with the original"
    return replace(post, notices=(*post.notices, notice))


def comments_left_out(number: int) -> Iterator[Remark]:
    """Yield how many comments are left out."""
    if number:
        noun = "comment" if number == 1 else "comments"
        yield Remark(f"{number:,} {noun} left out: words of other people")
