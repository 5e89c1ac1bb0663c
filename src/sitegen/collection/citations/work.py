"""A work of a bibliography, whichever format it was read from."""

from msgspec import Struct


class Person(Struct, frozen=True, gc=False):
    """A person, or an organisation with its whole name as the family name."""

    family: str
    given: str = ""


class Work(Struct, frozen=True, gc=False):
    """A work; texts are plain, "" where something is unknown."""

    key: str
    kind: str = "book"
    """``book``, ``part`` (of a book), ``article`` (of a periodical) or ``page`` (of the web)."""
    title: str = ""
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    year: str = ""
    container: str = ""
    """The book, periodical or site that it is a part of."""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    url: str = ""
