"""Old addresses -> the files that have their texts now, and the links to them rewritten."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote

from sitegen.text.addresses import parts_of
from sitegen.text.slugs import quote_path, slugify

Resolve = Callable[[str], str | None]
"""Return what to write in the place of an address; None to leave it."""

_PAGE = re.compile(r"(?:/index)?\.(?:[xs]?html?|php)$|/+$|/(?:amp|feed)/*$", re.IGNORECASE)
_IDENTITY = frozenset({"p", "page_id", "attachment_id", "id", "itemid", "story"})
"""Parameters that name a post; all others only say how to show it or who came."""


class OldAddresses:
    """The texts of a collection by their old addresses, however these are written."""

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        self._files: dict[tuple[str, str], str] = {}
        self._paths: dict[str, set[str]] = {}
        self.drafts: set[str] = set()
        """Files of texts that are not published."""
        self.places: dict[str, frozenset[str]] = {}
        """Names of the places in each text to which a link may lead."""
        self.hosts = set(hosts)
        """Hosts of the blogs that were imported."""

    def add(self, addresses: Iterable[str], file: str) -> None:
        """Add the addresses of a text; the first text with an address keeps it."""
        for address in filter(None, addresses):
            host, path = _key(address)
            if path in ("", "?"):
                continue
            self._files.setdefault((host, path), file)
            self._paths.setdefault(path, set()).add(file)
            if host:
                self.hosts.add(host)

    def file(self, address: str) -> str | None:
        """Return the file of the text that had an address."""
        host, path = _key(address)
        if found := self._files.get((host, path)):
            return found
        # An export may name only paths; and a path may be enough, if one text had it.
        among = self._paths.get(path, set())
        known = not host or host in self.hosts or not self.hosts
        return next(iter(among)) if known and len(among) == 1 else None


def _key(address: str) -> tuple[str, str]:
    parts = parts_of(address.strip())
    host = (parts.netloc.rpartition("@")[2].lower()).removeprefix("www.").removeprefix("m.")
    path = _PAGE.sub("", _PAGE.sub("", unquote(parts.path))).strip("/").casefold()
    named = [f"{key}={value}" for key, value in parse_qsl(parts.query) if key in _IDENTITY]
    return host.removesuffix(":80").removesuffix(":443"), path + "".join(f"?{one}" for one in named)


def relative(target: str, source: str) -> str:
    """Return the link from one file of the collection to another."""
    here = PurePosixPath(source).parent.parts
    there = PurePosixPath(target).parts
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return quote_path("/".join([*[".."] * (len(here) - common), *there[common:]]))


# ------------------------------------------------------------------ Markdown

_DESTINATION = re.compile(
    r"(?P<code>(?P<ticks>`+)[^`\n]+(?P=ticks)(?!`))"
    r"|(?P<before>\]\([ \t]*|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*|\b(?:src|href)[ \t]*=[ \t]*[\"'])"
    r"(?P<open><?)(?P<address>(?:[^\s<>()\"'\\]|\\.|\([^\s()<>]*\)|(?<=<)[^\n<>]+)+)",
    re.MULTILINE | re.IGNORECASE,
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def rewritten(markdown: str, resolve: Resolve) -> str:
    """Replace the addresses of links and images; code stays as it is."""

    def replaced(found: re.Match[str]) -> str:
        if found["code"] or not (new := resolve(_unescaped(found["address"]))):
            return found[0]
        return f"{found['before']}{found['open']}{new}"

    return "".join(
        part if code else _DESTINATION.sub(replaced, part) for code, part in _parts(markdown)
    )


def places(markdown: str) -> frozenset[str]:
    """Return the names in a text to which a link may lead: ids, and those that headings get."""
    text = "".join(part for code, part in _parts(markdown) if not code)
    headings = {slugify(found[1]) for found in _HEADING.finditer(text)}
    return frozenset(headings | {found[1] or found[2] for found in _ID.finditer(text)})


_HEADING = re.compile(r"^#{2,6} (.+?)(?: \{#[^{}\n]*\})?$", re.MULTILINE)
_ID = re.compile(r"\{#([^\s{}]+)|\b(?:id|name)=[\"']([^\"']+)")


def addresses(markdown: str) -> Iterator[str]:
    """Yield the addresses of links and images in order."""
    for code, part in _parts(markdown):
        if not code:
            for found in _DESTINATION.finditer(part):
                if found["address"]:
                    yield _unescaped(found["address"])


_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")


def _unescaped(address: str) -> str:
    return _BACKSLASH.sub(r"\1", address) if "\\" in address else address


def _parts(markdown: str) -> Iterator[tuple[bool, str]]:
    """Split a text into what is between fences and what is not."""
    if "```" not in markdown and "~~~" not in markdown:
        yield False, markdown
        return
    lines: list[str] = []
    fence = ""
    for line in markdown.splitlines(keepends=True):
        found = _FENCE.match(line)
        closes = bool(fence and found and found[1].startswith(fence) and line.strip() == found[1])
        if found and not fence:
            yield False, "".join(lines)
            lines, fence = [line], found[1]
            continue
        lines.append(line)
        if closes:
            yield True, "".join(lines)
            lines, fence = [], ""
    yield bool(fence), "".join(lines)
