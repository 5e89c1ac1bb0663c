"""Text -> the same with paragraphs that its line ends may have joined, where one advertises."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from sitegen.check.spam.terms import words
from sitegen.check.spam.trades import claim
from sitegen.check.types import TextUnderCheck
from sitegen.shape.plain import words as plain_words
from sitegen.shape.types import Block

_LEAST, _MOST = 25, 90
"""Words of a run that may be a paragraph of its own."""
_WORTH = 2.0
"""Weight that its terms have."""
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]*\s*$")


def with_runs_apart(text: TextUnderCheck) -> TextUnderCheck:
    """Split off the run of lines that advertises most, if its paragraph does so less.

    A run begins and ends where a line ends with a sentence: where the ends of paragraphs are lost,
    one may have been there.
    """
    blocks = tuple(part for block in text.blocks for part in _parts(block))
    return text if len(blocks) == len(text.blocks) else replace(text, blocks=blocks)


def _parts(block: Block) -> Iterator[Block]:
    lines = block.source.split("\n") if block.kind == "paragraph" else []
    starts = [0, *(n for n in range(1, len(lines)) if _SENTENCE_END.search(lines[n - 1]))]
    run = _run(block, lines, starts) if len(starts) > 1 else None
    if not run:
        yield block
        return
    for first, end in pairwise((0, *run, len(lines))):
        if first < end:
            source = "\n".join(lines[first:end])
            said = plain_words("paragraph", source)
            yield Block("paragraph", said, source, block.line + first, block.line + end - 1)


def _run(block: Block, lines: Sequence[str], starts: Sequence[int]) -> tuple[int, int] | None:
    """Return the first line of the run that advertises most, and the line after it."""
    whole = words(block.text)
    least = claim(whole, block.text).weight
    if len(whole) <= _LEAST or not least:
        return None
    ends = [*starts[1:], len(lines)]
    best, found = max(least, _WORTH), None
    for at, first in enumerate(starts):
        for end in ends[at:]:
            text = plain_words("paragraph", "\n".join(lines[first:end]))
            said = words(text)
            if len(said) > _MOST or (first, end) == (0, len(lines)):
                break
            if len(said) >= _LEAST and (weight := claim(said, text).weight) > best:
                best, found = weight, (first, end)
    return found
