"""Block rules by the sign that a block begins with: all others need not be asked.

markdown-it asks each of its rules at each block, and again at each line of a paragraph.
"""

from collections.abc import Mapping

from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

_SIGNS = {
    "attribute_line": "{",
    "blockquote": ">",
    "container_box": ":",
    "fence": "`~",
    "footnote_def": "[",
    "heading": "#",
    "hr": "*-_",
    "html_block": "<",
    "list": "*+-0123456789",
    "math_block": "$",
    "reference": "[",
}
"""What the blocks of a rule begin with; those of other rules begin with anything."""
_ALL = frozenset("".join(_SIGNS.values()))
_OTHER = " "
"""Stands for what is no sign."""
_BELOW = frozenset("-=:|~")
"""What begins the line under a heading, under the head of a table, and a definition."""


class Starts:
    """The rules of one parser."""

    def __init__(self, ruler: Ruler[RuleFuncBlockType]) -> None:
        self._rules = _by_sign(ruler, "")
        self._interrupting = _by_sign(ruler, "paragraph")

    def block(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
        """Recognise any block; a rule for markdown-it, to stand before all others."""
        first = _first(state, start)
        if first not in _ALL and self._paragraph(state, start):
            return True
        rules = self._rules.get(first) or self._rules[_OTHER]
        return any(rule(state, start, end, silent) for rule in rules)

    def _paragraph(self, state: StateBlock, start: int) -> bool:
        # A paragraph that neither begins like another block nor has a line below that could
        # turn it into a heading, a table or a term.
        if state.sCount[start] - state.blkIndent >= 4:
            return False
        end = start + 1
        while end < state.lineMax and not state.isEmpty(end):
            first = _first(state, end)
            if first in _BELOW and not _is_item(state, end):
                return False
            if first in _ALL and self._interrupted(state, end, first):
                break
            end += 1
        else:
            if end == start + 1 and end + 1 < state.lineMax and _first(state, end + 1) in ":~":
                return False
        _push(state, start, end)
        return True

    def _interrupted(self, state: StateBlock, line: int, first: str) -> bool:
        if not 0 <= state.sCount[line] < state.blkIndent + 4:
            return False
        outer, state.parentType = state.parentType, "paragraph"
        rules = self._interrupting[first]
        found = any(rule(state, line, state.lineMax, True) for rule in rules)  # noqa: FBT003 - positional in markdown-it
        state.parentType = outer
        return found


def _by_sign(
    ruler: Ruler[RuleFuncBlockType], chain: str
) -> Mapping[str, tuple[RuleFuncBlockType, ...]]:
    names = dict(zip(ruler.getRules(), ruler.get_active_rules(), strict=True))
    return {
        sign: tuple(rule for rule in ruler.getRules(chain) if sign in _SIGNS.get(names[rule], sign))
        for sign in {*_ALL, _OTHER}
    }


def _first(state: StateBlock, line: int) -> str:
    at = state.bMarks[line] + state.tShift[line]
    return state.src[at : at + 1]


def _is_item(state: StateBlock, line: int) -> bool:
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    return text[:2] == "- " and text.strip("- \t") != ""


def _push(state: StateBlock, start: int, end: int) -> None:
    state.line = end
    opening = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    opening.map = inline.map = [start, end]
    inline.content = mdTrim(state.getLines(start, end, state.blkIndent, False))  # noqa: FBT003 - positional in markdown-it
    state.push("paragraph_close", "p", -1)
