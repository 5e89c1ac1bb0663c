"""The blocks of a text -> its runs of lines that may be several paragraphs."""

import itertools
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitegen.shape.types import Block
from sitegen.shape.written import BULLETS, Line, count_words, written


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


def runs(blocks: Sequence[Block]) -> tuple[Run, ...]:
    """Return the runs of a text, or none if each is cheaply seen to be as its author meant it.

    Code between fences, tables and HTML end a run.
    """
    rough = tuple(_rough(blocks))
    if not any(is_code or _is_suspicious(written) for written, is_code in rough) and not any(
        written[0][1][:3].isspace() for written, _ in rough
    ):
        return ()
    return tuple(_run(written, is_code=is_code) for written, is_code in rough)


_Written = list[tuple[int, str]]
"""Numbers of lines in the file, and the lines."""


def _rough(blocks: Sequence[Block]) -> Iterator[tuple[_Written, bool]]:
    """Yield lines without an empty line between them, and whether Markdown takes them for code."""
    lines: _Written = []
    is_code = True
    for block in blocks:
        if lines and (block.line > lines[-1][0] + 1 or _is_barrier(block)):
            yield lines, is_code
            lines, is_code = [], True
        if _is_barrier(block):
            continue
        for number, source in enumerate(block.source.split("\n"), block.line):
            if source and not source.isspace():
                lines.append((number, source))
                is_code &= block.kind == "code"
            elif lines:
                yield lines, is_code
                lines, is_code = [], True
    if lines:
        yield lines, is_code


_ENDS = (*".!?…:。؟।”\"»)*_]’'", *"0123456789")
_LEAST = 240
"""Characters of the shortest run that may be several paragraphs."""
_HUGE = 2000
"""Characters of a run that may be several paragraphs, whatever its lines are like."""


def _is_suspicious(written: _Written) -> bool:
    """Return whether a sentence ends with a line that is shorter than others, or very long."""
    if len(written) < 2:
        return False
    lengths = [len(source) for _, source in written]
    plain = sum(not _MARKED.match(source) for _, source in written)
    if plain < 2 or sum(lengths) < _LEAST:
        return False
    longest = max(lengths)
    if longest > _LONG or sum(lengths) > _HUGE:
        return True
    return any(
        line.rstrip().endswith(_ENDS) and _begins_shortly(line, after, longest)
        for (_, line), (_, after) in itertools.pairwise(written)
    )


_MARKED = re.compile(r"[ \t]*(?:[-+*>#|]|\d{1,3}[.)]\s)")


def _begins_shortly(line: str, after: str, longest: int) -> bool:
    """Return whether a line may begin a paragraph below a line that is not full."""
    first = after.lstrip()
    if first[:1].islower() or _MARKED.match(first):
        return False
    indented = after[:2].isspace() and not line[:2].isspace() and not _MARKED.match(line)
    return indented or len(line) + len(first.split(maxsplit=1)[0]) < longest


_LONG = 125
"""Columns beyond which a line was not broken by a program for the screen."""


def _is_indented(block: Block) -> bool:
    return block.source[0] in " \t" and block.source[:4].isspace()


_DEFINITION = re.compile(r"\[[^\]\n]+\]:")


def _is_barrier(block: Block) -> bool:
    if block.kind == "paragraph":
        return block.source[0] == "[" and bool(_DEFINITION.match(block.source))
    if block.kind == "list":
        return "```" in block.source or "~~~" in block.source
    return block.kind in ("table", "html") or (block.kind == "code" and not _is_indented(block))


def _run(rough: _Written, *, is_code: bool) -> Run:
    lines = [written(number, source) for number, source in rough]
    words = sum(count_words(line.text) for line in lines)
    return Run(tuple(_with_true_items(lines)), words, is_code)


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
    return line.text[0] in BULLETS or (before.columns <= _SHORT and line.text[0] != "o")


def parted(run: Run, columns: int) -> Iterator[Run]:
    """Split a run where its lines leave the indentation of the body, or return to it."""
    start = 0
    inside = run.lines[0].indent >= columns
    for at, line in enumerate(run.lines):
        if line.indent == columns if not inside else line.indent < columns:
            yield _part(run, start, at)
            start, inside = at, not inside
    yield _part(run, start, len(run.lines)) if start else run


def _part(run: Run, start: int, end: int) -> Run:
    lines = run.lines[start:end]
    return replace(run, lines=lines, words=sum(count_words(line.text) for line in lines))


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
    return words >= 0.8 * len(tokens) and not shows_code(run)


def shows_code(run: Run) -> bool:
    """Return whether lines are of a program."""
    return sum(bool(_CODE_LINE.match(line.text)) for line in run.lines) > 0.1 * len(run.lines)
