"""The tree of a text -> XHTML that an EPUB may hold (EPUB 3.3, section 6.1).

What the content model of HTML does not allow in its place becomes an element that it does.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape

from msgspec import Struct

from sitegen.book.markup import Element, Node, words_of
from sitegen.text.regex import regex

_NAME = regex(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_NUMBER = regex(r"[1-9]\d{0,3}")
_LANGUAGE = regex(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_NOT_XML = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PHRASING = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins"}
    | {"kbd", "mark", "q", "ruby", "rp", "rt", "s", "samp", "small", "span", "strong", "sub"}
    | {"sup", "u", "var", "math"}
)
_FLOW = frozenset(
    {"aside", "blockquote", "div", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
    | {"ol", "p", "pre", "section", "table", "ul"}
)
_PARTS = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"th", "td"},
    "colgroup": {"col"},
}
"""Elements that hold certain elements alone."""
_INLINE_ONLY = _PHRASING | {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt"}
_DROPPED = frozenset({"script", "style", "source", "track", "wbr", "template", "iframe", "object"})
_VOID = frozenset({"br", "hr", "img", "col"})
_PLAIN = frozenset({"class", "title", "dir"})
_OF = {
    "ol": {"start": _NUMBER},
    "li": {"value": _NUMBER},
    "th": {"colspan": _NUMBER, "rowspan": _NUMBER, "scope": regex(r"row|col|rowgroup|colgroup")},
    "td": {"colspan": _NUMBER, "rowspan": _NUMBER},
    "col": {"span": _NUMBER},
}
_SPANS = ("picture", "time", "meter", "progress", "data", "font", "big", "tt", "strike")
_AS = {"summary": "p", **dict.fromkeys(_SPANS, "span")}
"""Elements that become others; those that are unknown become a div, or a span within a line."""


class Places(Struct, frozen=True):
    """The other files, as far as the text of one needs them."""

    link: Callable[[str], str]
    """``href`` of a link -> that in the book; "" for none."""
    picture: Callable[[str], str]
    """``src`` of a picture -> its file in the book; "" for a picture that the book lacks."""
    outside: Callable[[str], str]
    """``src`` of a picture that the book lacks -> its address; "" for none."""


def text(words: str) -> str:
    """Write words as XML."""
    return _NOT_XML.sub("", escape(words, quote=False))


def identifier(name: str) -> str:
    """Return an id as XML allows it."""
    if _NAME.fullmatch(name):
        return name
    return "x" + "".join(c if _NAME.fullmatch(f"x{c}") else f"-{ord(c):x}-" for c in name)


class Writer:
    """Writes the trees of one file; no id is written twice."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._ids: set[str] = set()
        self.has_math = False

    def write(self, nodes: tuple[Node, ...], *, inline: bool = False) -> str:
        """Write some nodes; ``inline``: where only phrasing content may be."""
        return "".join(self._node(node, inline=inline) for node in nodes)

    def _node(self, node: Node, *, inline: bool) -> str:
        if isinstance(node, str):
            return text(node)
        tag = node.tag
        if tag in _DROPPED:
            return ""
        if special := _SPECIAL.get(tag):
            return special(self, node, inline)
        tag = _AS.get(tag, tag)
        if tag not in _PHRASING and (inline or tag not in _FLOW):
            tag = "span" if inline else "div"
        if tag == "bdo" and "dir" not in node.attributes:
            tag = "span"
        return self._element(tag, node, inline=inline or tag in _INLINE_ONLY)

    def _element(self, tag: str, node: Element, *, inline: bool) -> str:
        allowed = _PARTS.get(tag)
        if allowed:
            inner = "".join(self._parts(node, allowed))
            if not inner:
                return ""
        else:
            inner = self.write(node.children, inline=inline)
        own = self.attributes(tag, node.attributes)
        return f"<{tag}{own}/>" if tag in _VOID else f"<{tag}{own}>{inner}</{tag}>"

    def _parts(self, node: Element, allowed: set[str]) -> Iterator[str]:
        """Write the children of a list or table; others are wrapped or left out."""
        for child in node.children:
            if isinstance(child, str):
                yield "\n" if not child.strip() else self._wrapped(child, allowed)
            elif child.tag in allowed:
                yield self._element(child.tag, child, inline=child.tag == "dt")
            elif child.tag not in _DROPPED:
                yield self._wrapped(child, allowed)

    def _wrapped(self, child: Node, allowed: set[str]) -> str:
        tag = next((name for name in ("li", "dd") if name in allowed), "")
        return f"<{tag}>{self._node(child, inline=False)}</{tag}>" if tag else ""

    def attributes(self, tag: str, given: Mapping[str, str]) -> str:
        """Write those attributes of an element that a book may have."""
        if not given:
            return ""
        parts = []
        for name, value in given.items():
            if name == "id":
                if value and (own := identifier(value)) not in self._ids:
                    self._ids.add(own)
                    parts.append(f' id="{own}"')
            elif name == "lang":
                if _LANGUAGE.fullmatch(value):
                    parts.append(f' lang="{value}" xml:lang="{value}"')
            elif name == "dir":
                if value in ("ltr", "rtl", "auto"):
                    parts.append(f' dir="{value}"')
            elif name in _PLAIN or ((form := _OF.get(tag, {}).get(name)) and form.fullmatch(value)):
                parts.append(f' {name}="{_NOT_XML.sub("", escape(value))}"')
        return "".join(parts)

    def _link(self, node: Element, inline: bool) -> str:  # noqa: FBT001 (called by the table)
        role = node.attributes.get("role", "")
        inner = self.write(node.children, inline=inline or not _has_blocks(node))
        href = self._places.link(node.attributes.get("href", ""))
        own = self.attributes("a", node.attributes)
        if not href or (not words_of(node.children).strip() and "<img" not in inner):
            return f"<span{own}>{inner}</span>" if own else inner
        if role == "doc-noteref":
            own += ' epub:type="noteref" role="doc-noteref"'
        elif role == "doc-backlink":
            own += ' role="doc-backlink"'
        if role and (label := node.attributes.get("aria-label")):
            own += f' aria-label="{escape(label)}"'
        return f'<a href="{_NOT_XML.sub("", escape(href))}"{own}>{inner}</a>'

    def _picture(self, node: Element, inline: bool) -> str:  # noqa: FBT001, ARG002 (as above)
        source, alt = node.attributes.get("src", ""), node.attributes.get("alt", "")
        if file := self._places.picture(source):
            own = self.attributes("img", node.attributes)
            return f'<img src="{escape(file)}" alt="{_NOT_XML.sub("", escape(alt))}"{own}/>'
        if address := self._places.outside(source):
            return f'<a href="{escape(address)}">{text(alt or address)}</a>'
        return text(alt)

    def _label(self, node: Element, inline: bool) -> str:  # noqa: FBT001 (as above)
        """Write an element with a role: only a picture made of a character keeps it."""
        if node.attributes.get("role") != "img":
            return self._element("span", node, inline=True)
        label = _NOT_XML.sub("", escape(node.attributes.get("aria-label", "")))
        inner = self.write(node.children, inline=inline)
        return f'<span role="img" aria-label="{label}">{inner}</span>'

    def _ruby(self, node: Element, inline: bool) -> str:  # noqa: FBT001 (as above)
        if any(isinstance(child, Element) and child.tag == "rt" for child in node.children):
            return self._element("ruby", node, inline=True)
        return self.write(node.children, inline=inline)

    def _figure(self, node: Element, inline: bool) -> str:  # noqa: FBT001 (as above)
        if inline:
            return self._element("span", node, inline=True)
        own = self.attributes("figure", node.attributes)
        captions = [
            child
            for child in node.children
            if isinstance(child, Element) and child.tag == "figcaption"
        ]
        inner = self.write(tuple(child for child in node.children if child not in captions))
        words = "".join(self.write(caption.children) for caption in captions)
        caption = f"<figcaption>{words}</figcaption>" if words else ""
        return f"<figure{own}>{inner}{caption}</figure>"

    def _definitions(self, node: Element, inline: bool) -> str:  # noqa: FBT001 (as above)
        """Write a list of terms, or its parts alone where one of the two is missing."""
        tags = [child.tag for child in node.children if isinstance(child, Element)]
        pairs = zip(tags, [*tags[1:], "dt"], strict=True)
        whole = tags[:1] == ["dt"] and all(
            pair in {("dt", "dt"), ("dt", "dd"), ("dd", "dd"), ("dd", "dt")} for pair in pairs
        )
        if inline or not whole or tags[-1] != "dd":
            tag = "span" if inline else "div"
            return f"<{tag}>{self.write(node.children, inline=inline)}</{tag}>"
        return self._element("dl", node, inline=False)

    def _player(self, node: Element, inline: bool) -> str:  # noqa: FBT001 (as above)
        """Write a link in the place of sound or film."""
        address = self._places.outside(node.attributes.get("src", ""))
        if not address:
            return self.write(node.children, inline=inline)
        link = f'<a href="{escape(address)}">{text(address)}</a>'
        return link if inline else f"<p>{link}</p>"

    def _math(self, node: Element, inline: bool) -> str:  # noqa: FBT001, ARG002 (as above)
        self.has_math = True
        return _as_xml(node, ' xmlns="http://www.w3.org/1998/Math/MathML"')


_NOT_IN_BOOKS = frozenset({"xmlns", "id", "intent", "arg"})
_STYLES = frozenset({"scriptlevel", "displaystyle"})
"""Attributes that MathML 3, which an EPUB holds, knows on ``mstyle`` alone."""


def _has_blocks(node: Element) -> bool:
    return any(isinstance(child, Element) and child.tag in _FLOW for child in node.children)


def _as_xml(node: Node, namespace: str = "") -> str:
    if isinstance(node, str):
        return text(node)
    own = "".join(
        f' {name}="{_NOT_XML.sub("", escape(value))}"'
        for name, value in node.attributes.items()
        if name not in _NOT_IN_BOOKS and (name not in _STYLES or node.tag == "mstyle")
    )
    inner = "".join(map(_as_xml, node.children))
    return f"<{node.tag}{namespace}{own}>{inner}</{node.tag}>"


_SPECIAL: Mapping[str, Callable[[Writer, Element, bool], str]] = {
    "a": Writer._link,
    "img": Writer._picture,
    "span": Writer._label,
    "ruby": Writer._ruby,
    "figure": Writer._figure,
    "dl": Writer._definitions,
    "audio": Writer._player,
    "video": Writer._player,
    "math": Writer._math,
}
