"""Words of a line -> what a blog platform means by them."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sitegen.check.wordlists import pattern, words
from sitegen.locales.language import Kind, languages

LONGEST = 300
"""Characters of the longest line that a platform prints."""
_WIDEST = 10
"""Words of the longest phrase in a row of phrases."""


class Mark(Struct, frozen=True):
    """The meaning of a line."""

    kind: Kind | Literal["title", "date", "other-date", "links"]
    sure: bool
    """Whether the line suffices alone; else only beside others."""
    count: int = 1
    """Number of its phrases, each counted once."""
    worded: bool = True
    """Whether its words are a platform's; else it is only where a platform would print one."""
    signed: bool = False
    """Whether it is an element or an address of a platform, which no author writes."""
    names: tuple[str, ...] = ()
    """The names in it, in small letters."""


def recognise(text: str) -> Mark | None:
    """Return what a platform means by a line; None for an author's words."""
    index = _index()
    if not text or len(text) > LONGEST or (":" in text and _EMOJI.search(text)):
        return None
    known = _first(text) in index.firsts or _last(text) in index.lasts
    if not known and "©" not in text and not _UNGLUED.search(text):
        return None
    return _whole(normal(text)) or _parts(text) or _row(text)


_EMOJI = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]*:(?!\w)", re.IGNORECASE)
"""An emoji by its name, as chats and code hosts write it."""


def _whole(phrase: str) -> Mark | None:
    index = _index()
    if found := index.exact.get(phrase):
        return found
    first, last = phrase.partition(" ")[0], phrase.rpartition(" ")[2]
    ending = (*index.ending.get(last, ()), *index.ending.get("", ()))
    for template, mark in (*index.open.get(first, ()), *ending):
        if matched := _pattern(template).fullmatch(phrase):
            return replace(mark, names=matched.groups())
    return None


_SEPARATOR = re.compile(r"\s*[|·•∙⋅●]\s*|\s+[/–—~-]\s+|\s{2,}|,\s+(?=permalink|share|tweet)", re.I)
_UNGLUED = re.compile(
    r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zß-ÿ])|(?<=!)(?=[^\W\d_])"
)
"""Between the labels of two buttons."""


def _parts(text: str) -> Mark | None:
    parts = [words for part in _SEPARATOR.split(text) if (words := normal(part))]
    if len(parts) < 2:
        return None
    mark = joined({words: _whole(words) or _row(words) for words in parts})
    menu = mark is not None and mark.kind == "navigation" and mark.count > 1 and "|" in text
    return replace(mark, sure=True) if mark and menu else mark


def _row(text: str) -> Mark | None:
    """Recognise a row of phrases with only spaces between them."""
    exact, parts = _index().exact, normal(_UNGLUED.sub(" ", text)).split()
    marks: dict[str, Mark | None] = {}
    while parts:
        for size in range(min(_WIDEST, len(parts)), 0, -1):
            if found := exact.get(words := " ".join(parts[:size]).strip(":!,.»«")) or _sharing(
                words
            ):
                break
        else:
            return None
        marks[" ".join(parts[:size])] = found
        parts = parts[size:]
    return joined(marks)


def _sharing(words: str) -> Mark | None:
    """Recognise 'share on NAME', where the name is that of a network."""
    name = words.rpartition(" ")[2]
    network = _index().exact.get(name)
    found = _whole(words) if network and network.kind == "share" and " " in words else None
    return found if found and found.kind == "share" and found.names == (name,) else None


def joined(marks: Mapping[str, Mark | None]) -> Mark | None:
    """Return what several phrases mean together; None if one of them is an author's."""
    known = [mark for mark in marks.values() if mark]
    if not known or len(known) < len(marks):
        return None
    chief = next((mark for mark in known if mark.sure), known[0])
    names = tuple(name for mark in known for name in mark.names)
    return Mark(chief.kind, chief.sure, sum(mark.count for mark in known), names=names)


# ------------------------------------------------------------------ normal form

_DATE = (
    r"\b(?:(?:<weekdays>)\b\.?,? (?:(?:the|den|dem|le|el|il) )?)?"
    r"(?:\d{1,2}(?:st|nd|rd|th|er|\.|º|°)?(?: de| of)? (?:<months>)\b\.?,?(?:(?: de| del)? \d{4})?"
    r"|(?:<months>)\b\.? \d{1,2}(?:st|nd|rd|th)?\b(?!:)(?:,? \d{4}\b)?"
    r"|\d{4}-\d{2}-\d{2}\b|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b)"
)
_TIME = re.compile(
    r"\b\d{1,2}(?:[:.]\d{2}){1,2}(?: ?[ap]\.?m\b\.?)?(?: uhr\b)?"
    r"|\b\d{1,2} ?[ap]\.?m\b\.?|\b\d{1,2} ?h ?\d{2}\b(?: ?min\b)?|\b\d{1,2} uhr\b"
)
_NUMBER = re.compile(r"\d[\d.,]*k?(?!\w)")
_BEFORE = re.compile(r"[^\w({*©]+|\*+(?=\w)")
_AFTER = " :|·•→»›…–—↓▼*"
_DIGIT = re.compile(r"\d")


def normal(text: str) -> str:
    """Return a line in the form of the phrases: small letters, dates and numbers by name."""
    words = " ".join(text.casefold().replace("’", "'").split())
    if before := _BEFORE.match(words):
        words = words[before.end() :]
    words = _ended(words)
    if _DIGIT.search(words):
        words = _NUMBER.sub("{n}", _TIME.sub("{time}", pattern(_DATE).sub("{date}", words)))
    return words


def _ended(words: str) -> str:
    """Remove the punctuation at the end of a line."""
    words = words.rstrip(_AFTER)
    bare = words.rstrip(".!")
    return bare.rstrip(_AFTER) if bare[-1:].isalnum() else words


def is_date(text: str) -> bool:
    """Return whether a line is a date and nothing else."""
    return len(text) < 60 and normal(text) in {"{date}", "{date} {time}", "{date}, {time}"}


def dates_in(text: str) -> Sequence[str]:
    """Return the dates in a line."""
    return pattern(_DATE).findall(" ".join(text.casefold().split()))


def names_day(text: str, day: date) -> bool:
    """Return whether a date in one of the languages is a certain day."""
    numbers = [int(number) for number in re.findall(r"\d{1,4}", text)[:3]]
    months = {month for word in re.findall(r"[^\W\d_]{3,}", text) if (month := _month(word))}
    return sorted([*numbers, *months]) == sorted((day.year, day.month, day.day))


def _month(word: str) -> int:
    for language in filter(lambda language: language.phrases, languages()):
        for number, name in enumerate(language.dates.months, 1):
            if name.lower().startswith(word.casefold()):
                return number
    return 0


_WORD = re.compile(r"[^\W_](?:[-'’.]*[^\W_])*")


def _first(text: str) -> str:
    """Return the first word, {n} for a number; cheap, since most lines end here."""
    found = _WORD.search(text, 0, 80)
    if found is None:
        return ""
    word = found[0].casefold().replace("’", "'")
    return "{n}" if word[0].isdigit() else word


def _last(text: str) -> str:
    word = text[-40:].rstrip(" .!…*:()").rpartition(" ")[2].strip("(").casefold()
    return "{n}" if word[:1].isdigit() else word


# ------------------------------------------------------------------ the phrases, indexed


class _Index(Struct, frozen=True):
    exact: Mapping[str, Mark]
    """Phrases without a gap, in normal form."""
    open: Mapping[str, Sequence[tuple[str, Mark]]]
    """Phrases with a gap further on, by their first word."""
    ending: Mapping[str, Sequence[tuple[str, Mark]]]
    """Phrases that begin with a gap, by their last word; "" if they end with one."""
    firsts: Set[str]
    """First words of phrases."""
    lasts: Set[str]
    """Last words of phrases that begin with a gap."""


@cache
def _index() -> _Index:
    exact: dict[str, Mark] = {}
    opened: dict[str, list[tuple[str, Mark]]] = {}
    ending: dict[str, list[tuple[str, Mark]]] = {}
    firsts: set[str] = set()
    lasts: set[str] = set()
    for phrase, mark in _phrases():
        first = phrase.partition(" ")[0]
        firsts |= _beginnings(first)
        if _OPEN.match(phrase):
            last = phrase.rpartition(" ")[2]
            ending.setdefault("" if _OPEN.search(last) else last, []).append((phrase, mark))
            lasts |= _endings(_last(phrase))
        elif _OPEN.search(phrase):
            opened.setdefault(first, []).append((phrase, mark))
        elif phrase not in exact or (mark.sure and not exact[phrase].sure):
            exact[phrase] = mark
    for row in (*opened.values(), *ending.values()):
        # Sure ones first, and those with a date or a time before those that match anything.
        row.sort(key=lambda one: (not one[1].sure, "{list}" in one[0], -len(one[0])))
    return _Index(exact, opened, ending, firsts, lasts)


_OPEN = re.compile(r"\{(?:name|list|rest)\}")


def _phrases() -> Iterator[tuple[str, Mark]]:
    for language in languages():
        for kind, lines in language.phrases.items():
            for phrase in lines.splitlines():
                words, mark = _ended(phrase.removeprefix("~")), Mark(kind, phrase[0] != "~")
                yield words, mark
                if " * " in words:
                    yield words.replace(" * ", " "), mark  # Markdown may have taken the star


def _beginnings(first: str) -> set[str]:
    if first == "{date}":
        return {"{n}", *words("months"), *words("weekdays")}
    if first in {"{n}", "{time}", "({n})"}:
        return {"{n}"}
    found = _WORD.search(first)
    return {found[0]} if found and "{" not in first else set()


def _endings(last: str) -> set[str]:
    return {"{n}", "am", "pm", "uhr", "a.m", "p.m"} if last in ("{date}", "{time}") else {last}


_PLACES = {
    "{name}": r"([^\s|;:!?,]+(?: [^\s|;:!?,]+){0,5}?)",
    "{list}": r"[^.!?]{1,200}[.!?]?",
    "{rest}": r".{1,300}",
}


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    parts = re.split(r"(\{(?:name|list|rest)\})", phrase)
    return re.compile("".join(_PLACES.get(part) or re.escape(part) for part in parts))
