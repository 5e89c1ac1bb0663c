"""Themes, links and ties -> the related essays of each essay, each with its reasons."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import nsmallest
from itertools import groupby
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from sitegen.catalogue import Catalogue, is_listed
from sitegen.links import Links
from sitegen.model import Slug
from sitegen.relations import TieKind, Ties
from sitegen.tag_index import TagIndex

MOST = 5
"""Related essays shown with an essay."""
_SPEAKING = 6
"""Themes of an essay that count, the rarest ones: each more would double the work."""
_UNIT = 1 << 20
"""Weights are whole numbers of this fraction, so that sums do not depend on their order."""
_LINKS = frozenset({"links", "linked"})
_DECLARED = 1 << 40
"""Weight of a declared relation: above any sum of themes and links."""


class Reason(Struct, frozen=True):
    """Why an essay is related to another."""

    kind: Literal[TieKind, "themes", "links", "linked"]
    """``linked``: the other essay links here."""
    themes: tuple[Slug, ...] = ()
    """The shared ones, the rarest first."""
    text: str = ""
    """The declared reason (Markdown source), or the sentence that links (plain text)."""


class Related(Struct, frozen=True):
    """A related essay."""

    essay: str
    """Its path."""
    reasons: tuple[Reason, ...]
    """Declared ones first, then links, then themes; never empty."""


def related(
    catalogue: Catalogue, index: TagIndex, links: Links, ties: Ties
) -> Mapping[str, tuple[Related, ...]]:
    """Find for each essay the five most related ones, the strongest first, then the newest.

    Shared themes weigh by rarity: log(essays / essays with the theme), as the inverse document
    frequency of information retrieval. A link weighs as much as a theme that only two essays
    share, a declared relation more than anything. Exact, and linear in the number of essays.
    """
    listed = [essay.path for essay in catalogue.essays if is_listed(essay)]
    profiles = _weigh(listed, index)
    sharing = _index_subsets(listed, profiles)
    bonds = _bonds(links, ties, frozenset(listed))
    rank = {path: number for number, path in enumerate(listed)}
    explain = cache(profiles.explain)

    def best(path: str) -> Iterator[Related]:
        near = _most_sharing(rank.get(path, -1), profiles.of_essay[path], profiles, sharing)
        scores = {listed[number]: weight for number, weight in near.items()}
        bound = bonds.get(path, {})
        for other, reasons in bound.items():
            bonus = sum(profiles.link if r.kind in _LINKS else _DECLARED for r in reasons)
            scores[other] = profiles.weigh_shared(path, other) + bonus
        for other in nsmallest(MOST, scores, key=lambda other: (-scores[other], rank[other])):
            yield Related(other, (*bound.get(other, ()), *explain(profiles.shared(path, other))))

    return {essay.path: tuple(best(essay.path)) for essay in catalogue.essays}


class _Profiles(Struct, frozen=True):
    """What each essay speaks of, in numbers: 1 is the rarest theme."""

    slugs: Sequence[Slug]
    """Theme of each number; 0 is none."""
    weights: Sequence[int]
    of_essay: Mapping[str, tuple[int, ...]]
    """Numbers rise, and are the same whatever the order of the tags."""
    link: int
    """Weight of a link."""

    def shared(self, path: str, other: str) -> tuple[int, ...]:
        theirs = self.of_essay[other]
        return tuple(number for number in self.of_essay[path] if number in theirs)

    def weigh_shared(self, path: str, other: str) -> int:
        return sum(self.weights[number] for number in self.shared(path, other))

    def explain(self, shared: tuple[int, ...]) -> tuple[Reason, ...]:
        themes = tuple(self.slugs[number] for number in shared)
        return (Reason("themes", themes),) if themes else ()


def _weigh(listed: Sequence[str], index: TagIndex) -> _Profiles:
    counts = Counter(slug for path in listed for slug in index.of_essay.get(path, ()))
    weights = {slug: round(math.log(len(listed) / count) * _UNIT) for slug, count in counts.items()}
    slugs = sorted((slug for slug in weights if weights[slug]), key=lambda s: (-weights[s], s))
    numbers = {slug: number for number, slug in enumerate(slugs, 1)}
    return _Profiles(
        slugs=(Slug(""), *slugs),
        weights=(0, *(weights[slug] for slug in slugs)),
        of_essay={
            path: tuple(sorted(numbers[slug] for slug in themes if slug in numbers)[:_SPEAKING])
            for path, themes in index.of_essay.items()
        },
        link=round(math.log(max(len(listed), 4) / 2) * _UNIT),
    )


def _index_subsets(listed: Sequence[str], profiles: _Profiles) -> Mapping[int, tuple[int, ...]]:
    """Map every set of themes that some essay has to the newest essays that have all of them.

    Twice as many as are shown, since up to as many may have been found before.
    """
    width = len(profiles.slugs).bit_length()
    sharing: dict[int, tuple[int, ...]] = {}
    for rank, path in enumerate(listed):
        for key in _subsets(profiles.of_essay[path], width):
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
) -> Mapping[int, int]:
    """Find the essays whose shared themes weigh most, by walking subsets from the heaviest."""
    sums = [0]
    for number in profile:
        sums += [weight + profiles.weights[number] for weight in sums]
    keys = _subsets(profile, len(profiles.slugs).bit_length())
    alone = (own,)
    shared = [
        (weight, ranks)
        for weight, key in zip(sums[1:], keys, strict=True)
        if (ranks := sharing.get(key, alone)) != alone
    ]
    found: dict[int, int] = {}
    for weight, equals in groupby(sorted(shared, reverse=True), key=itemgetter(0)):
        for rank in sorted({rank for _, ranks in equals for rank in ranks}):
            if rank != own:
                found.setdefault(rank, weight)
        if len(found) >= MOST:
            break
    return found


def _bonds(
    links: Links, ties: Ties, listed: frozenset[str]
) -> Mapping[str, Mapping[str, Sequence[Reason]]]:
    bonds: dict[str, dict[str, list[Reason]]] = {}

    def bind(path: str, other: str, reason: Reason) -> None:
        if other in listed:
            bonds.setdefault(path, {}).setdefault(other, []).append(reason)

    for path, own in ties.items():
        for tie in own:
            bind(path, tie.essay, Reason(tie.kind, text=tie.reason))
    for path, backlinks in links.backlinks.items():
        for back in backlinks:
            bind(back.essay, path, Reason("links", text=back.sentence))
    for path, backlinks in links.backlinks.items():
        for back in backlinks:
            bind(path, back.essay, Reason("linked", text=back.sentence))
    return bonds
