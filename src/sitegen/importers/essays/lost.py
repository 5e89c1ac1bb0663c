"""Markdown of an imported text -> the same without pictures and links to files that nobody has.

A picture becomes a comment, so that its place is known when its file turns up.
"""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from sitegen.from_html.types import Removed
from sitegen.importers.folders.prose import Prose

_PICTURE = re.compile(
    r"(?P<link>\[)?!\[(?P<alt>(?:[^\[\]\\\n]|\\.){0,500})\]\((?:<(?P<pointed>[^<>\n]{1,500})>"
    r"|(?P<plain>[^\s()<>]{1,500}))(?:[ \t]+\"(?P<title>(?:[^\"\\\n]|\\.){0,1000})\")?[ \t]*\)"
    r"(?(link)\]\([^()\n]{0,500}\))(?:\{[^{}\n]{0,200}\})?"
    r"|!\[\[(?P<wiki>[^\[\]|#\n]{1,300}\.(?:avif|bmp|gif|jpe?g|png|svg|webp))(?:\|[^\[\]\n]{0,300})?\]\]",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]{1,500})\]\((?P<plain>[^\s()<>:]{1,500}\.(?:avif|docx?|epub|gif"
    r"|jpe?g|mp[34]|ogg|pdf|png|svg|webp|xlsx?|zip))\)(?:\{[^{}\n]{0,200}\})?",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Kept(Struct, frozen=True):
    """A text that shows only what is there."""

    body: str
    removed: tuple[Removed, ...]
    notices: tuple[str, ...]


def without_lost(body: str, is_there: Callable[[str], bool]) -> Kept:
    """Make comments of pictures, and words of links, whose local files are not there."""
    removed: list[Removed] = []
    notices: list[str] = []

    def picture(found: re.Match[str]) -> str:
        address = found["pointed"] or found["plain"] or found["wiki"]
        if _ELSEWHERE.match(address) or is_there(address) or "--" in found[0]:
            return found[0]
        notices.append(f"the picture '{address}' is not at hand; it is a comment now")
        if words := found["title"] or found["alt"] or "":
            removed.append(Removed("picture that is not at hand", words))
        return f"<!-- {found[0]} -->"

    def link(found: re.Match[str]) -> str:
        if is_there(found["plain"]):
            return found[0]
        notices.append(f"the file '{found['plain']}' is not at hand; the link to it is left out")
        return found["words"]

    prose = Prose(body).sub(_PICTURE, picture) if "![" in body else Prose(body)
    prose = prose.sub(_FILE, link) if "](" in body else prose
    return Kept(prose.body, tuple(removed), tuple(notices))


def is_there(root: Path, folder: Path, address: str) -> bool:
    """Return whether a file is beside a text, in ``static/``, or at a path of the collection."""
    path = re.sub(r"[?#].*", "", unquote(address))
    places = (folder / path, root / "static" / path.lstrip("/"))
    return any(place.is_file() for place in places)
