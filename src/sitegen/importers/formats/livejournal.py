"""LiveJournal: its exports of a month, and the files that ljdump keeps of each entry."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from xml.etree.ElementTree import Element

from sitegen.from_html.types import Removed
from sitegen.importers.fields import child, damaged, local_time, text, title
from sitegen.importers.foreign import Foreign, LeftOut, Record, Wishes
from sitegen.importers.markup.attributes import attributes
from sitegen.importers.markup.breaks import paragraphs
from sitegen.importers.markup.held import Held
from sitegen.importers.sources import Export
from sitegen.importers.xml.pieces import Piece, pieces
from sitegen.importers.xml.text import sniff
from sitegen.text.regex import regex

_FIELDS = frozenset(
    {
        *("itemid", "eventtime", "subject", "event", "security", "allowmask", "taglist", "props"),
        *("url", "ditemid"),
    }
)
_USER = regex(r"<(?:lj|user)(?=\s)([^<>]*)>(?:\s*</(?:lj|user)>)?", re.IGNORECASE)
_CUT = regex(r"<(/?)(?:lj-cut|cut)\b([^<>]*)>", re.IGNORECASE)
_RAW = regex(r"<(?:lj-raw|raw-code)[^<>]*>(.*?)</(?:lj-raw|raw-code)>", re.IGNORECASE | re.DOTALL)
_EMBED = regex(r"<lj-embed\b[^<>]*?(?:/>|>(.*?)</lj-embed>|>)", re.IGNORECASE | re.DOTALL)
_OTHER = regex(r"</?lj-(poll|template|like|repost|spoiler|map|app)[\w-]*[^<>]*>", re.IGNORECASE)


def recognise(export: Export) -> Sequence[str]:
    """Return the members that hold entries of a journal."""
    return [member for member in export.names if _kind(export, member)]


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:  # noqa: ARG001 - as all formats
    """Yield every entry."""
    months = [member for member in names if _kind(export, member) != "event"]
    for piece in pieces(export, months, frozenset({"entry"})):
        if isinstance(piece, Piece):
            post = _post(piece.element, piece.place, "")
            yield post if piece.whole else damaged(post)
        else:
            yield piece
    for member in names:
        if member not in months:
            yield from _alone(export, member)


def _kind(export: Export, member: str) -> str:
    head = sniff(export, member)
    is_entry = head.name == "event" and "<eventtime>" in head.text
    return head.name if head.name == "livejournal" or is_entry else ""


def _alone(export: Export, member: str) -> Iterator[Record]:
    """Yield the entry of a file by ljdump: it is an ``event`` around the fields."""
    entry = Element("entry")
    for piece in pieces(export, [member], _FIELDS):
        if isinstance(piece, Piece):
            entry.append(piece.element)
        elif not isinstance(piece, LeftOut):
            yield piece
    if child(entry, "event") is None:
        yield LeftOut("records that cannot be read", export.place(member))
    else:
        yield _post(entry, export.place(member), "public")


def _post(entry: Element, place: str, unsaid: str) -> Foreign:
    """Return an entry; ``unsaid`` is who may read it if it does not say."""
    notices: list[str] = []
    removed: list[Removed] = []
    props = child(entry, "props")
    tags = text(entry, "taglist") or (text(props, "taglist") if props is not None else "")
    formatted = props is not None and text(props, "opt_preformatted") == "1"
    body = _body(text(entry, "event"), removed, notices, formatted=formatted)
    date = local_time(text(entry, "eventtime"))
    return Foreign(
        ident=f"{text(entry, 'itemid')} {text(entry, 'eventtime')}".strip() or place,
        place=place,
        title=title(text(entry, "subject")),
        body=body,
        draft=_why_draft(entry, unsaid),
        date=date,
        tags=tuple(dict.fromkeys(filter(None, map(str.strip, tags.split(","))))),
        url=text(entry, "url"),
        removed=tuple(removed),
        notices=tuple(notices),
    )


def _why_draft(entry: Element, unsaid: str) -> str:
    security = text(entry, "security") or unsaid
    if security == "usemask":
        return "it is for friends only"
    reasons = {"public": "", "private": "it is private", "friends": "it is for friends only"}
    return reasons.get(security, "the export does not say that it is public")


def _body(written: str, removed: list[Removed], notices: list[str], *, formatted: bool) -> str:
    """Return a text as HTML; it may be in HTML already, as ``formatted`` says."""
    held = Held()

    def cut(found: re.Match[str]) -> str:
        if words := attributes(found[2]).get("text", ""):
            removed.append(Removed("label of the link to the rest", words))
        return ""

    def embed(found: re.Match[str]) -> str:
        if found[1] and "<" in found[1]:
            return found[1]
        notices.append("an embedded film or sound is lost: the export does not have its address")
        return ""

    def other(found: re.Match[str]) -> str:
        notices.append(f"a tag 'lj-{found[1].lower()}' is left out; the text in it is kept")
        return ""

    body = _USER.sub(_name, written)
    if "<lj-" in body or "<cut" in body or "<raw-code" in body:
        body = _OTHER.sub(other, _EMBED.sub(embed, _CUT.sub(cut, body)))
        body = _RAW.sub(lambda found: held.hold(found[1]), body)
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    return held.restore(body if formatted else paragraphs(body))


def _name(found: re.Match[str]) -> str:
    given = attributes(found[1])
    names = (given.get(key, "") for key in ("title", "user", "comm", "name"))
    return escape(next(filter(None, names), ""), quote=False)
