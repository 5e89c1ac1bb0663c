"""Text -> words that its raw HTML hides from readers."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitegen.check.spam.concealment import has_ground, trick
from sitegen.check.spam.trades import words
from sitegen.check.types import Finding, TextUnderCheck

LEAST, LEAST_READ_ALOUD = 3, 12
"""Words that count as hidden without a link among them, and if screen readers may need them."""

_STYLED = re.compile(r"<[a-z][^<>]*\s(?:style|hidden|color|text)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)(\s[^<>]*|/)?>", re.IGNORECASE)
_CODE_SPAN = re.compile(r"(`+)(?!`)[^`]+(?<!`)\1(?!`)")
_DRAWING = re.compile(r"<svg\b.*?(?:</svg>|\Z)", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"\]\(\s*(?:https?:)?//|https?://|\[url", re.IGNORECASE)
_VOID = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_SELF_ENDING = frozenset(("p", "li", "td", "th", "tr", "option", "dt", "dd"))
_UNDONE = frozenset(("font-size:0", "visibility:hidden"))
"""Tricks that an element inside may undo."""
_DEPTH = 100
"""Open tags that an end tag is compared with."""


class _Hidden(Struct, frozen=True):
    """A hidden part of a text."""

    trick: str
    aloud: bool
    """Whether texts for screen readers are hidden by the same trick."""
    start: int
    """Number of its first character."""
    end: int = -1
    words: int = 0
    links: int = 0

    @property
    def counts(self) -> bool:
        """Whether it is long enough, or has a link."""
        return self.links > 0 or self.words >= (LEAST_READ_ALOUD if self.aloud else LEAST)


class _Open(Struct, frozen=True):
    """An open tag."""

    tag: str
    grounded: bool
    hidden: _Hidden | None


def hidden(text: TextUnderCheck) -> Iterator[Finding]:
    """Find words that a style hides."""
    body = _tagged(text)
    for one in _hidden(body):
        line = text.source.body_line + body.count("\n", 0, one.start)
        links = f" and {one.links} link{'s' * (one.links > 1)}" if one.links else ""
        message = f"{one.words} word{'s' * (one.words != 1)}{links} hidden by {one.trick}"
        hint = "delete them, or the style if readers should see them"
        yield text.finding("E1202", message, hint, line)


def hidden_lines(text: TextUnderCheck) -> set[int]:
    """Return the lines of hidden words."""
    body, first = _tagged(text), text.source.body_line
    lines: set[int] = set()
    for one in _hidden(body):
        start = first + body.count("\n", 0, one.start)
        lines.update(range(start, start + body.count("\n", one.start, one.end) + 1))
    return lines


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


def _hidden(text: str) -> Iterator[_Hidden]:
    """Yield the outermost hidden elements that are not empty, in order."""
    stack: list[_Open] = []
    current: _Hidden | None = None
    for found in _TAG.finditer(text):
        closing, tag, attributes = found[1], found[2].lower(), found[3] or ""
        depth = len(stack)
        if closing:
            depth = _matching(stack, tag)
        elif stack and stack[-1].tag == tag and tag in _SELF_ENDING:
            depth -= 1
        if current and any(one.hidden is current for one in stack[depth:]):
            yield from _measured(current, text, found.start())
            current = None
        del stack[depth:]
        if closing or tag in _VOID or attributes.endswith("/"):
            continue
        grounded = bool(stack) and stack[-1].grounded
        own = None if current else _hiding(attributes, found.start(), grounded=grounded)
        current = current or own
        stack.append(_Open(tag, grounded or has_ground(attributes), own))
    if current:
        yield from _measured(current, text, len(text))


def _matching(stack: Sequence[_Open], tag: str) -> int:
    """Return how many tags are open after an end tag."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEPTH), -1):
        if stack[depth].tag == tag:
            return depth
    return len(stack)


def _hiding(attributes: str, start: int, *, grounded: bool) -> _Hidden | None:
    name, aloud = trick(attributes, grounded=grounded) if attributes else ("", False)
    return _Hidden(name, aloud, start) if name else None


def _measured(one: _Hidden, text: str, end: int) -> Iterator[_Hidden]:
    inside = text[text.index(">", one.start) : end]
    if one.trick.partition(":")[0] in inside and one.trick in _UNDONE:
        return
    links = len(_LINK.findall(inside))
    said = words(_LINK_TARGET.sub("](", _TAG.sub(" ", inside)))
    measured = replace(one, end=end, words=len(said), links=links)
    if measured.counts:
        yield measured


_LINK_TARGET = re.compile(r"\]\([^()\s]*|https?://[^\s<>()]+", re.IGNORECASE)
