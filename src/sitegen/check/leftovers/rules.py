"""Text -> what blog platforms left in it: at its edges, and in rows of its own."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby, islice

from msgspec.structs import replace

from sitegen.check.leftovers.certainty import Surroundings, is_authors, is_certain
from sitegen.check.leftovers.phrases import Mark, is_date, names_day, normal
from sitegen.check.leftovers.related import with_titles
from sitegen.check.leftovers.signatures import balanced
from sitegen.check.leftovers.units import Unit, units
from sitegen.check.types import Edit, Finding, TextUnderCheck

_KINDS = {
    "comments": ("W1001", "left over from a comment form"),
    "share": ("W1002", "left over from share buttons"),
    "navigation": ("W1003", "left over from a blog's navigation"),
    "labels": ("W1004", "a blog's list of labels"),
    "byline": ("W1005", "a blog's line with author, time or reading time"),
    "related": ("W1006", "left over from a list of related posts"),
    "subscription": ("W1007", "left over from a subscription box"),
    "title": ("W1008", "the title again"),
    "date": ("W1009", "the date again"),
}
"""Kind of a line -> the code and the words of its finding."""
CODES = frozenset(code for code, _ in _KINDS.values())
_ENOUGH = 3
"""Phrases that suffice together where none suffices alone."""


_Page = Mapping[int, str]
"""Number of a line of the body in the file -> the line."""


def leftovers(text: TextUnderCheck) -> Iterator[Finding]:
    """Find what a platform printed before, after and between the author's words."""
    every = tuple(units(text))
    head = _head(every, text)
    tail = _tail(every[len(head) :])
    body = every[len(head) : len(every) - len(tail)]
    page = dict(enumerate(text.source.body.removesuffix("\n").split("\n"), text.source.body_line))
    top = Surroundings(text, head, body, above=False)
    bottom = Surroundings(text, tail, body, above=True)
    yield from _findings(top, page, (False, True), inside=False)
    yield from _findings(bottom, page, (True, False), inside=False)
    for zone in _rows(body):
        within = {unit.line for unit in zone}
        rest = [unit for unit in body if unit.line not in within]
        yield from _findings(Surroundings(text, zone, rest, above=True), page, inside=True)


# ------------------------------------------------------------------ before the text


def _head(every: Sequence[Unit], text: TextUnderCheck) -> tuple[Unit, ...]:
    """Return the lines before the author's first words."""
    zone: list[Unit] = []
    for number, unit in enumerate(every):
        first_title = unit.kind == "heading" and unit.line == text.blocks[0].line
        if first_title and text.essay.facts.title_text:
            zone.append(replace(unit, mark=None, neutral=True))
        elif mark := _head_mark(every, number, text):
            zone.append(replace(unit, mark=mark))
        elif unit.neutral and unit.kind != "rule":
            zone.append(unit)
        else:
            break
    while zone and not zone[-1].mark:
        zone.pop()
    return _trusted(tuple(reversed(zone)), most_weak=1)[::-1]


def _head_mark(every: Sequence[Unit], number: int, text: TextUnderCheck) -> Mark | None:
    unit = every[number]
    if unit.kind in ("quote", "code", "table", "list"):
        return None
    titled = text.essay.meta.title or text.essay.facts.title_text
    if titled and unit.text and unit.text == text.essay.card.name:
        again = list(islice((one for one in every if one.text == unit.text), _TWICE + 1))
        refrain = len(again) > _TWICE or again[-1].line > every[number:][:_NEAR][-1].line
        return None if refrain or _shares_block(every, number) else Mark("title", sure=True)
    if is_date(unit.text):
        own = _is_own_date(every, number, text) and not _shares_block(every, number)
        return Mark("date", sure=True) if own else None
    above = every[number + 1 :][:1]
    if unit.mark is None and above and _is_name(unit.text):
        below = is_date(above[0].text) and _is_own_date(every, number + 1, text)
        return _GUESSED if below or above[0].mark else None
    return unit.mark


_TWICE = 2
"""Times that a platform prints a title: as a heading, and as a link."""
_NEAR = 3
"""Lines in which a platform repeats a title; further below it is a refrain."""


def _is_own_date(every: Sequence[Unit], number: int, text: TextUnderCheck) -> bool:
    """Return whether a date is that of the essay, and not of a letter or an entry of a diary."""
    date = text.essay.card.date
    if date is not None and not names_day(every[number].text, date.day):
        return False
    below = every[number + 1 :]
    greeting = any(one.text.endswith((",", ":")) and len(one.text) < _GREETING for one in below[:1])
    return not greeting and not any(is_date(one.text) for one in below)


_GREETING = 60
"""Characters of the longest greeting of a letter."""


def _shares_block(every: Sequence[Unit], number: int) -> bool:
    """Return whether lines of the author's are in the paragraph of a line: it begins a verse."""
    unit = every[number]
    return unit.kind == "paragraph" and any(
        one.block == unit.block and one is not unit and not one.mark and not is_date(one.text)
        for one in every[number : number + _NEAR]
    )


_GUESSED = Mark("byline", sure=False, count=0, worded=False)
"""A name above a date: likely the author's, not certainly."""


_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}")


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and text.istitle() and text[-1] != "."


# ------------------------------------------------------------------ after the text


def _tail(every: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the lines after the author's last words and notes."""
    every = with_titles(every)
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
    return unit.block == sure.block or " " in unit.text or unit.text.endswith(":")


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
        if is_authors(units, around):
            continue
        first, last = units[0].line, units[-1].last
        code, what = _KINDS[kind]
        after = "line" if last == first + 1 else f"{last - first} lines"
        more = f" and the {after} after it are" if last > first else " is"
        missing = _missing(kind, units, text)
        message = f"{_shown(units[0])}{more} {what}"
        edit = None
        likely = bool(sure) and _GUESSED not in marks and not missing
        likely = likely and (not above or last >= sure[0]) and (not below or first <= sure[-1])
        if likely and balanced("\n".join(page[line] for line in range(first, last + 1))):
            top = begin is None or first < begin
            certain = not inside and is_certain(units, around)
            edit = replace(_removal(page, units, gone, what, top=top), sure=certain)
        yield text.finding(code, message, missing or _hint(units, edit), first, edit=edit)


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
