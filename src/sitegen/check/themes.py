"""Rules of themes: two names for one theme, themes on all essays or on one, essays without any."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sitegen.check.types import Collection, Fact, Finding
from sitegen.check.wordlists import words as listed_words
from sitegen.collection.tag_index.nesting import starts
from sitegen.collection.tag_index.thesaurus import Names, collect_names
from sitegen.collection.tag_index.variants import variants
from sitegen.model import Slug
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import slugify

_FEWEST = 4
"""Essays of the smallest collection in which a theme on all of them, or on one, is reported."""


class _Themes:
    """The themes of all published essays."""

    def __init__(self, collection: Collection) -> None:
        every = [text.essay for text in collection.texts.values()]
        essays = [one for one in every if one.kind == "essay" and one.meta.status == "published"]
        tags = [(essay.path, tag) for essay in essays for tag in essay.meta.tags]
        self.essays = essays
        self.names = collect_names(one for one in every if one.kind == "theme")[0]
        self.labels = self.names.labels(tag.text for _, tag in tags)
        self.starts = starts(tag.text for _, tag in tags)
        self.places: dict[Slug, dict[str, Place]] = defaultdict(dict)
        for path, tag in tags:
            self.places[self.names.theme(tag.text)].setdefault(path, tag.place)

    def counted(self) -> Iterator[tuple[Slug, str, Place, int]]:
        """Yield themes with label, first place and number of essays, if there are enough essays."""
        if len(self.essays) >= _FEWEST:
            for slug, places in self.places.items():
                yield slug, self.labels[slug], _first(places), len(places)


def lookalikes(collection: Collection) -> Iterator[Finding]:
    """Find themes that are probably one: a plural, a typo, another word order, an alias."""
    all_ = _Themes(collection)
    names, places = all_.names, all_.places
    themes = {slug: slug for slug in places} | dict(names.identities)
    similar = variants(themes, names.files, all_.starts)
    pairs = [(slug, themes.get(other, other)) for slug, other in similar]
    reported: set[frozenset[Slug]] = set()
    for slug, other in (*pairs, *_same_words(themes, names)):
        rare, common = sorted((slug, other), key=lambda one: (len(places.get(one, ())), one))
        if rare not in places:  # a theme with a file and no essay
            rare, common = common, rare
        if slug == other or rare not in places or frozenset((rare, common)) in reported:
            continue
        reported.add(frozenset((rare, common)))
        shown, meant = all_.labels[rare], all_.labels.get(common, common)
        message = f"the themes '{shown}' and '{meant}' seem to be the same"
        merge = f'sitegen themes merge "{shown}" "{meant}"'
        below = collection.config.below_essays
        hint = f"run: {merge}; or give each a file in {below}_themes/"
        yield Finding(Problem(_first(places[rare]), "W1401", message, hint))


def _first(places: Mapping[str, Place]) -> Place:
    return next(iter(places.values()))


def _same_words(themes: Mapping[Slug, Slug], names: Names) -> Iterator[tuple[Slug, Slug]]:
    """Pair themes of the same words, in another order or with other particles."""
    first: dict[frozenset[str], Slug] = {}
    for name, slug in sorted(themes.items()):
        words = frozenset(word.removesuffix("s") for word in name.split("-"))
        words -= listed_words("particles")
        other = first.setdefault(words, slug) if words else slug
        if other != slug and not (slug in names.files and other in names.files):
            yield slug, other


def everywhere(collection: Collection) -> Iterator[Finding]:
    """Find themes that every essay has, and that distinguish none."""
    themes = _Themes(collection)
    for _, label, place, count in themes.counted():
        if count == len(themes.essays):
            message = f"every essay has the theme '{label}', so it distinguishes none"
            hint = "keep it on the essays about it, mark passages in the others, or split it"
            yield Finding(Problem(place, "W1402", message, hint))


def alone(collection: Collection) -> Iterator[Finding]:
    """Find themes on one essay only, without a file of their own."""
    themes = _Themes(collection)
    for slug, label, place, count in themes.counted():
        if count == 1 and slug not in themes.names.files:
            message = f"only one essay has the theme '{label}'"
            hint = "give it to another essay, write an introduction, or merge it into another theme"
            yield Finding(Problem(place, "N1403", message, hint), fact=_LONELY)


_LONELY = Fact(
    "{} themes have only one essay each",
    "give them to other essays, write introductions, or merge them into other themes",
)


def without(collection: Collection) -> Iterator[Finding]:
    """Find essays without a theme, in a collection that has themes."""
    themes = _Themes(collection)
    for essay in themes.essays:
        if themes.places and not any(slugify(tag.text) for tag in essay.meta.tags):
            hint = f"list suggestions: sitegen themes suggest {essay.path}"
            problem = Problem(essay.place, "W1404", "the essay has no theme", hint)
            yield Finding(problem, fact=_THEMELESS)


_THEMELESS = Fact(
    "{} essays have no theme",
    "add tags: to them; sitegen themes suggest ESSAY lists suggestions for one",
)
