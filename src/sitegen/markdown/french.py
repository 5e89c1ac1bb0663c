"""Spaces of French -> no-break spaces before ``? ! ; :`` and inside of guillemets.

After the Lexique des règles typographiques en usage à l'Imprimerie nationale; one width for all.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.text.regex import regex

NARROW = "\u202f"
_GAP = "[ \u00a0\u2009\u202f]"
_WORD = r"(?<=[^\W_]|[\"'.…)\]»”’%°€*?!\ufffc])"
_HIGH = rf"{_WORD}{_GAP}?(?<![?!])(?=[?!]{{1,5}}(?:[\s\"'»”’)\],.;:…]|\Z))"
_LOW = rf"{_WORD}{_GAP}?(?=[;:](?:[\s»”’]|\Z))"
_SPACE = regex(rf"{_HIGH}|{_LOW}|(?<=[«‹]){_GAP}?(?=\S)|(?<=\S){_GAP}?(?=[»›])")
_TYPED = regex(
    rf"(?<=\S){_GAP}(?=[?!;:](?:[\s\"'»”’)\],.;:…?!]|\Z))|(?<=\S){_GAP}(?=[»›])|(?<=[«‹]){_GAP}(?=\S)"
)
_SIGNS = "?!;:«»‹›"


class Spaces(NamedTuple):
    """The spaces that a country writes in French."""

    added: bool
    """Whether spaces are added where none is typed."""


def spaces_of(language: str) -> Spaces | None:
    """Return the rules for a BCP 47 tag; None if the language is not French.

    Switzerland and Canada write most signs without a space: only typed ones are kept together.
    """
    name, _, region = language.replace("_", "-").lower().partition("-")
    return Spaces(added=region not in ("ch", "ca")) if name == "fr" else None


def needed(text: str) -> bool:
    """Return whether a text may contain such signs; a cheap test."""
    return any(sign in text for sign in _SIGNS)


def spaces(text: str, rules: Spaces) -> Iterator[tuple[int, int, str]]:
    """Find the spaces to set: start, end, and the no-break space."""
    pattern = _SPACE if rules.added else _TYPED
    for match in pattern.finditer(text):
        if match[0] != NARROW:
            yield match.start(), match.end(), NARROW
