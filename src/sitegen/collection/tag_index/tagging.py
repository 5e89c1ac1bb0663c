"""Essays and the names of themes -> Tagging: the themes in use, and the themes of each essay."""

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue, is_listed
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
    """Theme -> place of the first tag that names it."""


def read_tags(catalogue: Catalogue, names: Names) -> tuple[Tagging, tuple[Problem, ...]]:
    """Read the tags of all essays; an unlisted essay adds no theme of its own."""
    theme = cache(names.theme)
    places: dict[Slug, Place] = {}
    problems: list[Problem] = []
    used: list[str] = []
    for essay in filter(is_listed, catalogue.texts.values()):
        for tag in essay.meta.tags:
            if slug := theme(tag.text):
                used.append(tag.text)
                places.setdefault(slug, tag.place)
            else:
                problems.append(nameless(tag))
    labels = names.labels(used)
    carried = {
        essay.path: tuple(
            dict.fromkeys([slug for tag in essay.meta.tags if (slug := theme(tag.text)) in labels])
        )
        for essay in catalogue.essays
    }
    return Tagging(carried, labels, places), tuple(problems)


def lookalikes(tagging: Tagging, names: Names) -> Iterator[Problem]:
    """Report themes that may be the same; they are never merged."""
    themes = {slug: slug for slug in tagging.labels} | dict(names.identities)
    for slug, other in variants(themes, names.files):
        shown, meant = tagging.labels[slug], tagging.labels.get(other, other)
        message = f"the themes '{shown}' and '{meant}' may be the same"
        hint = f"write '{meant}' in both places, or give each its own file in essays/_themes/"
        yield Problem(tagging.places[slug], "W510", message, hint)
