"""Texts -> how unusual the words of a paragraph are, by their frequency.

A word costs the more bits the rarer it is: in the rest of its text, in the collection, and in the
language. Paragraphs of one author cost about the same; one that somebody else put there costs more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log2

from msgspec import Struct
from msgspec.structs import replace

from sitegen.check.spam.terms import ranks

_STEM = 5
"""Letters of a word that count: its ending changes."""
_TEXT, _COLLECTION, _LANGUAGE = 0.5, 0.25, 0.25
"""Shares of the three frequencies."""
_ZIPF = 0.1
"""Frequency of the most frequent word of a language; that of the tenth is a tenth of it."""
_UNLISTED = 4e-6
"""Frequency of a word that no list holds."""
_LONG, _UNKNOWN = 12, 1.0
"""Words of a paragraph whose average means something; and the difference if there is no other."""

Stems = Counter[str]


class Vocabulary(Struct, frozen=True):
    """The words of some paragraphs, without those that may advertise."""

    stems: Stems
    size: int


def vocabulary(paragraphs: Iterable[Sequence[str]]) -> Vocabulary:
    """Count the stems of the words of some paragraphs."""
    stems = counted(paragraphs)
    return Vocabulary(stems, stems.total())


class Strangeness(Struct, frozen=True):
    """The cost of the words of a paragraph, and of the other paragraphs of its text."""

    bits: float
    usual: float

    @property
    def difference(self) -> float:
        """Bits by which it costs more."""
        return self.bits - self.usual


def counted(paragraphs: Iterable[Sequence[str]]) -> Counter[str]:
    """Count the stems of some paragraphs."""
    found: Counter[str] = Counter()
    for said in paragraphs:
        found.update(map(_stem, said))
    return found


def _stem(word: str) -> str:
    return word[:_STEM]


class Measure(Struct, frozen=True):
    """A text to measure paragraphs by."""

    said: Sequence[Sequence[str]]
    """The words of each paragraph."""
    whole: Vocabulary
    """The words of the text."""
    own: Vocabulary
    """Those of them that the collection knows from this text."""
    collection: Vocabulary
    costs: Mapping[int, float] = {}
    """The bits of each paragraph that is long enough."""


def measure(said: Sequence[Sequence[str]], own: Vocabulary, collection: Vocabulary) -> Measure:
    """Prepare a text."""
    text = Measure(said, vocabulary(said), own, collection)
    costs = {
        number: _bits(text, range(number, number + 1), words)
        for number, words in enumerate(said)
        if len(words) >= _LONG
    }
    return replace(text, costs=costs)


def strangeness(text: Measure, number: int, beside: range) -> Strangeness:
    """Compare a paragraph with the others; those ``beside`` it are of its kind and do not count."""
    bits = _bits(text, beside, text.said[number])
    others = [cost for other, cost in text.costs.items() if other not in beside]
    return Strangeness(bits, sum(others) / len(others) if others else bits - _UNKNOWN)


def _bits(text: Measure, without: range, said: Sequence[str]) -> float:
    """Return the average bits of the words of a paragraph, others left out of its text."""
    left_out = counted(text.said[number] for number in without)
    around = max(1, text.whole.size - left_out.total())
    elsewhere = max(1, text.collection.size - text.own.size)
    listed = ranks()
    costs = []
    for word in dict.fromkeys(said):
        if not word.isdigit():
            stem = _stem(word)
            here = text.whole.stems[stem] - left_out[stem]
            there = text.collection.stems[stem] - text.own.stems[stem]
            language = _ZIPF / listed[word] if word in listed else _UNLISTED
            frequency = _TEXT * here / around + _COLLECTION * there / elsewhere
            costs.append(-log2(frequency + _LANGUAGE * language))
    return sum(costs) / max(1, len(costs))
