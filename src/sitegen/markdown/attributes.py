"""``{#id .class key="value"}`` -> attributes of a link, span or block.

The syntax is that of Pandoc and Djot; ``{: .class}`` is how kramdown and Python-Markdown write it.
A ``{`` that does not begin a complete list of attributes is text, so ``{% raw %}`` and ``{{ x }}``
stay visible.
"""

import re

from sitegen.text.regex import regex

_ITEM = (
    r"""(?:\#[^\s{}"'#=<>]++|\.[^\s{}"'.=<>]++"""
    r"""|[A-Za-z][\w-]*+=(?:"[^"{}\n]*+"|'[^'{}\n]*+'|[^\s{}"'=<>]++))"""
)
_LIST = regex(rf"\{{[ \t\n]*+{_ITEM}(?:\s++{_ITEM})*+\s*+\}}")
_TAIL = regex(rf"[ \t]+(\{{\s*+{_ITEM}(?:\s++{_ITEM})*+\s*+\}})$")
_COLON = regex(r"\{:([^{}\n]{1,400})\}")
_COLON_ITEM = (
    r"""\s*+(?:\#[^\s{}"'#=<>.]++|\.[^\s{}"'.=<>#]++"""
    r"""|[A-Za-z][\w:-]*+=(?:"[^"\n]*+"|'[^'\n]*+'|[^\s{}"'=<>]++)|(?:no_)?toc(?![^\s]))\s*+"""
)
"""As kramdown has them: they may follow each other without a space."""
_COLON_LIST = regex(rf"(?:{_COLON_ITEM})++")
_COLON_TAIL = regex(r"[ \t]+(\{:[ \t]*+[#.\w][^{}\n]{0,400}\})$")
"""``Title {: #id }`` of Python-Markdown: https://python-markdown.github.io/extensions/attr_list/"""
_BARE = regex(r"(?:^|\s)((?:no_)?toc)(?:\s|$)")
_EXTENSION = regex(
    r"\{:(?:/[a-z]{0,20}|:(?:nomarkdown|options)(?:\s[^{}\n]{0,200})?|[\w-]{1,30}:[^{}\n]*)\}"
)
"""``{::nomarkdown}``, ``{:/}`` and definitions ``{:name: .class}`` of kramdown."""
_DROPPED = frozenset({"target", "rel", "loading", "decoding", "markdown", "data-toc-skip"})
"""Attributes that other tools need and that change no word: left out silently."""
_SIDES = frozenset({"left", "right", "center", "justify"})
_STYLED = regex(r"text-align\s*:\s*(left|right|center|justify)", re.IGNORECASE)
_PART = regex(r"""#([^\s}]+)|\.([^\s}]+)|([A-Za-z][\w-]*)=(?:"([^"]*)"|'([^']*)'|([^\s}]+))""")
_COLON_PART = regex(
    r"""#([^\s}.#]+)|\.([^\s}.#]+)|([A-Za-z][\w:-]*)=(?:"([^"]*)"|'([^']*)'|([^\s}]+))"""
)


def read(text: str, at: int) -> tuple[dict[str, str], int] | None:
    """Read the attributes that begin at ``text[at]``; returns them and their end."""
    if text.startswith("{:", at):
        return read_colon(text, at)
    match = _LIST.match(text, at)
    return (_dict(match[0]), match.end()) if match else None


def read_colon(text: str, at: int) -> tuple[dict[str, str], int] | None:
    """Read a list of attributes as kramdown writes it, ``{: #id .class key="value"}``.

    ``{:toc}`` gives the key ``toc``. What only kramdown needs, as ``{::nomarkdown}``, gives no key.
    """
    if extension := _EXTENSION.match(text, at):
        return {}, extension.end()
    match = _COLON.match(text, at)
    if not match or not _COLON_LIST.fullmatch(match[1]):
        return None
    found = _dict(match[1], _COLON_PART)
    if bare := _BARE.search(match[1]):
        found.setdefault(bare[1], "")
    if "style" in found and (side := _STYLED.search(found.pop("style"))):
        found["align"] = side[1]
    return _plain(found), match.end()


def _plain(found: dict[str, str]) -> dict[str, str]:
    side = found.pop("align", "").lower()
    if side in _SIDES:
        found["class"] = f"{found.get('class', '')} {side}".strip()
    return {key: value for key, value in found.items() if key not in _DROPPED}


def read_tail(text: str) -> tuple[dict[str, str], str] | None:
    """Split attributes off the end of a heading, ``Title {#id}``; returns them and the rest."""
    if not text.endswith("}"):
        return None
    if (colon := _COLON_TAIL.search(text)) and (found := read_colon(colon[1], 0)):
        return found[0], text[: colon.start()]
    match = _TAIL.search(text)
    return (_dict(match[1]), text[: match.start()]) if match else None


def _dict(source: str, parts: re.Pattern[str] = _PART) -> dict[str, str]:
    attributes: dict[str, str] = {}
    classes: list[str] = []
    for part in parts.finditer(source):
        identity, name, key, *values = part.groups()
        value = name or next(filter(None, values), "")
        if identity:
            attributes["id"] = identity
        elif name or key == "class":
            classes.append(value)
        else:
            attributes[key] = value
    if classes:
        attributes["class"] = " ".join(classes)
    return _plain(attributes)
