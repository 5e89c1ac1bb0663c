"""The inline nodes of a text -> values that templates/book.typ sets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sitegen.book.markup import Element, Node, elements, words_of
from sitegen.book.pdf.breaking import breakable
from sitegen.text.regex import regex

Value = str | dict[str, Any]  # Any: what book-text.typ asks for, by the kind of value
"""Words, or a value of the kind ``t`` with what belongs to it: mostly ``c``, what is in it."""
_SPACES = regex(r"[ \t\n\r\f]+")
_EM = regex(r"\d{1,2}(\.\d{1,9})?")
_KINDS = {
    "em": "em",
    "i": "em",
    "cite": "em",
    "dfn": "em",
    "var": "em",
    "strong": "strong",
    "b": "strong",
    "sup": "sup",
    "sub": "sub",
    "small": "small",
    "mark": "mark",
    "del": "strike",
    "s": "strike",
    "u": "underline",
    "ins": "underline",
}
_DROPPED = frozenset({"script", "style", "template", "source", "track", "rp"})
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "div", "dl", "figure"}
    | {"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "ol", "p"}
    | {"pre", "section", "summary", "table", "ul", "figcaption", "dt", "dd"}
)


class Scope:
    """The rest of the book, as far as one text needs it."""

    def __init__(
        self,
        link: Callable[[str], Mapping[str, str]],
        label: Callable[[str], str],
        start: Callable[[str], str],
        picture: Callable[[Element], Value],
        note: Callable[[int], Value],
    ) -> None:
        self.link = link
        """``href`` -> ``{"ref": label}``, ``{"href": address}`` or ``{}``."""
        self.label = label
        """Id of an element -> the label that it needs; "" for none."""
        self.start = start
        """Id of a paragraph -> the same with that of its essay, in essays; "" elsewhere."""
        self.picture = picture
        """The value of a picture, or of the words in its place."""
        self.note = note
        """The value of the note with a number."""


def inline(nodes: Sequence[Node], scope: Scope) -> list[Value]:
    """Return the values of some nodes."""
    return _merged(value for node in nodes for value in _values(node, scope))


def trimmed(values: list[Value]) -> list[Value]:
    """Remove spaces at the beginning and the end."""
    values = list(values)
    while values and isinstance(values[0], str) and not values[0].strip():
        del values[0]
    while values and isinstance(values[-1], str) and not values[-1].strip():
        del values[-1]
    if values and isinstance(values[0], str):
        values[0] = values[0].lstrip(" ")
    if values and isinstance(values[-1], str):
        values[-1] = values[-1].rstrip(" ")
    return values


def _merged(values: Iterator[Value]) -> list[Value]:
    merged: list[Value] = []
    for value in values:
        if isinstance(value, str) and merged and isinstance(merged[-1], str):
            merged[-1] = f"{merged[-1]}{value}"
        elif value != "":
            merged.append(value)
    return merged


def _values(node: Node, scope: Scope) -> Iterator[Value]:
    if isinstance(node, str):
        yield breakable(_SPACES.sub(" ", node))
        return
    if node.tag in _DROPPED or node.attributes.get("role") == "doc-backlink":
        return
    yield from marks_of(node, scope)
    yield from _element(node, scope)


def marks_of(node: Element, scope: Scope) -> Iterator[Value]:
    """Yield the marks of the place where an element begins."""
    if identity := node.attributes.get("id"):
        if label := scope.label(identity):
            yield {"t": "anchor", "id": label}
        if node.tag == "p" and (start := scope.start(identity)):
            yield {"t": "start", "id": start}


def _element(node: Element, scope: Scope) -> Iterator[Value]:
    if number := _note_number(node):
        yield scope.note(number)
    elif "math" in node.classes and not _holds_formula(node):
        yield from _code(node, scope)
    elif make := _MAKE.get(node.tag):
        yield from make(node, scope)
    else:
        yield from _span(node, scope)


def _holds_formula(node: Element) -> bool:
    return any(isinstance(child, Element) for child in node.children)


def _span(node: Element, scope: Scope) -> Iterator[Value]:
    values = inline(node.children, scope)
    if kind := _KINDS.get(node.tag):
        yield {"t": kind, "c": values}
    elif language := node.attributes.get("lang"):
        yield {"t": "span", "lang": language, "c": values}
    else:
        yield from values


def _break(_node: Element, _scope: Scope) -> Iterator[Value]:
    yield {"t": "br"}


def _picture(node: Element, scope: Scope) -> Iterator[Value]:
    yield scope.picture(node)


def _code(node: Element, _scope: Scope) -> Iterator[Value]:
    yield {"t": "code", "block": False, "text": breakable(words_of(node.children))}


def _formula(node: Element, _scope: Scope) -> Iterator[Value]:
    if parts := list(_math_parts(node)):
        shown_apart = node.attributes.get("display") == "block"
        yield {"t": "math", "block": shown_apart, "alt": _source_of(node).strip(), "c": parts}


def _math_parts(node: Element) -> Iterator[Value]:
    """Yield what is in an element of MathML, without its annotations."""
    rows = {"mtable": "mtr", "mtr": "mtd"}.get(node.tag, "")
    for child in node.children:
        if isinstance(child, str):
            if words := child.strip():
                yield words
        elif child.tag == "semantics":
            yield from _math_parts(child)
        elif not child.tag.startswith("annotation") and (not rows or child.tag == rows):
            width = child.attributes.get("width", "").removesuffix("em")
            em = float(width) if _EM.fullmatch(width) else 0.0
            yield {"m": child.tag, "em": em, "c": list(_math_parts(child))}


def _quoted(node: Element, scope: Scope) -> Iterator[Value]:
    yield from ("“", *inline(node.children, scope), "”")


def _link(node: Element, scope: Scope) -> Iterator[Value]:
    values, target = inline(node.children, scope), scope.link(node.attributes.get("href", ""))
    if target and values:
        yield {"t": "a", **target, "c": values}
    else:
        yield from values


def _note_number(node: Element) -> int:
    """Return the number of the note to which a mark leads; 0 for another superior."""
    for child in node.children if node.tag == "sup" else ():
        if isinstance(child, Element) and child.attributes.get("role") == "doc-noteref":
            number = child.attributes.get("href", "").removeprefix("#fn")
            return int(number) if number.isdecimal() else 0
    return 0


def _ruby(node: Element, scope: Scope) -> Iterator[Value]:
    for child in node.children:
        if isinstance(child, Element) and child.tag == "rt":
            yield {"t": "small", "c": ["\u2009(", *inline(child.children, scope), ")"]}
        else:
            yield from _values(child, scope)


def _source_of(node: Element) -> str:
    """Return the source of a formula, which its annotation keeps."""
    notes = (each for each in elements((node,)) if each.tag == "annotation")
    return words_of(next(notes, node).children)


_MAKE: Mapping[str, Callable[[Element, Scope], Iterator[Value]]] = {
    "br": _break,
    "img": _picture,
    "a": _link,
    "code": _code,
    "kbd": _code,
    "samp": _code,
    "math": _formula,
    "ruby": _ruby,
    "q": _quoted,
}
