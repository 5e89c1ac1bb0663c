"""Tokens of boxes -> HTML: an aside, or an element that readers unfold."""

from collections.abc import Mapping, Sequence
from html import escape

from markdown_it.token import Token

from sitegen.locales.words import callouts_of
from sitegen.markdown import inline_html
from sitegen.markdown.boxes import Box
from sitegen.markdown.context import Context


def opening(context: Context, tokens: Sequence[Token], index: int) -> str:
    """Open a box; one without a title of its own may show the name of its kind."""
    token = tokens[index]
    box: Box = token.meta["box"]
    label = _name_of(box, context.setup.language) if box.named else ""
    lang = context.setup.of_labels
    shown = f'<p class="title"{lang}>{escape(label, quote=False)}</p>\n' if label else ""
    if tokens[index + 1].type == "box_title_open":
        label = inline_html.bare(tokens[index + 2].children or ())[1]
    context.texts += [label] if shown else ()
    written: dict[str, str] = token.meta.get("attributes") or {}
    own = inline_html.attributes_of(context, {**written, "class": _classes(box, written)})
    said = label and not (shown and lang)  # a label cannot be in a language of its own
    name = f' aria-label="{escape(label)}"' if said else ""
    begin = f'<aside{own} role="note"{name}>\n' if box.aside else f"<div{own}>\n"
    if not box.fold:
        return begin + shown
    fold = "<details open>" if box.fold == "open" else "<details>"
    shown = shown.replace("<p ", "<summary ").replace("</p>", "</summary>")
    return f"{begin}{fold}\n{shown}"


def _name_of(box: Box, language: str) -> str:
    return callouts_of(language).get(box.kind) or box.kind.replace("-", " ").capitalize()


def _classes(box: Box, written: Mapping[str, str]) -> str:
    kinds = box.kind if box.kind in ("aside", "note") or not box.aside else f"note {box.kind}"
    return f"{kinds} {written.get('class', '')}".strip()


def title(context: Context, tokens: Sequence[Token], index: int) -> str:
    """Write the title of a box."""
    phrase = inline_html.render(context, tokens[index + 1])
    for found in phrase.marks:
        context.add(found)
    tag = "summary" if tokens[index - 1].meta["box"].fold else "p"
    return f'<{tag} class="title">{phrase.html}</{tag}>\n'


def closing(_context: Context, tokens: Sequence[Token], index: int) -> str:
    """Close a box."""
    box: Box = tokens[index].meta["box"]
    return ("</details>\n" if box.fold else "") + ("</aside>\n" if box.aside else "</div>\n")
