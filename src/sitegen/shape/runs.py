"""The blocks of a text -> its runs of lines that may be several paragraphs."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitegen.shape.types import Block
from sitegen.shape.written import Line, count_words, written


class Run(Struct, frozen=True):
    """Lines without an empty line between them."""

    lines: tuple[Line, ...]
    words: int
    is_code: bool = False
    """Whether Markdown takes it for code, since it is indented."""

    @property
    def first(self) -> int:
        """Return the number of its first line."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """Return the number of its last line."""
        return self.lines[-1].number

    @property
    def indent(self) -> int:
        """Return the columns before each of its lines."""
        return min(line.indent for line in self.lines)


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
    is_code = True
    for block in blocks:
        if _is_barrier(block):
            yield from _run(lines, is_code=is_code)
            lines = []
            continue
        for number, source in enumerate(block.source.split("\n"), block.line):
            if lines and number > lines[-1].number + 1:
                yield from _run(lines, is_code=is_code)
                lines = []
            if source.strip():
                is_code = block.kind == "code" and (is_code or not lines)
                lines.append(written(number, source))
    yield from _run(lines, is_code=is_code)


def _is_barrier(block: Block) -> bool:
    if block.kind == "list":
        return "```" in block.source or "~~~" in block.source
    return block.kind in ("table", "html") or (block.kind == "code" and not _is_indented(block))


def _run(lines: Sequence[Line], *, is_code: bool) -> Iterator[Run]:
    if lines:
        words = sum(count_words(line.text) for line in lines)
        yield Run(tuple(_with_true_items(lines)), words, is_code)


def _with_true_items(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield lines; a dash, a number or an ``o`` within a sentence begins no item of a list."""
    known: set[tuple[str, int]] = set()
    before: Line | None = None
    for line in lines:
        true = line
        if line.kind == "item":
            mark = ("1" if line.text[0].isdigit() else line.text[0], line.indent)
            if mark in known or _begins_item(before, line):
                known.add(mark)
            else:
                true = replace(line, kind="plain", goes_on=line.text[0] == "o" or line.goes_on)
        before = true
        yield true


_SHORT = 34
"""Columns of the longest line above a list that ends no sentence: a heading."""


def _begins_item(before: Line | None, line: Line) -> bool:
    if line.text[0] == "o" and line.indent < 3:
        return False
    if before is None or before.ends or before.kind != "plain" or before.indent > line.indent:
        return True
    return line.text[0] in _BULLETS or (before.columns <= _SHORT and line.text[0] != "o")


_BULLETS = "•▪◦‣●○■□☆★►"


def outdented(run: Run, columns: int) -> Run:
    """Take columns of white space from the beginning of each line."""
    lines = tuple(_outdented(line, columns) for line in run.lines)
    is_code = run.is_code and min(line.indent for line in lines) >= _CODE
    return replace(run, lines=lines, is_code=is_code)


_CODE = 4
"""Columns before a line of code."""


def _outdented(line: Line, columns: int) -> Line:
    indent = max(line.indent - columns, 0)
    return replace(line, indent=indent, source=" " * indent + line.text)


_WORD = re.compile(
    r"[\"'“”„‘’«»‹›¿¡(\[*_–—-]*[^\W\d_]+(?:[-'’./][^\W\d_]+)*[.,;:!?…\"'“”’»›)\]*_–—-]*"
)


_CODE_LINE = re.compile(r"(?:#|//|/\*|\$ |>>> )|.*(?:[=<>{}\\]|\w\(\)|\w_\w|;$)")


def reads_as_prose(run: Run) -> bool:
    """Return whether a run is of words, and not of code or of numbers."""
    tokens = [token for line in run.lines for token in line.text.split()]
    words = sum(bool(_WORD.fullmatch(token)) for token in tokens)
    code = sum(bool(_CODE_LINE.match(line.text)) for line in run.lines)
    return words >= 0.8 * len(tokens) and code <= 0.1 * len(run.lines)
