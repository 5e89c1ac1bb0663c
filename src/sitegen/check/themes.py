"""The rules of themes: names that are one, themes that say nothing, essays without any."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sitegen.check.case import Collection, Finding
from sitegen.collection.tag_index.thesaurus import Names, collect_names
from sitegen.collection.tag_index.variants import variants
from sitegen.model import Essay, Slug
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import slugify

_FEWEST = 4
"""Essays a collection needs before a theme on all of them, or on one, means anything."""


def lookalikes(collection: Collection) -> Iterator[Finding]:
    """Find themes that are probably one: a plural, a letter, other word order, an alias."""
    names = _names(collection)
    carriers = _carriers(collection, names)
    labels = _labels(collection, names)
    themes = {slug: slug for slug in carriers} | dict(names.identities)
    pairs = dict.fromkeys(
        (slug, themes.get(other, other)) for slug, other in variants(themes, names.files)
    )
    pairs.update(dict.fromkeys(_same_words(themes, names)))
    told: set[frozenset[Slug]] = set()
    for slug, other in pairs:
        rare, common = sorted((slug, other), key=lambda one: (len(carriers.get(one, ())), one))
        if slug != other and carriers.get(rare) and frozenset((rare, common)) not in told:
            told.add(frozenset((rare, common)))
            yield Finding(_alike(rare, common, carriers, labels))


def _names(collection: Collection) -> Names:
    files = (case.essay for case in collection.cases.values() if case.essay.kind == "theme")
    return collect_names(files)[0]


def _essays(collection: Collection) -> Iterator[Essay]:
    for case in collection.cases.values():
        if case.essay.kind == "essay" and case.essay.meta.status == "published":
            yield case.essay


def _carriers(collection: Collection, names: Names) -> Mapping[Slug, Sequence[Place]]:
    """List where each theme is named, once for each essay that carries it."""
    carriers: dict[Slug, dict[str, Place]] = {}
    for essay in _essays(collection):
        for tag in essay.meta.tags:
            carriers.setdefault(names.theme(tag.text), {}).setdefault(essay.path, tag.place)
    return {slug: tuple(places.values()) for slug, places in carriers.items()}


def _labels(collection: Collection, names: Names) -> Mapping[Slug, str]:
    spellings: dict[Slug, Counter[str]] = {}
    for essay in _essays(collection):
        for tag in essay.meta.tags:
            spellings.setdefault(names.theme(tag.text), Counter())[tag.text] += 1
    labels = {slug: counts.most_common(1)[0][0] for slug, counts in spellings.items()}
    return labels | {slug: file.card.name for slug, file in names.files.items()}


_SMALL = frozenset(
    {"and", "of", "the", "a", "in", "und", "et", "y", "e", "de", "der", "die", "das"}
)


def _same_words(themes: Mapping[Slug, Slug], names: Names) -> Iterator[tuple[Slug, Slug]]:
    """Pair themes that have the same words, in other order or with other small ones."""
    first: dict[frozenset[str], Slug] = {}
    for name, slug in sorted(themes.items()):
        words = frozenset(word.removesuffix("s") for word in name.split("-")) - _SMALL
        other = first.setdefault(words, slug) if words else slug
        if other != slug and not (slug in names.files and other in names.files):
            yield slug, other


def _alike(
    rare: Slug,
    common: Slug,
    carriers: Mapping[Slug, Sequence[Place]],
    labels: Mapping[Slug, str],
) -> Problem:
    shown, meant = labels[rare], labels.get(common, common)
    message = f"the themes '{shown}' and '{meant}' look like one"
    hint = f'sitegen themes merge "{shown}" "{meant}", or give each its own file in essays/_themes/'
    return Problem(carriers[rare][0], "W1401", message, hint)


def everywhere(collection: Collection) -> Iterator[Finding]:
    """Find themes that every essay carries, and that so tell no two apart."""
    names = _names(collection)
    total = sum(1 for _ in _essays(collection))
    labels = _labels(collection, names)
    for slug, places in _carriers(collection, names).items():
        if total >= _FEWEST and len(places) == total:
            message = f"the theme '{labels[slug]}' is on every essay and tells none from another"
            hint = "keep it where it is argued, mark passages elsewhere, or divide it"
            yield Finding(Problem(places[0], "W1402", message, hint))


def alone(collection: Collection) -> Iterator[Finding]:
    """Find themes that one essay carries and nobody has introduced."""
    names = _names(collection)
    total = sum(1 for _ in _essays(collection))
    labels = _labels(collection, names)
    for slug, places in _carriers(collection, names).items():
        if total >= _FEWEST and len(places) == 1 and slug not in names.files:
            message = f"the theme '{labels[slug]}' is on one essay only"
            hint = "give it to a second essay or an introduction, or merge it into another theme"
            yield Finding(Problem(places[0], "N1403", message, hint))


def without(collection: Collection) -> Iterator[Finding]:
    """Find essays without a theme, in a collection that has themes."""
    essays = list(_essays(collection))
    if any(essay.meta.tags for essay in essays):
        for essay in essays:
            if not any(slugify(tag.text) for tag in essay.meta.tags):
                hint = f"see what suggests itself: sitegen themes suggest {essay.path}"
                yield Finding(Problem(essay.place, "W1404", "the essay has no theme", hint))
