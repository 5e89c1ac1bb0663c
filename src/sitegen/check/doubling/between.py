"""Collection -> passages that two texts share, and texts that are there twice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain

from sitegen.check.doubling.alignment import Match, Pair, Seed, Span, align, gathered
from sitegen.check.doubling.series import are_series
from sitegen.check.doubling.winnowing import Print
from sitegen.check.doubling.within import lines
from sitegen.check.doubling.wording import Wording, weight, wording
from sitegen.check.types import Collection, Fact, Finding
from sitegen.problems.errors import Place, Problem

LEAST = 60
"""Words of the shortest passage that is reported."""
WHOLE = 0.8
"""Share of common words from which two texts count as the same."""
_EQUAL = 0.995
"""Share of common words of a text that is there twice, even if the names are of a series."""
_LONG, _LEAST_SHARE = 300, 0.15
"""Words, or share of a text, from which a passage is more than a turn of phrase."""
_FORMULA = 3
"""Texts that share a greeting, a notice or the like."""
_PARTNERS = 2
"""Texts per fingerprint that later ones are compared with; keeps common phrases cheap."""
_GATHERED = 2
"""Fingerprints that sixty shared words have at least, with up to three typos."""

_Texts = Mapping[str, Wording]


_Shared = tuple[str, Match]
"""A passage that is in an earlier text too: the path of that text, and the match with it."""


def shared(collection: Collection) -> Iterator[Finding]:
    """Find passages that two texts share; reported for the one with the later path."""
    prints = {path: collection.features[path].prints for path in collection.texts}
    counts = Counter(chain.from_iterable(prints.values()))
    seeded = dict(_seeds(prints, counts))
    sharing = {*seeded, *(other for seeds in seeded.values() for other in seeds)}
    texts = {path: wording(collection.texts[path].blocks) for path in sharing}
    for path, seeds in seeded.items():
        pairs = ((other, Pair(texts[other].words, texts[path].words)) for other in seeds)
        alike = [(other, match) for other, pair in pairs for match in _matches(pair, seeds[other])]
        apart = _longest(tuple(_not_of_a_series(collection, path, alike, texts)))
        passages = [match.later for _, match in apart]
        formulas = {one for one in passages if _is_formula(one, prints[path], counts)}
        yield from _findings(path, texts, apart, formulas)


# ------------------------------------------------------------------ shared fingerprints


def _seeds(
    prints: Mapping[str, Mapping[Print, int]], counts: Mapping[Print, int]
) -> Iterator[tuple[str, Mapping[str, Sequence[Seed]]]]:
    """Yield texts that seem to share passages with earlier ones: their seeds by earlier text."""
    carriers: dict[Print, list[str]] = defaultdict(list)
    for path, own in prints.items():
        seeds: dict[str, list[Seed]] = defaultdict(list)
        for one in (one for one in own if counts[one] > 1):
            for other in carriers[one]:
                seeds[other].append((prints[other][one], own[one]))
            if len(carriers[one]) < _PARTNERS:
                carriers[one].append(path)
        found = {other: tuple(gathered(own, _GATHERED, LEAST)) for other, own in seeds.items()}
        if any(found.values()):
            yield path, {other: own for other, own in found.items() if own}


def _matches(pair: Pair, seeds: Sequence[Seed]) -> Iterator[Match]:
    last = Match(Span(0, 0), Span(0, 0), 0)
    for here, there in seeds:
        if there >= last.later.end or not last.earlier.start <= here < last.earlier.end:
            last = align(pair, here, there)
            size = min(last.earlier.size, last.later.size)
            if last.is_like and (size >= LEAST or _is_whole(pair, last.same)):
                yield last


def _is_whole(pair: Pair, same: int) -> bool:
    return same >= WHOLE * max(len(pair.earlier), len(pair.later))


def _not_of_a_series(
    collection: Collection, path: str, alike: Iterable[_Shared], texts: _Texts
) -> Iterator[_Shared]:
    """Drop what parts of a series, release notes and translations have in common."""
    own = collection.texts[path].essay
    for other, match in alike:
        here, there = texts[path], texts[other]
        text = collection.texts[other].essay
        equal = match.same >= _EQUAL * max(len(here.words), len(there.words))
        column = own.card.name == text.card.name
        whole = _is_whole(Pair(there.words, here.words), match.same)
        if equal or not (are_series(own, text) or (column and not whole)):
            yield other, match


def _is_formula(span: Span, prints: Mapping[Print, int], counts: Mapping[Print, int]) -> bool:
    """Return whether most of a passage is in three texts or more."""
    inside = [counts[one] >= _FORMULA for one, place in prints.items() if place in span.words]
    return 2 * sum(inside) > len(inside)


def _longest(alike: Iterable[_Shared]) -> Sequence[_Shared]:
    """Drop passages of which the greater part is in a longer one."""
    kept: list[_Shared] = []
    for path, match in sorted(alike, key=lambda one: -one[1].later.size):
        covered = sum(_overlap(match.later, other.later) for _, other in kept)
        if 2 * covered < match.later.size:
            kept.append((path, match))
    return kept


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


# ------------------------------------------------------------------ findings


def _findings(
    path: str, texts: _Texts, alike: Sequence[_Shared], formulas: Set[Span]
) -> Iterator[Finding]:
    common: dict[str, int] = defaultdict(int)
    for other, match in alike:
        common[other] += match.same
    text = texts[path]
    twins = [o for o, same in common.items() if _is_whole(Pair(texts[o].words, text.words), same)]
    for twin in twins:
        share = 100 * common[twin] // len(text.words)
        message = f"{share}% of the words are also in '{twin}'"
        hint = "keep one of the two, and add the address of the other to its aliases:"
        yield Finding(Problem(Place(path), "W1103", message, hint))
    long = [one for one in alike if one[0] not in twins and _is_long(text, one[1].later)]
    for other, match in long:
        span = match.later
        there, here = lines(texts[other], match.earlier), lines(text, span)
        share = 100 * span.size // len(text.words)
        repeat = "repeat" if "to" in here else "repeats"
        message = f"{here} {repeat} {there} of '{other}': {span.size} words, "
        message += f"{share}% of the text"
        hint = "keep the passage in one text and link to it, or mark it as a quotation with '>'"
        problem = Problem(Place(path, text.line(span.start)), "W1102", message, hint)
        of = path if len(long) >= _MANY else other  # such as an archive of many texts
        fact = Fact(f"{{}} passages of '{of}' are in other texts too", hint)
        yield Finding(problem, fact=_NOTICE if span in formulas else fact)


_MANY = 5
"""Passages of a text that make it a collection of other texts."""


def _is_long(text: Wording, span: Span) -> bool:
    size = span.size * weight(text, text.block(span.start), text.block(span.end - 1))
    return size >= max(LEAST, min(_LONG, _LEAST_SHARE * len(text.words)))


_NOTICE = Fact(
    "{} passages are in three texts or more, like a notice or a greeting",
    "nothing, if they are meant; else keep each in one text and link to it",
)
