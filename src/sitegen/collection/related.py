"""Themes, links and ties -> the related essays of each essay, each with its reasons."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Literal

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.links.links import Backlink, Links
from sitegen.collection.relations import TieKind, Ties
from sitegen.collection.tag_index.index import TagIndex
from sitegen.model import Slug

MOST = 5
"""Related essays shown with an essay."""
_SPEAKING = 6
"""Themes of an essay that count, the rarest ones: each more would double the work."""
_UNIT = 1 << 20
"""Weights are whole numbers of this fraction, so that sums do not depend on their order."""
_DECLARED = 1 << 40
"""Weight of a declared relation: above any sum of themes and links."""


# There are many of these, and they run in no circle: gc=False spares the collector the walk.
class Reason(Struct, frozen=True, gc=False):
    """Why an essay is related to another."""

    kind: Literal[TieKind, "themes", "links", "linked"]
    """``linked``: the other essay links here."""
    themes: tuple[Slug, ...] = ()
    """The shared ones, the rarest first."""
    text: str = ""
    """The declared reason (Markdown source), or the sentence that links (plain text)."""


class Related(Struct, frozen=True, gc=False):
    """A related essay."""

    essay: str
    """Its path."""
    reasons: tuple[Reason, ...]
    """Declared ones first, then links, then themes; never empty."""


class Relatives(Mapping[str, tuple[Related, ...]]):
    """The five essays most related to each essay, the strongest first, then the newest.

    They are found when they are asked for: most builds ask for few, and each process for its own.

    Shared themes weigh by rarity: log(essays / essays with the theme), as the inverse document
    frequency of information retrieval. A link weighs as much as a theme that only two essays
    share, a declared relation more than anything. Exact, and linear in the number of essays.
    """

    def __init__(self, catalogue: Catalogue, tags: TagIndex, links: Links, ties: Ties) -> None:
        self._catalogue = catalogue
        self._tags = tags
        self._links = links
        self._ties = ties
        self._paths = dict.fromkeys(essay.path for essay in catalogue.essays)

    def __getitem__(self, path: str) -> tuple[Related, ...]:
        if path not in self._paths:
            raise KeyError(path)
        return self._finder.find(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    @cached_property
    def _finder(self) -> "_Finder":
        return _Finder(self._catalogue, self._tags, self._links, self._ties)


class _Finder:
    def __init__(self, catalogue: Catalogue, tags: TagIndex, links: Links, ties: Ties) -> None:
        self._listed = [essay.path for essay in catalogue.listed]
        self._rank = {path: number for number, path in enumerate(self._listed)}
        self._profiles = _weigh(self._listed, tags)
        self._sharing = _index_subsets(self._profiles)
        self._bonds = _bind(links, ties, self._rank, self._profiles.link)
        self._explain = cache(self._profiles.explain)

    def find(self, path: str) -> tuple[Related, ...]:
        """Find the essays most related to one."""
        profiles = self._profiles
        profile = profiles.of_essay[path]
        themes = frozenset(profile)
        bound: dict[int, list[Reason]] = {}
        scores: dict[int, int] = {}
        for number, weight, reason in self._bonds.of(path):
            bound.setdefault(number, []).append(reason)
            scores[number] = scores.get(number, 0) + weight
        for number in bound:
            if shared := profiles.share(themes, number):
                scores[number] += sum([profiles.weights[theme] for theme in shared])
        least = sorted(scores.values())[-MOST] if len(scores) >= MOST else 0
        own = self._rank.get(path, -1)
        near = _most_sharing(own, profile, profiles, self._sharing, least)
        scores = near | scores  # where both know an essay, the bonds' sum is the whole one
        best = sorted(sorted(scores), key=scores.__getitem__, reverse=True)[:MOST]
        return tuple(
            [
                Related(
                    self._listed[number],
                    (*bound.get(number, ()), *self._explain(profiles.share(themes, number))),
                )
                for number in best
            ]
        )


class _Profiles(Struct, frozen=True):
    """What each essay speaks of, in numbers: 1 is the rarest theme."""

    slugs: Sequence[Slug]
    """Theme of each number; 0 is none."""
    weights: Sequence[int]
    of_essay: Mapping[str, tuple[int, ...]]
    """Numbers rise, and are the same whatever the order of the tags."""
    of_listed: Sequence[tuple[int, ...]]
    """The same of the listed essays, by rank."""
    link: int
    """Weight of a link."""

    def share(self, themes: frozenset[int], rank: int) -> tuple[int, ...]:
        theirs = self.of_listed[rank]
        if themes.isdisjoint(theirs):  # as most texts are that a link alone ties together
            return ()
        return tuple([number for number in theirs if number in themes])

    def explain(self, shared: tuple[int, ...]) -> tuple[Reason, ...]:
        themes = tuple(self.slugs[number] for number in shared)
        return (Reason("themes", themes),) if themes else ()


def _weigh(listed: Sequence[str], index: TagIndex) -> _Profiles:
    counts = Counter(chain.from_iterable(index.of_essay.get(path, ()) for path in listed))
    weights = {slug: round(math.log(len(listed) / count) * _UNIT) for slug, count in counts.items()}
    slugs = sorted((slug for slug in weights if weights[slug]), key=lambda s: (-weights[s], s))
    numbers = {slug: number for number, slug in enumerate(slugs, 1)}
    of_essay = {
        path: tuple(sorted([numbers[slug] for slug in themes if slug in numbers])[:_SPEAKING])
        for path, themes in index.of_essay.items()
    }
    return _Profiles(
        slugs=(Slug(""), *slugs),
        weights=(0, *(weights[slug] for slug in slugs)),
        of_essay=of_essay,
        of_listed=[of_essay[path] for path in listed],
        link=round(math.log(max(len(listed), 4) / 2) * _UNIT),
    )


def _index_subsets(profiles: _Profiles) -> Mapping[int, tuple[int, ...]]:
    """Map every set of themes that some essay has to the newest essays that have all of them.

    Twice as many as are shown, since up to as many may have been found before.
    """
    width = len(profiles.slugs).bit_length()
    sharing: dict[int, tuple[int, ...]] = {}
    for rank, profile in enumerate(profiles.of_listed):
        for key in _subsets(profile, width):
            ranks = sharing.get(key, ())
            if len(ranks) < 2 * MOST:
                sharing[key] = (*ranks, rank)
    return sharing


def _subsets(profile: Iterable[int], width: int) -> list[int]:
    # The numbers of a set side by side in one integer make a small and exact key.
    keys = [0]
    for number in profile:
        keys += [key << width | number for key in keys]
    return keys[1:]


def _most_sharing(
    own: int,
    profile: tuple[int, ...],
    profiles: _Profiles,
    sharing: Mapping[int, tuple[int, ...]],
    least: int,
) -> dict[int, int]:
    """Find the essays whose shared themes weigh most, by walking subsets from the heaviest.

    What weighs less than ``least`` is not looked for.
    """
    sums = [0]
    for number in profile:
        added = profiles.weights[number]
        sums += [weight + added for weight in sums]
    keys = _subsets(profile, len(profiles.slugs).bit_length())
    alone = (own,)
    shared = [
        (weight, ranks)
        for weight, key in zip(sums[1:], keys, strict=True)
        if weight >= least and (ranks := sharing.get(key, alone)) != alone
    ]
    found = {own: 0}
    last = 0
    for weight, ranks in sorted(shared, reverse=True):
        # Sets that weigh the same are walked to the end, whichever comes first.
        if weight < last and len(found) > MOST:
            break
        last = weight
        for rank in ranks:
            found.setdefault(rank, weight)
    del found[own]
    return found


class _Bonds(Struct, frozen=True):
    """What ties the essays to listed ones beside their themes."""

    rank: Mapping[str, int]
    ties: Ties
    links: Mapping[str, Sequence[tuple[int, str]]]
    """Path of a text -> rank of each essay that it links to, and the sentence that does."""
    backlinks: Mapping[str, Sequence[Backlink]]
    link: int
    """Weight of a link."""

    def of(self, path: str) -> Iterator[tuple[int, int, Reason]]:
        """Give each bond: the rank of the other essay, its weight and the reason."""
        for tie in self.ties.get(path, ()):
            if tie.essay in self.rank:
                yield self.rank[tie.essay], _DECLARED, Reason(tie.kind, (), tie.reason)
        for number, sentence in self.links.get(path, ()):
            yield number, self.link, Reason("links", (), sentence)
        for back in self.backlinks.get(path, ()):
            if (other := self.rank.get(back.essay)) is not None:
                yield other, self.link, Reason("linked", (), back.sentence)


def _bind(links: Links, ties: Ties, rank: Mapping[str, int], link: int) -> _Bonds:
    outward: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for path, backlinks in links.backlinks.items():
        if (number := rank.get(path)) is not None:
            for back in backlinks:
                outward[back.essay].append((number, back.sentence))
    return _Bonds(rank, ties, outward, links.backlinks, link)
