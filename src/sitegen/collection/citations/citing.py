"""Texts and bibliographies -> what each citation says, and the works that each text cites."""

import posixpath
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.citations import style
from sitegen.collection.citations.bibtex import read_bibtex
from sitegen.collection.citations.csl import read_csl
from sitegen.collection.citations.work import Work
from sitegen.config.config import Config
from sitegen.content.loader.walk import Tree
from sitegen.model import Essay, Html
from sitegen.problems.errors import Place, Problem
from sitegen.text.suggest import Lexicon, did_you_mean


class Citing(Struct, frozen=True):
    """The citations of a text, and the works in them."""

    marks: tuple[Html | None, ...]
    """Each citation in order; None where a work is not known."""
    works: tuple[Html, ...]
    """The entries of its list of works."""


def find_citations(
    catalogue: Catalogue, config: Config, tree: Tree, root: Path
) -> tuple[Mapping[str, Citing], tuple[Problem, ...]]:
    """Resolve the citations of all texts."""
    problems: list[Problem] = []
    citing = _Citations(config, tree, root, problems)
    found = {
        text.path: citing.of(text) for text in catalogue.texts.values() if text.facts.citations
    }
    return found, tuple(dict.fromkeys(problems))


class _Citations:
    """Reads each bibliography once."""

    def __init__(self, config: Config, tree: Tree, root: Path, problems: list[Problem]) -> None:
        self._config = config
        self._assets = frozenset(tree.assets)
        self._root = root
        self._problems = problems
        self._works = cache(self._read)

    def of(self, text: Essay) -> Citing:
        works = {**self._bibliography(None), **self._bibliography(text)}
        cited = [one.key for citation in text.facts.citations for one in citation.works]
        known = [works[key] for key in dict.fromkeys(cited) if key in works]
        years = style.suffixed(known)
        marks = []
        for citation in text.facts.citations:
            unknown = [one.key for one in citation.works if one.key not in works]
            self._problems += (_unknown(key, citation.place, works) for key in unknown)
            marks.append(None if unknown else style.in_text(citation.works, works, years))
        listed = sorted(known, key=style.order)
        return Citing(tuple(marks), tuple(style.entry(work, years[work.key]) for work in listed))

    def _bibliography(self, text: Essay | None) -> Mapping[str, Work]:
        """Return the works that a text names in its front matter, or the site in its settings."""
        name = text.meta.bibliography if text else self._config.bibliography
        if not name:
            return {}
        folders = [posixpath.dirname(text.path)] if text else []
        folders.append(self._config.below_essays.rstrip("/"))
        for folder in folders:
            path = posixpath.normpath(posixpath.join(folder, name))
            if path in self._assets:
                return self._works(path)
        place = text.meta.places.get("bibliography", text.place) if text else Place("site.yaml")
        hint = f"put it into the folder of the texts: {self._config.below_essays}{name}"
        self._problems.append(Problem(place, "W420", f"bibliography '{name}' not found", hint))
        return {}

    def _read(self, path: str) -> Mapping[str, Work]:
        try:
            text = (self._root / path).read_bytes().decode("utf-8-sig", "replace")
        except OSError as error:
            message = f"'{path}' cannot be read: {error.strerror}"
            self._problems.append(Problem(Place(path), "W420", message, "check its permissions"))
            return {}
        works, problems = (read_csl if path.endswith(".json") else read_bibtex)(text, path)
        self._problems += problems
        return works


def _unknown(key: str, place: Place, works: Mapping[str, Work]) -> Problem:
    near = Lexicon((known, known) for known in works).closest(key)
    hint = did_you_mean(near, "add the work to the bibliography")
    return Problem(place, "W422", f"'{key}' is not in the bibliography", hint)
