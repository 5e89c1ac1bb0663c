"""Fields of exports as written -> values: plain titles, moments, slugs, texts of JSON."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from html import unescape
from urllib.parse import unquote, urlsplit

from sitegen.model import Json
from sitegen.text.dates import UnreadableDate, read_moment
from sitegen.text.regex import regex

_TAG = regex(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_MAIL = regex(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def plain(markup: str) -> str:
    """Return a title or summary as one line of plain text: decoded at most twice, without tags."""
    text = _TAG.sub("", markup)
    for _ in range(2):
        if "&" in text:
            text = unescape(text)
    return " ".join(_TAG.sub("", text).split())


def moment(written: Json) -> tuple[datetime | None, bool]:
    """Read a date and whether it has a time of day; None for dates that mean none.

    It is naive if it states no offset.
    """
    text = str(written or "").strip()
    if not text or text.startswith(("0000", "-0001", "1970-01-01", "0001-01-01")):
        return None, False
    try:
        read = read_moment(text, UTC)
    except UnreadableDate as error:
        if not error.likely:
            return None, False
        read = error.likely
    naive = read.offset is None and not text.isdigit()
    return (read.at.replace(tzinfo=None) if naive else read.at), read.has_time


def text_of(value: Json) -> str:
    """Return a text of JSON; "" for anything else but numbers."""
    if isinstance(value, bool):
        return ""
    return str(value) if isinstance(value, str | int | float) else ""


def table_of(value: Json) -> dict[str, Json]:
    """Return a table of JSON; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def tables_of(value: Json) -> list[dict[str, Json]]:
    """Return the tables in a list of JSON."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def without_mail(names: Iterable[str]) -> tuple[str, ...]:
    """Keep names that are not e-mail addresses, each once and in order."""
    plain_names = (" ".join(name.split()) for name in names)
    return tuple(dict.fromkeys(name for name in plain_names if name and not _MAIL.search(name)))


def last_part(address: str) -> str:
    """Return the last part of an address without its suffix, decoded: usually a slug."""
    parts = [part for part in urlsplit(address).path.split("/") if part]
    return re.sub(r"\.(?:html?|php|aspx?)$", "", unquote(parts[-1])) if parts else ""
