"""A run of marked lines -> whether it is a platform's in wording, in place and in shape.

Only such lines are removed by ``--fix``. Each condition has kept an author's words somewhere:
the first line of a poem, a reading list, a deadline, a row of emoji.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set

from msgspec import Struct

from sitegen.check.leftovers.phrases import dates_in, names_day, normal
from sitegen.check.leftovers.units import Unit
from sitegen.check.types import TextUnderCheck
from sitegen.check.wordlists import pattern

_COMPANY = 2
"""Phrases of a platform that are together where a platform printed them."""
_LONG = 6
"""Words of the longest sentence that an author may say as a platform does: 'Share this!'"""
_VERSE = 50
"""Characters of the longest line of verse."""


class Surroundings(Struct, frozen=True):
    """A text and a zone of it, at its beginning or at its end."""

    text: TextUnderCheck
    zone: Sequence[Unit]
    rest: Sequence[Unit]
    """All other lines of the text: the author's."""
    above: bool
    """Whether the author's words are above the zone, and not below it."""
    strangers: bool = False
    """Whether comments of readers may be among the author's words."""


def is_authors(run: Sequence[Unit], around: Surroundings) -> bool:
    """Return whether a run of lines is likely an author's, so that it is not even reported."""
    said = [unit for unit in around.rest if not unit.neutral]
    if not said or not run[0].mark:
        return False
    kind, near = run[0].mark.kind, said[-1 if around.above else 0]
    signed = any(unit.mark and unit.mark.signed for unit in around.zone)
    if signed:
        return False
    if around.above and near.text.endswith((":", "：")):
        return True  # quoted
    if kind in ("title", "date", "other-date") and not any(map(_is_evidence, around.zone)):
        return _is_verse(around.rest) or _goes_on(around.zone[-1], near)
    if len(run) == 1 and len(around.zone) == 1 and _is_sentence(run[0].text):
        return True  # "No comments."
    told = any(unit.mark and unit.mark.sure and unit.mark.kind == kind for unit in said)
    return told or (kind == "byline" and _is_of_another_day(run, around.text))


def _goes_on(last: Unit, near: Unit) -> bool:
    """Return whether a sentence runs on from a title or a date into the text."""
    return near.text[:1].islower() and not last.text.endswith((".", "!", "?"))


def _is_of_another_day(run: Sequence[Unit], text: TextUnderCheck) -> bool:
    date = text.essay.card.date
    days = [day for unit in run for day in dates_in(unit.text)]
    if date is None or not days:
        return False
    return not any(names_day(day, date.day) for day in days)


def is_certain(run: Sequence[Unit], around: Surroundings) -> bool:
    """Return whether a run of lines of one kind can be removed without an author's word."""
    kind = run[0].mark.kind if run[0].mark else ""
    if kind in ("other-date", "links"):
        return False  # an author decides
    if kind == "title" and run[0].kind == "heading":
        return len(run) == 1 and _is_only_title(run[0], around)
    if not around.rest or not all(_is_worded(unit) for unit in run):
        return False
    if around.strangers and kind in ("comments", "voices"):
        return False  # without the form around them, they would be the author's
    evidence = [unit for unit in around.zone if _is_evidence(unit)]
    return (
        (_in_company(evidence) or (kind == "voices" and _is_thread(run)))
        and _after_them(run, evidence, around)
        and _in_blocks_of_their_own(run, around)
        and not _spoken_of(kind, evidence, around)
        and not _is_verse(around.rest)
        and _says_what_is_known(kind, run, around.text)
    )


# ------------------------------------------------------------------ wording


def _is_worded(unit: Unit) -> bool:
    """Return whether a platform prints these very words; a title or a name is not among them."""
    return bool(unit.mark and unit.mark.worded)


def _is_evidence(unit: Unit) -> bool:
    """Return whether a line is a platform's, seen alone; a short sentence may be an author's."""
    mark = unit.mark
    if not mark or not mark.sure or not mark.worded or mark.kind in ("title", "date"):
        return False
    if unit.kind == "list" and not mark.signed:
        return False
    return mark.signed or not _is_sentence(unit.text)


def _is_sentence(text: str) -> bool:
    """Return whether a short sentence may be an author's: it names no platform."""
    if "©" in text or pattern(r"(?i)\b(?:<platforms>)\b").search(text):
        return False
    return text.endswith((".", "!", "?", "。", "！")) and len(text.split()) <= _LONG


def _in_company(evidence: Sequence[Unit]) -> bool:
    """Return whether there is a platform's own element or address, or more than one phrase."""
    if any(unit.mark and unit.mark.signed for unit in evidence):
        return True
    phrases = {normal(unit.text): unit.mark.count for unit in evidence if unit.mark}
    return sum(phrases.values()) >= _COMPANY


_THREAD = 4
"""Phrases that are together where a platform printed a comment."""


def _is_thread(run: Sequence[Unit]) -> bool:
    return sum(unit.mark.count for unit in run if unit.mark) >= _THREAD


# ------------------------------------------------------------------ place


def _after_them(run: Sequence[Unit], evidence: Sequence[Unit], around: Surroundings) -> bool:
    """Return whether a sure line is between the run and the author's words, or begins the run."""
    if around.above:
        first = run[0]
        opens = first.text.endswith(":") or first.kind == "heading"
        return first.line >= evidence[0].line or (opens and run[-1].line >= evidence[0].line)
    return run[-1].line <= evidence[-1].line


def _in_blocks_of_their_own(run: Sequence[Unit], around: Surroundings) -> bool:
    """Return whether no line of the author's is in a block with lines of the run."""
    own = {unit.block for unit in around.rest if not unit.neutral}
    return not any(unit.block in own for unit in run)


_WORD = re.compile(r"[^\W\d_]{5,}")


def _spoken_of(kind: str, evidence: Sequence[Unit], around: Surroundings) -> bool:
    """Return whether the author may speak of these lines: quote them, or introduce them."""
    said = [unit for unit in around.rest if not unit.neutral]
    near = said[-1 if around.above else 0] if said else None
    if near is None or (around.above and near.text.endswith((":", "："))):
        return True
    if any(unit.mark and unit.mark.sure and unit.mark.kind == kind for unit in said):
        return True  # a story may be written in posts
    written = {normal(unit.text) for unit in evidence if " " in unit.text}
    body = " ".join(unit.text.casefold() for unit in said)
    if any(phrase in body for phrase in written):
        return True
    worded = " ".join(unit.text for unit in evidence if unit.mark and not unit.mark.signed)
    return bool(_stems(near.text) & _stems(worded))


def _stems(text: str) -> Set[str]:
    return {word[:6] for word in _WORD.findall(text.casefold())} - _COMMON


_COMMON = frozenset({"other", "their", "about", "there", "which"})

# ------------------------------------------------------------------ shape


def _is_verse(rest: Sequence[Unit]) -> bool:
    """Return whether the author's lines are short, as in a poem, a list of parts or a letter."""
    written = [unit for unit in rest if unit.kind in ("paragraph", "list") and unit.text]
    lines = Counter(unit.block for unit in written)
    shared = [unit for unit in written if lines[unit.block] > 1]
    short = sum(len(unit.source) < _VERSE for unit in shared)
    return (
        2 * len(shared) > len(written) > 1 and short > 0.8 * len(shared) and not _is_prose(shared)
    )


_BREAK = re.compile(r"[.!?…][\"”’»)]* \W*[^\W\d_a-z]")


def _is_prose(lines: Sequence[Unit]) -> bool:
    """Return whether lines were broken at a narrow width: many hold the end of a sentence."""
    begun = sum(unit.text[:1].isupper() for unit in lines)
    broken = sum(bool(_BREAK.search(unit.text)) for unit in lines)
    return begun < 0.55 * len(lines) and broken > 0.15 * len(lines) and len(lines) > _VERSES


_VERSES = 12


def _is_only_title(unit: Unit, around: Surroundings) -> bool:
    """Return whether a heading is the title of the whole, and not of the first part."""
    level = len(unit.source) - len(unit.source.lstrip("#"))
    others = (one for one in around.rest if one.kind == "heading" and one is not unit)
    below = (len(one.source) - len(one.source.lstrip("#")) for one in others)
    first = min(one.line for one in (unit, *around.rest, *around.zone))
    named = "{#" in unit.source  # links may lead to it
    return level > 0 and not named and unit.line == first and all(level < one for one in below)


# ------------------------------------------------------------------ facts that would be lost


def _says_what_is_known(kind: str, run: Sequence[Unit], text: TextUnderCheck) -> bool:
    """Return whether a line about author and day says nothing that readers do not see anyway."""
    if kind not in ("byline", "date"):
        return True
    date = text.essay.card.date
    authors = {word for one in text.essay.card.authors for word in one.name.casefold().split()}
    names = (name for unit in run if unit.mark for name in unit.mark.names)
    days = [day for unit in run for day in dates_in(unit.text)]
    return all(word in authors for name in names for word in name.split()) and (
        not days or (date is not None and all(names_day(day, date.day) for day in days))
    )
