"""The ids a text once had, and the paragraphs it has now -> where each old id lives on.

An id is remembered with a *sketch* of its paragraph: the hashes of a few of its longest words,
which are the ones that say most about it. That is enough to find the paragraph again after it was
edited, moved, split in two or joined with another.
"""

from base64 import urlsafe_b64encode
from bisect import bisect
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

SIZE = 8
"""Words in a sketch."""
_BYTES = 3
"""Of each word's hash: two words of an essay are the same once in a hundred thousand pairs."""
_WRITTEN = 4
"""Signs of base64 that write these bytes."""
_SAME = 0.4
"""Share of a sketch that a paragraph needs to keep an id that its first words ask for."""
_FOUND = 0.5
"""Share, weighed by how rare each word is in the text, from which a paragraph was found again."""
_COMMON = 64
"""Paragraphs from which a word that stands in all of them says nothing."""
_SIGNS = "\"'.,;:!?()[]{}…“”‘’«»„‚–—*_/"
_LONG = 7
"""Characters of a long word: about one word in six has as many."""
_NO_BLANKS = 16
"""Characters a word has on average from which a script is taken to set no blanks."""


class Record(Struct, frozen=True):
    """An id that readers may have linked to."""

    id: str
    words: str
    """The sketch of its paragraph, 32 signs of base64 at most."""
    leads: str = ""
    """The id that it became; "" for one that stands in the text."""


class Spot(Struct, frozen=True):
    """A paragraph or heading that stands in a text."""

    id: str
    text: str


# A text with a lock file asks twice: for its ids, and for what the file is to say.
@lru_cache(256)
def sketch(text: str) -> str:
    """Sketch a paragraph by its longest words."""
    if not _sets_blanks(text):
        return _written(sorted(set(_hashed(_pieces(text))))[:SIZE])
    # Most paragraphs have enough long words to look at these alone.
    words = text.split()
    long = dict.fromkeys([word for word in words if len(word) >= _LONG])
    chosen = long if len(long) >= SIZE else dict.fromkeys(words)
    longest = sorted(chosen, key=len, reverse=True)[:SIZE]
    return "".join(dict.fromkeys(map(_hash, longest)))


def is_like(words: str, text: str) -> bool:
    """Tell whether a text may be what a sketch was made of; where nothing is known, it may."""
    known = _hashes(words)
    # Where a paragraph is as it was, or nearly, its sketch is enough to tell.
    return _shares(known, _hashes(sketch(text))) or _shares(known, _all_hashes(text))


def _shares(known: Sequence[str], present: Collection[str]) -> bool:
    return sum(each in present for each in known) >= _SAME * len(known)


def renew(
    records: Sequence[Record], spots: Sequence[Spot], ids: Collection[str]
) -> tuple[Record, ...]:
    """Say for every id, old and new, where it leads now; ``ids``: all that stand in the text.

    Renewing what was renewed changes nothing, as long as the text is the same.
    """
    standing = {spot.id for spot in spots}
    gone = [record for record in records if record.id not in ids]
    led: dict[str, list[Record]] = {}
    if gone:
        finder = _Finder(records, spots)
        for record in gone:
            target = finder.find(record)
            led.setdefault(target, []).append(replace(record, leads=target))
    renewed: list[Record] = []
    for spot in spots:
        if spot.id in standing:
            standing.discard(spot.id)
            renewed += (Record(spot.id, sketch(spot.text)), *led.get(spot.id, ()))
    return (*renewed, *led.get("", ()))


def aliases(records: Sequence[Record]) -> Mapping[str, Sequence[str]]:
    """Gather the old ids that lead to each id of a text."""
    found: dict[str, list[str]] = {}
    for record in records:
        if record.leads:
            found.setdefault(record.leads, []).append(record.id)
    return found


class _Finder:
    """Finds where the paragraphs of a text went."""

    def __init__(self, records: Sequence[Record], spots: Sequence[Spot]) -> None:
        self._records = {record.id: record for record in records}
        self._spots = [spot.id for spot in spots]
        self._places = {name: place for place, name in reversed(list(enumerate(self._spots)))}
        self._fresh = [at for at, name in enumerate(self._spots) if name not in self._records]
        self._holding: dict[str, list[int]] = {}
        for place, spot in enumerate(spots):
            for each in _all_hashes(spot.text):
                self._holding.setdefault(each, []).append(place)
        names = [record.id for record in records]
        self._before = self._neighbours(names, -1)
        self._after = self._neighbours(names[::-1], len(spots))

    def _neighbours(self, names: Sequence[str], edge: int) -> Mapping[str, tuple[int, int]]:
        """Give for each id the place of the last one that survived, and how many went since."""
        found: dict[str, tuple[int, int]] = {}
        place, gone = edge, 0
        for name in names:
            found[name] = place, gone
            if name in self._places:
                place, gone = self._places[name], 0
            else:
                gone += not self._records[name].leads
        return found

    def find(self, record: Record) -> str:
        """Give the id that an id which is gone leads to; "" only where the text has none."""
        if not self._spots:
            return ""
        return self._alike(record) or self._followed(record) or self._between(record)

    def _alike(self, record: Record) -> str:
        whole, scores = 0.0, dict[int, float]()
        for each in _hashes(record.words):
            holding = self._holding.get(each, ())
            weight = 1 / max(1, len(holding))
            whole += weight
            for place in holding if len(holding) <= _COMMON else ():
                scores[place] = scores.get(place, 0) + weight
        best = max(sorted(scores), key=lambda place: scores[place], default=0)
        return self._spots[best] if scores.get(best, 0) > _FOUND * whole else ""

    def _followed(self, record: Record) -> str:
        """Follow a paragraph that had become another one."""
        seen = {record.id}
        while record.leads not in self._places:
            following = self._records.get(record.leads)
            if following is None or following.id in seen:
                return ""
            if found := self._alike(following):
                return found
            if not following.leads:
                return self._between(following)
            seen.add(following.id)
            record = following
        return record.leads

    def _between(self, record: Record) -> str:
        """Take what is new between the paragraphs that surrounded it, else the one before."""
        (first, gone), (last, _) = self._before[record.id], self._after[record.id]
        fresh = self._fresh[bisect(self._fresh, first) : bisect(self._fresh, last - 1)]
        return self._spots[fresh[min(gone, len(fresh) - 1)] if fresh else max(first, 0)]


def _all_hashes(text: str) -> frozenset[str]:
    if _sets_blanks(text):
        return frozenset(map(_hash, text.split()))
    return frozenset(_hashes(_written(_hashed(_pieces(text)))))


def _pieces(text: str) -> list[str]:
    """Part a text whose script sets no blanks into overlapping signs."""
    return [text[at : at + 3] for at in range(len(text) - 2)]


def _sets_blanks(text: str) -> bool:
    return len(text) <= _NO_BLANKS * (1 + text.count(" ") + text.count("\n"))


@lru_cache(16_384)
def _hash(word: str) -> str:
    return _written(_hashed((word,)))


def _hashed(words: Sequence[str]) -> list[bytes]:
    plain = "\n".join([word.strip(_SIGNS) for word in words]).casefold()
    parts = plain.encode("utf-8", "surrogatepass").split(b"\n") if words else ()
    return [crc32(part).to_bytes(4, "big")[:_BYTES] for part in parts]


def _written(hashes: Iterable[bytes]) -> str:
    return urlsafe_b64encode(b"".join(hashes)).decode()


def _hashes(words: str) -> list[str]:
    return [words[at : at + _WRITTEN] for at in range(0, len(words), _WRITTEN)]
