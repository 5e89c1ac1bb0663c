"""Markup of other tools and broken Markdown that is left in the visible text."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from msgspec.structs import replace

from sitegen.markdown.context import Context
from sitegen.problems.errors import Place, Problem
from sitegen.text.regex import regex

_FOREIGN = regex(
    r"\{%[^%\n\0]{0,300}%\}|\{# [^#\n]{0,300}#\}|\{\{(?!-?\d)[^{}\n\0]{0,300}\}\}"
    r"|\{:(?:[ .#]|[a-z-]+=)[^{}\n]{0,300}\}"
    r"|^:::+.*$"
    r"|^(?:!!!|\?\?\?\+?) \w.*$|^=== \".*$"
    r"|^import\s(?:[^\n]{0,300}?\sfrom\s+)?['\"].*$|^export\s+(?:const|default|function|let)\s.*$",
    re.MULTILINE,
)
_FOREIGN_STARTS = (
    *("{%", "{# ", "{{", "{:", ":::", "import ", "export "),
    *("!!! ", "??? ", "???+ ", '=== "'),
)
_MARKUP = ("**", "][", "](", "]:", "##", "#\xa0")
_STARS = regex(
    r"(?:^|(?<=[\s\"“‘(]))\*\*(?=[^\s*])(?!\w+[),=])|(?<=[^\s*(])\*\*(?=$|[\s.,;:!?)\"”’])"
    r"|(?<=[。，、！？）」』”])\*\*(?=\w)"
)
_REFERENCE = regex(r"(?<![\w\]])\[([^\[\]]{1,200})\]\[([^\[\]]{0,200})\]")
_DEFINITION = regex(r"[ >\t]*\[([^\[\]]{1,200})\]:")
_ADDRESS_START = r"(?:https?://|mailto:|www\.|/|\.\.?/|#|[\w/-]+\.(?:md|html?)\b)"
_NO_DEFINITION = regex(
    r"\[(?P<label>[^\[\]]{1,200})\]:[ \t]+"
    rf"(?:(?P<address>{_ADDRESS_START}\S*)|[^\s{{}}]+[ \t]\S+)"
)
_LABEL = regex(r"\[([^\[\]]{1,200})\](?!:)")
_IN_ANGLES = "write an address with spaces or brackets between < and >: [words](<address>)"
_NO_HEADING = regex(r"#{1,6}[\xa0\u2007\u202f]\S*|#{2,6}[^\s#]\S*")
_NO_LINK = regex(
    rf"\[?[^\[\]]{{0,40}}\]\({_ADDRESS_START}\S*"
    r"|(?<![\w\]])!?\[[^\[\]]{1,100}\]\([^()\s{}]{1,100}(?: {1,3}[^()\s{}]{1,100}){1,20} ?\)"
)
"""An address that breaks off, or words with spaces where the address should be."""


def may_be_foreign(text: str) -> bool:
    """Return whether a text may contain the syntax of another tool; a cheap test."""
    # Most texts lack the first character, which is found far sooner than two in a row.
    return any(start[0] in text and start in text for start in _FOREIGN_STARTS)


def foreign(tokens: Sequence[Token]) -> list[str]:
    """Find tags of other template languages in the visible text of a paragraph."""
    visible = "".join(
        token.content if token.type == "text" else "\n" if token.type == "softbreak" else "\x00"
        for token in tokens
    )
    return [words.partition("\0")[0].rstrip() for words in _FOREIGN.findall(visible)]


def check(context: Context, inline: Token) -> None:
    """Report markup without effect: asterisks, headings, links, references without an address."""
    content = inline.content
    if not (_may_remain(content) and any(markup in content for markup in _MARKUP)):
        return
    reported, begins = False, True
    for token in inline.children or ():
        if token.type == "text" and _may_remain(token.content):
            reported = reported or _check_stars(context, inline, token.content)
            _check_references(context, inline, token.content)
            _check_rest(context, inline, token.content, begins=begins)
        begins = token.type in ("softbreak", "hardbreak")


_RANGE = regex(r"\^?(?:\w-\w|\\\w)+")


def _may_remain(text: str) -> bool:
    return "]" in text or "*" in text or "#" in text


def _check_stars(context: Context, inline: Token, text: str) -> bool:
    match = _STARS.search(text) if "**" in text else None
    if match:
        before = text[max(match.start() - 12, 0) : match.start()].lstrip()
        around = (before + text[match.start() : match.end() + 12]).rstrip()
        place = context.find(inline, around)
        if place.column:
            place = replace(place, column=place.column + len(before))
        hint = r"put them next to the words, **like this**; write \*\* for literal asterisks"
        context.warn("W314", place, f"'**' is printed unchanged: '{around}'", hint)
    return bool(match)


def _check_references(context: Context, inline: Token, text: str) -> None:
    for match in _REFERENCE.finditer(text) if "][" in text else ():
        label = match[2] or match[1]
        # Else its line is reported; [A-z][a-z] are ranges of a pattern.
        if _folded(label) not in _labels(context) and not _RANGE.fullmatch(label):
            hint = f"write it on a line of its own: [{label}]: address"
            message = f"the address of the link '{label}' is not defined"
            context.warn("W302", context.find(inline, match[0]), message, hint)


def _labels(context: Context) -> frozenset[str]:
    if context.labels is None:
        found = (_DEFINITION.match(line) for line in context.lines)
        context.labels = frozenset(_folded(match[1]) for match in found if match)
    return context.labels


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _check_rest(context: Context, inline: Token, text: str, *, begins: bool) -> None:
    if begins and (match := _NO_HEADING.match(text)):
        _warn(context, inline, match[0], "is not a heading", "put an ordinary space after the #")
    if begins and (match := _NO_DEFINITION.match(text)):
        hint = "write an empty line before it, and only a title in quotes after the address"
        if not match["address"]:
            hint = "write an address with spaces between < and >: [label]: <address>"
        if match["address"] or _is_referred_to(context, match["label"]):
            _warn(context, inline, match[0], "does not define a link", hint)
    for match in _NO_LINK.finditer(text) if "](" in text else ():
        if not _is_cut_by_a_tag(inline.content, match[0]):
            _warn(context, inline, match[0], "is not a link", _IN_ANGLES)


def _is_cut_by_a_tag(content: str, link: str) -> bool:
    """Return whether a template tag ends what looks like a link; the tag has its own warning."""
    following = content.partition(link)[2][:2] if "{" in content else ""
    return "{{" in link or "{%" in link or following in ("{{", "{%")


def _is_referred_to(context: Context, label: str) -> bool:
    if context.referred is None:
        found = (_LABEL.findall(line) for line in context.lines if "[" in line)
        context.referred = frozenset(_folded(label) for line in found for label in line)
    return _folded(label) in context.referred


def _warn(context: Context, inline: Token, words: str, what: str, hint: str) -> None:
    context.problems.append(_without_effect(context.find(inline, words), words, what, hint))


def _without_effect(place: Place, words: str, what: str, hint: str) -> Problem:
    shown = words if len(words) <= 60 else f"{words[:59]}…"
    return Problem(place, "W315", f"'{shown}' {what} and is printed unchanged", hint)


def check_line(text: str, place: Place) -> Iterator[Problem]:
    """Report links without effect in a line of front matter, as it is printed."""
    for match in _NO_LINK.finditer(text) if "](" in text else ():
        yield _without_effect(place, match[0], "is not a link", _IN_ANGLES)
