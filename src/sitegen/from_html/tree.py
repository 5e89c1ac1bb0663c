"""Clean HTML -> a tree of elements, at most ``DEEPEST`` levels deep."""

from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser

from sitegen.text.html_parts import VOID

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dir"}
    | {"div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol"}
    | {"p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"}
    | {"tr", "ul", "math-block", "iframe", "video", "audio", "object", "embed"}
)
"""Elements that begin and end a line."""
DEEPEST = 100
"""Levels of elements; what is nested deeper is put side by side on the last one."""

Node = "Element | str"


class Element:
    """An element of HTML. A tree is changed in place until its Markdown is written."""

    __slots__ = ("attrs", "children", "holds_blocks", "tag")

    def __init__(
        self,
        tag: str,
        attrs: dict[str, str] | None = None,
        children: "Sequence[Element | str]" = (),
    ) -> None:
        self.tag = tag
        self.attrs = attrs or {}
        self.children: list[Element | str] = list(children)
        self.holds_blocks = False
        """Whether there is an element of ``BLOCKS`` in it; see ``note_blocks``."""

    def get(self, name: str) -> str:
        """Return an attribute; "" if it is absent."""
        return self.attrs.get(name, "")

    @property
    def classes(self) -> Sequence[str]:
        """Return its classes, in lower case."""
        return self.attrs.get("class", "").lower().split()

    def has_class(self, *names: str) -> bool:
        """Return whether it has one of some classes; a star ends what a class may begin with."""
        return any(
            found.startswith(name[:-1]) if name[-1] == "*" else found == name
            for found in self.classes
            for name in names
        )

    def walk(self) -> "Iterator[Element]":
        """Yield the element and all elements in it, in the order of the text."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in reversed(element.children) if isinstance(child, Element)]

    def find(self, *tags: str) -> "Element | None":
        """Return the first element of some tags in it."""
        return next((each for each in self.elements(*tags)), None)

    def elements(self, *tags: str) -> "Iterator[Element]":
        """Yield the elements of some tags in it."""
        return (each for each in self.walk() if each.tag in tags and each is not self)

    def text(self) -> str:
        """Return its words as they are, with a line feed for a break."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.tag == "br":
                parts.append("\n")
            else:
                stack += reversed(node.children)
        return "".join(parts)

    def words(self) -> str:
        """Return its words on one line; with a space between blocks."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                space = [" "] if node.tag in BLOCKS or node.tag == "br" else []
                stack += [*space, *reversed(node.children), *space]
        return " ".join("".join(parts).split())

    def is_empty(self) -> bool:
        """Return whether it shows nothing at all."""
        return not self.text().strip() and not any(each.tag in SHOWN for each in self.walk())


SHOWN = frozenset(
    {"audio", "embed", "hr", "iframe", "img", "math", "math-block", "object", "video"}
)
"""Elements that show something without words."""


def parse(html: str) -> Element:
    """Return the tree of some HTML that is well-formed, as nh3 writes it."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self._open = [self.root]
        self._below: list[tuple[str, dict[str, str]]] = []
        """Open elements below the deepest level."""
        self._last: Element | None = None
        """The element of the last of them that words go to; None after one was closed."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._parent(tag).children.append(element)
        if tag in VOID:
            return
        if len(self._open) < DEEPEST:
            self._open.append(element)
        else:
            self._below.append((tag, element.attrs))
            self._last = element

    def _parent(self, tag: str) -> Element:
        return self._below_level() if tag in VOID and self._below else self._open[-1]

    def _below_level(self) -> Element:
        if self._last is None:
            tag, attrs = self._below[-1]
            copied = {name: value for name, value in attrs.items() if name != "id"}
            self._last = Element(tag, copied)
            self._open[-1].children.append(self._last)
        return self._last

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._below:
            self._below.pop()
            self._last = None
        elif len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        (self._below_level() if self._below else self._open[-1]).children.append(data)


def note_blocks(root: Element) -> None:
    """Note in each element whether it holds blocks; call it after the last change of the tree."""
    order = list(root.walk())
    for element in reversed(order):  # a child comes after its parent
        element.holds_blocks = any(
            isinstance(child, Element) and (child.tag in BLOCKS or child.holds_blocks)
            for child in element.children
        )


def is_below_level(root: Element) -> bool:
    """Return whether the tree reaches the deepest level."""
    level: list[Element] = [root]
    for _ in range(DEEPEST):
        level = [c for each in level for c in each.children if isinstance(c, Element)]
    return bool(level)


Change = Callable[[Element], "Sequence[Element | str] | None"]
"""Returns what takes the place of an element; None to keep it and go on inside of it."""


def rewrite(root: Element, change: Change) -> None:
    """Replace elements of a tree; what takes their place is not looked at again."""
    stack = [root]
    while stack:
        parent = stack.pop()
        children: list[Element | str] = []
        for child in parent.children:
            found = change(child) if isinstance(child, Element) else None
            if found is not None:
                children += found
            else:
                children.append(child)
                if isinstance(child, Element):
                    stack.append(child)
        parent.children = children
