"""The body of a post -> plain HTML, as the road reads it."""

import re
from html import escape, unescape

from msgspec import Struct

from sitegen.from_html.types import Removed
from sitegen.importers.markup.attributes import attributes
from sitegen.importers.markup.breaks import paragraphs
from sitegen.importers.markup.held import Held
from sitegen.importers.platforms.wordpress.blocks import Blocks
from sitegen.importers.platforms.wordpress.code import hold_code
from sitegen.importers.platforms.wordpress.shortcodes import Shortcodes
from sitegen.importers.platforms.wordpress.site import Attachment, Site
from sitegen.text.regex import regex

_MORE = regex(r"<!--\s*(?:more(?:[ \t]([^<>]*?))?|noteaser|nextpage)\s*-->")
_IMG = regex(r"<img\b((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE)
_LINKED = regex(r"(<a\b[^<>]*?\bhref\s*=\s*[\"'])([^\"'<>]+)([\"'][^<>]*>\s*<img\b)", re.IGNORECASE)
_IDENT = regex(r"\bwp-image-(\d{1,12})\b")
_SIZE = regex(r"-\d{2,5}x\d{2,5}(?=\.[A-Za-z]{3,4}$)")
_UPLOADS = regex(r"/wp-content/uploads/|\.files\.wordpress\.com/|/files/\d{4}/")
_SIZED = regex(r"(?:(?:[wh]|resize|fit|ssl|crop|quality|zoom|strip)=[^&]*)?")
_RESIZED = regex(r"(?:https?:)?//i[0-3]\.wp\.com/(.+)")


class Body(Struct, frozen=True):
    """A body as plain HTML, and what was met in it."""

    html: str
    notes: dict[str, str]
    removed: tuple[Removed, ...]
    notices: tuple[str, ...]
    for_few: bool
    """Whether a part of it is for paying readers or subscribers only."""


def body_of(written: str, site: Site, post: str) -> Body:
    """Return a body with all that only WordPress knows turned into HTML."""
    held = Held()
    words = hold_code(written.replace("\r\n", "\n").replace("\r", "\n"), held)
    removed: list[Removed] = []
    words = _without_more(words, removed)
    codes = Shortcodes(site, post)
    blocks = Blocks(site.blocks, lambda piece: paragraphs(codes.rewrite(piece)))
    if "<!-- wp:" in words:
        words = codes.rewrite(blocks.rewrite(words))
    else:
        words = codes.rewrite(words)
        words = paragraphs(words) if site.classic else words
    if "<img" in words:
        words = _IMG.sub(lambda found: _picture(found, site), words)
        words = _LINKED.sub(lambda found: _to_file(found, site), words)
    return Body(
        held.restore(words),
        codes.notes,
        (*removed, *blocks.removed),
        (*codes.notices(), *blocks.notices),
        blocks.for_few,
    )


def _without_more(words: str, removed: list[Removed]) -> str:
    """Remove the marks that cut a post on lists and into pages."""
    if "<!--" not in words:
        return words

    def said(found: re.Match[str]) -> str:
        if found[1] and found[1].strip():
            removed.append(Removed("label of the link to the rest", found[1].strip()))
        start, end = found.start(), found.end()
        own_line = words[:start].endswith("\n") or words[end:].startswith("\n")
        return "\n\n" if own_line else ""

    return _MORE.sub(said, words)


def _picture(found: re.Match[str], site: Site) -> str:
    """Return a picture with its original size and the alternative text of its attachment."""
    given = {name: value for name, value in attributes(found[1]).items() if not name.isdecimal()}
    source = given.get("src") or given.get("data-src") or given.get("data-image") or ""
    if not source:
        return found[0]
    file = _attachment(source, given.get("class", ""), site)
    is_full = "size-full" in given.get("class", "")
    if file and not is_full:
        given["class"] = f"size-full {given.get('class', '')}".strip()
    given["src"] = file.url if file else source if is_full else _original(source)
    given["alt"] = given.get("alt") or (file.alt if file else "")
    if given["alt"] == source.rpartition("/")[2]:
        given["alt"] = ""
    kept = (
        f'{name}="{escape(value)}"'
        for name, value in given.items()
        if name not in ("srcset", "sizes")
    )
    return f"<img {' '.join(kept)}>"


def _to_file(found: re.Match[str], site: Site) -> str:
    """Lead a link around a picture to the file itself, if it leads to a page about the file."""
    file = site.attachments.get(unescape(found[2]))
    return f"{found[1]}{escape(file.url)}{found[3]}" if file else found[0]


def _attachment(source: str, classes: str, site: Site) -> Attachment | None:
    """Return the attachment that a picture shows, in whatever size.

    The id in its class may be that of another site from which posts came.
    """
    bare = source.partition("?")[0]
    if file := site.attachments.get(bare) or site.attachments.get(_original(source)):
        return file
    ident = _IDENT.search(classes)
    named = site.attachments.get(ident[1]) if ident else None
    return named if named and _stem(named.url) == _stem(bare) else None


def _stem(address: str) -> str:
    name = _SIZE.sub("", address.rpartition("/")[2]).rpartition(".")[0]
    return name.removesuffix("-scaled")


def _original(address: str) -> str:
    """Return the address of a picture as it was uploaded, without the size that a page asks for."""
    if resized := _RESIZED.fullmatch(address):
        address = f"https://{resized[1]}"
    path, mark, query = address.partition("?")
    if not _UPLOADS.search(path):
        return address
    path = _SIZE.sub("", path)
    parts = query.replace("&amp;", "&").split("&")
    return path if all(map(_SIZED.fullmatch, parts)) else path + mark + query
