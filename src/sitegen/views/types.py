"""What each template receives: frozen plain data, everything resolved, nothing left to compute.

Every ``Url`` here can be printed in an ``href`` as it stands. ``Html`` is safe to print.
"""

from collections.abc import Mapping

from msgspec import Struct

from sitegen.model import Author, Card, Heading, Html, Provenance, Url


class NavItem(Struct, frozen=True):
    """A link of the site's navigation."""

    title: Html
    url: Url


class Wording(dict[str, str]):
    """The words of the interface, as entries and as attributes.

    Templates ask for attributes first; without them every word would cost an exception.
    """

    def __init__(self, phrases: Mapping[str, str]) -> None:
        super().__init__(phrases)
        self.__dict__ = self


class Site(Struct, frozen=True):
    """What every page shows of the site."""

    title: Html
    name: str
    """The title as plain text."""
    subtitle: Html
    language: str
    origin: str
    """Scheme and host: put before a Url it makes an absolute address."""
    home: Url
    themes: Url
    essays: Url
    """The page of all essays."""
    feed: Url
    json_feed: Url
    navigation: tuple[NavItem, ...]
    """The owner's pages, after themes and essays."""
    assets: Mapping[str, Url]
    """Style sheets, scripts and icons of ``static/`` -> address with a content hash."""
    licence: Html
    words: Mapping[str, str]
    """The words of the interface in the site's language."""
    extra: Mapping[str, str]


NO_SITE = Site(
    title=Html(),
    name="",
    subtitle=Html(),
    language="",
    origin="",
    home=Url(""),
    themes=Url(""),
    essays=Url(""),
    feed=Url(""),
    json_feed=Url(""),
    navigation=(),
    assets={},
    licence=Html(),
    words={},
    extra={},
)
"""Stands in the cache for what every page has, which would be there as often as there are pages."""


class FeedLink(Struct, frozen=True):
    """A feed that a page announces."""

    title: str
    type: str
    url: str
    """Absolute."""


class Head(Struct, frozen=True):
    """Metadata of one page."""

    title: str
    """Complete text of ``<title>``."""
    heading: str
    """The page's own name alone, for ``og:title``."""
    description: str
    url: Url
    canonical: str
    """Absolute."""
    type: str
    """OpenGraph type: ``article`` or ``website``."""
    lang: str
    robots: str = ""
    """``noindex`` for pages kept out of search engines."""
    image: str = ""
    """Absolute."""
    image_alt: str = ""
    published: str = ""
    """ISO date or date-time."""
    modified: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    json_ld: Html = Html("")
    """A JSON-LD document, safe inside ``<script>``."""
    feeds: tuple[FeedLink, ...] = ()


class ThemeLink(Struct, frozen=True):
    """A theme, named."""

    title: Html
    name: str
    url: Url


class Text(Struct, frozen=True):
    """A body of text with its endnotes; every link has its address."""

    html: Html = Html("")
    notes: tuple[Html, ...] = ()
    """Inner markup of each endnote: note N has the id ``fnN``."""
    path: str = ""
    """The file it was read from."""
    print: bytes = b""
    """Fingerprint of the words, which stands for them until they are needed."""
    hrefs: tuple[str | None, ...] = ()
    """Address of each link, in order; None for a dead one."""


class Entry(Struct, frozen=True):
    """An essay in a theme's order."""

    card: Card
    why: Html
    """The curator's line of reason, or ""."""
    via: ThemeLink | None = None
    """The narrower theme through which the essay belongs here."""


class Quotation(Struct, frozen=True):
    """A marked passage, quoted."""

    quote: Html
    url: Url
    """Of its paragraph."""
    card: Card


class Debate(Struct, frozen=True):
    """A declared relation between two essays."""

    kind: str
    """``agrees``, ``disagrees``, ``extends`` or ``replies``."""
    card: Card
    other: Card
    reason: Html


class ThemeCard(Struct, frozen=True):
    """What a list shows of a theme."""

    title: Html
    name: str
    url: Url
    summary: Html
    entries: tuple[Entry, ...]
    more: int = 0
    """Essays of the theme beyond those in ``entries``; the theme's own page has them all."""
    narrower: tuple[ThemeLink, ...] = ()
    broader: tuple[ThemeLink, ...] = ()


class Reason(Struct, frozen=True):
    """Why an essay is related."""

    kind: str
    """``themes``, ``links``, ``linked``, or a declared kind: ``agrees``, ``disagrees``,
    ``extends``, ``replies``; the last four with ``-by`` when the other essay declares it."""
    themes: tuple[ThemeLink, ...] = ()
    text: Html = Html("")
    """The declared sentence."""


class RelatedCard(Struct, frozen=True):
    """A related essay with its reasons."""

    card: Card
    reasons: tuple[Reason, ...]


class BacklinkCard(Struct, frozen=True):
    """An essay that links here."""

    card: Card
    sentence: str
    """The sentence of its first link here, as plain text."""


class Steps(Struct, frozen=True):
    """Before and next within the chief theme."""

    theme: ThemeLink
    before: Card | None
    next: Card | None


class Citation(Struct, frozen=True):
    """How to cite an essay."""

    html: Html
    """One formatted reference."""
    bib: str
    """The same for BibTeX, as an address to save from."""
    bib_name: str
    """What to save it as."""


class HomePage(Struct, frozen=True, tag=True):
    """home.html: the collection by theme, with leads."""

    site: Site
    head: Head
    sections: tuple[ThemeCard, ...]
    """Headline themes with their essays; an essay appears under each of them."""
    others: tuple[Card, ...]
    """Essays in none of the sections, newest first."""
    more: int
    """Such essays beyond those in ``others``; the page of all essays has them."""


class EssayPage(Struct, frozen=True, tag=True):
    """essay.html."""

    site: Site
    head: Head
    card: Card
    text: Text
    contents: tuple[Heading, ...]
    """Headings of level 2 and 3 when the essay is long enough for a table of contents."""
    themes: tuple[ThemeLink, ...]
    """The chief theme first."""
    steps: Steps | None
    related: tuple[RelatedCard, ...]
    backlinks: tuple[BacklinkCard, ...]
    source: Provenance | None
    citation: Citation
    image: Url | None
    image_alt: str
    extra: Mapping[str, object]
    source_date: str = ""
    """``source.published`` in the site's language (``words.written_date_text``)."""


class ThemePage(Struct, frozen=True, tag=True):
    """theme.html."""

    site: Site
    head: Head
    title: Html
    name: str
    summary: Html
    aliases: tuple[str, ...]
    intro: Text | None
    entries: tuple[Entry, ...]
    """Its own essays in curated order."""
    rolled: tuple[Entry, ...]
    """Essays of narrower themes, each with ``via``."""
    passages: tuple[Quotation, ...]
    debates: tuple[Debate, ...]
    """Relations declared between essays of this theme."""
    broader: tuple[ThemeLink, ...]
    narrower: tuple[ThemeLink, ...]
    related: tuple[ThemeLink, ...]


class ThemesPage(Struct, frozen=True, tag=True):
    """themes.html: every theme with its essays."""

    site: Site
    head: Head
    themes: tuple[ThemeCard, ...]


class Year(Struct, frozen=True):
    """The essays of a year; "" gathers the undated ones."""

    year: str
    cards: tuple[Card, ...]


class EssaysPage(Struct, frozen=True, tag=True):
    """essays.html: all essays, newest first."""

    site: Site
    head: Head
    years: tuple[Year, ...]
    total: int


class PlainPage(Struct, frozen=True, tag=True):
    """page.html: about, colophon and the like."""

    site: Site
    head: Head
    card: Card
    text: Text
    contents: tuple[Heading, ...]
    extra: Mapping[str, object]


class NotFoundPage(Struct, frozen=True, tag=True):
    """404.html."""

    site: Site
    head: Head


class RedirectPage(Struct, frozen=True, tag=True):
    """redirect.html: an old address."""

    site: Site
    head: Head
    target: Url


class FeedEntry(Struct, frozen=True):
    """An essay in a feed; every address absolute."""

    id: str
    """The essay's own address: it stays while the address stays."""
    url: str
    title: str
    summary: str
    text: Text
    published: str
    """RFC 3339."""
    updated: str
    authors: tuple[Author, ...]
    tags: tuple[str, ...]
    lang: str


class Feed(Struct, frozen=True, tag=True):
    """A feed, Atom or JSON."""

    id: str
    title: str
    subtitle: str
    home: str
    url: str
    """Absolute address of the feed itself."""
    icon: str
    updated: str
    lang: str
    authors: tuple[Author, ...]
    licence: str
    entries: tuple[FeedEntry, ...]


class SitemapEntry(Struct, frozen=True):
    """A page in the sitemap."""

    url: str
    modified: str
    """ISO date, or "" where nothing is known."""


class Sitemap(Struct, frozen=True, tag=True):
    """Every page that search engines may show, sorted by address."""

    entries: tuple[SitemapEntry, ...]


class Robots(Struct, frozen=True, tag=True):
    """What crawlers are told."""

    sitemap: str
    """Absolute."""


class Redirects(Struct, frozen=True, tag=True):
    """The rules of hosts that redirect by themselves."""

    rules: tuple[tuple[Url, Url], ...]
    """Old address and new one, sorted."""
    own: str = ""
    """The owner's rules, which go first."""


Page = (
    HomePage
    | EssayPage
    | ThemePage
    | ThemesPage
    | EssaysPage
    | PlainPage
    | NotFoundPage
    | RedirectPage
)

Data = Feed | Sitemap | Robots | Redirects
View = Page | Data
