"""An entry of RSS, Atom or JSON Feed -> a post.

Atom: RFC 4287. RSS: 0.91 to 2.0 and 1.0. JSON Feed: https://www.jsonfeed.org/version/1.1/.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from typing import cast
from urllib.parse import parse_qsl, unquote, urlencode, urlunsplit
from xml.etree.ElementTree import Element

from msgspec import Struct

from sitegen.from_html.types import Removed
from sitegen.importers.fields import (
    child,
    children,
    later_day,
    markup,
    moment,
    name,
    plain,
    text,
    title,
    unescaped,
)
from sitegen.importers.foreign import Foreign
from sitegen.importers.xml.pieces import Piece
from sitegen.text.addresses import joined, parts_of
from sitegen.text.regex import regex

_TRACKING = regex(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|source|src|cmp|igshid|ncid|spm)")
_BLOCK = regex(r"(?i)<(?:p|br|div|h[1-6]|ul|ol|blockquote)\b")
_CUT = regex(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\W*$")
_LINK = regex(r"""<a\b[^<>]*?\bhref\s*=\s*["']([^"'<>]+)""")
_PIXEL = regex(
    r"""<img\b(?=[^<>]*\bwidth\s*=\s*["']?1["'\s/>])(?=[^<>]*\bheight\s*=\s*["']?1["'\s/>])[^<>]*>"""
)
_UNWANTED = {".feedflare": "links of the feed", ".mf-viral": "links of the feed"}
_ENDING = regex(r"(?i)\.(?:html?|php|aspx?)$")
_INDEX = regex(r"(?i)/(?:index|default)\.(?:html?|php|aspx?)$")
_SUMMARY_ONLY = "the feed has only its summary"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOST = 300
"""Words of a body that may be a summary, where the feed does not say which it is."""


class Feed(Struct):
    """Facts that a feed states for all its entries."""

    base: str = ""
    """Address against which relative ones are resolved."""
    stated: bool = False
    """Whether the feed itself states it, so that it holds for the texts, too."""
    author: str = ""
    lang: str = ""


def from_xml(piece: Piece, feed: Feed) -> Foreign:
    """Return an entry of Atom or an item of RSS."""
    entry = piece.element
    base = joined(feed.base, entry.get(_BASE, ""))
    url = without_tracking(_url(entry, base))
    body = _body(entry)
    content = child(entry, "content")
    own = content.get(_BASE, "") if content is not None else ""
    stated = bool(feed.stated or entry.get(_BASE) or own)
    base = joined(base, own)
    body, removed = _without_tail(body, url)
    summary = _summary(entry)
    date, has_time = _date(entry)
    return Foreign(
        ident=text(entry, "id", "guid") or url or f"{plain(text(entry, 'title'))} {date}",
        place=piece.place,
        title=title(markup(child(entry, "title"))),
        body=body or summary,
        draft="" if body else _SUMMARY_ONLY,
        date=date,
        has_time=has_time,
        updated=later_day(moment(text(entry, "updated", "modified"))[0], date),
        authors=_authors(entry) or tuple(filter(None, [feed.author])),
        tags=folded(_terms(entry)),
        url=url,
        slug=slug_of(url),
        summary=_own_summary(summary, body),
        lang=entry.get(_LANG) or feed.lang,
        image="" if "<img" in body else _picture(entry),
        base=base if stated else "",
        unwanted=_UNWANTED,
        removed=removed,
        notices=_notices(entry),
    )


def from_json(item: Mapping[str, object], place: str, site: str) -> Foreign:
    """Return an item of JSON Feed."""
    html, words = _str(item, "content_html"), _str(item, "content_text")
    url = without_tracking(joined(site, _str(item, "url"))) if _str(item, "url") else ""
    linked = _str(item, "external_url")
    summary = _str(item, "summary")
    date, has_time = moment(_str(item, "date_published"))
    people = item.get("authors") or [item.get("author")]
    names = [_str(one, "name") for one in _list(people) if isinstance(one, dict)]
    files = [_str(one, "url") for one in _list(item.get("attachments")) if isinstance(one, dict)]
    return Foreign(
        ident=_str(item, "id") or url,
        place=place,
        title=title(_str(item, "title")),
        body=html or words or summary,
        markup="html" if html or not (words or summary) else "text",
        draft="" if html or words else _SUMMARY_ONLY,
        date=date,
        has_time=has_time,
        updated=later_day(moment(_str(item, "date_modified"))[0], date),
        authors=tuple(filter(None, map(name, names))),
        tags=folded(one for one in _list(item.get("tags")) if isinstance(one, str)),
        url=url,
        slug=slug_of(url),
        summary=plain(summary) if html or words else "",
        lang=_str(item, "language"),
        image=_str(item, "image", "banner_image"),
        notices=tuple(f"file that came with it: {file}" for file in files if file)
        + ((f"it is about the page {linked}",) if linked else ()),
    )


def without_tracking(address: str) -> str:
    """Return an address without the parameters that say where a reader came from."""
    parts = parts_of(address)
    if not parts.query:
        return address
    kept = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(pair[0])
    ]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def folded(tags: Iterator[str]) -> tuple[str, ...]:
    """Return tags, each once: the first way of writing it."""
    found: dict[str, str] = {}
    for tag in tags:
        if words := title(tag):
            found.setdefault(words.casefold(), words)
    return tuple(one for key, one in found.items() if key != "uncategorized")


def slug_of(url: str) -> str:
    """Return the last part of an address, without an ending."""
    path = _INDEX.sub("", unquote(parts_of(url).path)).rstrip("/")
    return _ENDING.sub("", path.rpartition("/")[2])


def _own_summary(summary: str, body: str) -> str:
    """Return a summary that somebody wrote: not the first words of the text."""
    words, whole = plain(summary), plain(body)
    begins = whole.startswith(words.rstrip(" .…[]").removesuffix("…").rstrip())
    return "" if not whole or begins else words


def _without_tail(body: str, url: str) -> tuple[str, tuple[Removed, ...]]:
    """Remove the line that WordPress adds in feeds: a link to the post and one to the blog."""
    body = _PIXEL.sub("", body) if "<img" in body else body
    start = body.rfind("<p")
    links = _LINK.findall(body, start) if start >= 0 and url else []
    host = parts_of(url).netloc
    if len(links) != 2 or without_tracking(unescape(links[0])) != url:
        return body, ()
    home = parts_of(unescape(links[1]))
    if home.netloc != host or len(home.path) > len(parts_of(url).path):
        return body, ()
    return body[:start], (Removed("link to the blog in its feed", plain(body[start:])),)


def _url(entry: Element, base: str) -> str:
    if origin := text(entry, "origLink"):
        return origin  # FeedBurner's link leads there through its own host
    for link in children(entry, "link"):
        address = (link.get("href") or link.text or "").strip()
        if address and link.get("rel", "alternate") == "alternate":
            return joined(base, address)
    guid = child(entry, "guid")
    lasting = guid is not None and guid.get("isPermaLink", "true") != "false"
    return text(entry, "guid") if lasting and text(entry, "guid").startswith("http") else ""


def _body(entry: Element) -> str:
    """Return the whole text; "" if there is a summary only.

    RSS keeps the text in ``description``, unless there is a field for it besides.
    """
    content = child(entry, "content")
    if content is not None:
        words = markup(content)
        words = words if content.get("type") == "text" else unescaped(words)
        return "" if content.get("src") else words
    html = unescaped(markup(child(entry, "body")) or markup(child(entry, "description")))
    words = plain(html)
    is_whole = bool(_BLOCK.search(html)) and not _CUT.search(words[-40:])
    return html if is_whole or len(words.split()) > _MOST else ""


def _summary(entry: Element) -> str:
    return unescaped(markup(child(entry, "summary")) or markup(child(entry, "description")))


def _date(entry: Element) -> tuple[datetime | None, bool]:
    for key in ("published", "pubDate", "issued", "date", "created", "updated", "modified"):
        found, has_time = moment(text(entry, key))
        if found:
            return found, has_time
    return None, False


def _authors(entry: Element) -> tuple[str, ...]:
    written = [text(one, "name") or (one.text or "") for one in children(entry, "author")]
    written += [one.text or "" for one in children(entry, "creator")]
    return tuple(dict.fromkeys(filter(None, map(name, written))))


def _terms(entry: Element) -> Iterator[str]:
    for one in (*children(entry, "category"), *children(entry, "subject")):
        if "#kind" not in one.get("scheme", ""):
            yield one.get("label") or one.get("term") or one.text or ""


def _picture(entry: Element) -> str:
    for one in (*children(entry, "enclosure"), *children(entry, "media:content")):
        if one.get("type", "").startswith("image/") or one.get("medium") == "image":
            return one.get("url", "")
    return ""


def _notices(entry: Element) -> tuple[str, ...]:
    files = [
        one.get("url") or one.get("href") or ""
        for one in (*children(entry, "enclosure"), *children(entry, "link"))
        if not one.get("type", "").startswith("image/")
        and (one.get("rel") == "enclosure" or one.get("url"))
    ]
    return tuple(f"file that came with it: {file}" for file in files if file)


def _str(item: Mapping[str, object], *keys: str) -> str:
    for key in keys:
        value = item.get(key)
        if isinstance(value, str | int) and str(value).strip():
            return str(value).strip()
    return ""


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []
