"""Front matter in the forms of other tools -> YAML or TOML of as many lines.

Each form names its tool and where that tool documents it. Without a key that sitegen knows, the
words are part of the text.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from sitegen.text.regex import regex

Format = Literal["yaml", "toml"]


class OtherFront(NamedTuple):
    """Front matter, and where it begins and ends in its file."""

    front: str
    format: Format
    start: int
    """Offset of its first line."""
    end: int
    """Offset of the text after it."""


def other_front(text: str) -> OtherFront | None:
    """Find front matter at the top of a text that has none in the usual form."""
    if not _BEGINS.match(text):
        return None
    readings = (read(text) for read in _READERS)
    return next((found for found in readings if found), None)


_BEGINS = regex(r"\s*(?:---|\+\+\+|;;;|\{|<!--|\.\. [A-Za-z]|[A-Za-z][\w-]*::[ \t])")
_KNOWN = regex(
    r"""^[ \t]*(?:\.\.[ ])?["']?(?:title|date|tags|category|categories|slug|authors?|status|draft"""
    r"|private|public|publish|published|unlisted|hidden|visibility|alias|aliases|type)"
    r"""["']?[ \t]*(?:::?|=)""",
    re.IGNORECASE | re.MULTILINE,
)

# ------------------------------------------------------------------ fences

# hexo.io/docs/front-matter: three hyphens or more; ";;;" around the entries of a JSON object.
# github.com/jonschlinkert/gray-matter, 11ty.dev/docs/data-frontmatter: a language after it.
# A comment above, such as that of a linter, belongs to no text.
_FENCED = regex(
    r"(?:\s*<!--(?:(?!-->).)*-->)?\s*?^ {0,3}(?P<fence>-{3,}|\+{3,}|;{3,})[ \t]*"
    r"(?P<name>yaml|yml|toml|json5?|js|javascript)?[ \t]*\n"
    r"(?P<front>.*?)^ {0,3}(?P=fence)[^\S\n]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_GAP = regex(r"\n[ \t]*\n[ \t]*[^\s#]")


def _fenced(text: str) -> OtherFront | None:
    found = _FENCED.match(text)
    if not found or not _KNOWN.search(found["front"].replace("{", "\n").replace(",", "\n")):
        return None
    front, fence = found["front"], found["fence"]
    if not found["name"] and fence[0] == "-" and _GAP.search(front):
        return None  # two thematic breaks with text between them
    if fence[0] == ";" and not front.lstrip().startswith("{"):
        front = "{" + front.rstrip() + "}\n"
    is_toml = found["name"] == "toml" or (not found["name"] and fence[0] == "+")
    return OtherFront(front, "toml" if is_toml else "yaml", found.start("front"), found.end())


# ------------------------------------------------------------------ JSON

_OBJECT = regex(r"\s*(?=\{\s*\"[^\"\n]+\"\s*:)")
_LINE_END = regex(r"[^\S\n]*(?:\n|\Z)")


def _json(text: str) -> OtherFront | None:
    """Read a JSON object in any layout (gohugo.io/content-management/front-matter)."""
    if not (found := _OBJECT.match(text)):
        return None
    try:
        _, end = json.JSONDecoder().raw_decode(text, found.end())
    except (ValueError, RecursionError):
        return None
    after = _LINE_END.match(text, end)
    return (
        OtherFront(text[found.end() : end] + "\n", "yaml", found.end(), after.end())
        if after
        else None
    )


# ------------------------------------------------------------------ lines

# getnikola.com/handbook.html, "Metadata fields": in a comment of HTML, or plain as in reST
_NIKOLA = regex(
    r"\s*?(?:^[ \t]*<!--[ \t]*\n)?(?P<front>(?:^[ \t]*\.\. [\w-]+:(?:[ \t][^\n]*)?\n)+)"
    r"(?:[ \t\n]*?^[ \t]*-->[ \t]*(?:\n|\Z))?",
    re.MULTILINE,
)
_NIKOLA_LINE = regex(r"^[ \t]*\.\. ([\w-]+):[ \t]*([^\n]*)$", re.MULTILINE)
# docs.logseq.com, "Properties"; blacksmithgu.github.io/obsidian-dataview/annotation/add-metadata
_PROPERTIES = regex(
    r"\s*?(?P<front>(?:^[A-Za-z][\w-]*::(?:[ \t][^\n]*)?(?:\n|\Z))+)(?=[ \t]*(?:\n|[-*] |\Z))",
    re.MULTILINE,
)
_PROPERTY = regex(r"^([A-Za-z][\w-]*)::[ \t]*([^\n]*)$", re.MULTILINE)


def _lines(text: str) -> OtherFront | None:
    for whole, line in ((_NIKOLA, _NIKOLA_LINE), (_PROPERTIES, _PROPERTY)):
        found = whole.match(text)
        if found and _KNOWN.search(found["front"]):
            front = line.sub(_entry, found["front"])
            return OtherFront(front, "yaml", found.start("front"), found.end())
    return None


def _entry(found: re.Match[str]) -> str:
    value = found[2].strip().replace("[[", "").replace("]]", "")
    value = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{found[1]}: "{value}"' if value else f"{found[1]}:"


_READERS: Iterable[Callable[[str], OtherFront | None]] = (_fenced, _json, _lines)
