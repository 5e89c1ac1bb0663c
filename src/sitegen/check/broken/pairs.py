"""Text whose pairs are broken: quotes and emphasis that open and never close."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from sitegen.check.broken.letters import SUSPECT
from sitegen.check.broken.prose import CODE, Line, prose
from sitegen.check.case import Case, Finding
from sitegen.problems.errors import Problem

# ------------------------------------------------------------------ quotes

_QUOTE = re.compile(r"[\"“”„‟«»]|&(?:quot|ldquo|rdquo|bdquo|laquo|raquo);")
_INCHES = re.compile(r"\d[ ]?[\"”]|[\"“”]\s*[\"“”]|''|\x01(?:[\"“”«»]|&\w+;)\x01")
_OPENING = re.compile(r"\W{0,3}[\"“„«]")
_FAR = 6
"""Blocks over which a quotation may run without opening anew."""


def unclosed_quotes(case: Case) -> Iterator[Finding]:
    """Find the quotation mark that has no partner; a quotation may run over paragraphs."""
    every = [within for block, within in prose(case) if block.kind in ("paragraph", "html")]
    texts = ["\n".join(line.bare for line in within) for within in every]
    odd = [number for number, text in enumerate(texts) if _is_odd(text)]
    for number in _alone(odd, texts):
        line, at = _last_quote(every[number])
        shown = line.text[max(at - 20, 0) : at + 30].strip()
        message = f"a quotation mark in '{shown}' has no partner in its paragraph"
        hint = "close the quotation, or take the mark away"
        yield Finding(Problem(line.place(case, at), "W1308", message, hint))


def _is_odd(text: str) -> bool:
    odd = len(_QUOTE.findall(text)) % 2 == 1
    # Letters that are garbled hold quotation marks which nobody wrote.
    return odd and not _INCHES.search(text) and not SUSPECT.search(text)


def _alone(odd: Sequence[int], texts: Sequence[str]) -> Iterator[int]:
    partner = -1
    for number, after in zip_longest(odd, odd[1:]):
        goes_on = number + 1 < len(texts) and _OPENING.match(texts[number + 1])
        if number == partner or goes_on:
            continue
        if after and after - number <= _FAR and _closes(texts[number], texts[after]):
            partner = after
        else:
            yield number


_CLOSING = re.compile(r"(?<=\S)(?:[\"“”»]|&(?:quot|ldquo|rdquo|raquo);)(?!\w)")


def _closes(opening: str, closing: str) -> bool:
    """Whether what one paragraph opens is closed in the other, by a mark of the same kind."""
    straight = [found[0] == '"' for found in _QUOTE.finditer(opening)][-1]
    return any((found[0] == '"') == straight for found in _CLOSING.finditer(closing))


def _last_quote(within: Sequence[Line]) -> tuple[Line, int]:
    return [(line, found.start()) for line in within for found in _QUOTE.finditer(line.bare)][-1]


# ------------------------------------------------------------------ emphasis

_OPENING_STAR = re.compile(r"(?<![\w*\\])\*(?=[A-Za-zÀ-ÿ\"“‘'(])(?!nix\b)")
_CLOSING_STAR = re.compile(r"(?<=[^\s*\\])\*(?![*])")
_TAGS = re.compile(r"(?:(?<![\w<])<|<(/))(b|i|em|strong|u)\b[^<>]*>", re.IGNORECASE)


def unclosed_emphasis(case: Case) -> Iterator[Finding]:
    """Find emphasis that opens and does not close in its block, in Markdown or HTML."""
    for block, within in prose(case):
        if block.kind != "html" and any("*" in line.bare for line in within):
            yield from _stars(case, within)
        if "<" in block.source:
            yield from _tags(case, within)


def _stars(case: Case, within: Sequence[Line]) -> Iterator[Finding]:
    pairs = [(line, one.start()) for line in within for one in _pairs(line.bare)]
    if len(pairs) % 2:
        yield _unclosed(case, *pairs[-1], "**")
        return
    opened = [(line, one.start()) for line in within for one in _OPENING_STAR.finditer(line.bare)]
    closed = sum(len(_CLOSING_STAR.findall(line.bare)) for line in within)
    if len(opened) == 1 and not closed and not pairs:
        yield _unclosed(case, *opened[0], "*")


_PAIR = re.compile(r"(?<![*\\])\*{2,3}(?!\*)(?!k?wargs)")
_POWER = re.compile(r"\d\*\*\d|\s\*\*\s")


def _pairs(bare: str) -> Iterator[re.Match[str]]:
    for found in _PAIR.finditer(bare):
        if not _POWER.match(f" {bare} ", found.start()):
            yield found


def _tags(case: Case, within: Sequence[Line]) -> Iterator[Finding]:
    opened: list[tuple[str, Line, int]] = []
    for line in within:
        for found in _TAGS.finditer(line.text):
            if line.bare[found.start()] == CODE:
                continue
            if not found[1]:
                opened.append((found[2].lower(), line, found.start()))
            elif opened and opened[-1][0] == found[2].lower():
                opened.pop()
    for name, line, at in opened[-1:]:
        yield _unclosed(case, line, at, f"<{name}>")


def _unclosed(case: Case, line: Line, at: int, sign: str) -> Finding:
    shown = line.text[at : at + 40].strip()
    message = f"the emphasis of '{shown}' does not close in its block"
    closing = sign.replace("<", "</")
    problem = Problem(line.place(case, at), "W1309", message, f"write {closing} where it ends")
    return Finding(problem)
