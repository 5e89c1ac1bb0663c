"""Text -> the same with smaller blocks: HTML separates paragraphs by tags, not by empty lines."""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from sitegen.check.types import TextUnderCheck
from sitegen.shape.plain import words
from sitegen.shape.types import Block

_SPLIT = re.compile(r"(?:<br\s*/?>\s*){2,}|</(?:p|div|h[1-6]|blockquote)>", re.IGNORECASE)


def pieces(text: TextUnderCheck) -> TextUnderCheck:
    """Split the blocks of a text at two line breaks and at end tags."""
    return replace(text, blocks=tuple(piece for block in text.blocks for piece in _split(block)))


def _split(block: Block) -> Iterator[Block]:
    has_tags = block.kind in {"html", "paragraph"} and "<" in block.source
    ends = [found.end() for found in _SPLIT.finditer(block.source)] if has_tags else []
    if not ends:
        yield block
        return
    for start, end in pairwise((0, *ends, len(block.source))):
        source = block.source[start:end]
        said = words("html", source)
        if said:
            space = len(source) - len(source.lstrip())
            line = block.line + block.source.count("\n", 0, start + space)
            last = line + source.strip().count("\n")
            yield Block(block.kind, said, source.strip(), line, last)
