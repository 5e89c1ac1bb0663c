"""Cells of a table and headings: words on one line, without the marks that they have anyway."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from sitegen.from_html import escaping, inline
from sitegen.from_html.context import Context
from sitegen.from_html.paragraphs import flat, without_double
from sitegen.from_html.runs import Run
from sitegen.from_html.tree import Element

_LOOKS = 5
"""Elements in a heading that may make all of it bold."""


def written(context: Context, element: Element, *, head: bool) -> str:
    """Return the Markdown of a cell; one of the head is bold anyway."""
    runs = list(flat(context, element))
    if head:
        runs = unmarked(runs, element)
    text = inline.written(context, without_double(_single_breaks(runs)))
    return re.sub(r"(?<!\\)\|", r"\\|", unstarted(text)).replace("\\\\|", "&#92;\\|")


def _single_breaks(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs with a tag for the breaks between them, as cells of a table need it."""
    broken = begun = False
    for run in runs:
        if run.kind == "break":
            broken = True
            continue
        if not begun and not run.text.strip():
            continue
        if broken and begun and run.text.strip():
            yield Run("raw", "<br>", ())
        if run.kind == "code" and ("{{" in run.text or "{%" in run.text):
            yield run._replace(kind="raw", text=_spelled_code(run.text))
            begun, broken = True, False
        elif run.text.strip() or not broken:
            broken = broken and not run.text.strip()
            begun = True
            yield run


def _spelled_code(text: str) -> str:
    """Write code with the marks of a template, which would reach over the bars between cells."""
    spelled = escaping.fully_escaped(text).replace("\\{", "&#123;")
    return f"<code>{spelled}</code>"


def unmarked(runs: Iterable[Run], element: Element) -> list[Run]:
    """Leave out the marks that a heading or a cell of the head has anyway."""
    words = element.text().split()
    bold = any(
        each.text().split() == words
        for each in islice(element.elements("b", "strong", "span"), _LOOKS)
    )
    return [
        run._replace(
            marks=tuple(
                mark
                for mark in run.marks
                if not (mark.kind == "strong" and bold) and mark.value != "<u>"
            )
        )
        for run in runs
    ]


def unstarted(text: str) -> str:
    """Undo what is escaped only at the beginning of a paragraph."""
    text = re.sub(r"^(\d+)\\(?=[.)])", r"\1", text)
    return re.sub(r"^\\(?=[>+:|~=-])", "", text)
