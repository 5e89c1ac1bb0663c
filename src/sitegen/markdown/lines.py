"""The parser of lines: tries at each character only those rules that can begin with it.

markdown-it tries every rule at every character, which takes most of its time.
"""

from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from sitegen.markdown.inline_rules import INLINE, MARKUP, pair_marks
from sitegen.text.regex import regex

DEEPEST = 20
"""Levels of brackets; what is nested deeper is text."""

_RULES = MappingProxyType({char: kind.rules for kind in INLINE for char in kind.begins})
_NO_RULES = MappingProxyType(dict.fromkeys(_RULES, ()))
_MARKUP = regex(f"[{MARKUP}]")


class Lines(ParserInline):
    """Parses the markup of one paragraph at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler2.before("fragments_join", "mark", pair_marks)

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse a paragraph; pairs of delimiters are searched for only where some are left."""
        if src and not _MARKUP.search(src):
            tokens.append(Token("text", "", 0, content=src))
            return tokens
        state = StateInline(src, md, env, tokens)
        self.tokenize(state)
        if state.delimiters or any(meta and meta["delimiters"] for meta in state.tokens_meta):
            for rule in self.ruler2.getRules(""):
                rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Parse from ``state.pos`` to ``state.posMax``."""
        src, end = state.src, state.posMax
        rules_of = _RULES if state.level < DEEPEST else _NO_RULES
        while (start := state.pos) < end:
            stop = _plain(src, start, end)
            if stop > start:
                state.append_pending(src[start:stop])
                state.pos = stop
                continue
            for rule in rules_of[src[start]]:
                if rule(state, False):  # noqa: FBT003 - positional in markdown-it
                    break
            else:
                state.append_pending(src[start])
                state.pos += 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - markdown-it's name
        """Move to the end of what begins at ``state.pos``."""
        start = state.pos
        if start in state.cache:
            state.pos = state.cache[start]
            return
        if state.level >= DEEPEST:
            state.pos = state.posMax + 1
        elif (stop := _plain(state.src, start, state.posMax)) > start:
            state.pos = stop
        else:
            state.level += 1
            for rule in _RULES[state.src[start]]:
                if rule(state, True):  # noqa: FBT003 - positional in markdown-it
                    break
            else:
                state.pos += 1
            state.level -= 1
        state.cache[start] = state.pos


def _plain(text: str, start: int, end: int) -> int:
    # Plain text that begins at ``start`` ends here; a stray ``]`` is plain too.
    found = _MARKUP.search(text, start + (text[start] == "]"), end)
    return found.start() if found else end
