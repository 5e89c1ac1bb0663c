"""Themes in use -> pairs that may be one theme in two spellings; suggestions, never merged."""

from collections.abc import Container, Iterator, Mapping

from sitegen.model import Slug

_SHORTEST = 5
"""Letters that a name needs before a difference of one letter counts."""


def variants(themes: Mapping[Slug, Slug], settled: Container[Slug]) -> Iterator[tuple[Slug, Slug]]:
    """Pair each theme that is not ``settled`` with another theme's name that it nearly has.

    ``themes`` maps every name, aliases included, to its theme; ``settled`` themes have a file,
    so two of them differ on purpose. Linear: candidates are looked up, never compared.
    """
    swaps = _one_letter_out(themes)
    seen: set[frozenset[Slug]] = set()
    for name in sorted(themes):
        known = [Slug(near) for near in (*_plurals(name), *_shorter(name)) if near in themes]
        for other in (*known, *swaps.get(name, ())):
            pair = frozenset((themes[name], themes[other]))
            if len(pair) == 2 and pair not in seen:
                seen.add(pair)
                if themes[name] not in settled:
                    yield themes[name], other
                elif themes[other] not in settled:
                    yield themes[other], name


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


def _one_letter_out(themes: Mapping[Slug, Slug]) -> Mapping[Slug, tuple[Slug, ...]]:
    """Pair long names that differ in one inner letter (organisation, organization)."""
    first: dict[tuple[int, str], Slug] = {}
    pairs: dict[Slug, tuple[Slug, ...]] = {}
    for name in sorted(themes):
        if len(name) < _SHORTEST + 3:
            continue
        for at in range(1, len(name) - 1):
            if not name[at].isdigit():
                other = first.setdefault((at, name[:at] + name[at + 1 :]), name)
                if other != name:
                    pairs[name] = (*pairs.get(name, ()), other)
    return pairs
