"""Words -> the trade that they advertise, by the terms of the languages' data files."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import combining, normalize

from msgspec import Struct

from sitegen.check.doubling.wording import split
from sitegen.locales.language import languages

Trade = str

_PITCH, _SUSPICION, _GOODS = _USES = ("pitch", "suspicion", "goods")
_NAME_POINTS = 3
_UNPITCHED_NAMES, _UNPITCHED = 0.75, 0.5
"""Weight of a trade's terms without a pitch: with names of goods among them, or without."""
_PITCHES = 5
"""The most pitches that count."""


class Evidence(Struct, frozen=True):
    """The terms in a paragraph that advertise a trade."""

    trade: Trade
    terms: Sequence[str]
    """The names of its goods first, then its subjects, then the pitches."""
    points: float
    pitches: int = 0
    """The number of its pitches: they make an offer of a subject."""


def evidence(said: Sequence[str]) -> Evidence | None:
    """Return the trade that some words advertise most; None if they advertise none."""
    found = _found(said)
    pitches = found.get(_PITCH, {})
    pitched = min(len(pitches), _PITCHES)
    advertised: list[Evidence] = []
    for trade, terms in found.items():
        if trade not in _USES and _is_subject(terms):
            points: float = sum(terms.values()) + pitched
            named = _NAME_POINTS in terms.values()
            if pitched < (1 if named else 2):
                # Without sales phrases the paragraph may be honest (a doctor's).
                points *= _UNPITCHED_NAMES if named else _UNPITCHED
            ranked = sorted(terms, key=lambda term: -terms[term])
            advertised.append(Evidence(trade, (*ranked, *pitches), points, len(pitches)))
    return max(advertised, key=lambda one: one.points, default=None)


def subjects(said: Sequence[str]) -> set[Trade]:
    """Return the trades that some words are about, honestly or not."""
    return {trade for trade, terms in _found(said).items() if _is_subject(terms)}


def touched(said: Sequence[str]) -> set[Trade]:
    """Return the trades of which some words contain a term."""
    return _found(said).keys() - _USES


def is_suspicious(said: Sequence[str]) -> bool:
    """Return whether some words are about spam and fraud."""
    return _SUSPICION in _found(said)


def is_keyword(said: Sequence[str]) -> bool:
    """Return whether some words are what an advertiser would write as the text of a link."""
    found = _found(said)
    terms = {term for use in found.keys() - {_SUSPICION} for term in found[use]}
    named = any(_NAME_POINTS in found[use].values() for use in found)
    return named or _GOODS in found or len(terms) > 1


def _is_subject(terms: Mapping[str, int]) -> bool:
    return len(terms) > 1 or _NAME_POINTS in terms.values()


def _found(said: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """Return the points of each term in some words, by trade or use."""
    found: dict[str, dict[str, int]] = {}
    joined = ""
    for word in dict.fromkeys(said):
        for term in _terms(word):
            joined = joined or f" {' '.join(said)} "
            if not term.phrase:
                found.setdefault(term.use, {})[word] = term.points
            elif term.phrase in joined:
                found.setdefault(term.use, {})[term.phrase.strip()] = term.points
    return found


def words(text: str) -> list[str]:
    """Split a text into words without case and accents."""
    if not text.isascii():
        text = "".join(char for char in normalize("NFKD", text) if not combining(char))
    return split(text)


# ------------------------------------------------------------------ terms, by their words


_ENDINGS = ("", "s", "e", "n", "x", "es", "en")
"""Endings that a star inside a phrase may mean."""
_LONGEST_STEM = 20


class _Term(NamedTuple):
    use: str
    """A trade, or one of ``_USES``."""
    phrase: str
    """The words with spaces around them; "" for a term of one word."""
    points: int


_Index = Mapping[str, Sequence[_Term]]


@cache
def _terms(word: str) -> Sequence[_Term]:
    """Return the terms that a word may be a part of."""
    exact, stems = _indexes()
    terms = list(exact.get(word, ()))
    for end in range(2, min(len(word), _LONGEST_STEM) + 1):
        terms += stems.get(word[:end], ())
    return terms


@cache
def _indexes() -> tuple[_Index, _Index]:
    """Index the terms by a whole word of theirs, and by the beginning of a word."""
    exact: dict[str, list[_Term]] = {}
    stems: dict[str, list[_Term]] = {}
    for use, points, listed in _listed():
        for written in listed.replace("\n", " ").split(","):
            for term in _spelled_out(" ".join(written.split())):
                parts = term.split()
                key = max(parts, key=len)
                phrase = f" {term} ".replace("* ", "") if len(parts) > 1 else ""
                index = stems if key.endswith("*") else exact
                index.setdefault(key.removesuffix("*"), []).append(_Term(use, phrase, points))
    return exact, stems


def _spelled_out(term: str) -> Iterator[str]:
    """Replace the stars inside a phrase by endings; a star at its end remains."""
    if "* " not in term:
        yield term
        return
    for ending in _ENDINGS:
        yield from _spelled_out(term.replace("* ", f"{ending} ", 1))


def _listed() -> Iterator[tuple[str, int, str]]:
    for language in languages():
        for trade, terms in language.trades.items():
            for use, listed in terms.items():
                yield trade.replace("-", " "), _NAME_POINTS if use == "names" else 1, listed
        for use, listed in language.spam.items():
            yield use, 1, listed
