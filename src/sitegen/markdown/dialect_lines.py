"""Inline markup of other tools in a paragraph: tags of components, attributes, abbreviations."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from sitegen.markdown import attributes, components, mdx
from sitegen.markdown.context import Context
from sitegen.problems.errors import Place

_CLOSING = frozenset({"html_inline", "note", "note_inline"})
"""Besides the ends of emphasis, what attributes may be behind."""


def take_component(context: Context, inline: Token, token: Token) -> bool:
    """Replace the tag of a component by the words in it; return whether it is one."""
    tag = components.tag_at(token.content)
    if not tag:
        return False
    if not tag["end"]:
        place = context.place(inline, token.meta["pos"])
        context.components.append((place, components.shown(tag)))
    token.type, token.content = "text", components.title_of(tag)
    return True


def with_abbreviations(context: Context, tokens: Sequence[Token]) -> list[Token]:
    """Explain the abbreviations in a paragraph."""
    known, typographer = context.abbreviations, context.setup.typographer
    names = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    found = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    result: list[Token] = []
    for token in tokens:
        done = 0
        for match in found.finditer(token.content) if token.type == "text" else ():
            result += (
                _text(token.content[done : match.start()]),
                _tag(f'<abbr title="{escape(typographer.text(known[match[0]]))}">'),
                _text(match[0]),
                _tag("</abbr>"),
            )
            done = match.end()
        result.append(_text(token.content[done:]) if done else token)
    return result


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _tag(markup: str) -> Token:
    return Token("html_inline", "", 0, content=markup)


def drop_attributes(children: Sequence[Token]) -> None:
    """Leave out what kramdown reads as attributes of emphasis, or of a list's item."""
    closes = True
    for token in children:
        if closes and token.type == "text" and token.content[:2] == "{:":
            read = attributes.read_colon(token.content, 0)
            token.content = token.content[read[1] :] if read else token.content
        closes = token.nesting < 0 or token.type in _CLOSING


def report(context: Context, code: mdx.Code) -> None:
    """Report components and code of MDX, each once: the place of the first, and their number."""
    _report_code(context, code)
    if context.components:
        place, name = context.components[0]
        count = len(context.components)
        others = f", and {count - 1} more in this text" if count > 1 else ""
        message = f"the component '{name}' is left out{others}; the words between its tags stay"
        if name.endswith("/>"):
            message = f"the component '{name}' is left out{others}"
        hint = "write what it shows in Markdown; put it between backticks if it is meant as code"
        context.warn("W318", place, message, hint)


def _report_code(context: Context, found: mdx.Code) -> None:
    for parts, outcome, hint in (
        (found.left_out, "is left out", "delete it, if nothing that it did is missing"),
        (found.printed, "is printed unchanged", "write its value"),
    ):
        if parts:
            line, words = parts[0]
            words = words if len(words) <= 40 else words[:40].rstrip() + "…"
            others = f", and {len(parts) - 1} more in this text" if len(parts) > 1 else ""
            place = Place(context.path, context.first_line + line)
            context.warn("W318", place, f"'{words}' is code of MDX and {outcome}{others}", hint)
