"""Straight quotes, hyphens and dots -> typographic marks, in one linear pass.

Two hyphens become an en dash, three an em dash, three dots an ellipsis, except: ``--flag`` after
a space is an option of a command, ``-->`` an arrow, ``./...`` a path. The characters on both sides
of a quote decide about it, across emphasis and links.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.locales.language import Quotes
from sitegen.locales.words import quotes_of
from sitegen.text.regex import regex

_MARK = regex(r"""'|"|--+|\.\.\.+""")
_ELISION = regex(r"(?:\d\ds?|n|em|til|tis|twas|twere|twill)(?!\w)", re.IGNORECASE)
_DUTCH_ELISION = regex(r"(?:\d\d|s|t|n|k|m)(?!\w)", re.IGNORECASE)
_OBJECT = "\ufffc"
"""Placeholder for code, images and the like: neither a space nor a letter."""
_OPENING = frozenset("([{<¿¡“‘„‚«‹")
_DASHES = frozenset("-–—/")
_SPACES = {"softbreak": " ", "hardbreak": " "}
_SOLID = frozenset({"code_inline", "image", "math"})


_Mark = tuple[int, int, str]
"""Start and end of a mark in a text, and its replacement."""


def needed(text: str) -> bool:
    """Return whether a text has anything to replace; a cheap test."""
    return "'" in text or '"' in text or "--" in text or "..." in text


class Typographer:
    """Sets the typographic marks of one language."""

    def __init__(self, language: str) -> None:
        self._quotes = quotes_of(language)
        dutch = language.partition("-")[0].casefold() in ("nl", "af")
        self._elision = _DUTCH_ELISION if dutch else _ELISION

    def text(self, text: str) -> str:
        """Set a plain text."""
        if not needed(text):
            return text
        return _replace(text, 0, _settle(text, self._quotes, self._elision))

    def phrase(self, tokens: Sequence[Token]) -> None:
        """Set the text tokens of a paragraph in place, as one text."""
        if len(tokens) == 1 and tokens[0].type == "text":
            tokens[0].content = self.text(tokens[0].content)
            return
        whole, texts = _gather(tokens)
        marks = _settle(whole, self._quotes, self._elision)
        starts = [mark[0] for mark in marks]
        for at, token in texts:
            end = at + len(token.content)
            found = marks[bisect_left(starts, at) : bisect_left(starts, end)]
            if found and found[-1][1] > end:
                found.pop()  # it reaches into the next token
            if found:
                token.content = _replace(token.content, at, found)


def _gather(tokens: Sequence[Token]) -> tuple[str, list[tuple[int, Token]]]:
    # Escaped characters (text_special) and bare addresses count as neighbours but are not changed.
    parts: list[str] = []
    texts: list[tuple[int, Token]] = []
    at, address = 0, False
    for token in tokens:
        kind = token.type
        if kind == "text":
            if not address:
                texts.append((at, token))
            piece = token.content
        elif kind == "text_special":
            piece = token.content
        elif kind in _SOLID:
            piece = _OBJECT
        else:
            if token.info == "auto":
                address = kind == "link_open"
            piece = _SPACES.get(kind, "")
        parts.append(piece)
        at += len(piece)
    return "".join(parts), texts


def _replace(text: str, at: int, marks: Sequence[_Mark]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, mark in marks:
        pieces += text[done : start - at], mark
        done = end - at
    return "".join(pieces) + text[done:]


def _settle(whole: str, quotes: Quotes, elision: re.Pattern[str]) -> list[_Mark]:
    marks: list[_Mark] = []
    singles: list[int] = []
    doubles = 0
    opened = 0
    for match in _MARK.finditer(whole):
        start, end = match.span()
        before, after = whole[start - 1 : start], whole[end : end + 1]
        mark = match[0]
        if mark == "'" and before.isalnum() and after.isalnum():
            marks.append((start, end, "’"))  # as most are
            continue
        fresh = start == opened or before.isspace() or before in _OPENING
        if mark[0] in "-.":
            marks.append((start, end, _run(mark, before, after, fresh=fresh)))
            continue
        opens = _opens(before, after, fresh=fresh)
        if mark == '"':
            opens = opens or (fresh and not after.strip() and not doubles)
            doubles = doubles + 1 if opens else max(doubles - 1, 0)
            replacement = quotes.double[not opens]
        elif opens and not elision.match(whole, end):
            singles.append(len(marks))
            replacement = quotes.single[0]
        elif singles and not opens and not after.isalnum():
            singles.pop()
            replacement = quotes.single[1]
        else:
            replacement, opens = "’", False
        if opens:
            opened = end
        marks.append((start, end, replacement))
    return _unopened(marks, singles)


def _opens(before: str, after: str, *, fresh: bool) -> bool:
    if not after or after.isspace():
        return False
    return fresh or (before in _DASHES and (after.isalnum() or after in _OPENING))


def _run(mark: str, before: str, after: str, *, fresh: bool) -> str:
    if mark == "...":
        return mark if before == "/" else "…"
    if mark[0] == "." or len(mark) > 3 or after == ">" or before == "<":
        return mark
    if len(mark) == 3:
        return "—"
    return mark if fresh and after.isalpha() else "–"


def _unopened(marks: list[_Mark], singles: list[int]) -> list[_Mark]:
    # ‘ that nothing closes is an apostrophe (’fraid so), unless the paragraph begins with it:
    # a quotation that continues in the next paragraph is opened in each.
    for index in singles:
        start, end, _ = marks[index]
        if start:
            marks[index] = start, end, "’"
    return marks
