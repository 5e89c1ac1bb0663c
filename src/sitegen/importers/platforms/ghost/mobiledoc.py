"""Mobiledoc 0.3, the document of Ghost's editor from version 1 to 4 -> HTML."""

import json
from html import escape

from sitegen.importers.platforms.ghost.cards import Shown, card
from sitegen.importers.values import table_of, text_of
from sitegen.model import Json

_MARKUP, _PICTURE, _LIST, _CARD = 1, 2, 3, 10
"""Kinds of sections."""
_INLINE = frozenset(("a", "b", "code", "em", "i", "mark", "s", "strong", "sub", "sup", "u"))
_BLOCK = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside"))


def mobiledoc_html(document: str) -> Shown:
    """Return a document as HTML; raise ValueError if it cannot be read."""
    writer = _Writer(table_of(json.loads(document)))
    html = "".join(map(writer.section, writer.sections))
    cards = writer.shown
    return Shown(
        html,
        tuple(one for shown in cards for one in shown.removed),
        tuple(dict.fromkeys(one for shown in cards for one in shown.notices)),
        is_gated=any(shown.is_gated for shown in cards),
    )


class _Writer:
    """The lists of a document to which its sections refer by number."""

    def __init__(self, document: dict[str, Json]) -> None:
        self.sections = _list(document.get("sections"))
        self._atoms = _list(document.get("atoms"))
        self._cards = _list(document.get("cards"))
        self._markups = _list(document.get("markups"))
        self.shown: list[Shown] = []

    def section(self, given: Json) -> str:
        kind, *rest = _list(given) or [None]
        if kind == _MARKUP and len(rest) >= 2:
            tag = text_of(rest[0]).lower()
            inside = self._line(rest[1])
            tag = {"aside": "blockquote", "pull-quote": "blockquote"}.get(tag, tag)
            tag = tag if tag in _BLOCK else "p"
            return f"<{tag}>{inside}</{tag}>" if inside.strip() else ""
        if kind == _PICTURE and rest:
            return f'<p><img src="{escape(text_of(rest[0]))}" alt=""></p>'
        if kind == _LIST and len(rest) >= 2:
            tag = "ol" if rest[0] == "ol" else "ul"
            items = "".join(f"<li>{self._line(item)}</li>" for item in _list(rest[1]))
            return f"<{tag}>{items}</{tag}>"
        if kind == _CARD and rest:
            name, *payload = _list(_at(self._cards, rest[0])) or [""]
            shown = card(text_of(name), table_of(payload[0] if payload else {}))
            self.shown.append(shown)
            return shown.html
        return ""

    def _line(self, markers: Json) -> str:
        """Return a line: each marker opens markups by number, and closes a number of them."""
        parts: list[str] = []
        opened: list[str] = []
        for marker in _list(markers):
            kind, begins, ends, value, *_ = [*_list(marker), None, None, None, None]
            for number in _list(begins):
                tag, opening = self._markup(number)
                opened.append(tag)
                parts.append(opening)
            parts.append(self._atom(value) if kind == 1 else escape(text_of(value), quote=False))
            for _ in range(ends if isinstance(ends, int) else 0):
                tag = opened.pop() if opened else ""
                parts.append(f"</{tag}>" if tag else "")
        parts += [f"</{tag}>" for tag in reversed(opened) if tag]
        return "".join(parts)

    def _markup(self, number: Json) -> tuple[str, str]:
        name, *given = _list(_at(self._markups, number)) or [""]
        tag = text_of(name).lower()
        if tag not in _INLINE:
            return "", ""
        flat = _list(given[0]) if given else []
        attributes = dict(zip(map(text_of, flat[::2]), map(text_of, flat[1::2]), strict=False))
        if tag == "a":
            return "a", f'<a href="{escape(attributes.get("href", ""))}">'
        return tag, f"<{tag}>"

    def _atom(self, number: Json) -> str:
        name, *given = _list(_at(self._atoms, number)) or [""]
        if name == "soft-return":
            return "<br>"
        return escape(text_of(given[0]) if given else "", quote=False)


def _list(given: Json) -> list[Json]:
    return given if isinstance(given, list) else []


def _at(given: list[Json], number: Json) -> Json:
    whole = isinstance(number, int) and 0 <= number < len(given)
    return given[number] if whole and isinstance(number, int) else None
