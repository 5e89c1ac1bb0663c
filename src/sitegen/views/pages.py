"""Index -> every rendered file of a site with its view, by one table of all kinds of pages."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape
from importlib.util import find_spec
from operator import attrgetter

from msgspec import Struct

from sitegen.collection.index import Contents, Index
from sitegen.config.config import NavLink
from sitegen.content.urls import output_path
from sitegen.locales.direction import direction, is_upright
from sitegen.model import Essay, Html, Url
from sitegen.views import addresses as at
from sitegen.views.addresses import FEEDS, PASSAGES, PRINT, REFERENCES, Addresses, PageAddress, once
from sitegen.views.book_index import index_page
from sitegen.views.essay import essay_page, plain_page
from sitegen.views.for_tools import catalogue, language_models, markdown_file, markdown_files
from sitegen.views.languages import Languages, concerns_languages, with_languages
from sitegen.views.lists import (
    author_page,
    essays_page,
    home_page,
    not_found_page,
    passages_page,
    redirect_page,
    theme_page,
    themes_page,
)
from sitegen.views.parts import NavItem, Site
from sitegen.views.paths import path_page, path_print_page, paths_page
from sitegen.views.search import search_index, search_page
from sitegen.views.syndication import (
    author_feed,
    path_feed,
    path_references,
    redirect_rules,
    robots,
    site_feed,
    site_references,
    theme_feed,
    theme_references,
)
from sitegen.views.types import Sitemap, View
from sitegen.views.wording import Wording, marked


class PageKind(Struct, frozen=True):
    """A kind of page or other rendered file."""

    addresses: Addresses
    template: str
    """Name of the template; "" for what ``feeds`` writes."""
    view: Callable[..., View]
    """Called with the index, the site, the address, and what the address is about."""
    name: str = ""
    """Field of ``Site`` that holds the address, if there is one."""
    in_sitemap: bool = True
    linkable: bool = True
    """Whether links of texts may lead there; those to texts are found by the texts."""
    once: bool = False
    """Whether a site in several languages has it once, not for each language."""


def sitemap(index: Index, site: Site, _: Url) -> Sitemap:
    """List every page that search engines may show, sorted by address."""
    days = {
        site.origin + address.url: address.modified
        for edition in index.editions
        for kind in PAGES
        if kind.in_sitemap
        for address in kind.addresses(edition)
        if not address.hidden
    }
    return Sitemap(dict(sorted(days.items())))


_data = partial(PageKind, template="", in_sitemap=False)
_quoted = at.of_themes(PASSAGES, among=attrgetter("quotes"))
_prints = at.of_paths(PRINT, among=attrgetter("stops"))
_ALL_REFERENCES = tuple(f"essays/{name}" for name in REFERENCES)
_cited_themes = at.of_themes(*REFERENCES, among=attrgetter("entries"))
_cited_paths = at.of_paths(*REFERENCES, among=attrgetter("stops"))
_path_feeds = at.of_paths(*FEEDS, among=attrgetter("stops"))


def _has_search(contents: Contents) -> bool:
    return contents.config.search != "off"


def _has_markdown(contents: Contents) -> bool:
    return contents.config.publish_markdown


def _has_redirects(contents: Contents) -> bool:
    return bool(contents.redirects or contents.assets.rules)


ESSAYS = PageKind(at.essays, "essay.html", essay_page, linkable=False)
PLAIN_PAGES = PageKind(at.plain_pages, "page.html", plain_page, linkable=False)
PAGES = (
    ESSAYS,
    PLAIN_PAGES,
    PageKind(once(""), "home.html", home_page, "home"),
    PageKind(once("themes/"), "themes.html", themes_page, "themes"),
    PageKind(once("essays/"), "essays.html", essays_page, "essays"),
    *(_data(once(name, attrgetter("essays")), view=site_references) for name in _ALL_REFERENCES),
    PageKind(once("search/", _has_search), "search.html", search_page, "search"),
    PageKind(at.book_index, "book-index.html", index_page, "index"),
    PageKind(once("404.html"), "404.html", not_found_page, in_sitemap=False, once=True),
    PageKind(at.of_themes(""), "theme.html", theme_page),
    PageKind(_quoted, "passages.html", passages_page),
    _data(at.of_themes(*FEEDS), view=theme_feed),
    _data(_cited_themes, view=theme_references),
    PageKind(at.of_paths(""), "path.html", path_page),
    PageKind(_prints, "path-print.html", path_print_page, in_sitemap=False),
    _data(_path_feeds, view=path_feed),
    _data(_cited_paths, view=path_references),
    PageKind(at.of_authors(""), "author.html", author_page),
    _data(at.of_authors(*FEEDS), view=author_feed),
    PageKind(once("paths/", attrgetter("paths.listed")), "paths.html", paths_page, "paths"),
    PageKind(at.redirects, "redirect.html", redirect_page, in_sitemap=False, linkable=False),
    _data(once("feed.xml"), view=site_feed, name="feed"),
    _data(once("feed.json"), view=site_feed, name="json_feed"),
    _data(once("index.json"), view=catalogue),
    _data(markdown_files, view=markdown_file, linkable=False),
    _data(once("llms.txt", _has_markdown), view=language_models),
    _data(once("sitemap.xml"), view=sitemap, once=True),
    _data(once("robots.txt"), view=robots, once=True),
    _data(once("_redirects", _has_redirects), view=redirect_rules, linkable=False, once=True),
    _data(once("search.json", _has_search), view=search_index),
)
"""Every kind of page that a site has, in the order in which pages are rendered."""


def linkable(contents: Contents) -> Iterator[str]:
    """Return the paths in the output of all pages without a text that links may lead to."""
    for kind in PAGES:
        own = kind.linkable and not (kind.once and contents.config.folder)
        for address in kind.addresses(contents) if own else ():
            yield output_path(address.url, contents.config)
    if contents.config.book.link:
        yield from book_files()


def book_files() -> tuple[str, ...]:
    """Return the paths in the output of the book that a site may offer."""
    return ("book.epub", "book.pdf") if find_spec("typst") else ("book.epub",)


# There are many of these, none in a reference cycle: gc=False lets the collector skip them.
class Plan(Struct, frozen=True, gc=False):
    """A file to render."""

    path: str
    """POSIX path relative to the output folder."""
    template: str
    """Name of the template; "" for what ``feeds`` writes."""
    view: Callable[[], View]
    source: str
    """The file or theme that it is made from, for problems."""


def plan(index: Index) -> Iterator[Plan]:
    """Plan every rendered file of a site, each with its view on demand.

    A file of ``static/`` replaces a file for machines of the same name.
    """
    languages = languages_of(index)
    for edition in index.editions:
        site = site_of(edition)
        for kind in PAGES:
            for address in kind.addresses(edition) if edition is index or not kind.once else ():
                page = _plan(edition, site, languages, kind, address)
                if page.template or page.path not in index.assets.files:
                    yield page


def languages_of(index: Index) -> Languages:
    """Gather the addresses of the pages in each language of a site that has several."""
    pages = {
        edition.config.folder: frozenset(
            address.url
            for kind in PAGES
            if kind.template and not kind.once
            for address in kind.addresses(edition)
        )
        for edition in index.editions
        if index.others
    }
    return Languages(index.config, pages)


def plan_text(index: Index, text: Essay) -> Plan:
    """Plan the page of one essay or plain page."""
    kind = PLAIN_PAGES if text.kind == "page" else ESSAYS
    return _plan(index, site_of(index), languages_of(index), kind, at.text_address(text))


def _plan(
    index: Index, site: Site, languages: Languages, kind: PageKind, address: PageAddress
) -> Plan:
    view: Callable[[], View]
    view = partial(kind.view, index, site, address.url, *address.about)
    is_page = kind.template not in ("", "redirect.html")
    if is_page and concerns_languages(index, languages, address):
        view = partial(with_languages, index, languages, address, view)
    path = output_path(address.url, index.config)
    return Plan(path, address.template or kind.template, view, address.source)


def _nav_item(contents: Contents, chosen: str | NavLink, addresses: Mapping[str, Url]) -> NavItem:
    """Return the link of an item that the owner chose for the navigation."""
    config = contents.config
    if isinstance(chosen, NavLink):
        is_own = chosen.url.startswith("/") and not chosen.url.startswith("//")
        url = config.url(chosen.url[1:]) if is_own else Url(chosen.url)
        return NavItem(contents.inline(chosen.title)[0], url)
    if page := contents.texts.get(chosen):
        return NavItem(page.card.title, page.card.url)
    said = config.words
    if chosen == "map":
        return NavItem(Html(escape(said["map_link"])), Url(f"{addresses['themes']}#theme-map"))
    return NavItem(Html(escape(said[chosen])), addresses[chosen])


def _books(contents: Contents) -> tuple[NavItem, ...]:
    config = contents.config
    files = book_files() if config.book.link and contents.essays else ()
    return tuple(NavItem(Html(path.rpartition(".")[2].upper()), config.url(path)) for path in files)


def site_of(contents: Contents) -> Site:
    """Gather what every page shows of the site."""
    config = contents.config
    title, name = contents.inline(config.title)
    said = config.words
    addresses = {
        kind.name: next((address.url for address in kind.addresses(contents)), Url(""))
        for kind in PAGES
        if kind.name
    }
    return Site(
        title=title,
        name=name,
        subtitle=contents.inline(config.subtitle)[0],
        language=config.language,
        origin=config.origin,
        short_title=contents.inline(config.short_title)[0] or title,
        navigation=tuple(_nav_item(contents, item, addresses) for item in contents.navigation),
        assets=contents.assets.urls,
        licence=contents.inline(config.licence)[0],
        words=marked(said, config.language),
        labels=Wording(said),
        dir=direction(config.language),
        extra=config.extra,
        upright=any(map(is_upright, _languages(contents))),
        books=_books(contents),
        cards=contents.cards,
        **addresses,
    )


def _languages(contents: Contents) -> Iterator[str]:
    yield contents.config.language
    yield from {text.card.lang for text in contents.texts.values()}
