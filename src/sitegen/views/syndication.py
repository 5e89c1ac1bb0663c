"""Index -> the views of feeds, robots.txt and redirects, which machines read."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from sitegen.collection.authors import Writer
from sitegen.collection.catalogue import newest_first
from sitegen.collection.index import Index
from sitegen.collection.paths import ReadingPath
from sitegen.collection.tag_index.index import Theme
from sitegen.model import Essay, Html, Mention, Url
from sitegen.views.essay import text_of
from sitegen.views.links import theme_links
from sitegen.views.parts import Site
from sitegen.views.references import reference
from sitegen.views.types import Feed, FeedEntry, Redirects, References, Robots

UNDATED = "1970-01-01T00:00:00+00:00"
"""``updated`` of a feed without entries: a feed must have one, and no clock is read."""


def site_feed(index: Index, site: Site, url: Url) -> Feed:
    """Assemble a feed of the whole collection."""
    return _feed(index, site, url, site.name, index.essays)


def theme_feed(index: Index, site: Site, url: Url, theme: Theme) -> Feed:
    """Assemble a feed of a theme, narrower themes included."""
    essays = sorted((index.texts[entry.essay] for entry in theme.entries), key=newest_first)
    return _feed(index, site, url, f"{theme.name} – {site.name}", essays)


def path_feed(index: Index, site: Site, url: Url, path: ReadingPath) -> Feed:
    """Assemble a feed of a reading path, its essays in their order."""
    essays = [index.texts[stop.essay] for stop in path.stops]
    return _feed(index, site, url, f"{path.file.card.name} – {site.name}", essays)


def author_feed(index: Index, site: Site, url: Url, writer: Writer) -> Feed:
    """Assemble a feed of an author."""
    essays = [index.texts[path] for path in writer.essays]
    return _feed(index, site, url, f"{writer.name} – {site.name}", essays)


def _feed(index: Index, site: Site, url: Url, title: str, essays: Sequence[Essay]) -> Feed:
    config = index.config
    dated = [essay for essay in essays if essay.card.date]
    entries = tuple(_entry(index, site, essay) for essay in dated[: config.feed_size or None])
    times = (entry.updated for entry in entries)
    return Feed(
        title=title,
        subtitle=index.inline(config.description or config.subtitle)[1],
        home=site.origin + url[: url.rindex("/") + 1],
        url=site.origin + url,
        icon=site.origin + site.assets["icon.svg"] if "icon.svg" in site.assets else "",
        updated=max(times, default=UNDATED, key=datetime.fromisoformat),
        lang=config.language,
        authors=config.authors,
        licence=config.licence,
        entries=entries,
    )


def _entry(index: Index, site: Site, essay: Essay) -> FeedEntry:
    card = essay.card
    published = card.date.stamp if card.date else UNDATED
    themes = index.tags.of_essay.get(essay.path, ())  # none of an essay in another language
    return FeedEntry(
        card=card,
        url=site.origin + card.url,
        text=text_of(index, essay),
        tags=tuple(theme.name for theme in theme_links(index, themes)),
        published=published,
        updated=card.updated.stamp if card.updated else published,
        editor_note=_editor_note(index, site, essay),
        via=essay.meta.source.url if essay.meta.source else "",
    )


def _editor_note(index: Index, site: Site, essay: Essay) -> Html:
    note = index.inline(essay.meta.editor_note)[0] if essay.meta.editor_note else ""
    return Html(f"<p><i>{escape(site.labels['editor-note'])}:</i> {note}</p>" if note else "")


def site_references(index: Index, site: Site, url: Url) -> References:
    """Assemble the references to all essays."""
    return _references(site, url, (essay.card for essay in index.essays))


def theme_references(index: Index, site: Site, url: Url, theme: Theme) -> References:
    """Assemble the references to the essays of a theme, in its order."""
    return _references(site, url, (index.mentions[entry.essay] for entry in theme.entries))


def path_references(index: Index, site: Site, url: Url, path: ReadingPath) -> References:
    """Assemble the references to the essays of a reading path, in their order."""
    return _references(site, url, (index.mentions[stop.essay] for stop in path.stops))


def _references(site: Site, url: Url, essays: Iterable[Mention]) -> References:
    once = {one.url: reference(one, site.name, site.origin, site.language) for one in essays}
    return References(url, tuple(once.values()))


def robots(index: Index, site: Site, _: Url) -> Robots:
    """Assemble the view for robots.txt."""
    return Robots(site.origin + index.config.url("sitemap.xml"))


def redirect_rules(index: Index, _site: Site, _url: Url) -> Redirects:
    """Assemble the rules of hosts that redirect by themselves."""
    rules = sorted((old, new) for old, (new, _) in index.redirects.items())
    return Redirects(tuple(rules), index.assets.rules)
