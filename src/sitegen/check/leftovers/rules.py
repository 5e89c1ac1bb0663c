"""What blog platforms leave around a pasted text: at its edges, and in rows of its own."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from sitegen.check.case import Case, Edit, Finding
from sitegen.check.leftovers.phrases import Mark, is_date, names_day, normal
from sitegen.check.leftovers.signatures import balanced
from sitegen.check.leftovers.units import Unit, units
from sitegen.problems.errors import Place, Problem

_CODES = {
    "comments": "W1001",
    "share": "W1002",
    "navigation": "W1003",
    "labels": "W1004",
    "byline": "W1005",
    "related": "W1006",
    "subscription": "W1007",
    "title": "W1008",
    "date": "W1009",
}
_WHAT = {
    "comments": "left over from a comment form",
    "share": "left over from share buttons",
    "navigation": "left over from a blog's navigation",
    "labels": "a blog's list of labels",
    "byline": "a blog's line about author, time and length",
    "related": "left over from a list of related posts",
    "subscription": "left over from a subscription box",
    "title": "the title once more",
    "date": "the date once more",
}
_ENOUGH = 3
"""Phrases that say something only together, for all of them to say it."""


def leftovers(case: Case) -> Iterator[Finding]:
    """Find what a platform printed before, after and between the author's words."""
    every = units(case)
    head = _head(every, case)
    tail = _tail(every[len(head) :])
    body = every[len(head) : len(every) - len(tail)]
    page = _Page(case, case.source.body.split("\n"))
    yield from _findings(head, page, above=False)
    yield from _findings(tail, page, below=False)
    for zone in _rows(body):
        yield from _findings(zone, page)


class _Page:
    """The lines of a text, by their numbers in the file."""

    def __init__(self, case: Case, lines: Sequence[str]) -> None:
        self.case = case
        self._lines = lines
        self._begins: dict[frozenset[int], int] = {}
        self._first = case.source.body_line
        self.end = self._first + len(lines) - (not lines[-1])

    def written(self, first: int, last: int) -> str:
        return "\n".join(self._lines[first - self._first : last + 1 - self._first])

    def begins(self, gone: frozenset[int]) -> int:
        """Find the first line that is neither blank nor taken away."""
        if gone not in self._begins:
            lines = range(self._first, self.end)
            own = (line for line in lines if line not in gone and not self.blank(line))
            self._begins[gone] = next(own, self.end)
        return self._begins[gone]

    def blank(self, line: int) -> bool:
        return self._first <= line < self.end and not self._lines[line - self._first].strip()


# ------------------------------------------------------------------ before the text


def _head(every: Sequence[Unit], case: Case) -> tuple[Unit, ...]:
    """Take the lines before the text's first own words."""
    zone: list[Unit] = []
    for unit, after in zip(every, (*every[1:], None), strict=False):
        first_title = unit.kind == "heading" and unit.line == case.blocks[0].line
        if first_title and case.essay.facts.title_text:
            zone.append(replace(unit, mark=None, neutral=True))
        elif mark := _head_mark(unit, after, case):
            zone.append(replace(unit, mark=mark))
        elif unit.neutral and unit.kind != "rule":
            zone.append(unit)
        else:
            break
    while zone and not zone[-1].mark:
        zone.pop()
    return _trusted(tuple(reversed(zone)), most_weak=1)[::-1]


def _head_mark(unit: Unit, after: Unit | None, case: Case) -> Mark | None:
    if unit.kind in ("quote", "code", "table", "list"):
        return None
    titled = case.essay.meta.title or case.essay.facts.title_text
    if titled and unit.text and unit.text == case.essay.card.name:
        return Mark("title", sure=True)
    if is_date(unit.text):
        # A diary's or a letter's first line is another day than the essay's own.
        date = case.essay.meta.date
        own = date is None or names_day(unit.text, date.at.date())
        return Mark("date", sure=True) if own else None
    if unit.mark is None and after and _is_name(unit.text) and _head_mark(after, None, case):
        return _GUESSED
    return unit.mark


_GUESSED = Mark("byline", sure=False, count=0)
"""A name above a date: likely the author's, not certainly."""


_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}")


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and text.istitle() and text[-1] != "."


# ------------------------------------------------------------------ after the text


def _tail(every: Sequence[Unit]) -> tuple[Unit, ...]:
    """Take the lines after the text's last own words; notes below them are passed over."""
    every = _with_titles(every)
    end = len(every)
    while end and every[end - 1].neutral:
        end -= 1
    start = end
    while start and (every[start - 1].mark or every[start - 1].neutral):
        start -= 1
    while start < end and not every[start].mark:
        start += 1
    zone = _trusted(every[start:end], most_weak=_ENOUGH)
    return (*zone, *every[end:]) if zone else ()


def _with_titles(every: Sequence[Unit]) -> tuple[Unit, ...]:
    """Mark the titles under a heading such as "Related posts"."""
    marked: list[Unit] = []
    below = False
    for unit in every:
        mark = unit.mark
        if below and not mark and not unit.neutral and _is_title(unit):
            mark = Mark("related", sure=False)
        if mark:
            below = mark.kind == "related" or (below and mark.kind == "byline")
        elif not unit.neutral:
            below = False
        marked.append(replace(unit, mark=mark))
    return tuple(marked)


def _is_title(unit: Unit) -> bool:
    text = unit.text
    if unit.kind in ("quote", "code", "table") or (not text and "](" not in unit.source):
        return False
    if _OWN_LINK.search(unit.source):
        return False  # A list that leads into this collection is the author's.
    return len(text.split()) <= 14 and not text.endswith((".", ":", ";", ","))


_OWN_LINK = re.compile(r"\]\((?!https?:)|\[\[")


def _trusted(zone: Sequence[Unit], *, most_weak: int) -> tuple[Unit, ...]:
    """Keep the lines of a zone from the first on that says something alone.

    Without one, several that only say something together; bare words before it are the author's.
    """
    sure = [n for n, unit in enumerate(zone) if unit.mark and unit.mark.sure and not _listed(unit)]
    if not sure:
        count = sum(unit.mark.count for unit in zone if unit.mark and unit.kind != "list")
        return tuple(zone) if count >= max(most_weak, 2) else ()
    bare = [unit for unit in zone[: sure[0]] if unit.mark and not _says_much(unit, zone[sure[0]])]
    start = sure[0]
    while start and (len(bare) > 1 or zone[start - 1] not in bare):
        start -= 1
    while not zone[start].mark:
        start += 1
    return tuple(zone[start:])


def _says_much(unit: Unit, sure: Unit) -> bool:
    """Tell whether a line before a sure one goes with it; a poem may end with 'Home'."""
    return unit.block == sure.block or " " in unit.text or unit.text.endswith(":")


def _listed(unit: Unit) -> bool:
    # A list at the end of an essay on blogs may well name a blog's buttons.
    return unit.kind == "list" and "](" not in unit.source


# ------------------------------------------------------------------ in the text


def _rows(body: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Find whole blocks within the text that are a platform's by address or by company."""
    blocks = [tuple(block) for _, block in groupby(body, key=lambda unit: unit.block)]
    run: list[Unit] = []
    for block in (*blocks, ()):
        if block and all(unit.neutral or unit.mark for unit in block):
            run += block
            continue
        sure = [
            n for n, unit in enumerate(run) if unit.mark and unit.mark.sure and not _listed(unit)
        ]
        if len(sure) > 1 or any(_is_signed(run[number]) for number in sure):
            yield tuple(run[sure[0] : sure[-1] + 1])
        run = []


def _is_signed(unit: Unit) -> bool:
    return "](" in unit.source or "href" in unit.source or unit.last > unit.line


# ------------------------------------------------------------------ findings


def _findings(
    zone: Sequence[Unit], page: _Page, *, above: bool = True, below: bool = True
) -> Iterator[Finding]:
    """Tell of each run of one kind, to be mended if something sure stands above and below it."""
    marked_lines = (range(unit.line, unit.last + 1) for unit in zone if unit.mark)
    gone = frozenset(line for lines in marked_lines for line in lines)
    sure = [unit.line for unit in zone if unit.mark and unit.mark.sure and not _listed(unit)]
    marked = [(unit.mark, unit) for unit in zone if unit.mark]
    for _, run in groupby(marked, key=lambda one: _CODES[one[0].kind]):
        marks, lines = zip(*run, strict=True)
        first, last = lines[0].line, lines[-1].last
        certain = bool(sure) and _GUESSED not in marks
        certain = certain and (not above or last >= sure[0]) and (not below or first <= sure[-1])
        yield _finding(marks[0], lines, page, gone, certain=certain)


def _finding(
    mark: Mark, run: Sequence[Unit], page: _Page, gone: frozenset[int], *, certain: bool
) -> Finding:
    case = page.case
    first, last = run[0].line, run[-1].last
    what = _WHAT[mark.kind]
    lines = last - first + 1
    more = f" and the {_plural(lines - 1)} after it are" if lines > 1 else " is"
    shown = _shown(run[0])
    hint = _hint(mark, run, case)
    problem = Problem(Place(case.path, first), _CODES[mark.kind], f"{shown}{more} {what}", hint)
    if not certain or hint != _TAKE_AWAY or not balanced(page.written(first, last)):
        return Finding(problem)
    return Finding(problem, _removal(page, first, last, gone, what))


def _plural(lines: int) -> str:
    return "line" if lines == 1 else f"{lines} lines"


def _shown(unit: Unit) -> str:
    text = " ".join(unit.text.split()) or " ".join(unit.source.split())
    return f"'{text}'" if len(text) <= 60 else f"'{text[:59].rstrip()}…'"


_TAKE_AWAY = "take it away, or let sitegen check --fix do it"


def _hint(mark: Mark, run: Sequence[Unit], case: Case) -> str:
    """Name the next step; what the front matter does not hold yet goes there first."""
    meta = case.essay.meta
    if mark.kind == "labels" and not _known_labels(run, case):
        return "write the labels that matter as tags:, then take it away"
    if mark.kind == "byline" and (meta.date is None or not case.essay.card.authors):
        return "write author: and date: into the front matter, then take it away"
    if mark.kind == "date" and meta.date is None:
        return "write it as date: into the front matter, then take it away"
    return _TAKE_AWAY


def _known_labels(run: Sequence[Unit], case: Case) -> bool:
    named = " ".join(normal(unit.text).partition(":")[2] for unit in run)
    labels = [label.strip() for label in named.split(",") if label.strip()]
    tags = {tag.text.casefold() for tag in case.essay.meta.tags}
    return bool(labels) and all(label in tags for label in labels)


def _removal(page: _Page, first: int, last: int, gone: frozenset[int], what: str) -> Edit:
    """Take lines away with the blank lines before them, or after them at the top of a text."""
    end = page.end
    low, high = first, last
    if first < page.begins(gone):
        while high + 1 < end and page.blank(high + 1):
            high += 1
    elif high + 1 >= end or page.blank(high + 1) or high + 1 in gone:
        while page.blank(low - 1):
            low -= 1
    return Edit(low, high, (), what)
