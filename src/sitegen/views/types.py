"""What each template receives: frozen plain data, everything resolved, nothing left to compute.

Every ``Url`` here can be printed in an ``href`` as it stands. ``Html`` is safe to print.
"""

from collections.abc import Mapping

from msgspec import Struct

from sitegen.drawing.scene import Drawing
from sitegen.model import Author, Card, Heading, Html, Provenance, Url
from sitegen.views.citation import Citation


class NavItem(Struct, frozen=True, array_like=True, gc=False):
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


class Site(Struct, frozen=True, array_like=True, gc=False):
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
    paths: Url
    """The page of all reading paths; "" where there are none."""
    index: Url | None
    """The index at the back, where there is one."""
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
    search: Url = Url("")
    """The page of search; "" where there is none."""


NO_SITE = Site(
    title=Html(),
    name="",
    subtitle=Html(),
    language="",
    origin="",
    home=Url(""),
    themes=Url(""),
    essays=Url(""),
    paths=Url(""),
    index=None,
    feed=Url(""),
    json_feed=Url(""),
    navigation=(),
    assets={},
    licence=Html(),
    words={},
    extra={},
)
"""Stands in the cache for what every page has, which would be there as often as there are pages."""


class FeedLink(Struct, frozen=True, array_like=True, gc=False):
    """A feed that a page announces."""

    title: str
    type: str
    url: str
    """Absolute."""


class Head(Struct, frozen=True, array_like=True, gc=False):
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


class ThemeLink(Struct, frozen=True, array_like=True, gc=False):
    """A theme, named."""

    title: Html
    name: str
    url: Url


class Text(Struct, frozen=True, array_like=True, gc=False):
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
    prefix: str = ""
    """Where several texts stand on one page: what goes before each id of this one."""


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """An essay in a theme's order."""

    card: Card
    why: Html
    """The curator's line of reason, or ""."""
    via: ThemeLink | None = None
    """The narrower theme through which the essay belongs here."""


class Quotation(Struct, frozen=True, array_like=True, gc=False):
    """A marked passage, quoted."""

    quote: Html
    url: Url
    """Of its paragraph."""
    card: Card


class Excerpt(Struct, frozen=True, array_like=True, gc=False):
    """A marked passage in an anthology, with the words around it."""

    quote: Html
    url: Url
    """Of its paragraph."""
    card: Card
    before: str
    """The plain words before it; "" for none."""
    after: str
    inside: bool
    """Whether they stand in the same paragraph, or in those before and after."""


class Debate(Struct, frozen=True, array_like=True, gc=False):
    """A declared relation between two essays."""

    kind: str
    """``agrees``, ``disagrees``, ``extends`` or ``replies``."""
    card: Card
    other: Card
    reason: Html


class ThemeCard(Struct, frozen=True, array_like=True, gc=False):
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


class Reason(Struct, frozen=True, array_like=True, gc=False):
    """Why an essay is related."""

    kind: str
    """``themes``, ``links``, ``linked``, or a declared kind: ``agrees``, ``disagrees``,
    ``extends``, ``replies``; the last four with ``-by`` when the other essay declares it."""
    themes: tuple[ThemeLink, ...] = ()
    text: Html = Html("")
    """The declared sentence."""


class RelatedCard(Struct, frozen=True, array_like=True, gc=False):
    """A related essay with its reasons."""

    card: Card
    reasons: tuple[Reason, ...]


class BacklinkCard(Struct, frozen=True, array_like=True, gc=False):
    """An essay that links here."""

    card: Card
    sentence: str
    """The sentence of its first link here, as plain text."""


class Steps(Struct, frozen=True, array_like=True, gc=False):
    """Before and next within the chief theme."""

    theme: ThemeLink
    before: Card | None
    next: Card | None


class PathLink(Struct, frozen=True, array_like=True, gc=False):
    """A reading path, named."""

    title: Html
    name: str
    url: Url
    slug: str
    """As ``?path=`` names it."""


class PathStep(Struct, frozen=True, array_like=True, gc=False):
    """An essay on a reading path."""

    number: int
    card: Card
    url: Url
    """The essay's address as a step of this path."""
    note: Html
    """What leads on to it, or ""."""


class PathCard(Struct, frozen=True, array_like=True, gc=False):
    """What a list shows of a reading path."""

    path: PathLink
    summary: Html
    minutes: int
    """What all its essays take to read."""
    steps: tuple[PathStep, ...]


class OnPath(Struct, frozen=True, array_like=True, gc=False):
    """The place of an essay on a reading path."""

    path: PathLink
    url: Url
    """This step on the page of the path."""
    number: int
    total: int
    before: PathStep | None
    next: PathStep | None


class PrintedStep(Struct, frozen=True, array_like=True, gc=False):
    """An essay on a reading path, in full."""

    step: PathStep
    text: Text


class Erratum(Struct, frozen=True, array_like=True, gc=False):
    """A mistake that was put right."""

    iso: str
    date: str
    """In the site's language."""
    text: Html
    plain: str
    """The same as plain text."""


class HomePage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """home.html: the collection by theme, with leads."""

    site: Site
    head: Head
    sections: tuple[ThemeCard, ...]
    """Headline themes with their essays; an essay appears under each of them."""
    others: tuple[Card, ...]
    """Essays in none of the sections, newest first."""
    more: int
    """Such essays beyond those in ``others``; the page of all essays has them."""
    paths: tuple[PathLink, ...] = ()


class EssayPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
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
    errata: tuple[Erratum, ...] = ()
    """The newest one first."""
    source_date: str = ""
    """``source.published`` in the site's language (``words.written_date_text``)."""
    paths: tuple[OnPath, ...] = ()


class ThemePage(Struct, frozen=True, tag=True, array_like=True, gc=False):
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
    passages_url: Url
    """The page of them all, with the words around them; "" where there are none."""
    debates: tuple[Debate, ...]
    """Relations declared between essays of this theme."""
    broader: tuple[ThemeLink, ...]
    narrower: tuple[ThemeLink, ...]
    related: tuple[ThemeLink, ...]
    map: Drawing | None = None


class PassagesPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """passages.html: an anthology of all passages on a theme."""

    site: Site
    head: Head
    theme: ThemeLink
    passages: tuple[Excerpt, ...]
    """In the order of the theme's essays."""


class ThemesPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """themes.html: every theme with its essays."""

    site: Site
    head: Head
    themes: tuple[ThemeCard, ...]
    map: Drawing | None = None


class Place(Struct, frozen=True, array_like=True, gc=False):
    """A paragraph that the index names."""

    url: Url
    paragraph: str
    """Its number: ``7``, ``n2`` in note 2; "" for the essay as a whole."""


class Source(Struct, frozen=True, array_like=True, gc=False):
    """An essay that the index names."""

    title: Html
    name: str
    """The title as plain text."""
    lang: str
    """BCP 47; "" where it is the site's own language."""
    places: tuple[Place, ...]


class IndexLink(Struct, frozen=True, array_like=True, gc=False):
    """Another entry of the index."""

    title: Html
    url: Url


class IndexEntry(Struct, frozen=True, array_like=True, gc=False):
    """A line of the index."""

    title: Html
    id: str
    url: Url | None
    """Of the theme that the entry is."""
    sources: tuple[Source, ...]
    more: int
    """Places beyond those in ``sources``; the theme's own page has them all."""
    see: tuple[IndexLink, ...]
    see_also: tuple[IndexLink, ...]
    entries: tuple["IndexEntry", ...]


class IndexLetter(Struct, frozen=True, array_like=True, gc=False):
    """A letter of the index."""

    letter: str
    id: str
    url: Url
    first: Html
    last: Html
    entries: tuple[IndexEntry, ...]
    """Empty where they stand on a page of their own."""


class IndexPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """book-index.html: the index at the back, whole or of one letter."""

    site: Site
    head: Head
    title: str
    letters: tuple[IndexLetter, ...]
    """Every letter that has entries."""
    overview: bool
    """Whether all entries stand on pages of their own."""


class PathPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """path.html: a reading path."""

    site: Site
    head: Head
    way: PathCard
    intro: Text
    print: Url
    """The page that has all of it."""
    lang: str
    """Of its title and introduction; "" where it is the site's own language."""


class PathPrintPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """path-print.html: the essays of a reading path in full."""

    site: Site
    head: Head
    way: PathCard
    intro: Text
    texts: tuple[PrintedStep, ...]
    lang: str


class PathsPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """paths.html: every reading path with its essays."""

    site: Site
    head: Head
    ways: tuple[PathCard, ...]


class Year(Struct, frozen=True, array_like=True, gc=False):
    """The essays of a year; "" gathers the undated ones."""

    year: str
    cards: tuple[Card, ...]


class EssaysPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """essays.html: all essays, newest first."""

    site: Site
    head: Head
    years: tuple[Year, ...]
    total: int


class SearchPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """search.html: a form to search with; without script, all essays."""

    site: Site
    head: Head
    cards: tuple[Card, ...]
    """All essays, newest first."""
    themes: tuple[ThemeLink, ...]
    authors: tuple[str, ...]
    """Names to choose from."""
    years: tuple[str, ...]
    index: Url
    """What the script looks through."""
    full: bool
    """Whether whole texts can be searched."""


class PlainPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """page.html: about, colophon and the like."""

    site: Site
    head: Head
    card: Card
    text: Text
    contents: tuple[Heading, ...]
    extra: Mapping[str, object]


class NotFoundPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """404.html."""

    site: Site
    head: Head


class RedirectPage(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """redirect.html: an old address."""

    site: Site
    head: Head
    target: Url


class FeedEntry(Struct, frozen=True, array_like=True, gc=False):
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


class Feed(Struct, frozen=True, tag=True, array_like=True, gc=False):
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


class SitemapEntry(Struct, frozen=True, array_like=True, gc=False):
    """A page in the sitemap."""

    url: str
    modified: str
    """ISO date, or "" where nothing is known."""


class Sitemap(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """Every page that search engines may show, sorted by address."""

    entries: tuple[SitemapEntry, ...]


class Robots(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """What crawlers are told."""

    sitemap: str
    """Absolute."""


class Redirects(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """The rules of hosts that redirect by themselves."""

    rules: tuple[tuple[Url, Url], ...]
    """Old address and new one, sorted."""
    own: str = ""
    """The owner's rules, which go first."""


class Sought(Struct, frozen=True, gc=False):
    """What search knows of an essay or a theme; a theme has only a title, aliases and a lead."""

    url: Url
    title: str
    lead: str
    themes: tuple[int, ...] = ()
    """Numbers of its themes in ``SearchIndex.items``, the chief one first."""
    aliases: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    year: str = ""
    headings: tuple[tuple[str, str], ...] = ()
    """Id and words of each."""
    passages: tuple[tuple[str, int], ...] = ()
    """Id of each marked passage, and the number of its theme."""


class SearchIndex(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """search.json: what a browser looks through."""

    items: tuple[Sought, ...]
    """The essays, newest first, then the themes, as they stand on the page of search."""


class Findable(Struct, frozen=True, array_like=True):
    """A text of the full index, which pagefind makes."""

    text: str
    """The file it was read from."""
    page: str
    """Path in the output."""
    url: Url
    title: str


Page = (
    HomePage
    | EssayPage
    | ThemePage
    | PassagesPage
    | ThemesPage
    | PathPage
    | PathPrintPage
    | PathsPage
    | EssaysPage
    | IndexPage
    | SearchPage
    | PlainPage
    | NotFoundPage
    | RedirectPage
)

Data = Feed | Sitemap | Robots | Redirects | SearchIndex
View = Page | Data
