"""Shortcodes inside a block of raw HTML -> HTML; what remains is reported."""

from html import escape
from typing import Any

from markdown_it.token import Token

from sitegen.markdown.context import Context
from sitegen.markdown.highlight import highlight
from sitegen.markdown.inline_rules import with_single_quotes
from sitegen.markdown.shortcode_pairs import closing_tag
from sitegen.markdown.shortcode_tags import Tag, language_of, read, read_value
from sitegen.markdown.shortcode_tokens import LINKED, PRINTED
from sitegen.markdown.shortcodes import value_of
from sitegen.text.regex import regex

_NEXT = regex(r"<(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>|\{(?=[{%])")


def rewrite(context: Context, token: Token) -> None:
    """Rewrite the shortcodes between the tags of a block of raw HTML."""
    content = token.content = with_single_quotes(token.content)
    parts: list[str] = []
    at = 0
    while found := _NEXT.search(content, at):
        parts.append(content[at : found.start()])
        if found[0] != "{":
            parts.append(found[0])
            at = found.end()
            continue
        markup, at = _markup(context, token, found.start())
        parts.append(markup)
    token.content = "".join([*parts, content[at:]])


def _markup(context: Context, token: Token, at: int) -> tuple[str, int]:
    content = token.content
    tag = read(content, at, len(content))
    if not tag:
        return _value(context, token, at)
    known = tag.shortcode
    if not known or tag.ends:
        printed = not known or known.kind != "raw"
        return _printed(context, token, at, tag.end) if printed else ("", tag.end)
    closing = closing_tag(content, tag) if known.kind == "code" else None
    if closing:
        language = language_of(known, tag.rest)
        shown = highlight(content[tag.end : closing.start].removeprefix("\n"), language)
        name = f' class="language-{escape(shown.language)}"' if shown.language else ""
        return f"<pre><code{name}>{shown.html}</code></pre>", closing.end
    if known.kind in ("picture", "frame", "words") and (markup := _rendered(context, token, tag)):
        return markup, tag.end
    return ("", tag.end) if known.kind == "raw" else _printed(context, token, at, tag.end)


def _value(context: Context, token: Token, at: int) -> tuple[str, int]:
    found = read_value(token.content, at, len(token.content))
    if not found:
        return "{", at + 1
    value = value_of(context.env, found[0])
    if value is None:
        return _printed(context, token, at, found[1])
    return escape(value, quote=False), found[1]


def _printed(context: Context, token: Token, start: int, end: int) -> tuple[str, int]:
    words = token.content[start:end]
    place = context.line(token, token.content.count("\n", 0, start))
    context.foreign.append((place, words, PRINTED))
    return escape(words), end


def _rendered(context: Context, token: Token, tag: Tag) -> str:
    words = token.content[tag.start : tag.end]
    parts = [_part(child) for child in context.setup.syntax.line(words, context.env)]
    if any(child.type == "frame" for child in context.setup.syntax.line(words, context.env)):
        place = context.line(token, token.content.count("\n", 0, tag.start))
        context.foreign.append((place, words, LINKED))
    return "".join(parts)


def _part(child: Token) -> str:
    attributes: dict[str, Any] = child.attrs  # Any: numbers are possible in markdown-it
    if child.type == "image":
        size = child.meta.get("attributes", {})
        more = "".join(f' {key}="{escape(value)}"' for key, value in size.items())
        picture = f'<img src="{escape(attributes["src"])}" alt="{escape(child.content)}"{more}>'
        caption = attributes.get("title")
        if not caption:
            return picture
        shown = escape(caption, quote=False)
        return f"<figure>{picture}<figcaption>{shown}</figcaption></figure>"
    if child.type == "frame":
        label = escape(child.content, quote=False)
        return f'<a href="{escape(attributes["href"])}">{label}</a>'
    return ""
