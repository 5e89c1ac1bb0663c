"""Marks of other languages and of broken Markdown that are left in the visible text."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.markdown.draft import Draft

_FOREIGN = re.compile(
    r"\{%[^%\n]{0,300}%\}|\{\{[^{}\n]{0,300}\}\}|\{:[ .#][^{}\n]{0,300}\}|^:::+.*$|!\[\[[^\[\]\n]{0,300}\]\]"
    r"|^import\s[^\n]*?\sfrom\s+['\"].*$|^import\s+['\"].*$|^export\s+(?:const|default|function|let)\s.*$",
    re.MULTILINE,
)
_SIGNS = ("{%", "{{", "{:", ":::", "![[", "import ", "export ")
_STARS = re.compile(
    r"(?:^|(?<=[\s\"“‘(]))\*\*(?=[^\s*])(?!\w+[),=])|(?<=[^\s*(])\*\*(?=$|[\s.,;:!?)\"”’])"
    r"|(?<=[。，、！？）」』”])\*\*(?=\w)"
)
_REFERENCE = re.compile(r"(?<![\w\]])\[([^\[\]]{1,200})\]\[([^\[\]]{0,200})\]")


def may_be_foreign(text: str) -> bool:
    """Tell cheaply whether a text may hold the syntax of another tool."""
    return any(sign in text for sign in _SIGNS)


def foreign(tokens: Sequence[Token]) -> list[str]:
    """Find tags of other template languages in the visible text of a paragraph."""
    visible = "".join(
        token.content if token.type == "text" else "\n" if token.type == "softbreak" else "\x00"
        for token in tokens
    )
    return _FOREIGN.findall(visible)


def check(draft: Draft, inline: Token) -> None:
    """Report stars that make nothing bold and references that lead nowhere."""
    stars, brackets = "**" in inline.content, "][" in inline.content
    if not (stars or brackets):
        return
    for token in inline.children or ():
        if token.type != "text":
            continue
        if stars and "**" in token.content and (match := _STARS.search(token.content)):
            around = token.content[max(match.start() - 12, 0) : match.end() + 12].strip()
            draft.warn(
                "W314",
                draft.find(inline, around),
                f"'**' is printed as it stands: '{around}'",
                r"bold needs its stars close to the words, **so**; write \*\* for plain stars",
            )
            stars = False
        for match in _REFERENCE.finditer(token.content) if brackets else ():
            label = match[2] or match[1]
            draft.warn(
                "W302",
                draft.find(inline, match[0]),
                f"the link's address '{label}' is not defined",
                f"write it on a line of its own: [{label}]: address",
            )
