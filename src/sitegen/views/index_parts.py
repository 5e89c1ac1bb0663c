"""The parts of the view of the index at the back."""

from msgspec import Struct

from sitegen.model import Html, Url
from sitegen.views.parts import NavItem


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
    dir: str
    """``ltr`` or ``rtl`` where it runs the other way than the site."""
    places: tuple[Place, ...]


class IndexLink(NavItem, frozen=True):
    """Another entry of the index."""


class IndexEntry(Struct, frozen=True, array_like=True, gc=False):
    """A line of the index."""

    title: Html
    id: str
    url: Url | None
    """Page of the theme that the entry is."""
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
    """Empty where they have a page of their own."""
