"""Book + words -> the trees of its texts, and where the links in them lead."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from sitegen.book.markup import Node, cleaned, elements, tree_of
from sitegen.book.types import Book, Part, Step
from sitegen.views.parts import Text

COLOPHON = "colophon"


class Leaf(NamedTuple):
    """A text of a book."""

    body: tuple[Node, ...]
    notes: tuple[tuple[Node, ...], ...]
    ids: frozenset[str]
    """Every id in it, those of its notes (``fn1`` …) included."""
    file: str
    """The file that it was read from."""


class Target(NamedTuple):
    """The target of a link."""

    leaf: str
    """Key of a text of the book; "" for an address outside."""
    fragment: str
    address: str
    """Absolute; "" for a target in the book."""


class Manuscript:
    """A book with its words."""

    def __init__(self, book: Book, fetch: Callable[[Text], Text]) -> None:
        self.book = book
        self.leaves: Mapping[str, Leaf] = {
            key: _leaf(fetch(text), clean=book.is_raw) for key, text in _texts(book)
        }
        """Chapters, introductions of parts and the colophon, by their ids."""
        self._urls = {str(chapter.card.url): chapter.id for chapter in book.chapters}

    def target(self, href: str, leaf: str) -> Target:
        """Find where a link in a text leads."""
        address, _, fragment = href.partition("#")
        own = leaf if not address else self._urls.get(address.partition("?")[0], "")
        if own:
            known = own in self.leaves and fragment in self.leaves[own].ids
            return Target(own, fragment if known else "", "")
        if href.startswith("//"):
            return Target("", "", f"https:{href}")
        return Target("", "", f"{self.book.origin}{href}" if href.startswith("/") else href)


def _texts(book: Book) -> Iterator[tuple[str, Text]]:
    for chapter in book.chapters:
        yield chapter.id, chapter.text
    for part in book.parts:
        if part.intro:
            yield part.id, part.intro
    if book.colophon:
        yield COLOPHON, book.colophon


def _leaf(text: Text, *, clean: bool) -> Leaf:
    body, *notes = (tree_of(cleaned(part) if clean else part) for part in (text.html, *text.notes))
    found = (each.attributes.get("id", "") for tree in (body, *notes) for each in elements(tree))
    ids = {name for name in found if name} | {f"fn{n}" for n in range(1, len(notes) + 1)}
    return Leaf(body, tuple(notes), frozenset(ids), text.path)


class Placed(NamedTuple):
    """An essay in a part, with the mentions of essays that are in earlier parts."""

    step: Step
    before: tuple[Step, ...]
    after: tuple[Step, ...]
    """Mentions that end the part."""


def placed(part: Part) -> Iterator[Placed]:
    """Yield the essays that a part prints."""
    here = [number for number, step in enumerate(part.steps) if step.is_here]
    for number, start in zip(here, [0, *(each + 1 for each in here)], strict=False):
        last = part.steps[number + 1 :] if number == here[-1] else ()
        yield Placed(part.steps[number], part.steps[start:number], last)
