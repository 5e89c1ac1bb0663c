"""Language tag -> the direction of its script, and its form in OpenGraph."""

import re
import unicodedata
from functools import cache
from typing import Literal

from sitegen.text.regex import regex

_LANGUAGES = frozenset(
    {
        *("ar", "arc", "arq", "ary", "arz", "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk"),
        *("he", "iw", "ji", "khw", "ks", "lki", "lrc", "luz", "mzn", "nqo", "pnb", "prs", "ps"),
        *("rhg", "sd", "sdh", "skr", "sqr", "syc", "syr", "ug", "ur", "yi", "ydd"),
    }
)
"""Languages whose usual script runs from right to left: Unicode CLDR, "likelySubtags"."""
_SCRIPTS = frozenset(
    {
        *("adlm", "arab", "aran", "armi", "avst", "chrs", "cprt", "elym", "hatr", "hebr", "hung"),
        *("khar", "lydi", "mand", "mani", "mend", "merc", "mero", "narb", "nbat", "nkoo", "orkh"),
        *("ougr", "palm", "phli", "phlp", "phnx", "prti", "rohg", "samr", "sarb", "sogd", "sogo"),
        *("syrc", "syrj", "syrn", "syre", "thaa", "yezi"),
    }
)
"""Scripts that run from right to left: Unicode, "scriptMetadata.txt", column "RTL?"."""
_UPRIGHT = frozenset(
    {
        *("as", "bn", "brx", "doi", "gu", "hi", "kn", "kok", "mai", "ml", "mni", "mr", "ne", "or"),
        *("pa", "sa", "sat", "si", "ta", "te"),
        *("am", "bo", "dz", "km", "lo", "my", "shn", "th", "ti"),
        *("ja", "ko", "yue", "zh"),
    }
)
"""Other languages whose usual script has no italics; ``templates/scripts.css`` names them too."""
_TERRITORY = regex(r"([a-z]{2,3})(?:-[a-z]{4})?-([a-z]{2})(?:-.*)?", re.IGNORECASE)
_MAY_BE_RTL = regex(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

Direction = Literal["ltr", "rtl"]


@cache  # of the languages of a collection
def direction(tag: str) -> Direction:
    """Return the direction of a BCP 47 tag: that of its script, else that of its language."""
    language, *rest = tag.replace("_", "-").lower().split("-")
    script = next((part for part in rest[:2] if len(part) == 4 and part.isalpha()), "")
    rtl = script in _SCRIPTS if script else language in _LANGUAGES
    return "rtl" if rtl else "ltr"


def other_direction(tag: str, around: str) -> Direction | Literal[""]:
    """Return the direction of a language among words of another one; "" if it is the same."""
    found = direction(tag)
    return found if found != direction(around) else ""


@cache
def is_upright(tag: str) -> bool:
    """Return whether the script of a BCP 47 tag has no italics."""
    return tag.lower().partition("-")[0] in _UPRIGHT or direction(tag) == "rtl"


def direction_of_words(text: str) -> Direction | Literal[""]:
    """Return the direction of the first letter that has one; "" for none."""
    if text.isascii() or not _MAY_BE_RTL.search(text):
        return "ltr" if any(map(str.isalpha, text)) else ""
    kinds = (unicodedata.bidirectional(char) for char in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    return "rtl" if first in ("R", "AL") else "ltr" if first else ""


def open_graph(tag: str) -> str:
    """Return a tag as OpenGraph writes it, ``en_GB``; "" for one without a territory (ogp.me)."""
    found = _TERRITORY.fullmatch(tag.replace("_", "-"))
    return f"{found[1].lower()}_{found[2].upper()}" if found else ""
