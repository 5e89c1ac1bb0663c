"""Addresses and classes of blog platforms -> what a link or an element is."""

import re
from collections.abc import Sequence
from functools import cache

from sitegen.check.leftovers.phrases import Mark
from sitegen.check.wordlists import either, pattern, platforms
from sitegen.locales.language import Kind

_LINKS = re.compile(
    r"!?\[(?:[^\[\]\n]|!?\[[^\[\]\n]*\](?:\([^()\n]*\))?)*\]\([^()\n]*\)|<a\b[^<>]*>.*?</a>|<[^<>]*>",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w")


def by_address(source: str) -> Mark | None:
    """Return what a line of links is by their targets; None if it has other words."""
    if ("](" not in source and "href" not in source) or _WORDS.search(_LINKS.sub("", source)):
        return None
    kinds = (kind for kind, address in _addresses() if address.search(source))
    return next((Mark(kind, sure=True) for kind in kinds), None)


@cache
def _addresses() -> Sequence[tuple[Kind, re.Pattern[str]]]:
    listed = platforms().addresses.items()
    return [(kind, re.compile(either(lines), re.IGNORECASE)) for kind, lines in listed]


_SCRIPT = r"(?i)\s*<(?P<tag>script|iframe|noscript)\b[^<>]*(?:<scripts>)"


def by_element(lines: Sequence[str], at: int) -> tuple[Mark, int] | None:
    """Return what an element at a line is by its class, and the number of the line after it.

    None unless the element ends at the end of a line.
    """
    line = lines[at]
    if "<" not in line:
        return None
    for kind, element in _elements():
        if found := element.match(line):
            end = _end(lines, at, found["tag"])
            signed = bool(_signatures().search(found[0]))
            return (Mark(kind, sure=True, signed=signed), end) if end else None
    return None


@cache
def _signatures() -> re.Pattern[str]:
    return re.compile(either(platforms().services["signatures"]), re.IGNORECASE)


@cache
def _elements() -> Sequence[tuple[Kind, re.Pattern[str]]]:
    start = r"(?i)\s*<(?P<tag>[a-z][a-z0-9]*)\b[^<>]*\b(?:id|class|action)\s*=\s*[\"']?[^\"'<>]*"
    classes = platforms().classes.items()
    found = [
        (kind, re.compile(rf"{start}(?<![\w-])(?:{either(lines)})(?!\w)"))
        for kind, lines in classes
    ]
    return [*found, ("share", pattern(_SCRIPT))]


_TALLEST = 200
"""Lines of the longest element."""
_EMPTY = frozenset({"img", "input", "br", "hr", "link", "meta"})


def _end(lines: Sequence[str], at: int, tag: str) -> int:
    if tag.lower() in _EMPTY:
        return at + 1
    pattern = re.compile(rf"<(/?){tag}\b[^<>]*?(/?)>", re.IGNORECASE)
    depth = 0
    for number in range(at, min(at + _TALLEST, len(lines))):
        for found in pattern.finditer(lines[number]):
            depth += -1 if found[1] else 0 if found[2] else 1
            if depth == 0:
                return number + 1 if not lines[number][found.end() :].strip() else 0
    return 0


_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*?(/?)>", re.IGNORECASE)


def balanced(source: str) -> bool:
    """Return whether every element that opens in some lines closes in them."""
    if "<" not in source:
        return True
    opened: list[str] = []
    for found in _TAG.finditer(source):
        name = found[2].lower()
        if name in _EMPTY or found[3]:
            continue
        if not found[1]:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened
