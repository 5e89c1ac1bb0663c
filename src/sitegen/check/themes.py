"""Rules of themes: two names for one theme, themes on all essays or on one, essays without any."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sitegen.check.types import Collection, Finding
from sitegen.check.wordlists import words as listed_words
from sitegen.collection.tag_index.thesaurus import Names, collect_names
from sitegen.collection.tag_index.variants import variants
from sitegen.model import Essay, Slug
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import slugify

_FEWEST = 4
"""Essays of the smallest collection in which a theme on all of them, or on one, is reported."""


def lookalikes(collection: Collection) -> Iterator[Finding]:
    """Find themes that are probably one: a plural, a typo, another word order, an alias."""
    names = _names(collection)
    carriers = _carriers(collection, names)
    labels = _labels(collection, names)
    themes = {slug: slug for slug in carriers} | dict(names.identities)
    pairs = dict.fromkeys(
        (slug, themes.get(other, other)) for slug, other in variants(themes, names.files)
    )
    pairs.update(dict.fromkeys(_same_words(themes, names)))
    reported: set[frozenset[Slug]] = set()
    for slug, other in pairs:
        rare, common = sorted((slug, other), key=lambda one: (len(carriers.get(one, ())), one))
        if slug != other and carriers.get(rare) and frozenset((rare, common)) not in reported:
            reported.add(frozenset((rare, common)))
            yield Finding(_alike(rare, common, carriers, labels))


def _names(collection: Collection) -> Names:
    essays = (text.essay for text in collection.texts.values())
    return collect_names(essay for essay in essays if essay.kind == "theme")[0]


def _essays(collection: Collection) -> Iterator[Essay]:
    for text in collection.texts.values():
        if text.essay.kind == "essay" and text.essay.meta.status == "published":
            yield text.essay


def _carriers(collection: Collection, names: Names) -> Mapping[Slug, Sequence[Place]]:
    """Return the places of each theme, one in each essay that has it."""
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


def _same_words(themes: Mapping[Slug, Slug], names: Names) -> Iterator[tuple[Slug, Slug]]:
    """Pair themes of the same words, in another order or with other particles."""
    first: dict[frozenset[str], Slug] = {}
    for name, slug in sorted(themes.items()):
        words = frozenset(word.removesuffix("s") for word in name.split("-"))
        words -= listed_words("particles")
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
    message = f"the themes '{shown}' and '{meant}' seem to be the same"
    hint = f'sitegen themes merge "{shown}" "{meant}", or give each its own file in essays/_themes/'
    return Problem(carriers[rare][0], "W1401", message, hint)


def everywhere(collection: Collection) -> Iterator[Finding]:
    """Find themes that every essay has, and that distinguish none."""
    for label, places, total, _ in _counted(collection):
        if len(places) == total:
            message = f"the theme '{label}' is on every essay, so it distinguishes none"
            hint = "keep it where it is argued, mark passages elsewhere, or divide it"
            yield Finding(Problem(places[0], "W1402", message, hint))


def alone(collection: Collection) -> Iterator[Finding]:
    """Find themes on one essay only, without a file of their own."""
    for label, places, _, has_file in _counted(collection):
        if len(places) == 1 and not has_file:
            message = f"the theme '{label}' is on one essay only"
            hint = "add it to a second essay, introduce it, or merge it into another theme"
            yield Finding(Problem(places[0], "N1403", message, hint))


def _counted(collection: Collection) -> Iterator[tuple[str, Sequence[Place], int, bool]]:
    """Yield the label and places of themes, the number of essays, and whether a file is there."""
    names = _names(collection)
    total = sum(1 for _ in _essays(collection))
    labels = _labels(collection, names)
    if total >= _FEWEST:
        for slug, places in _carriers(collection, names).items():
            yield labels[slug], places, total, slug in names.files


def without(collection: Collection) -> Iterator[Finding]:
    """Find essays without a theme, in a collection that has themes."""
    essays = list(_essays(collection))
    if any(essay.meta.tags for essay in essays):
        for essay in essays:
            if not any(slugify(tag.text) for tag in essay.meta.tags):
                hint = f"ask for suggestions: sitegen themes suggest {essay.path}"
                yield Finding(Problem(essay.place, "W1404", "the essay has no theme", hint))
