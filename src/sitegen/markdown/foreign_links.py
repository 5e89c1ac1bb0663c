"""Addresses in tags of other generators -> plain addresses: ``{% post_url x %}``, ``@/x.md``.

Jekyll, Hugo, Zola, Pelican and Eleventy each have tags for the site's root and for another file.
Only those are understood here; all other tags stay in the text, and are reported. Obsidian and
Notion write the names of files with their spaces.
"""

import re
from typing import Any

from markdown_it.common.utils import unescapeAll
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle

from sitegen.text.filenames import without_suffix
from sitegen.text.regex import regex

_ROOT = r"\{\{[<%]?\s{0,3}(?:\.?site\.)?(?:base_?url|url)\s{0,3}[%>]?\}\}"
_FILE = (
    r"\{%-?\s{0,3}(?:post_url|post_path|link)\s{1,3}['\"]?(?P<post>[^\s%{}'\"]{1,200})['\"]?"
    r"\s{0,3}-?%\}"
    r"|\{%-?\s{0,3}asset_path\s{1,3}['\"]?(?P<asset>[^\s%{}'\"]{1,200})['\"]?\s{0,3}-?%\}"
    r"|\{\{[<%]\s{0,3}(?:rel)?ref\s{1,3}(?:path\s{0,3}=\s{0,3})?[\"`]?"
    r"(?P<ref>[^\s\"`<>{}#]{0,200})(?P<id>#[^\s\"`<>{}]{1,99})?[\"`]?[^<>{}]{0,100}[%>]\}\}"
)
_PIPED = (
    r"\{\{\s{0,3}['\"](?P<path>[^'\"{}\s]{0,200}[/.][^'\"{}\s]{0,200})['\"]\s{0,3}"
    r"\|[^{}]{1,60}\}\}"
)
"""``{{ "/x/" | relative_url }}``: an address in quotes with any filter."""
_TAG = regex(rf"(?:{_ROOT})*(?:{_FILE}|{_PIPED})|(?:{_ROOT})+", re.IGNORECASE)
_PELICAN = regex(r"[{|](?:filename|static|attach)[}|]")
_SUFFIX = regex(r"\.[a-zA-Z][a-zA-Z0-9]{1,4}$")
_PART = r"""(?:[^\s()<>\[\]"'`]|\([^()<>\n]{0,40}\))(?:[^\s()<>\[\]"`]|\([^()<>\n]{0,40}\)){0,80}"""
_SPACED = regex(
    rf"{_PART}(?: {{1,3}}{_PART}){{1,12}}?(?<=[\w)-])\."
    r"(?:md|markdown|html?|pdf|txt|png|jpe?g|gif|webp|avif|svg|mp3|mp4)\b"
    r"""(?:\?[^\s()<>"#]{1,80})?(?:\#[^\s()<>"]{1,80})?(?=[ \t]*(?:[)\n]|\Z)|[ \t]+["'(])""",
    re.IGNORECASE,
)
"""The name of a file with spaces in it, up to the end of the address."""
_NAMED = regex(r"\[\[([^\[\]#]+)\]\](?:#(.*))?", re.DOTALL)


class Helpers:
    """markdown-it's helpers; an address may be a tag or a file's name that contains spaces."""

    parseLinkLabel = staticmethod(parseLinkLabel)  # noqa: N815 - markdown-it's name
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815 - markdown-it's name

    @staticmethod
    def parseLinkDestination(  # noqa: N802 - markdown-it's name
        string: str, pos: int, maximum: int
    ) -> Any:  # Any: its type is private to markdown-it
        """Read the address that begins at ``pos``."""
        tag = _TAG.match(string, pos, maximum) if string[pos : pos + 2] in ("{{", "{%") else None
        if tag is None:
            found = parseLinkDestination(string, pos, maximum)
            if found.ok and string[found.pos : found.pos + 1] == " " and string[pos] != "<":
                file = _SPACED.match(string, pos, maximum)
                if file:
                    found.str, found.pos = unescapeAll(file[0]), file.end()
            return found
        rest = parseLinkDestination(string, tag.end(), maximum)
        rest.pos = rest.pos if rest.ok else tag.end()
        rest.str = tag[0] + rest.str
        rest.ok = True
        return rest


def translate(written: str) -> str:
    """Rewrite an address plainly, as ``[[name]]`` if it has only the name of a file."""
    if written[:1] not in ("{", "|"):
        return written
    if tag := _TAG.match(written):
        rest = written[tag.end() :]
        if name := tag["post"] or tag["ref"]:
            return f"{_named(name)}{tag['id'] or ''}{rest}"
        if tag["asset"] or tag["id"]:
            return f"{tag['asset'] or tag['id']}{rest}"
        path = f"{tag['path'] or ''}{rest}"
        return path if "://" in path else f"/{path.lstrip('/')}"
    pelican = _PELICAN.match(written)
    rest = written[pelican.end() :] if pelican else ""
    if rest.startswith("/") and pelican and "filename" in pelican[0]:
        return f"@{rest}"
    return rest or written


def _named(path: str) -> str:
    folder, _, name = path.rstrip("/").rpartition("/")
    if name == without_suffix(name) and _SUFFIX.search(name):
        return f"/{path.lstrip('/')}"  # a picture, for example
    name = without_suffix(name)
    if name in ("index", "_index") and folder:
        name = folder.rpartition("/")[2]
    return f"[[{name}]]"


def named(written: str) -> tuple[str, str] | None:
    """Split an address ``[[name]]#fragment``."""
    found = _NAMED.fullmatch(written)
    return (found[1], found[2] or "") if found else None
