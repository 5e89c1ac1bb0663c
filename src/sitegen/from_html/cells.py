"""Cells of a table and headings: words on one line, without the marks that they have anyway."""

import re
from collections.abc import Iterable, Iterator

from sitegen.from_html import escaping, inline
from sitegen.from_html.context import Context
from sitegen.from_html.paragraphs import flat, without_double
from sitegen.from_html.runs import Marks, Run
from sitegen.from_html.tree import Element


def written(context: Context, element: Element, *, head: bool) -> str:
    """Return the Markdown of a cell; one of the head is bold anyway."""
    runs = list(flat(context, element))
    if head:
        runs = [run._replace(marks=unmarked(run.marks, element)) for run in runs]
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


def unmarked(marks: Marks, heading: Element) -> Marks:
    """Leave out the marks that a heading has anyway."""
    whole = heading.text().split()
    bold = any(each.text().split() == whole for each in heading.elements("b", "strong", "span"))
    return tuple(m for m in marks if not (m.kind == "strong" and bold) and m.value != "<u>")


def unstarted(text: str) -> str:
    """Undo what is escaped only at the beginning of a paragraph."""
    text = re.sub(r"^(\d+)\\(?=[.)])", r"\1", text)
    return re.sub(r"^\\(?=[>+:|~=-])", "", text)
