"""Lexical, the document of Ghost's editor from version 5 on -> HTML."""

import json
from html import escape

from sitegen.importers.platforms.ghost.cards import Payload, Shown, card
from sitegen.importers.values import table_of, tables_of, text_of

_FORMATS = (
    (16, "code"),
    (1, "strong"),
    (2, "em"),
    (4, "s"),
    (8, "u"),
    (32, "sub"),
    (64, "sup"),
    (128, "mark"),
)
"""Bit of a text's format -> the element around it."""
_BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
    "table": "table",
    "tablerow": "tr",
    "tablecell": "td",
}
_SEEN_THROUGH = frozenset(("root", "mark", "overflow", "list-container"))


def lexical_html(document: str) -> Shown:
    """Return a document as HTML; raise ValueError or RecursionError if it cannot be read."""
    writer = _Writer()
    html = writer.node(table_of(table_of(json.loads(document)).get("root")))
    cards = writer.cards
    return Shown(
        html,
        tuple(one for shown in cards for one in shown.removed),
        tuple(dict.fromkeys(one for shown in cards for one in shown.notices)),
        is_gated=any(shown.is_gated for shown in cards),
    )


class _Writer:
    """Collects what the cards of a document leave out."""

    def __init__(self) -> None:
        self.cards: list[Shown] = []

    def node(self, given: Payload) -> str:
        kind = text_of(given.get("type"))
        if "text" in given and "children" not in given and kind.endswith(("text", "hashtag")):
            return _text(given)
        if kind in ("linebreak", "tab"):
            return "<br>" if kind == "linebreak" else " "
        if "children" not in given:
            shown = card(kind, given)
            self.cards.append(shown)
            return shown.html
        if kind == "list":
            return _element(kind, given, self._items(given))
        inside = "".join(map(self.node, tables_of(given.get("children"))))
        return _element(kind, given, inside)

    def _items(self, given: Payload) -> str:
        """Return the items of a list; one with nothing but a list is part of the one before."""
        items = ""
        for item in tables_of(given.get("children")):
            inside = tables_of(item.get("children"))
            if items and inside and inside[0].get("type") == "list":
                items = items.removesuffix("</li>") + "".join(map(self.node, inside)) + "</li>"
            else:
                items += self.node(item)
        return items


def _element(kind: str, given: Payload, inside: str) -> str:
    tag = _BLOCKS.get(kind, "")
    if kind in ("heading", "extended-heading"):
        level = text_of(given.get("tag"))
        tag = level if level in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2"
    elif kind in ("link", "autolink", "at-link"):
        address = escape(text_of(given.get("url")))
        return f'<a href="{address}">{inside}</a>' if address else inside
    elif kind == "list":
        ordered = given.get("listType") == "number"
        start = text_of(given.get("start"))
        first = f' start="{start}"' if ordered and start.isdecimal() and start != "1" else ""
        return f"<ol{first}>{inside}</ol>" if ordered else f"<ul>{inside}</ul>"
    if not tag:
        return inside if kind in _SEEN_THROUGH else f"<div>{inside}</div>"
    return f"<{tag}>{inside}</{tag}>"


def _text(given: Payload) -> str:
    bits = given.get("format")
    text = escape(text_of(given.get("text")), quote=False)
    for bit, tag in _FORMATS:
        if isinstance(bits, int) and bits & bit and text.strip():
            text = f"<{tag}>{text}</{tag}>"
    return text
