"""Two places with the same words -> Match: the longest spans around them that are alike."""

from collections.abc import Iterator, Sequence
from operator import add

from msgspec import Struct

from sitegen.check.doubling.wording import Word

SKIP = 16
"""Words that may be changed, missing or added in one place of a match."""
_FOOTING = 4
"""Words in a row that must be the same after such a place."""
_LIKENESS = 0.75
"""Share of the words that two spans must have in common to be alike."""


class Span(Struct, frozen=True, order=True):
    """A run of words."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """The number of its words."""
        return self.end - self.start

    @property
    def words(self) -> range:
        """The numbers of its words."""
        return range(self.start, self.end)


class Match(Struct, frozen=True):
    """Two spans with the same words."""

    earlier: Span
    later: Span
    same: int
    """Number of words that both have."""

    @property
    def is_like(self) -> bool:
        """Return whether the spans have most words in common."""
        return self.same >= _LIKENESS * max(self.earlier.size, self.later.size)

    @property
    def is_exact(self) -> bool:
        """Return whether both spans are the same word for word."""
        return self.same == self.earlier.size == self.later.size


Seed = tuple[int, int]
"""Numbers of a word in an earlier and in a later text, where a run of the same words begins."""


def gathered(seeds: Sequence[Seed], count: int, within: int) -> Iterator[Seed]:
    """Choose the first seeds of groups: ``count`` seeds ``within`` some words, equally far apart.

    Single seeds are sentences that two texts share by chance.
    """
    for (here, there), (_here, _there) in zip(seeds, seeds[count - 1 :], strict=False):
        if _there - there <= within and abs(_there - there - _here + here) <= 2 * SKIP:
            yield here, there


class Pair(Struct, frozen=True):
    """Two texts to compare, or one text with itself."""

    earlier: Sequence[Word]
    later: Sequence[Word]


def align(pair: Pair, here: int, there: int) -> Match:
    """Extend two equal words to the longest spans that are alike, without overlap in one text."""
    single = pair.earlier is pair.later
    end, later_end, ahead = _follow(pair, (here, there), 1, there if single else len(pair.earlier))
    start, later_start, back = _follow(pair, (here - 1, there - 1), -1, end if single else 0)
    return Match(Span(start + 1, end), Span(later_start + 1, later_end), ahead + back)


def _follow(pair: Pair, begin: Seed, step: int, bound: int) -> tuple[int, int, int]:
    """Walk both texts in one direction, over small differences, to the last word in common.

    ``bound`` is the end of the earlier span (ahead), or the beginning of the later one (back).
    Return the places after the last words in common, and the number of such words.
    """
    one, two = pair.earlier, pair.later
    ends = (bound, len(two)) if step > 0 else (-1, bound - 1)
    (here, there), same = begin, 0
    reached = here, there, same
    while True:
        while here * step < ends[0] * step and there * step < ends[1] * step:
            if one[here] != two[there]:
                break
            here, there, same = here + step, there + step, same + 1
        if same > reached[2]:
            reached = here, there, same
        leap = _leap(_onward(one, here, step, ends[0]), _onward(two, there, step, ends[1]))
        if leap is None:
            return reached
        here, there = map(add, (here, there), (leap[0] * step, leap[1] * step))


def _onward(words: Sequence[Word], place: int, step: int, end: int) -> Sequence[Word]:
    """Return the next words in a direction, nearest first."""
    far = SKIP + _FOOTING
    if step > 0:
        return words[place : min(place + far, end)]
    return words[max(place - far, end) + 1 : place + 1][::-1]


def _leap(one: Sequence[Word], two: Sequence[Word]) -> tuple[int, int] | None:
    """Return the shortest skip over a difference to words that are the same again."""
    first: dict[Sequence[Word], int] = {}
    for place in range(len(one) - _FOOTING + 1):
        first.setdefault(one[place : place + _FOOTING], place)
    ways = [
        (first[run], place)
        for place in range(len(two) - _FOOTING + 1)
        if (run := two[place : place + _FOOTING]) in first
    ]
    return min(ways, key=sum, default=None)
