"""Text -> what blog platforms left in it: at its edges, and in rows of its own."""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby

from msgspec.structs import replace

from sitegen.check.leftovers.certainty import Surroundings, is_authors, is_certain
from sitegen.check.leftovers.head import GUESSED, head_marks, with_other_dates
from sitegen.check.leftovers.links import with_numbers, without_numbers
from sitegen.check.leftovers.phrases import normal
from sitegen.check.leftovers.related import with_last_labels, with_titles, with_turns
from sitegen.check.leftovers.signatures import balanced
from sitegen.check.leftovers.strangers import with_comments
from sitegen.check.leftovers.units import Unit, units
from sitegen.check.types import Edit, Finding, TextUnderCheck

_KINDS = {
    "comments": ("W1001", "left over from a comment form"),
    "voices": ("W1001", "comments of readers"),
    "share": ("W1002", "left over from share buttons"),
    "navigation": ("W1003", "left over from a blog's navigation"),
    "labels": ("W1004", "a blog's list of labels"),
    "byline": ("W1005", "a blog's line with author, time or reading time"),
    "related": ("W1006", "left over from a list of related posts"),
    "subscription": ("W1007", "left over from a subscription box"),
    "title": ("W1008", "the title again"),
    "date": ("W1009", "the date again"),
    "other-date": ("W1010", "another date than the front matter's"),
    "links": ("W1011", "numbers of links, which a program wrote"),
}
"""Kind of a line -> the code and the words of its finding."""
CODES = frozenset(code for code, _ in _KINDS.values())
_ENOUGH = 3
"""Phrases that suffice together where none suffices alone."""


_Page = Mapping[int, str]
"""Number of a line of the body in the file -> the line."""


def leftovers(text: TextUnderCheck) -> Iterator[Finding]:
    """Find what a platform printed before, after and between the author's words."""
    text = without_numbers(text)
    comments = with_comments(tuple(with_numbers(units(text), text)))
    every = comments.units
    head = _head(every, text)
    tail = _tail(every[len(head) :], text)
    body = every[len(head) : len(every) - len(tail)]
    page = dict(enumerate(text.source.body.removesuffix("\n").split("\n"), text.source.body_line))
    top = Surroundings(text, head, body, above=False)
    bottom = Surroundings(text, tail, body, above=True, strangers=comments.loose)
    yield from _findings(top, page, (False, True), inside=False)
    yield from _findings(bottom, page, (True, False), inside=False)
    for zone in _rows(body):
        within = {unit.line for unit in zone}
        rest = [unit for unit in body if unit.line not in within]
        yield from _findings(Surroundings(text, zone, rest, above=True), page, inside=True)


# ------------------------------------------------------------------ before the text


def _head(every: Sequence[Unit], text: TextUnderCheck) -> tuple[Unit, ...]:
    """Return the lines before the author's first words."""
    zone = list(with_other_dates(head_marks(every, text), text))
    while zone and not zone[-1].mark:
        zone.pop()
    return _trusted(tuple(reversed(zone)), most_weak=1)[::-1]


# ------------------------------------------------------------------ after the text


def _tail(every: Sequence[Unit], text: TextUnderCheck) -> tuple[Unit, ...]:
    """Return the lines after the author's last words and notes."""
    every = tuple(with_other_dates(with_turns(with_last_labels(with_titles(every))), text))
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


def _trusted(zone: Sequence[Unit], *, most_weak: int) -> tuple[Unit, ...]:
    """Return the lines of a zone from the first one that suffices alone.

    Without one, return the zone if its lines suffice together. Single words before the first sure
    line are the author's.
    """
    sure = _sure(zone)
    if not sure:
        worded = (unit.mark for unit in zone if unit.mark and unit.kind != "list")
        count = sum(mark.count for mark in worded if mark.worded)
        return tuple(zone) if count >= max(most_weak, 2) else ()
    bare = [unit for unit in zone[: sure[0]] if unit.mark and not _says_much(unit, zone[sure[0]])]
    start = sure[0]
    while start and (len(bare) > 1 or zone[start - 1] not in bare):
        start -= 1
    while not zone[start].mark:
        start += 1
    return tuple(zone[start:])


def _says_much(unit: Unit, sure: Unit) -> bool:
    """Return whether a line before a sure one belongs to it; a poem may end with 'Home'."""
    several = unit.mark is not None and unit.mark.count > 1
    return several or unit.block == sure.block or " " in unit.text or unit.text.endswith(":")


def _sure(zone: Sequence[Unit]) -> Sequence[int]:
    """Return the numbers of lines that suffice alone, except plain lists.

    A list at the end of an essay on blogs may well name a blog's buttons.
    """
    return [
        number
        for number, unit in enumerate(zone)
        if unit.mark and unit.mark.sure and (unit.kind != "list" or "](" in unit.source)
    ]


# ------------------------------------------------------------------ in the text


def _rows(body: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Yield runs of blocks within the text that are a platform's."""
    blocks = [tuple(block) for _, block in groupby(body, key=lambda unit: unit.block)]
    run: list[Unit] = []
    for block in (*blocks, ()):
        if block and all(unit.neutral or unit.mark for unit in block):
            run += block
            continue
        sure = _sure(run)
        if len(sure) > 1 or any(_is_signed(run[number]) for number in sure):
            yield tuple(run[sure[0] : sure[-1] + 1])
        run = []


def _is_signed(unit: Unit) -> bool:
    return "](" in unit.source or "href" in unit.source or unit.last > unit.line


# ------------------------------------------------------------------ findings


def _findings(
    around: Surroundings, page: _Page, sides: tuple[bool, bool] = (True, True), *, inside: bool
) -> Iterator[Finding]:
    """Report each run of one kind; ``--fix=all`` removes it if sure lines are on its sides.

    ``sides`` says whether there must be one above it, and one below it. ``--fix`` removes nothing
    ``inside`` a text.
    """
    above, below = sides
    zone, text = around.zone, around.text
    marked = [(unit.mark, unit) for unit in zone if unit.mark]
    gone = {line for _, unit in marked for line in range(unit.line, unit.last + 1)}
    begin = next((number for number in page if number not in gone and page[number].strip()), None)
    sure = [zone[number].line for number in _sure(zone)]
    for kind, run in groupby(marked, key=lambda one: one[0].kind):
        marks, units = zip(*run, strict=True)
        if kind == "other-date":
            yield from _contradictions(units, text)
            continue
        if is_authors(units, around):
            continue
        first, last = units[0].line, units[-1].last
        code, what = _KINDS[kind]
        after = "line" if last == first + 1 else f"{last - first} lines"
        more = f" and the {after} after it are" if last > first else " is"
        missing = _missing(kind, units, text)
        message = f"{_shown(units[0])}{more} {what}"
        edit = None
        likely = bool(sure) and GUESSED not in marks and not missing
        likely = likely and (not above or last >= sure[0]) and (not below or first <= sure[-1])
        if likely and balanced("\n".join(page[line] for line in range(first, last + 1))):
            top = begin is None or first < begin
            certain = not inside and is_certain(units, around)
            edit = replace(_removal(page, units, gone, what, top=top), sure=certain)
        yield text.finding(code, message, missing or _hint(units, edit), first, edit=edit)


def _contradictions(run: Sequence[Unit], text: TextUnderCheck) -> Iterator[Finding]:
    date = text.essay.card.date
    if date is None:
        return
    for unit in run:
        message = f"{_shown(unit)} contradicts date: {date.day.isoformat()} in the front matter"
        hint = "correct date: in the front matter, or delete the line"
        yield text.finding("W1010", message, hint, unit.line)


def _hint(run: Sequence[Unit], edit: Edit | None) -> str:
    if edit and edit.sure:
        return "delete it, or let sitegen check --fix do it"
    hint = "delete it if it is not yours"
    if edit is None:
        return hint
    shown = ", ".join(map(_shown, run[:_NAMED]))
    more = f" and {len(run) - _NAMED} more" if len(run) > _NAMED else ""
    return f"{hint}; sitegen check --fix=all would remove: {shown}{more}"


_NAMED = 3
"""Lines that are shown of those that would be removed."""


def _shown(unit: Unit) -> str:
    text = " ".join(unit.text.split()) or " ".join(unit.source.split())
    return f"'{text}'" if len(text) <= 60 else f"'{text[:59].rstrip()}…'"


def _missing(kind: str, run: Sequence[Unit], text: TextUnderCheck) -> str:
    """Return the hint to add to the front matter what it does not have yet."""
    meta = text.essay.meta
    if kind == "labels" and not _are_tags(run, text):
        return "add the labels that matter to tags:, then delete it"
    if kind == "byline" and (meta.date is None or not text.essay.card.authors):
        return "add author: and date: to the front matter, then delete it"
    if kind == "date" and meta.date is None:
        return "add it as date: to the front matter, then delete it"
    return ""


def _are_tags(run: Sequence[Unit], text: TextUnderCheck) -> bool:
    named = " ".join(normal(unit.text).partition(":")[2] for unit in run)
    labels = [label.strip() for label in named.split(",") if label.strip()]
    tags = {tag.text.casefold() for tag in text.essay.meta.tags}
    return bool(labels) and all(label in tags for label in labels)


def _removal(page: _Page, run: Sequence[Unit], gone: Set[int], what: str, *, top: bool) -> Edit:
    """Delete lines with the empty lines before them, or after them at the top of a text."""

    def is_empty(line: int) -> bool:
        return line in page and not page[line].strip()

    low, high = run[0].line, run[-1].last
    after = high + 1
    if top:
        while is_empty(high + 1):
            high += 1
    elif after not in page or after in gone or is_empty(after):
        while is_empty(low - 1):
            low -= 1
    return Edit(low, high, (), what)
