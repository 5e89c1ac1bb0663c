"""Text -> words that its raw HTML hides from readers."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.check.spam.concealment import has_ground, trick
from sitegen.check.spam.terms import words
from sitegen.check.types import Finding, TextUnderCheck
from sitegen.text.html_parts import VOID

LEAST, LEAST_READ_ALOUD = 3, 12
"""Words that count as hidden without a link among them, and if screen readers may need them."""

_STYLED = re.compile(r"<[a-z][^<>]*\s(?:style|hidden|color|text)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)(\s[^<>]*|/)?>", re.IGNORECASE)
_CODE_SPAN = re.compile(r"(`+)(?!`)[^`]+(?<!`)\1(?!`)")
_DRAWING = re.compile(r"<svg\b.*?(?:</svg>|\Z)", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"\]\(\s*(?:https?:)?//|https?://|\[url", re.IGNORECASE)
_SELF_ENDING = frozenset(("p", "li", "td", "th", "tr", "option", "dt", "dd"))
_UNDONE = frozenset(("font-size:0", "visibility:hidden"))
"""Tricks that an element inside may undo."""
_DEPTH = 100
"""Open tags that an end tag is compared with."""


class _Hidden(Struct, frozen=True):
    """A hidden part of a text that is long enough, or has a link."""

    trick: str
    lines: range
    words: int
    links: int


def hidden(text: TextUnderCheck) -> Iterator[Finding]:
    """Find words that a style hides."""
    for one in _hidden(text):
        links = f" and {one.links} link{'s' * (one.links > 1)}" if one.links else ""
        message = f"{one.words} word{'s' * (one.words != 1)}{links} hidden by {one.trick}"
        hint = "delete them, or the style if readers should see them"
        yield text.finding("E1202", message, hint, one.lines.start)


def hidden_lines(text: TextUnderCheck) -> set[int]:
    """Return the lines of hidden words."""
    return {line for one in _hidden(text) for line in one.lines}


def _hidden(text: TextUnderCheck) -> Iterator[_Hidden]:
    body = _tagged(text)
    for name, aloud, start, end in _elements(body):
        inside = body[body.index(">", start) : end]
        if name.partition(":")[0] in inside and name in _UNDONE:
            continue
        links = len(_LINK.findall(inside))
        count = len(words(_LINK_TARGET.sub("](", _TAG.sub(" ", inside))))
        if links or count >= (LEAST_READ_ALOUD if aloud else LEAST):
            line = text.source.body_line + body.count("\n", 0, start)
            lines = range(line, line + body.count("\n", start, end) + 1)
            yield _Hidden(name, lines, count, links)


_LINK_TARGET = re.compile(r"\]\([^()\s]*|https?://[^\s<>()]+", re.IGNORECASE)


def _tagged(text: TextUnderCheck) -> str:
    """Return the body without code and drawings; "" if no tag in it has a style."""
    if not _STYLED.search(text.source.body):
        return ""
    lines = text.source.body.split("\n")
    for block in text.blocks:
        if block.kind == "code":
            start, end = (n - text.source.body_line for n in (block.line, block.last + 1))
            lines[start:end] = [""] * (end - start)
    return _DRAWING.sub(_emptied, _CODE_SPAN.sub(_emptied, "\n".join(lines)))


def _emptied(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


# ------------------------------------------------------------------ tags, nested


def _elements(text: str) -> Iterator[tuple[str, bool, int, int]]:
    """Yield the outermost hidden elements: what ``trick`` says of each, its start and its end."""
    stack: list[_Open] = []
    name, aloud, start, level = "", False, 0, 0
    for found in _TAG.finditer(text):
        closing, tag, attributes = found[1], found[2].lower(), found[3] or ""
        depth = len(stack)
        if closing:
            depth = _matching(stack, tag)
        elif stack and stack[-1][0] == tag and tag in _SELF_ENDING:
            depth -= 1
        if name and depth <= level:
            yield name, aloud, start, found.start()
            name = ""
        del stack[depth:]
        if closing or tag in VOID or attributes.endswith("/"):
            continue
        grounded = bool(stack) and stack[-1][1]
        if not name and attributes:
            name, aloud = trick(attributes, grounded=grounded)
            start, level = found.start(), len(stack)
        stack.append((tag, grounded or has_ground(attributes)))
    if name:
        yield name, aloud, start, len(text)


_Open = tuple[str, bool]
"""An open tag, and whether an element around its content may have a background."""


def _matching(stack: Sequence[_Open], tag: str) -> int:
    """Return how many tags are open after an end tag."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEPTH), -1):
        if stack[depth][0] == tag:
            return depth
    return len(stack)
