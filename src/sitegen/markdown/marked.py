"""What authors mark: attributes of an element -> passages of themes, marks for the index."""

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from sitegen.model import Html, Mark, Passage
from sitegen.problems.errors import Place

MARKING = frozenset({"theme", "index"})
"""Attributes by which an element is found from other pages, and so needs an anchor."""


def marks_in(
    written: Mapping[str, str], anchor: str, quote: Html, place: Place
) -> Iterator[Passage | Mark]:
    """Read the marks in an element's attributes: a passage of themes, a mark for the index."""
    if "theme" in written:
        names = (part.strip() for part in written["theme"].split(","))
        yield Passage(tuple(filter(None, names)), anchor, quote, place)
    if "index" in written:
        yield Mark(written["index"], anchor, place)


def closing_index(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the token that closes what the one at ``index`` opens."""
    depth = 0
    for at in range(index, len(tokens)):
        depth += tokens[at].nesting
        if not depth:
            return at
    return len(tokens)
