"""Marks of other languages and of broken Markdown that are left in the visible text."""

import re
from collections.abc import Sequence

from markdown_it.token import Token
from msgspec.structs import replace

from sitegen.markdown.draft import Draft
from sitegen.text.regex import regex

_FOREIGN = regex(
    r"\{%[^%\n]{0,300}%\}|\{# [^#\n]{0,300}#\}|\{\{[^{}\n]{0,300}\}\}"
    r"|\{:(?:[ .#]|[a-z-]+=)[^{}\n]{0,300}\}"
    r"|^:::+.*$|!\[\[[^\[\]\n]{0,300}\]\]"
    r"|^(?:!!!|\?\?\?\+?) \w.*$|^=== \".*$"
    r"|^import\s(?:[^\n]{0,300}?\sfrom\s+)?['\"].*$|^export\s+(?:const|default|function|let)\s.*$",
    re.MULTILINE,
)
_SIGNS = (
    "{%",
    "{# ",
    "{{",
    "{:",
    ":::",
    "![[",
    "import ",
    "export ",
    "!!! ",
    "??? ",
    "???+ ",
    '=== "',
)
_MARKUP = ("**", "][", "](", "]:", "##", "#\xa0")
_STARS = regex(
    r"(?:^|(?<=[\s\"“‘(]))\*\*(?=[^\s*])(?!\w+[),=])|(?<=[^\s*(])\*\*(?=$|[\s.,;:!?)\"”’])"
    r"|(?<=[。，、！？）」』”])\*\*(?=\w)"
)
_REFERENCE = regex(r"(?<![\w\]])\[([^\[\]]{1,200})\]\[([^\[\]]{0,200})\]")
_DEFINITION = regex(r"[ >\t]*\[([^\[\]]{1,200})\]:")
_LEADS = r"(?:https?://|mailto:|www\.|/|\.\.?/|#|[\w/-]+\.(?:md|html?)\b)"
"""How the address of a link begins."""
_NO_DEFINITION = regex(rf"\[[^\[\]]{{1,200}}\]:[ \t]+{_LEADS}\S*")
_NO_HEADING = regex(r"#{1,6}[\xa0\u2007\u202f]\S*|#{2,6}[^\s#]\S*")
_NO_LINK = regex(rf"\[?[^\[\]]{{0,40}}\]\({_LEADS}\S*")


def may_be_foreign(text: str) -> bool:
    """Tell cheaply whether a text may hold the syntax of another tool."""
    # Most texts lack a sign's first character, which is found far sooner than two in a row.
    return any(sign[0] in text and sign in text for sign in _SIGNS)


def foreign(tokens: Sequence[Token]) -> list[str]:
    """Find tags of other template languages in the visible text of a paragraph."""
    visible = "".join(
        token.content if token.type == "text" else "\n" if token.type == "softbreak" else "\x00"
        for token in tokens
    )
    return _FOREIGN.findall(visible)


def check(draft: Draft, inline: Token) -> None:
    """Report markup that makes nothing: stars, headings, links, references that lead nowhere."""
    content = inline.content
    if not (_may_remain(content) and any(sign in content for sign in _MARKUP)):
        return
    told, begins = False, True
    for token in inline.children or ():
        if token.type == "text" and _may_remain(token.content):
            told = told or _report_stars(draft, inline, token.content)
            _report_references(draft, inline, token.content)
            _report_remains(draft, inline, token.content, begins=begins)
        begins = token.type in ("softbreak", "hardbreak")


def _may_remain(text: str) -> bool:
    return "]" in text or "*" in text or "#" in text


def _report_stars(draft: Draft, inline: Token, text: str) -> bool:
    match = _STARS.search(text) if "**" in text else None
    if match:
        before = text[max(match.start() - 12, 0) : match.start()].lstrip()
        around = (before + text[match.start() : match.end() + 12]).rstrip()
        place = draft.find(inline, around)
        draft.warn(
            "W314",
            replace(place, column=place.column + len(before)) if place.column else place,
            f"'**' is printed as it stands: '{around}'",
            r"bold needs its stars close to the words, **so**; write \*\* for plain stars",
        )
    return bool(match)


def _report_references(draft: Draft, inline: Token, text: str) -> None:
    for match in _REFERENCE.finditer(text) if "][" in text else ():
        label = match[2] or match[1]
        if _folded(label) in _labels(draft):
            continue  # There is a line for it, which is told of on its own.
        draft.warn(
            "W302",
            draft.find(inline, match[0]),
            f"the link's address '{label}' is not defined",
            f"write it on a line of its own: [{label}]: address",
        )


def _labels(draft: Draft) -> frozenset[str]:
    if draft.labels is None:
        found = (_DEFINITION.match(line) for line in draft.lines)
        draft.labels = frozenset(_folded(match[1]) for match in found if match)
    return draft.labels


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _report_remains(draft: Draft, inline: Token, text: str, *, begins: bool) -> None:
    if begins and (match := _NO_HEADING.match(text)):
        _remain(draft, inline, match[0], "is no heading", "write a plain blank after the #")
    if begins and (match := _NO_DEFINITION.match(text)):
        hint = "write a blank line before it, and nothing but a title in quotes after the address"
        _remain(draft, inline, match[0], "defines no link", hint)
    for match in _NO_LINK.finditer(text) if "](" in text else ():
        hint = "write an address with blanks or brackets between < and >: [words](<address>)"
        _remain(draft, inline, match[0], "is no link", hint)


def _remain(draft: Draft, inline: Token, words: str, what: str, hint: str) -> None:
    shown = words if len(words) <= 60 else f"{words[:59]}…"
    place = draft.find(inline, words)
    draft.warn("W315", place, f"'{shown}' {what} and is printed as it stands", hint)
