"""Headers of boxes in the notations of many tools -> the box they open.

``::: note Title``, ``:::tip[Title]``, ``::: {.warning}``, ``:::{note} Title``,
``!!! note "Title"``, ``> [!note]- Title`` and ``<Note title="Title">`` all become an aside.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from sitegen.markdown import attributes
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify

ASIDES = frozenset(
    {
        "aside",  # sitegen
        # "Alerts", docs.github.com/en/get-started/writing-on-github
        *("note", "tip", "important", "warning", "caution"),
        # "Callouts", help.obsidian.md/callouts
        *("abstract", "summary", "tldr", "info", "todo", "hint", "success", "check", "done"),
        *("question", "help", "faq", "attention", "failure", "fail", "missing", "danger"),
        *("error", "bug", "example", "quote", "cite"),
        # "Admonitions", docusaurus.io; "Asides", starlight.astro.build
        *("secondary", "security"),
        # "Admonitions", docutils.sourceforge.io, and Sphinx
        *("admonition", "seealso", "deprecated"),
        # "Callout blocks", quarto.org
        *("callout-note", "callout-tip", "callout-important", "callout-warning"),
        *("callout-caution", "callout"),
    }
)
"""Kinds of boxes that are asides of a text."""
_FOLDS = frozenset({"details", "spoiler", "collapse"})
"""Kinds whose words are shown on demand: VitePress and VuePress, Docusaurus, Zenn."""
_HEADER = regex(
    r"(?P<kind>[A-Za-z][\w-]{0,40})(?:\[(?P<label>[^\n]*?)\])?(?:[ \t]+(?P<title>[^\n{}]*))?"
    r"(?P<attributes>\{[^{}\n]*\})?"
)
_LONGEST = 400
"""Characters of a header."""
_DIRECTIVE = regex(r"\{(?P<kind>[A-Za-z][\w-]{0,40})\}[ \t]*(?P<title>[^\n]*)")
_CALLOUT = regex(
    r"\[!(?P<kind>[^\W\d_][\w /-]{0,40})(?:\|[^\[\]\n]{0,80})?\](?P<fold>[+-]?)"
    r"(?:[ \t]+(?P<title>[^\n]*)|(?=\n|$))"
)
_QUOTED = regex(r'(?P<kind>[\w-]{1,40})(?: +[\w-]{1,40})*(?: +"(?P<title>[^"\n]*)")?')
_FENCED = regex(r"(?:\{([A-Za-z][\w-]{0,40})\}|ad-([a-z-]{1,40}))[ \t]*([^\n]*)")
"""Directives of MyST and Sphinx, and the fences of Obsidian's plugin Admonition."""
_OPTION = regex(r"(?=:|title|collapse|icon|color|class|name):?([a-z]{1,20}):[ \t]*([^\n]{0,300})")
_TAB = regex(r'[!+]{0,2} ?"(?P<title>[^"\n]{1,200})"')


class Box(NamedTuple):
    """A box."""

    kind: str
    """Its name as a class."""
    title: str | None = None
    """Markdown; None for the title that its kind has."""
    fold: Literal["", "closed", "open"] = ""
    aside: bool = True
    """Whether it is beside the text; else its words are a part of the text."""
    attributes: Mapping[str, str] = MappingProxyType({})

    @property
    def named(self) -> bool:
        """Return whether its kind is shown because it has no title."""
        return self.title is None and (self.aside or bool(self.fold))


def container(header: str) -> tuple[Box, bool] | None:
    """Read what follows ``:::``; also return whether its kind is known."""
    if len(header) > _LONGEST:
        return None
    if found := _DIRECTIVE.fullmatch(header):
        return _box(found["kind"], found["title"] or None), True
    if read := attributes.read(header, 0):
        return (_of_classes(read[0]), True) if read[1] == len(header) else None
    found = _HEADER.fullmatch(header)
    if not found:
        return None
    written = (attributes.read(found["attributes"] or "", 0) or ({}, 0))[0]
    title = (found["label"] or found["title"] or written.pop("title", "")).strip()
    box = _box(found["kind"], title or None)
    if box.kind in ("note", "aside") and box.title is None:
        box = box._replace(title="")
    known = box.aside or bool(box.fold) or bool(written)
    return box._replace(attributes=written), known


def callout(line: str) -> tuple[Box, int] | None:
    """Read the beginning of a quotation, ``[!note]- Title``; also return where it ends."""
    found = _CALLOUT.match(line)
    if not found:
        return None
    box = Box(slugify(found["kind"]) or "note", (found["title"] or "").strip() or None)
    fold: Literal["", "closed", "open"] = "closed" if found["fold"] == "-" else ""
    return box._replace(fold="open" if found["fold"] == "+" else fold), found.end()


def admonition(header: str) -> Box | None:
    """Read what follows ``!!!``: ``note "Title"``."""
    found = _QUOTED.fullmatch(header) if len(header) <= _LONGEST else None
    return Box(slugify(found["kind"]) or "note", found["title"]) if found else None


def directive(header: str) -> Box | None:
    """Read what follows a fence that opens a box: ``{note} Title`` or ``ad-note``."""
    found = _FENCED.fullmatch(header) if len(header) <= _LONGEST else None
    kind = (found[1] or found[2]).casefold() if found else ""
    return Box(kind, (found[3] or None) if found else None) if kind in ASIDES else None


def option(line: str) -> tuple[str, str] | None:
    """Read a line of options below such a fence: ``title: Words``, or ``:class: tip``."""
    found = _OPTION.fullmatch(line.strip())
    return (found[1], found[2].strip()) if found else None


def tab(header: str) -> Box | None:
    """Read what follows ``===``: ``"Title"``."""
    found = _TAB.fullmatch(header)
    return Box("tab", found["title"], aside=False) if found else None


def _of_classes(written: dict[str, str]) -> Box:
    written = dict(written)
    title = written.pop("title", None)
    classes = written.pop("class", "").split()
    kind = next((name for name in classes if name.casefold() in ASIDES), "")
    box = _box(kind, title) if kind else Box("", title, aside=False)
    others = [name for name in classes if name != kind]
    return box._replace(attributes={**written, "class": " ".join(others)} if others else written)


def _box(kind: str, title: str | None) -> Box:
    name = kind.casefold()
    if name in _FOLDS:
        return Box(name, title, "closed", aside=False)
    return Box(name.removeprefix("callout-"), title, aside=name in ASIDES)
