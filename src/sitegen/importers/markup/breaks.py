"""A body whose line ends count -> HTML with paragraphs and breaks.

An empty line ends a paragraph and a line end is a break, except in tables, lists and preformatted
text. So WordPress shows posts of its classic editor, and LiveJournal all of its entries.
"""

import re
from html import unescape
from itertools import pairwise

from sitegen.importers.markup.html import link_to
from sitegen.text.regex import regex

_BLOCKS = (
    *("address", "article", "aside", "blockquote", "caption", "center", "col", "colgroup", "dd"),
    *("details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"),
    *("h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "menu", "nav", "ol"),
    *("option", "p", "pre", "section", "select", "style", "script", "summary", "table", "tbody"),
    *("td", "tfoot", "th", "thead", "tr", "ul", "iframe", "object", "audio", "video"),
)
_TIGHT = frozenset(
    {
        *("caption", "col", "colgroup", "dd", "dl", "dt", "figcaption", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "legend", "li", "menu", "ol", "option", "p", "select", "style", "script"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "figure"),
        *("iframe", "object", "audio", "video", "pre"),
    }
)
"""Elements whose words get paragraphs only if there are several."""
_BREAKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"))
"""Among them, those in which a line end is a break."""
_VOID = frozenset(("hr", "col"))
_TAG = regex(
    rf"<(/?)({'|'.join(_BLOCKS)})(?=[\s/>])(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>"
    "|(\ue000\\d+\ue001)",
    re.IGNORECASE,
)
_EMPTY = regex(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")
_LINE_IN_TAG = regex(r"<[A-Za-z/][^<>]*\n[^<>]*>")
_ADDRESS = regex(r"^[ \t]*(https?://[^\s<>\"\[\]]+)[ \t]*$", re.MULTILINE)
_BROKEN = regex(r"<br\s*/?>[ \t]*\n", re.IGNORECASE)
_PLAIN = regex(r"<[^<>]*>")


def paragraphs(body: str) -> str:
    """Return a body with the paragraphs and breaks that readers saw."""
    body = _LINE_IN_TAG.sub(lambda found: found[0].replace("\n", " "), body)
    body = _BROKEN.sub("\n", body)
    if "http" in body:
        body = _ADDRESS.sub(lambda found: f"\n\n{link_to(unescape(found[1]))}\n\n", body)
    out: list[str] = []
    inside: list[str] = []
    at = 0
    for tag in _TAG.finditer(body):
        out.append(_run(body[at : tag.start()], inside))
        out.append(tag[0])
        at = tag.end()
        if name := (tag[2] or "").lower():
            _step(inside, name, closing=bool(tag[1]) or name in _VOID)
    out.append(_run(body[at:], inside))
    return "".join(out)


def _step(inside: list[str], name: str, *, closing: bool) -> None:
    if not closing:
        if inside and inside[-1] == name and name in ("p", "li", "dt", "dd", "tr", "td", "th"):
            inside.pop()
        inside.append(name)
    elif name in inside[-200:]:
        while inside.pop() != name:
            pass


def _run(words: str, inside: list[str]) -> str:
    """Return the text between two tags of blocks as paragraphs, where it is one."""
    if not words.strip():
        return "\n" if "\n" in words else words
    within = inside[-1] if inside else ""
    if within in ("pre", "style", "script"):
        return words
    parts = [part.strip(" \t\n") for part in _EMPTY.split(words)]
    parts = [part for part in parts if part]
    tight = within in _TIGHT
    breaks = not tight or within in _BREAKS
    parts = [_lines(part, breaks=breaks) for part in parts]
    if not tight:
        return "".join(f"\n<p>{part}</p>\n" for part in parts)
    lead, trail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{lead and ' '}{'<br><br>'.join(parts)}{trail and ' '}"


def _lines(paragraph: str, *, breaks: bool) -> str:
    if "\n" not in paragraph:
        return paragraph
    lines = [line.strip(" \t") for line in paragraph.split("\n")]
    return ("<br>\n" if breaks and not _is_wrapped(lines) else "\n").join(lines)


def _is_wrapped(lines: list[str]) -> bool:
    """Return whether lines were broken at a width: no next word had space in the line before."""
    bare = [_PLAIN.sub("", line) for line in lines]
    width = max(map(len, bare))
    if len(lines) < 3 or not 55 <= width <= 90:
        return False
    return all(
        len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in pairwise(bare)
    )
