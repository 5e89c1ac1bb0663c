"""Footnotes that are only numbers in the text and paragraphs at its end, without links.

``word¹`` and a last paragraph ``¹ So does wood.``, with raised numbers or with ``[1]``. They are
notes only if the last paragraphs are numbered from 1 on and each number is in the text, once in
order.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sitegen.from_html.tree import BLOCKS, Element
from sitegen.text.regex import regex

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = regex(r"[⁰¹²³⁴-⁹]{1,3}")
_BEGINS = regex(
    r"[\s\xa0]*(?:(?P<raised>[⁰¹²³⁴-⁹]{1,3})|\[(?P<bracket>\d{1,3})\])[.:)]?[\s\xa0]*(?=\S)"
)
_UNIT = regex(r"(?:^|[^\w])(?:[A-Za-z]|[ckmdn]m|ft|mi|yd|in|\d+)$")


class Place(NamedTuple):
    """The place of the mark of a note: a child of an element, and a part of it if it is text."""

    parent: Element
    child: "Element | str"
    start: int = 0
    end: int = 0


def take(root: Element) -> list[tuple[Element, Element]]:
    """Mark the notes of a tree; returns the body of each with the element around it, in order.

    The bodies are still in the tree, without their numbers.
    """
    leaves = [leaf for leaf in _leaves(root) if leaf.text().strip() or leaf.find("img")]
    bodies: list[Element] = []
    while leaves and _number(leaves[-1]):
        bodies.insert(0, leaves.pop())
    if not bodies or [_number(body) for body in bodies] != list(range(1, len(bodies) + 1)):
        return []
    bracket = _is_bracket(bodies[0])
    places = _places(leaves, len(bodies), bracket=bracket)
    if len(places) != len(bodies):
        return []
    for parent in {id(place.parent): place.parent for place in places}.values():
        _mark([place for place in places if place.parent is parent])
    parents = {
        id(child): each
        for each in root.walk()
        for child in each.children
        if isinstance(child, Element)
    }
    for body in bodies:
        _strip(body)
    return [(body, parents[id(body)]) for body in bodies]


def _leaves(root: Element) -> Iterator[Element]:
    for each in root.walk():
        if each.tag not in BLOCKS or each.tag in ("pre", "hr") or each is root:
            continue
        if not any(isinstance(c, Element) and c.tag in BLOCKS for c in each.children):
            yield each


def _number(leaf: Element) -> int:
    """Return the number that a paragraph begins with as a note does; 0 for none."""
    first = _first(leaf)
    if isinstance(first, Element):
        words = first.text().strip(" []().")
        return int(words) if words.isdecimal() and words.isascii() and len(words) < 4 else 0
    found = _BEGINS.match(first)
    if not found:
        return 0
    return int(found["bracket"] or found["raised"].translate(_DIGITS))


def _first(leaf: Element) -> "Element | str":
    """Return the raised element that a paragraph begins with, else its first words."""
    for child in leaf.children:
        if isinstance(child, str):
            if child.strip():
                return child
        elif child.tag == "sup" and child.text().strip():
            return child
        elif child.text().strip():
            return _first(child)
    return ""


def _is_bracket(leaf: Element) -> bool:
    first = _first(leaf)
    return isinstance(first, str) and first.strip().startswith("[")


def _places(leaves: Sequence[Element], count: int, *, bracket: bool) -> list[Place]:
    """Find the marks 1, 2, 3 … in order; the first of each number counts."""
    found: list[Place] = []
    for leaf in leaves:
        for place in _marks(leaf, bracket=bracket):
            if len(found) < count and _value(place) == len(found) + 1:
                found.append(place)
    return found


def _value(place: Place) -> int:
    if isinstance(place.child, Element):
        words = place.child.text().strip(" []()")
    else:
        words = place.child[place.start : place.end].strip("[]").translate(_DIGITS)
    return int(words) if words.isdecimal() and words.isascii() and len(words) < 4 else 0


def _marks(element: Element, *, bracket: bool) -> Iterator[Place]:
    before = ""
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "sup" and not bracket:
                if not _UNIT.search(before):
                    yield Place(element, child)
            elif child.tag not in ("code", "a"):
                yield from _marks(child, bracket=bracket)
            before = child.text()
            continue
        pattern = regex(r"\[\d{1,3}\]") if bracket else _RAISED
        for match in pattern.finditer(child):
            if bracket or not _UNIT.search(before + child[: match.start()]):
                yield Place(element, child, *match.span())
        before = child


def _mark(places: Sequence[Place]) -> None:
    """Put the marks of notes into one element, in place of its own."""
    parent = places[0].parent
    children: list[Element | str] = []
    for child in parent.children:
        at = 0
        for place in (each for each in places if each.child is child):
            mark = Element("note-mark", {"label": str(_value(place))})
            if isinstance(child, str):
                children += [child[at : place.start].rstrip(" "), mark]
                at = place.end
            else:
                children.append(mark)
                at = -1
        if at >= 0:
            children.append(child[at:] if isinstance(child, str) else child)
    parent.children = children


def _strip(body: Element) -> None:
    for at, child in enumerate(body.children):
        if isinstance(child, str):
            if child.strip():
                body.children[at] = _BEGINS.sub("", child, count=1)
                return
        elif child.tag == "sup" and child.text().strip():
            body.children[at] = ""
            rest = body.children[at + 1 : at + 2]
            if rest and isinstance(rest[0], str):
                body.children[at + 1] = rest[0].lstrip(" .:)\xa0")
            return
        elif child.text().strip():
            _strip(child)
            return
