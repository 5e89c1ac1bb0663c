"""``{#id .class key="value"}`` -> attributes of a link, span or block.

The syntax is that of Pandoc and Djot. A ``{`` that does not begin a complete list of attributes is
text, so ``{% raw %}`` and ``{{ x }}`` stay visible.
"""

from sitegen.text.regex import regex

_ITEM = (
    r"""(?:\#[^\s{}"'#=<>]++|\.[^\s{}"'.=<>]++"""
    r"""|[A-Za-z][\w-]*+=(?:"[^"{}\n]*+"|'[^'{}\n]*+'|[^\s{}"'=<>]++))"""
)
_LIST = regex(rf"\{{[ \t\n]*+{_ITEM}(?:\s++{_ITEM})*+\s*+\}}")
_TAIL = regex(rf"[ \t]+(\{{\s*+{_ITEM}(?:\s++{_ITEM})*+\s*+\}})$")
_PART = regex(r"""#([^\s}]+)|\.([^\s}]+)|([A-Za-z][\w-]*)=(?:"([^"]*)"|'([^']*)'|([^\s}]+))""")


def read(text: str, at: int) -> tuple[dict[str, str], int] | None:
    """Read the attributes that begin at ``text[at]``; returns them and their end."""
    match = _LIST.match(text, at)
    return (_dict(match[0]), match.end()) if match else None


def read_tail(text: str) -> tuple[dict[str, str], str] | None:
    """Split attributes off the end of a heading, ``Title {#id}``; returns them and the rest."""
    match = _TAIL.search(text) if text.endswith("}") else None
    return (_dict(match[1]), text[: match.start()]) if match else None


def _dict(source: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    classes: list[str] = []
    for part in _PART.finditer(source):
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
    return attributes
