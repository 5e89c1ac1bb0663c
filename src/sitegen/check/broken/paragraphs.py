"""Paragraphs that run together, since the empty lines between them were lost."""

from collections.abc import Iterator, Sequence

from sitegen.check.types import Edit, Finding, TextUnderCheck
from sitegen.shape.blocks import blocks
from sitegen.shape.recovery import Recovered
from sitegen.shape.shape import lost_in_html, lost_runs

_NAMED = 12
"""Lines that are named in a hint."""


def run_together(text: TextUnderCheck) -> Iterator[Finding]:
    """Find what readers see as one paragraph, and what its author wrote as several."""
    known = blocks(text.source)
    lost = lost_runs(known)
    raw = [one for block in known if block.kind == "html" and (one := lost_in_html(block))]
    for found in filter(None, (lost, raw)):
        words = sum(one.run.words for one in found)
        runs = "one paragraph" if len(found) == 1 else f"{len(found)} paragraphs"
        message = f"{runs} of {words} words may be more: {found[0].why}"
        hint = _hint(found, "an empty line" if found is lost else "</p><p>")
        edits = tuple(edit for one in lost for edit in _edits(one)) if found is lost else ()
        line = found[0].run.first
        yield Finding(text.finding("W1301", message, hint, line).problem, edits=edits)


def _hint(lost: Sequence[Recovered], what: str) -> str:
    begins = [line for one in lost for line in _begins(one)]
    shown = ", ".join(map(str, begins[:_NAMED])) + (", …" if len(begins) > _NAMED else "")
    if not begins or what != "an empty line":
        where = f"line{'s' * (len(begins) > 1)} {shown}" if begins else "each paragraph"
        return f"add {what} before {where}"
    sure = all(one.sure for one in lost)
    let = "let sitegen check --fix do it" if sure else "let sitegen check --fix=all do it"
    return f"add {what} before line{'s' * (len(begins) > 1)} {shown}, or {let}"


def _begins(one: Recovered) -> Iterator[int]:
    """Yield the lines that need an empty line before them; items of a list need none."""
    for at in one.starts:
        before, line = one.run.lines[at - 1 : at + 1]
        if not (before.kind == line.kind and line.kind in ("item", "quote")):
            yield line.number


def _edits(one: Recovered) -> Iterator[Edit]:
    for line in _begins(one):
        yield Edit(line, line - 1, ("",), "empty line between paragraphs", sure=one.sure)
