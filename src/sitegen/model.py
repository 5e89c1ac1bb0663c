"""The nouns: frozen values that the stages of a build hand to each other.

``array_like``: the cache keeps their fields without the names of these. ``gc=False``: none of them
runs in a circle, and the collector need not look.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, NewType

import msgspec
from msgspec import Struct, field

from sitegen.problems.errors import Place, Problem

Slug = NewType("Slug", str)
Url = NewType("Url", str)
"""Root-absolute, percent-encoded, base path included: ``/prefix/the-wrong-questions/``."""

Kind = Literal["essay", "theme", "page", "path"]
Status = Literal["published", "unlisted", "draft"]
RelationKind = Literal["agrees", "disagrees", "extends", "replies"]
OWN = msgspec.Meta(extra={"own": True})
"""Marks a field of a text that no other page shows (see ``incremental.texts.outline``)."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Html(str):
    """Markup that is safe to print as it stands; templates do not escape it."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


# ------------------------------------------------------------------ a file, split


class Source(Struct, frozen=True, array_like=True, gc=False):
    """A file of the collection: decoded and split, not yet understood."""

    path: str
    """POSIX path relative to the site's root, as the file system spells it."""
    kind: Kind
    front: str
    """Text of the front matter between its fences, ``\\n`` line ends; "" when there is none."""
    front_format: Literal["yaml", "toml", ""]
    front_line: int
    """1-based line of the file on which ``front`` starts."""
    body: str
    """Markdown text, ``\\n`` line ends, no byte order mark."""
    body_line: int
    """1-based line of the file on which ``body`` starts."""
    problems: tuple[Problem, ...] = ()


# ------------------------------------------------------------------ front matter, typed


class Moment(Struct, frozen=True, array_like=True, gc=False):
    """A point in time that remembers whether its author gave a time of day."""

    at: datetime
    """Aware; a date alone is the start of that day in the site's zone."""
    has_time: bool = False


class Author(Struct, frozen=True, array_like=True, gc=False):
    """Who wrote an essay."""

    name: str
    url: str = ""


class Located(Struct, frozen=True, array_like=True, gc=False):
    """A text of the front matter and where it stands."""

    text: str
    place: Place


class Relation(Struct, frozen=True, array_like=True, gc=False):
    """What an essay declares about another one."""

    kind: RelationKind
    target: str
    """As written: a path, slug, title or alias of the other essay."""
    reason: str
    """One sentence in the author's words (Markdown inline)."""
    place: Place


class Provenance(Struct, frozen=True, array_like=True, gc=False):
    """Where an essay comes from."""

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


class Correction(Struct, frozen=True, array_like=True, gc=False):
    """A mistake that was put right after publication."""

    date: str
    """ISO date."""
    text: str
    """What was wrong, in one or two sentences (Markdown inline)."""


class Image(Struct, frozen=True, array_like=True, gc=False):
    """A picture that stands for an essay."""

    path: str
    alt: str = ""


class Reading(Struct, frozen=True, array_like=True, gc=False):
    """An essay in a theme's curated order, with a line that says why it stands there."""

    essay: str
    why: str
    place: Place


class Waiver(Struct, frozen=True, array_like=True, gc=False):
    """A finding of ``sitegen check`` that the author lets stand."""

    code: str
    """In capitals; as written otherwise."""
    reason: str
    """"" where none is given."""
    place: Place


class Step(Struct, frozen=True, array_like=True, gc=False):
    """An essay on a reading path, with a note that leads on to it."""

    essay: str
    """As written: its path, slug or title."""
    note: str
    """One or two sentences in the author's words (Markdown inline)."""
    place: Place


class ThemeMeta(Struct, frozen=True, array_like=True, gc=False):
    """What only the front matter of a theme's file says."""

    names: tuple[Located, ...] = ()
    """Other names of the theme (``aliases``)."""
    broader: tuple[Located, ...] = ()
    narrower: tuple[Located, ...] = ()
    related: tuple[Located, ...] = ()
    order: tuple[Reading, ...] = ()


class Meta(Struct, frozen=True, array_like=True, gc=False):
    """What the front matter says, read and typed; texts are Markdown source."""

    title: str = ""
    date: Moment | None = None
    updated: Moment | None = None
    authors: tuple[Author, ...] = ()
    tags: tuple[Located, ...] = ()
    """The first one is the essay's chief theme."""
    summary: str = ""
    description: str = ""
    slug: str = ""
    url: str = ""
    aliases: tuple[Located, ...] = ()
    """Old URLs of this essay."""
    status: Status = "published"
    expires: Moment | None = None
    lang: str = ""
    image: Image | None = None
    template: str = ""
    canonical: str = ""
    source: Provenance | None = None
    relations: tuple[Relation, ...] = ()
    waive: tuple[Waiver, ...] = ()
    errata: tuple[Correction, ...] = ()
    """The newest one first."""
    theme: ThemeMeta = ThemeMeta()
    steps: tuple[Step, ...] = ()
    """Of a reading path, in order."""
    extra: Mapping[str, object] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    """Canonical key -> where its value stands."""


# ------------------------------------------------------------------ an essay, parsed


class Link(Struct, frozen=True, array_like=True, gc=False):
    """One link or image of a text. Its place in the HTML is ``href="slot:N"`` (``src`` for an
    image), where N is its number in ``Facts.links``; ``links.fill`` puts the address in."""

    kind: Literal["link", "image", "wiki"]
    target: str
    """As written, percent-decoding undone, without the fragment: ``other-essay.md``, ``../x/``,
    ``https://…``, or the title of a wiki link. "" for a link into the same text."""
    fragment: str
    """Without ``#``; the heading's text for a wiki link; "" for none."""
    place: Annotated[Place, OWN]
    sentence: str = ""
    """The plain-text sentence around the link, for backlinks; "" for images."""


class Heading(Struct, frozen=True, array_like=True, gc=False):
    """A heading of a text."""

    level: int
    id: str
    title: Html
    """Inline markup without links and note marks."""
    text: str
    """The same as plain text."""


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """A stretch of an essay that its author marked as speaking of a theme."""

    themes: tuple[str, ...]
    """Names as written."""
    anchor: str
    """Id of the paragraph or element to link to."""
    quote: Html
    """The words as inline (or simple block) markup without links, ids and note marks."""
    place: Annotated[Place, OWN]
    before: str = ""
    """The plain words before it: of its paragraph, or of the one before if it is a whole one."""
    after: str = ""
    """The plain words that follow."""
    inside: bool = False
    """Whether it is a part of its paragraph."""


class Mark(Struct, frozen=True, array_like=True, gc=False):
    """A place of an essay that its author put into the index of the collection."""

    text: str
    """What the index is to say, as written: ``entry!subentry; entry|see other entry``."""
    anchor: str
    """Id of the paragraph or element to link to."""
    place: Annotated[Place, OWN]


class Words(Struct, frozen=True, array_like=True, gc=False):
    """What only the pages that print a text need of it."""

    html: Html
    """Links are slots (see ``Link``)."""
    notes: tuple[Html, ...] = ()
    """The inner markup of each endnote in order, its back-link included."""
    lead: str = ""
    """The first paragraph as plain text, cut at a sentence's end near 300 characters."""
    anchors: str = ""
    """The text's section of ``essays/.anchors.yaml``."""


class Facts(Struct, frozen=True, array_like=True, gc=False):
    """What the rest of the site may need of a text besides its front matter."""

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

    @property
    def ids(self) -> frozenset[str]:
        """The ids that addresses of this text may end in after ``#``."""
        return frozenset(filter(None, self.fragments.split("\n")))


class Day(Struct, frozen=True, array_like=True, gc=False):
    """A date as pages print it."""

    iso: str
    """``2010-04-08``, or an RFC 3339 date-time when the author gave a time."""
    text: str
    """In the site's language: ``8 April 2010``."""
    year: str
    stamp: str
    """RFC 3339 date-time with offset, always complete, for feeds."""


class Mention(Struct, frozen=True, array_like=True, gc=False):
    """What a page shows of another one that it leads to."""

    url: Url
    title: Html
    """Inline markup: typographic quotes, emphasis, code."""
    name: str
    """The title as plain text, for ``<title>``, feeds and labels."""
    authors: tuple[Author, ...]
    date: Day | None
    minutes: int
    lang: str
    """BCP 47; "" where it is the site's own language."""


class Card(Mention, frozen=True, array_like=True, gc=False):
    """What a list shows of an essay or a page."""

    summary: Html
    description: str
    """Plain text for metadata: the description, else the summary, else the lead."""
    updated: Day | None

    @property
    def mention(self) -> Mention:
        """The same without what only lists have room for."""
        return Mention(
            self.url, self.title, self.name, self.authors, self.date, self.minutes, self.lang
        )


class Essay(Struct, frozen=True, array_like=True, gc=False):
    """A text of the collection (essay, page, or introduction of a theme or a path), understood
    alone."""

    path: str
    kind: Kind
    meta: Meta
    card: Card
    facts: Facts
    problems: Annotated[tuple[Problem, ...], OWN] = ()

    @property
    def place(self) -> Place:
        """The essay's file as a whole."""
        return Place(self.path)


class Parsed(NamedTuple):
    """A text as it was parsed: what the site needs to know, and what its pages print."""

    essay: Essay
    words: Words


# ------------------------------------------------------------------ outputs


class Output(Struct, frozen=True, array_like=True, gc=False):
    """A file of the finished site."""

    path: str
    """POSIX path relative to the output directory."""
    content: bytes | Path
    """The bytes, or the file to copy them from."""
    source: str = ""
    """What it was made from, for problems that name two sources of one path."""
