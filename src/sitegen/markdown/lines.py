"""The parser of lines: asks at each sign only those rules that can begin with it.

markdown-it asks every rule at every sign, which takes most of its time.
"""

import re
from collections.abc import Callable
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, emphasis, entity, escape, newline, strikethrough
from markdown_it.token import Token
from markdown_it.utils import EnvType

from sitegen.markdown import inline_rules as own
from sitegen.text.regex import regex

DEEPEST = 20
"""Levels of brackets; what is nested deeper is text."""

_RULES: MappingProxyType[str, tuple[Callable[[StateInline, bool], bool], ...]] = MappingProxyType(
    {
        "\n": (newline,),
        "\\": (escape,),
        "`": (own.code,),
        "~": (strikethrough.tokenize,),
        "*": (own.plain_emphasis, emphasis.tokenize),
        "_": (own.plain_emphasis, emphasis.tokenize),
        "[": (own.bracket,),
        "]": (),
        "$": (own.sign,),
        "^": (own.sign,),
        "!": (own.picture,),
        "<": (own.angle, own.tag),
        "&": (entity,),
    }
)
_NO_RULES = MappingProxyType(dict.fromkeys(_RULES, ()))
_SIGN = regex(f"[{re.escape(''.join(_RULES))}]")


class Lines(ParserInline):
    """Reads the markup of one paragraph at a time."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Read a paragraph; pairs of signs are looked for only where some are left."""
        if src and not _SIGN.search(src):
            tokens.append(Token("text", "", 0, content=src))
            return tokens
        state = StateInline(src, md, env, tokens)
        self.tokenize(state)
        if state.delimiters or any(meta and meta["delimiters"] for meta in state.tokens_meta):
            for rule in self.ruler2.getRules(""):
                rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Read from ``state.pos`` to ``state.posMax``."""
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
        """Go to the end of what begins at ``state.pos``."""
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
    # Where plain text ends that begins at ``start``; a stray ``]`` is plain too.
    found = _SIGN.search(text, start + (text[start] == "]"), end)
    return found.start() if found else end
