"""Pairs that are broken: quotation marks and emphasis that never close."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from sitegen.check.broken.letters import SUSPECT
from sitegen.check.broken.prose import Line, prose
from sitegen.check.types import Finding, TextUnderCheck

# ------------------------------------------------------------------ quotes

_QUOTE = re.compile(r"(?<!\\)[\"“”„‟«»]|&(?:quot|ldquo|rdquo|bdquo|laquo|raquo);")
_INCHES = re.compile(r"\d[ ]?[\"”]|[\"“”]\s*[\"“”]|''|\x01(?:[\"“”«»]|&\w+;)\x01")
_OPENING = re.compile(r"\W{0,3}[\"“„«]")
_FAR = 6
"""Blocks over which a quotation may run without a new opening mark."""


def unclosed_quotes(text: TextUnderCheck) -> Iterator[Finding]:
    """Find unmatched quotation marks; a quotation may run over paragraphs."""
    every = [within for block, within in prose(text) if block.kind in ("paragraph", "html")]
    texts = ["\n".join(line.bare for line in within) for within in every]
    odd = [number for number, text in enumerate(texts) if _is_odd(text)]
    for number in _unpaired(odd, texts):
        line = next(line for line in reversed(every[number]) if _QUOTE.search(line.bare))
        at = [found.start() for found in _QUOTE.finditer(line.bare)][-1]
        shown = line.text[max(at - 20, 0) : at + 30].strip()
        message = f"unmatched quotation mark in '{shown}'"
        hint = "close the quotation, or delete the mark"
        yield text.finding("W1308", message, hint, line.number, at + 1)


def _is_odd(text: str) -> bool:
    odd = len(_QUOTE.findall(text)) % 2 == 1
    # Garbled letters contain quotation marks that nobody wrote.
    return odd and not _INCHES.search(text) and not SUSPECT.search(text)


def _unpaired(odd: Sequence[int], texts: Sequence[str]) -> Iterator[int]:
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
    """Return whether a paragraph closes what the other opens, by a mark of the same kind."""
    straight = [found[0] == '"' for found in _QUOTE.finditer(opening)][-1]
    return any((found[0] == '"') == straight for found in _CLOSING.finditer(closing))


# ------------------------------------------------------------------ emphasis

_OPENING_STAR = re.compile(r"(?<![\w*\\])\*(?=[A-Za-zÀ-ÿ\"“‘'(])(?!nix\b)")
_CLOSING_STAR = re.compile(r"(?<=[^\s*\\])\*(?![*])")
_TAGS = re.compile(r"(?:(?<![\w<])<|<(/))(b|i|em|strong|u)\b[^<>]*>", re.IGNORECASE)


def unclosed_emphasis(text: TextUnderCheck) -> Iterator[Finding]:
    """Find emphasis that does not close in its block, in Markdown or HTML."""
    for block, within in prose(text):
        opened: list[_Opened] = []
        if block.kind != "html" and any("*" in line.bare for line in within):
            opened += _stars(within)
        if "<" in block.source:
            opened += _tags(within)
        for mark, line, at in opened:
            shown = line.text[at : at + 40].strip()
            message = f"emphasis is not closed in '{shown}'"
            hint = f"write {mark.replace('<', '</')} where it ends"
            yield text.finding("W1309", message, hint, line.number, at + 1)


_Opened = tuple[str, Line, int]
"""A mark that opens emphasis, its line and its place in the line."""


def _stars(within: Sequence[Line]) -> Iterator[_Opened]:
    pairs = [
        (line, one.start())
        for line in within
        for one in _PAIR.finditer(line.bare)
        if not _RULE.fullmatch(line.bare)
        if not _POWER.match(f" {line.bare} ", one.start())
    ]
    if len(pairs) % 2:
        yield "**", *pairs[-1]
        return
    opened = [(line, one.start()) for line in within for one in _OPENING_STAR.finditer(line.bare)]
    closed = sum(len(_CLOSING_STAR.findall(line.bare)) for line in within)
    if len(opened) == 1 and not closed and not pairs:
        yield "*", *opened[0]


_PAIR = re.compile(r"(?<![*\\])\*{2,3}(?!\*)(?!k?wargs)")
_RULE = re.compile(r"[\s>]*\*{3,}\s*")
_POWER = re.compile(r"\d\*\*\d|\s\*{2,3}\s")


def _tags(within: Sequence[Line]) -> Sequence[_Opened]:
    opened: list[_Opened] = []
    for line in within:
        for found in line.finditer(_TAGS):
            tag = f"<{found[2].lower()}>"
            if not found[1]:
                opened.append((tag, line, found.start()))
            elif opened and opened[-1][0] == tag:
                opened.pop()
    return opened[-1:]
