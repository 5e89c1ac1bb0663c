"""Essays and the names of themes -> Tagging: the themes in use, and the themes of each essay."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue, is_listed
from sitegen.collection.tag_index.nesting import Starts, starts
from sitegen.collection.tag_index.nesting import parent as parent_of
from sitegen.collection.tag_index.thesaurus import Names, nameless
from sitegen.collection.tag_index.variants import variants
from sitegen.model import Slug
from sitegen.problems.errors import Place, Problem


class Tagging(Struct, frozen=True):
    """The tags of all essays, read as themes."""

    carried: Mapping[str, tuple[Slug, ...]]
    """Path of each essay, newest first -> themes of its tags, the chief one first."""
    labels: Mapping[Slug, str]
    """Every theme that exists -> its name as written."""
    places: Mapping[Slug, Place]
    """Theme -> place of the first tag that names it or a theme below it."""
    nested: frozenset[tuple[Slug, Slug]]
    """Themes of nested tags, each with the theme that it is part of."""
    starts: Starts


def read_tags(catalogue: Catalogue, names: Names) -> tuple[Tagging, tuple[Problem, ...]]:
    """Read the tags of all essays; an unlisted essay adds no theme of its own."""
    theme, above = cache(names.theme), cache(parent_of)
    places: dict[Slug, Place] = {}
    problems: list[Problem] = []
    used: list[str] = []
    for essay in filter(is_listed, catalogue.of_kind("essay")):
        for tag in essay.meta.tags:
            if not theme(tag.text):
                problems.append(nameless(tag))
            text = tag.text if theme(tag.text) else ""
            while text:
                used.append(text)
                places.setdefault(theme(text), tag.place)
                text = above(text)
    labels = names.labels(used)
    levels = {text: parent for text in dict.fromkeys(used) if (parent := above(text))}
    carried = {
        essay.path: tuple(
            dict.fromkeys([slug for tag in essay.meta.tags if (slug := theme(tag.text)) in labels])
        )
        for essay in catalogue.essays
    }
    nested = frozenset((theme(text), theme(parent)) for text, parent in levels.items())
    return Tagging(carried, labels, places, nested, starts(levels)), tuple(problems)


def lookalikes(tagging: Tagging, names: Names, below: str = "essays/") -> Iterator[Problem]:
    """Report themes that may be the same; they are never merged.

    ``below`` is the beginning of the paths of texts.
    The hint names the spelling of a theme's file, else the one that more essays have.
    """
    themes = {slug: slug for slug in tagging.labels} | dict(names.identities)
    counts = Counter(chain.from_iterable(tagging.carried.values()))
    for slug, other in variants(themes, names.files, tagging.starts):
        rare, common = slug, other
        if themes[other] not in names.files and counts[other] < counts[slug]:
            rare, common = other, slug
        shown, meant = tagging.labels[rare], tagging.labels.get(common, common)
        message = f"the themes '{shown}' and '{meant}' may be the same"
        even = themes[other] not in names.files and counts[rare] == counts[common]
        which = "one of the two" if even else f"'{meant}'"
        hint = f"write {which} in both places, or give each its own file in {below}_themes/"
        yield Problem(tagging.places[rare], "W510", message, hint)
