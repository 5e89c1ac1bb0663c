"""Block rules for markdown-it: lines of attributes, display math, boxes."""

import re

from markdown_it.rules_block import StateBlock, html_block

from sitegen.markdown import attributes
from sitegen.markdown.shortcode_pairs import Pairs
from sitegen.text.regex import regex


def attribute_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a line of attributes of the block that follows."""
    if state.src[state.bMarks[start] + state.tShift[start]] != "{" or state.is_code_block(start):
        return False
    line = _line(state, start).rstrip()
    found = attributes.read(line, 0)
    if not found or found[1] != len(line):
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.meta = {"attributes": found[0]}
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read TeX between two lines ``$$``; empty lines inside are allowed."""
    if _line(state, start).rstrip() != "$$" or state.is_code_block(start):
        return False
    close = start + 1
    while close < end and _line(state, close).rstrip() != "$$":
        if state.sCount[close] < state.blkIndent and not state.isEmpty(close):
            return False
        close += 1
    if close >= end:
        return False
    if not silent:
        token = state.push("math_block", "", 0)
        token.content = state.getLines(start + 1, close, state.sCount[start], False)  # noqa: FBT003 - positional in markdown-it
        token.map = [start, close + 1]
        state.line = close + 1
    return True


def html(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a block of HTML; it ends where a shortcode of code begins a line."""
    if not html_block(state, start, end, silent):
        return False
    found: Pairs | None = None if silent else state.env.get("pairs")
    if found is None or _PASSED_OVER.match(_line(state, start)):
        return True
    for line in range(start + 1, state.line):
        pair = found.pairs.get(state.bMarks[line] + state.tShift[line])
        known = pair.opening.shortcode if pair else None
        if known and known.kind in ("code", "math", "raw"):
            token = state.tokens[-1]
            token.content = state.getLines(start, line, state.blkIndent, True)  # noqa: FBT003 - positional in markdown-it
            token.map = [start, line]
            state.line = line
            break
    return True


_PASSED_OVER = regex(r"<(?:[!?]|(?:script|style|textarea)\b)", re.IGNORECASE)


def is_box(info: str, _markup: str) -> bool:
    """Return whether ``:::`` opens one of our containers."""
    return info.strip().partition(" ")[0].casefold() in ("aside", "note")
