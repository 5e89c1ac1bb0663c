"""Links that are wrong as written: without text, with trackers, without encryption."""

import re
from collections.abc import Iterator, Set
from functools import partial
from urllib.parse import urlsplit

from msgspec.structs import replace

from sitegen.check.broken.prose import CODE, Line, lines, shortened
from sitegen.check.types import Collection, Edit, Finding, TextUnderCheck
from sitegen.check.wordlists import pattern

# ------------------------------------------------------------------ links without a text

_EMPTY = re.compile(
    r"(?<!!)(?<!\])\[\s*\]\([^()\s]{1,2000}\)"
    r"|<a\b[^<>]*\bhref[^<>]*>(?:\s|&nbsp;)*</a>"
    r"|<a\s+href\s*=\s*(?:\"\s*#?\s*\"|'\s*#?\s*'|[\"']?javascript:[^<>]*)[^<>]*>[^<>]*</a>"
    r"|\[[^\[\]\n]{1,200}\]\((?:#|javascript:[^)\n]*)\)",
    re.IGNORECASE,
)


def empty_links(text: TextUnderCheck) -> Iterator[Finding]:
    """Find links without a text or without an address."""
    if "](" not in text.source.body and "<a" not in text.source.body.lower():
        return
    for line in lines(text):
        for found in line.finditer(_EMPTY):
            message = f"the link '{shortened(found[0])}' has no text or no address"
            hint = "give it a text and an address, or delete it"
            yield text.finding("W1314", message, hint, line.number, found.start() + 1)


# ------------------------------------------------------------------ trackers

_TRACKED = r"(?i)https?://[^\s<>\"'`]*?[?&;](?:<trackers>)=[^\s<>\"'`)\]]*"
_PARAMETER = r"(?i)(?:[?]|&amp;|&)(<trackers>)=(?:[^&#\s<>\"'`)\]]|&#\w{1,8};)*"
_FRAGMENT = re.compile(r"(?<!&)#")


def trackers(text: TextUnderCheck) -> Iterator[Finding]:
    """Find addresses with parameters that track readers."""
    if "=" not in text.source.body:
        return
    for line in lines(text):
        if found := next(line.finditer(pattern(_TRACKED)), None):
            clean = pattern(_TRACKED).sub(partial(_without, line), line.text)
            names = ", ".join(dict.fromkeys(pattern(_PARAMETER).findall(found[0])))
            message = f"tracking parameters in the address: {names}"
            hint = f"write: {_cleaned(found[0])}"
            edit = Edit(line.number, line.number, (clean,), "tracking parameters in an address")
            # Who links to a partner may count the readers sent there, with marks of one's own.
            edit = replace(edit, sure="utm_" not in names.lower())
            yield text.finding("W1315", message, hint, line.number, found.start() + 1, edit)


def _without(line: Line, found: re.Match[str]) -> str:
    return found[0] if line.bare[found.start()] == CODE else _cleaned(found[0])


def _cleaned(address: str) -> str:
    head, mark, query = address.partition("?")
    begins = _FRAGMENT.search(query)
    query, fragment = (query[: begins.start()], query[begins.start() :]) if begins else (query, "")
    joint = "&amp;" if "&amp;" in query else "&"
    kept = [
        part
        for part in re.split(rf"{joint}(?!#)", query)
        if not pattern(_PARAMETER).fullmatch(f"?{part}")
    ]
    return head + (mark if kept else "") + joint.join(kept) + fragment


# ------------------------------------------------------------------ http

_PLAIN = re.compile(r"(?P<scheme>http)://(?P<host>[^\s/<>\"'`)\]]+)", re.IGNORECASE)
_ENCRYPTED = r"(?:[\w-]+\.){0,4}(?:<encrypted>)"


def unencrypted(collection: Collection) -> Iterator[Finding]:
    """Find http addresses of hosts that are known to offer https."""
    known = {
        urlsplit(link.target).netloc.lower()
        for text in collection.texts.values()
        for link in text.essay.facts.links
        if link.target.startswith("https://")
    }
    for text in collection.texts.values():
        if "http://" in text.source.body:
            yield from _unencrypted(text, known)


def _unencrypted(text: TextUnderCheck, known: set[str]) -> Iterator[Finding]:
    for line in lines(text):
        found = [one for one in line.finditer(_PLAIN) if _offers_https(one["host"], known)]
        if found:
            certain = all(_offers_https(one["host"]) for one in found)
            reason = "https instead of http: the host supports it"
            encrypted = line.edit([one.span("scheme") for one in found], "https", reason)
            edit = encrypted if certain else None
            host, at = found[0]["host"], found[0].start() + 1
            message = f"'{host}' is linked over http, but the host offers https"
            hint = "write https:// instead of http://"
            yield text.finding("N1316", message, hint, line.number, at, edit)


def _offers_https(host: str, known: Set[str] = frozenset()) -> bool:
    return host.lower() in known or bool(pattern(_ENCRYPTED).fullmatch(host.lower()))
