"""Words -> the trade they advertise: the lexicon, looked up word by word."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import combining, normalize

from msgspec import Struct

from sitegen.check.doubling.wording import split
from sitegen.check.spam.lexicon import GOODS, NAMES, PITCH, SUBJECTS, SUSPICION, Trade

_PITCH, _SUSPICION, _GOODS = "pitch", "suspicion", "goods"
_NAME_POINTS = 3
_UNCRIED_NAMES, _UNCRIED = 0.75, 0.5
"""What the terms of a trade are worth without a pitch: with names of goods among them, or not."""
_PITCHES = 5
"""Pitches beyond this many add nothing."""


class Evidence(Struct, frozen=True):
    """The words of a paragraph that advertise a trade."""

    trade: Trade
    terms: Sequence[str]
    """The names of its goods first, then its subjects, then the pitches."""
    points: float


class Lexicon:
    """Finds the terms of the lexicon in words; remembers for each word the terms it may begin."""

    def __init__(self) -> None:
        self._terms = _Terms()

    def evidence(self, said: Sequence[str]) -> Evidence | None:
        """Find the trade that some words advertise most; None when they advertise none."""
        found = self._found(said)
        pitches = found.get(_PITCH, {})
        best: Evidence | None = None
        for trade in NAMES:
            terms = found.get(trade, {})
            cried = min(len(pitches), _PITCHES)
            points: float = sum(terms.values()) + cried
            named = _NAME_POINTS in terms.values()
            if cried < (1 if named else 2):
                # Who does not cry his wares may well be a doctor.
                points *= _UNCRIED_NAMES if named else _UNCRIED
            if _is_subject(terms) and (best is None or points > best.points):
                ranked = sorted(terms, key=lambda term: -terms[term])
                best = Evidence(trade, (*ranked, *pitches), points)
        return best

    def subjects(self, said: Sequence[str]) -> set[Trade]:
        """Find the trades whose subject some words touch, honestly or not."""
        return {trade for trade, terms in self._found(said).items() if _is_subject(terms)}

    def touched(self, said: Sequence[str]) -> set[Trade]:
        """Find the trades of which some words hold a single term at least."""
        return self._found(said).keys() & NAMES.keys()

    def is_suspicious(self, said: Sequence[str]) -> bool:
        """Tell whether some words speak about advertisers and cheats."""
        return _SUSPICION in self._found(said)

    def is_keyword(self, said: Sequence[str]) -> bool:
        """Tell whether some words are what an advertiser would call his link."""
        found = self._found(said)
        terms = {term for use in found.keys() - {_SUSPICION} for term in found[use]}
        named = any(_NAME_POINTS in found[use].values() for use in found)
        return named or _GOODS in found or len(terms) > 1

    def _found(self, said: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """Give the points of each term that occurs, by trade and kind."""
        found: dict[str, dict[str, int]] = {}
        joined = ""
        for word in dict.fromkeys(said):
            for term in self._terms[word]:
                joined = joined or f" {' '.join(said)} "
                if not term.phrase:
                    found.setdefault(term.use, {})[word] = term.points
                elif term.phrase in joined:
                    found.setdefault(term.use, {})[term.phrase.strip()] = term.points
        return found


def _is_subject(terms: Mapping[str, int]) -> bool:
    return len(terms) > 1 or _NAME_POINTS in terms.values()


def words(text: str) -> list[str]:
    """Split a text into words without case and accents."""
    if not text.isascii():
        text = "".join(char for char in normalize("NFKD", text) if not combining(char))
    return split(text)


# ------------------------------------------------------------------ the lexicon, read


_ENDINGS = ("", "s", "e", "n", "x", "es", "en")
"""What a star may stand for inside a phrase."""


class _Term(NamedTuple):
    use: str
    """A trade, or what else a term says."""
    phrase: str
    """What to look for, between blanks; "" for a term of one word."""
    points: int


class _Terms(dict[str, Sequence[_Term]]):
    """Word -> the terms to think of when it is met."""

    def __missing__(self, word: str) -> Sequence[_Term]:
        exact, stems = _indexes()
        terms = list(exact.get(word, ()))
        for end in range(2, min(len(word), _LONGEST_STEM) + 1):
            terms += stems.get(word[:end], ())
        self[word] = terms
        return terms


_Index = Mapping[str, Sequence[_Term]]
_LONGEST_STEM = 20


@cache
def _indexes() -> tuple[_Index, _Index]:
    """Read the lexicon: whole words, and the beginnings of words."""
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
    """Put endings for the stars inside a phrase; a star at its end stays."""
    if "* " not in term:
        yield term
        return
    for ending in _ENDINGS:
        yield from _spelled_out(term.replace("* ", f"{ending} ", 1))


def _listed() -> Iterator[tuple[str, int, str]]:
    for trade, listed in NAMES.items():
        yield trade, _NAME_POINTS, listed
    for trade, listed in SUBJECTS.items():
        yield trade, 1, listed
    yield from ((_PITCH, 1, PITCH), (_SUSPICION, 1, SUSPICION), (_GOODS, 1, GOODS))
