"""Blocks -> Wording: an author's own words in order, each a number, with their places."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from zlib import crc32

from msgspec import Struct

from sitegen.shape.plain import plain
from sitegen.shape.types import Block

Word = int
"""Equal numbers are equal words; only letters count, not quotes and spaces."""

_SILENT = frozenset(("code", "quote", "table", "rule"))
_SILENT_TAGS = ("<pre", "<table", "<script", "<style")
_QUOTES = '"“”„«»‹›「」'
_WORD = re.compile(r"[^\W_]+")
_LETTERS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_WIDE = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")


class Wording(Struct, frozen=True):
    """The words of a text, without quotations, code and tables."""

    words: tuple[Word, ...]
    blocks: tuple[Block, ...]
    ends: tuple[int, ...]
    """For each block, the number of words up to its end."""

    def block(self, word: int) -> int:
        """Return the number of the block of a word."""
        return bisect_right(self.ends, word)

    def start(self, block: int) -> int:
        """Count the words before a block."""
        return self.ends[block - 1] if block else 0

    def line(self, word: int) -> int:
        """Return the line of a word in the file."""
        number = self.block(word)
        block, start = self.blocks[number], self.start(number)
        if block.line == block.last:
            return block.line
        counts = [len(split(plain(line))) for line in block.source.split("\n")]
        # Tags over two lines are counted differently here, hence the proportion.
        reached = (word - start) * sum(counts) // (self.ends[number] - start)
        return block.line + bisect_right(tuple(accumulate(counts)), reached)


def wording(blocks: tuple[Block, ...]) -> Wording:
    """Number the words of a text; quotations, code and tables have none."""
    found: list[Word] = []
    ends: list[int] = []
    quoted = 0
    speeches = _speeches(blocks)
    for block in blocks:
        if block.kind == "html":
            quoted += block.source.count("<blockquote")
        if not quoted and not _is_silent(block) and (speeches or not _is_quoted(block)):
            found += map(number, split(block.text))
        if quoted:
            quoted = max(0, quoted - block.source.count("</blockquote"))
        ends.append(len(found))
    return Wording(tuple(found), blocks, tuple(ends))


def weight(text: Wording, first: int, last: int) -> float:
    """Return what a word between two blocks weighs: a character is less than a word elsewhere."""
    said = "".join(block.text for block in text.blocks[first : last + 1])
    return _WIDE_WEIGHT if 2 * len(_WIDE.findall(said)) > len(said) else 1.0


_WIDE_WEIGHT = 0.5
"""Weight of a character of a script without spaces."""


def number(word: str) -> Word:
    """Return the number of a word, the same in every process."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def split(text: str) -> list[str]:
    """Split a text into its words, in lower case."""
    if text.isascii():
        return text.translate(_LETTERS).split()
    return _WORD.findall(_WIDE.sub(r" \1 ", text).casefold())


def _is_silent(block: Block) -> bool:
    source = block.source
    if block.kind in _SILENT or source.startswith(_SILENT_TAGS):
        return True
    return source[:1] == "`" and source.rstrip()[-1:] == "`"


def _is_quoted(block: Block) -> bool:
    """Return whether a paragraph is a quotation; one with more quotation marks is speech."""
    text = block.text
    quoted = text[:1] in _QUOTES and text[-1:] in _QUOTES and len(text) > 1
    return quoted and not any(mark in _QUOTES for mark in text[1:-1])


def _speeches(blocks: Iterable[Block]) -> bool:
    """Return whether quoted paragraphs are a conversation, and so the author's own."""
    sizes = [len(block.text.split()) for block in blocks if _is_quoted(block)]
    return len(sizes) >= _TURNS and sum(sizes) <= _TURN * len(sizes)


_TURNS = 3
"""Quoted paragraphs of the shortest conversation."""
_TURN = 40
"""Words of what somebody says in a conversation, on average."""


def same_words(some: Iterable[Block], others: Iterable[Block]) -> bool:
    """Return whether two runs of blocks have the same source, except for spaces and punctuation."""
    return _spelled(some) == _spelled(others)


def _spelled(blocks: Iterable[Block]) -> list[str]:
    return [word for block in blocks for word in (block.kind, *split(block.source))]
