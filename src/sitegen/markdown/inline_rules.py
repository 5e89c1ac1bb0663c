"""Inline rules for markdown-it, and the table ``INLINE`` of all inline markup.

A rule puts into ``meta`` of a link's token its position in the paragraph's source (``pos``,
``end``), and into that of a token of ours the ``attributes`` written after it.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    newline,
    strikethrough,
)

from sitegen.markdown import attributes, components
from sitegen.markdown.citation_rule import citation
from sitegen.markdown.mark_rules import lowered, marked, raised
from sitegen.markdown.shortcodes import bracketed, shortcode
from sitegen.markdown.wiki_embeds import embed, take_size
from sitegen.text.regex import regex

_WIKI = regex(r"\[\[([^\[\]|#]{0,200})(?:#([^\[\]|]{0,200}))?(?:\|([^\[\]]{1,300}))?\]\]")
_HEADING_LAST = regex(r"(.*\S)#(\S[^#]*)", re.DOTALL)
_NOTE = regex(r"\[\^([^\s\[\]^]{1,100})\]")
_MATH = regex(
    r"(?<![\w$])(?:\$\$(?=[^$])((?:[^$\\]|\\.)++)\$\$|\$(?=[^\s$])((?:[^$\\]|\\.)++)(?<!\s)\$)(?![\w$])",
    re.DOTALL,
)
_QUOTED_VALUE = regex(r"(=\s{0,3}\"\{\{-?\s{0,3})\"([^\"{}\n]*+)\"(?=[^\"{}\n]*+\}\})")
_QUOTED_TAG = regex(
    r"<[a-zA-Z][\w-]*+(?:\s++[\w:-]++(?:\s{0,3}=\s{0,3}(?:\"\{\{-?\s{0,3}\"[^\"{}\n]*+\"[^\"{}\n]*+\}\}"
    r"[^\"]*+\"|\"[^\"]*+\"|'[^']*+'|[^\s\"'<>=`]++))?+)*+\s*+/?>"
)
_PRICE = regex(r"\$\d[^\\^_={}+*<>]*\s[^\\^_={}+*<>]*\$")
"""``$10 and 5$``: begins with a digit, contains a space and no character of TeX markup."""


Rule = Callable[[StateInline, bool], bool]
"""Reads what begins at ``state.pos``; with ``silent`` it only finds the end."""


def plain_emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read emphasis of plain words between spaces, as most emphasis is.

    Its delimiters can only open there and only close there, and there are no others between them:
    they are a pair whatever else the paragraph contains, so no search for pairs is needed.
    """
    match = None if silent else _PLAIN_EMPHASIS.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    name = "strong" if len(match[1]) > 1 else "em"
    state.push(f"{name}_open", name, 1)
    state.append_pending(match[2])
    state.push(f"{name}_close", name, -1)
    state.pos = match.end()
    return True


def bracket(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read what begins with ``[``: a wiki link, note, link or span with attributes."""
    start = state.pos
    if _plain_link(state, silent=silent):
        return True
    if not _closes(state):
        return False
    following = state.src[start + 1 : start + 2]
    if following == "[" and _wiki_link(state, silent=silent):
        return True
    if following == "^" and _note(state, silent=silent, defined=True):
        return True
    first = 0 if silent else len(state.tokens) + bool(state.pending)
    if link(state, silent):
        if not silent:
            state.tokens[first].meta = {"pos": start, "end": state.pos}
        _attributes(state, first, silent=silent)
        return True
    return (
        bracketed(state, silent)
        or ("cites" in state.env and citation(state, silent=silent))
        or _span(state, silent=silent)
        or (following == "^" and _note(state, silent=silent, defined=False))
    )


def _plain_link(state: StateInline, *, silent: bool) -> bool:
    # Most links contain no other markup: they need no search for nested links and no unescaping.
    match = _PLAIN_LINK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    start, state.pos = match.span()
    index = len(state.tokens) + bool(state.pending)
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": match[2]}
        token.meta = {"pos": start, "end": state.pos}
        state.append_pending(match[1])
        state.push("link_close", "a", -1)
    _attributes(state, index, silent=silent)
    return True


def _closes(state: StateInline) -> bool:
    # Without this look ahead, thousands of opening brackets without a closing one take seconds.
    return state.html_terminator_last("]") > state.pos


def _attributes(state: StateInline, index: int, *, silent: bool) -> None:
    if state.pos < state.posMax and state.src[state.pos] == "{":
        found = attributes.read(state.src, state.pos)
        if found and found[1] <= state.posMax:
            state.pos = found[1]
            if not silent:
                state.tokens[index].meta["attributes"] = found[0]


def _wiki_link(state: StateInline, *, silent: bool) -> bool:
    start = state.pos
    match = _WIKI.match(state.src, start, state.posMax)
    if not match or (start and state.src[start - 1] == "!") or state.linkLevel:
        return False
    if state.src[match.end() : match.end() + 1] == "(":
        return False  # [[words]](address) is a link whose words have brackets of their own
    if _is_defined(state, match[0][2:-2]):
        return False  # [label] in brackets, as in lists of changes: its address is in the text
    title, heading, label = match.groups()
    shown = match.span(3) if label else match.span(1) if title.strip() else match.span(2)
    if label and not heading and (parts := _HEADING_LAST.fullmatch(label)):
        heading, shown = parts[2], (shown[0], shown[0] + len(parts[1]))
    if not (title.strip() or heading):
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": " ".join(title.split())}
        fragment = " ".join((heading or "").split())
        token.meta = {"pos": start, "end": match.end(), "wiki": fragment}
        state.linkLevel += 1
        inside(state, *shown)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _is_defined(state: StateInline, label: str) -> bool:
    known = state.env.get("references")
    return known is not None and normalizeReference(label) in known


def inside(state: StateInline, start: int, end: int) -> None:
    """Read the markup between two positions; the caller sets ``state.pos`` afterwards."""
    outer = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = outer


def _note(state: StateInline, *, silent: bool, defined: bool) -> bool:
    match = _NOTE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    known = state.env.get("footnotes", {}).get("refs", {})
    if (":" + match[1] in known) is not defined:
        return False
    kind = "note" if defined else "note_undefined"
    return _push(state, kind, match[1], match.end(), silent=silent)


def _push(state: StateInline, kind: str, content: str, end: int, *, silent: bool) -> bool:
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
        token.meta = {"pos": state.pos}
    state.pos = end
    return True


def _span(state: StateInline, *, silent: bool) -> bool:
    start = state.pos
    if state.html_terminator_last("]{") < start:
        return False
    close = state.md.helpers.parseLinkLabel(state, start, False)  # noqa: FBT003 - positional in markdown-it
    found = attributes.read(state.src, close + 1) if close >= 0 else None
    if not found or found[1] > state.posMax:
        return False
    if not silent:
        token = state.push("span_open", "span", 1)
        token.meta = {"pos": start, "attributes": found[0]}
        inside(state, start + 1, close)
        state.push("span_close", "span", -1)
    state.pos = found[1]
    return True


def picture(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read an image, and note its position."""
    start = state.pos
    if state.src.startswith("![[", start) and embed(state, silent):
        return True
    if not _closes(state) or not image(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta = {"pos": start, "end": state.pos}
        take_size(state.tokens[-1])
    _attributes(state, -1, silent=silent)
    return True


def code(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read code between backticks, and attributes after it."""
    if not backtick(state, silent):
        return False
    if silent or (state.tokens[-1:] and state.tokens[-1].type == "code_inline"):
        _attributes(state, -1, silent=silent)
    return True


def angle(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read ``<address>`` or a tag of HTML, and note its position."""
    start = state.pos
    if autolink(state, silent):
        if not silent:
            state.tokens[-3].meta = {"pos": start, "end": state.pos}
        return True
    if components.is_type(state.src, start) or components.is_comparison(state.src, start):
        return False
    if tag := components.tag_at(state.src, start):
        return _push(state, "html_inline", tag[0], tag.end(), silent=silent)
    if not (html_inline(state, silent) or _quoted_tag(state, silent=silent)):
        return False
    if not silent:
        state.tokens[-1].meta = {"pos": start}
    return True


def _quoted_tag(state: StateInline, *, silent: bool) -> bool:
    # <img src="{{ "/a.png" | relative_url }}">, as Jekyll's authors write it
    if "pairs" not in state.env:
        return False
    found = _QUOTED_TAG.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("html_inline", "", 0)
        token.content = with_single_quotes(found[0])
    state.pos = found.end()
    return True


def with_single_quotes(markup: str) -> str:
    """Write the quotes of a tag inside a quoted attribute as single ones."""
    return _QUOTED_VALUE.sub(r"\1'\2'", markup) if '"{{' in markup else markup


def inline_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a note written in place: ``^[...]``."""
    start = state.pos
    if state.src[start + 1 : start + 2] != "[" or not _closes(state):
        return False
    close = state.md.helpers.parseLinkLabel(state, start + 1)
    if close < 0:
        return False
    return _push(state, "note_inline", state.src[start + 2 : close], close + 1, silent=silent)


def math(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read math between ``$``.

    As in Pandoc, a dollar opens math only before a character that is not a space, and closes it
    only after one and not before a letter or digit; so prices are left alone.
    """
    match = _MATH.match(state.src, state.pos, state.posMax)
    if not match or _PRICE.fullmatch(match[0]):
        return False
    _push(state, "math", (match[1] or match[2]).strip(), match.end(), silent=silent)
    if not silent:
        state.tokens[-1].markup = "$$" if match[1] else "$"
    return True


class Inline(NamedTuple):
    """A kind of inline markup."""

    begins: str
    """The characters that it may begin with."""
    rules: tuple[Rule, ...]
    """The rules to try there, in order."""
    tags: tuple[str, ...] = ()
    """HTML elements that its tokens are written as: ``em`` for ``em_open`` and ``em_close``."""


INLINE = (
    Inline("\n", (newline,)),
    Inline("\\", (escape,)),
    Inline("`", (code,)),
    Inline("~", (lowered, strikethrough.tokenize), ("s", "sub")),
    Inline("*_", (plain_emphasis, emphasis.tokenize), ("em", "strong")),
    Inline("[", (bracket,)),
    Inline("]", ()),
    Inline("$", (math,)),
    Inline("^", (inline_note, raised), ("sup",)),
    Inline("=", (marked,), ("mark",)),
    Inline("!", (picture,)),
    Inline("<", (angle,)),
    Inline("{", (shortcode,)),
    Inline("&", (entity,)),
)
MARKUP = re.escape("".join(kind.begins for kind in INLINE))
"""All these characters, for a class of a regular expression."""
_PLAIN_LINK = regex(rf"\[([^{MARKUP}]+)\]\(([\w./:?=#%+-]+)\)", re.ASCII)
_PLAIN_EMPHASIS = regex(
    rf"(?<![^ \n(\"])(\*\*?|__?)(?=[^\W_])([^{MARKUP}]++)(?<=[^\W_])\1(?=[ \n.,;:!?)\"]|\Z)"
)
TAGS = frozenset(tag for kind in INLINE for tag in kind.tags)
"""HTML elements that inline markup is written as."""
