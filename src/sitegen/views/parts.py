"""The parts of views: frozen plain data, everything resolved, nothing left to compute.

Every ``Url`` here can be printed in an ``href`` as it is. ``Html`` is safe to print.
"""

from collections.abc import Mapping

from msgspec import Struct

from sitegen.model import Card, Html, Mention, Provenance, Url
from sitegen.pictures.share import CardStyle, ShareCard


class NavItem(Struct, frozen=True, array_like=True, gc=False):
    """A link of the site's navigation."""

    title: Html
    url: Url


class Site(Struct, frozen=True, array_like=True, gc=False):
    """The parts of a site that every page shows.

    An empty one replaces it in cached views, which would otherwise hold it once a page.
    """

    title: Html = Html("")
    name: str = ""
    """The title as plain text."""
    subtitle: Html = Html("")
    language: str = ""
    origin: str = ""
    """Scheme and host: put before a Url it makes an absolute address."""
    home: Url = Url("")
    themes: Url = Url("")
    essays: Url = Url("")
    """The page of all essays."""
    paths: Url = Url("")
    """The page of all reading paths; "" where there are none."""
    index: Url = Url("")
    """The index at the back; "" where there is none."""
    feed: Url = Url("")
    json_feed: Url = Url("")
    navigation: tuple[NavItem, ...] = ()
    """What the owner chose, after themes, essays and search."""
    assets: Mapping[str, Url] = {}
    """Style sheets, scripts and icons of ``static/`` -> address with a content hash."""
    licence: Html = Html("")
    words: Mapping[str, str] = {}
    """The words of the interface as markup, which tells their language where it is another one."""
    labels: Mapping[str, str] = {}
    """The same as plain text, for attributes."""
    dir: str = "ltr"
    extra: Mapping[str, str] = {}
    search: Url = Url("")
    """The page of search; "" where there is none."""
    short_title: Html = Html("")
    """The title as the top of pages shows it."""
    upright: bool = False
    """Whether a text is in a script without italics."""
    books: tuple[NavItem, ...] = ()
    """The collection as a book: EPUB and, where typst is installed, PDF."""
    cards: CardStyle | None = None
    """How cards are drawn; None where they are not."""


class FeedLink(Struct, frozen=True, array_like=True, gc=False):
    """A feed that a page announces."""

    title: str
    type: str
    url: str
    """Absolute."""


class LanguageLink(Struct, frozen=True, array_like=True, gc=False):
    """A page in a language."""

    lang: str
    """BCP 47."""
    name: str
    """The language's own name."""
    url: Url
    same: bool
    """Whether it is this page or a translation of it, and not a home page."""


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
    dir: str = ""
    """``rtl`` where the language runs from right to left."""
    locale: str = ""
    """``lang`` for ``og:locale``: ``en_GB``; "" where it names no territory."""
    languages: tuple[LanguageLink, ...] = ()
    """The page in every language, its own included; empty where there is one."""
    ours: Html = Html("")
    """Attributes of what is in the language of the site on a page in another one."""
    card: ShareCard | None = None
    """What ``image`` shows, if it is drawn for this page."""


class ThemeLink(Struct, frozen=True, array_like=True, gc=False):
    """A link to a theme."""

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
    fingerprint: bytes = b""
    """Fingerprint of the words, which are added when the page is rendered."""
    hrefs: tuple[str | None, ...] = ()
    """Address of each link, in order; None for a dead one."""
    prefix: str = ""
    """Prefix of each id, on a page of several texts."""
    sizes: tuple[tuple[int, int, int], ...] = ()
    """Number of the link of a picture, and its width and height in pixels."""
    embeds: tuple["Embedded", ...] = ()
    """The texts that it quotes."""
    steps: tuple[tuple[str, int], ...] = ()
    """Address and number of each essay on a page of several, for the links between them."""
    source: str = ""
    """Its Markdown, if that is published."""
    citations: tuple[Html | None, ...] = ()
    """The words of each citation, in order; None where a work is not known."""
    works: tuple[Html, ...] = ()
    """The works that it cites, an entry each."""


class Embedded(Struct, frozen=True, array_like=True, gc=False):
    """A text that another one quotes, as a whole or in part."""

    slot: int
    """Number of the link that the quotation replaces."""
    text: Text
    part: str
    """Id of the part; "" for all of the text."""
    url: Url
    """Address of the text."""
    title: Html
    lang: str = ""
    """BCP 47; "" where it is that of the text around it, as is the direction."""
    dir: str = ""


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
    """Address of its paragraph."""
    card: Mention


class Excerpt(Quotation, frozen=True):
    """A marked passage in an anthology, with the words around it."""

    before: str
    """The plain words before it; "" for none."""
    after: str
    inside: bool
    """Whether these words are in its own paragraph, not in those around it."""


class Debate(Struct, frozen=True, array_like=True, gc=False):
    """A declared relation between two essays."""

    kind: str
    """``agrees``, ``disagrees``, ``extends`` or ``replies``."""
    card: Mention
    other: Mention
    reason: Html


class Erratum(Struct, frozen=True, array_like=True, gc=False):
    """A mistake that was corrected."""

    iso: str
    date: str
    """In the site's language."""
    text: Html
    plain: str
    """The same as plain text."""


class Origin(Struct, frozen=True, array_like=True, gc=False):
    """The source of an essay."""

    card: Mention
    source: Provenance
    date: str
    """When the source appeared, in the site's language."""


class Corrected(Struct, frozen=True, array_like=True, gc=False):
    """A correction and the essay that has it."""

    card: Mention
    erratum: Erratum


class ThemeCard(ThemeLink, frozen=True):
    """A theme on the home page."""

    summary: Html
    entries: tuple[Entry, ...]
    """Essays whose lead the page has nowhere else."""
    titles: tuple[Mention, ...]
    """Essays by their titles alone."""
    count: int
    """All its essays; the theme's own page has them."""


class ThemeBranch(ThemeLink, frozen=True):
    """A theme in the list of all themes, with the narrower ones below it."""

    summary: Html
    count: int
    """Its essays, those of narrower themes included."""
    narrower: tuple["ThemeBranch", ...] = ()


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

    card: Mention
    reasons: tuple[Reason, ...]


class BacklinkCard(Struct, frozen=True, array_like=True, gc=False):
    """An essay that links here."""

    card: Mention
    sentence: str
    """The sentence of its first link here, as plain text."""


class NextUp(Struct, frozen=True, array_like=True, gc=False):
    """The essay to read after an essay, and why."""

    card: Mention
    theme: ThemeLink | None
    """The theme in whose order it is the next; None if it is only the most related."""
    reasons: tuple[Reason, ...] = ()


class PathLink(ThemeLink, frozen=True):
    """A link to a reading path."""

    slug: str
    """Its name in ``?path=``."""


class PathStep(Struct, frozen=True, array_like=True, gc=False):
    """An essay on a reading path."""

    number: int
    card: Card
    url: Url
    """The essay's address as a step of this path."""
    note: Html
    """The note that leads on to it, or ""."""


class PathCard(Struct, frozen=True, array_like=True, gc=False):
    """A reading path in a list."""

    path: PathLink
    summary: Html
    minutes: int
    """The time that all its essays take to read."""
    steps: tuple[PathStep, ...]


class ThemeLines(Struct, frozen=True, array_like=True, gc=False):
    """The essays of a narrower theme."""

    theme: ThemeLink
    cards: tuple[Card, ...]


class Year(Struct, frozen=True, array_like=True, gc=False):
    """The essays of a year; "" gathers the undated ones."""

    year: str
    cards: tuple[Card, ...]
