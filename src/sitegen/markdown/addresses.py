"""The address of a link or image, as written -> target and fragment, or a refusal."""

import re
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink

from sitegen.markdown import foreign_links, scripts
from sitegen.text.regex import regex

SCHEMES = {
    *("ftp", "ftps", "gemini", "geo", "http", "https", "irc", "ircs", "magnet", "mailto"),
    *("matrix", "news", "sftp", "sms", "tel", "xmpp"),
}
"""Schemes a link may have."""

_IGNORED = regex(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_SCHEME = regex(r"([a-z][a-z0-9+.-]*):")
_PICTURE = regex(r"data:image/(?:png|jpeg|gif|webp)[;,]")
_PLAIN = regex(r"[\w.~:/?#@!$&'()*+,;=%-]*", re.ASCII)
_QUOTES = '"“”„«»‘’‚‹›'
_WIDE_SIGNS = (
    "\u3000-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff5e\uff5f-\uff65"
)
_BEGIN = r"(?<![0-9A-Za-z/.@-])(?:https?://|ftp://|www\.)"
_URL = regex(rf"(?<!_){_BEGIN}[^\s<>{_QUOTES}{_WIDE_SIGNS}]+", re.IGNORECASE)
_IN_MARKUP = regex(rf"{_BEGIN}[^\s<>{_QUOTES}{_WIDE_SIGNS}\[\]`*|{{}}]+", re.IGNORECASE)
_TRAIL = ".,;:!?'*_~…"
_POSSESSIVE = "'s"


class Address(NamedTuple):
    """The address of a link."""

    target: str
    """A web address, encoded; or a path, decoded."""
    fragment: str


def read(written: str, *, picture: bool = False) -> Address | None:
    """Split an address; None when it is of a kind that no text may link to.

    Read as a browser would: entities decoded, spaces and control characters ignored.
    """
    written = foreign_links.translate(written.strip())
    bare = _IGNORED.sub("", unescape(written)).lower()
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1] not in SCHEMES:
        allowed = picture and _PICTURE.match(bare)
        return Address(written.strip(), "") if allowed else None
    path, _, fragment = written.strip().partition("#")
    if scheme or bare.startswith("//"):
        if "\\" in path and bare.startswith(("http:", "https:", "//")):
            start, mark, query = path.partition("?")
            path = start.replace("\\", "/") + mark + query  # as browsers read it
        if not _PLAIN.fullmatch(path):
            path = normalizeLink(path)
        return Address(path, fragment)
    path, mark, query = path.partition("?")
    path = unquote(path) + mark + query
    hidden = _SCHEME.match(_IGNORED.sub("", path).lower()) or path.startswith("//")
    return Address(f"./{path}" if hidden else path, unquote(fragment))


def named(written: str) -> Address | None:
    """Read an address that is a name in double brackets, or a tag of another generator for one."""
    found = foreign_links.named(foreign_links.translate(written.strip()))
    return Address(*found) if found else None


def bare_urls(text: str) -> list[tuple[int, int]]:
    """Find the web addresses in a text that have no markup."""
    found = ((match.start(), _end(text, match)) for match in _URL.finditer(text))
    return [(start, _before_particle(text, start, end)) for start, end in found]


def _before_particle(text: str, start: int, end: int) -> int:
    """Return where an address in brackets ends before Chinese, Japanese or Korean words."""
    closes = _balanced(text, start, end)
    return closes if closes < end and scripts.is_cjk(text[closes + 1]) else end


def literal_urls(text: str) -> list[tuple[int, int]]:
    """Find the parts of a Markdown text in which most markup belongs to a web address."""
    found = ((match.start(), _end(text, match)) for match in _IN_MARKUP.finditer(text))
    return [(start, _balanced(text, start, end)) for start, end in found]


def _balanced(text: str, start: int, end: int) -> int:
    depth = 0
    for at in range(start, end) if ")" in text[start:end] else ():
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            return at
    return end


def _end(text: str, match: re.Match[str]) -> int:
    # A closing bracket belongs to the address only if it closes one of the address.
    start, end = match.span()
    surplus = match[0].count(")") - match[0].count("(")
    if match[0].endswith(_POSSESSIVE):
        end -= len(_POSSESSIVE)
    while end > start:
        last = text[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in _TRAIL:
            break
        end -= 1
    return end
