"""The ``steps`` of each path's file -> reading paths, and which essay stands on which of them."""

from collections.abc import Mapping, Sequence
from posixpath import dirname
from urllib.parse import unquote

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue, is_listed
from sitegen.model import Essay, Step, Url
from sitegen.problems.errors import Problem, has_error
from sitegen.text.slugs import slugify
from sitegen.text.suggest import did_you_mean


class Stop(Struct, frozen=True):
    """An essay on a reading path."""

    essay: str
    """Its path."""
    note: str
    """What leads on to it, Markdown source."""


class ReadingPath(Struct, frozen=True):
    """Essays in an order made for a reader, with what leads from each to the next."""

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
        """Whether lists may name it."""
        return bool(self.stops) and self.file.meta.status != "unlisted"

    @property
    def print_url(self) -> Url:
        """Where all of it stands on one page."""
        return Url(f"{self.url}print/")


class Paths(Struct, frozen=True):
    """The reading paths of a collection."""

    every: tuple[ReadingPath, ...]
    """In the owner's order, then in that of their files."""
    of_essay: Mapping[str, tuple[tuple[ReadingPath, int], ...]]
    """Path of an essay -> the listed paths that lead by it, and which of their stops it is."""

    @property
    def listed(self) -> tuple[ReadingPath, ...]:
        """The paths that lists may name."""
        return tuple(path for path in self.every if path.is_listed)


def build_paths(
    catalogue: Catalogue, order: Sequence[str] = ()
) -> tuple[Paths, tuple[Problem, ...]]:
    """Find the essays of every path; a step that leads nowhere is left out, and reported.

    ``order`` are slugs of paths that go before the others.
    """
    every: list[ReadingPath] = []
    problems: list[Problem] = []
    for file in catalogue.paths:
        stops: dict[str, Stop] = {}
        for step in file.meta.steps:
            found = _essay(step, file, catalogue)
            if isinstance(found, Problem):
                problems.append(found)
            elif found in stops:
                problems.append(_doubled(step, file))
            else:
                stops[found] = Stop(found, step.note)
        every.append(ReadingPath(file, tuple(stops.values())))
        if not stops and not has_error(file.problems):
            problems.append(_empty(file))
    ranks = {slugify(name): rank for rank, name in enumerate(reversed(order), 1)}
    every.sort(key=lambda path: -ranks.get(slugify(path.slug), 0))
    return Paths(tuple(every), _of_essay(every)), tuple(problems)


def _essay(step: Step, file: Essay, catalogue: Catalogue) -> str | Problem:
    name, folder = step.essay, dirname(file.path)
    found = [catalogue.texts[path] for path in catalogue.find(name, folder)]
    essays = [text for text in found if text.kind == "essay"]
    if len(essays) > 1:
        message = f"'{name}' is the name of several essays: {', '.join(e.path for e in essays)}"
        return Problem(step.place, "W508", message, "name the essay by its path")
    if essays and is_listed(essays[0]):
        return essays[0].path
    if essays:
        message = f"the essay '{name}' is unlisted and stays out of the path '{file.card.name}'"
        return Problem(step.place, "W531", message, "take it out of steps:, or publish it")
    if why := catalogue.why_held(name, folder):
        message = f"the essay '{name}' is not published: {why}; the path goes on without it"
        return Problem(step.place, "N534", message, "it will take its place once it is")
    message = f"there is no essay '{name}' for the path to lead to"
    hint = did_you_mean(catalogue.lexicon.closest(name), "name an essay by its slug, title or path")
    return Problem(step.place, "W531", message, hint)


def _doubled(step: Step, file: Essay) -> Problem:
    message = f"the path '{file.card.name}' leads to the essay '{step.essay}' twice"
    return Problem(step.place, "W532", message, "keep one of the two steps")


def _empty(file: Essay) -> Problem:
    place = file.meta.places.get("steps", file.place)
    message = f"the path '{file.card.name}' leads to no essay and stands in no list"
    return Problem(place, "W533", message, "name its essays in steps:")


def _of_essay(paths: list[ReadingPath]) -> Mapping[str, tuple[tuple[ReadingPath, int], ...]]:
    found: dict[str, list[tuple[ReadingPath, int]]] = {}
    for path in paths:
        for number, stop in enumerate(path.stops if path.is_listed else ()):
            found.setdefault(stop.essay, []).append((path, number))
    return {essay: tuple(places) for essay, places in found.items()}
