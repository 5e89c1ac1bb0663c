"""Blocks that other tools write as paragraphs and quotations -> blocks of ours.

``> [!note]`` begins a box, ``^id`` at the end of a block is its id, ``[TOC]`` is the place of
a table of contents, and lines ``*[HTML]: words`` explain abbreviations.
"""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from sitegen.markdown import boxes
from sitegen.markdown.context import Context
from sitegen.text.regex import regex

_BLOCK_ID = regex(r"(?:^|[ \t\n])\^(?=[\d-]*[A-Za-z]|\d{6})([A-Za-z0-9][A-Za-z0-9-]{1,60})$")
"""``^ab12``: at the end, and not only a short number, which may be a power."""
_CONTENTS = frozenset(
    {
        *("[toc]", "[[toc]]", "[[_toc_]]", "[_toc_]", "{{toc}}", "{{ toc }}", "${toc}", "@[toc]"),
        *("{:toc}", "{toc}", "[[!toc]]", ":toc:"),
    }
)
"""What Python-Markdown, Typora, GitLab, Markor, Azure DevOps and others print contents for."""
_MARKS = (
    ("!", ("[!",)),
    ("^", (" ^", "\n^", "\t^")),
    ("*[", ("*[",)),
    ("]", ("oc]", "OC]", "_]")),
    ("}", ("oc}", "OC}", "oc }")),
    ("toc:", ("toc:",)),
)
"""What a text with any of this contains, behind what is quick to look for; a cheap test."""
_MOST = 200
"""Abbreviations of a text that are explained."""
_ABBREVIATION = regex(r"\*\[([^\[\]\n]{1,100})\]:[ \t]*([^\n*]{0,500})")


def read(context: Context, tokens: Sequence[Token]) -> list[Token]:
    """Turn blocks of other tools into ours."""
    text = "\n".join(context.lines)
    if "elements" not in context.env and not _has_mark(text):
        return tokens if isinstance(tokens, list) else list(tokens)
    dropped: set[int] = set()
    added: dict[int, Sequence[Token]] = {}
    for index, token in enumerate(tokens):
        kind = token.type
        if kind == "blockquote_open":
            if title := _callout(tokens, index, dropped):
                added[index] = title
        elif kind == "component":
            context.components.append((context.line(token), token.content))
            dropped.add(index)
        elif kind == "inline":
            _paragraph(context, tokens, index, dropped)
    if not (dropped or added):
        return list(tokens)
    return [each for at in range(len(tokens)) for each in _at(tokens, at, dropped, added)]


def _has_mark(text: str) -> bool:
    for first, marks in _MARKS:  # loops, as every text is asked this
        if first in text:
            for mark in marks:
                if mark in text:
                    return True
    return False


def _at(
    tokens: Sequence[Token], at: int, dropped: set[int], added: dict[int, Sequence[Token]]
) -> Iterator[Token]:
    if at not in dropped:
        yield tokens[at]
    yield from added.get(at, ())


def _callout(tokens: Sequence[Token], index: int, dropped: set[int]) -> Sequence[Token]:
    """Turn a quotation that begins with ``[!note]`` into a box; returns its title."""
    inline = tokens[index + 2] if index + 2 < len(tokens) else None
    if not inline or inline.type != "inline" or inline.content[:2] != "[!":
        return ()
    read = boxes.callout(inline.content)
    if tokens[index + 1].type != "paragraph_open" or not read:
        return ()
    box, end = read
    opening = tokens[index]
    opening.type, opening.meta["box"] = "container_box_open", box
    closing = _closing(tokens, index)
    tokens[closing].type, tokens[closing].meta["box"] = "container_box_close", box
    first = inline.map[0] if inline.map else 0
    inline.content = inline.content[end:].lstrip()
    if inline.content and inline.map:
        inline.map = tokens[index + 1].map = [first + 1, inline.map[1]]
    else:
        dropped.update((index + 1, index + 2, index + 3))
    if not box.title:
        return ()
    title = Token("inline", "", 0, content=box.title, map=[first, first + 1])
    return Token("box_title_open", "", 0), title, Token("box_title_close", "", 0)


def _closing(tokens: Sequence[Token], index: int) -> int:
    level = tokens[index].level
    kind = "blockquote_close"
    return next(
        at
        for at in range(index + 1, len(tokens))
        if tokens[at].type == kind and tokens[at].level == level
    )


def _paragraph(context: Context, tokens: Sequence[Token], index: int, dropped: set[int]) -> None:
    content = tokens[index].content
    opening = tokens[index - 1] if index else None
    if not opening or opening.type not in ("paragraph_open", "heading_open"):
        return
    if content[-1:] in _LAST and content.strip().casefold() in _CONTENTS:
        if opening.type == "paragraph_open" and not _is_defined(context, content):
            context.contents = True
            dropped.update((index - 1, index, index + 1))
    elif content[:2] == "*[" and "]:" in content:
        _abbreviations(context, tokens[index], index, dropped)
    elif "^" in content[-64:] and (found := _BLOCK_ID.search(content, max(len(content) - 64, 0))):
        _name(context, tokens, index, found[1])
        tokens[index].content = content[: found.start()].rstrip()
        if not tokens[index].content:
            dropped.update((index - 1, index, index + 1))


_LAST = frozenset({"]", "}", ":"})


def _is_defined(context: Context, content: str) -> bool:
    references = context.env.get("references", {})
    return content.strip("[]").upper() in references


def _abbreviations(context: Context, inline: Token, index: int, dropped: set[int]) -> None:
    lines = inline.content.split("\n")
    found = [_ABBREVIATION.fullmatch(line.strip()) for line in lines]
    if not all(found):
        return
    for match in found:
        if match and len(context.abbreviations) < _MOST:
            context.abbreviations.setdefault(match[1], match[2])
    dropped.update((index - 1, index, index + 1))


def _name(context: Context, tokens: Sequence[Token], index: int, name: str) -> None:
    """Set the id of a block: this one, or the one before an id in a paragraph of its own."""
    alone = tokens[index].content.lstrip().startswith("^" + name)
    at = _before(tokens, index - 1) if alone else index - 1
    if at < 0:
        return
    written: dict[str, str] = tokens[at].meta.get("attributes") or {}
    if "id" in written:
        return
    if context.anchors.claim(name):
        tokens[at].meta["attributes"] = {**written, "id": name}
    else:
        context.refuse_id(context.find(tokens[index], f"^{name}"), name)


def _before(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the token that opens the block before another block."""
    level = tokens[index].level
    for at in range(index - 1, -1, -1):
        if tokens[at].level < level:
            return -1
        if tokens[at].level == level and tokens[at].nesting >= 0:
            return at
    return -1
