"""Words -> the terms of the languages' data files in them: of trades, offers and suspicion."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import combining, normalize

from sitegen.check.doubling.wording import split
from sitegen.locales.language import languages

READERS, PRICE, TESTIMONY = "readers", "price", "testimony"
"""Kinds of terms in [offer]: worries of readers, a price, and how it helped somebody."""
SUSPICION, GOODS = "suspicion", "goods"
NAME_POINTS = 3
STRONG, WEAK = 2, 1
"""Points of the terms of an offer."""
_OFFER = ":"
_COMMON, _ADDRESS = "common", "address"
_NUMBER = re.compile(r"\d+")


def words(text: str) -> list[str]:
    """Split a text into words without case and accents."""
    if not text.isascii():
        text = "".join(char for char in normalize("NFKD", text) if not combining(char))
    return split(text)


def terms_in(said: Sequence[str]) -> "Found":
    """Return the points of each term in some words, by trade or use."""
    found: dict[str, dict[str, int]] = {}
    joined = ""
    for word in dict.fromkeys(said):
        for term in _terms(word):
            joined = joined or _joined(said)
            if not term.phrase:
                found.setdefault(term.use, {})[word] = term.points
            elif term.phrase in joined:
                found.setdefault(term.use, {})[term.phrase.strip()] = term.points
    return found


Found = Mapping[str, Mapping[str, int]]


def offers(found: Found) -> Iterator[Mapping[str, Mapping[str, int]]]:
    """Yield the terms of offers by kind, once for each language that has some."""
    spoken: dict[str, dict[str, Mapping[str, int]]] = {}
    for use, terms in found.items():
        language, mark, kind = use.partition(_OFFER)
        if mark:
            spoken.setdefault(language, {})[kind] = terms
    yield from spoken.values()


def is_trade(use: str) -> bool:
    """Return whether a use of terms is a trade."""
    return use not in {SUSPICION, GOODS} and _OFFER not in use


def _joined(said: Sequence[str]) -> str:
    """Join words with spaces around them, and once more with ``n`` for each number."""
    joined = f" {' '.join(said)} "
    return joined + _NUMBER.sub("n", joined) if _NUMBER.search(joined) else joined


@cache
def address() -> re.Pattern[str]:
    """Compile what the languages say to address a reader."""
    spoken = (language.offer.get(_ADDRESS, "").split("\n") for language in languages())
    return re.compile("|".join(word for words in spoken for word in words if word))


@cache
def ranks() -> Mapping[str, int]:
    """Return the rank of the most frequent words of all languages, the best of each word."""
    found: dict[str, int] = {}
    for language in languages():
        for rank, word in enumerate(language.spam.get(_COMMON, "").split(), 1):
            found[word] = min(rank, found.get(word, rank))
    return found


# ------------------------------------------------------------------ terms, by their words

_ENDINGS = ("", "s", "e", "n", "x", "es", "en")
"""Endings that a star inside a phrase may mean."""
_LONGEST_STEM = 20
_WEAK = "~"


class _Term(NamedTuple):
    use: str
    """A trade, suspicion, goods, or the language and kind of an offer."""
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
            weighed = WEAK if _WEAK in written else points
            for term in _spelled_out(" ".join(written.replace(_WEAK, "").split())):
                parts = term.split()
                key = max(parts, key=len)
                phrase = f" {term} ".replace("* ", "") if len(parts) > 1 else ""
                index = stems if key.endswith("*") else exact
                index.setdefault(key.removesuffix("*"), []).append(_Term(use, phrase, weighed))
    return exact, stems


def _spelled_out(term: str) -> Iterator[str]:
    """Replace the stars inside a phrase by endings; a star at its end remains."""
    if "* " not in term:
        yield term
        return
    for ending in _ENDINGS:
        yield from _spelled_out(term.replace("* ", f"{ending} ", 1))


def _listed() -> Iterator[tuple[str, int, str]]:
    for number, language in enumerate(languages()):
        for trade, terms in language.trades.items():
            for use, listed in terms.items():
                yield trade.replace("-", " "), NAME_POINTS if use == "names" else 1, listed
        for use, listed in language.spam.items():
            if use != _COMMON:
                yield use, 1, listed
        for kind, listed in language.offer.items():
            if kind != _ADDRESS:
                # Each language by itself, for one ending means other words in the next.
                yield f"{number}{_OFFER}{kind}", STRONG, listed
