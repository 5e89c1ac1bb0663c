"""A text's blocks -> pieces: HTML from a blog parts its paragraphs by tags, not by blank lines."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from sitegen.check.case import Block, Case
from sitegen.check.plain import words

_PART = re.compile(r"(?:<br\s*/?>\s*){2,}|</(?:p|div|h[1-6]|blockquote)>", re.IGNORECASE)


def pieces(case: Case) -> Case:
    """Part the blocks of a text where two line breaks or an end tag part its paragraphs."""
    return replace(case, blocks=tuple(piece for block in case.blocks for piece in _parted(block)))


def _parted(block: Block) -> Iterator[Block]:
    ends = [found.end() for found in _PART.finditer(block.source)] if _is_html(block) else []
    if not ends:
        yield block
        return
    start = 0
    for end in (*ends, len(block.source)):
        source = block.source[start:end]
        said = words("html", source)
        if said:
            blank = len(source) - len(source.lstrip())
            line = block.line + block.source.count("\n", 0, start + blank)
            last = line + source.strip().count("\n")
            yield Block(block.kind, said, source.strip(), line, last)
        start = end


def _is_html(block: Block) -> bool:
    return block.kind in {"html", "paragraph"} and "<" in block.source
