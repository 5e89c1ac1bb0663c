"""The name of a file -> the language that it says its text is in: ``x.de.md``."""

from collections.abc import Container

from sitegen.text.regex import regex

_NAME = regex(r"(.+)\.([a-z]{2,3}(?:-[a-zA-Z]{2,4})?)")
_USUAL = frozenset(
    (
        *("ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa"),
        *("fi", "fr", "ga", "gl", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ka", "ko", "lt"),
        *("lv", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "ta"),
        *("th", "tr", "uk", "ur", "vi", "zh"),
    )
)
"""Codes of ISO 639-1; rarer ones are suffixes of other things (``.io``, ``.ts``)."""


def split_language(stem: str, known: Container[str] = ()) -> tuple[str, str]:
    """Split a name without suffix: what is before the language, and the language; "" for none.

    ``known``: the languages that the settings of the site name.
    """
    found = _NAME.fullmatch(stem)
    if found and (found[2] in known or found[2].partition("-")[0] in _USUAL):
        return found[1], found[2]
    return stem, ""
