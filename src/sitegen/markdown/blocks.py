"""The block tokens of a text -> HTML; headings, passages and the lead noted on the way."""

import re
from collections.abc import Callable, Sequence
from html import escape

from markdown_it.token import Token
from msgspec.structs import replace

from sitegen.anchors.matching import Spot
from sitegen.markdown import phrases, prose
from sitegen.markdown.draft import Draft
from sitegen.markdown.highlight import highlight
from sitegen.model import Heading, Html
from sitegen.text.regex import regex

_TAGS = {
    **{
        f"{name}_{edge}": f"<{'/' * (edge == 'close')}{tag}>\n"
        for name, tag in (
            ("blockquote", "blockquote"),
            ("bullet_list", "ul"),
            ("ordered_list", "ol"),
            ("dl", "dl"),
            ("thead", "thead"),
            ("tbody", "tbody"),
            ("tr", "tr"),
        )
        for edge in ("open", "close")
    },
    "list_item_open": "<li>",
    "list_item_close": "</li>\n",
    "dt_open": "<dt>",
    "dt_close": "</dt>\n",
    "dd_open": "<dd>",
    "dd_close": "</dd>\n",
    "td_open": "<td>",
    "td_close": "</td>\n",
    "table_close": "</table>\n</div>\n",
    "container_box_close": "</aside>\n",
    "hr": "<hr>\n",
}


_ANCHORED = phrases.MARKING | {"id"}
_RAW_HEADING = regex(r"<h[1-6][\s>]", re.IGNORECASE)


def take_title(tokens: Sequence[Token]) -> tuple[Html, str, Sequence[Token]]:
    """Take off the H1 that a text begins with; gives it as markup, as plain text, and the rest."""
    start = 0
    while start < len(tokens) and tokens[start].type == "html_block":
        if tokens[start].content.strip():
            return Html(""), "", tokens
        start += 1
    if start < len(tokens) and tokens[start].type == "heading_open" and tokens[start].tag == "h1":
        return *phrases.bare(tokens[start + 1].children or ()), tokens[start + 3 :]
    return Html(""), "", tokens


def shift(tokens: Sequence[Token]) -> int:
    """Say how far the headings of a text move, for the highest to stand right below the title.

    An H1 counts where it is the first heading: a later one is mostly a slip, and moves alone.
    """
    raw = any(t.type == "html_block" and _RAW_HEADING.search(t.content) for t in tokens)
    levels = [int(t.tag[1]) for t in tokens if t.type == "heading_open" and t.level == 0]
    highest = min([*levels[:1], *(level for level in levels if level > 1)], default=2)
    return 2 - highest if not raw else 0


def write(draft: Draft, tokens: Sequence[Token]) -> str:
    """Render blocks."""
    out: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        tag = _TAGS.get(token.type)
        if tag and not token.attrs and not token.meta:
            out.append(tag)
            index += 1
        else:
            index = _WRITE.get(token.type, _element)(draft, tokens, index, out)
    return "".join(out)


def _paragraph(draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    opening, inline = tokens[index], tokens[index + 1]
    if picture := _captioned(opening, inline):
        _figure(draft, opening, inline, picture, out)
        return index + 3
    top = opening.level == 0
    marked = not _ANCHORED.isdisjoint(opening.meta.get("attributes", ()))
    phrase = phrases.compose(draft, inline, anchored=top or marked)
    if not phrase.html.strip():
        return index + 3
    written = _named(draft, opening, [inline])
    if top and "id" not in written:
        name = draft.anchors.paragraph(phrase.text or _described(inline))
        written = {**written, "id": name}
    if "id" in written:
        draft.anchors.spots.append(Spot(written["id"], phrase.text))
    if opening.hidden:
        own = phrases.owned(draft, written)
        out.append(f"<span{own}>{phrase.html}</span>" if own else phrase.html)
        out.append("\n" if tokens[index + 3 : index + 4] and tokens[index + 3].nesting > 0 else "")
    else:
        out.append(f"<p{phrases.owned(draft, written)}>{phrase.html}</p>\n")
    if top:
        draft.lead = draft.lead or prose.opening(phrase.text)
    _keep(draft, phrase, written.get("id", ""))
    draft.paragraphs += 1
    draft.prose.append(phrase.text)
    return index + 3


def _keep(draft: Draft, phrase: phrases.Phrase, anchor: str = "") -> None:
    for found in phrase.marked:
        draft.keep(found if found.anchor else replace(found, anchor=anchor))


def _described(inline: Token) -> str:
    pictures = [token for token in inline.children or () if token.type == "image"]
    return phrases.bare(pictures[0].children or ())[1] if pictures else ""


def _named(draft: Draft, opening: Token, inlines: Sequence[Token]) -> dict[str, str]:
    """The author's attributes of a block; a theme or index makes them need an id."""
    written: dict[str, str] = opening.meta.get("attributes") or {}
    if phrases.MARKING.isdisjoint(written):
        return written
    quotes = [phrases.bare(inline.children or ()) for inline in inlines]
    anchor = written.get("id") or draft.anchor
    if not anchor:
        anchor = draft.anchors.paragraph(quotes[0][1] if quotes else "")
        written = {**written, "id": anchor}
    html = [quote for quote, _ in quotes]
    whole = html[0] if len(html) == 1 else Html("".join(f"<p>{part}</p>" for part in html))
    for found in phrases.marking(written, anchor, whole, draft.line(opening)):
        draft.keep(found, len(inlines))
    return written


def _captioned(opening: Token, inline: Token) -> Token | None:
    children = inline.children or ()
    if opening.hidden or len(children) != 1 or children[0].type != "image":
        return None
    return children[0] if children[0].attrs.get("title") else None


def _figure(draft: Draft, opening: Token, inline: Token, picture: Token, out: list[str]) -> None:
    caption = draft.setting.typographer.text(str(picture.attrs.pop("title")))
    described = Token("inline", "", 0, children=[Token("text", "", 0, content=caption)])
    written = _named(draft, opening, [described])
    phrase = phrases.compose(draft, inline, anchored=True)
    out.append(
        f"<figure{phrases.owned(draft, written)}>{phrase.html}"
        f"<figcaption>{escape(caption, quote=False)}</figcaption></figure>\n"
    )
    draft.texts.append(caption)


def _heading(draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    opening, inline = tokens[index], tokens[index + 1]
    level = min(max(int(opening.tag[1]) + draft.shift, 2), 6)
    if opening.tag == "h1" and not draft.shifted:
        draft.shifted = True
        draft.warn(
            "W308",
            draft.line(opening),
            "a heading of the first level stands in the text and becomes one of the second",
            "begin headings in a text with ##; # is the title's",
        )
    title, text = phrases.bare(inline.children or ())
    written: dict[str, str] = opening.meta.get("attributes") or {}
    written = {**written, "id": written.get("id") or draft.anchors.heading(text)}
    opening.meta["attributes"] = written
    _named(draft, opening, [inline])
    phrase = phrases.compose(draft, inline, anchored=True)
    out.append(f"<h{level}{phrases.owned(draft, written)}>{phrase.html}</h{level}>\n")
    draft.headings.append(Heading(level, written["id"], title, text))
    draft.anchors.spots.append(Spot(written["id"], text))
    _keep(draft, phrase, written["id"])
    draft.prose.append("")
    return index + 3


def _inline(draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    phrase = phrases.compose(draft, tokens[index])
    _keep(draft, phrase)
    out.append(phrase.html)
    return index + 1


def _element(draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    token = tokens[index]
    written: dict[str, str] = token.meta.get("attributes") or {}
    if not phrases.MARKING.isdisjoint(written):
        end = phrases.closing(tokens, index)
        written = _named(draft, token, [t for t in tokens[index:end] if t.type == "inline"])
    start = f' start="{token.attrs["start"]}"' if "start" in token.attrs else ""
    out.append(f"<{token.tag}{start}{phrases.owned(draft, written)}>")
    return index + 1


def _table(draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    # A wide table scrolls by itself, so the keyboard must be able to reach it.
    label = draft.setting.labels.table
    out.append(f'<div class="table" role="group" tabindex="0" aria-label="{label}">\n')
    return _element(draft, tokens, index, out)


def _cell(_draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    token = tokens[index]
    heads = token.tag == "th" and tokens[index + 1].content
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    side = f' class="{align}"' if align else ""
    out.append(f'<th scope="col"{side}>' if heads else f"<td{side}>")
    return index + 1


def _cell_end(_draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    out.append("</th>\n" if tokens[index - 1].content else "</td>\n")
    return index + 1


def _box(draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    token = tokens[index]
    kind, _, title = token.info.strip().partition(" ")
    title = draft.setting.typographer.text(title.strip())
    label = f' aria-label="{escape(title)}"' if title else ""
    written: dict[str, str] = token.meta.get("attributes") or {}
    names = f"{kind.casefold()} {written.get('class', '')}".strip()
    own = phrases.owned(draft, {**written, "class": names})
    out.append(f'<aside{own} role="note"{label}>\n')
    if title:
        out.append(f'<p class="title">{escape(title, quote=False)}</p>\n')
        draft.texts.append(title)
    return index + 1


def _code(draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    token = tokens[index]
    shown = highlight(token.content, token.info)
    if shown.doubt and shown.doubt not in draft.doubts:
        draft.doubts.add(shown.doubt)
        draft.warn("N320", draft.line(token), shown.doubt, "it is printed plain")
    own = phrases.owned(draft, token.meta.get("attributes"))
    language = f' class="language-{escape(shown.language)}"' if shown.language else ""
    out.append(f"<pre{own}><code{language}>{shown.html}</code></pre>\n")
    return index + 1


def _math(_draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    out.append(f'<div class="math">{escape(tokens[index].content, quote=False)}</div>\n')
    return index + 1


def _raw(draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    content = tokens[index].content
    out.append(content)
    draft.texts.append(re.sub(r"<[^<>]*>", " ", content))
    return index + 1


def _printed(draft: Draft, tokens: Sequence[Token], index: int, out: list[str]) -> int:
    content = tokens[index].content.strip()
    out.append(f"<p>{escape(content, quote=False)}</p>\n")
    draft.texts.append(content)
    return index + 1


_WRITE: dict[str, Callable[[Draft, Sequence[Token], int, list[str]], int]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "inline": _inline,
    "table_open": _table,
    "th_open": _cell,
    "td_open": _cell,
    "th_close": _cell_end,
    "container_box_open": _box,
    "fence": _code,
    "code_block": _code,
    "math_block": _math,
    "html_block": _raw,
    "html_off": _printed,
}
