"""The ``order`` of each theme's file -> essays in the curator's order, each with its reason."""

from collections.abc import Collection, Mapping
from posixpath import dirname

from sitegen.collection.catalogue import Catalogue, is_listed
from sitegen.collection.tag_index.thesaurus import Names
from sitegen.model import Essay, Reading, Slug
from sitegen.problems.errors import Problem, has_error

Curated = Mapping[Slug, Mapping[str, str]]
"""Theme -> path of an essay -> the reason to read it; in the curator's order."""


def curate(
    catalogue: Catalogue, names: Names, members: Mapping[Slug, Collection[str]]
) -> tuple[Curated, tuple[Problem, ...]]:
    """Read the order of every theme; ``members`` are the essays that may be in it.

    An essay that is held back is skipped in silence: it joins the order when it is published. So
    is an essay with errors: its themes are not known yet.
    """
    curated: dict[Slug, dict[str, str]] = {}
    problems: list[Problem] = []
    for slug, file in names.files.items():
        chosen = curated.setdefault(slug, {})
        for reading in file.meta.theme.order:
            essay = catalogue.find_essay(reading.essay, file, reading.place)
            if isinstance(essay, Problem):
                problems.append(essay)
            elif essay and essay.path in members.get(slug, ()):
                chosen.setdefault(essay.path, reading.why)
            elif essay and not has_error(essay.problems):
                problems.append(_not_a_member(reading, essay, file.card.name))
            elif not essay and not catalogue.why_held(reading.essay, dirname(file.path)):
                problems.append(catalogue.not_found(reading.essay, reading.place, "W507"))
    return curated, tuple(problems)


def _not_a_member(reading: Reading, essay: Essay, theme: str) -> Problem:
    message = f"the essay '{reading.essay}' is not about the theme '{theme}'"
    hint = f"tag it '{theme}', mark a passage in it, or delete it from order:"
    if not is_listed(essay):
        message = f"the essay '{reading.essay}' is unlisted, so the theme '{theme}' omits it"
        hint = "delete it from order:, or publish it"
    return Problem(reading.place, "W509", message, hint)
