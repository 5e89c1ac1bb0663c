"""The ``steps`` of each path's file -> reading paths, and the paths that each essay is on."""

from collections.abc import Mapping, Sequence
from posixpath import dirname
from urllib.parse import unquote

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue, is_listed
from sitegen.collection.groups import grouped
from sitegen.model import Essay, Step, Url
from sitegen.problems.errors import Problem, has_error
from sitegen.text.slugs import slugify


class Stop(Struct, frozen=True):
    """An essay on a reading path."""

    essay: str
    """Its path."""
    note: str
    """The note that leads on to it, Markdown source."""


class ReadingPath(Struct, frozen=True):
    """Essays in an order for reading, with notes that lead from each to the next."""

    file: Essay
    """Its title and introduction."""
    stops: tuple[Stop, ...]

    @property
    def slug(self) -> str:
        """The last part of its address, as ``?path=`` names it."""
        return unquote(self.file.card.url.rstrip("/").rpartition("/")[2])

    @property
    def url(self) -> Url:
        """The address of its own page."""
        return self.file.card.url

    @property
    def is_listed(self) -> bool:
        """Return whether lists may name it."""
        return bool(self.stops) and self.file.meta.status != "unlisted"


class Paths(Struct, frozen=True):
    """The reading paths of a collection."""

    every: tuple[ReadingPath, ...]
    """In the owner's order, then in that of their files."""
    of_essay: Mapping[str, tuple[tuple[ReadingPath, int], ...]]
    """Path of an essay -> the listed paths that it is on, and the number of its stop on each."""

    @property
    def listed(self) -> tuple[ReadingPath, ...]:
        """The paths that lists may name."""
        return tuple(path for path in self.every if path.is_listed)


def build_paths(
    catalogue: Catalogue, order: Sequence[str] = ()
) -> tuple[Paths, tuple[Problem, ...]]:
    """Find the essays of every path; a step whose essay is not found is left out and reported.

    ``order`` are slugs of paths that go before the others.
    """
    every: list[ReadingPath] = []
    problems: list[Problem] = []
    for file in catalogue.of_kind("path"):
        stops: dict[str, Stop] = {}
        for step in file.meta.steps:
            found = _essay(step, file, catalogue)
            if isinstance(found, Problem):
                problems.append(found)
            elif found in stops:
                message = f"the path '{file.card.name}' has the essay '{step.essay}' twice"
                problems.append(Problem(step.place, "W532", message, "delete one of the two steps"))
            else:
                stops[found] = Stop(found, step.note)
        every.append(ReadingPath(file, tuple(stops.values())))
        if not stops and not has_error(file.problems):
            place = file.meta.places.get("steps", file.place)
            message = f"the path '{file.card.name}' has no essays, so no list names it"
            problems.append(Problem(place, "W533", message, "name its essays in steps:"))
    ranks = {slugify(name): rank for rank, name in enumerate(reversed(order), 1)}
    every.sort(key=lambda path: -ranks.get(slugify(path.slug), 0))
    of_essay = grouped(
        (stop.essay, (path, number))
        for path in every
        if path.is_listed
        for number, stop in enumerate(path.stops)
    )
    return Paths(tuple(every), of_essay), tuple(problems)


def _essay(step: Step, file: Essay, catalogue: Catalogue) -> str | Problem:
    name, path = step.essay, file.card.name
    found = catalogue.find_essay(name, file, step.place)
    if isinstance(found, Problem):
        return found
    if found and is_listed(found):
        return found.path
    if found:
        message = f"the essay '{name}' is unlisted, so the path '{path}' omits it"
        return Problem(step.place, "W531", message, "delete it from steps:, or publish it")
    if why := catalogue.why_held(name, dirname(file.path)):
        message = f"the essay '{name}' is not published: {why}; the path skips it"
        return Problem(step.place, "N534", message, "nothing to do: it appears once published")
    return catalogue.not_found(name, step.place, "W531")
