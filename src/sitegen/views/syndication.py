"""The views of what machines read: feeds and the sitemap."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from sitegen.collection.catalogue import newest_first
from sitegen.collection.index import Index
from sitegen.collection.paths import ReadingPath
from sitegen.collection.tag_index.index import Theme
from sitegen.model import Essay, Url
from sitegen.views.book_index import index_pages
from sitegen.views.essay import text_of
from sitegen.views.lists import passages_url
from sitegen.views.parts import Site
from sitegen.views.types import Feed, FeedEntry, Sitemap, SitemapEntry

UNDATED = "1970-01-01T00:00:00+00:00"
"""``updated`` of a feed without entries: a feed must have one, and no clock is read."""


class Feeds:
    """Assembles the feeds of a site; an essay stands in several, soon after one another."""

    def __init__(self, index: Index, site: Site) -> None:
        self._index = index
        self._site = site
        self._entry = lru_cache(64)(self._make_entry)

    def of_site(self, name: str) -> Feed:
        """Assemble the feed of the whole collection; ``name`` is its file."""
        site = self._site
        return self._feed(self._index.essays, (site.name, site.home, name))

    def of_theme(self, theme: Theme, name: str) -> Feed:
        """Assemble the feed of one theme, narrower themes included."""
        essays = [self._index.texts[entry.essay] for entry in theme.entries]
        essays.sort(key=newest_first)
        return self._feed(essays, (f"{theme.name} – {self._site.name}", theme.url, name))

    def of_path(self, path: ReadingPath, name: str) -> Feed:
        """Assemble the feed of a reading path, its essays in their order."""
        card = path.file.card
        essays = [self._index.texts[stop.essay] for stop in path.stops]
        return self._feed(essays, (f"{card.name} – {self._site.name}", card.url, name))

    def _feed(self, essays: Sequence[Essay], naming: tuple[str, Url, str]) -> Feed:
        index, site, config = self._index, self._site, self._index.config
        title, folder, name = naming
        dated = [essay.path for essay in essays if essay.card.date]
        entries = tuple(self._entry(path) for path in dated[: config.feed_size or None])
        return Feed(
            id=site.origin + folder,
            title=title,
            subtitle=index.inline(config.description or config.subtitle)[1],
            home=site.origin + folder,
            url=site.origin + folder + name,
            icon=site.origin + site.assets["icon.svg"] if "icon.svg" in site.assets else "",
            updated=max(
                (entry.updated for entry in entries), default=UNDATED, key=datetime.fromisoformat
            ),
            lang=config.language,
            authors=config.authors,
            licence=config.licence,
            entries=entries,
        )

    def _make_entry(self, path: str) -> FeedEntry:
        index, site, essay = self._index, self._site, self._index.texts[path]
        card = essay.card
        published = card.date.stamp if card.date else UNDATED
        return FeedEntry(
            id=site.origin + card.url,
            url=site.origin + card.url,
            title=card.name,
            summary=card.description,
            text=text_of(index, essay),
            published=published,
            updated=card.updated.stamp if card.updated else published,
            authors=card.authors,
            tags=tuple(index.tags.themes[slug].name for slug in index.tags.of_essay[essay.path]),
            lang=card.lang or site.language,
        )


def sitemap(index: Index, site: Site) -> Sitemap:
    """List every page that search engines may show, sorted by address."""
    texts = [*index.essays, *index.pages]
    lists = [site.home, site.themes, site.essays, *filter(None, (site.search,))]
    lists += [url for url, _ in index_pages(index, site)]
    lists += [theme.url for theme in index.tags.themes.values()]
    lists += [site.paths] if site.paths else []
    lists += [path.file.card.url for path in index.paths.listed]
    lists += [passages_url(theme) for theme in index.tags.themes.values() if theme.quotes]
    entries = [SitemapEntry(site.origin + url, "") for url in lists]
    entries += [SitemapEntry(site.origin + text.card.url, _modified(text)) for text in texts]
    return Sitemap(tuple(sorted(entries, key=lambda entry: entry.url)))


def _modified(essay: Essay) -> str:
    day = essay.card.updated or essay.card.date
    return day.iso if day else ""
