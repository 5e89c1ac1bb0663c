"""Text -> slug: the part of an address made from a title, a heading or a theme's name."""

import re
from collections.abc import Sequence
from unicodedata import category, normalize
from urllib.parse import quote

from sitegen.model import Slug
from sitegen.text.graphemes import boundary
from sitegen.text.regex import regex

LONGEST = 80
"""Characters of a slug; longer ones are cut between words."""
LONGEST_WIDE = 60
"""The same beyond ASCII: with four bytes a letter it still fits the 255 of a file's name."""

_LARGEST = 240
"""Bytes of a name in the output: a file system holds 255, and a clash may add a date."""

_SPECIAL = regex(r"[+#.']")
_SPELLED = (
    ("'", regex(r"(?<=\w)'+(?=\w)"), ""),
    ("+", regex(r"(?<=[\w+])\+(?!\w)|(?<=\+)\+"), "-plus-"),
    ("#", regex(r"(?<=\b[a-z])#"), "-sharp-"),
    (".", regex(r"(?<![\w.])\.(?=[^\W\d_])"), "-dot-"),
)
_GAPS = regex(r"[\x00-/:-`{-\x7f]+")
_INVISIBLE = regex(
    r"[\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\U000e0000-\U000e0fff]"
)
_UNQUOTED = regex(r"[\w/.~!$&'()*+,;=:@-]*", re.ASCII)
_APOSTROPHES = "’‘ʼʻ＇"


def slugify(text: str) -> Slug:
    """Return the slug of any text; "" when the text has no letter or digit.

    Letters of every script are kept, case and punctuation removed; ``c++``, ``c#`` and ``.NET``
    differ from ``c`` and ``net``. Idempotent. Two names with one slug are one theme.
    """
    slug = _slug(text)
    return Slug(_cut(slug, LONGEST if slug.isascii() else LONGEST_WIDE))


def whole_slug(text: str) -> Slug:
    """Return the slug of the name of a file, cut only where a file system could not hold it."""
    slug = _slug(text)
    if len(slug) * 4 > _LARGEST:
        slug = slug.encode()[:_LARGEST].decode(errors="ignore").strip("-")
    return Slug(slug)


def _slug(text: str) -> str:
    plain = text.replace("’", "'")  # the only character beyond ASCII in most titles
    folded = plain.lower() if plain.isascii() else _letters(plain)
    if _SPECIAL.search(folded):
        for char, pattern, name in _SPELLED:
            folded = pattern.sub(name, folded) if char in folded else folded
    return _GAPS.sub("-", folded).strip("-")


def _letters(text: str) -> str:
    # A vowel sign or an accent without a precomposed letter is a mark: part of the word, although
    # neither letter nor digit. The dot of a lower-case Turkish İ is not one.
    kept: list[str] = []
    for char in normalize("NFC", normalize("NFC", _INVISIBLE.sub("", text)).casefold()):
        if char in _APOSTROPHES:
            kept.append("'")
        elif char.isascii() or char.isalnum():
            kept.append(char)
        elif category(char) not in ("Mn", "Mc"):
            kept.append("-")
        elif kept and not _GAPS.match(kept[-1]) and kept[-1] + char != "i\u0307":
            kept.append(char)
    return normalize("NFC", "".join(kept))


def _cut(slug: str, longest: int) -> str:
    if len(slug) <= longest:
        return slug
    end = slug.rfind("-", 20, longest + 1)
    return slug[: end if end > 0 else boundary(slug, longest)]


def plain_spellings(slug: str) -> Sequence[str]:
    """Return how a slug is written without accents, in two ways: ``uber`` and ``ueber``.

    For comparisons only. Letters of other scripts than Latin, Greek and Cyrillic stay.
    """
    if slug.isascii():
        return (slug,)
    short = slug.translate(_WITHOUT_ACCENT)
    long = normalize("NFC", slug).translate(_UMLAUTS).translate(_WITHOUT_ACCENT)
    spellings = (_ACCENT.sub("", normalize("NFD", spelling)) for spelling in (short, long))
    return tuple(dict.fromkeys(normalize("NFC", spelling) for spelling in spellings))


_ACCENT = regex("[\u0300-\u036f]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_WITHOUT_ACCENT = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def folded(path: str) -> str:
    """Fold what some hosts and disks do not distinguish: case and the Unicode form of accents."""
    return path.lower() if path.isascii() else normalize("NFC", normalize("NFC", path).casefold())


def quote_path(path: str) -> str:
    """Percent-encode a path for an address, slashes kept."""
    return path if _UNQUOTED.fullmatch(path) else quote(path, safe="/-._~!$&'()*+,;=:@")
