"""Text -> slug: the part of an address that is made from a title, a heading or a theme's name."""

import re
import unicodedata
from urllib.parse import quote

from sitegen.model import Slug

LONGEST = 80
"""Characters a slug may have; longer ones are cut between words."""

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ‘](?=\w)")
_SPELLED = (
    (re.compile(r"(?<=\w)\+(?=\+|\W|$)|(?<=\+)\+"), "-plus"),
    (re.compile(r"(?<=[^\W\d_])#"), "-sharp"),
    (re.compile(r"(?<![\w.])\.(?=[^\W\d_])"), "dot-"),
)
_GAPS = re.compile(r"[\W_]+")


def slugify(text: str) -> Slug:
    """Make a slug of any text; "" when the text has no letter or digit.

    Letters of every script stay, case and punctuation go; ``c++``, ``c#`` and ``.NET`` stay
    apart from ``c`` and ``net``. Idempotent. Two names with one slug are one theme.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    folded = _APOSTROPHES.sub("", folded)
    for sign, name in _SPELLED:
        folded = sign.sub(name, folded)
    slug = _GAPS.sub("-", _keep_marks(folded)).strip("-")
    return Slug(slug if len(slug) <= LONGEST else _cut(slug))


def _keep_marks(text: str) -> str:
    # Vowel signs of Indic scripts and the like are marks, which \w does not count as letters.
    if text.isascii():
        return text
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in text)


def _cut(slug: str) -> str:
    head = slug[: LONGEST + 1]
    return head[: head.rfind("-")] if "-" in head[20:] else slug[:LONGEST]


def quote_path(path: str) -> str:
    """Percent-encode a path for an address, slashes kept."""
    return quote(path, safe="/-._~!$&'()*+,;=:@")
