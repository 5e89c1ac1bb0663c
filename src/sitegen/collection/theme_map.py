"""Themes and essays -> Drawing: a map that holds only its contents."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations

from msgspec.structs import replace

from sitegen.collection.tag_index.index import TagIndex, Theme
from sitegen.drawing.scene import Drawing, Item, Scene
from sitegen.model import Essay

MOST_ESSAYS = 39
"""Essays on a map of the collection; a larger collection shows the themes alone."""
MOST_THEMES = 80
"""Themes on a map of themes alone, the largest ones."""
NEAR_ESSAYS = 24
"""The same as ``MOST_ESSAYS`` for the map of one theme."""
NEAR_THEMES = 12
"""Themes on such a map beside its own."""


def has_map(essays: Iterable[Essay], tags: TagIndex) -> bool:
    """Return whether there is something to relate on the map of a collection."""
    themed = sum(bool(tags.of_essay[essay.path]) for essay in essays)
    return themed > 1 and sum(bool(theme.entries) for theme in tags.themes.values()) > 1


def collection_map(essays: Sequence[Essay], tags: TagIndex) -> Drawing | None:
    """Show a whole collection; None where there is nothing to relate."""
    themes = [theme for theme in tags.themes.values() if theme.entries]
    themed = [essay for essay in essays if tags.of_essay[essay.path]]
    return _map(themed, themes, tags, MOST_ESSAYS)


def theme_map(theme: Theme, texts: Mapping[str, Essay], tags: TagIndex) -> Drawing | None:
    """Show the surroundings of a theme: its essays, and the themes that it shares them with."""
    essays = [texts[entry.essay] for entry in theme.entries]
    shared = Counter(chain.from_iterable(tags.of_essay[essay.path] for essay in essays))
    del shared[theme.slug]
    nearest = {*sorted(shared, key=lambda slug: -shared[slug])[:NEAR_THEMES], theme.slug}
    near = [tags.themes[slug] for slug in tags.themes if slug in nearest]
    return _map(essays, near, tags, NEAR_ESSAYS, theme.slug)


def _map(
    essays: Sequence[Essay], themes: Sequence[Theme], tags: TagIndex, most: int, here: str = ""
) -> Drawing | None:
    if len(essays) < 2 or len(themes) < 2:
        return None
    all_themes = len(themes if here else tags.themes)
    if len(essays) > most:
        return Drawing(scene=_themes_alone(themes, all_themes, here))
    beside = {theme.slug for theme in themes} - {here}
    last = (here,) if here else ()
    scene = Scene(
        themes=tuple(_theme(theme, here) for theme in themes),
        all_themes=all_themes,
        here=here,
        essays=tuple(
            Item(essay.path, "essay", essay.card.name, essay.card.url, essay.card.lang)
            for essay in essays
        ),
        own=tuple(
            (*(slug for slug in tags.of_essay[essay.path] if slug in beside), *last)
            for essay in essays
        ),
    )
    return Drawing(scene=scene)


def _theme(theme: Theme, here: str) -> Item:
    return Item(theme.slug, "here" if theme.slug == here else "theme", theme.name, theme.url)


def _themes_alone(themes: Sequence[Theme], all_themes: int, here: str) -> Scene:
    by_size = sorted(themes, key=lambda theme: (theme.slug != here, -len(theme.entries)))
    largest = by_size[:MOST_THEMES]
    held = {theme.slug: {entry.essay for entry in theme.entries} for theme in largest}
    pairs = ((a, b, len(held[a] & held[b])) for a, b in combinations(held, 2))
    return Scene(
        themes=tuple(
            replace(_theme(theme, here), name=f"{theme.name} ({len(theme.entries)})")
            for theme in largest
        ),
        all_themes=all_themes,
        here=here,
        sizes=tuple(len(theme.entries) for theme in largest),
        shared=tuple(pair for pair in pairs if pair[2]),
    )
