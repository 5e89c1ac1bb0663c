"""The body of a post on Blogger -> plain HTML: captions, pictures in full size."""

import re
from collections import defaultdict
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote_plus

from sitegen.importers.fields import plain
from sitegen.importers.sources import Export
from sitegen.text.addresses import parts_of
from sitegen.text.regex import regex

_TABLE = regex(r"<table\b[^<>]*\btr-caption-container\b[^<>]*>", re.IGNORECASE)
_TABLE_END = regex(r"</table\s*>", re.IGNORECASE)
_CAPTION = regex(r"<td\b[^<>]*\btr-caption\b[^<>]*>(.*?)</td>", re.IGNORECASE | re.DOTALL)
_PICTURE = regex(
    r"<a\b[^<>]*?\bhref\s*=\s*[\"']([^\"'<>]+)[\"'][^<>]*>\s*(<img\b[^<>]*>)\s*</a>|(<img\b[^<>]*>)",
    re.IGNORECASE,
)
_SOURCE = regex(r"""(\ssrc\s*=\s*)["']([^"'<>]+)["']""", re.IGNORECASE)
_SIZE = regex(r"/(?:[swh]\d{2,4}(?:-[a-z0-9]+)*)/(?=[^/]+$)|=[swh]\d{2,4}(?:-[a-z0-9]+)*$")
_MORE = regex(
    r"<a\s+name\s*=\s*[\"']?more[\"']?\s*/?>(?:\s*</a>)?|<!--\s*more\s*-->", re.IGNORECASE
)
_CUT = regex(
    r"(?:…|\.\.\.|\[…\]|»|→|read more|continue reading|weiterlesen|leer más|lire la suite)\W*$",
    re.IGNORECASE,
)

UNWANTED: Mapping[str, str] = {
    ".blogger-post-footer": "footer of the feed",
    ".post-share-buttons": "share buttons",
}


def body_of(written: str) -> str:
    """Return a body with captions as such and pictures in full size, without the cut for lists."""
    body = _with_captions(written)
    if "<img" in body.lower():
        body = _PICTURE.sub(_full_size, body)
    return _MORE.sub("", body)


def is_cut(body: str) -> bool:
    """Return whether a body ends as one that a feed set to "short" cuts off."""
    return bool(_CUT.search(plain(body)[-60:]))


def pictures_in(body: str, albums: Mapping[str, str]) -> dict[str, str]:
    """Return the pictures of a body that are in the export, by their addresses."""
    found = (unescape(address) for _, address in _SOURCE.findall(body))
    named = ((address, file_name(address)) for address in found)
    return {address: albums[name] for address, name in named if name in albums}


def albums_of(export: Export) -> Mapping[str, str]:
    """Return the members that are pictures of posts, by file names that occur once."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for member in export.names:
        if "Albums/" in member:
            members[file_name(member)].append(member)
    return {name: found[0] for name, found in members.items() if len(found) == 1}


def file_name(address: str) -> str:
    """Return the name of the file at an address."""
    return unquote_plus(parts_of(address).path.rpartition("/")[2])


def _with_captions(body: str) -> str:
    """Turn tables that hold a picture and its caption into figures."""
    out: list[str] = []
    at = 0
    for start in _TABLE.finditer(body) if "tr-caption-container" in body else ():
        end = _TABLE_END.search(body, start.end())
        if start.start() < at or end is None:
            continue
        inside = body[start.end() : end.start()]
        picture, caption = _PICTURE.search(inside), _CAPTION.search(inside)
        if picture:
            words = f"<figcaption>{caption[1]}</figcaption>" if caption else ""
            out += [body[at : start.start()], f"<figure>{picture[0]}{words}</figure>"]
            at = end.end()
    return "".join([*out, body[at:]])


def _full_size(found: re.Match[str]) -> str:
    """Return a picture in the size in which it was uploaded, without the link to that size."""
    picture = found[2] or found[3]
    source = _SOURCE.search(picture)
    if not source:
        return found[0]
    address, target = unescape(source[2]), unescape(found[1] or "")
    same = bool(target) and (
        file_name(target) == file_name(address) or _SIZE.sub("", target) == _SIZE.sub("", address)
    )
    large = target if same else _SIZE.sub(_largest, address)
    start, end = source.span()
    picture = f'{picture[:start]}{source[1]}"{escape(large)}"{picture[end:]}'
    return picture if same or not target else found[0].replace(found[2], picture)


def _largest(size: re.Match[str]) -> str:
    return "/s1600/" if size[0].startswith("/") else "=s1600"
