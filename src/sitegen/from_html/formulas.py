"""Formulas as MathJax, KaTeX, MathML and blog platforms print them -> the TeX they were made of."""

import json
from html import escape
from urllib.parse import parse_qs

from sitegen.from_html.tree import Element
from sitegen.text.addresses import parts_of
from sitegen.text.regex import regex

_DISPLAY = regex(r"\{\\displaystyle\s?(.*)\}", 16)
_PARENS = regex(r"\s*(?:\\\((?P<inline>.*)\\\)|(?:\\\[|\$\$)(?P<block>.*)(?:\\\]|\$\$))\s*", 16)


def with_formulas(element: Element) -> list[Element | str] | None:
    """Return a formula in place of the elements that print it; None for other elements."""
    if element.tag == "img":
        return _of_picture(element)
    if tex := element.get("data-tex"):
        return [_formula(tex, display=element.get("data-mode") == "display")]
    if element.has_class("latex-rendered"):
        return _of_substack(element)
    if element.tag in ("math", "mjx-container"):
        return _of_mathml(element)
    return _of_class(element) if element.get("class") else None


def _of_class(element: Element) -> list[Element | str] | None:
    if element.has_class("mathjax_preview", "mjx-assistive-mml"):
        return []
    if element.has_class("mathjax", "mathjax_display", "mathjax_svg", "mathjax_chtml"):
        return _of_mathml(element) or []
    if element.has_class("katex", "katex-display", "mwe-math-element"):
        return _of_mathml(element)
    if element.tag in ("span", "div") and element.has_class("math", "arithmatex"):
        return _of_words(element)
    return None


def _formula(tex: str, *, display: bool) -> Element:
    return Element("math-block" if display else "math", {"data-tex": tex.strip()})


def _of_picture(element: Element) -> list[Element | str] | None:
    alt, source = element.get("alt").strip(), element.get("src")
    if element.has_class("latex") or "latex.php" in source:
        query = parse_qs(parts_of(source).query).get("latex", [""]) if "?" in source else [""]
        tex = alt or query[0]
        return [_formula(tex, display=False)] if tex else None
    if element.has_class("mwe-math-fallback-image*"):
        found = _DISPLAY.fullmatch(alt)
        tex = found[1] if found else alt
        return (
            [_formula(tex, display=element.has_class("mwe-math-fallback-image-display"))]
            if tex
            else None
        )
    return None


def _of_substack(element: Element) -> list[Element | str] | None:
    try:
        tex = json.loads(element.get("data-attrs") or "{}").get("persistentExpression", "")
    except (ValueError, AttributeError, RecursionError):
        tex = ""
    return [_formula(str(tex), display=element.tag == "div")] if tex else _of_mathml(element)


def _of_mathml(element: Element) -> list[Element | str] | None:
    notes = (each for each in element.elements("annotation") if "tex" in each.get("encoding"))
    note = next(notes, None)
    math = element if element.tag == "math" else element.find("math")
    tex = note.text() if note else math.get("alttext") if math else ""
    if not tex.strip():
        return None
    if found := _DISPLAY.fullmatch(tex.strip()):
        tex = found[1]
    display = element.has_class("katex-display", "mathjax_display")
    display = display or element.get("display") in ("true", "block")
    display = display or (math is not None and math.get("display") == "block")
    return [_formula(tex, display=display)]


def _of_words(element: Element) -> list[Element | str] | None:
    found = _PARENS.fullmatch(element.text())
    if not found:
        return None
    block = found["block"]
    return [_formula(block or found["inline"], display=block is not None)]


def inline(element: Element) -> str:
    """Return the Markdown of a formula in a line."""
    tex = " ".join(element.get("data-tex").split())
    if "$" in tex or not tex:
        return f"<code>{escape(tex)}</code>" if tex else ""
    return f"${tex}$"


def block(element: Element) -> str:
    """Return the Markdown of a formula that is a block."""
    tex = "\n".join(line for line in element.get("data-tex").split("\n") if line.strip())
    return f"$$\n{tex}\n$$"
