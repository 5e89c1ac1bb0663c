"""Block rules for markdown-it: plain paragraphs at speed, lines of attributes, display math."""

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from sitegen.markdown import attributes


def plain_paragraph(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Recognise a one-line paragraph that begins with a letter, as most in an essay do.

    Nothing else begins with a letter and ends before a blank line, but for the term of a
    definition list; so a dozen other rules need not be asked.
    """
    if silent or state.sCount[start] - state.blkIndent >= 4:
        return False
    if not state.src[state.bMarks[start] + state.tShift[start]].isalpha():
        return False
    following = start + 1
    if following < state.lineMax and not (state.isEmpty(following) and _ends(state, following + 1)):
        return False
    state.line = following
    opening = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    opening.map = inline.map = [start, following]
    inline.content = mdTrim(_line(state, start))
    state.push("paragraph_close", "p", -1)
    return True


def _ends(state: StateBlock, line: int) -> bool:
    return line >= state.lineMax or _line(state, line)[:1] not in (":", "~")


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def attribute_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Recognise a line of attributes; they belong to the block that follows."""
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


def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Recognise TeX between two lines ``$$``; blank lines inside are fine."""
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


def is_box(info: str, _markup: str) -> bool:
    """Tell whether ``:::`` opens a container that we know."""
    return info.strip().partition(" ")[0].casefold() in ("aside", "note")
