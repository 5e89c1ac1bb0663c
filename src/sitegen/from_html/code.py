"""Elements that print code -> its lines to the letter, and its language."""

from collections.abc import Iterator

from sitegen.from_html import escaping
from sitegen.from_html.tree import BLOCKS, Element
from sitegen.text.regex import regex

_NAMED = (
    regex(r"(?:^|\s)(?:language|lang|highlight-source|sourceCode)-([\w+#.-]+)", 2),
    regex(r"\bbrush:\s*([\w+#-]+)", 2),
    regex(r"(?:^|\s)highlight-text-([\w]+)(?:-basic)?\b", 2),
)
_LANGUAGE = regex(r"[A-Za-z][\w+#.-]{0,30}")
_OTHERS = frozenset(
    {"brush", "code", "codeblock", "highlight", "highlighted", "hljs", "linenums", "nohighlight"}
    | {"plain", "plaintext", "prettyprint", "prettyprinted", "source", "sourcecode", "syntax"}
    | {"text", "txt", "none", "auto", "nolang", "code-block", "notranslate", "wp-block-code"}
)
_AS_LANGUAGE = ("hljs", "highlight", "sourcecode", "chroma", "syntaxhighlighter")
"""Classes beside which another class is the language."""
_GUTTERS = (
    *("gutter", "lineno", "linenos", "linenodiv", "line-numbers-rows", "rouge-gutter", "lnt"),
    *("ln", "blob-num", "hljs-ln-numbers", "line-number", "line-numbers"),
)
_ALIASES = {"jscript": "javascript"}
_CODE_CELLS = ("code", "rouge-code", "blob-code", "hljs-ln-code", "crayon-code")
_LISTINGS = (
    *("highlight*", "rouge-table", "highlighttable", "codehilitetable", "syntaxhighlighter"),
    *("lntable", "hljs-ln", "codehilite", "crayon-table", "rouge-code"),
)


def is_code(element: Element) -> bool:
    """Return whether an element is a block of code."""
    if element.tag == "pre":
        return not element.has_class("wp-block-verse", "verse", "poem")
    if element.tag == "table":
        cells = element.elements("td")
        return element.has_class(*_LISTINGS) or any(c.has_class(*_CODE_CELLS) for c in cells)
    lone = _lone(element) if element.tag in ("p", "div", "code") else None
    return (
        lone is not None
        and lone.tag == "code"
        and "\n" in lone.text().strip("\n ")
        and any(lone.elements("br"))
    )


def _lone(element: Element) -> Element | None:
    if element.tag == "code":
        return element
    shown = [c for c in element.children if not isinstance(c, str) or c.strip()]
    return shown[0] if len(shown) == 1 and isinstance(shown[0], Element) else None


def written(element: Element, language: str = "") -> str:
    """Return the Markdown of a block of code; "" for none."""
    text = "".join(_lines(element)).replace("\xa0", " ")
    if element.tag != "pre":
        text = text.strip("\n")
    return escaping.fenced(text, language or language_of(element)) if text.strip() else ""


def lines(element: Element) -> list[str]:
    """Return the lines of a block of code, for places where it cannot be a block."""
    return [line for line in "".join(_lines(element)).split("\n") if line.strip()]


def _lines(element: Element) -> Iterator[str]:
    if element.tag == "br":
        yield "\n"
        return
    if _is_gutter(element):
        return
    cells = [each for each in element.children if isinstance(each, Element) and each.tag == "td"]
    if (
        element.tag == "tr"
        and len(cells) > 1
        and cells[0].text().split()
        and all(word.isdecimal() for word in cells[0].text().split())
    ):
        yield from _block_lines(cells[1])
        return
    for child in element.children:
        if isinstance(child, str):
            if element.tag not in ("table", "tbody", "thead", "tr"):
                yield child
        elif child.tag in BLOCKS and child.tag not in ("table", "tbody", "td", "pre"):
            yield from _block_lines(child)
        else:
            yield from _lines(child)


def _block_lines(element: Element) -> Iterator[str]:
    text = "".join(_lines(element))
    yield text if text.endswith("\n") or (not text and element.tag == "tr") else f"{text}\n"


def _is_gutter(element: Element) -> bool:
    return element.has_class(*_GUTTERS) and all(word.isdecimal() for word in element.text().split())


def language_of(element: Element) -> str:
    """Return the language of some code as its markup names it; "" for none."""
    for each in (element, *element.elements("pre", "code", "table", "div")):
        if found := _own_language(each):
            return found
    return ""


def _own_language(element: Element) -> str:
    for name in ("data-code-block-lang", "data-lang", "data-language", "data-enlighter-language"):
        if found := _usable(element.get(name)):
            return found
    classes = element.get("class")
    for pattern in _NAMED:
        if (match := pattern.search(classes)) and (found := _usable(match[1])):
            return found
    if element.tag in ("pre", "code") and (found := _usable(element.get("lang"))):
        return found
    if element.tag in ("pre", "code", "div") and element.has_class(*_AS_LANGUAGE):
        others = [name for name in element.classes if name not in _OTHERS and "-" not in name]
        others = [name for name in others if name not in _AS_LANGUAGE]
        return _usable(others[0]) if len(others) == 1 else ""
    return ""


def _usable(name: str) -> str:
    name = name.strip().lower()
    name = _ALIASES.get(name, name)
    return name if _LANGUAGE.fullmatch(name) and name not in _OTHERS else ""


def with_language(element: Element) -> None:
    """Hand the language that is named around a listing to its code, for each in a tree."""
    for each in element.elements("div", "figure", "td"):
        inner = [c for c in each.children if isinstance(c, Element)]
        if len(inner) == 1 and inner[0].tag in ("pre", "div", "table") and not each.get("lang"):
            found = _own_language(each)
            if found and not language_of(inner[0]):
                inner[0].attrs["data-lang"] = found
