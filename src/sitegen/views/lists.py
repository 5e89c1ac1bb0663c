"""Index -> the views of pages that list essays: home, themes, a theme, all essays."""

from collections.abc import Iterable
from html import escape
from itertools import groupby, islice

from msgspec.structs import replace

from sitegen.collection.authors import Writer
from sitegen.collection.index import Index
from sitegen.collection.tag_index.index import Entry as IndexEntry
from sitegen.collection.tag_index.index import Quote, Theme
from sitegen.collection.theme_map import collection_map, theme_map
from sitegen.model import Essay, Html, Mention, Url
from sitegen.text.slugs import slugify
from sitegen.views.addresses import PASSAGES
from sitegen.views.chrome import head
from sitegen.views.essay import text_of
from sitegen.views.json_ld import json_ld
from sitegen.views.links import path_link, theme_link, theme_links
from sitegen.views.parts import Debate, Entry, Excerpt, Quotation, Site, ThemeCard, Year
from sitegen.views.types import (
    AuthorPage,
    EssaysPage,
    HomePage,
    NotFoundPage,
    PassagesPage,
    RedirectPage,
    ThemePage,
    ThemesPage,
)

LONGEST = 12
"""Themes on the home page where the owner names none, and essays shown with a theme."""
_NAMES_OF_HOME = frozenset({"home", "index", "home-page"})
"""Titles of an introduction that name its file, as slugs."""


def home_page(index: Index, site: Site, url: Url) -> HomePage:
    """Assemble the view for home.html."""
    config = index.config
    headline = _headline(index)
    shown = {entry.essay for theme in headline for entry in theme.entries}
    others = [essay.card for essay in index.essays if essay.path not in shown]
    home = index.texts.get(index.home)
    about = index.inline(config.description or config.subtitle)[1]
    about = about or (home.card.description if home else "")
    about = about or _named(theme.name for theme in headline) or site.name
    described = json_ld(
        "WebSite",
        name=site.name,
        url=site.origin + site.home,
        description=config.description or config.subtitle,
        inLanguage=site.language,
    )
    return HomePage(
        site=site,
        head=replace(head(site, site.name, about, url), json_ld=described),
        sections=tuple(_theme_card(index, theme) for theme in headline),
        others=tuple(others[:LONGEST]),
        more=max(0, len(others) - LONGEST),
        paths=tuple(map(path_link, index.paths.listed)),
        intro=text_of(index, home) if home else None,
        heading=_heading(home, site) if home else Html(""),
        lang=home.card.lang if home else "",
    )


def _heading(text: Essay, site: Site) -> Html:
    """Return the title that the author of the introduction gave it."""
    written = text.meta.title or text.facts.title_text
    names = {*_NAMES_OF_HOME, slugify(site.name)}
    return text.card.title if written and slugify(text.card.name) not in names else Html("")


def _headline(index: Index) -> tuple[Theme, ...]:
    if index.headline:
        return tuple(index.tags.themes[slug] for slug in index.headline)
    themes = [theme for theme in index.tags.themes.values() if theme.entries and not theme.broader]
    largest = sorted(themes, key=lambda theme: -len(theme.entries))[:LONGEST]
    return tuple(theme for theme in themes if theme in largest)


def _named(names: Iterable[str]) -> str:
    """Describe a list by the first names in it."""
    return ", ".join(islice(names, 5))


def _theme_card(index: Index, theme: Theme) -> ThemeCard:
    return ThemeCard(
        title=theme.title,
        name=theme.name,
        url=theme.url,
        summary=theme.summary,
        entries=tuple(_entry(index, entry) for entry in theme.entries[:LONGEST]),
        more=max(0, len(theme.entries) - LONGEST),
        narrower=theme_links(index, theme.narrower),
        broader=theme_links(index, theme.broader),
    )


def _entry(index: Index, entry: IndexEntry) -> Entry:
    return Entry(
        index.texts[entry.essay].card,
        index.inline(entry.why)[0],
        theme_link(index, entry.via) if entry.via else None,
    )


def themes_page(index: Index, site: Site, url: Url) -> ThemesPage:
    """Assemble the view for themes.html."""
    return ThemesPage(
        site=site,
        head=head(site, site.words["themes"], site.words["themes_description"], url),
        themes=tuple(_theme_card(index, theme) for theme in index.tags.themes.values()),
        map=collection_map(index.essays, index.tags),
    )


def theme_page(index: Index, site: Site, url: Url, theme: Theme) -> ThemePage:
    """Assemble the view for theme.html."""
    about = theme.description or _named(index.texts[e.essay].card.name for e in theme.entries)
    entries = tuple(_entry(index, entry) for entry in theme.entries)
    return ThemePage(
        site=site,
        head=head(site, theme.name, about or theme.name, url, own_feeds=True),
        title=theme.title,
        name=theme.name,
        summary=theme.summary,
        aliases=theme.aliases,
        intro=text_of(index, theme.intro) if theme.intro else None,
        entries=tuple(entry for entry in entries if not entry.via),
        rolled=tuple(entry for entry in entries if entry.via),
        passages=tuple(Quotation(*_quoted(index, quote)) for quote in theme.quotes),
        passages_url=Url(url + PASSAGES if theme.quotes else ""),
        debates=_debates(index, theme),
        broader=theme_links(index, theme.broader),
        narrower=theme_links(index, theme.narrower),
        related=theme_links(index, theme.related),
        map=theme_map(theme, index.texts, index.tags),
    )


def _quoted(index: Index, quote: Quote) -> tuple[Html, Url, Mention]:
    card = index.mentions[quote.essay]
    return quote.passage.quote, Url(f"{card.url}#{quote.passage.anchor}"), card


def passages_page(index: Index, site: Site, url: Url, theme: Theme) -> PassagesPage:
    """Assemble the view for passages.html."""
    heading = site.words["passages_on"].replace("{}", theme.name)
    names = _named(dict.fromkeys(index.texts[quote.essay].card.name for quote in theme.quotes))
    return PassagesPage(
        site=site,
        head=head(site, heading, f"{heading}: {names}", url),
        theme=theme_link(index, theme.slug),
        passages=tuple(
            Excerpt(*_quoted(index, quote), passage.before, passage.after, passage.inside)
            for quote in theme.quotes
            for passage in [quote.passage]
        ),
    )


def _debates(index: Index, theme: Theme) -> tuple[Debate, ...]:
    mentions = index.mentions
    here = {entry.essay for entry in theme.entries} | {quote.essay for quote in theme.quotes}
    return tuple(
        Debate(tie.kind, mentions[essay], mentions[tie.essay], index.inline(tie.reason)[0])
        for essay in sorted(here)
        for tie in index.ties.get(essay, ())
        if tie.essay in here and not tie.kind.endswith("-by")
    )


def essays_page(index: Index, site: Site, url: Url) -> EssaysPage:
    """Assemble the view for essays.html."""
    cards = [essay.card for essay in index.essays]
    years = groupby(cards, lambda card: card.date.year if card.date else "")
    return EssaysPage(
        site=site,
        head=head(site, site.words["essays"], site.words["essays_description"], url),
        years=tuple(Year(year, tuple(group)) for year, group in years),
        total=len(cards),
    )


def author_page(index: Index, site: Site, url: Url, writer: Writer) -> AuthorPage:
    """Assemble the view for author.html."""
    file = writer.file
    card = file.card if file else None
    about = card.description if card else ""
    about = about or _named(index.texts[path].card.name for path in writer.essays) or writer.name
    return AuthorPage(
        site=site,
        head=head(site, writer.name, about, url, own_feeds=True),
        title=card.title if card else Html(escape(writer.name)),
        summary=card.summary if card else Html(""),
        website=writer.site,
        intro=text_of(index, file) if file else None,
        lang=card.lang if card else "",
        cards=tuple(index.texts[path].card for path in writer.essays),
    )


def not_found_page(_: Index, site: Site, url: Url) -> NotFoundPage:
    """Assemble the view for 404.html."""
    heading = site.words["not_found"]
    return NotFoundPage(site, head(site, heading, heading, url, robots="noindex"))


def redirect_page(_: Index, site: Site, url: Url, target: Url) -> RedirectPage:
    """Assemble the view for redirect.html."""
    page_head = head(site, site.words["moved"], site.words["moved"], url, robots="noindex")
    return RedirectPage(site, replace(page_head, canonical=site.origin + target, feeds=()), target)
