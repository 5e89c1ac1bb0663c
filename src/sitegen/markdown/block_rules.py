"""Block rules for markdown-it: lines of attributes, display math."""

from markdown_it.rules_block import StateBlock

from sitegen.markdown import attributes


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
