"""Number -> the words for so many, by the rules of a language.

The rules are those of the Unicode CLDR, "Language Plural Rules", for whole numbers below a million.
"""

from collections.abc import Callable, Mapping

SINGULAR = {"minutes": "minute", "count": "count_one"}
"""Words for several things -> those for one thing."""
BETWEEN = " | "
"""Between the forms of a word for several things."""
_ONE_OR_NONE = frozenset({"fr", "pt"})
"""Languages in which nothing takes the form of one thing."""


def _arabic(number: int) -> int:
    # zero, two, few, many, other
    if number in (0, 2):
        return number // 2
    rest = number % 100
    return 2 if 3 <= rest <= 10 else 3 if rest >= 11 else 4


def _polish(number: int) -> int:
    # few, many
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return 0 if few else 1


_FORMS: Mapping[str, Callable[[int], int]] = {"ar": _arabic, "pl": _polish}
"""Language -> the number of the form that a number other than 1 takes; others have one form."""


def counted(number: int, name: str, words: Mapping[str, str]) -> str:
    """Write a number of things: ``3 | counted("minutes", site.words)`` is ``3 minutes``.

    A filter of templates; ``name`` is a key of ``SINGULAR``.
    """
    if number == 1:
        return words[SINGULAR[name]]
    language = words.get("language", "")
    if number == 0 and language in _ONE_OR_NONE:
        return words[SINGULAR[name]].replace("1", "0")
    written = words[name]
    forms = written.split(BETWEEN) if BETWEEN in written else [written]  # which may be markup
    rule = _FORMS.get(language)
    form = forms[min(rule(number), len(forms) - 1)] if rule else forms[-1]
    return form.replace("{}", str(number))
