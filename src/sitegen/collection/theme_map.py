"""Themes and essays -> Scene: what a map shows of how they hang together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, combinations

from sitegen.collection.tag_index.index import TagIndex, Theme
from sitegen.drawing.scene import Item, Scene
from sitegen.model import Essay

MOST_ESSAYS = 200
"""Essays that a map of the collection shows; a larger one shows the themes alone."""
MOST_THEMES = 80
"""Themes that such a map shows, the largest ones."""
NEAR_ESSAYS = 24
"""The same for the map of one theme."""
NEAR_THEMES = 12


def collection_map(essays: Sequence[Essay], tags: TagIndex) -> Scene | None:
    """Show a whole collection; None where there is nothing to tie together."""
    tied = [essay for essay in essays if tags.of_essay[essay.path]]
    themes = [theme for theme in tags.themes.values() if theme.entries]
    if len(tied) < 2 or len(themes) < 2:
        return None
    if len(tied) > MOST_ESSAYS:
        return _alone(themes, MOST_THEMES, len(tags.themes))
    shown = {theme.slug for theme in themes}
    own = [tuple(slug for slug in tags.of_essay[essay.path] if slug in shown) for essay in tied]
    return Scene(
        themes=tuple(map(_theme, themes)),
        all_themes=len(tags.themes),
        essays=tuple(map(_essay, tied)),
        own=tuple(own),
    )


def theme_map(theme: Theme, texts: Mapping[str, Essay], tags: TagIndex) -> Scene | None:
    """Show what surrounds a theme: its essays, and the themes that it shares them with."""
    here, paths = theme.slug, [entry.essay for entry in theme.entries]
    shared = Counter(chain.from_iterable(map(tags.of_essay.__getitem__, paths)))
    del shared[here]
    nearest = {*sorted(shared, key=lambda slug: -shared[slug])[:NEAR_THEMES], here}
    near = [tags.themes[slug] for slug in tags.themes if slug in nearest]
    if len(paths) < 2 or len(near) < 2:
        return None
    if len(paths) > NEAR_ESSAYS:
        return _alone(near, len(near), len(near), here)
    beside = nearest - {here}
    own = [(*(slug for slug in tags.of_essay[path] if slug in beside), here) for path in paths]
    return Scene(
        themes=tuple(_theme(each, here) for each in near),
        all_themes=len(near),
        here=here,
        essays=tuple(_essay(texts[path]) for path in paths),
        own=tuple(own),
    )


def _essay(essay: Essay) -> Item:
    card = essay.card
    return Item(essay.path, "essay", card.name, card.url, card.lang)


def _theme(theme: Theme, here: str = "") -> Item:
    return Item(theme.slug, "here" if theme.slug == here else "theme", theme.name, theme.url)


def _alone(themes: Sequence[Theme], most: int, of: int, here: str = "") -> Scene:
    largest = sorted(themes, key=lambda theme: (theme.slug != here, -len(theme.entries)))[:most]
    held = {theme.slug: {entry.essay for entry in theme.entries} for theme in largest}
    pairs = ((a, b, len(held[a] & held[b])) for a, b in combinations(held, 2))
    return Scene(
        themes=tuple(_counted(theme, here) for theme in largest),
        all_themes=of,
        here=here,
        sizes=tuple(len(theme.entries) for theme in largest),
        shared=tuple(pair for pair in pairs if pair[2]),
    )


def _counted(theme: Theme, here: str) -> Item:
    item = _theme(theme, here)
    return Item(item.key, item.kind, f"{theme.name} ({len(theme.entries)})", item.url)
