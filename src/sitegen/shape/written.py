"""A line of plain text -> what its beginning and its end show of it."""

import re
from typing import Literal

from msgspec import Struct

LineKind = Literal["plain", "item", "heading", "rule", "quote", "page"]
"""page: of a page, and not of its text, as text browsers write it."""

_OPENING = "\"'“”„«»‹‘‚¿¡([*_"
_END = re.compile(
    r"(?:[.!?…。！？：؟۔।॥։።”»]|:(?!\d))[\"'“”‘’«»›)\]*_]{0,3}"
    r"(?:\[\d{1,3}\]|\[\^\w{1,9}\]|\^?\d{1,3})?$"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|Dr|Mrs?|Ms|St|Prof|Hr|Fr|Mme|Mlle|Sra?|Sig|Nos?|Nr|Fig|Abb|Vol|pp|vs|cf|"
    r"vgl|ca|bzw|z\. ?B|d\. ?h|i\. ?e|e\. ?g|u\. ?a)\.$",
    re.IGNORECASE,
)
"""The end of a line that is only an abbreviation or an initial."""
BULLETS = "•▪◦‣●○■□☆★►∙"
"""Bullets that Markdown does not know, and that begin no sentence; · and – may."""
_ITEM = re.compile(rf"(?:[-*+·–{BULLETS}]|o(?=\s+[^\W_])|\(?\d{{1,2}}[.)])(?:\s+(?=\S)|$)")
_HEADING = re.compile(r"#{1,6}\s")
_RULE = re.compile(r"(?:[*_~=·•#–—-]\s*){3,}|[⁂❦§]|o0o")
_PAGE = re.compile(
    r"\[[\w.%-]{1,80}\.(?:jpe?g|png|gif|webp)\]|\(BUTTON\)|\[\d{1,4}\][^\[\]]{1,40}(?<=[\w!])\[\d",
    re.IGNORECASE,
)
"""The file of a picture, a button, two links without a space between them."""


class Line(Struct, frozen=True):
    """A line that is not empty."""

    number: int
    """1-based, in the file."""
    source: str
    """As written, without white space at its end."""
    text: str
    """Without white space at its ends."""
    indent: int
    """Columns of white space before its text."""
    kind: LineKind
    ends: bool
    """Whether a sentence ends with it."""
    begins: bool
    """Whether a sentence may begin with it."""
    goes_on: bool
    """Whether its first letter is a small one."""
    is_broken: bool
    """Whether its author broke it on purpose, as Markdown does: two spaces or a backslash."""

    @property
    def may_go_on(self) -> bool:
        """Return whether it may continue a sentence: it begins with no capital letter."""
        return self.goes_on or not self.text.lstrip(_OPENING)[:1].isalpha()

    @property
    def is_caseless(self) -> bool:
        """Return whether its first letter is of a script without small letters."""
        first = self.text.lstrip(_OPENING)[:1]
        return first.isalpha() and first.lower() == first.upper()

    @property
    def columns(self) -> int:
        """Return the column after its last character."""
        return self.indent + len(self.text)


def written(number: int, source: str) -> Line:
    """Look at a line that is not empty."""
    broken = source.endswith(("  ", "\\", "<br>", "<br/>", "<br />"))
    source = source.rstrip()
    text = source.lstrip()
    lead = source[: len(source) - len(text)]
    indent = len(lead.expandtabs(4)) if "\t" in lead else len(lead)
    first = text.lstrip(_OPENING)[:1]
    small = first.islower()
    ends = bool(_END.search(text[-12:])) and not _ABBREVIATED.search(text[-8:])
    return Line(
        number, source, text, indent, _kind(text), ends, not small and first != "", small, broken
    )


def _kind(text: str) -> LineKind:
    if text[0].isalpha() and text[:2] != "o ":
        return "plain"
    if text[0] == ">":
        return "quote"
    if _HEADING.match(text):
        return "heading"
    if len(text) < 80 and _RULE.fullmatch(text):
        return "rule"
    if text[0] in "[(" and _PAGE.match(text):
        return "page"
    return "item" if _ITEM.match(text) else "plain"


_LINK = re.compile(r"[*_(]{0,3}!?\[[^\]\n]{0,300}\](?:\([^()\s]*\)|\[[^\]\n]{0,100}\])?\S*")
_TARGET = re.compile(r"(?<=\])\([^()\s]+\)|https?://\S+")


def first_word(line: Line) -> int:
    """Return the length of the first word of a line; many authors never break a link."""
    link = _LINK.match(line.text)
    return len(link[0]) if link else len(line.text.split(maxsplit=1)[0])


def shown(line: Line) -> int:
    """Return the columns of a line without the addresses of its links, which cannot be broken."""
    long = "://" in line.text or "](" in line.text
    return len(_TARGET.sub("", line.text)) + line.indent if long else line.columns


def count_words(text: str) -> int:
    """Count words; of a script without spaces, one for each two signs."""
    found = len(text.split())
    return found if found * 12 > len(text) else len(text) // 2
