"""Inline rules for markdown-it: ``==marked==`` words, ``H~2~O`` and ``x^2^``.

The first is how Obsidian, Typora and Joplin write it, the others are those of Pandoc.
"""

import re
from typing import Literal

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from sitegen.markdown import scripts
from sitegen.text.regex import regex

_LOWERED = regex(r"~([\w+−,()-]{1,20})~", re.ASCII)
_RAISED = regex(r"\^([a-zA-Z0-9+−,()ªº-]{1,20})\^")


def marked(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read ``==`` before or after marked words; ``pair_marks`` finds the pairs.

    Between letters or digits it compares, as in ``a==b``.
    """
    start = state.pos
    if silent or not state.src.startswith("==", start):
        return False
    run = state.scanDelims(start, True)  # noqa: FBT003 - positional in markdown-it
    state.pos += run.length
    before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
    opens = run.can_open and not _is_letter(before) and _may_touch(before, after, ",;:.!?)]}>")
    closes = run.can_close and not _is_letter(after) and _may_touch(after, before, ",;:([{<")
    if run.length != len("==") or not (opens or closes):
        state.append_pending("=" * run.length)
        return True
    token = state.push("text", "", 0)
    token.content = "=="
    place = Delimiter(ord("="), 0, len(state.tokens) - 1, -1, opens, closes)
    state.delimiters.append(place)
    return True


def _may_touch(outer: str, inner: str, signs: str) -> bool:
    """Return whether marks can be between two signs; in prose about code, ``<==`` is an arrow."""
    return outer not in ("<", ">", "!") and (not inner or inner not in signs)


def _is_letter(char: str) -> bool:
    # Scripts without spaces have words next to marks.
    return char.isalnum() and char < "\u2e80" and not scripts.is_unspaced(char)


def pair_marks(state: StateInline) -> None:
    """Turn pairs of ``==`` into marked words."""
    if "==" not in state.src:
        return
    inner = (meta["delimiters"] for meta in state.tokens_meta if meta)
    for delimiters in (state.delimiters, *inner):
        for opening in delimiters:
            if opening.marker == ord("=") and opening.end >= 0:
                _mark(state.tokens[opening.token], "open", 1)
                _mark(state.tokens[delimiters[opening.end].token], "close", -1)


def _mark(token: Token, end: str, nesting: Literal[-1, 1]) -> None:
    token.type, token.tag, token.content, token.nesting = f"mark_{end}", "mark", "", nesting


def lowered(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a subscript, ``H~2~O``: just after a letter, a digit or a bracket, without spaces."""
    return _shifted(state, _LOWERED, "sub", silent=silent)


def raised(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a superscript, ``2^10^`` or ``M^me^``."""
    return _shifted(state, _RAISED, "sup", silent=silent)


def _shifted(state: StateInline, pattern: re.Pattern[str], tag: str, *, silent: bool) -> bool:
    start = state.pos
    match = pattern.match(state.src, start, state.posMax) if start else None
    if not match or _is_plain(state.src, match, tag):
        return False
    if not silent:
        state.push(f"{tag}_open", tag, 1)
        state.append_pending(match[1])
        state.push(f"{tag}_close", tag, -1)
    state.pos = match.end()
    return True


def _is_plain(text: str, match: re.Match[str], tag: str) -> bool:
    """Return whether two signs are a range, a product or a part of an address: ``5~10~15``."""
    words, following = match[1], text[match.end() : match.end() + 1]
    before = text[match.start() - 1]
    if not (_is_letter(before) or before in ")]*_”’") or following in ("~", "^"):
        return True
    written = text[max(match.start() - 80, 0) : match.start()]
    written = written[max(written.rfind(" "), written.rfind("\n")) + 1 :]
    if "/" in written or "\\" in written or "@" in written:
        return True
    if not following.isalnum():
        return False
    letters = sum(char.isalpha() for char in words)
    return (before.isdigit() and following.isdigit()) or letters > (tag == "sub") or "+" in words
