"""Old ids of a text and its present paragraphs -> the paragraph that each old id leads to.

An id is stored with a *sketch* of its paragraph: the hashes of a few of its longest words, which
are the most distinctive. That is enough to find the paragraph again after it was edited, moved,
split in two or joined with another.
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
"""Bytes of each word's hash: two words of an essay collide once in a hundred thousand pairs."""
_CHARACTERS = 4
"""Characters of base64 for these bytes."""
_SAME = 0.4
"""Share of a sketch that a paragraph needs in order to keep the id of its first words."""
_FOUND = 0.5
"""Share, weighted by the rarity of words in the text, from which a paragraph counts as found."""
_COMMON = 64
"""Number of paragraphs from which a word that all of them contain does not count as evidence."""
_PUNCTUATION = "\"'.,;:!?()[]{}…“”‘’«»„‚–—*_/"
_LONG = 7
"""Characters of a long word: about one word in six has that many."""
_NO_SPACES = 16
"""Average characters of a word from which a script is taken to have no spaces."""


class AnchorRecord(Struct, frozen=True):
    """An id that readers may have linked to."""

    id: str
    sketch: str
    """The sketch of its paragraph, at most 32 characters of base64."""
    successor: str = ""
    """The id that replaced it; "" for an id that is in the text."""


Records = tuple[AnchorRecord, ...]


class Target(Struct, frozen=True):
    """A paragraph or heading that links may lead to."""

    id: str
    text: str


# Each paragraph is sketched twice: for its id, and for its record.
@lru_cache(256)
def sketch(text: str) -> str:
    """Return the sketch of a paragraph, made of its longest words."""
    if not _has_spaces(text):
        return _encoded(sorted(set(_hashed(_pieces(text))))[:SIZE])
    # Most paragraphs have enough long words to look at these alone.
    words = text.split()
    long = dict.fromkeys([word for word in words if len(word) >= _LONG])
    chosen = long if len(long) >= SIZE else dict.fromkeys(words)
    longest = sorted(chosen, key=len, reverse=True)[:SIZE]
    return "".join(dict.fromkeys(map(_hash, longest)))


def is_like(words: str, text: str) -> bool:
    """Return whether a sketch may be of a text; an empty sketch may be of any."""
    if words == (present := sketch(text)):
        return True
    known = _hashes(words)
    # If a paragraph is nearly unchanged, its sketch is enough to tell.
    return _shares(known, _hashes(present)) or _shares(known, _all_hashes(text))


def _shares(known: Sequence[str], present: Collection[str]) -> bool:
    return sum(each in present for each in known) >= _SAME * len(known)


def updated_records(records: Records, targets: Sequence[Target], ids: Collection[str]) -> Records:
    """Return a record for every id, old and new; ``ids``: all ids in the text.

    Idempotent as long as the text is the same.
    """
    gone = [record for record in records if record.id not in ids]
    replaced: dict[str, list[AnchorRecord]] = {}
    if gone:
        finder = _Finder(records, targets)
        for record in gone:
            found = finder.find(record)
            replaced.setdefault(found, []).append(replace(record, successor=found))
    first: dict[str, Target] = {}
    for target in targets:
        first.setdefault(target.id, target)
    updated: list[AnchorRecord] = []
    for target in first.values():
        updated += (AnchorRecord(target.id, sketch(target.text)), *replaced.get(target.id, ()))
    return (*updated, *replaced.get("", ()))


def aliases(records: Records) -> Mapping[str, Sequence[str]]:
    """Group the old ids by the id that replaced them."""
    found: dict[str, list[str]] = {}
    for record in records:
        if record.successor:
            found.setdefault(record.successor, []).append(record.id)
    return found


class _Finder:
    """Finds the paragraphs that replaced those of an earlier text."""

    def __init__(self, records: Records, targets: Sequence[Target]) -> None:
        self._records = {record.id: record for record in records}
        self._ids = [target.id for target in targets]
        self._positions = {name: at for at, name in reversed(list(enumerate(self._ids)))}
        self._new = [at for at, name in enumerate(self._ids) if name not in self._records]
        self._containing: dict[str, list[int]] = {}
        for at, target in enumerate(targets):
            for each in _all_hashes(target.text):
                self._containing.setdefault(each, []).append(at)
        names = [record.id for record in records]
        self._before = self._neighbours(names, -1)
        self._after = self._neighbours(names[::-1], len(targets))

    def _neighbours(self, names: Sequence[str], edge: int) -> Mapping[str, tuple[int, int]]:
        """Return for each id the position of the last surviving one, and how many went since."""
        found: dict[str, tuple[int, int]] = {}
        position, gone = edge, 0
        for name in names:
            found[name] = position, gone
            if name in self._positions:
                position, gone = self._positions[name], 0
            else:
                gone += not self._records[name].successor
        return found

    def find(self, record: AnchorRecord) -> str:
        """Return the id that replaces a missing one; "" only if the text has none."""
        if not self._ids:
            return ""
        return self._alike(record) or self._followed(record) or self._between(record)

    def _alike(self, record: AnchorRecord) -> str:
        whole, scores = 0.0, dict[int, float]()
        for each in _hashes(record.sketch):
            containing = self._containing.get(each, ())
            weight = 1 / max(1, len(containing))
            whole += weight
            for at in containing if len(containing) <= _COMMON else ():
                scores[at] = scores.get(at, 0) + weight
        best = max(sorted(scores), key=lambda at: scores[at], default=0)
        return self._ids[best] if scores.get(best, 0) > _FOUND * whole else ""

    def _followed(self, record: AnchorRecord) -> str:
        """Follow the successors of a paragraph."""
        seen = {record.id}
        while record.successor not in self._positions:
            following = self._records.get(record.successor)
            if following is None or following.id in seen:
                return ""
            if found := self._alike(following):
                return found
            if not following.successor:
                return self._between(following)
            seen.add(following.id)
            record = following
        return record.successor

    def _between(self, record: AnchorRecord) -> str:
        """Return a new paragraph between the neighbours of a missing one, else the one before."""
        (first, gone), (last, _) = self._before[record.id], self._after[record.id]
        new = self._new[bisect(self._new, first) : bisect(self._new, last - 1)]
        return self._ids[new[min(gone, len(new) - 1)] if new else max(first, 0)]


def _all_hashes(text: str) -> frozenset[str]:
    if _has_spaces(text):
        return frozenset(map(_hash, text.split()))
    return frozenset(_hashes(_encoded(_hashed(_pieces(text)))))


def _pieces(text: str) -> list[str]:
    """Split a text whose script has no spaces into overlapping runs of characters."""
    return [text[at : at + 3] for at in range(len(text) - 2)]


def _has_spaces(text: str) -> bool:
    return len(text) <= _NO_SPACES * (1 + text.count(" ") + text.count("\n"))


@lru_cache(16_384)
def _hash(word: str) -> str:
    return _encoded(_hashed((word,)))


def _hashed(words: Sequence[str]) -> list[bytes]:
    plain = "\n".join([word.strip(_PUNCTUATION) for word in words]).casefold()
    parts = plain.encode("utf-8", "surrogatepass").split(b"\n") if words else ()
    return [crc32(part).to_bytes(4, "big")[:_BYTES] for part in parts]


def _encoded(hashes: Iterable[bytes]) -> str:
    return urlsafe_b64encode(b"".join(hashes)).decode()


def _hashes(words: str) -> list[str]:
    return [words[at : at + _CHARACTERS] for at in range(0, len(words), _CHARACTERS)]
