"""A Markdown text -> the places in it that are prose, so that code stays to the letter."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from itertools import zip_longest

from markdown_it.token import Token
from msgspec import Struct

from sitegen.markdown.comments import without_comments
from sitegen.markdown.shortcode_pairs import Pairs, pairs_of
from sitegen.markdown.syntax import Syntax
from sitegen.text.regex import regex

_CODE = frozenset({"fence", "code_block", "math_block"})
_SIGNS = ("```", "~~~", "\n    ", "\n\t", "$$")
"""Signs without which a text has no block of code."""
_SPAN = regex(r"(?<![`\\])(`++)[^`\n]{0,300}\1(?!`)")
_MATH = regex(r"(?<![\\$\w])\$(?!\s)[^$\n]{1,500}(?<!\s)\$(?!\d)")
_OPENING = regex(r"<(?:(?P<tag>pre|code|script|style|textarea)\b[^<>]*>|!--)", re.IGNORECASE)


class Prose(Struct, frozen=True, dict=True):
    """A Markdown text, and where in it the code is."""

    body: str
    first: int = 1
    """Number of its first line in its file."""

    def sub(self, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str]) -> "Prose":
        """Replace what a pattern finds outside of code."""

        def one(found: re.Match[str]) -> str:
            return found[0] if self.is_code(found.start()) else write(found)

        return Prose(pattern.sub(one, self.body), self.first)

    def line(self, at: int) -> int:
        """Return the number in the file of the line at a position."""
        return self.first + self.row(at)

    def row(self, at: int) -> int:
        """Return the number of the line at a position, from 0."""
        return bisect_right(self.starts, at) - 1

    def is_code(self, at: int) -> bool:
        """Return whether a position is in code or in a comment."""
        index = bisect_right(self._code, (at, len(self.body) + 1)) - 1
        return index >= 0 and at < self._code[index][1]

    def rows_of(self, *types: str) -> Iterator[tuple[int, int]]:
        """Yield the first row of each block of these types, and the row after it."""
        for token in self.blocks:
            if token.type in types and token.map:
                yield token.map[0], token.map[1]

    @cached_property
    def blocks(self) -> Sequence[Token]:
        """The blocks as markdown-it finds them."""
        pairs = {"pairs": self.pairs, "missing": {}, "values": {}} if self.pairs else {}
        return _syntax().blocks(self.body, pairs)

    @cached_property
    def pairs(self) -> Pairs | None:
        """The shortcodes that enclose something."""
        return pairs_of(self.body)

    @cached_property
    def starts(self) -> Sequence[int]:
        """The position of each line, and the end of the text."""
        ends = (found.end() for found in re.finditer("\n", self.body))
        return [0, *ends, len(self.body) + 1]

    @cached_property
    def _code(self) -> Sequence[tuple[int, int]]:
        last = len(self.starts) - 1
        marked = any(sign in f"\n{self.body}" for sign in _SIGNS)
        found = [
            (self.starts[start], self.starts[min(end, last)])
            for start, end in (self.rows_of(*_CODE) if marked else ())
        ]
        found += self.pairs.literal() if self.pairs else ()
        if "`" in self.body:
            found += [span.span() for span in _SPAN.finditer(self.body)]
        if "$" in self.body:
            found += [span.span() for span in _MATH.finditer(self.body)]
        found += _elements(self.body) if "<" in self.body else ()
        merged: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        return merged


def _elements(body: str) -> Iterator[tuple[int, int]]:
    """Find elements of HTML that hold code, and comments."""
    folded = body.lower()
    missing: set[str] = set()
    at = 0
    while found := _OPENING.search(body, at):
        closing = f"</{found['tag'].lower()}>" if found["tag"] else "-->"
        end = -1 if closing in missing else folded.find(closing, found.end())
        at = found.end()
        if end < 0:
            missing.add(closing)
        else:
            at = end + len(closing)
            yield found.start(), at


def uncommented(prose: Prose) -> tuple[Prose, int, Sequence[int]]:
    """Remove the comments of a text.

    Also return how many lines of it they took or shortened, and where one begins that never ends.
    """
    body, doubts = without_comments(prose.body, lambda text, _: _syntax().blocks(text, {}))
    before, after = prose.body.split("\n"), body.split("\n")
    taken = sum(a != b for a, b in zip_longest(before, after))
    endless = [prose.first + doubt.row for doubt in doubts if not doubt.hidden]
    return Prose(body, prose.first), taken, endless


@cache
def _syntax() -> Syntax:
    return Syntax()
