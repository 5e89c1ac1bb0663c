"""Index -> views: what each page receives, and nothing else."""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from sitegen.collection.index import Index
from sitegen.collection.tag_index.index import Theme
from sitegen.content.urls import output_path
from sitegen.model import Essay, Url
from sitegen.views.book_index import index_pages
from sitegen.views.chrome import site_of
from sitegen.views.essay import essay_page, plain_page
from sitegen.views.lists import (
    essays_page,
    home_page,
    not_found_page,
    passages_page,
    passages_url,
    redirect_page,
    theme_page,
    themes_page,
)
from sitegen.views.parts import Site
from sitegen.views.paths import path_page, path_print_page, paths_page
from sitegen.views.search import search_index, search_page
from sitegen.views.syndication import Feeds, sitemap
from sitegen.views.types import Redirects, Robots, View

FEEDS = ("feed.xml", "feed.json")


# There are many of these, and they run in no circle: gc=False spares the collector the walk.
class Plan(Struct, frozen=True, gc=False):
    """A file to make: where it goes, what renders it, and how to get its view."""

    path: str
    """POSIX path relative to the output directory."""
    template: str
    """Name of the template; "" for what ``feeds`` writes."""
    view: Callable[[], View]
    source: str
    """What it is made from, for problems."""


def plan(index: Index) -> Iterator[Plan]:
    """Name every file of the site that is rendered, with its view on demand."""
    site = site_of(index)
    feeds = Feeds(index, site)
    yield from _texts(index, site)
    yield from _lists(index, site)
    for theme in index.tags.themes.values():
        yield from _theme(index, site, theme, feeds)
    yield from _paths(index, site, feeds)
    for old, (target, source) in index.redirects.items():
        view = partial(redirect_page, site, old, target)
        yield _page(index, old, "redirect.html", view, source)
    yield from _data(index, site, feeds)


def plan_text(index: Index, text: Essay) -> Plan:
    """Name the page of one essay or plain page."""
    return _text(index, site_of(index), text)


def _page(
    index: Index, url: Url, template: str, view: Callable[[], View], source: str = "site.yaml"
) -> Plan:
    return Plan(output_path(url, index.config), template, view, source)


def _texts(index: Index, site: Site) -> Iterator[Plan]:
    for text in (*index.essays, *index.unlisted, *index.pages):
        yield _text(index, site, text)


def _text(index: Index, site: Site, text: Essay) -> Plan:
    usual, view = (
        ("page.html", partial(plain_page, index, site, text))
        if text.kind == "page"
        else ("essay.html", partial(essay_page, index, site, text))
    )
    return _page(index, text.card.url, text.meta.template or usual, view, text.path)


def _lists(index: Index, site: Site) -> Iterator[Plan]:
    yield _page(index, site.home, "home.html", partial(home_page, index, site))
    yield _page(index, site.themes, "themes.html", partial(themes_page, index, site))
    yield _page(index, site.essays, "essays.html", partial(essays_page, index, site))
    if site.search:
        yield _page(index, site.search, "search.html", partial(search_page, index, site))
    for url, view in index_pages(index, site):
        yield _page(index, url, "book-index.html", view)
    url = index.config.url("404.html")
    yield _page(index, url, "404.html", partial(not_found_page, index, site))


def _theme(index: Index, site: Site, theme: Theme, feeds: Feeds) -> Iterator[Plan]:
    source = theme.intro.path if theme.intro else f"the theme '{theme.name}'"
    yield _page(index, theme.url, "theme.html", partial(theme_page, index, site, theme), source)
    if theme.quotes:
        anthology = partial(passages_page, index, site, theme)
        yield _page(index, passages_url(theme), "passages.html", anthology, source)
    for name in FEEDS:
        view = partial(feeds.of_theme, theme, name)
        yield _page(index, Url(theme.url + name), "", view, source)


def _paths(index: Index, site: Site, feeds: Feeds) -> Iterator[Plan]:
    for path in index.paths.every:
        url, source = path.file.card.url, path.file.path
        yield _page(index, url, "path.html", partial(path_page, index, site, path), source)
        if path.stops:
            view = partial(path_print_page, index, site, path)
            yield _page(index, path.print_url, "path-print.html", view, source)
            for name in FEEDS:
                of_path = partial(feeds.of_path, path, name)
                yield _page(index, Url(url + name), "", of_path, source)
    if site.paths:
        source = index.paths.listed[0].file.path
        yield _page(index, site.paths, "paths.html", partial(paths_page, index, site), source)


def _data(index: Index, site: Site, feeds: Feeds) -> Iterator[Plan]:
    """Name what machines read; a file of that name in ``static/`` stands in for it."""
    rules = sorted((old, new) for old, (new, _) in index.redirects.items())
    own = index.assets.rules
    views: dict[str, Callable[[], View]] = {
        **{name: partial(feeds.of_site, name) for name in FEEDS},
        "sitemap.xml": partial(sitemap, index, site),
        "robots.txt": partial(Robots, site.origin + index.config.url("sitemap.xml")),
        "_redirects": partial(Redirects, tuple(rules), own),
    }
    if site.search:
        views["search.json"] = partial(search_index, index)
    for path, view in views.items():
        if path not in index.assets.files and (rules or own or path != "_redirects"):
            yield Plan(path, "", view, "site.yaml")
