"""Runs of words -> paragraphs, and all that is in an element -> one line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sitegen.from_html import code, formulas, frames, inline
from sitegen.from_html.context import Context
from sitegen.from_html.runs import Marks, Run, marks_of, merged, runs_of
from sitegen.from_html.tree import BLOCKS, Element
from sitegen.text.regex import regex

_INVISIBLE = " \n\xa0\u200b\u200c\u200d\u2060\ufeff"
"""What editors put into an empty paragraph so that it has a height."""
_RULE = regex(r"[\s\xa0]*(?:(?:\*[\s\xa0]*){3,}|(?:_[\s\xa0]*){3,}|(?:-[\s\xa0]*){3,})")
ANCHOR = regex(r'<span id="([^"\s{}#.\'=<>]+)"></span>')


class Block(NamedTuple):
    """A block of Markdown."""

    kind: str
    """paragraph, heading, list, item, quote, code, table, rule, html, figure, terms or anchor."""
    text: str


def paragraphs(runs: Iterable[Run], context: Context) -> Iterator[Block]:
    """Yield the paragraphs of some runs; two breaks in a row part them."""
    for part in _parted(merged(runs)):
        shown = [run for run in part if run.kind == "raw" or run.text.strip(_INVISIBLE)]
        if not shown:
            continue
        if all(run.kind == "raw" and ANCHOR.fullmatch(run.text) for run in shown):
            for run in shown:
                yield Block("anchor", ANCHOR.sub(r"\1", run.text))
        elif all(map(is_picture, shown)):
            for run in shown:
                yield Block("paragraph", inline.written(context, [run]))
        elif all(run.kind == "text" for run in shown) and _RULE.fullmatch(_text(shown)):
            yield Block("rule", "---")
        else:
            yield from _with_pictures_apart(context, part, shown)


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def is_picture(run: Run) -> bool:
    """Return whether a run shows a picture."""
    return run.kind == "raw" and run.text.startswith("![")


def _with_pictures_apart(
    context: Context, runs: Sequence[Run], shown: Sequence[Run]
) -> Iterator[Block]:
    """Write a picture before or after words, which float beside it, as a paragraph."""
    first, last = shown[0], shown[-1]
    if is_picture(first):
        yield Block("paragraph", inline.written(context, [first]))
    edge = [run for run in (first, last) if is_picture(run)]
    rest = [run for run in runs if not any(run is each for each in edge)]
    while rest and rest[0].kind == "break":
        rest.pop(0)
    yield from paragraphs(rest, context) if edge else _paragraph(context, rest)
    if is_picture(last):
        yield Block("paragraph", inline.written(context, [last]))


def _paragraph(context: Context, runs: Sequence[Run]) -> Iterator[Block]:
    first = next(run for run in runs if run.text.strip(_INVISIBLE))
    if first.kind == "raw" and (anchor := ANCHOR.fullmatch(first.text)):
        yield Block("anchor", anchor[1])
        runs = [run for run in runs if run is not first]
    text = inline.written(context, _without_spaces(runs))
    if text:
        yield Block("paragraph", text)


def _without_spaces(runs: Sequence[Run]) -> list[Run]:
    """Remove no-break spaces at the beginning, with which lines were once indented."""
    kept = [*runs]
    for at, run in enumerate(kept):
        if run.kind == "text":
            kept[at] = run._replace(text=run.text.lstrip(" \n\xa0"))
        if kept[at].text.strip():
            break
    return [run for run in kept if run.text]


def _parted(runs: Sequence[Run]) -> Iterator[Sequence[Run]]:
    part: list[Run] = []
    breaks = 0
    for run in runs:
        if run.kind == "break":
            breaks += 1
            if breaks == 2:
                yield part
                part = []
                continue
        elif run.kind == "raw" or run.text.strip(_INVISIBLE):
            breaks = 0
        if breaks < 2:
            part.append(run)
    yield part


def flat(context: Context, element: Element, marks: Marks = ()) -> Iterator[Run]:
    """Yield the runs of all that is in an element as one line, with a break between blocks."""
    for node in element.children:
        if isinstance(node, str) or not (node.tag in BLOCKS or node.holds_blocks):
            yield from runs_of(context, [node], marks)
            continue
        is_block = node.tag in BLOCKS and node.tag not in ("tbody", "thead", "tr")
        if is_block:
            yield Run("break", "\n", ())
        if node.tag == "math-block":
            yield Run("raw", formulas.inline(node), marks)
        elif code.is_code(node):
            for line in code.lines(node):
                yield Run("code", line, ())
                yield Run("break", "\n", ())
        elif frames.is_frame(node):
            yield from runs_of(context, [node], marks)
        else:
            yield from flat(context, node, marks_of(context, node, marks))
        if is_block:
            yield Run("break", "\n", ())


def one_line(context: Context, element: Element, marks: Marks = ()) -> str:
    """Return all that is in an element as a line of Markdown."""
    runs = [
        Run("text", " ", run.marks) if run.kind == "break" else run
        for run in flat(context, element, marks)
    ]
    return inline.written(context, without_double(runs))


def without_double(runs: Iterable[Run]) -> list[Run]:
    """Leave one space where there are several in a row."""
    kept: list[Run] = []
    for run in merged(runs):
        if run.kind != "text":
            kept.append(run)
            continue
        text = re.sub(r" {2,}", " ", run.text)
        if text[:1] == " " and kept and kept[-1].text[-1:] == " ":
            text = text[1:]
        if text:
            kept.append(run._replace(text=text))
    return kept
