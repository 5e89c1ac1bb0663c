"""The blocks of a text -> values that templates/book.typ sets."""

from collections.abc import Iterator, Sequence
from typing import Any

from sitegen.book.markup import Element, Node, words_of
from sitegen.book.pdf.breaking import breakable
from sitegen.book.pdf.inline import BLOCKS, Scope, Value, inline, marks_of, trimmed
from sitegen.text.regex import regex

_LEVEL = regex(r"h[1-6]")
_VERSE = frozenset({"verse", "poem", "poetry"})
_OF_WORDS = frozenset({"p", "heading", "verse", "title"})
_OF_BLOCKS = frozenset({"quote", "aside", "lang", "figure"})
_DROPPED = frozenset({"script", "style", "template", "source", "track"})


def blocks(nodes: Sequence[Node], scope: Scope, *, verse: bool = False) -> list[Value]:
    """Return the values of some nodes; words between blocks are paragraphs."""
    values: list[Value] = []
    loose: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and _is_block(node):
            values += _paragraph(loose, scope, verse=verse)
            loose.clear()
            values += _block(node, scope, verse=verse)
        else:
            loose.append(node)
    return [*values, *_paragraph(loose, scope, verse=verse)]


def _is_block(node: Element) -> bool:
    inside = node.tag not in ("a", "span", "ins", "del") or not node.children
    if node.tag in BLOCKS:
        return True
    return not inside and any(
        isinstance(child, Element) and _is_block(child) for child in node.children
    )


def _paragraph(nodes: Sequence[Node], scope: Scope, *, verse: bool) -> Iterator[Value]:
    if all(isinstance(node, str) and not node.strip() for node in nodes):
        return
    values = trimmed(inline(nodes, scope))
    first = values[0] if len(values) == 1 else ""
    if isinstance(first, dict) and first["t"] == "img":
        yield {**first, "alone": True}
    elif isinstance(first, dict) and first["t"] == "math":
        yield first
    elif values:
        yield {"t": "verse" if verse else "p", "c": values}


def _block(node: Element, scope: Scope, *, verse: bool) -> Iterator[Value]:
    marks = list(marks_of(node, scope))
    values = [] if node.tag in _DROPPED else list(_plain_block(node, scope, verse=verse))
    yield from _marked(values, marks)


def _marked(values: list[Value], marks: list[Value]) -> list[Value]:
    """Put marks into the first words, so that they are on the same page as these."""
    first = values[0] if values and marks else ""
    if isinstance(first, dict) and first["t"] in _OF_WORDS:
        return [{**first, "c": [*marks, *first["c"]]}, *values[1:]]
    if isinstance(first, dict) and first["t"] in _OF_BLOCKS:
        return [{**first, "c": _marked(first["c"], marks)}, *values[1:]]
    return [*marks, *values]


def _plain_block(node: Element, scope: Scope, *, verse: bool) -> Iterator[Value]:
    if node.tag in ("p", "summary", "dt", "figcaption"):
        yield from _words(node, scope, verse=verse)
    elif _LEVEL.fullmatch(node.tag):
        if values := trimmed(inline(node.children, scope)):
            yield {"t": "heading", "level": int(node.tag[1]), "c": values}
    elif make := _MAKE.get(node.tag):
        yield from make(node, scope)
    else:
        inner = blocks(node.children, scope, verse=verse or not _VERSE.isdisjoint(node.classes))
        yield from _in_language(node, inner)


def _words(node: Element, scope: Scope, *, verse: bool) -> Iterator[Value]:
    if any(isinstance(child, Element) and _is_block(child) for child in node.children):
        yield from blocks(node.children, scope, verse=verse)
        return
    verse = verse or not _VERSE.isdisjoint(node.classes)
    kind = "title" if node.tag == "summary" or "title" in node.classes else ""
    for value in _paragraph(node.children, scope, verse=verse):
        changed = (
            value | {"t": kind} if kind and isinstance(value, dict) and "c" in value else value
        )
        yield from _in_language(node, [changed])


def _in_language(node: Element, values: list[Value]) -> Iterator[Value]:
    language = node.attributes.get("lang", "")
    yield from [{"t": "lang", "lang": language, "c": values}] if language and values else values


def _quotation(node: Element, scope: Scope) -> Iterator[Value]:
    verse = not _VERSE.isdisjoint(node.classes)
    yield {"t": "quote", "c": list(_in_language(node, blocks(node.children, scope, verse=verse)))}


def _aside(node: Element, scope: Scope) -> Iterator[Value]:
    yield {"t": "aside", "c": blocks(node.children, scope)}


def _rule(_node: Element, _scope: Scope) -> Iterator[Value]:
    yield {"t": "rule"}


def _list(node: Element, scope: Scope) -> Iterator[Value]:
    items: list[list[Value]] = []
    for child in node.children:
        if isinstance(child, Element):
            inner = child.children if child.tag == "li" else (child,)
            items.append(_marked(blocks(inner, scope), list(marks_of(child, scope))))
    start = node.attributes.get("start", "1")
    if items:
        first = int(start) if start.isdecimal() else 1
        yield {"t": node.tag, "items": items, "start": first}


def _definitions(node: Element, scope: Scope) -> Iterator[Value]:
    items: list[dict[str, Any]] = []
    for child in _flat(node):
        if child.tag == "dt":
            items.append({"term": trimmed(inline(child.children, scope)), "c": []})
        elif items:
            items[-1]["c"] += blocks(child.children, scope)
        else:
            items.append({"term": [], "c": blocks(child.children, scope)})
    if items:
        yield {"t": "dl", "items": items}


def _flat(node: Element) -> Iterator[Element]:
    for child in node.children:
        if isinstance(child, Element):
            if child.tag == "div":
                yield from _flat(child)
            else:
                yield child


def _code(node: Element, _scope: Scope) -> Iterator[Value]:
    yield {"t": "code", "block": True, "text": breakable(words_of(node.children).strip("\n"))}


def _figure(node: Element, scope: Scope) -> Iterator[Value]:
    captions = [
        child for child in node.children if isinstance(child, Element) and child.tag == "figcaption"
    ]
    inner = [child for child in node.children if child not in captions]
    caption = trimmed(inline([part for one in captions for part in one.children], scope))
    yield {"t": "figure", "c": blocks(inner, scope), "caption": caption}


def _table(node: Element, scope: Scope) -> Iterator[Value]:
    parts = [child for child in node.children if isinstance(child, Element)]
    captions = (child for part in parts if part.tag == "caption" for child in part.children)
    rows = [_cells(row) for row in _rows(parts)]
    rows = [row for row in rows if row]
    if not rows:
        return
    heads = next((n for n, row in enumerate(rows) if any(c.tag == "td" for c in row)), 0)
    placed = [
        {**_cell(cell, scope), "x": x, "y": y, "cols": cols, "rows": high, "head": y < heads}
        for cell, x, y, cols, high in _placed(rows)
    ]
    yield {
        "t": "table",
        "columns": max(cell["x"] + cell["cols"] for cell in placed),
        "heads": heads,
        "cells": placed,
        "caption": trimmed(inline(list(captions), scope)),
    }


def _rows(parts: Sequence[Element]) -> Iterator[Element]:
    for part in parts:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from _rows([child for child in part.children if isinstance(child, Element)])


def _cells(row: Element) -> list[Element]:
    return [c for c in row.children if isinstance(c, Element) and c.tag in ("td", "th")]


def _placed(rows: Sequence[Sequence[Element]]) -> Iterator[tuple[Element, int, int, int, int]]:
    """Yield each cell with its column, row, width and height, as HTML lays out a table."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            cols, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - y)
            while cols > 1 and any((x + more, y) in taken for more in range(cols)):
                cols -= 1
            taken.update((x + right, y + down) for right in range(cols) for down in range(high))
            yield cell, x, y, cols, high
            x += cols


def _cell(node: Element, scope: Scope) -> dict[str, Any]:
    sides = {"right": "end", "center": "center"}
    side = next((sides[name] for name in node.classes if name in sides), "start")
    return {"c": blocks(node.children, scope), "align": side, "is_name": node.tag == "th"}


def _span(node: Element, name: str) -> int:
    written = node.attributes.get(name, "1")
    return min(max(int(written), 1), 30) if written.isdecimal() else 1


def _formula(node: Element, scope: Scope) -> Iterator[Value]:
    if "math" in node.classes and all(isinstance(child, str) for child in node.children):
        yield {"t": "code", "block": True, "text": breakable(words_of(node.children).strip())}
        return
    verse = not _VERSE.isdisjoint(node.classes)
    yield from _in_language(node, blocks(node.children, scope, verse=verse))


_MAKE = {
    "blockquote": _quotation,
    "aside": _aside,
    "hr": _rule,
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "pre": _code,
    "figure": _figure,
    "table": _table,
    "div": _formula,
}


def levelled(values: list[Value], above: int) -> list[Value]:
    """Number the levels of headings so that none is skipped below a title of the level above."""
    open_: list[int] = []

    def lowered(value: Any) -> Any:  # Any: a value, or a part of one
        if isinstance(value, list):
            return [lowered(each) for each in value]
        if not isinstance(value, dict):
            return value
        if value.get("t") == "heading":
            level = int(value["level"])
            while open_ and open_[-1] >= level:
                open_.pop()
            open_.append(level)
            return value | {"level": above + len(open_)}
        if value.get("t") in _HOLDERS:
            return {name: lowered(each) for name, each in value.items()}
        return value

    return [lowered(value) for value in values]


_HOLDERS = frozenset({"quote", "aside", "lang", "figure", "ul", "ol", "dl", "table"})
"""Kinds of value that may hold headings."""
