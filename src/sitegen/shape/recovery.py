"""A run of lines -> the paragraphs that their author meant, where its shape was lost."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from sitegen.shape.headings import headings
from sitegen.shape.lengths import likely_starts
from sitegen.shape.runs import Run
from sitegen.shape.verse import LONGEST, joined
from sitegen.shape.wrapping import INNER, Wrapping, starts, wrapping
from sitegen.shape.written import Line, count_words

_LONG = 125
"""Columns beyond which a line was not broken by a program for the screen."""


class Recovered(Struct, frozen=True):
    """A run whose paragraphs were lost."""

    run: Run
    layout: Literal["lines", "wrapped", "paragraphs"]
    starts: tuple[int, ...]
    """Indexes of the lines with which its blocks begin, without the first."""
    sure: bool
    why: str
    indent: int = 0
    """Columns that were before each of its lines, and that are no longer in them."""
    is_quote: bool = False
    stanzas: frozenset[int] = frozenset()
    """Indexes of lines of verse that belong to the line before them."""
    likely: frozenset[int] = frozenset()
    """Those of ``starts`` that only the lengths of paragraphs show."""

    @property
    def groups(self) -> Sequence[Sequence[Line]]:
        """Return the lines of each block; items of a list are a block each."""
        ends = (*self.starts, len(self.run.lines))
        return [self.run.lines[at:end] for at, end in zip((0, *self.starts), ends, strict=True)]

    @property
    def lost(self) -> int:
        """Return how many of its paragraphs begin where Markdown knows of none."""
        return sum(_is_unknown(self.run.lines, at) for at in self.starts)

    @property
    def headings(self) -> frozenset[int]:
        """Return the numbers of the lines that are headings without a mark."""
        return headings(self.groups) if self.sure else frozenset()


class Surroundings(Struct, frozen=True):
    """Facts of a text on which the decision about one of its runs depends."""

    words: int
    """Words of the whole text."""
    known: frozenset[str] = frozenset()
    """Layouts of runs of the same text that are certainly lost."""


def recover(run: Run, around: Surroundings) -> Recovered | None:
    """Return the paragraphs of a run; None if it is as its author meant it."""
    if len(run.lines) < 2 or run.is_code or _keeps_its_lines(run.lines):
        return None
    if wrap := wrapping(run.lines):
        return _wrapped(run, wrap, around)
    return _lines(run, around)


# ------------------------------------------------------------------ lines with a meaning

_LABEL = re.compile(
    r"(?:[*_]{0,2}[^\W\d_][\w.'’ -]{0,24}(?:\([^()]{1,30}\))?\s?:[*_]{0,2}(?:\s|$)|"
    r"[^\W\d_a-z]{2,}[A-Z .'’-]{0,20}[.:]\s|"
    r"\[?\d{1,2}[:.h]\d{2}|\d{1,2}\.? [^\W\d_]{3,9}\b|<\w+>|\|)"
)
"""The name of a speaker, a time, a day, a bar of a line block."""
_DASH = re.compile(r"[-–—―]\s")


def _keeps_its_lines(lines: Sequence[Line]) -> bool:
    """Return whether line ends have a meaning.

    They are marked, or each line begins with a name or a day, or names a book with its year.
    """
    broken = sum(line.is_broken for line in lines)
    labelled = sum(bool(_LABEL.match(line.text)) for line in lines)
    dashes = sum(bool(_DASH.match(line.text)) for line in lines)
    books = sum(line.columns <= _BOOK and bool(_YEAR.search(line.text)) for line in lines)
    return max(broken / 0.3, labelled / 0.5, dashes / 0.75, books / 0.75) >= len(lines)


_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_BOOK = 280
"""Columns of the longest line about a book."""


# ------------------------------------------------------------------ hard-wrapped

_MANY = 150
"""Words from which a paragraph may be several."""
_HUGE = 400
"""Words that nobody puts in one paragraph."""
_FEW = 60
"""Words of several short paragraphs."""


def _wrapped(run: Run, wrap: Wrapping, around: Surroundings) -> Recovered | None:
    found = tuple(starts(run.lines, wrap))
    most = run.words >= _FEW and run.words >= 0.6 * around.words and wrap.seen >= 5
    known = "wrapped" in around.known and run.words >= _FEW
    lost = _is_lost(run.lines, found) or (not found and run.words >= _HUGE)
    if not lost or not (run.words >= _MANY or most or known):
        return None
    stanzas = joined(run.lines, min(LONGEST, 0.8 * wrap.width))
    certain = sorted({*found, *_ends_of(stanzas, len(run.lines))} - stanzas)
    shown = sorted({*certain, *_said(run.lines)} - stanzas)
    likely = {*shown, *likely_starts(run.lines, wrap, shown)} - stanzas - {*certain}
    why = f"lines are broken at column {wrap.width}"
    why += ", and shorter ones end paragraphs" if found else ""
    sure = wrap.exact and bool(found)
    begins = tuple(sorted({*certain, *likely}))
    one = Recovered(run, "wrapped", begins, sure, why, stanzas=stanzas, likely=frozenset(likely))
    return one if sure or not _are_sentences(one.groups) else None


def _are_sentences(groups: Sequence[Sequence[Line]]) -> bool:
    """Return whether most sentences begin on a line of their own, apart from what is said."""
    told = [" ".join(line.text for line in group) for group in groups if _is_told(group)]
    return sum(not INNER.search(text) for text in told) > 0.6 * len(told)


def _is_told(group: Sequence[Line]) -> bool:
    words = sum(line.text.count(" ") + 1 for line in group)
    first, last = group[0], group[-1]
    plain = first.kind == "plain" and not first.text.startswith(_SPEECH)
    return plain and last.ends and words >= _STATED


_STATED = 12
"""Words of the shortest sentence that shows where its author begins a line."""


_SPEECH = ('"', "“", "„", "«", "»", "—", "–")


def _said(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the indexes of lines with which somebody begins to speak, or a text goes on after a
    list: both rarely follow a sentence in its paragraph.
    """
    for at, (before, line) in enumerate(pairwise(lines), 1):
        apart = before.kind == "item" or line.text.startswith(_SPEECH)
        if before.ends and apart and line.begins and line.kind == "plain":
            yield at


def _ends_of(stanzas: frozenset[int], count: int) -> Iterator[int]:
    """Yield the indexes of the first line of each stanza and of the line below it."""
    for at in stanzas:
        if at - 1 not in stanzas and at > 1:
            yield at - 1
        if at + 1 not in stanzas and at + 1 < count:
            yield at + 1


def _is_lost(lines: Sequence[Line], found: Sequence[int]) -> bool:
    """Return whether Markdown does not know some of the starts: it knows items and headings."""
    return any(_is_unknown(lines, at) for at in found)


def _is_unknown(lines: Sequence[Line], at: int) -> bool:
    return lines[at].kind == "plain" and lines[at - 1].kind != "heading"


# ------------------------------------------------------------------ one line a paragraph

_SENTENCE = re.compile(r"[.!?…。！？।][\"'”’»“)]*(?:\s|$)")


def _lines(run: Run, around: Surroundings) -> Recovered | None:
    plain = [line for line in run.lines if line.kind == "plain"]
    long = [line for line in plain if line.columns > _LONG]
    words = sum(count_words(line.text) for line in long)
    if len(long) < (1 if "lines" in around.known else 2) or words < 0.6 * run.words:
        return None
    ended = sum(line.ends for line in long) / len(long)
    below = [after for line, after in pairwise(run.lines) if line.columns > _LONG]
    begun = sum(after.kind != "plain" or after.begins for after in below) / (len(below) or 1)
    sentences = sum(len(_SENTENCE.findall(line.text)) for line in long) / len(long)
    if ended < 0.7 or begun < 0.75 or sentences < 1.3:
        return None
    sure = ended >= 0.85 and begun >= 0.9 and sentences >= 1.8
    stanzas = joined(run.lines)
    found = tuple(at for at in range(1, len(run.lines)) if at not in stanzas)
    return Recovered(run, "lines", found, sure, "each line is a paragraph", stanzas=stanzas)
