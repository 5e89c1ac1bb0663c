"""Views: what each template, or each writer of a file for machines, receives."""

from collections.abc import Mapping
from typing import Union

from msgspec import Struct

from sitegen.drawing.scene import Drawing
from sitegen.model import Author, Card, Heading, Html, Mention, Provenance, Url
from sitegen.views.citation import Citation
from sitegen.views.parts import (
    BacklinkCard,
    Corrected,
    Debate,
    Entry,
    Erratum,
    Excerpt,
    Head,
    IndexLetter,
    NextUp,
    Origin,
    PathCard,
    PathLink,
    PathStep,
    Quotation,
    RelatedCard,
    Site,
    Text,
    ThemeBranch,
    ThemeCard,
    ThemeLines,
    ThemeLink,
    Year,
)


class View(Struct, frozen=True, tag=True, array_like=True, gc=False):
    """Everything that a file of the site shows."""


class Page(View, frozen=True):
    """The values that the template of a page receives."""

    site: Site
    head: Head


class Data(View, frozen=True):
    """The contents of a file for machines."""


def any_view() -> type[View]:
    """Return the union of all kinds of view, to decode one by."""
    kinds = (kind for base in (Page, Data) for kind in base.__subclasses__())
    return Union[tuple(kinds)]  # type: ignore[return-value]  # noqa: UP007 (known at run time only)


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


class HomePage(Page, frozen=True):
    """home.html: what the collection is, where to begin, what is new, and its themes."""

    sections: tuple[ThemeCard, ...]
    """Headline themes; the lead of an essay is shown once."""
    newest: tuple[Card, ...]
    others: tuple[Mention, ...]
    """Essays that are neither among the newest nor in a section, newest first."""
    total: int
    """All essays."""
    named: bool
    """Whether lists name authors: there are several."""
    about: Html = Html("")
    """The description of the collection."""
    begin: PathCard | None = None
    """The first reading path."""
    paths: tuple[PathLink, ...] = ()
    """The others."""
    intro: Text | None = None
    """The text at the address of the home page: ``essays/index.md``."""
    heading: Html = Html("")
    """Title of the introduction, unless it is that of the site."""
    lang: str = ""
    """Language of the introduction; "" if it is the site's own."""
    dir: str = ""
    """``ltr`` or ``rtl`` where it runs the other way than the site."""


class EssayPage(Page, frozen=True):
    """essay.html."""

    card: Card
    text: Text
    contents: tuple[Heading, ...]
    """Headings of level 2 and 3 when the essay is long enough for a table of contents."""
    themes: tuple[ThemeLink, ...]
    """The chief theme first."""
    next: NextUp | None
    related: tuple[RelatedCard, ...]
    backlinks: tuple[BacklinkCard, ...]
    source: Provenance | None
    image: Url | None
    image_alt: str
    extra: Mapping[str, object]
    image_size: tuple[int, int] | None = None
    """Width and height of the image in pixels, if they are known."""
    errata: tuple[Erratum, ...] = ()
    """The newest one first."""
    editor_note: Html = Html("")
    editor_note_text: str = ""
    """The same as plain text."""
    source_date: str = ""
    """``source.published`` in the site's language (``words.written_date_text``)."""
    paths: tuple[OnPath, ...] = ()
    author_pages: Mapping[str, Url] = {}
    """Name of an author -> the author's page, where there is one."""
    citation: Citation | None = None
    """Computed from the rest when the page is rendered, like ``head.json_ld``."""


class ThemePage(Page, frozen=True):
    """theme.html."""

    title: Html
    name: str
    summary: Html
    aliases: tuple[str, ...]
    intro: Text | None
    entries: tuple[Entry, ...]
    """Its own essays in curated order; of a large theme the curated ones, or the newest."""
    years: tuple[Year, ...]
    """Its other essays by year."""
    rolled: tuple[Entry, ...]
    """Essays of narrower themes, each with ``via``."""
    branches: tuple[ThemeLines, ...]
    """The same by theme, if there are many of them."""
    quotes: int
    """Its passages, of which ``passages`` are the first."""
    passages: tuple[Quotation, ...]
    passages_url: Url
    """The page of them all, with the words around them; "" where there are none."""
    debates: tuple[Debate, ...]
    """Relations declared between essays of this theme."""
    broader: tuple[ThemeLink, ...]
    narrower: tuple[ThemeLink, ...]
    related: tuple[ThemeLink, ...]
    map: Drawing | None = None


class PassagesPage(Page, frozen=True):
    """passages.html: an anthology of all passages on a theme."""

    theme: ThemeLink
    passages: tuple[Excerpt, ...]
    """In the order of the theme's essays."""
    folded: tuple[Excerpt, ...] = ()
    """Those that follow, if there are many of them."""


class ThemesPage(Page, frozen=True):
    """themes.html: every theme, the narrower ones below the broader."""

    themes: tuple[ThemeBranch, ...]
    map: Drawing | None = None


class IndexPage(Page, frozen=True):
    """book-index.html: the index at the back, whole or of one letter."""

    title: str
    letters: tuple[IndexLetter, ...]
    """Every letter that has entries."""
    overview: bool
    """Whether each letter has a page of its own."""


class PathPage(Page, frozen=True):
    """path.html: a reading path."""

    way: PathCard
    intro: Text
    print: Url
    """The page that has all its essays."""
    lang: str
    """Language of its title and introduction; "" if it is the site's own."""
    dir: str = ""


class PathPrintPage(Page, frozen=True):
    """path-print.html: the essays of a reading path in full."""

    way: PathCard
    intro: Text
    texts: tuple[PrintedStep, ...]
    lang: str
    dir: str = ""


class PathsPage(Page, frozen=True):
    """paths.html: every reading path with its essays."""

    ways: tuple[PathCard, ...]


class AuthorPage(Page, frozen=True):
    """author.html: a person and the essays that the person wrote."""

    title: Html
    summary: Html
    website: str
    """Address of a site of the person's own; "" if none is known."""
    intro: Text | None
    """The text in ``essays/_authors/``."""
    lang: str
    """Language of that text; "" if it is the site's own."""
    dir: str
    cards: tuple[Card, ...]
    """The essays, newest first; the newest if there are many of them."""
    years: tuple[Year, ...] = ()
    """The other essays by year."""


class EssaysPage(Page, frozen=True):
    """essays.html: all essays, newest first."""

    years: tuple[Year, ...]
    total: int


class SearchPage(Page, frozen=True):
    """search.html: a form to search with; without script, all essays."""

    cards: tuple[Card, ...]
    """All essays, newest first."""
    themes: tuple[ThemeLink, ...]
    authors: tuple[str, ...]
    """Names to choose from."""
    years: tuple[str, ...]
    index: Url
    """The index that the script searches."""
    in_parts: bool
    """Whether the index of words is in parts, as in a large collection."""


class PlainPage(Page, frozen=True):
    """page.html: about, colophon and the like."""

    card: Card
    text: Text
    contents: tuple[Heading, ...]
    extra: Mapping[str, object]
    origins: tuple[Origin, ...] = ()
    """In the colophon: the essays that come from elsewhere."""
    corrections: tuple[Corrected, ...] = ()
    """In the colophon: all corrections, the newest first."""


class NotFoundPage(Page, frozen=True):
    """404.html."""


class RedirectPage(Page, frozen=True):
    """redirect.html: an old address."""

    target: Url


class FeedEntry(Struct, frozen=True, array_like=True, gc=False):
    """An essay in a feed."""

    card: Card
    url: str
    """Absolute; it identifies the essay."""
    text: Text
    tags: tuple[str, ...]
    published: str
    """RFC 3339."""
    updated: str
    editor_note: Html = Html("")
    """With its label; "" for none."""
    via: str = ""
    """Address of its source."""


class Feed(Data, frozen=True):
    """A feed, Atom or JSON."""

    title: str
    subtitle: str
    home: str
    """Absolute; it identifies the feed."""
    url: str
    """Absolute address of the feed itself."""
    icon: str
    updated: str
    lang: str
    authors: tuple[Author, ...]
    licence: str
    entries: tuple[FeedEntry, ...]


class Sitemap(Data, frozen=True):
    """Every page that search engines may show, sorted by address."""

    days: Mapping[str, str]
    """Absolute address -> ISO date of the last change; "" where that is unknown."""


class Robots(Data, frozen=True):
    """The rules for crawlers."""

    sitemap: str
    """Absolute."""


class Redirects(Data, frozen=True):
    """The rules of hosts that redirect by themselves."""

    rules: tuple[tuple[Url, Url], ...]
    """Old address and new one, sorted."""
    own: str = ""
    """The owner's rules, which go first."""


class Sought(Struct, frozen=True, gc=False):
    """An entry of the search index; a theme has only a title, aliases and a lead."""

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


class SearchIndex(Data, frozen=True):
    """search.json: the index that a browser searches."""

    items: tuple[Sought, ...]
    """The essays, newest first, then the themes, in the order of the search page."""
