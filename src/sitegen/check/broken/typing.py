"""What an author or a program typed in its own way: dots, bullets, numbers of notes."""

import re
from collections.abc import Iterator, Sequence

from sitegen.check.broken.prose import Line, lines, shortened
from sitegen.check.types import Edit, Finding, TextUnderCheck
from sitegen.check.wordlists import pattern, words
from sitegen.shape.written import BULLETS

# ------------------------------------------------------------------ dots

_DOTS = re.compile(r"(?<=\w)(?<!\.\w)(?:\.\.|\.{4}|…\.)(?=[\"”’»)]?(?:\s|$))")
_HABIT = 3
"""Sentences that end so where it is an author's habit, and not a typo."""


def dots(text: TextUnderCheck) -> Iterator[Finding]:
    """Find two or four dots that end sentences; one finding for a text."""
    if ".." not in text.source.body and "…." not in text.source.body:
        return
    dotted = (line for line in lines(text) if ".." in line.bare or "…." in line.bare)
    found = [(line, one) for line in dotted for one in _DOTS.finditer(line.bare)]
    if len(found) >= _HABIT:
        line, first = found[0]
        message = f"'{first[0]}' ends a sentence, in {len(found)} places of this text"
        hint = "write one full stop, or three dots where a sentence breaks off"
        yield text.finding("W1327", message, hint, line.number, first.start() + 1)


# ------------------------------------------------------------------ bullets

_BULLET = re.compile(rf"[ \t]*(?:[·{BULLETS}]|(?P<dash>–))[ \t\u00a0]+(?=\S)")
_SPEECH = re.compile(r"[?!…,]$|\s[–—]\s|[»”\"]")


def bullets(text: TextUnderCheck) -> Iterator[Finding]:
    """Find lists whose bullets Markdown does not know; one finding for each list."""
    if not _MARKS.search(text.source.body):
        return
    run: list[Line] = []
    for line in (*lines(text), None):
        if line and _BULLET.match(line.bare):
            run.append(line)
        elif not line or line.bare.strip():
            if len(run) > 1 and not _is_speech(run):
                yield _list(text, run, apart=not line or line.number > run[-1].number + 1)
            run = []


_MARKS = re.compile(rf"[·–{BULLETS}]")


def _is_speech(run: Sequence[Line]) -> bool:
    """Return whether dashes begin what people say, and no items."""
    found = _BULLET.match(run[0].bare)
    dashed = found is not None and found["dash"]
    return bool(dashed) and any(_SPEECH.search(line.text.strip()[1:]) for line in run)


def _list(text: TextUnderCheck, run: Sequence[Line], *, apart: bool) -> Finding:
    mark = run[0].text.lstrip()[0]
    first, last = run[0].number, run[-1].number
    after = "line" if last == first + 1 else f"{last - first} lines"
    message = f"'{shortened(run[0].text.strip())}' and the {after} after it "
    message += "have a bullet that Markdown does not know"
    written = {line.number: _BULLET.sub("- ", line.text, count=1) for line in run}
    new = tuple(written[number] for number in sorted(written))
    # Empty lines between two items would not be lost, but an item would be.
    sure = apart and mark != "–" and len(run) == last - first + 1
    edit = Edit(first, last, new, "bullets of Markdown", sure) if len(new) > last - first else None
    return text.finding(
        "W1328", message, f"begin its items with '- ' instead of '{mark}'", first, edit=edit
    )


# ------------------------------------------------------------------ numbers of notes

_YEAR = re.compile(
    r"(?<![\w.,/#€$£-])(?P<year>1[5-9]\d\d|20[0-2]\d)(?P<note>[1-9]\d?)(?![\w/-]|[.,]\d)(?P<next>[,;:.)!?]|$|\s\S{0,20})"
)


def glued_notes(text: TextUnderCheck) -> Iterator[Finding]:
    """Find numbers of notes that stick to a year: ``19031`` for 1903 with note 1."""
    if not _DIGITS.search(text.source.body):
        return
    above, last = "", 0
    for line in lines(text):
        for found in _YEAR.finditer(line.bare):
            year, note = found["year"], found["note"]
            in_order = last < int(note) <= (last + _SKIPPED if last else 1)
            if _is_year(found, above, in_order=in_order):
                last = int(note)
                message = f"'{year}{note}' may be the year {year} with the number of note {note}"
                hint = f"write {year}[^{note}], with its note below the text, or delete the number"
                yield text.finding("W1326", message, hint, line.number, found.start() + 1)
        above = line.bare


_NEAR = 40
"""Characters that hold the word before a year."""
_DIGITS = re.compile(r"\b[12]\d{4,5}\b")
_SKIPPED = 5
"""Notes between two at years, at most: the first is number 1, so that 18789 is a port."""
_SHORT = 3
"""Letters of the longest word that goes on after a year, and is nothing counted."""


def _is_year(found: re.Match[str], above: str, *, in_order: bool) -> bool:
    """Return whether a number is a year and a note's number, alone or in the order of notes."""
    near = found.string[max(found.start() - _NEAR, 0) : found.start()]
    before = (near or above[-_NEAR:]).split()[-1:]
    word = before[0].strip("(,;.").lower() if before else ""
    after = found["next"].strip()
    if after[:1].isupper() and not (before and before[0][0].isupper()):
        return False  # a city after its postal code
    if word in words("years") or pattern("<months>").fullmatch(word):
        return not pattern("(?i)(?:<counted>)").fullmatch(after)
    return in_order and (not after[:1].isalpha() or (len(after) <= _SHORT and after.islower()))
