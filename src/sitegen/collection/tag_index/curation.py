"""The ``order`` of each theme's file -> essays in the curator's order, each with its reason."""

from collections.abc import Collection, Mapping
from posixpath import dirname

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.tag_index.thesaurus import Names
from sitegen.model import Essay, Reading, Slug
from sitegen.problems.errors import Problem, has_error
from sitegen.text.suggest import did_you_mean

Curated = Mapping[Slug, Mapping[str, str]]
"""Theme -> path of an essay -> why it stands there; in the curator's order."""


def curate(
    catalogue: Catalogue, names: Names, speaking: Mapping[Slug, Collection[str]]
) -> tuple[Curated, tuple[Problem, ...]]:
    """Read the order of every theme; ``speaking`` are the essays that may stand in it.

    An essay that is held back is passed over in silence: it will take its place one day. So is one
    that is broken: nobody knows yet what it speaks of.
    """
    curated: dict[Slug, dict[str, str]] = {}
    problems: list[Problem] = []
    for slug, file in names.files.items():
        chosen = curated.setdefault(slug, {})
        for reading in file.meta.theme.order:
            paths = _essays(reading, file, catalogue)
            if len(paths) == 1 and paths[0] in speaking.get(slug, ()):
                chosen.setdefault(paths[0], reading.why)
            elif any(has_error(catalogue.texts[path].problems) for path in paths):
                continue
            elif paths or not catalogue.why_held(reading.essay, dirname(file.path)):
                problems.append(_misplaced(reading, paths, file, catalogue))
    return curated, tuple(problems)


def _essays(reading: Reading, file: Essay, catalogue: Catalogue) -> tuple[str, ...]:
    found = catalogue.find(reading.essay, dirname(file.path))
    return tuple(path for path in found if catalogue.texts[path].kind == "essay")


def _misplaced(
    reading: Reading, paths: tuple[str, ...], file: Essay, catalogue: Catalogue
) -> Problem:
    name, theme = reading.essay, file.card.name
    if not paths:
        message = f"there is no essay '{name}' to put in order"
        hint = did_you_mean(catalogue.lexicon.closest(name), "name an essay by its slug or title")
        return Problem(reading.place, "W507", message, hint)
    if len(paths) > 1:
        message = f"'{name}' is the name of several essays: {', '.join(paths)}"
        return Problem(reading.place, "W508", message, "name the essay by its path")
    if catalogue.texts[paths[0]].meta.status == "unlisted":
        message = f"the essay '{name}' is unlisted and stays out of the theme '{theme}'"
        return Problem(reading.place, "W509", message, "take it out of order:, or publish it")
    message = f"the essay '{name}' does not speak of the theme '{theme}'"
    hint = f"tag it '{theme}', mark a passage of it, or take it out of order:"
    return Problem(reading.place, "W509", message, hint)
