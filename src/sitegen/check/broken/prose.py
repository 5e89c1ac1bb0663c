"""Text -> its lines, with everything masked that is not prose."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from sitegen.check.types import Edit, TextUnderCheck
from sitegen.shape.types import Block

CODE = "\0"
"""Mask of a character of code; in no text, and neither letter nor space."""
MARKUP = "\1"
"""Mask of a character of tags and addresses."""

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
SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]*_]{0,3}\s*$")


class Line(Struct, frozen=True):
    """A line of a text's body."""

    number: int
    """1-based, in the file."""
    text: str
    """As written."""
    bare: str
    """As long as ``text``; code, comments, tags and addresses are masked."""

    def edit(self, spans: Sequence[tuple[int, int]], new: str, reason: str) -> Edit:
        """Return the edit that replaces parts of the line."""
        written = self.text
        for start, end in reversed(spans):
            written = f"{written[:start]}{new}{written[end:]}"
        return Edit(self.number, self.number, (written,), reason)

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern that do not begin in code."""
        return (one for one in pattern.finditer(self.text) if self.bare[one.start()] != CODE)


def lines(text: TextUnderCheck) -> Sequence[Line]:
    """Split the body of a text into lines."""
    written = text.source.body.split("\n")
    bare = _masked(text.source.body).split("\n")
    start = text.source.body_line
    for block in text.blocks:
        if block.kind == "code":
            for at in range(block.line - start, min(block.last - start + 1, len(bare))):
                bare[at] = CODE * len(written[at])
    both = zip(written, bare, strict=True)
    return [Line(number, *pair) for number, pair in enumerate(both, start)]


def every_line(text: TextUnderCheck) -> Iterator[Line]:
    """Yield the lines of front matter between fences and of the body: titles break as well."""
    source = text.source
    if source.body_line > source.front_line + source.front.count("\n"):  # fenced
        for number, line in enumerate(source.front.split("\n"), source.front_line):
            yield Line(number, line, line)
    yield from lines(text)


@lru_cache(maxsize=2)  # rules ask for the same text one after the other
def _masked(body: str) -> str:
    return _HIDDEN.sub(_mask, body)


def _mask(found: re.Match[str]) -> str:
    return _WORD.sub(CODE if found.lastgroup else MARKUP, found[0])


def shortened(text: str) -> str:
    """Cut a text for a message."""
    return text if len(text) <= 60 else f"{text[:59]}…"


def prose(text: TextUnderCheck) -> Iterator[tuple[Block, Sequence[Line]]]:
    """Yield the blocks of sentences, also headings without a mark, each with its lines."""
    every = lines(text)
    start = text.source.body_line
    for block in text.blocks:
        plain = block.kind == "heading" and "\n" not in block.source and block.source[:1] != "#"
        if plain or block.kind in ("paragraph", "list", "quote", "html"):
            yield block, every[block.line - start : block.last - start + 1]
