"""Lines above a text -> what a platform printed there: navigation, title, date, author."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from sitegen.check.leftovers.phrases import Mark, dates_in, is_date, names_day, recognise
from sitegen.check.leftovers.units import Unit
from sitegen.check.types import TextUnderCheck

_DEPTH = 12
"""Lines in which a platform's navigation begins."""
_NAME_OF_BLOG = 8
"""Words of the longest name or motto of a blog."""


def head_marks(every: Sequence[Unit], text: TextUnderCheck) -> Iterator[Unit]:
    """Mark the lines before the author's first words."""
    every = (*_reread(every[:_DEPTH], text), *every[_DEPTH:])
    banner = _banner(every, text)
    for number, unit in enumerate(every):
        first_title = unit.kind == "heading" and unit.line == text.blocks[0].line
        if first_title and text.essay.facts.title_text:
            yield replace(unit, mark=None, neutral=True)
        elif number < banner and not unit.mark:
            yield replace(unit, mark=_BANNER)
        elif mark := _mark(every, number, text):
            yield replace(unit, mark=mark)
        elif unit.neutral and unit.kind != "rule":
            yield unit
        else:
            break


def _reread(units: Sequence[Unit], text: TextUnderCheck) -> Iterator[Unit]:
    """Recognise lines that share a paragraph with the author's first words."""
    for at, unit in enumerate(units):
        after = units[at + 1].text if at + 1 < len(units) else ""
        goes_on = after[:1].islower() and not _same(after, text.essay.card.name)
        goes_on = goes_on and not is_date(after)
        beside = (*units[max(at - 1, 0) : at], *units[at + 1 : at + 2])
        alone = all(one.block != unit.block for one in beside)
        if unit.mark or unit.kind != "paragraph" or goes_on or alone:
            yield unit
            continue
        mark = recognise(unit.text)
        known = mark and (_is_menu(mark) or mark.kind == "byline")
        yield replace(unit, mark=mark if known else None)


def with_other_dates(units: Iterable[Unit], text: TextUnderCheck) -> Iterator[Unit]:
    """Mark lines of a platform that name another day than the front matter."""
    date = text.essay.card.date
    for unit in units:
        mark = unit.mark
        if date and mark and mark.kind == "byline" and mark.sure and _has_year(unit.text):
            days = dates_in(unit.text)
            if days and not any(names_day(day, date.day) for day in days):
                mark = replace(mark, kind="other-date")
        yield replace(unit, mark=mark) if mark is not unit.mark else unit


# ------------------------------------------------------------------ the blog's own head

_BANNER = Mark("navigation", sure=False, count=0, worded=False)
"""The name of a blog, or its motto."""


def _banner(every: Sequence[Unit], text: TextUnderCheck) -> int:
    """Return how many lines end with a row of a menu; 0 if a text begins otherwise."""
    last = 0
    for number, unit in enumerate(islice(every, _DEPTH)):
        if unit.mark and unit.mark.kind == "navigation" and _is_menu(unit.mark):
            last = number + 1
        elif last and (is_date(unit.text) or _same(unit.text, text.essay.card.name)):
            return number
        elif not unit.mark and not _may_be_banner(unit, text):
            break
    return last


def _is_menu(mark: Mark) -> bool:
    return mark.sure or mark.count > 1


def _may_be_banner(unit: Unit, text: TextUnderCheck) -> bool:
    if unit.kind not in ("paragraph", "heading", "code"):
        return False
    if unit.text.casefold() == text.essay.card.name.casefold() or is_date(unit.text):
        return False
    return len(unit.text.split()) <= _NAME_OF_BLOG and not unit.text.endswith((".", "?", "!", ":"))


# ------------------------------------------------------------------ title, date, author


def _mark(every: Sequence[Unit], number: int, text: TextUnderCheck) -> Mark | None:
    unit = every[number]
    if unit.kind in ("quote", "code", "table", "list"):
        return None
    titled = text.essay.meta.title or text.essay.facts.title_text
    if titled and unit.text and _same(unit.text, text.essay.card.name):
        again = list(islice((one for one in every if one.text == unit.text), _TWICE + 1))
        refrain = len(again) > _TWICE or again[-1].line > every[number:][:_NEAR][-1].line
        verse = _begins_verse(every, number, unit.text)
        return None if refrain or verse else Mark("title", sure=True)
    if is_date(unit.text):
        return _date_mark(every, number, text)
    if unit.mark is None and _is_name(unit.text):
        return GUESSED if _is_byline(every, number, text) else None
    return unit.mark


def _is_byline(every: Sequence[Unit], number: int, text: TextUnderCheck) -> bool:
    """Return whether a name is that of an author: a date, or what a platform prints, is below.

    The name may be there twice, since a portrait has it as well.
    """
    name = every[number].text
    for at in range(number + 1, len(every)):
        below = every[at]
        if not below.neutral and below.text != name:
            dated = is_date(below.text) and _is_own_date(every, at, text)
            return dated or below.mark is not None
    return False


_TWICE = 2
"""Times that a platform prints a title: as a heading, and as a link."""
_NEAR = 3
"""Lines in which a platform repeats a title; further below it is a refrain."""


def _same(text: str, title: str) -> bool:
    if len(text) != len(title):
        return False
    return text.casefold().replace("’", "'") == title.casefold().replace("’", "'")


def _date_mark(every: Sequence[Unit], number: int, text: TextUnderCheck) -> Mark | None:
    date = text.essay.card.date
    if _begins_verse(every, number, text.essay.card.name) or not _is_alone(every, number):
        return None
    if date is None or names_day(every[number].text, date.day):
        return Mark("date", sure=True)
    return Mark("other-date", sure=True, worded=False) if _has_year(every[number].text) else None


def _has_year(text: str) -> bool:
    """Return whether a date names a year in which there were blogs."""
    return bool(re.search(r"\b(?:199[5-9]|20\d\d)\b", text))


def _is_own_date(every: Sequence[Unit], number: int, text: TextUnderCheck) -> bool:
    """Return whether a date is that of the essay, and not of a letter or an entry of a diary."""
    date = text.essay.card.date
    if date is not None and not names_day(every[number].text, date.day):
        return False
    return _is_alone(every, number)


def _is_alone(every: Sequence[Unit], number: int) -> bool:
    """Return whether a date is neither above a greeting nor the first of several."""
    below = every[number + 1 :]
    greeting = any(_is_greeting(one) for one in below[:_GREETED])
    return not greeting and not any(is_date(one.text) for one in below if not _is_comment(one))


def _is_comment(unit: Unit) -> bool:
    return unit.mark is not None and unit.mark.kind == "voices"


_GREETED = 1
_GREETING = 5
"""Words of the longest greeting of a letter."""


def _is_greeting(unit: Unit) -> bool:
    return unit.text.endswith((",", ":")) and len(unit.text.split()) <= _GREETING


_VERSE = 50
"""Columns of the longest line of verse."""
_STANZA = 8
"""Lines that are looked at."""


def _begins_verse(every: Sequence[Unit], number: int, title: str) -> bool:
    """Return whether lines of verse are in the paragraph of a line."""
    unit = every[number]
    below = [
        one
        for one in every[number + 1 : number + 1 + _DEPTH]
        if one.block == unit.block
        and not one.mark
        and not is_date(one.text)
        and not _same(one.text, title)
        and not _is_greeting(one)
    ][:_STANZA]
    if unit.kind != "paragraph" or not below or max(len(one.source) for one in below) > _VERSE:
        return False
    begun = sum(one.text[:1].isupper() for one in below)
    return len(below) < _NEAR or begun >= 0.75 * len(below)


GUESSED = Mark("byline", sure=False, count=0, worded=False)
"""A name above a date: likely the author's, not certainly."""


_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}")


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and text.istitle() and text[-1] != "."
