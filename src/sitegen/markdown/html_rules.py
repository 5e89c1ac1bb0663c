"""A block rule for markdown-it: elements of HTML and components between whose tags is Markdown.

These are elements with ``markdown="1"`` (kramdown, PHP Markdown Extra and Python-Markdown),
``<details>``, and components of MDX, whose own tags are left out.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markdown_it.common.html_blocks import block_names
from markdown_it.rules_block import StateBlock

from sitegen.markdown import components
from sitegen.markdown.box_rules import push_box
from sitegen.markdown.components import ATTRIBUTES
from sitegen.text.regex import regex

_TAG = regex(
    rf"<(?P<end>/?)(?P<name>[A-Za-z][\w.-]{{0,60}})(?P<attributes>{ATTRIBUTES})\s{{0,40}}(?P<alone>/?)>"
)
_MARKED = regex(
    r"""\s(?:markdown|parse)\s?=\s?["']?(1|0|true|block|span|inline)\b["']?""", re.IGNORECASE
)
_SCAN = regex(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})|(?P<code>`[^`\n]{1,200}`)|<!--|<(?=/?[A-Za-z])", re.MULTILINE
)
_DEEPEST = 60
"""Levels of blocks, elements counted twice, below which elements are no longer read."""
_PHRASES = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "figcaption", "caption", "td", "th", "dt"}
    | {"a", "b", "em", "i", "small", "span", "strong", "u", "sup", "sub", "mark", "cite", "q"}
)
"""Elements that hold no paragraphs."""


class _Pair(NamedTuple):
    """The parts of an element in the text."""

    tag: re.Match[str]
    close: int
    """Where its closing tag begins, and ends."""
    end: int


def html_box(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read an element whose words are Markdown; it begins a line, and ends one."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at] != "<" or state.is_code_block(start):
        return False
    tag = components.tag_at(state.src, at) or _TAG.match(state.src, at)
    if not tag or not _is_read(tag):
        return False
    pairs = _pairs(state)
    first = _line_at(state, tag.end() - 1)
    if silent:
        ends = not state.src[tag.end() : state.eMarks[first]].strip()
        return tag["name"].lower() in block_names or (ends and at in pairs)
    if at not in pairs or state.level + 2 * state.env.get("depth", 0) > _DEEPEST:
        return _lone(state, tag, (start, first), end)
    return _read_row(state, list(_row(state, pairs, at, end)), start)


def _read_row(state: StateBlock, row: Sequence[_Pair], start: int) -> bool:
    """Read some elements, each of which begins where the one before ends."""
    if not row:
        return False
    at = row[0].tag.start()
    last = _line_at(state, max(row[-1].end - 1, at))
    if any(not state.isEmpty(n) and state.sCount[n] < state.blkIndent for n in range(start, last)):
        return False
    begins = {n: state.bMarks[n] for n in range(start, last + 1)}
    for pair in row:
        lines = _line_at(state, pair.tag.end() - 1), _line_at(state, max(pair.end - 1, at))
        _push(state, pair, lines)
    for n, mark in begins.items():
        state.bMarks[n] = mark
    state.line = last + 1
    return True


def _row(state: StateBlock, pairs: Mapping[int, _Pair], at: int, end: int) -> Iterator[_Pair]:
    """Yield an element and those after it on its last line; none if other words follow them."""
    row: list[_Pair] = []
    while pair := pairs.get(at):
        row.append(pair)
        last = _line_at(state, max(pair.end - 1, at))
        if last >= end:
            return
        rest = state.src[pair.end : state.eMarks[last]]
        if not rest.strip():
            yield from row
            return
        at = pair.end + len(rest) - len(rest.lstrip())
        if not (pair := pairs.get(at)) or not _is_read(pair.tag):
            return


def _is_read(tag: re.Match[str]) -> bool:
    """Return whether the words of an element are Markdown."""
    mark = _MARKED.search(tag["attributes"])
    if mark:
        return mark[1] != "0" and not tag["end"]
    name = tag["name"]
    return name in ("details", "summary") if name[0].islower() else _is_component(tag)


def _is_component(tag: re.Match[str]) -> bool:
    return components.tag_at(tag[0]) is not None


def _line_at(state: StateBlock, at: int) -> int:
    return bisect_right(state.bMarks, at) - 1


def _lone(state: StateBlock, tag: re.Match[str], lines: tuple[int, int], end: int) -> bool:
    """Leave out the tag of a component that has no partner."""
    start, last = lines
    if last >= end or not _is_component(tag) or state.src[tag.end() : state.eMarks[last]].strip():
        return False
    _push_component(state, tag, start)
    if not tag["end"]:
        _push_words(state, tag, start)
    state.line = last + 1
    return True


def _push_component(state: StateBlock, tag: re.Match[str], line: int) -> None:
    token = state.push("component", "", 0)
    token.content, token.map = components.shown(tag), [line, line + 1]


def _push_words(state: StateBlock, tag: re.Match[str], line: int) -> None:
    """Add the picture or the title that a component has in its attributes."""
    picture, title = components.picture_of(tag), components.title_of(tag)
    if not (picture or title):
        return
    opening = state.push("paragraph_open", "p", 1)
    if not picture:
        opening.meta["attributes"] = {"class": "title"}
    inline = state.push("inline", "", 0)
    inline.content = picture or title
    opening.map = inline.map = [line, line + 1]
    state.push("paragraph_close", "p", -1)


def _push(state: StateBlock, pair: _Pair, lines: tuple[int, int]) -> None:
    tag, start = pair.tag, _line_at(state, pair.tag.start())
    if _is_component(tag) and tag["name"].lower() not in ("details", "summary"):
        _push_component(state, tag, start)
        box = components.box_of(tag)
        if box and not tag["alone"]:
            with_marks = _Inner(state, pair, lines)
            with_marks.read(lambda: push_box(state, box, start, (lines[0], lines[1] + 1)))
            return
        _push_words(state, tag, start)
        if not tag["alone"]:
            _Inner(state, pair, lines).read(lambda: _tokenize(state, lines))
        return
    name = tag["name"].lower()
    mark = _MARKED.search(tag["attributes"])
    state.push("html_block", "", 0)
    state.tokens[-1].map = [start, lines[0] + 1]
    state.tokens[-1].content = f"<{name}{_MARKED.sub('', tag['attributes'])}>"
    count = len(state.tokens)
    _Inner(state, pair, lines).read(lambda: _tokenize(state, lines))
    inner = state.tokens[count:]
    for token in inner:
        # The parser takes one character more of a line than it has.
        if token.type == "html_block" and token.content[-1:] == "<":
            token.content = f"{token.content[:-1]}\n"
    phrase = name in _PHRASES or (mark is not None and mark[1].lower() in ("span", "inline"))
    if phrase and [token.type for token in inner[::2]] == ["paragraph_open", "paragraph_close"]:
        for token in inner:
            token.hidden, token.level = True, 1
    state.push("html_block", "", 0)
    state.tokens[-1].map = [lines[1], lines[1] + 1]
    state.tokens[-1].content = f"</{name}>\n"


def _tokenize(state: StateBlock, lines: tuple[int, int]) -> None:
    outer, state.lineMax = state.lineMax, lines[1] + 1
    parent, state.parentType = state.parentType, "container"
    state.md.block.tokenize(state, lines[0], lines[1] + 1)
    state.lineMax, state.parentType = outer, parent


class _Inner:
    """The lines between two tags, as if nothing else were on them and they were not indented."""

    def __init__(self, state: StateBlock, pair: _Pair, lines: tuple[int, int]) -> None:
        self.state, self.pair, self.lines = state, pair, lines

    def read(self, tokenize: Callable[[], None]) -> None:
        state, (first, last) = self.state, self.lines
        kept = state.bMarks[first], state.tShift[first], state.sCount[first], state.eMarks[last]
        outer, code = state.blkIndent, state._code_enabled
        below = {n: state.sCount[n] for n in range(first + 1, last + 1) if self._holds_words(n)}
        state.blkIndent = max(outer, min(below.values(), default=outer))
        # Where the words are indented like the tags around them, this does not mean code.
        state._code_enabled = code and state.blkIndent == outer
        for line, indent in _below_tags(state, below):
            state.sCount[line] = indent
        start = self.pair.tag.end()
        inner = state.src[start : min(state.eMarks[first], self.pair.close)]
        state.bMarks[first], state.tShift[first] = start, len(inner) - len(inner.lstrip())
        state.sCount[first], state.eMarks[last] = state.blkIndent, self.pair.close
        state.env["depth"] = state.env.get("depth", 0) + 1
        tokenize()
        state.env["depth"] -= 1
        state.bMarks[first], state.tShift[first], state.sCount[first], state.eMarks[last] = kept
        state.blkIndent, state._code_enabled = outer, code
        for line, indent in below.items():
            state.sCount[line] = indent

    def _holds_words(self, line: int) -> bool:
        begins = self.state.bMarks[line] + self.state.tShift[line]
        return begins < min(self.state.eMarks[line], self.pair.close)


def _below_tags(state: StateBlock, lines: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield lines with their indentation less that of a line just below a tag, if it is wide."""
    before, shift = -1, 0
    for line in lines:
        if before != line - 1:
            text = state.src[state.bMarks[line - 1] : state.eMarks[line - 1]].rstrip()
            wide = state.sCount[line] - state.blkIndent
            shift = wide if wide >= len("    ") and text.endswith(">") else 0
        if shift:
            before = line
            yield line, max(state.sCount[line] - shift, state.blkIndent)


def _pairs(state: StateBlock) -> Mapping[int, _Pair]:
    """Return each element with its end, by where it begins; found in one pass over the text."""
    found: Mapping[int, _Pair] | None = state.env.get("elements")
    if found is None:
        found = state.env["elements"] = _elements(state.src)
    return found


def _elements(text: str) -> dict[int, _Pair]:
    pairs: dict[int, _Pair] = {}
    opened: dict[str, list[re.Match[str]]] = {}
    at, code = 0, ""
    while found := _SCAN.search(text, at):
        at = found.end()
        if found["fence"]:
            code = _code_after(code, found["fence"])
        elif code or found["code"]:
            continue
        elif found[0] == "<!--":
            at = text.find("-->", at)
            if at < 0:
                break
        elif tag := _TAG.match(text, found.start()):
            at = tag.end()
            if tag["alone"]:
                pairs[tag.start()] = _Pair(tag, tag.end(), tag.end())
            elif not tag["end"]:
                opened.setdefault(tag["name"], []).append(tag)
            elif tags := opened.get(tag["name"]):
                opening = tags.pop()
                pairs[opening.start()] = _Pair(opening, tag.start(), tag.end())
    return pairs


def _code_after(code: str, fence: str) -> str:
    if not code:
        return fence
    return "" if fence.startswith(code) else code
