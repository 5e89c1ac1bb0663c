"""A misspelt name -> the known name that is most like it."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from sitegen.text.slugs import slugify

_BUCKET = 48
"""Names compared for each word of a misspelt one, so that every mistake costs the same."""


class Lexicon:
    """Known names and what to show for each; indexed by their words on first use."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names = names

    def closest(self, wanted: str) -> str:
        """Return what to show for the name most like ``wanted``; "" when none is close."""
        slug = slugify(wanted)
        shown, buckets = self._index
        near = [name for key in _keys(slug) for name in buckets.get(key, ())]
        return shown.get(nearest(slug, dict.fromkeys(near), 0.7), "")

    @cached_property
    def _index(self) -> tuple[Mapping[str, str], Mapping[str, list[str]]]:
        shown: dict[str, str] = {}
        buckets: dict[str, list[str]] = {}
        for name, text in sorted(self._names):
            slug = slugify(name)
            if slug and shown.setdefault(slug, text) == text:
                for key in _keys(slug):
                    bucket = buckets.setdefault(key, [])
                    if len(bucket) < _BUCKET:
                        bucket.append(slug)
        return shown, buckets


def _keys(slug: str) -> set[str]:
    # A typo keeps the letters of a word, its beginning or its end.
    words = ("".join(sorted(word)) for word in slug.split("-") if len(word) > 2)
    return {*words, f"{slug[:3]}-", f"-{slug[-3:]}"}


def nearest(word: str, names: Iterable[str], alike: float) -> str:
    """Return the name most like a word; "" when none has the likeness ``alike`` (1 is equal).

    Two letters that changed places are one slip, which the likeness counts twice in a short word.
    """
    names = list(names)
    slips = {word[:at] + word[at : at + 2][::-1] + word[at + 2 :] for at in range(len(word) - 1)}
    if swapped := next((name for name in names if name in slips and name != word), ""):
        return swapped
    from difflib import get_close_matches  # noqa: PLC0415 (most builds meet no misspelt name)

    return next(iter(get_close_matches(word, names, n=1, cutoff=alike)), "")


def did_you_mean(meant: str, otherwise: str) -> str:
    """Return the hint for an unknown name: the suggestion if there is one."""
    return f"did you mean '{meant}'?" if meant else otherwise
