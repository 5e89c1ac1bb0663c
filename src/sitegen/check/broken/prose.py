"""Case -> its lines with everything masked that is not written for readers."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from sitegen.check.case import Block, Case
from sitegen.problems.errors import Place

CODE = "\0"
"""Stands for each character of code; neither letter nor blank, and in no text."""
MARKUP = "\1"
"""Stands for each character of tags and addresses."""

_HIDDEN = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?:.|\n)*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<note><!--)(?:.|\n)*?(?:-->|\Z)"
    r"|<(?P<tag>pre|script|style|svg|math|textarea)\b(?:.|\n)*?(?:</(?P=tag)>|\Z)"
    r"|<(?P<word>code|kbd|samp|var|tt)\b[^<>]*>[^<>]{0,400}</(?P=word)>"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)(?:.|\n)){1,400}?(?<!`)(?P=ticks)(?!`)"
    r"|\$\$(?:(?!\n[ \t]*\n)(?:.|\n)){1,400}?\$\$"
    r"|</?[A-Za-z][^<>]{0,2000}>"
    r"|<[^<>\s]{3,500}>"
    r"|(?<=\])\([^()\n]{0,1000}(?:\([^()\n]{0,300}\)[^()\n]{0,300})?\)"
    r"|^[ ]{0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]+\S.*$"
    r"|(?:https?|ftp|file|mailto)://?[^\s<>\"*\]]+|\bwww\.[^\s<>\"*\]]+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
    r"|\{%.{0,300}?%\}|\{\{.{0,300}?\}\}|\{[#.\w][^{}\n]{0,300}\}",
    re.MULTILINE,
)
_WORD = re.compile(r"\S")


class Line(Struct, frozen=True):
    """A line of a text's body."""

    number: int
    """1-based, in the file."""
    text: str
    """As it is written."""
    bare: str
    """As long as ``text``; code, tags and addresses are masked, comments as if they were code."""

    def place(self, case: Case, at: int) -> Place:
        """Name the place of a character of this line."""
        return Place(case.path, self.number, at + 1)


def lines(case: Case) -> Sequence[Line]:
    """Split a body in lines, each beside what is left of it for readers."""
    written = case.source.body.split("\n")
    bare = _masked(case.source.body).split("\n")
    start = case.source.body_line
    for block in case.blocks:
        if block.kind == "code":
            for at in range(block.line - start, min(block.last - start + 1, len(bare))):
                bare[at] = CODE * len(bare[at])
    both = zip(written, bare, strict=True)
    return [Line(number, *texts) for number, texts in enumerate(both, start)]


def every_line(case: Case) -> Iterator[Line]:
    """Go through the lines of front matter, where the file has them as they are, and of the body.

    A title is as easily broken as a paragraph.
    """
    source = case.source
    if source.body_line > source.front_line + source.front.count("\n"):  # fenced, hence verbatim
        for number, text in enumerate(source.front.split("\n"), source.front_line):
            yield Line(number, text, text)
    yield from lines(case)


@lru_cache(maxsize=2)  # every rule asks for the same text, one after the other
def _masked(body: str) -> str:
    return _HIDDEN.sub(_mask, body)


def _mask(found: re.Match[str]) -> str:
    return _WORD.sub(CODE if found.lastgroup else MARKUP, found[0])


def prose(case: Case) -> Iterator[tuple[Block, Sequence[Line]]]:
    """Go through the blocks that are sentences, each with its lines."""
    every = lines(case)
    start = case.source.body_line
    for block in case.blocks:
        if block.kind in ("paragraph", "list", "quote", "html"):
            yield block, every[block.line - start : block.last - start + 1]
