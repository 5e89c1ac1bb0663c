"""Inline rule for markdown-it: citations of works, ``[see @key, p. 12; @other]``."""

from markdown_it.rules_inline import StateInline

from sitegen.model import Cited
from sitegen.text.regex import regex

_CITATION = regex(r"\[([^\[\]@\n]{0,100}@[^\[\]]{1,500})\](?![(\[{:])")
_WORK = regex(r"(?P<before>[^@]*)(?<!\w)@(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?)(?P<after>[^@]*)")
"""As in Pandoc (pandoc.org/MANUAL, Citation syntax)."""


def citation(state: StateInline, *, silent: bool) -> bool:
    """Read a citation of works in brackets."""
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if not found or not read(found[1]):
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = found[1]
        token.meta = {"pos": state.pos}
    state.pos = found.end()
    return True


def read(written: str) -> tuple[Cited, ...]:
    """Read the works of a citation; () if it is none."""
    parts = [part for one in written.split(";") if (part := _WORK.fullmatch(one.strip()))]
    if len(parts) <= written.count(";"):
        return ()
    return tuple(
        Cited(
            key=part["key"],
            before=part["before"].removesuffix("-").strip(),
            after=part["after"].removeprefix(",").strip(),
            without_author=part["before"].endswith("-"),
        )
        for part in parts
    )
