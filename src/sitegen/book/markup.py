"""The HTML of a text -> a tree of elements and words, which both writers walk."""

from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from sitegen.markdown.raw import TAGS
from sitegen.text.html_parts import VOID
from sitegen.text.regex import regex

_TOKEN = regex(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']++|"[^"]*"|'[^']*')*+)>""")
_ATTRIBUTE = regex(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
_KEPT = {
    *("id", "class", "lang", "dir", "title", "href", "src", "alt", "width", "role", "aria-label"),
    *("colspan", "rowspan", "scope", "start", "value", "span"),
}
"""Attributes that either writer uses."""
_DEEPEST = 200
"""Elements inside each other; what is deeper is a part of the one above."""


class Element(NamedTuple):
    """An element; its name is in small letters."""

    tag: str
    attributes: Mapping[str, str]
    children: "tuple[Node, ...]"

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the element."""
        return frozenset(self.attributes.get("class", "").split())


Node = Element | str


def tree_of(html: str) -> tuple[Node, ...]:
    """Read markup that is nearly well-formed; what is not closed ends with its parent."""
    open_: list[tuple[str, Mapping[str, str], list[Node]]] = [("", {}, [])]
    at = 0
    for token in _TOKEN.finditer(html):
        _add_words(open_[-1][2], html[at : token.start()])
        at = token.end()
        tag = token[2].lower()
        if token[1]:
            _close(open_, tag)
        elif tag in VOID or token[3].endswith("/") or len(open_) > _DEEPEST:
            open_[-1][2].append(Element(tag, _attributes(token[3]), ()))
        else:
            open_.append((tag, _attributes(token[3]), []))
    _add_words(open_[-1][2], html[at:])
    while len(open_) > 1:
        _close(open_, open_[-1][0])
    return tuple(open_[0][2])


def cleaned(html: str) -> str:
    """Return markup that nobody has cleaned as a book may hold it: well-formed, without scripts."""
    import nh3  # noqa: PLC0415 (few sites trust their HTML)

    return nh3.clean(html, tags=TAGS, attributes={"*": _KEPT}, link_rel=None)


def _add_words(nodes: list[Node], words: str) -> None:
    if words:
        nodes.append(unescape(words) if "&" in words else words)


def _attributes(written: str) -> Mapping[str, str]:
    if not written:
        return {}
    found = _ATTRIBUTE.findall(written)
    return {name.lower(): unescape(one or two or three) for name, one, two, three in found}


def _close(open_: list[tuple[str, Mapping[str, str], list[Node]]], tag: str) -> None:
    if all(each[0] != tag for each in open_[1:]):
        return
    while True:
        name, attributes, children = open_.pop()
        open_[-1][2].append(Element(name, attributes, tuple(children)))
        if name == tag:
            return


def elements(nodes: tuple[Node, ...]) -> Iterator[Element]:
    """Yield every element of a tree, an outer one before those in it."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from elements(node.children)


def words_of(nodes: tuple[Node, ...]) -> str:
    """Return the plain words of a tree."""
    return "".join(node if isinstance(node, str) else words_of(node.children) for node in nodes)


def plain(html: str) -> str:
    """Return the plain words of a line of markup."""
    if "<" in html or "&" in html:
        html = words_of(tree_of(html))
    return html
