"""Markup of a text -> the part of it that has an id, and that part as a quotation."""

import re
from html import escape

from sitegen.model import Html
from sitegen.text.regex import regex

_TAG = regex(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>")
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
"""Elements without content and end tag."""
_ID = regex(r' id="[^"<>]*"(?=[^<>]*>)')
_ALIAS = regex(r'<span id="[^"<>]*"></span>')
_WITHIN = regex(r' href="#')
_FORMULA = regex(r"<math\b.*?</math>", re.DOTALL)
_EMBED = regex(
    r'<div(?P<own>[^<>]* ?class="quoted"[^<>]*)>(?:<span id="[^"<>]*"></span>)*'
    r'<a href="slot:(?P<slot>[0-9]{1,9})">[^<>]*</a></div>'
)


def without_formulas(html: str) -> str:
    """Leave out formulas: readers do not search for their letters."""
    return _FORMULA.sub("", html) if "<math" in html else html


def part_of(html: str, name: str) -> str:
    """Return the element with an id; for a heading all of its section; "" if there is none."""
    begin = html.find(f' id="{escape(name)}"')
    start = html.rfind("<", 0, begin) if begin >= 0 else -1
    start = _outside_of_alias(html, start)
    opening = _TAG.match(html, start) if start >= 0 else None
    if not opening:
        return ""
    level = _heading(opening)
    depth, end = 0, start
    for tag in _TAG.finditer(html, start):
        if tag[2] in VOID:
            continue
        if tag[1]:
            depth -= 1
        elif level and not depth and tag is not opening and 0 < _heading(tag) <= level:
            if tag.start() > start:
                return html[start : tag.start()]
            depth += 1
        else:
            depth += 1
        if depth < 0:
            return html[start : tag.start()]
        end = tag.end()
        if not depth and not level:
            break
    return html[start:end]


def _outside_of_alias(html: str, start: int) -> int:
    """Return where the element begins whose former id is that of an empty element in it."""
    while start > 0 and (opening := _TAG.match(html, start)):
        if opening[2] != "span" or not html.startswith("</span>", opening.end()):
            break
        before = html.rfind("<", 0, start)
        if html.startswith("</span>", before):
            before = html.rfind("<", 0, before)
        start = before
    return start


def _heading(tag: re.Match[str]) -> int:
    return int(tag[2][1]) if tag[2] in ("h1", "h2", "h3", "h4", "h5", "h6") else 0


def quoted(html: str, url: str, source: str) -> Html:
    """Make markup fit for the page of another text: without ids, its inner links led to ``url``."""
    words = _WITHIN.sub(f' href="{escape(url)}#', _ID.sub("", _ALIAS.sub("", html))).strip()
    return Html(f'{words}\n<p class="source">{source}</p>')


def with_embeds(html: Html, quotations: dict[int, tuple[str, str]]) -> Html:
    """Replace the links that are blocks of their own by the attributes and words of quotations."""

    def filled(found: re.Match[str]) -> str:
        own, words = quotations.get(int(found["slot"]), ("", ""))
        return f"<blockquote{found['own']}{own}>\n{words}\n</blockquote>" if words else found[0]

    return Html(_EMBED.sub(filled, html)) if quotations else html
