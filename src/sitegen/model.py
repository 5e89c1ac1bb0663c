"""Types of the values that the stages of a build pass to each other, all frozen.

``array_like``: the cache stores fields without their names. ``gc=False``: no value contains itself,
so the garbage collector need not check them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, NewType

import msgspec
from msgspec import Struct, field

from sitegen.problems.errors import Place, Problem

Slug = NewType("Slug", str)
Url = NewType("Url", str)
"""Root-absolute, percent-encoded, base path included: ``/prefix/the-wrong-questions/``."""

DateKey = Literal["date", "updated"]
Kind = Literal["essay", "theme", "page", "path", "author", "home"]
"""A text at the address of the home page becomes its introduction: of kind "home"."""
Status = Literal["published", "unlisted", "draft"]
LinkKind = Literal["link", "image", "wiki", "embed"]
RelationKind = Literal["agrees", "disagrees", "extends", "replies"]
OWN = msgspec.Meta(extra={"own": True})
"""Marks a field of a text that no other page shows (see ``incremental.texts.outline``)."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Html(str):
    """Markup that is safe to print; templates do not escape it."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class Source(Struct, frozen=True, array_like=True, gc=False):
    """A file of the collection, decoded and split."""

    path: str
    """POSIX path relative to the site's root, as on the disk."""
    kind: Kind
    front: str
    """The front matter between its fences, with ``\\n`` line ends; "" for none."""
    front_format: Literal["yaml", "toml", ""]
    front_line: int
    body: str
    """Markdown with ``\\n`` line ends, without a byte order mark."""
    body_line: int
    problems: tuple[Problem, ...] = ()


class Moment(Struct, frozen=True, array_like=True, gc=False):
    """A point in time."""

    at: datetime
    """Aware; a date alone is the start of that day in the site's zone."""
    has_time: bool = False
    """Whether its author gave a time of day."""
    offset: int | None = None
    """Minutes from UTC, where its author gave them; else the zone is that of the site."""


class Doubt(Struct, frozen=True, array_like=True, gc=False):
    """A date in front matter that has several readings, or none."""

    key: DateKey
    written: str
    place: Place
    readings: tuple[Moment, ...]
    """Of an ambiguous date both, first the one with the day in front; of an unreadable one the
    days that it may mean."""
    hint: str = ""
    """How to write each reading; "" where the problem is already reported."""


class Author(Struct, frozen=True, array_like=True, gc=False):
    """The author of an essay."""

    name: str
    url: str = ""


class Located(Struct, frozen=True, array_like=True, gc=False):
    """A text of the front matter with its place."""

    text: str
    place: Place


class Relation(Struct, frozen=True, array_like=True, gc=False):
    """A declared relation of an essay to another one."""

    kind: RelationKind
    target: str
    """A path, slug, title or alias of the other essay, as written."""
    reason: str
    """One sentence in the author's words (Markdown inline)."""
    place: Place


class Provenance(Struct, frozen=True, array_like=True, gc=False):
    """The origin of an essay."""

    kind: Literal["original", "retelling", "translation", "repost", "excerpt"] = "original"
    title: str = ""
    author: str = ""
    site: str = ""
    url: str = ""
    published: str = ""
    """A date or part of one, as written: ``2010``, ``2010-04``, ``2010-04-08``."""
    licence: str = ""
    retrieved: str = ""
    note: str = ""

    @property
    def is_shown(self) -> bool:
        """Return whether pages show it: the text is not an original, or appeared before."""
        return self.kind != "original" or bool(self.title or self.url)


class Correction(Struct, frozen=True, array_like=True, gc=False):
    """A mistake that was corrected after publication."""

    date: str
    """ISO date."""
    text: str
    """What was wrong, in one or two sentences (Markdown inline)."""


class Image(Struct, frozen=True, array_like=True, gc=False):
    """An image that represents an essay."""

    path: str
    alt: str = ""


class Reading(Struct, frozen=True, array_like=True, gc=False):
    """An essay in a theme's curated order, with the reason for its position."""

    essay: str
    why: str
    place: Place


class Waiver(Struct, frozen=True, array_like=True, gc=False):
    """A finding of ``sitegen check`` that the author accepts."""

    code: str
    reason: str
    place: Place


class Step(Struct, frozen=True, array_like=True, gc=False):
    """An essay on a reading path, with a note that leads on to it."""

    essay: str
    """Its path, slug or title, as written."""
    note: str
    """One or two sentences in the author's words (Markdown inline)."""
    place: Place


class ThemeMeta(Struct, frozen=True, array_like=True, gc=False):
    """Front matter of a theme's file, besides ``Meta``."""

    names: tuple[Located, ...] = ()
    """Other names of the theme (``aliases``)."""
    broader: tuple[Located, ...] = ()
    narrower: tuple[Located, ...] = ()
    related: tuple[Located, ...] = ()
    order: tuple[Reading, ...] = ()


class Meta(Struct, frozen=True, array_like=True, gc=False):
    """Front matter; texts are Markdown source. Each field is named as its key."""

    title: str = ""
    date: Moment | None = None
    updated: Moment | None = None
    authors: tuple[Author, ...] = ()
    tags: tuple[Located, ...] = ()
    """The chief theme first."""
    summary: str = ""
    description: str = ""
    slug: str = ""
    url: str = ""
    aliases: tuple[Located, ...] = ()
    """Old URLs of this essay."""
    status: Status = "published"
    because: str = ""
    """The key and value behind the status, where they say more than that it is a draft."""
    appears: Moment | None = None
    """Day or time before which it is held back, where ``date`` alone does not decide."""
    expires: Moment | None = None
    lang: str = ""
    image: Image | None = None
    template: str = ""
    canonical: str = ""
    source: Provenance | None = None
    relations: tuple[Relation, ...] = ()
    translation_of: Located | None = None
    """The text in another language of which it is a translation, as written."""
    waive: tuple[Waiver, ...] = ()
    errata: tuple[Correction, ...] = ()
    """The newest one first."""
    editor_note: str = ""
    bibliography: str = ""
    """A file of works that it cites: its path from its own folder, or from that of all texts."""
    theme: ThemeMeta = ThemeMeta()
    steps: tuple[Step, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    """Canonical key -> place of its value."""
    doubts: tuple[Doubt, ...] = ()
    """Dates that only the other dates of the collection can decide, or nothing."""
    orders: tuple[Literal["day", "month"], ...] = ()
    """What comes first in its dates of numbers that have one reading."""
    held: Literal["", "empty", "unclear"] = ""
    """Why it is held back as a draft although it does not say so."""


class Link(Struct, frozen=True, array_like=True, gc=False):
    """A link or image of a text. In the HTML its address is ``slot:N``, where N is its index in
    ``Facts.links``; ``link_slots.fill`` puts the address in."""

    kind: LinkKind
    """``embed``: a text, or a part of one, that is quoted here (``![[note#part]]``)."""
    target: str
    """Target as written, percent-decoded, without the fragment: ``other-essay.md``, ``../x/``,
    ``https://…``, or the title of a wiki link; "" for a link into the same text."""
    fragment: str
    """Without ``#``; for a wiki link the text of the heading."""
    place: Annotated[Place, OWN]
    sentence: str = ""
    """The sentence around the link as plain text, for backlinks; "" for images."""


class Heading(Struct, frozen=True, array_like=True, gc=False):
    """A heading of a text."""

    level: int
    id: str
    title: Html
    """Inline markup without links and note marks."""
    text: str


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """A part of an essay that its author marked as being about a theme."""

    themes: tuple[str, ...]
    anchor: str
    quote: Html
    """Its words as inline or simple block markup, without links, ids and note marks."""
    place: Annotated[Place, OWN]
    before: str = ""
    """The plain text before it: of its paragraph, or the one before if it is a whole one."""
    after: str = ""
    inside: bool = False
    """Whether it is only a part of its paragraph."""


class Mark(Struct, frozen=True, array_like=True, gc=False):
    """A mark of an essay for the index of the collection."""

    text: str
    """The entries, as written: ``entry!subentry; entry|see other entry``."""
    anchor: str
    place: Annotated[Place, OWN]


class Cited(Struct, frozen=True, array_like=True, gc=False):
    """A work in a citation: ``[see @key, p. 12]``."""

    key: str
    before: str = ""
    after: str = ""
    without_author: bool = False
    """Whether only the year is shown: ``[-@key]``."""


class CitationMark(Struct, frozen=True, array_like=True, gc=False):
    """A citation in a text. In the HTML it is a link to ``cite:N``, its index in ``Facts``."""

    works: tuple[Cited, ...]
    place: Annotated[Place, OWN]


class Words(Struct, frozen=True, array_like=True, gc=False):
    """The HTML of a text and what else only pages that print the text need."""

    html: Html
    """Links are slots (see ``Link``)."""
    notes: tuple[Html, ...] = ()
    """The inner markup of each endnote in order, its back-link included."""
    lead: str = ""
    """The first paragraph as plain text, cut at a sentence's end near 300 characters."""
    anchors: str = ""
    """The text's section of ``.anchors.yaml``."""
    source: str = ""
    """Its Markdown without comments, if that is published."""


class Facts(Struct, frozen=True, array_like=True, gc=False):
    """Facts of a text that the rest of the site needs, besides its front matter."""

    fingerprint: Annotated[bytes, OWN] = b""
    """Fingerprint of the text's HTML and notes."""
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    passages: tuple[Passage, ...] = ()
    marks: tuple[Mark, ...] = ()
    numbers: Mapping[str, str] = {}
    """Anchor of a passage or mark -> its paragraph: ``7``, or ``n2`` in note 2."""
    fragments: Annotated[str, OWN] = ""
    """All ids in order, one a line; a set is ten times as large."""
    word_count: Annotated[int, OWN] = 0
    long: bool = False
    """Whether the text is long enough for a table of contents."""
    title: Html = Html("")
    """The leading H1, which ``Words.html`` does not contain."""
    title_text: str = ""
    problems: Annotated[tuple[Problem, ...], OWN] = ()
    citations: tuple[CitationMark, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The ids that addresses of this text may end in after ``#``."""
        return frozenset(filter(None, self.fragments.split("\n")))


class Day(Struct, frozen=True, array_like=True, gc=False):
    """A date as pages print it."""

    iso: str
    """``2010-04-08``, or an RFC 3339 date-time when the author gave a time."""
    text: str
    year: str
    stamp: str
    """Complete RFC 3339 date-time with offset, for feeds."""

    @property
    def day(self) -> date:
        """The day that the author wrote."""
        return date.fromisoformat(self.stamp[:10])


class Mention(Struct, frozen=True, array_like=True, gc=False):
    """The details of a text that a page shows with a link to it."""

    url: Url
    title: Html
    name: str
    """The title as plain text, for ``<title>``, feeds and labels."""
    authors: tuple[Author, ...]
    date: Day | None
    minutes: int
    lang: str
    """BCP 47; "" where it is the site's own language."""
    dir: str
    """``ltr`` or ``rtl`` where the text runs the other way than the site; else ""."""


class Card(Mention, frozen=True, array_like=True, gc=False):
    """The details of an essay or a page that a list shows."""

    summary: Html
    description: str
    """Plain text for metadata: the description, else the summary, else the lead."""
    updated: Day | None
    opening: str = ""
    """Where there is no summary, the beginning of the text; plain."""
    extra: Mapping[str, object] = {}
    """What else the front matter holds, for templates of one's own."""

    @property
    def mention(self) -> Mention:
        """The details that pages other than lists show."""
        return Mention(*[getattr(self, name) for name in Mention.__struct_fields__])


class Essay(Struct, frozen=True, array_like=True, gc=False):
    """A parsed text: an essay, a page, or the introduction of a theme or a path."""

    path: str
    kind: Kind
    meta: Meta
    card: Card
    facts: Facts
    problems: Annotated[tuple[Problem, ...], OWN] = ()

    @property
    def place(self) -> Place:
        """The file as a whole."""
        return Place(self.path)


class Parsed(NamedTuple):
    """A parsed text: what the site needs of it, and what its pages print."""

    essay: Essay
    words: Words


class Output(Struct, frozen=True, array_like=True, gc=False):
    """A file of the finished site."""

    path: str
    """POSIX path relative to the output folder."""
    content: bytes | Path
    """The bytes, or the file to copy."""
    source: str = ""
    """Its source, for problems that name two sources of one path."""
