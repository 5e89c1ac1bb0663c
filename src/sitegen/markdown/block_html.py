"""Block tokens -> HTML; headings, passages and the lead are recorded on the way."""

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from itertools import takewhile

from markdown_it.token import Token
from msgspec.structs import replace

from sitegen.anchors.matching import Target
from sitegen.markdown import box_html, embeds, formulas, inline_html, prose, table_rows
from sitegen.markdown.context import Context
from sitegen.markdown.highlight import highlight
from sitegen.model import Heading, Html
from sitegen.text.regex import regex

_TAGS = {
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_open": "<ol>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_open": "<li>",
    "list_item_close": "</li>\n",
    "dl_open": "<dl>\n",
    "dl_close": "</dl>\n",
    "dt_open": "<dt>",
    "dt_close": "</dt>\n",
    "dd_open": "<dd>",
    "dd_close": "</dd>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>\n",
    "tr_close": "</tr>\n",
    "td_close": "</td>\n",
    "table_close": "</table>\n</div>\n",
    "figure_open": "<figure>\n",
    "figure_close": "</figure>\n",
    "figcaption_open": "\n<figcaption>",
    "figcaption_close": "</figcaption>\n",
    "unfold_close": "</details>\n",
    "hr": "<hr>\n",
}
"""Tokens without attributes."""
_BLOCKS = frozenset(
    {"blockquote_open", "bullet_list_open", "ordered_list_open", "dl_open", "table_open"}
)
"""Blocks that get an id, so that search leads to them."""
_WITH_INLINE = ("paragraph_open", "heading_open", "box_title_open")
"""Tokens that are rendered with their content and their end."""
_ANCHORED = inline_html.MARKING | {"id"}
_RAW_TITLE = regex(r"\s*<h1\b[^<>]*>([^<>]+)</h1>\s*", re.IGNORECASE)
_RAW_HEADING = regex(r"<h[1-6][\s>]", re.IGNORECASE)


def take_title(tokens: Sequence[Token]) -> tuple[Html, str, Sequence[Token]]:
    """Split off an H1 at the beginning: its markup, its plain text, and the other tokens."""
    start = 0
    while start < len(tokens) and tokens[start].type == "html_block":
        if written := _RAW_TITLE.fullmatch(tokens[start].content):
            text = " ".join(unescape(written[1]).split())
            return Html(escape(text, quote=False)), text, tokens[start + 1 :]
        if tokens[start].content.strip():
            return Html(""), "", tokens
        start += 1
    if start < len(tokens) and tokens[start].type == "heading_open" and tokens[start].tag == "h1":
        return *inline_html.bare(tokens[start + 1].children or ()), tokens[start + 3 :]
    return Html(""), "", tokens


def heading_shift(tokens: Sequence[Token]) -> int:
    """Return how many levels the headings move down so that the highest is an H2.

    An H1 counts where it is the first heading: a later one is mostly a mistake, and moves alone.
    """
    raw = any(t.type == "html_block" and _RAW_HEADING.search(t.content) for t in tokens)
    levels = [int(t.tag[1]) for t in tokens if t.type == "heading_open" and t.level == 0]
    highest = min([*levels[:1], *(level for level in levels if level > 1)], default=2)
    return 2 - highest if not raw else 0


def render(context: Context, tokens: Sequence[Token]) -> str:
    """Render blocks."""
    out: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        tag = _TAGS.get(token.type)
        if (
            tag
            and not token.attrs
            and not token.meta
            and (token.level or token.type not in _BLOCKS)
        ):
            out.append(tag)
        else:
            out.append(_RENDER.get(token.type, _element)(context, tokens, index))
        index += 3 if token.type in _WITH_INLINE else 1
    return "".join(out)


def _paragraph(context: Context, tokens: Sequence[Token], index: int) -> str:
    opening, inline = tokens[index], tokens[index + 1]
    if picture := _captioned(opening, inline):
        return _figure(context, opening, inline, picture)
    if len(children := inline.children or []) == 1 and children[0].type == "frame":
        _take_frame(context, opening, children[0])
    embed = _take_embed(inline)
    top = opening.level == 0
    marked = not _ANCHORED.isdisjoint(opening.meta.get("attributes", ()))
    phrase = inline_html.render(context, inline, anchored=top or marked)
    if not phrase.html.strip():
        return ""
    written = _anchored(context, opening, [inline])
    if top and "id" not in written:
        name = context.anchors.paragraph(phrase.text or _description(inline))
        written = {**written, "id": name}
    if "id" in written:
        context.anchors.targets.append(Target(written["id"], phrase.text))
    if top:
        context.lead = context.lead or prose.opening(phrase.text)
    _add_marks(context, phrase, written.get("id", ""))
    context.paragraphs += 1
    context.prose.append(phrase.text)
    own = inline_html.attributes_of(context, written)
    if embed:
        return f'<div class="quoted"{own}>{phrase.html}</div>\n'
    if not opening.hidden:
        return f"<p{own}>{phrase.html}</p>\n"
    end = "\n" if tokens[index + 3 : index + 4] and tokens[index + 3].nesting > 0 else ""
    return f"<span{own}>{phrase.html}</span>{end}" if own else phrase.html + end


def _take_embed(inline: Token) -> bool:
    """Return whether a paragraph only quotes another text."""
    children = inline.children or ()
    if len(children) != 1 or children[0].type != "embed":
        return False
    children[0].meta["alone"] = True
    return True


def _add_marks(context: Context, phrase: inline_html.Phrase, anchor: str = "") -> None:
    for found in phrase.marks:
        context.add(found if found.anchor else replace(found, anchor=anchor))


def _description(inline: Token) -> str:
    pictures = [token for token in inline.children or () if token.type == "image"]
    return inline_html.bare(pictures[0].children or ())[1] if pictures else ""


def _anchored(context: Context, opening: Token, inlines: Sequence[Token]) -> dict[str, str]:
    """Return the author's attributes of a block, with an id if a theme or index mark needs one."""
    written: dict[str, str] = opening.meta.get("attributes") or {}
    if inline_html.MARKING.isdisjoint(written):
        return written
    quotes = [inline_html.bare(inline.children or ()) for inline in inlines]
    anchor = written.get("id") or context.anchor
    if not anchor:
        anchor = context.anchors.paragraph(quotes[0][1] if quotes else "")
        written = {**written, "id": anchor}
    html = [quote for quote, _ in quotes]
    whole = html[0] if len(html) == 1 else Html("".join(f"<p>{part}</p>" for part in html))
    for found in inline_html.marks_in(written, anchor, whole, context.line(opening)):
        context.add(found, len(inlines))
    return written


def _captioned(opening: Token, inline: Token) -> Token | None:
    children = inline.children or ()
    if len(children) == 3 and children[0].type == "link_open" and children[2].type == "link_close":
        children = children[1:2]
    if opening.hidden or len(children) != 1 or children[0].type != "image":
        return None
    return children[0] if children[0].attrs.get("title") else None


def _take_frame(context: Context, opening: Token, frame: Token) -> None:
    """Note that a frame alone in its paragraph is shown; report one that only is a link."""
    shown = embeds.shown_as(context.setup.embeds, frame.meta["src"], str(frame.attrs["href"]))
    if shown and not opening.hidden:
        context.frames[len(context.links)] = shown
        opening.meta["attributes"] = {**opening.meta.get("attributes", {}), "class": "embed"}


def _figure(context: Context, opening: Token, inline: Token, picture: Token) -> str:
    picture.attrs.pop("title")
    caption: Token = picture.meta.pop("caption")
    own = inline_html.attributes_of(context, _anchored(context, opening, [caption]))
    phrase = inline_html.render(context, inline, anchored=True)
    described = inline_html.render(context, caption)
    _add_marks(context, described)
    return f"<figure{own}>{phrase.html}<figcaption>{described.html}</figcaption></figure>\n"


def _heading(context: Context, tokens: Sequence[Token], index: int) -> str:
    opening, inline = tokens[index], tokens[index + 1]
    level = min(max(int(opening.tag[1]) + context.shift, 2), 6)
    if opening.tag == "h1":
        message = "heading of level 1 in the text; it becomes one of level 2"
        hint = "begin headings in a text with ##; # is for the title"
        context.warn_once("W308", context.line(opening), message, hint)
    title, text = inline_html.bare(inline.children or ())
    written: dict[str, str] = opening.meta.get("attributes") or {}
    written = {**written, "id": written.get("id") or context.anchors.heading(text)}
    opening.meta["attributes"] = written
    _anchored(context, opening, [inline])
    phrase = inline_html.render(context, inline, anchored=True)
    context.headings.append(Heading(level, written["id"], title, text))
    context.anchors.targets.append(Target(written["id"], text))
    _add_marks(context, phrase, written["id"])
    context.prose.append("")
    return f"<h{level}{inline_html.attributes_of(context, written)}>{phrase.html}</h{level}>\n"


def _inline(context: Context, tokens: Sequence[Token], index: int) -> str:
    phrase = inline_html.render(context, tokens[index])
    _add_marks(context, phrase)
    return phrase.html


def _element(context: Context, tokens: Sequence[Token], index: int) -> str:
    token = tokens[index]
    written: dict[str, str] = token.meta.get("attributes") or {}
    if not inline_html.MARKING.isdisjoint(written):
        end = inline_html.closing_index(tokens, index)
        written = _anchored(context, token, [t for t in tokens[index:end] if t.type == "inline"])
    line_end = ""
    if token.type in _BLOCKS and not token.level and "id" not in written:
        line_end = "" if written else "\n"
        inner = takewhile(
            lambda one: one.level, (tokens[at] for at in range(index + 1, len(tokens)))
        )
        first = next((one for one in inner if one.type == "inline"), token)
        words = inline_html.bare(first.children or ())[1]
        written = {**written, "id": context.anchors.block(words)}
    start = f' start="{token.attrs["start"]}"' if "start" in token.attrs else ""
    return f"<{token.tag}{start}{inline_html.attributes_of(context, written)}>{line_end}"


def _table(context: Context, tokens: Sequence[Token], index: int) -> str:
    # A wide table scrolls by itself, so the keyboard must be able to reach it.
    table_rows.report(context, tokens, index)
    setup = context.setup
    label = f'{setup.of_labels} aria-label="{setup.labels.table}"'
    table = _element(context, tokens, index)
    if setup.of_labels and " lang=" not in table:
        table = table.replace("<table", f'<table lang="{escape(setup.language)}"', 1)
    return f'<div class="table" role="group" tabindex="0"{label}>\n{table}'


def _cell(_context: Context, tokens: Sequence[Token], index: int) -> str:
    token = tokens[index]
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    side = f' class="{align}"' if align else ""
    heads = token.tag == "th" and tokens[index + 1].content
    return f'<th scope="col"{side}>' if heads else f"<td{side}>"


def _cell_end(_context: Context, tokens: Sequence[Token], index: int) -> str:
    return "</th>\n" if tokens[index - 1].content else "</td>\n"


def _unfold(context: Context, tokens: Sequence[Token], index: int) -> str:
    title = context.setup.typographer.text(tokens[index].info.strip())
    context.texts.append(title)
    summary = f"<summary>{escape(title, quote=False)}</summary>\n" if title else ""
    return f"<details>\n{summary}"


def _code(context: Context, tokens: Sequence[Token], index: int) -> str:
    token = tokens[index]
    if token.info.strip() == "math":
        return formulas.block(context, token)
    shown = highlight(token.content, token.info)
    if shown.doubt:
        context.warn_once("N320", context.line(token), shown.doubt, "it is shown without colours")
    own = inline_html.attributes_of(context, token.meta.get("attributes"))
    language = f' class="language-{escape(shown.language)}"' if shown.language else ""
    return f"<pre{own}><code{language}>{shown.html}</code></pre>\n"


def _math(context: Context, tokens: Sequence[Token], index: int) -> str:
    return formulas.block(context, tokens[index])


def _raw(context: Context, tokens: Sequence[Token], index: int) -> str:
    content = tokens[index].content
    context.texts.append(re.sub(r"<[^<>]*>", " ", content))
    return content


def _raw_as_text(context: Context, tokens: Sequence[Token], index: int) -> str:
    content = tokens[index].content.strip()
    context.texts.append(content)
    return f"<p>{escape(content, quote=False)}</p>\n"


_RENDER: dict[str, Callable[[Context, Sequence[Token], int], str]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "inline": _inline,
    "table_open": _table,
    "th_open": _cell,
    "td_open": _cell,
    "th_close": _cell_end,
    "container_box_open": box_html.opening,
    "container_box_close": box_html.closing,
    "box_title_open": box_html.title,
    "fence": _code,
    "code_block": _code,
    "math_block": _math,
    "html_block": _raw,
    "html_off": _raw_as_text,
    "unfold_open": _unfold,
}
