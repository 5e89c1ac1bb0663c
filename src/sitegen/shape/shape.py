"""Source -> Shape: its layout and the blocks that its author meant."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitegen.model import Source
from sitegen.shape.blocks import blocks
from sitegen.shape.indentation import are_long, indentation, indented, is_quotation, without_indent
from sitegen.shape.plain import words
from sitegen.shape.recovery import Recovered, Surroundings, recover
from sitegen.shape.runs import Run, outdented, parted, reads_as_prose, runs, shows_code
from sitegen.shape.types import Block, BlockKind, Layout, Shape
from sitegen.shape.wrapping import wrapping
from sitegen.shape.written import Line, LineKind, count_words, written


def shape_of(source: Source) -> Shape:
    """Recover the blocks of a text; a text in Markdown keeps those that it has."""
    known = blocks(source)
    lost = lost_runs(known)
    if not lost:
        return Shape("markdown", sure=True, why="", blocks=known)
    of_runs = [block for one in lost for block in _recovered(one)]
    found = sorted((*of_runs, *_outside(source, known, lost)), key=lambda block: block.line)
    whole = sum(one.run.words for one in lost)
    mixed = whole < 0.8 * sum(len(block.text.split()) for block in found)
    layouts = {one.layout for one in lost}
    layout: Layout = "mixed" if mixed or len(layouts) > 1 else lost[0].layout
    most = max(lost, key=lambda one: one.run.words)
    return Shape(layout, all(one.sure for one in lost), most.why, tuple(found))


_HTML = 800
"""Characters of an element that may be several paragraphs."""


def may_be_lost(found: Sequence[Block], source: Source) -> bool:
    """Return whether paragraphs may have been lost in a text of some blocks; cheap."""
    elements = any(block.kind == "html" and len(block.text) > _HTML for block in found)
    return elements or "\n    " in source.body or "\n\t" in source.body or bool(runs(found))


def lost_runs(known: Sequence[Block]) -> Sequence[Recovered]:
    """Return the runs of a text's Markdown blocks whose paragraphs were lost."""
    every = runs(known)
    if columns := indentation(every):
        return tuple(_indented(every, columns))
    lost = (one for one in _recover(every) if one)
    return tuple(sorted((*lost, *_quotations(every)), key=lambda one: one.run.first))


def _quotations(every: Sequence[Run]) -> Iterator[Recovered]:
    """Yield prose that Markdown takes for code, as w3m indents quotations; one may be meant so."""
    code = [run for run in every if run.is_code]
    plain = [run for run in every if not run.is_code and len(run.lines) > 1]
    if any(map(shows_code, code)) or not any(wrapping(run.lines) for run in plain):
        return  # the author shows code, or has no lines that a program broke
    if any(run.lines[0].indent > run.lines[-1].indent for run in every):
        return  # the author indents the first lines of paragraphs
    for run in code:
        if is_quotation(run, 0, broken=True) and are_long(run):
            flat = outdented(run, run.indent)
            yield replace(indented(flat, run.indent, None, is_quote=True), sure=False)


_MUCH, _MOST = 0.25, 0.4
"""Share of a text that is lost at least; from which on it shows how other runs were lost."""
_CERTAIN = 150
"""Words of a run that is lost for certain, whatever the rest of the text is like."""
_SEVERAL = 3
"""Paragraphs in it that Markdown does not know."""


def _recover(every: Sequence[Run]) -> Sequence[Recovered | None]:
    """Recover runs by themselves, then others by what the first ones show of the text."""
    whole = sum(run.words for run in every)
    around = Surroundings(whole)
    found = [recover(run, around) for run in every]
    share = _words(found) / (whole or 1)
    if share >= _MOST and not all(found):
        around = replace(around, known=frozenset(one.layout for one in found if one))
        found = [recover(run, around) for run in every]
    if share >= _MUCH and _are_lost(every, found):
        return found
    return [one if one and _is_certain(one) else None for one in found]


_PARAGRAPH = 12
"""Words of the shortest paragraph that shows where its author ends one."""


def _are_lost(every: Sequence[Run], found: Sequence[Recovered | None]) -> bool:
    """Return whether a third of the paragraphs at least lost their ends.

    An author who puts empty lines between the others broke a line within a paragraph, or edited it.
    """
    whole = [run for run, one in zip(every, found, strict=True) if not one and _is_paragraph(run)]
    return 2 * sum(one.lost for one in found if one) >= len(whole)


def _is_paragraph(run: Run) -> bool:
    plain = run.lines[0].kind == "plain" and not run.is_code
    return plain and run.words >= _PARAGRAPH and run.lines[-1].ends


def _words(found: Sequence[Recovered | None]) -> int:
    return sum(one.run.words for one in found if one)


def _is_certain(one: Recovered) -> bool:
    many = one.run.words >= _CERTAIN and one.lost >= _SEVERAL
    return one.sure and one.layout == "wrapped" and many


def _indented(every: Sequence[Run], columns: int) -> Iterator[Recovered]:
    every = [part for run in every for part in parted(run, columns)]
    flat = tuple(without_indent(every, columns))
    prose = [run for run, _ in flat if len(run.lines) > 1 and reads_as_prose(run)]
    broken = any(wrapping(run.lines) for run in prose)
    # lynx, which indents by 3, has no empty line after two line breaks of HTML. Its quotations and
    # comments are narrower.
    body = {run.first for run in every if run.indent == columns == 3}
    wrap = wrapping([line for run in prose if run.first in body for line in run.lines])
    lost = _recover([run for run, _ in flat])
    end = 0
    for whole, (run, gone), one in zip(every, flat, lost, strict=True):
        glued_to = whole.first == end + 1
        end = whole.last
        if not (whole.indent or one or glued_to):
            continue
        is_quote = is_quotation(whole, columns, broken=broken)
        plain = indented(run, gone, wrap if whole.indent else None, is_quote=is_quote)
        yield plain if is_quote or not one else replace(one, indent=gone)


_RAW = re.compile(r"\s*<(?:[!?]|(?:pre|script|style|textarea)\b)", re.IGNORECASE)
"""Elements that pages do not show, or whose lines they keep."""


def lost_in_html(block: Block) -> Recovered | None:
    """Return the paragraphs that run together in an element."""
    if _RAW.match(block.source):
        return None
    lines = [
        written(number, source)
        for number, source in enumerate(block.source.split("\n"), block.line)
        if source.strip() and source.lstrip()[0] != "<"
    ]
    count = sum(count_words(line.text) for line in lines)
    return recover(Run(tuple(lines), count), Surroundings(2 * count))


def _recovered(lost: Recovered) -> Iterator[Block]:
    titles, groups = lost.headings, lost.groups
    at = 0
    while at < len(groups):
        kind, end = _kind_of(groups[at], lost, titles), at + 1
        while kind in ("list", "quote") and end < len(groups):
            if _kind_of(groups[end], lost, titles) != kind:
                break
            end += 1
        yield _block(kind, [line for group in groups[at:end] for line in group])
        at = end


_KINDS: dict[LineKind, BlockKind] = {
    "plain": "paragraph",
    "item": "list",
    "heading": "heading",
    "rule": "rule",
    "quote": "quote",
    "page": "paragraph",
}


def _kind_of(lines: Sequence[Line], lost: Recovered, titles: frozenset[int]) -> BlockKind:
    if lost.is_quote:
        return "quote"
    if lines[0].number in titles:
        return "heading"
    return "code" if lost.run.is_code else _KINDS[lines[0].kind]


def _block(kind: BlockKind, lines: Sequence[Line]) -> Block:
    written = "\n".join(line.source for line in lines)
    return Block(kind, words(kind, written), written, lines[0].number, lines[-1].number)


def _outside(source: Source, known: Sequence[Block], lost: Sequence[Recovered]) -> Iterator[Block]:
    """Yield the blocks of Markdown between the recovered runs."""
    gone = [(one.run.first, one.run.last) for one in lost]
    lines = source.body.split("\n")
    for block in known:
        inside = [
            (first, last) for first, last in gone if first <= block.last and last >= block.line
        ]
        if not inside:
            yield block
            continue
        at = block.line
        for first, last in (*inside, (block.last + 1, block.last + 1)):
            if at < first:
                part = "\n".join(lines[at - source.body_line : first - source.body_line])
                yield from blocks(replace(source, body=part, body_line=at))
            at = max(at, last + 1)
