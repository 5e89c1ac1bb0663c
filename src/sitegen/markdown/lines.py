"""The parser of lines: tries at each character only those rules that can begin with it.

markdown-it tries every rule at every character, which takes most of its time.
"""

from bisect import bisect_right
from collections.abc import Sequence
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from sitegen.markdown import addresses, scripts
from sitegen.markdown.inline_rules import INLINE, MARKUP
from sitegen.markdown.mark_rules import pair_marks
from sitegen.text.regex import regex

DEEPEST = 20
"""Levels of brackets; what is nested deeper is text."""

_RULES = MappingProxyType({char: kind.rules for kind in INLINE for char in kind.begins})
_NO_RULES = MappingProxyType(dict.fromkeys(_RULES, ()))
_MARKUP = regex(f"[{MARKUP}]")
_LITERAL = frozenset("\\_~^$=")
_IN_ADDRESS = regex(r"\\?[_~^$=]")
"""Markup that is literal inside of a bare address."""


class _Line(StateInline):
    """The state of one paragraph, with the bare addresses in it."""

    _addresses: Sequence[tuple[int, int]] | None = None

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: FBT001, N802, N803 - markdown-it's names
        """Decide whether markers open or close emphasis, which letters without spaces may touch."""
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        if not (scripts.is_cjk(before) or scripts.is_cjk(after)):
            return scanned
        return Scanned(*scripts.flanks(before, after, inside=canSplitWord), scanned.length)

    def is_literal(self, at: int) -> bool:
        """Return whether a character of markup belongs to a bare address."""
        if not _IN_ADDRESS.match(self.src, at):
            return False
        if self._addresses is None:
            bare = "://" in self.src or "www." in self.src
            self._addresses = addresses.literal_urls(self.src) if bare else ()
        nearest = bisect_right(self._addresses, (at, len(self.src))) - 1
        return nearest >= 0 and at < self._addresses[nearest][1]


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
        state = _Line(src, md, env, tokens)
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
            if src[start] in _LITERAL and isinstance(state, _Line) and state.is_literal(start):
                state.pos += 1 + (src[start] == "\\")
                state.append_pending(src[state.pos - 1])
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
