"""Index -> what follows an essay: what to read next and why, its paths, relations and mentions."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from sitegen.collection.index import Index
from sitegen.collection.paths import ReadingPath
from sitegen.collection.related import Reason as FoundReason
from sitegen.collection.related import Related
from sitegen.model import Essay, Url
from sitegen.views.links import path_link, path_step, theme_link, theme_links
from sitegen.views.parts import BacklinkCard, NextUp, Reason, RelatedCard
from sitegen.views.types import OnPath

SMALL = 8
"""Essays up to which a collection shows only ``FEW`` related ones."""
FEW, MORE = 2, 4
_MOST = 2
"""Links to one essay after an essay."""


class Onward(Struct, frozen=True):
    """The parts of a page that follow an essay."""

    next: NextUp | None
    related: tuple[RelatedCard, ...]
    backlinks: tuple[BacklinkCard, ...]
    paths: tuple[OnPath, ...]


def onward(index: Index, essay: Essay) -> Onward:
    """Choose what follows an essay; no essay is linked more than twice."""
    found = index.related.of(essay.path)
    following = _next(index, essay, found)
    stops = index.paths.of_essay.get(essay.path, ())
    paths = tuple(_on_path(index, path, number) for path, number in stops)
    links = Counter(_linked(paths))
    if following:
        links[following.card.url] += 1
    most = FEW if len(index.essays) <= SMALL else MORE
    related = tuple(
        one
        for one in (_related(index, each) for each in found)
        if links[one.card.url] < _MOST and not (following and one.card == following.card)
    )[:most]
    links.update(one.card.url for one in related)
    mentions = (
        BacklinkCard(index.mentions[link.essay], link.sentence)
        for link in index.links.backlinks.get(essay.path, ())
    )
    backlinks = tuple(one for one in mentions if links[one.card.url] < _MOST)
    return Onward(following, related, backlinks, paths)


def _linked(paths: Iterable[OnPath]) -> Iterable[Url]:
    steps = (step for path in paths for step in (path.before, path.next))
    return (step.card.url for step in steps if step)


def _next(index: Index, essay: Essay, found: tuple[Related, ...]) -> NextUp | None:
    """Return the next essay of the chief theme, else the one that is most related."""
    for slug in index.tags.of_essay.get(essay.path, ())[:1]:
        _, path = index.steps[slug].get(essay.path, (None, None))
        if path and path in index.mentions:
            return NextUp(index.mentions[path], theme_link(index, slug))
    for each in found[:1]:
        one = _related(index, each)
        return NextUp(one.card, None, one.reasons)
    return None


def _related(index: Index, found: Related) -> RelatedCard:
    return RelatedCard(
        index.mentions[found.essay], tuple(_reason(index, each) for each in found.reasons)
    )


def _on_path(index: Index, path: ReadingPath, number: int) -> OnPath:
    total = len(path.stops)
    return OnPath(
        path=path_link(path),
        url=Url(f"{path.file.card.url}#step--{number + 1}"),
        number=number + 1,
        total=total,
        before=path_step(index, path, number - 1) if number else None,
        next=path_step(index, path, number + 1) if number + 1 < total else None,
    )


def _reason(index: Index, reason: FoundReason) -> Reason:
    return Reason(reason.kind, theme_links(index, reason.themes), index.inline(reason.text)[0])
