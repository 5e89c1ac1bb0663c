"""The body of a post -> plain HTML, as the road reads it."""

import re
from html import escape

from msgspec import Struct

from sitegen.from_html.types import Removed
from sitegen.importers.attributes import attributes
from sitegen.importers.breaks import paragraphs
from sitegen.importers.held import Held
from sitegen.importers.wordpress.blocks import Blocks
from sitegen.importers.wordpress.code import hold_code
from sitegen.importers.wordpress.shortcodes import Shortcodes
from sitegen.importers.wordpress.site import Site
from sitegen.text.regex import regex

_MORE = regex(r"<!--\s*(?:more(?:[ \t]([^<>]*?))?|noteaser|nextpage)\s*-->")
_IMG = regex(r"<img\b((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE)
_IDENT = regex(r"\bwp-image-(\d{1,12})\b")
_SIZE = regex(r"-\d{2,5}x\d{2,5}(?=\.[A-Za-z]{3,4}$)")
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
    words = _IMG.sub(lambda found: _picture(found, site), words) if "<img" in words else words
    return Body(
        held.restore(words),
        codes.notes,
        (*removed, *blocks.removed),
        (*codes.notices(), *blocks.notices),
        blocks.for_few,
    )


def _without_more(words: str, removed: list[Removed]) -> str:
    """Take out where a post is cut on lists, and where its pages end."""
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
    ident = _IDENT.search(given.get("class", ""))
    file = site.attachments.get(ident[1]) if ident else None
    source = given.get("src") or given.get("data-src") or given.get("data-image") or ""
    given["src"] = file.url if file and source else _original(source)
    if file and not given.get("alt"):
        given["alt"] = file.alt
    if given.get("alt") and given["alt"] == source.rpartition("/")[2]:
        given["alt"] = ""
    kept = {name: value for name, value in given.items() if name not in ("srcset", "sizes")}
    kept = kept if source else given
    return "<img " + " ".join(f'{name}="{escape(value)}"' for name, value in kept.items()) + ">"


def _original(address: str) -> str:
    """Return the address of a picture as it was uploaded, without the size that a page asks for."""
    resized = _RESIZED.fullmatch(address)
    if resized:
        address = f"https://{resized[1]}"
    path, mark, query = address.partition("?")
    if "/wp-content/uploads/" in path or ".files.wordpress.com/" in path or "/files/" in path:
        path = _SIZE.sub("", path)
        sized = regex(r"(?:[wh]|resize|fit|ssl|crop|quality|zoom|strip)=[^&]*")
        if all(sized.fullmatch(part) for part in query.replace("&amp;", "&").split("&")):
            return path
    return path + mark + query
