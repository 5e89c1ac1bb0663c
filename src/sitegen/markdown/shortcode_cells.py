"""Bars inside the tags of other tools: they part no cells of a table.

``{{ "/a" | relative_url }}`` in a row would end its cell. The bars are another character while the
blocks are found, of equal length, so that no place in the text changes.
"""

from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.markdown.syntax import Env
from sitegen.text.regex import regex

_TAG = regex(r"\{\{[^{}\n]*+\}\}|\{%[^%{}\n]*+%\}")
_DEFINITION = regex(r"[ >]*\[[^\[\]\n]*\]:")
_BAR = "\ufdd0"
"""A character that Unicode keeps free for uses inside a program."""


def shield(text: str) -> str:
    """Replace the bars in tags, in lines that have other bars as well."""
    if "|" not in text or _BAR in text:
        return text
    return "\n".join(map(_shielded, text.split("\n")))


def _shielded(line: str) -> str:
    if "|" not in line or not ("{{" in line or "{%" in line) or _DEFINITION.match(line):
        return line
    changed = _TAG.sub(lambda found: found[0].replace("|", _BAR), line)
    return changed if "|" in changed else line


def unshield(tokens: Sequence[Token], env: Env) -> list[Token]:
    """Put the bars back, before anything else sees the blocks."""
    for token in tokens:
        token.content = token.content.replace(_BAR, "|")
        token.info = token.info.replace(_BAR, "|")
    for reference in env.get("references", {}).values():
        for key in ("href", "title"):
            reference[key] = reference[key].replace(_BAR, "|")
    return list(tokens)
