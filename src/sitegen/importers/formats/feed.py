"""Feeds: RSS, Atom and JSON Feed, saved as a file."""

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from sitegen.importers.fields import damaged, name, text
from sitegen.importers.foreign import LeftOut, Record, Remark, Wishes
from sitegen.importers.formats import blogger
from sitegen.importers.platforms.feed import Feed, from_json, from_xml
from sitegen.importers.platforms.wordpress.reading import is_wxr
from sitegen.importers.sources import PROGRAMS, Export
from sitegen.importers.xml.pieces import Piece, pieces
from sitegen.importers.xml.text import sniff
from sitegen.problems.errors import Place, fail
from sitegen.text.addresses import joined

_ROOTS = frozenset({"rss", "feed", "rdf"})
_RECORDS = frozenset({"item", "entry"})
_JSON = b"jsonfeed.org/version/"


def recognise(export: Export) -> Sequence[str]:
    """Return the members that are feeds, and not exports of Blogger or WordPress."""
    return [member for member in export.names if _is_feed(export, member)]


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield every entry of some feeds."""
    for member in names:
        posts = 0
        is_json = export.head(member, 4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
        for one in (_from_json if is_json else _from_xml)(export, member, wishes):
            posts += not isinstance(one, LeftOut | Remark)
            yield one
        noun = "post" if posts == 1 else "posts"
        yield Remark(f"{posts:,} {noun} in this feed; the site may have more: {member}")


def _is_feed(export: Export, member: str) -> bool:
    if PurePosixPath(member).suffix.lower() in PROGRAMS - {".php"}:
        return False
    if export.head(member, 4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _JSON in export.head(member)
    root = sniff(export, member).name
    return root in _ROOTS and not (is_wxr(export, member) or blogger.is_ours(export, member))


def _from_xml(export: Export, member: str, wishes: Wishes) -> Iterator[Record]:
    feed = Feed(base=wishes.site)
    names = _RECORDS | {"author", "link", "language", "image"}
    for piece in pieces(export, [member], names):
        if not isinstance(piece, Piece):
            yield piece
            continue
        root = piece.root.attributes
        feed.stated = "xml:base" in root
        feed.base = joined(wishes.site, root["xml:base"]) if feed.stated else feed.base
        feed.lang = feed.lang or root.get("xml:lang", "")
        if piece.element.tag in _RECORDS:
            post = from_xml(piece, feed)
            yield post if piece.whole else damaged(post)
        else:
            _note(feed, piece)


def _note(feed: Feed, piece: Piece) -> None:
    """Keep what a feed says of all its entries."""
    element, kind = piece.element, piece.element.tag
    if kind == "author":
        feed.author = feed.author or name(text(element, "name"))
    elif kind == "language":
        feed.lang = (element.text or "").strip()
    elif kind == "link" and element.get("rel", "alternate") in ("alternate", "self"):
        address = (element.get("href") or element.text or "").strip()
        feed.base = feed.base if feed.stated else joined(feed.base, address)


def _from_json(export: Export, member: str, wishes: Wishes) -> Iterator[Record]:
    place = export.place(member)
    try:
        feed = json.loads(export.read(member).decode("utf-8-sig", "replace"))
        items = feed["items"]
        if not isinstance(items, list):
            raise TypeError("'items' is not a list")
        site = wishes.site or str(feed.get("home_page_url") or feed.get("feed_url") or "")
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        hint = "get the feed from its address again"
        message = f"cannot be read: it is not a JSON Feed ({error})"
        raise fail(Place(place), "E1801", message, hint) from error
    for number, item in enumerate(items, 1):
        where = f"{place}, item {number}"
        if isinstance(item, dict):
            yield from_json(item, where, site)
        else:
            yield LeftOut("records that cannot be read", where)
