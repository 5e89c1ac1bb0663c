"""First pass over the block tokens: lines parsed, attributes attached, the author's ids claimed."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.markdown import (
    addresses,
    attributes,
    dialect_blocks,
    dialect_lines,
    embeds,
    raw,
    scripts,
    shortcode_html,
    shortcode_tokens,
    stray_markup,
)
from sitegen.markdown.comments import Doubt
from sitegen.markdown.context import Context
from sitegen.markdown.shortcode_tags import unescaped
from sitegen.markdown.syntax import DEEPEST, Env
from sitegen.problems.errors import Place
from sitegen.text.regex import regex

_ALLOWED = frozenset({"id", "class", "theme", "index", "lang", "title"})
_VERBATIM = frozenset({"inline", "fence", "code_block", "html_block"})
_RAW_END = regex(r"^[ \t]*\{%-?\s{0,3}end(?:raw|verbatim)\s{0,3}-?%\}[ \t]*(?:\n|\Z)", re.MULTILINE)
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
_IGNORED = frozenset({"toc", "no_toc"})
_CODE = frozenset({"fence", "code_block"})
_HINTS = {
    shortcode_tokens.PRINTED: (
        "write it in Markdown; put it between backticks if it is meant as code"
    ),
    shortcode_tokens.LEFT_OUT: "write it in Markdown, or delete it",
    shortcode_tokens.LINKED: "write a link yourself, or set embeds in site.yaml to show it",
}
_TASKS = {"[ ] ": "to do", "[x] ": "done", "[X] ": "done"}


def prepare(context: Context, tokens: Sequence[Token]) -> list[Token]:
    """Parse every line of the blocks; returns the blocks to render."""
    kept = dialect_blocks.read(context, _with_attributes(context, tokens))
    for index, token in enumerate(kept):
        kind = token.type
        if kind == "inline":
            parse_line(context, token)
        elif kind == "list_item_open":
            _take_task(kept[index + 2 : index + 3])
        elif kind == "fence" and not token.meta.get("closed"):
            _check_closed(context, token)
        elif kind == "html_block":
            _take_raw(context, token, token)
        if token.type in _CODE and "pairs" in context.env and not token.meta.get("verbatim"):
            token.content = unescaped(token.content)
        if token.level >= DEEPEST - 1 and token.nesting == 1:
            message = f"blocks are nested more than {DEEPEST} levels deep; the rest is lost"
            context.warn_once("W307", context.line(token), message, "use fewer levels")
    return kept


def _with_attributes(context: Context, tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    pending: dict[str, str] = {}
    raw_until = -1
    for index, token in enumerate(tokens):
        kind = token.type
        if kind == "raw_region":
            raw_until = token.meta["last"]
            continue
        if raw_until >= 0:
            raw_until = _take_verbatim(token, raw_until)
        if kind == "attributes":
            if token.meta["behind"]:
                _attach(context, kept, token)
            else:
                pending = _merged(pending, _allowed(context, token, token))
            continue
        if kind == "foreign":
            context.foreign.append((context.line(token), token.content, shortcode_tokens.LEFT_OUT))
            continue
        if kind == "heading_open":
            inline = tokens[index + 1]
            if tail := attributes.read_tail(inline.content):
                token.meta["attributes"], inline.content = tail
                pending = _merged(pending, _allowed(context, token, inline))
        elif token.meta and token.meta.get("attributes"):
            pending = _merged(_allowed(context, token, token), pending)
        if token.nesting >= 0 and (pending or token.meta.get("attributes")):
            token.meta["attributes"] = pending
        pending = {}
        kept.append(token)
    return kept


def _attach(context: Context, blocks: list[Token], attributes: Token) -> None:
    """Add the attributes on the line below a block to it."""
    at = len(blocks) - 1
    while at >= 0 and (blocks[at].level != attributes.level or blocks[at].nesting < 0):
        at -= 1
    if at < 0:
        return
    if "toc" in attributes.meta["attributes"]:
        # kramdown replaces this block, a list of one item or a paragraph, by the contents.
        context.contents = True
        del blocks[at:]
        return
    found = _allowed(context, attributes, attributes)
    if found:
        blocks[at].meta["attributes"] = _merged(blocks[at].meta.get("attributes") or {}, found)


def _take_verbatim(token: Token, last: int) -> int:
    """Mark a token of a region without shortcodes; return its last line, or -1 after it."""
    start, end = token.map or (last, last)
    if start > last:
        return -1
    if token.type in _VERBATIM:
        token.meta["verbatim"] = True
        if token.type in _CODE and end > last:
            token.content = _RAW_END.sub("", token.content)
    return last


def _merged(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    classes = " ".join(filter(None, (first.get("class"), second.get("class"))))
    return {**first, **second, **({"class": classes} if classes else {})}


def _allowed(context: Context, token: Token, block: Token) -> dict[str, str]:
    """Keep the attributes that are allowed, and an id only if it is free."""
    written: dict[str, str] = token.meta["attributes"]
    kept = {}
    for key, value in written.items():
        if key in ("width", "height") and value.removesuffix("px").isdecimal():
            kept[key] = value.removesuffix("px")
        elif key == "dir":
            kept |= {key: value.lower()} if value.lower() in _DIRECTIONS else {}
        elif key in _IGNORED:
            continue
        elif key not in _ALLOWED:
            message = f"the attribute '{key}={value}' is not allowed and is left out"
            hint = "use id, class, theme, index, lang, dir or title; width and height are in pixels"
            context.warn("W310", context.find(block, f"{key}="), message, hint)
        elif key != "id" or context.anchors.claim(value):
            kept[key] = value
        else:
            context.refuse_id(context.find(block, f"#{value}"), value)
    return kept


def parse_line(context: Context, inline: Token) -> None:
    """Parse the markup of one paragraph and set its typography."""
    content = inline.content
    env = context.env
    if inline.meta.get("verbatim"):
        env = {**env, "verbatim": True}
    inline.children = children = context.setup.syntax.line(content, env)
    if "pairs" in env and ("{" in content or "[" in content):
        _take_shortcodes(context, inline, env)
    if "{" in content or "<" in content or "^[" in content or "pairs" in env:
        _take_tokens(context, inline, children)
        inline.children = children = raw.without_hidden(children)
        dialect_lines.drop_attributes(children)
    if context.may_be_foreign and "verbatim" not in env:
        found = stray_markup.foreign(children)
        context.foreign += [
            (context.find(inline, words), words, shortcode_tokens.PRINTED) for words in found
        ]
    stray_markup.check(context, inline)
    if "\n" in content:
        scripts.join_lines(children, content)
    if "://" in content or "www." in content:
        inline.children = children = _with_links(children, content)
    if context.setup.typographer.needed(content):
        context.setup.typographer.phrase(children)
    if context.abbreviations:
        inline.children = children = dialect_lines.with_abbreviations(context, children)
    for token in children if "![" in content or "pairs" in env else ():
        _take_caption(context, inline, token)
    if inline.info:
        children.insert(0, Token("task", "", 0, info=inline.info))


def _take_tokens(context: Context, inline: Token, children: Sequence[Token]) -> None:
    for token in children:
        if token.meta.get("attributes"):
            token.meta["attributes"] = _allowed(context, token, inline)
        if token.type == "html_inline" and not dialect_lines.take_component(context, inline, token):
            _take_raw(context, token, inline)
        elif token.type == "note_inline":
            note = Token("inline", "", 0, content=token.content, map=inline.map)
            note.meta = {"verbatim": True} if token.meta.get("verbatim") else {}
            parse_line(context, note)
            token.meta["note"] = note


def _take_caption(context: Context, inline: Token, picture: Token) -> None:
    """Parse the title of a picture, which becomes its caption; one with HTML is plain."""
    title = str(picture.attrs.get("title") or "") if picture.type == "image" else ""
    if not title:
        return
    picture.meta["caption"] = caption = Token("inline", "", 0, content=title, map=inline.map)
    if "<" in title and not picture.meta.get("shortcode"):
        caption.children = [_text(context.setup.typographer.text(title))]
    else:
        parse_line(context, caption)


def _take_shortcodes(context: Context, inline: Token, env: Env) -> None:
    for token in inline.children or ():
        if token.type == "code_inline" and "verbatim" not in env:
            token.content = unescaped(token.content)
        elif token.type == "note_inline" and "verbatim" in env:
            token.meta["verbatim"] = True
        outcome = token.meta.get("foreign")
        if token.type == "frame":
            alone = len(inline.children or ()) == 1
            source, page = token.meta["src"], str(token.attrs["href"])
            shown = alone and embeds.shown_as(context.setup.embeds, source, page)
            outcome = "" if shown else shortcode_tokens.LINKED
        if outcome:
            place = context.place(inline, token.meta["pos"])
            context.foreign.append((place, token.meta["tag"], outcome))


def _take_raw(context: Context, token: Token, block: Token) -> None:
    verbatim = token.meta.get("verbatim")
    if token is block and not verbatim and "pairs" in context.env and "{" in token.content:
        shortcode_html.rewrite(context, token)
    token.content, unclosed = raw.without_comments(token.content)
    if unclosed:
        place = context.find(block, "<!--")
        context.warn("W312", place, "comment is not closed; it hides the rest", "close it with -->")
    if not token.content.strip():
        return
    if context.setup.html == "off":
        token.type = "text_special" if token is not block else "html_off"
        return
    token.map = block.map
    if token is not block:
        token.meta["place"] = context.place(block, token.meta["pos"])
    context.raw.append(token)


def _take_task(inline: Sequence[Token]) -> None:
    for token in inline:
        if token.type == "inline" and token.content[:4] in _TASKS:
            token.info, token.content = _TASKS[token.content[:4]], token.content[4:]


def _check_closed(context: Context, token: Token) -> None:
    first, end = token.map or (0, 0)
    last = context.lines[end - 1].strip(" >\t") if end - 1 > first else ""
    if len(last) < len(token.markup) or last.strip(token.markup[0]):
        message = f"code block opened by '{token.markup}' is never closed"
        hint = f"write '{token.markup}' on a line of its own after the code"
        context.warn("W306", context.line(token), message, hint)


def _with_links(tokens: Sequence[Token], source: str) -> list[Token]:
    # Bare web addresses outside links become links; each is searched for after the one before.
    result: list[Token] = []
    inside = at = 0
    for token in tokens:
        if token.type == "link_open" or token.content[:2].lower() == "<a":
            inside += 1
        elif token.type == "link_close" or token.content[:3].lower() == "</a":
            inside -= 1
        urls = addresses.bare_urls(token.content) if token.type == "text" and inside <= 0 else ()
        done = 0
        for start, end in urls:
            url = token.content[start:end]
            at = max(source.find(url, at), at)
            result += _text(token.content[done:start]), *_link(url, at)
            at, done = at + len(url), end
        result.append(_text(token.content[done:]) if done else token)
    return result


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _link(url: str, at: int) -> tuple[Token, Token, Token]:
    href = url if "://" in url else f"https://{url}"
    opening = Token("link_open", "a", 1, info="auto", attrs={"href": href})
    opening.meta = {"pos": at, "end": at + len(url)}
    return opening, _text(url), Token("link_close", "a", -1, info="auto")


def report_comments(context: Context, doubts: Sequence[Doubt]) -> None:
    """Report comments that may hide more than their author wants."""
    for doubt in doubts:
        place = Place(context.path, context.first_line + doubt.row)
        if doubt.hidden:
            message = f"the comment after '{doubt.mark}' hides {doubt.hidden} lines"
            hint = "write a backslash before the mark if it is none"
        else:
            message = f"the comment after '{doubt.mark}' is not closed; it hides what follows"
            hint = "close it; write a backslash before the mark if it is none"
        context.warn("W312", place, message, hint)


def report_foreign(context: Context) -> None:
    """Report tags of another tool once: the first that is printed, and their number."""
    if context.foreign:
        printed = [each for each in context.foreign if each[2] == shortcode_tokens.PRINTED]
        place, words, outcome = (printed or context.foreign)[0]
        count = len(context.foreign)
        words = " ".join(words.split("\0")[0].split())
        words = words if len(words) <= 40 else words[:40].rstrip() + "…"
        others = f", and {count - 1} more in this text" if count > 1 else ""
        if others and any(each[2] != outcome for each in context.foreign):
            others = f"; {count - 1} more in this text, some left out or shown as links"
            if count == 2:
                others = "; 1 more in this text is left out or shown as a link"
        message = f"'{words}' belongs to another tool and {outcome}{others}"
        hint = _HINTS[outcome]
        context.warn("W313", place, message, hint)
