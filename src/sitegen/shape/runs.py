"""The blocks of a text -> its runs of lines that may be several paragraphs."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.shape.types import Block
from sitegen.shape.written import Line, count_words, written

_CODE_INDENT = 4


class Run(Struct, frozen=True):
    """Lines without an empty line between them."""

    lines: tuple[Line, ...]
    words: int
    is_code: bool
    """Whether Markdown takes its first line for code, since it is indented."""

    @property
    def first(self) -> int:
        """Return the number of its first line."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """Return the number of its last line."""
        return self.lines[-1].number


def may_be_lost(blocks: Sequence[Block]) -> bool:
    """Return whether any block has lines that may be paragraphs; cheap, for most have none."""
    return any(
        (block.last > block.line and block.kind not in ("table", "html"))
        or (block.kind == "code" and _is_indented(block))
        for block in blocks
    )


def _is_indented(block: Block) -> bool:
    return block.kind == "code" and block.source[0] in " \t" and block.source[:4].isspace()


def runs(blocks: Sequence[Block]) -> Iterator[Run]:
    """Yield the runs of a text; code between fences, tables and HTML end them."""
    lines: list[Line] = []
    is_code = False
    for block in blocks:
        indented = _is_indented(block)
        if block.kind in ("table", "html") or (block.kind == "code" and not indented):
            yield from _run(lines, is_code=is_code)
            lines = []
            continue
        for number, source in enumerate(block.source.split("\n"), block.line):
            if lines and number > lines[-1].number + 1:
                yield from _run(lines, is_code=is_code)
                lines = []
            if source.strip():
                is_code = is_code if lines else indented
                lines.append(written(number, source))
    yield from _run(lines, is_code=is_code)


def _run(lines: Sequence[Line], *, is_code: bool) -> Iterator[Run]:
    if lines:
        yield Run(tuple(lines), sum(count_words(line.text) for line in lines), is_code)
