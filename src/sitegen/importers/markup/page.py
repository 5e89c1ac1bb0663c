"""HTML as written -> its elements with their places, so that formats can read and change it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from html.parser import HTMLParser

from msgspec import Struct

from sitegen.from_html.cleaning import prepared
from sitegen.from_html.tree import BLOCKS
from sitegen.text.html_parts import VOID
from sitegen.text.regex import regex

_TAGS = {
    *("a", "abbr", "address", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big"),
    *("blockquote", "body", "br", "button", "caption", "center", "cite", "code", "col"),
    *("colgroup", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em", "embed"),
    *("fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "header", "hgroup", "hr", "i", "iframe", "img", "input", "ins", "kbd"),
    *("label", "legend", "li", "link", "main", "map", "mark", "menu", "meta", "nav"),
    *("noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture"),
    *("pre", "q", "rp", "rt", "ruby", "s", "samp", "search", "section", "select", "small"),
    *("source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td"),
    *("textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul"),
    *("var", "video", "wbr", "math", "semantics", "annotation", "mjx-container"),
    *("mjx-assistive-mml", "acronym", "dir", "tt"),
}
_DROPPED = frozenset(("script", "style", "template", "svg"))
_EVERYWHERE = {
    *("class", "id", "style", "title", "lang", "dir", "name", "rel", "href", "src", "srcset"),
    *("alt", "datetime", "content", "property", "itemprop", "itemtype", "align", "start"),
    *("value", "type", "colspan", "rowspan", "cite", "url", "poster", "label", "charset"),
    *("http-equiv", "open", "reversed", "hidden", "role", "aria-hidden", "aria-label"),
    *(
        "contenteditable",
        "alttext",
        "display",
        "encoding",
    ),
}
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp", "file", "data"))
_BLOCKS = BLOCKS | {"br"}


class Element(Struct, frozen=True):
    """An element of a page; its places are offsets into ``Page.html``."""

    tag: str
    attributes: Mapping[str, str]
    start: int
    inner: int
    """Where its content begins."""
    close: int
    """Where its content ends."""
    end: int
    parent: int
    """Index of the element around it; -1 for none."""

    @property
    def classes(self) -> Sequence[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def get(self, name: str) -> str:
        """Return an attribute; "" for none."""
        return self.attributes.get(name, "")


class Page:
    """Well-formed HTML without scripts and styles, and its elements in order."""

    def __init__(self, html: str) -> None:
        """Clean HTML of any kind and find its elements.

        ``texts`` are its texts in order, each with its place and the index of its element.
        """
        self.html = clean(html)
        reader = _Reader(self.html)
        self.elements: Sequence[Element] = reader.elements()
        self.texts = reader.texts
        self._starts = [at for at, _, _ in reader.texts]

    def all(self, selector: str, within: Element | None = None) -> Iterator[Element]:
        """Yield the elements that a selector such as ``div.a#b`` or ``.a .b`` finds, in order."""
        parts = [_simple(part) for part in selector.split()]
        elements = self.inside(within) if within else self.elements
        return (one for one in elements if self._matches(one, parts))

    def first(self, selectors: str, within: Element | None = None) -> Element | None:
        """Return what the first of several selectors, separated by commas, finds first."""
        return next(self.all_of(selectors, within), None)

    def all_of(self, selectors: str, within: Element | None = None) -> Iterator[Element]:
        """Yield what each of several selectors, separated by commas, finds."""
        for selector in selectors.split(","):
            yield from self.all(selector, within)

    def inside(self, element: Element) -> Sequence[Element]:
        """Return the elements in an element."""
        first = bisect_left(self.elements, element.inner, key=lambda one: one.start)
        last = bisect_left(self.elements, element.close, key=lambda one: one.start)
        return self.elements[first:last]

    def source(self, element: Element) -> str:
        """Return what is in an element, as HTML."""
        return self.html[element.inner : element.close]

    def raw(self, element: Element) -> str:
        """Return the text in an element, white space as written; a break is a line end."""
        first = bisect_left(self._starts, element.inner)
        last = bisect_left(self._starts, element.close)
        return "".join(text for _, text, _ in self.texts[first:last])

    def raw_between(self, start: int, end: int) -> str:
        """Return the text between two places, and a space."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return " " + "".join(text for _, text, _ in self.texts[first:last])

    def words(self, element: Element | None) -> str:
        """Return the text in an element on one line; "" for no element."""
        return " ".join(self.raw(element).split()) if element else ""

    def words_outside(self, elements: Sequence[Element]) -> str:
        """Return the text that is in none of some elements, on one line."""
        spans = [(one.start, one.end) for one in elements]
        outside = edited(self.html, [(start, end, " ") for start, end in spans])
        page = _Reader(outside)
        return " ".join("".join(text for _, text, _ in page.texts).split())

    def around(self, element: Element) -> Iterator[Element]:
        """Yield the elements around an element, the nearest first."""
        while element.parent >= 0:
            element = self.elements[element.parent]
            yield element

    def _matches(self, element: Element, parts: Sequence["_Simple"]) -> bool:
        if not parts[-1].matches(element):
            return False
        around = self.around(element)
        return all(any(map(part.matches, around)) for part in reversed(parts[:-1]))


class _Simple(Struct, frozen=True):
    tag: str
    marks: tuple[tuple[str, str], ...]

    def matches(self, element: Element) -> bool:
        if self.tag and self.tag != element.tag:
            return False
        for name, value in self.marks:
            given = element.attributes.get(name)
            if given is None or (value and value != given and value not in given.split()):
                return False
        return True


_MARK = regex(r"\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:=([^\]]*))?\]")


def _simple(selector: str) -> _Simple:
    tag = re.match(r"\w*", selector)
    marks = tuple(
        ("class", found[1]) if found[1] else ("id", found[2]) if found[2] else (found[3], found[4])
        for found in _MARK.finditer(selector)
    )
    return _Simple(tag[0] if tag else "", tuple((name, value or "") for name, value in marks))


_FIRST_LINE = regex(r"<pre\b[^<>]*>\n")


def clean(html: str) -> str:
    """Make HTML well-formed; scripts, styles and what else shows no words are left out."""
    import nh3  # noqa: PLC0415 - only imports of some formats need it

    cleaned = nh3.clean(
        prepared(html),
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED),
        attributes={"*": set(_EVERYWHERE)},
        generic_attribute_prefixes={"data-"},
        link_rel=None,
        url_schemes=set(_SCHEMES),
    )
    # Whoever reads it next drops the first line end again.
    return _FIRST_LINE.sub(r"\g<0>\n", cleaned) if "<pre" in cleaned else cleaned


def edited(html: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Replace pieces of HTML; of a piece within another one only the outer one counts."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= at:
            parts += html[at:start], new
            at = end
    return "".join([*parts, html[at:]])


class _Reader(HTMLParser):
    """Finds the elements and texts of well-formed HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[tuple[int, str, int]] = []
        self._found: list[Element] = []
        self._ends: dict[int, tuple[int, int]] = {}
        self._open: list[int] = []
        self._tags: Counter[str] = Counter()
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self._size = len(html)
        self.feed(html)
        self.close()

    def elements(self) -> Sequence[Element]:
        """Return the elements with their ends."""
        whole = (self._size, self._size)
        return tuple(
            Element(
                one.tag, one.attributes, one.start, one.inner,
                *self._ends.get(number, whole), one.parent,
            )
            for number, one in enumerate(self._found)
        )  # fmt: skip

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._at()
        inner = start + len(self.get_starttag_text() or "")
        parent = self._open[-1] if self._open else -1
        given = {name: value or "" for name, value in attrs}
        self._found.append(Element(tag, given, start, inner, inner, inner, parent))
        number = len(self._found) - 1
        self._part(tag, start)
        if tag in VOID:
            self._ends[number] = inner, inner
            return
        self._open.append(number)
        self._tags[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._tags[tag]:
            return
        at = self._at()
        self._part(tag, at)
        while self._open:
            number = self._open.pop()
            name = self._found[number].tag
            self._tags[name] -= 1
            if name == tag:
                self._ends[number] = at, at + len(tag) + 3
                return
            self._ends[number] = at, at

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._text(unescape(f"&#{name};"))

    def _part(self, tag: str, at: int) -> None:
        if tag in _BLOCKS:
            self.texts.append((at, "\n", self._open[-1] if self._open else -1))

    def _text(self, data: str) -> None:
        self.texts.append((self._at(), data, self._open[-1] if self._open else -1))

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
