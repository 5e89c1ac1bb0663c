"""The tree of a book: what both of its writers, that of EPUB and that of PDF, receive."""

from collections.abc import Mapping

from msgspec import Struct

from sitegen.config.config import BookSettings
from sitegen.model import Card, Html
from sitegen.problems.errors import Place
from sitegen.views.parts import Text


class Chapter(Struct, frozen=True, array_like=True, gc=False):
    """An essay of a book."""

    id: str
    """``e1``, ``e2`` … in the order of the book."""
    card: Card
    text: Text
    provenance: Html
    """Where it comes from, in a sentence; "" for a text of the collection's own."""
    corrections: tuple[tuple[str, Html], ...]
    """Each correction with its day in words, the newest one first."""
    editor_note: Html
    themes: tuple[Html, ...]
    """The chief one first."""


class Step(Struct, frozen=True, array_like=True, gc=False):
    """The place of an essay in a part."""

    chapter: str
    """Id of the essay."""
    note: Html
    """The note that leads on to it, or the reason for its place; "" for none."""
    is_here: bool
    """Whether the essay is printed here; else it is in an earlier part."""


class Part(Struct, frozen=True, array_like=True, gc=False):
    """A part of a book: a reading path or a theme."""

    id: str
    """``part1``, ``part2`` …"""
    title: Html
    """ "" where the book has only one part, which has the title of the book."""
    name: str
    """The title as plain text."""
    lang: str
    summary: Html
    intro: Text | None
    steps: tuple[Step, ...]


class Locator(Struct, frozen=True, array_like=True, gc=False):
    """A place that the index names."""

    chapter: str
    anchor: str
    """Id of the paragraph; "" for the essay as a whole."""
    paragraph: str
    """Its number; "" for the essay as a whole."""


class IndexLine(Struct, frozen=True, array_like=True, gc=False):
    """A line of the index, with the lines below it."""

    id: str
    title: Html
    places: tuple[Locator, ...]
    see: tuple[tuple[str, Html], ...]
    """Id and title of each entry to look under instead."""
    see_also: tuple[tuple[str, Html], ...]
    lines: tuple["IndexLine", ...]


class IndexSection(Struct, frozen=True, array_like=True, gc=False):
    """The lines of the index below one letter."""

    letter: str
    lines: tuple[IndexLine, ...]


class ThemeLine(Struct, frozen=True, array_like=True, gc=False):
    """A theme with the essays of the book that belong to it."""

    title: Html
    chapters: tuple[str, ...]


class Book(Struct, frozen=True, array_like=True):
    """A book, whole; its texts are named by their files until ``filled`` adds the words."""

    title: Html
    name: str
    """The title as plain text."""
    subtitle: Html
    series: str
    """The name of the collection, where the book is a part of it; plain text."""
    authors: tuple[str, ...]
    language: str
    licence: Html
    description: str
    address: str
    """The address of the site."""
    origin: str
    identifier: str
    """A URN that stays the same from edition to edition (RFC 9562)."""
    modified: str
    """When the newest of its texts changed: RFC 3339, UTC."""
    date: str
    """The same day in words; "" if no text has a date."""
    chapters: tuple[Chapter, ...]
    parts: tuple[Part, ...]
    index: tuple[IndexSection, ...]
    themes: tuple[ThemeLine, ...]
    colophon: Text | None
    """The text of the collection's own colophon."""
    words: Mapping[str, str]
    """The words of the interface."""
    labels: Mapping[str, str]
    """What screen readers say."""
    pictures: Mapping[str, tuple[str, str]]
    """Address of a picture -> its file, and the fingerprint of the file's stat."""
    places: Mapping[str, tuple[tuple[str, Place], ...]]
    """Path of a text -> address and place of each picture that it shows, in order."""
    settings: BookSettings
    positions: bool
    """Whether photographs may tell where they were taken."""
    is_raw: bool
    """Whether the texts hold HTML that nobody has cleaned."""
