"""Block rules for markdown-it: lines of attributes, display math."""

import re

from markdown_it.rules_block import StateBlock, html_block

from sitegen.markdown import attributes
from sitegen.markdown.shortcode_pairs import Pairs
from sitegen.text.regex import regex


def attribute_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a line of attributes of the block that follows.

    As in kramdown, those that begin with ``{:`` belong to the block before if they are just below
    it, and end a paragraph.
    """
    if state.src[state.bMarks[start] + state.tShift[start]] != "{" or state.is_code_block(start):
        return False
    line = _line(state, start).rstrip()
    colon = line.startswith("{:")
    found = attributes.read(line, 0)
    if not found and colon and (name := _NAMED.fullmatch(line)) and f"{{:{name[1]}:" in state.src:
        found = {}, len(line)  # a list of attributes that kramdown knows by this name
    if not found or found[1] != len(line) or (silent and not colon):
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        behind = colon and start > 0 and not state.isEmpty(start - 1)
        token.meta = {"attributes": found[0], "behind": behind}
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read TeX between ``$$``, or from ``\\begin{...}`` to its ``\\end{...}``.

    Empty lines inside are allowed where ``$$`` is on a line of its own.
    """
    first = _line(state, start).rstrip()
    opening = _MATH.match(first) if not state.is_code_block(start) else None
    if not opening or (silent and opening[1]):
        return False
    close = _end_of_math(state, (start, end), f"\\end{{{opening[1]}}}" if opening[1] else "$$")
    if close is None:
        return False
    if not silent:
        token = state.push("math_block", "", 0)
        content = state.getLines(start, close + 1, state.sCount[start], False)  # noqa: FBT003 - positional in markdown-it
        token.content = content if opening[1] else _between_dollars(content)
        token.map = [start, close + 1]
        state.line = close + 1
    return True


def _end_of_math(state: StateBlock, lines: tuple[int, int], sign: str) -> int | None:
    """Return the line on which TeX ends; None if it never does, or is only a part of a line."""
    start, end = lines
    first = _line(state, start).rstrip()
    if sign in first[len("$$") :]:
        return start if sign != "$$" and first.endswith(sign) else None
    spaced = False
    for line in range(start + 1, end):
        if state.isEmpty(line):
            if first != "$$":
                return None
            spaced = True
            continue
        if state.sCount[line] < state.blkIndent:
            return None
        words = _line(state, line).rstrip()
        if words == sign or (words.endswith(sign) and not spaced):
            return line
    return None


_NAMED = regex(r"\{:\s?([\w-]{1,30})\s?\}")
_MATH = regex(r"\$\$(?!\$)|\\begin\{([a-zA-Z]{1,20}\*?)\}")


def _between_dollars(content: str) -> str:
    inner = content.strip()[2:-2]
    return inner.removeprefix("\n").removesuffix("\n")


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
