"""A fast rule for blocks, which tries only the rules that a line's first character allows.

markdown-it tries each of its rules at each block, and again at each line of a paragraph.
"""

from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

_FIRST = {
    "admonition": "!?=",
    "attribute_line": "{",
    "blockquote": ">",
    "container_box": ":",
    "directive": "`~",
    "fence": "`~",
    "footnote_def": "[",
    "heading": "#",
    "hr": "*-_",
    "html_block": "<",
    "html_box": "<",
    "list": "*+-0123456789",
    "math_block": "$\\",
    "reference": "[",
    "shortcode": "{[",
}
"""First characters of a rule's blocks; blocks of other rules begin with any character."""
_ALL = frozenset("".join(_FIRST.values()))
_BELOW = frozenset("-=:|~")
"""First characters of a heading's underline, of the line under a table's head, of a definition."""


class Paragraphs:
    """The rule for paragraphs, which dispatches to the other rules of a parser."""

    def __init__(self, ruler: Ruler[RuleFuncBlockType]) -> None:
        names = dict(zip(ruler.getRules(), ruler.get_active_rules(), strict=True))

        def able(chain: str, first: str) -> tuple[RuleFuncBlockType, ...]:
            rules = ruler.getRules(chain)
            return tuple(rule for rule in rules if first in _FIRST.get(names[rule], first))

        self._opening = {first: able("", first) for first in _ALL}
        self._interrupting = {first: able("paragraph", first) for first in _ALL}

    def rule(self, state: StateBlock, start: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
        """Read a block; this rule comes before all others.

        A first character of markup decides which rules are tried. Otherwise it is a paragraph,
        unless a line below may make it a heading, a table or a term.
        """
        if silent or state.sCount[start] - state.blkIndent >= 4:
            return False
        if opening := self._opening.get(_first(state, start)):
            for rule in opening:  # noqa: SIM110 (quotations nest; any() takes two frames a level)
                if rule(state, start, last, False):  # noqa: FBT003 - positional in markdown-it
                    return True
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
