"""Runs of a text -> the same without the spaces that a program put before each line."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen.shape.recovery import Recovered
from sitegen.shape.runs import Run, outdented, reads_as_prose
from sitegen.shape.verse import LONGEST, joined
from sitegen.shape.wrapping import Wrapping, starts, wrapping

_FEW = 40
"""Words of the shortest text whose indentation means something."""
_PROSE = 45
"""Columns of the longest lines of verse, on average."""


def indentation(every: Sequence[Run]) -> int:
    """Return the columns before the lines of a body that is indented as a whole; else 0.

    Only if Markdown would take a part of it for code or for a part of a list: other spaces do no
    harm.
    """
    words = Counter[int]()
    for run in every:
        if run.indent and reads_as_prose(run) and are_long(run):
            words[run.indent] += run.words
    columns = words.most_common(1)[0][0] if words else 0
    deep = sum(count for indent, count in words.items() if indent >= 3)
    whole = sum(run.words for run in every if reads_as_prose(run))
    lost = columns >= 3 and deep >= max(_FEW, 0.5 * whole)
    return columns if lost and any(_is_misread(run, columns) for run in every) else 0


_LIST = 4
"""Columns before a paragraph in a list, at most."""


def _is_misread(run: Run, columns: int) -> bool:
    if run.is_code:
        return reads_as_prose(run)
    items = [line for line in run.lines if line.kind == "item"]
    return any(line.indent == columns or columns > _LIST for line in items)


def are_long(run: Run) -> bool:
    """Return whether the lines of a run are those of prose, and not of verse or an address."""
    return sum(len(line.text) for line in run.lines) / len(run.lines) > _PROSE or (
        len(run.lines) > 1 and wrapping(run.lines) is not None
    )


def without_indent(every: Sequence[Run], columns: int) -> Iterator[tuple[Run, int]]:
    """Yield runs without the spaces before them, and how many they were."""
    for run in every:
        items = any(line.kind == "item" for line in run.lines)
        gone = run.indent if reads_as_prose(run) and not items else min(columns, run.indent)
        yield outdented(run, gone), gone


def is_quotation(run: Run, columns: int, *, broken: bool) -> bool:
    """Return whether a run is indented by more than the body, as text browsers do to quotations.

    ``broken`` says whether the lines of the body are broken at a column.
    """
    more = run.indent - columns
    plain = all(line.kind == "plain" for line in run.lines)
    long = run.words >= 12 and run.lines[-1].ends
    return broken and plain and long and more in (2, 4) and reads_as_prose(run)


def indented(run: Run, gone: int, wrap: Wrapping | None, *, is_quote: bool) -> Recovered:
    """Return the paragraphs and lists of an indented run, or a quotation.

    ``wrap`` is the column at which the lines of the whole body are broken.
    """
    found = {at for at, line in enumerate(run.lines) if at and line.kind in ("item", "page")}
    stanzas: frozenset[int] = frozenset()
    if wrap and wrap.exact and not is_quote:
        stanzas = joined(run.lines, min(LONGEST, 0.8 * wrap.width))
        found.update(starts(run.lines, wrap))
    begins = tuple(sorted(found - stanzas))
    why = f"it is indented by {gone} columns"
    return Recovered(
        *(run, "paragraphs", begins), sure=True, why=why, indent=gone, is_quote=is_quote
    )
