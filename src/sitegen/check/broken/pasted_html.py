"""HTML in a text that Markdown can say: paragraphs, lists and emphasis of an old editor or of Word.

What an author may write in HTML on purpose is left alone: classes, styles, tables, figures,
details, frames, and whatever Markdown cannot say.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from sitegen.check.broken.prose import shortened
from sitegen.check.types import Edit, Finding, TextUnderCheck
from sitegen.from_html.converter import to_markdown
from sitegen.from_html.tree import BLOCKS, Element, parse
from sitegen.from_html.types import Rules
from sitegen.markdown.converter import Markdown
from sitegen.shape.blocks import blocks
from sitegen.shape.types import Block
from sitegen.text.regex import regex

_ANY = regex(r"^ {0,3}<(?:p|br|b|i|a|ul|ol|blockquote|h[1-6]|div|span|strong|em)\b", re.MULTILINE)
_BEGINS = regex(r"<(?:p|li|blockquote|h[1-6])(?=[\s>])|<br\b[^<>]*>\s*<br\b", re.IGNORECASE)
_TAG = regex(r"<(/?)([A-Za-z][\w:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>")
_ATTRIBUTE = regex(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_FOREIGN = regex(r"\{\{|\{%|<!--|<\?|%%|markdown\s*=")
_OFFICE = regex(r"\bmso-|class\s*=\s*[\"']?Mso|docs-internal-guid", re.IGNORECASE)
_PLAIN = frozenset(
    {"a", "b", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"hr", "i", "img", "li", "ol", "p", "pre", "s", "span", "strike", "strong", "sub", "sup"}
    | {"ul"}
)
_WORDED = frozenset({"blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "ul"})
"""Elements that begin what a person would write as Markdown."""
_OPEN = frozenset({"br", "hr", "img", "li", "p"})
"""Elements that need no closing tag."""
_ATTRIBUTES = {
    "a": frozenset({"href", "rel", "target"}),
    "img": frozenset({"alt", "src"}),
    "ol": frozenset({"start"}),
}
_OF_OFFICE = frozenset({"class", "dir", "id", "lang", "name", "style", "role", "aria-level"})


def pasted(text: TextUnderCheck) -> Iterator[Finding]:
    """Find HTML that Markdown can say; one finding for all of a text, with an edit a place."""
    if "<" not in text.source.body or not _ANY.search(text.source.body):
        return
    runs = list(_runs(blocks(text.source)))
    edits = [edit for run in runs if (edit := _edit(run))]
    if not edits or not _is_much(runs):
        return
    first, *others = edits
    many = f" (and in {len(others)} more places)" if len(others) > 1 else ""
    many = " (and in 1 more place)" if len(others) == 1 else many
    line = text.source.body.split("\n")[first.first - text.source.body_line].strip()
    message = f"'{shortened(line)}' is HTML that Markdown can say{many}"
    way = "--fix" if all(edit.sure for edit in edits) else "--fix=all"
    hint = f"write it as Markdown, or let sitegen check {way} do it"
    found = text.finding("N1331", message, hint, first.first, edit=first)
    yield replace(found, edits=tuple(others))


_MUCH = 3
"""Paragraphs and the like; fewer may be in HTML on purpose."""


def _is_much(runs: Sequence[Sequence[Block]]) -> bool:
    html = "\n".join(block.source for run in runs for block in run)
    return bool(_OFFICE.search(html)) or len(_BEGINS.findall(html)) >= _MUCH


def _runs(found: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Yield elements that follow each other and can be said in Markdown."""
    run: list[Block] = []
    for block in found:
        if block.kind == "html" and block.source.lstrip()[:1] == "<" and _may_be_said([block]):
            run.append(block)
            continue
        # An element may end in the paragraph below it.
        yield from [run] if run and "</" not in block.source else []
        run = []
    yield from [run] if run else []


def _may_be_said(run: Sequence[Block]) -> bool:
    html = "\n\n".join(block.source for block in run)
    if _FOREIGN.search(html) or "<" in _TAG.sub("", html):
        return False
    office = bool(_OFFICE.search(html))
    return all(_is_plain(tag, office=office) for tag in _TAG.finditer(html))


def _is_plain(tag: re.Match[str], *, office: bool) -> bool:
    name = tag[2].lower()
    if name not in _PLAIN and not (office and (":" in name or name == "font")):
        return False
    allowed = _ATTRIBUTES.get(name, frozenset())
    for own in _ATTRIBUTE.finditer(tag[3]):
        key, value = own[1].lower(), own[2] or own[3] or own[4] or ""
        if key in allowed or (key == "dir" and value.lower() == "ltr"):
            continue
        if not (office and key in _OF_OFFICE):
            return False
    return True


def _edit(run: Sequence[Block]) -> Edit | None:
    """Return the Markdown that says the same as some elements; None if there is none to write."""
    html = "\n\n".join(block.source for block in run)
    names = {tag[2].lower() for tag in _TAG.finditer(html)}
    if _WORDED.isdisjoint(names) or not _is_balanced(html):
        return None
    levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
    said = to_markdown(html, Rules(level=max(2, min(levels, default=2))))
    if not said.markdown or said.removed or _has_tags(said.markdown):
        return None
    lines = tuple(said.markdown.rstrip("\n").split("\n"))
    same = _is_same(html, said.markdown)
    reason = "HTML as Markdown"
    return Edit(run[0].line, run[-1].last, lines, reason, sure=same, yields=True)


def _is_balanced(html: str) -> bool:
    """Return whether a run begins and ends all of its elements."""
    opened: list[str] = []
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _OPEN or tag[3].endswith("/"):
            continue
        if not tag[1]:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _has_tags(markdown: str) -> bool:
    return any(tag[2].lower() not in ("sub", "sup") for tag in _TAG.finditer(markdown))


@cache
def _markdown() -> Markdown:
    return Markdown("en")


def _is_same(html: str, markdown: str) -> bool:
    """Return whether a page shows the same words, links, pictures and structure for both."""
    old, new = (_markdown().convert(text, "a.md", titled="-") for text in (html, markdown))
    links = [[(link.target, link.fragment) for link in each.facts.links] for each in (old, new)]
    return links[0] == links[1] and _outline(old.words.html) == _outline(new.words.html)


_SAME = {"b": "strong", "i": "em", "strike": "s", "del": "s"}
_STRUCTURE = frozenset(
    {"a", "blockquote", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "li", "mark", "ol"}
    | {"pre", "s", "strong", "sub", "sup", "ul"}
)
_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "})


def _outline(html: str) -> Sequence[tuple[Sequence[str], str]]:
    """Return the words of some HTML, each part with the elements around it."""
    found: list[tuple[tuple[str, ...], str]] = []
    _add_outline(parse(html), (), found)
    return list(_without_empty(found))


def _add_outline(
    element: Element, around: tuple[str, ...], found: list[tuple[tuple[str, ...], str]]
) -> None:
    for child in element.children:
        if isinstance(child, str):
            found.append((around, child))
        elif child.tag in ("br", "hr", "img"):
            found.append(((child.tag,), child.get("alt")))
        else:
            name = _SAME.get(child.tag, child.tag)
            edge = [((), "")] if child.tag in BLOCKS else []
            found += edge
            _add_outline(child, (*around, name) if name in _STRUCTURE else around, found)
            found += edge


def _without_empty(
    found: Sequence[tuple[tuple[str, ...], str]],
) -> Iterator[tuple[Sequence[str], str]]:
    """Join parts with the same elements around them; two breaks are the end of a paragraph."""
    kept: list[tuple[tuple[str, ...], str]] = []
    for around, text in found:
        part = around, text if around == ("pre",) else re.sub(r"\s+", " ", text.translate(_FOLDED))
        last = kept[-1] if kept else ((), "")
        if part == ((), "") or (around == ("br",) and last == ((), "")):
            while (
                kept
                and (kept[-1][0] == ("br",) or not kept[-1][1].strip())
                and kept[-1][0] != ("img",)
            ):
                kept.pop()
            kept.append(((), ""))
        elif around == ("br",) and last[0] == ("br",):
            kept[-1] = ((), "")
        elif last[0] == around and around not in (("br",), ("hr",), ("img",)) and last[1]:
            kept[-1] = around, last[1] + part[1]
        else:
            kept.append(part)
    yield from (
        (around, re.sub(r"\.{2,}", "…", re.sub("-{2,}", "-", text)).strip())
        for around, text in kept
        if text.strip() or around
    )
