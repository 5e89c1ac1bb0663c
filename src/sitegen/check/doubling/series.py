"""Two texts -> whether they are alike on purpose: parts, release notes, translations."""

import re
from functools import cache

from sitegen.check.wordlists import listed
from sitegen.model import Essay
from sitegen.text.filenames import split_date

_VERSION = re.compile(
    r"(?<![\w.])v?\d{1,4}(?:\.(?:\d+|x)){1,3}(?!\w\w)|\d-\d+-\d+|\b(?:cve|jvn|ghsa)[-_ ]?\d", re.I
)
"""The number of a version, or that of a security notice."""
_LANGUAGE = re.compile(r"[._-][a-z]{2}(?:[-_][a-z]{2,4})?$", re.IGNORECASE)


def are_series(one: Essay, other: Essay) -> bool:
    """Return whether two texts are parts of a series, release notes or translations."""
    if one.card.lang != other.card.lang or _is_translation(one, other):
        return True
    names = [(text.card.name, _stem(text.path)) for text in (one, other)]
    if all(any(_VERSION.search(name) for name in both) for both in names):
        return True
    return any(
        here != there and _numberless(here) == _numberless(there) != ""
        for here, there in zip(*names, strict=True)
    )


def _is_translation(one: Essay, other: Essay) -> bool:
    kinds = {getattr(text.meta.source, "kind", "") for text in (one, other)}
    stems = [_LANGUAGE.sub("", _stem(text.path)) for text in (one, other)]
    apart = one.path != other.path and _stem(one.path) != _stem(other.path)
    return "translation" in kinds or (apart and bool(stems[0]) and stems[0] == stems[1])


def _stem(path: str) -> str:
    return split_date(path)[1].removesuffix("/")


@cache
def _counted() -> re.Pattern[str]:
    months = listed("months")
    words = "part|teil|partie|parte|rc|preview|pre|beta|alpha|p|v|[ivx]+"
    return re.compile(
        rf"\b(?:{months}|{words})?[\W_]*\d+(?:st|nd|rd|th)?"
        rf"|\b(?:{months}|i{{1,3}}|iv|vi{{0,3}}|ix|x)\b",
        re.IGNORECASE,
    )


def _numberless(name: str) -> str:
    words = re.findall(r"[^\W\d_]+", _counted().sub("#", name.casefold()))
    return " ".join(word.removesuffix("s") for word in words)
