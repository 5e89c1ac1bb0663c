"""Themes, links and ties -> the related essays of each essay, each with its reasons."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Literal

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.groups import grouped
from sitegen.collection.links.links import Links
from sitegen.collection.relations import TieKind, Ties
from sitegen.collection.tag_index.index import TagIndex
from sitegen.model import Slug

MOST = 5
"""Related essays shown with an essay."""
_COUNTED = 6
"""Themes of an essay that count, the rarest ones: each further one would double the work."""
_UNIT = 1 << 20
"""Weights are whole numbers of this fraction, so that sums do not depend on their order."""
_DECLARED = 1 << 40
"""Weight of a declared relation: above any sum of themes and links."""


# There are many of these, none in a reference cycle: gc=False lets the collector skip them.
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


class Relatives:
    """The five essays most related to each essay, the strongest first, then the newest.

    Computed on demand: most builds ask for few, and each process for its own.

    Shared themes weigh by rarity: log(essays / essays with the theme), as the inverse document
    frequency of information retrieval. A link weighs as much as a theme that only two essays
    share, a declared relation more than anything. Exact, and linear in the number of essays.
    """

    def __init__(self, catalogue: Catalogue, tags: TagIndex, links: Links, ties: Ties) -> None:
        self._listed = [essay.path for essay in catalogue.listed]
        self._rank = {path: number for number, path in enumerate(self._listed)}
        self._tags = tags
        self._backlinks = links.backlinks
        self._ties = ties

    def of(self, path: str) -> tuple[Related, ...]:
        """Find the essays most related to one."""
        profiles, rank = self._profiles, self._rank
        profile = profiles.of_essay[path]
        themes = frozenset(profile)
        bound: dict[int, list[Reason]] = {}
        scores: dict[int, int] = {}
        for other, weight, reason in self._bonds(path):
            if (number := rank.get(other)) is not None:
                bound.setdefault(number, []).append(reason)
                scores[number] = scores.get(number, 0) + weight
        for number in bound:
            if shared := profiles.share(themes, number):
                scores[number] += sum([profiles.weights[theme] for theme in shared])
        least = sorted(scores.values())[-MOST] if len(scores) >= MOST else 0
        near = self._most_sharing(rank.get(path, -1), profile, least)
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

    @cached_property
    def _profiles(self) -> "_Profiles":
        return _weigh(self._listed, self._tags)

    @cached_property
    def _explain(self) -> Callable[[tuple[int, ...]], tuple[Reason, ...]]:
        return cache(self._profiles.explain)

    def _bonds(self, path: str) -> Iterator[tuple[str, int, Reason]]:
        """Find links and declared relations of an essay: the other essay, weight and reason."""
        weight = self._profiles.link
        for tie in self._ties.get(path, ()):
            yield tie.essay, _DECLARED, Reason(tie.kind, (), tie.reason)
        for other, sentence in self._links.get(path, ()):
            yield other, weight, Reason("links", (), sentence)
        for back in self._backlinks.get(path, ()):
            yield back.essay, weight, Reason("linked", (), back.sentence)

    @cached_property
    def _links(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Map the path of each text to the texts it links to, with the sentence of the link."""
        return grouped(
            (back.essay, (path, back.sentence))
            for path, backlinks in self._backlinks.items()
            for back in backlinks
        )

    @cached_property
    def _sharing(self) -> Mapping[int, tuple[int, ...]]:
        """Map every set of themes that some essay has to the newest essays that have all of them.

        Twice as many as are shown, since up to as many may have been found before.
        """
        width = len(self._profiles.slugs).bit_length()
        sharing: dict[int, tuple[int, ...]] = {}
        for rank, profile in enumerate(self._profiles.of_listed):
            for key in _subsets(profile, width):
                ranks = sharing.get(key, ())
                if len(ranks) < 2 * MOST:
                    sharing[key] = (*ranks, rank)
        return sharing

    def _most_sharing(self, own: int, profile: tuple[int, ...], least: int) -> dict[int, int]:
        """Find the essays whose shared themes weigh most, by visiting subsets, the heaviest first.

        Sets that weigh less than ``least`` are skipped.
        """
        profiles, sharing = self._profiles, self._sharing
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
            # Sets of equal weight are all visited, so that their order does not matter.
            if weight < last and len(found) > MOST:
                break
            last = weight
            for rank in ranks:
                found.setdefault(rank, weight)
        del found[own]
        return found


class _Profiles(Struct, frozen=True):
    """The themes of each essay, as numbers: 1 is the rarest theme."""

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
        if themes.isdisjoint(theirs):  # usual for texts that only a link relates
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
        path: tuple(sorted([numbers[slug] for slug in themes if slug in numbers])[:_COUNTED])
        for path, themes in index.of_essay.items()
    }
    return _Profiles(
        slugs=(Slug(""), *slugs),
        weights=(0, *(weights[slug] for slug in slugs)),
        of_essay=of_essay,
        of_listed=[of_essay[path] for path in listed],
        link=round(math.log(max(len(listed), 4) / 2) * _UNIT),
    )


def _subsets(profile: Iterable[int], width: int) -> list[int]:
    # The numbers of a set side by side in one integer make a small and exact key.
    keys = [0]
    for number in profile:
        keys += [key << width | number for key in keys]
    return keys[1:]
