"""Texts -> Catalogue: the text meant by a path, a file name, a slug, a title or an old address."""

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import unquote

from msgspec import Struct

from sitegen.collection.groups import grouped
from sitegen.model import Essay
from sitegen.problems.errors import Place, Problem
from sitegen.text.filenames import MARKDOWN_SUFFIXES, is_index
from sitegen.text.slugs import whole_slug
from sitegen.text.suggest import Lexicon, did_you_mean

_NAMED = ("essay", "page", "home")
"""Kinds of text that can be named by title or slug; the others have paths alone."""


def newest_first(essay: Essay) -> tuple[bool, int, float, str]:
    """Return the sort key of an essay: newest day first, undated last, ties by path."""
    moment, shown = essay.meta.date, essay.card.date
    if moment is None:
        return (True, 0, 0.0, essay.path)
    day = shown.day if shown else moment.at.date()
    return (False, -day.toordinal(), -moment.at.timestamp(), essay.path)


def is_listed(essay: Essay) -> bool:
    """Return whether lists may name an essay."""
    return essay.kind == "essay" and essay.meta.status != "unlisted"


class Catalogue(Struct, frozen=True, dict=True):
    """The published texts and all their names; the indexes of names are built on first use."""

    texts: Mapping[str, Essay]
    """By path."""
    held: Mapping[str, str]
    """Path of a text that is held back -> why."""
    below: str = "essays/"
    """Beginning of the paths of texts."""
    own: frozenset[str] | None = None
    """Paths of the texts that lists name, which are those in one language; None for all."""

    @classmethod
    def of(
        cls,
        texts: Iterable[Essay],
        held: Mapping[str, str] | None = None,
        below: str = "essays/",
    ) -> "Catalogue":
        """Catalogue texts in the order of their paths."""
        ordered = {text.path: text for text in sorted(texts, key=lambda text: text.path)}
        return cls(ordered, held or {}, below)

    @cached_property
    def newest(self) -> tuple[Essay, ...]:
        """Every text that lists name, newest first."""
        return tuple(sorted(self._listable, key=newest_first))

    @cached_property
    def essays(self) -> tuple[Essay, ...]:
        """Every essay, newest first."""
        return tuple(text for text in self.newest if text.kind == "essay")

    @cached_property
    def listed(self) -> tuple[Essay, ...]:
        """The essays that lists may name, newest first."""
        return tuple(filter(is_listed, self.essays))

    @property
    def _listable(self) -> Iterable[Essay]:
        texts, own = self.texts.values(), self.own
        return texts if own is None else (text for text in texts if text.path in own)

    def of_kind(self, kind: str) -> tuple[Essay, ...]:
        """Return the texts of a kind, by path."""
        return tuple(text for text in self._listable if text.kind == kind)

    def find(self, name: str, folder: str = "") -> tuple[str, ...]:
        """Find the paths of the texts that a name means.

        A path (seen from ``folder``, from the folder of the texts or from the root, with or without
        its extension) goes before a file name, that before a slug, a title and an old address.
        Two or more paths: the name is ambiguous.
        """
        for place in _places(name, folder, self.below):
            if place in self._by_place:
                return (self._by_place[place],)
        slug = whole_slug(name)
        return next((names[slug] for names in self._by_name if slug and slug in names), ())

    def find_essay(self, name: str, file: Essay, place: Place) -> Essay | Problem | None:
        """Find the essay that a file names; a Problem if the name is ambiguous, None if unknown."""
        found = [self.texts[path] for path in self.find(name, posixpath.dirname(file.path))]
        essays = [text for text in found if text.kind == "essay"]
        if len(essays) > 1:
            essays = [one for one in essays if one.meta.lang == file.meta.lang] or essays
        if len(essays) > 1:
            message = f"'{name}' is the name of several essays: {', '.join(e.path for e in essays)}"
            return Problem(place, "W508", message, "name the essay by its path")
        return essays[0] if essays else None

    def why_held(self, name: str, folder: str = "") -> str:
        """Return why the text that a path or file name means is held back; "" if none is."""
        places = (*_places(name, folder, self.below), whole_slug(name)) if self.held else ()
        return next((self._held_places[at] for at in places if at in self._held_places), "")

    def not_found(self, name: str, place: Place, code: str) -> Problem:
        """Report a name that no essay has."""
        otherwise = "name an essay by its slug, title or path, or delete the line"
        hint = did_you_mean(self.lexicon.closest(name), otherwise)
        return Problem(place, code, f"essay '{name}' not found", hint)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Names of essays and pages, each shown as its path, for suggestions."""
        return Lexicon(
            (name, text.path)
            for text in self._named
            for name in (stem(text.path), _slug(text), text.card.name)
        )

    @cached_property
    def _named(self) -> tuple[Essay, ...]:
        return tuple(text for text in self.texts.values() if text.kind in _NAMED)

    @cached_property
    def _by_place(self) -> Mapping[str, str]:
        return {_place(path): path for path in sorted(self.texts, reverse=True)}

    @cached_property
    def _by_name(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        named = self._named
        kinds = (
            ((stem(text.path), text.path) for text in named),
            ((_slug(text), text.path) for text in named),
            ((text.card.name, text.path) for text in named),
            ((old.text, text.path) for text in named for old in text.meta.aliases),
        )
        pairs = (dict.fromkeys((whole_slug(name), path) for name, path in kind) for kind in kinds)
        return tuple(map(grouped, pairs))

    @cached_property
    def _held_places(self) -> Mapping[str, str]:
        named = {str(whole_slug(_undated(stem(path)))): why for path, why in self.held.items()}
        return named | {_place(path): why for path, why in self.held.items()}


def _places(name: str, folder: str, below: str) -> Iterator[str]:
    for start in (folder, below, ""):
        yield _place(posixpath.normpath(posixpath.join(start, name.lstrip("/"))))


def _place(path: str) -> str:
    bare, extension = posixpath.splitext(unicodedata.normalize("NFC", path).casefold())
    whole = bare if extension[1:] in MARKDOWN_SUFFIXES else bare + extension
    return whole.removesuffix("/index").removesuffix("/_index")


def stem(path: str) -> str:
    """Return the name of a file without its extension; that of its folder for an index."""
    folder, name = posixpath.split(path)
    return posixpath.basename(folder) if is_index(name) else posixpath.splitext(name)[0]


def _undated(name: str) -> str:
    date, dash, rest = name[:10], name[10:11], name[11:]
    return rest if rest and dash in "-_" and date.replace("-", "").isdigit() else name


def _slug(text: Essay) -> str:
    return unquote(posixpath.basename(text.card.url.rstrip("/")))
