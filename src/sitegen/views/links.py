"""Index -> links to themes, paths and the steps of paths, as pages show them."""

from collections.abc import Iterable
from urllib.parse import quote

from sitegen.collection.index import Index
from sitegen.collection.paths import ReadingPath
from sitegen.model import Slug, Url
from sitegen.views.parts import PathCard, PathLink, PathStep, ThemeLink


def theme_link(index: Index, slug: Slug) -> ThemeLink:
    """Return the link to a theme."""
    theme = index.tags.themes[slug]
    return ThemeLink(theme.title, theme.name, theme.url)


def theme_links(index: Index, slugs: Iterable[Slug]) -> tuple[ThemeLink, ...]:
    """Return the links to some themes."""
    return tuple(theme_link(index, slug) for slug in slugs)


def path_link(path: ReadingPath) -> PathLink:
    """Return the link to a reading path."""
    card = path.file.card
    return PathLink(card.title, card.name, card.url, path.slug)


def path_step(index: Index, path: ReadingPath, number: int) -> PathStep:
    """Return the step at a stop of a reading path, the first being 0."""
    stop = path.stops[number]
    card = index.texts[stop.essay].card
    url = Url(f"{card.url}?path={quote(path.slug, safe='')}")
    return PathStep(number + 1, card, url, index.inline(stop.note)[0])


def path_card(index: Index, path: ReadingPath) -> PathCard:
    """Return a reading path with all its steps."""
    steps = tuple(path_step(index, path, number) for number in range(len(path.stops)))
    minutes = sum(step.card.minutes for step in steps)
    return PathCard(path_link(path), path.file.card.summary, minutes, steps)
