"""Paragraphs that run together, since the empty lines between them were lost."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.check.types import Edit, Finding, TextUnderCheck
from sitegen.shape.blocks import blocks
from sitegen.shape.recovery import Recovered
from sitegen.shape.shape import lost_in_html, lost_runs, may_be_lost
from sitegen.shape.written import BULLETS, Line

_NAMED = 12
"""Lines that are named in a hint."""


def run_together(text: TextUnderCheck) -> Iterator[Finding]:
    """Find what readers see as one paragraph or as code, and what its author wrote as several."""
    if not may_be_lost(text.blocks, text.source):
        return
    known = blocks(text.source)
    lost = lost_runs(known)
    raw = [one for block in known if block.kind == "html" and (one := lost_in_html(block))]
    if lost:
        between = (_apart(after) for before, after in pairwise(lost) if _touch(before, after))
        edits = (edit for one in lost for edit in _edits(one))
        yield _finding(text, lost, _hint(lost), (*between, *edits))
    if raw:
        yield _finding(text, raw, f"add </p><p> before {_places(raw)}")


def _finding(
    text: TextUnderCheck, lost: Sequence[Recovered], hint: str, edits: tuple[Edit, ...] = ()
) -> Finding:
    words = sum(one.run.words for one in lost)
    largest = max(lost, key=lambda one: one.run.words)
    message = f"paragraphs were lost in {words} words: {largest.why}"
    return Finding(text.finding("W1301", message, hint, lost[0].run.first).problem, edits=edits)


def _hint(lost: Sequence[Recovered]) -> str:
    certain = [line.number for one in lost for line, likely in _begins(one) if not likely]
    likely = [line.number for one in lost for line, likely in _begins(one) if likely]
    if not certain and not likely and all(one.layout != "paragraphs" for one in lost):
        return "add an empty line before each paragraph"
    what = f"add an empty line before {_lines(certain or likely)}" if certain or likely else ""
    option = "--fix" if all(one.sure for one in lost) else "--fix=all"
    if not what and all(one.is_quote for one in lost):
        what = "begin these lines with '>' if they are a quotation"
    hint = f"{what or 'delete these spaces'}, or let sitegen check {option} do it"
    return f"{hint}; perhaps also before {_lines(likely)}" if certain and likely else hint


def _places(lost: Sequence[Recovered]) -> str:
    begins = [line.number for one in lost for line, _ in _begins(one)]
    return _lines(begins) if begins else "each paragraph"


def _lines(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_NAMED])) + (", …" if len(numbers) > _NAMED else "")
    return f"line{'s' * (len(numbers) > 1)} {shown}"


def _begins(one: Recovered) -> Iterator[tuple[Line, bool]]:
    """Yield the lines that need an empty line before them, and whether they are only likely.

    Items of a list need none.
    """
    for at in one.starts:
        before, line = one.run.lines[at - 1 : at + 1]
        if not (before.kind == line.kind and line.kind in ("item", "quote")):
            yield line, at in one.likely


# ------------------------------------------------------------------ edits


def _touch(before: Recovered, after: Recovered) -> bool:
    """Return whether no empty line is between two runs of another indentation."""
    return before.run.last + 1 == after.run.first


def _apart(one: Recovered) -> Edit:
    return Edit(one.run.first, one.run.first - 1, ("",), "empty line", sure=one.sure)


def _edits(one: Recovered) -> Iterator[Edit]:
    """Yield an edit for each empty line, and one for each line that changes."""
    for line, likely in _begins(one):
        sure = one.sure and not likely
        yield Edit(line.number, line.number - 1, ("",), "empty line", sure=sure)
    titles, stanzas = one.headings, one.stanzas
    for at, line in enumerate(one.run.lines, 1):
        new = _marked(line, one, is_title=line.number in titles) + "  " * (at in stanzas)
        if new != line.source or one.indent:
            yield Edit(line.number, line.number, (new,), "mark of its kind", sure=one.sure)


_BULLET = re.compile(rf"^(\s*)(?:[·–{BULLETS}]|o(?=\s))\s*(?=\S)")


def _marked(line: Line, one: Recovered, *, is_title: bool) -> str:
    """Return a line with the mark that Markdown has for its kind."""
    if one.is_quote:
        return f"> {line.text}"
    if is_title:
        return f"## {line.text}"
    return _BULLET.sub(r"\1- ", line.source, count=1) if line.kind == "item" else line.source
