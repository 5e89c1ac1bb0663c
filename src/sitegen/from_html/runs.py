"""Elements inside of a line -> runs of words, each with its marks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Literal, NamedTuple

from sitegen.from_html import formulas, frames, pictures
from sitegen.from_html.cleaning import styles
from sitegen.from_html.context import Context
from sitegen.from_html.tree import Element
from sitegen.text.regex import regex

_SPACES = regex(r"[ \t\n\f]+")
_BROAD = regex(r"[ \xa0]*(?:\xa0 | \xa0)[ \xa0]*|\xa0{2,}")
"""No-break spaces that somebody typed to get more space, or that an editor left."""
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})


class Mark(NamedTuple):
    """Emphasis of some words, a link, or another element around them."""

    kind: Literal["strong", "em", "del", "mark", "sub", "sup", "link", "html", "span"]
    value: str = ""
    """The address of a link; the opening tag of an element; attributes of a span."""


class Run(NamedTuple):
    """Words with the same marks."""

    kind: Literal["text", "code", "break", "raw"]
    """text: plain words; raw: Markdown of what has no words that could be marked."""
    text: str
    marks: tuple[Mark, ...]


Marks = tuple[Mark, ...]

_MARKS: dict[str, Mark] = {
    **dict.fromkeys(("b", "strong"), Mark("strong")),
    **dict.fromkeys(("i", "em", "dfn", "var", "cite"), Mark("em")),
    **dict.fromkeys(("s", "del", "strike"), Mark("del")),
    "mark": Mark("mark"),
    "sub": Mark("sub"),
    "sup": Mark("sup"),
    **{tag: Mark("html", f"<{tag}>") for tag in ("u", "ins", "kbd", "small", "q", "ruby", "rt")},
    "rp": Mark("html", "<rp>"),
}
_CODE = frozenset({"code", "tt", "samp"})


def runs_of(context: Context, nodes: Iterable[Element | str], marks: Marks = ()) -> Iterator[Run]:
    """Yield the runs of some nodes, none of which is a block."""
    for node in nodes:
        if isinstance(node, str):
            words = _SPACES.sub(" ", node)
            yield Run("text", _BROAD.sub(" ", words) if "\xa0" in words else words, marks)
        else:
            yield from _runs(context, node, marks)


def _runs(context: Context, element: Element, marks: Marks) -> Iterator[Run]:
    tag = element.tag
    anchor = element.get("id") or (element.get("name") if tag == "a" else "")
    if anchor in context.targets and tag != "a-block":
        yield Run("raw", f'<span id="{escape(anchor)}"></span>', marks)
    if tag == "br":
        yield Run("break", "\n", marks)
    elif tag == "img":
        yield from _picture(context, element, marks)
    elif tag == "note-mark":
        yield Run("raw", f"[^{element.get('label')}]", marks)
    elif tag == "math":
        yield Run("raw", formulas.inline(element), marks)
    elif frames.is_frame(element):
        yield from _frame(context, element, marks)
    elif tag == "wbr":
        pass
    elif tag in _CODE and not element.find("img", "note-mark", "math", "iframe"):
        yield from _code(context, element, marks)
    else:
        yield from runs_of(context, element.children, marks_of(context, element, marks))


def _picture(context: Context, element: Element, marks: Marks) -> Iterator[Run]:
    found = pictures.shown(context, element)
    if isinstance(found, str):
        yield Run("text", found, marks)
    elif found:
        yield Run("raw", pictures.written(context, found), marks)


def _frame(context: Context, element: Element, marks: Marks) -> Iterator[Run]:
    link = frames.link(context, element)
    if link:
        yield Run("text", link.words, with_link(context, marks, link.address))


def _code(context: Context, element: Element, marks: Marks) -> Iterator[Run]:
    plain = tuple(mark for mark in marks if mark.kind == "link")
    for node in element.children:
        if isinstance(node, str):
            yield Run("code", node, plain)
        elif node.tag == "br":
            yield Run("break", "\n", plain)
        elif node.tag == "a" and node.get("href"):
            inner = with_link(context, plain, node.get("href"))
            yield Run("code", node.text(), inner)
        else:
            yield from _code(context, node, plain)


def marks_of(context: Context, element: Element, marks: Marks) -> Marks:
    """Return the marks of the words in an element, those around it included."""
    tag = element.tag
    if tag == "a":
        return with_link(context, marks, element.get("href"))
    style = styles(element.get("style"))
    known = _MARKS.get(tag)
    if tag in ("b", "strong") and style.get("font-weight") in ("normal", "400"):
        known = None  # what Google Docs puts around everything that is copied
    if tag in ("i", "em") and style.get("font-style") == "normal":
        known = None
    for mark in filter(None, (known, *_styled(style), *_named(context, element))):
        marks = _with(marks, mark)
    return marks


def _with(marks: Marks, mark: Mark) -> Marks:
    """Add a mark, unless it is there, or underlines what is a link anyway."""
    if mark in marks or (mark.value == "<u>" and any(m.kind == "link" for m in marks)):
        return marks
    return (*marks, mark)


def with_link(context: Context, marks: Marks, href: str) -> Marks:
    """Add the mark of a link; a link inside of another takes its place."""
    address = context.resolved(href)
    if not is_link(context, address):
        return marks
    others = tuple(m for m in marks if m.kind != "link" and m.value not in ("<u>", "<ins>"))
    return (*others, Mark("link", address))


def is_link(context: Context, address: str) -> bool:
    """Return whether an address leads anywhere."""
    if address.startswith("#"):
        return address[1:] in context.targets
    bare = _SPACES.sub("", address).lower()
    return bool(bare) and not bare.startswith(("javascript:", "data:", "about:", "vbscript:"))


def _styled(style: Mapping[str, str]) -> Iterator[Mark]:
    if style.get("font-weight") in _BOLD:
        yield Mark("strong")
    if style.get("font-style", "").startswith(("italic", "oblique")):
        yield Mark("em")
    decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    if "line-through" in decoration:
        yield Mark("del")
    if "underline" in decoration and "none" not in decoration:
        yield Mark("html", "<u>")
    if style.get("vertical-align") in ("super", "sub"):
        yield Mark("sup" if style["vertical-align"] == "super" else "sub")


def _named(context: Context, element: Element) -> Iterator[Mark]:
    """Yield the marks that attributes ask for: an explained abbreviation, another language."""
    if element.tag in ("abbr", "acronym") and element.get("title"):
        yield Mark("html", f'<abbr title="{escape(element.get("title"))}">')
    elif element.get("dir").lower() == "rtl" or element.tag in ("bdi", "bdo"):
        lang = f' lang="{escape(element.get("lang"))}"' if element.get("lang") else ""
        tag = element.tag if element.tag in ("bdi", "bdo") else "span"
        way = element.get("dir").lower()
        yield Mark("html", f"<{tag}{lang}" + (f' dir="{escape(way)}">' if way else ">"))
    elif element.get("lang").lower() in context.languages:
        yield Mark("span", f"lang={element.get('lang')}")


def merged(runs: Iterable[Run]) -> Sequence[Run]:
    """Join neighbours of one kind with the same marks."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and run.kind in ("text", "code") and last[::2] == run[::2]:
            joined[-1] = last._replace(text=last.text + run.text)
        elif run.text:
            joined.append(run)
    return joined
