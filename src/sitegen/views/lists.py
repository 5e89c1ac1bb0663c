"""Index -> the views of pages that list essays: home, themes, a theme, all essays."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, islice

from msgspec.structs import replace

from sitegen.collection.authors import Writer
from sitegen.collection.index import Index
from sitegen.collection.relations import Tie
from sitegen.collection.tag_index.index import Entry as IndexEntry
from sitegen.collection.tag_index.index import Quote, Theme
from sitegen.collection.theme_map import collection_map, theme_map
from sitegen.model import Card, Essay, Html, Mention, Slug, Url
from sitegen.text.slugs import slugify
from sitegen.views.addresses import PASSAGES
from sitegen.views.chrome import head
from sitegen.views.essay import text_of
from sitegen.views.json_ld import json_ld
from sitegen.views.links import path_card, path_link, theme_link, theme_links
from sitegen.views.parts import (
    Debate,
    Entry,
    Excerpt,
    Quotation,
    Site,
    ThemeBranch,
    ThemeCard,
    ThemeLines,
    Year,
)
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
"""Themes on the home page where the owner names none; essays and passages of a theme in full."""
MOST_PASSAGES = 24
"""Passages of an anthology that are not folded."""
NEWEST = 3
"""Essays on the home page as the newest ones."""
FULL, TITLES = 3, 5
"""Essays of a theme on the home page, with leads and by title alone."""
_FEW_THEMES = 4
"""Themes on the home page up to which essays have their leads there."""
_MUTUAL = frozenset({"agrees", "disagrees"})
"""Relations that hold in both directions."""
_NAMES_OF_HOME = frozenset({"home", "index", "home-page"})
"""Titles of an introduction that name its file, as slugs."""


def home_page(index: Index, site: Site, url: Url) -> HomePage:
    """Assemble the view for home.html."""
    config = index.config
    headline = _headline(index)
    newest = index.essays[:NEWEST]
    shown = {essay.path for essay in newest}
    sections = tuple(_theme_card(index, theme, shown, len(headline)) for theme in headline)
    listed = shown | {entry.essay for theme in headline for entry in theme.entries}
    others = [essay.card.mention for essay in index.essays if essay.path not in listed]
    ways = index.paths.listed
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
        sections=sections,
        newest=tuple(essay.card for essay in newest),
        others=tuple(others[:LONGEST]),
        total=len(index.essays),
        named=len({author.name for each in index.essays for author in each.card.authors}) > 1,
        about=index.inline(config.description)[0] if config.description else Html(""),
        begin=path_card(index, ways[0]) if ways else None,
        paths=tuple(map(path_link, ways[1:])),
        intro=text_of(index, home) if home else None,
        heading=_heading(home, site) if home else Html(""),
        lang=home.card.lang if home else "",
        dir=home.card.dir if home else "",
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


def _theme_card(index: Index, theme: Theme, shown: set[str], themes: int) -> ThemeCard:
    """Return a theme on the home page; ``shown`` are essays whose lead it has, and grows."""
    new = [entry for entry in theme.entries if entry.essay not in shown]
    full = new[:FULL] if themes <= _FEW_THEMES else []
    shown.update(entry.essay for entry in full)
    rest = [entry.essay for entry in theme.entries if entry not in full]
    return ThemeCard(
        title=theme.title,
        name=theme.name,
        url=theme.url,
        summary=theme.summary,
        entries=tuple(_entry(index, entry) for entry in full),
        titles=tuple(index.mentions[path] for path in rest[: TITLES - len(full)]),
        count=len(theme.entries),
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
        head=head(site, site.labels["themes"], site.labels["themes_description"], url),
        themes=tuple(_branches(index)),
        map=collection_map(index.essays, index.tags),
    )


def _branches(index: Index) -> Iterator[ThemeBranch]:
    """Yield the themes that have no broader one, and below them the others."""
    themes = index.tags.themes
    seen: set[Slug] = set()

    def branch(theme: Theme) -> ThemeBranch:
        seen.add(theme.slug)
        below = [themes[slug] for slug in theme.narrower if slug not in seen]
        return ThemeBranch(
            *(theme.title, theme.name, theme.url, theme.summary, len(theme.entries)),
            tuple(branch(one) for one in below if one.slug not in seen),
        )

    top = [theme for theme in themes.values() if not theme.broader]
    for theme in (*top, *themes.values()):
        if theme.slug not in seen:
            yield branch(theme)


def theme_page(index: Index, site: Site, url: Url, theme: Theme) -> ThemePage:
    """Assemble the view for theme.html."""
    about = theme.description or _named(index.texts[e.essay].card.name for e in theme.entries)
    own = [entry for entry in theme.entries if not entry.via]
    rolled = [entry for entry in theme.entries if entry.via]
    are_few = len(theme.entries) <= LONGEST
    full = _in_full(own)
    rest = (index.texts[entry.essay].card for entry in own if entry not in full)
    return ThemePage(
        site=site,
        head=head(site, theme.name, about or theme.name, url, own_feeds=True),
        title=theme.title,
        name=theme.name,
        summary=theme.summary,
        aliases=theme.aliases,
        intro=text_of(index, theme.intro) if theme.intro else None,
        entries=tuple(_entry(index, entry) for entry in full),
        years=_by_year(sorted(rest, key=_newest_first, reverse=True)),
        rolled=tuple(_entry(index, entry) for entry in rolled if are_few),
        branches=() if are_few else tuple(_by_theme(index, rolled)),
        passages=tuple(Quotation(*_quoted(index, quote)) for quote in theme.quotes[:LONGEST]),
        quotes=len(theme.quotes),
        passages_url=Url(url + PASSAGES if theme.quotes else ""),
        debates=_debates(index, theme),
        broader=theme_links(index, theme.broader),
        narrower=theme_links(index, theme.narrower),
        related=theme_links(index, theme.related),
        map=theme_map(theme, index.texts, index.tags),
    )


def _in_full(own: Sequence[IndexEntry]) -> Sequence[IndexEntry]:
    """Return the essays of a theme that its page shows in full."""
    if len(own) <= LONGEST:
        return own
    curated = [entry for entry in own if entry.why]
    return curated or own[:FULL]


def _newest_first(card: Card) -> str:
    return card.date.stamp if card.date else ""


def _by_year(cards: Iterable[Card]) -> tuple[Year, ...]:
    years = groupby(cards, lambda card: card.date.year if card.date else "")
    return tuple(Year(year, tuple(group)) for year, group in years)


def _by_theme(index: Index, rolled: Iterable[IndexEntry]) -> Iterator[ThemeLines]:
    """Yield the narrower themes by name, each with its essays, the newest first."""
    for slug, group in groupby(sorted(rolled, key=_narrower), _narrower):
        cards = (index.texts[entry.essay].card for entry in group)
        by_age = sorted(cards, key=_newest_first, reverse=True)
        yield ThemeLines(theme_link(index, slug), tuple(by_age))


def _narrower(entry: IndexEntry) -> Slug:
    return entry.via or Slug("")


def _quoted(index: Index, quote: Quote) -> tuple[Html, Url, Mention]:
    card = index.mentions[quote.essay]
    return quote.passage.quote, Url(f"{card.url}#{quote.passage.anchor}"), card


def passages_page(index: Index, site: Site, url: Url, theme: Theme) -> PassagesPage:
    """Assemble the view for passages.html."""
    heading = site.labels["passages_on"].replace("{}", theme.name)
    names = _named(dict.fromkeys(index.texts[quote.essay].card.name for quote in theme.quotes))
    passages = tuple(
        Excerpt(*_quoted(index, quote), passage.before, passage.after, passage.inside)
        for quote in theme.quotes
        for passage in [quote.passage]
    )
    return PassagesPage(
        site=site,
        head=head(site, heading, f"{heading}: {names}", url),
        theme=theme_link(index, theme.slug),
        passages=passages[:MOST_PASSAGES],
        folded=passages[MOST_PASSAGES:],
    )


def _debates(index: Index, theme: Theme) -> tuple[Debate, ...]:
    mentions = index.mentions
    here = {entry.essay for entry in theme.entries} | {quote.essay for quote in theme.quotes}
    found = (
        (essay, tie)
        for essay in sorted(here)
        for tie in index.ties.get(essay, ())
        if tie.essay in here and not tie.kind.endswith("-by")
    )
    return tuple(
        Debate(tie.kind, mentions[essay], mentions[tie.essay], index.inline(tie.reason)[0])
        for essay, tie in _once(found)
    )


def _once(found: Iterable[tuple[str, Tie]]) -> Iterator[tuple[str, Tie]]:
    """Leave out that B disagrees with A where A disagrees with B, and the same of agreement."""
    shown: set[tuple[str, str, str]] = set()
    for essay, tie in found:
        if (tie.kind, tie.essay, essay) not in shown:
            yield essay, tie
        if tie.kind in _MUTUAL:
            shown.add((tie.kind, essay, tie.essay))


def essays_page(index: Index, site: Site, url: Url) -> EssaysPage:
    """Assemble the view for essays.html."""
    cards = [essay.card for essay in index.essays]
    return EssaysPage(
        site=site,
        head=head(site, site.labels["essays"], site.labels["essays_description"], url),
        years=_by_year(cards),
        total=len(cards),
    )


def author_page(index: Index, site: Site, url: Url, writer: Writer) -> AuthorPage:
    """Assemble the view for author.html."""
    file = writer.file
    card = file.card if file else None
    about = card.description if card else ""
    about = about or _named(index.texts[path].card.name for path in writer.essays) or writer.name
    cards = tuple(index.texts[path].card for path in writer.essays)
    full = len(cards) if len(cards) <= LONGEST else FULL
    return AuthorPage(
        site=site,
        head=head(site, writer.name, about, url, own_feeds=True),
        title=card.title if card else Html(escape(writer.name)),
        summary=card.summary if card else Html(""),
        website=writer.site,
        intro=text_of(index, file) if file else None,
        lang=card.lang if card else "",
        dir=card.dir if card else "",
        cards=cards[:full],
        years=_by_year(cards[full:]),
    )


def not_found_page(_: Index, site: Site, url: Url) -> NotFoundPage:
    """Assemble the view for 404.html."""
    heading = site.labels["not_found"]
    return NotFoundPage(site, head(site, heading, heading, url, robots="noindex"))


def redirect_page(_: Index, site: Site, url: Url, target: Url) -> RedirectPage:
    """Assemble the view for redirect.html."""
    page_head = head(site, site.labels["moved"], site.labels["moved"], url, robots="noindex")
    return RedirectPage(site, replace(page_head, canonical=site.origin + target, feeds=()), target)
