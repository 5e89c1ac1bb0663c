"""Text whose pairs are broken: quotes and emphasis that open and never close."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen.check.broken.prose import Line, prose
from sitegen.check.case import Block, Case, Finding
from sitegen.errors import Place, Problem

# ------------------------------------------------------------------ quotes

_QUOTE = re.compile(r"[\"“”„‟«»]|&(?:quot|ldquo|rdquo|bdquo|laquo|raquo);")
_INCHES = re.compile(r"\d[ ]?\"|\d['′]\s?\d*\"|[\"“”]\s*[\"“”]")
_OPENING = re.compile(r"[\"“„«]\s?[^\s\"]|&(?:quot|ldquo|bdquo|laquo);")
_FAR = 8
"""Blocks over which a quotation may run without opening anew."""

_Odd = tuple[int, Block, Sequence[Line]]


def unclosed_quotes(case: Case) -> Iterator[Finding]:
    """Find the quotation mark that has no partner; a quotation may run over paragraphs."""
    every = [(block, within) for block, within in prose(case) if block.kind != "html"]
    odd = [
        (number, block, within)
        for number, (block, within) in enumerate(every)
        if len(_QUOTE.findall(_bare(within))) % 2 and not _INCHES.search(_bare(within))
    ]
    opens = [bool(_OPENING.match(block.text)) for block, _ in every]
    for number, _, within in _alone(odd, opens):
        line, at = _last_quote(within)
        message = "a quotation mark has no partner in this paragraph"
        shown = line.text[max(at - 20, 0) : at + 30].strip()
        hint = f"look at '{shown}', and close the quotation or take the mark away"
        yield Finding(Problem(line.place(case, at), "W1308", message, hint))
        del number


def _bare(within: Sequence[Line]) -> str:
    return "\n".join(line.bare for line in within)
