"""Themes in use -> pairs that may be one theme in two spellings; suggestions, never merged."""

from collections.abc import Container, Iterator, Mapping
from unicodedata import combining, normalize

from sitegen.collection.tag_index.nesting import Starts
from sitegen.model import Slug

_SHORTEST = 5
"""Letters that a name needs before a difference of one letter counts."""
_SHORTEST_WORD = 4
"""The same for the word that differs: of ``cpu`` and ``gpu`` one letter is a third."""
_LAST_WITH_ACCENTS = "\u052f"
"""End of the scripts, Latin, Greek and Cyrillic, in which people leave out accents."""
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
"""Letters as those write them whose keyboard lacks them (German, Danish, Norwegian, Swedish)."""


def variants(
    themes: Mapping[Slug, Slug], settled: Container[Slug], starts: Starts
) -> Iterator[tuple[Slug, Slug]]:
    """Pair each theme that is not ``settled`` with another theme's name that it nearly has.

    ``themes`` maps every name, aliases included, to its theme; ``settled`` themes have a file,
    so two of them differ on purpose. Of nested tags only the last parts are compared; ``starts``
    says where they begin. Linear: candidates are looked up, never compared.
    """
    swaps = _one_letter_out(themes, starts)
    accents = _unaccented(themes, starts)
    seen: set[frozenset[Slug]] = set()
    for name in sorted(themes):
        start = starts.get(name, 0)
        near = (Slug(name[:start] + last) for last in _near(name[start:]))
        known = [one for one in near if one in themes and starts.get(one, 0) == start]
        similar = [one for one in (*known, *swaps.get(name, ())) if not _differ(name, one)]
        for other in (*similar, *accents.get(name, ())):
            pair = frozenset((themes[name], themes[other]))
            if len(pair) == 2 and pair not in seen:
                seen.add(pair)
                if themes[name] not in settled:
                    yield themes[name], other
                elif themes[other] not in settled:
                    yield themes[other], name


def _near(name: str) -> Iterator[str]:
    yield from _plurals(name)
    yield from _shorter(name)


def _plurals(name: str) -> Iterator[str]:
    if len(name) > _SHORTEST - 1 and name.endswith("s"):
        yield name[:-1]
        if name.endswith("es"):
            yield name[:-2]
        if name.endswith("ies"):
            yield name[:-3] + "y"


def _shorter(name: str) -> Iterator[str]:
    if len(name) > _SHORTEST:
        for at in range(1, len(name)):
            if not name[at].isdigit():
                yield name[:at] + name[at + 1 :]


def _differ(name: str, other: str) -> bool:
    """Return whether two names differ in one word that is too short to be a typo of another."""
    pairs = zip(name.split("-"), other.split("-"), strict=False)
    words = [pair for pair in pairs if pair[0] != pair[1]]
    same_count = name.count("-") == other.count("-")
    return same_count and len(words) == 1 and max(map(len, words[0])) < _SHORTEST_WORD


def _one_letter_out(themes: Mapping[Slug, Slug], starts: Starts) -> Mapping[Slug, tuple[Slug, ...]]:
    """Pair long names that differ in one inner letter (organisation, organization)."""
    first: dict[tuple[int, int, str], Slug] = {}
    pairs: dict[Slug, tuple[Slug, ...]] = {}
    for name in sorted(themes):
        start = starts.get(name, 0)
        if len(name) - start < _SHORTEST + 3:
            continue
        for at in range(start + 1, len(name) - 1):
            if not name[at].isdigit():
                other = first.setdefault((start, at, name[:at] + name[at + 1 :]), name)
                if other != name:
                    pairs[name] = (*pairs.get(name, ()), other)
    return pairs


def _unaccented(themes: Mapping[Slug, Slug], starts: Starts) -> Mapping[Slug, tuple[Slug, ...]]:
    """Pair names that differ in accents alone, or in letters that are spelled out."""
    if all(name.isascii() for name in themes):
        return {}
    first: dict[tuple[int, str], Slug] = {}
    pairs: dict[Slug, tuple[Slug, ...]] = {}
    for name in sorted(themes):
        levels = name[: starts.get(name, 0)].count("-")
        for plain in dict.fromkeys((_plain(name), _plain(name.translate(_SPELLED_OUT)))):
            other = first.setdefault((levels, plain), name)
            if other != name:
                pairs[name] = (*pairs.get(name, ()), other)
    return pairs


def _plain(name: str) -> str:
    if name.isascii():
        return name
    return "".join(map(_base, name.translate(_LETTERS)))


def _base(char: str) -> str:
    if char.isascii() or char > _LAST_WITH_ACCENTS or char == "й":
        return char
    return "".join(part for part in normalize("NFKD", char) if not combining(part)) or char
