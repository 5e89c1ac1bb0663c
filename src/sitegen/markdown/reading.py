"""First pass over the tokens: lines read, attributes attached, the author's ids claimed."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from sitegen.markdown import addresses, attributes, leftovers, raw
from sitegen.markdown.draft import Draft
from sitegen.markdown.syntax import DEEPEST
from sitegen.markdown.typography import needed

_ALLOWED = frozenset({"id", "class", "theme", "index", "lang", "title"})
_TASKS = {"[ ] ": False, "[x] ": True, "[X] ": True}


def prepare(draft: Draft, tokens: Sequence[Token]) -> list[Token]:
    """Read every line of the blocks; gives the blocks that are to be written."""
    kept = list(_attached(draft, tokens))
    for index, token in enumerate(kept):
        kind = token.type
        if kind == "inline":
            read_line(draft, token)
        elif kind == "list_item_open":
            _task(kept[index + 2 : index + 3])
        elif kind == "fence":
            _closed(draft, token)
        elif kind == "html_block":
            _raw(draft, token, token)
        if token.level >= DEEPEST - 1 and token.nesting == 1 and not draft.deep:
            draft.deep = True
            draft.warn(
                "W307",
                draft.line(token),
                f"lists and quotations nest more than {DEEPEST} levels deep, the rest is lost",
                "nest them less deep",
            )
    return kept


def _attached(draft: Draft, tokens: Sequence[Token]) -> Iterator[Token]:
    pending: dict[str, str] = {}
    for index, token in enumerate(tokens):
        if token.type == "attributes":
            pending = _merged(pending, _judged(draft, token, token))
            continue
        if token.type == "heading_open":
            inline = tokens[index + 1]
            if tail := attributes.read_tail(inline.content):
                token.meta["attributes"], inline.content = tail
                pending = _merged(pending, _judged(draft, token, inline))
        if token.nesting >= 0 and (pending or token.meta.get("attributes")):
            token.meta["attributes"] = pending
        pending = {}
        yield token


def _merged(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    classes = " ".join(filter(None, (first.get("class"), second.get("class"))))
    return {**first, **second, **({"class": classes} if classes else {})}


def _judged(draft: Draft, token: Token, block: Token) -> dict[str, str]:
    """Keep the attributes that are allowed, and an id only if it is free."""
    written: dict[str, str] = token.meta["attributes"]
    kept = {}
    for key, value in written.items():
        if key in ("width", "height") and value.removesuffix("px").isdecimal():
            kept[key] = value.removesuffix("px")
        elif key not in _ALLOWED:
            draft.warn(
                "W310",
                draft.find(block, f"{key}="),
                f"the attribute '{key}={value}' is not allowed and is left out",
                "allowed are id, class, theme, index, lang, title, and width and height in pixels",
            )
        elif key != "id" or draft.anchors.claim(value):
            kept[key] = value
        else:
            draft.warn(
                "W309",
                draft.find(block, f"#{value}"),
                f"the id '{value}' stands for something else already",
                "choose another one",
            )
    return kept


def read_line(draft: Draft, inline: Token) -> None:
    """Read the markup of one paragraph and set its typography."""
    content = inline.content
    inline.children = children = draft.setting.syntax.line(content, draft.env)
    if "{" in content or "<" in content or "^[" in content:
        for token in children:
            if token.meta.get("attributes"):
                token.meta["attributes"] = _judged(draft, token, inline)
            if token.type == "html_inline":
                _raw(draft, token, inline)
            elif token.type == "note_inline":
                note = Token("inline", "", 0, content=token.content, map=inline.map)
                read_line(draft, note)
                token.meta["note"] = note
        inline.children = children = raw.without_hidden(children)
    if draft.suspicious:
        found = leftovers.foreign(children)
        draft.foreign += [(draft.find(inline, words), words) for words in found]
    leftovers.check(draft, inline)
    if "://" in content or "www." in content:
        inline.children = children = _linked(children, content)
    if needed(content):
        draft.setting.typographer.phrase(children)
    if inline.info:
        children.insert(0, Token("task", "", 0, info=inline.info))


def _raw(draft: Draft, token: Token, block: Token) -> None:
    token.content, unclosed = raw.without_comments(token.content)
    if unclosed:
        draft.warn(
            "W312",
            draft.find(block, "<!--"),
            "a comment is not closed and hides what follows",
            "close it with -->",
        )
    if not token.content.strip():
        return
    if draft.setting.html == "off":
        token.type = "text_special" if token is not block else "html_off"
        return
    token.map = block.map
    if token is not block:
        token.meta["place"] = draft.place(block, token.meta["pos"])
    draft.raw.append(token)


def _task(inline: Sequence[Token]) -> None:
    for token in inline:
        if token.type == "inline" and token.content[:4] in _TASKS:
            token.info = "done" if _TASKS[token.content[:4]] else "to do"
            token.content = token.content[4:]


def _closed(draft: Draft, token: Token) -> None:
    first, end = token.map or (0, 0)
    last = draft.lines[end - 1].strip(" >\t") if end - 1 > first else ""
    if len(last) < len(token.markup) or last.strip(token.markup[0]):
        draft.warn(
            "W306",
            draft.line(token),
            f"the code that '{token.markup}' opens here is never closed",
            f"write '{token.markup}' on a line of its own after the code",
        )


def _linked(tokens: Sequence[Token], source: str) -> list[Token]:
    # Bare web addresses outside links become links; searched from where the last one ended.
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
        if done:
            result.append(_text(token.content[done:]))
        else:
            result.append(token)
    return result


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _link(url: str, at: int) -> tuple[Token, Token, Token]:
    href = url if "://" in url else f"https://{url}"
    opening = Token("link_open", "a", 1, info="auto", attrs={"href": href})
    opening.meta = {"pos": at, "end": at + len(url)}
    return opening, _text(url), Token("link_close", "a", -1, info="auto")


def report_foreign(draft: Draft) -> None:
    """Say once that a text holds tags of another tool: where the first is, and how many."""
    if draft.foreign:
        place, words = draft.foreign[0]
        count = len(draft.foreign)
        words = words if len(words) <= 40 else words[:40].rstrip() + "…"
        others = f", and {count - 1} more in this text" if count > 1 else ""
        draft.warn(
            "W313",
            place,
            f"'{words}' belongs to another tool and is printed as it stands{others}",
            "write it in Markdown, or put it between backticks where it is meant as code",
        )
