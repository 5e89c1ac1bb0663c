"""Blogger: its Atom export up to 2025, and today's ``feed.atom``, also from Google Takeout."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from sitegen.importers.fields import (
    child,
    children,
    comments_left_out,
    damaged,
    later_day,
    markup,
    moment,
    name,
    text,
    title,
)
from sitegen.importers.foreign import Foreign, LeftOut, Record, Remark, Wishes
from sitegen.importers.platforms.blogger import UNWANTED, albums_of, body_of, is_cut, pictures_in
from sitegen.importers.sources import Export
from sitegen.importers.xml.pieces import Piece, pieces
from sitegen.importers.xml.text import sniff
from sitegen.text.addresses import joined, parts_of

_MARKS = ("tag:blogger.com,1999:blog", "schemas.google.com/blogger/20")
_LEFT_OUT = {"template": "templates", "settings": "settings", "layout": "templates"}
_STATES = {"LIVE": "", "DRAFT": "it is a draft", "SCHEDULED": "it is scheduled"}


def recognise(export: Export) -> Sequence[str]:
    """Return the members that are Atom by Blogger."""
    return [member for member in export.names if is_ours(export, member)]


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield every post and page, and at the end what is not imported with them."""
    albums, comments, posts, cut, no_host = albums_of(export), 0, 0, 0, False
    for piece in pieces(export, names, frozenset({"entry"})):
        if not isinstance(piece, Piece):
            yield piece
            continue
        entry = piece.element
        kind, state = _kind(entry), text(entry, "status")
        if kind == "comment":
            comments += 1
        elif reason := _reason(entry, kind, state):
            yield LeftOut(reason, piece.place, title(markup(child(entry, "title"))))
        else:
            post = _post(piece, kind, wishes.site, albums)
            posts, cut = posts + 1, cut + is_cut(post.body)
            no_host = no_host or post.url.startswith("/")
            yield post if piece.whole else damaged(post)
    yield from comments_left_out(comments)
    if posts > 2 and cut * 2 > posts:
        hint = "in Blogger: Settings, Site feed, Full; then export again"
        yield Remark(f"{cut} of {posts} posts break off: the blog's feed is set to 'short'", hint)
    if no_host:
        yield Remark("the export does not name the address of the blog", "give it: --site URL")


def is_ours(export: Export, member: str) -> bool:
    """Return whether a member is Atom by Blogger."""
    head = sniff(export, member)
    return head.name == "feed" and any(mark in head.text for mark in _MARKS)


def _kind(entry: Element) -> str:
    """Return what an entry is: by its own word, and in feeds, which lack it, by its id."""
    if kind := text(entry, "type").lower():
        return kind
    for category in children(entry, "category"):
        if (term := category.get("term", "")).startswith("http") and "kind#" in term:
            return term.rpartition("#")[2]
    if child(entry, "in-reply-to") is not None:
        return "comment"
    ident = text(entry, "id").rpartition(".")[2]
    return ident.partition("-")[0] if ident.startswith(("page-", "layout")) else "post"


def _reason(entry: Element, kind: str, state: str) -> str:
    """Return why an entry is left out; "" for posts and pages."""
    if ".settings." in text(entry, "id"):
        return "settings"
    if kind not in ("post", "page"):
        return _LEFT_OUT.get(kind, f"entries of type '{kind}'")
    if "TRASHED" in state or text(entry, "trashed"):
        return "trashed posts"
    return "" if state in ("", *_STATES) else f"posts of status '{state}'"


def _post(piece: Piece, kind: str, site: str, albums: Mapping[str, str]) -> Foreign:
    entry = piece.element
    body = body_of(markup(child(entry, "content")) or markup(child(entry, "summary")))
    date, has_time = moment(text(entry, "published"))
    author = child(entry, "author")
    url = _address(entry, site)
    return Foreign(
        ident=text(entry, "id") or url,
        place=piece.place,
        kind="page" if kind == "page" else "post",
        title=title(markup(child(entry, "title"))),
        body=body,
        draft=_why_draft(entry),
        date=date,
        has_time=has_time,
        updated=later_day(moment(text(entry, "updated"))[0], date),
        authors=tuple(filter(None, [name(text(author, "name")) if author is not None else ""])),
        tags=_labels(entry),
        url=url,
        slug=unquote(parts_of(url).path).rpartition("/")[2].removesuffix(".html"),
        description=title(text(entry, "metaDescription")),
        pictures=pictures_in(body, albums),
        unwanted=UNWANTED,
    )


def _why_draft(entry: Element) -> str:
    control, state = child(entry, "control"), text(entry, "status")
    if control is not None and text(control, "draft") == "yes":
        return "it is a draft"
    if not state and child(entry, "type") is not None:
        return "the export does not say that it is published"
    return _STATES.get(state, "")


def _address(entry: Element, site: str) -> str:
    """Return the address of an entry; only its path if neither it nor ``site`` names the host."""
    for link in children(entry, "link"):
        if link.get("rel", "alternate") == "alternate" and (address := link.get("href", "")):
            return address
    path = text(entry, "filename")
    return joined(f"{site.rstrip('/')}/", path) if site and path else path


def _labels(entry: Element) -> tuple[str, ...]:
    terms = (
        category.get("term", "")
        for category in children(entry, "category")
        if "#kind" not in category.get("scheme", "")
    )
    return tuple(dict.fromkeys(words for term in terms if (words := title(term))))
