"""Index + the contents that a book must have -> its essays in parts, by their paths."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Literal

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.index import Index
from sitegen.collection.paths import ReadingPath
from sitegen.collection.tag_index.index import Theme
from sitegen.model import Essay, Html
from sitegen.problems.errors import Place, Problem, SitegenError, fail
from sitegen.text.slugs import slugify
from sitegen.text.suggest import did_you_mean, nearest

_NOWHERE = Place("site.yaml")


class Choice(Struct, frozen=True):
    """The contents that a book must have; the whole collection if nothing is named."""

    kind: Literal["all", "path", "theme", "essays"] = "all"
    names: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """A part of a book, its essays named by their paths."""

    title: Html
    name: str
    lang: str = ""
    summary: Html = Html("")
    intro: Essay | None = None
    stops: tuple[tuple[str, str], ...] = ()
    """Path of each essay, and the note that leads on to it, Markdown source."""


def sections(index: Index, choice: Choice) -> tuple[Section, ...]:
    """Return the parts of a book; raise SitegenError if a name is not found."""
    if choice.kind == "path":
        return (_of_path(_path(index, choice.names[0])),)
    if choice.kind == "theme":
        return (_of_theme(index, _theme(index, choice.names[0])),)
    if choice.kind == "essays":
        stops = tuple((essay.path, "") for essay in _essays(index, choice.names))
        return (Section(Html(""), "", stops=stops),)
    return tuple(_all(index))


def _all(index: Index) -> Iterator[Section]:
    """Yield the reading paths, then the other essays by their chief themes."""
    printed: set[str] = set()
    for path in index.paths.listed:
        section = _of_path(path)
        if any(essay not in printed for essay, _ in section.stops):
            printed.update(essay for essay, _ in section.stops)
            yield section
    others = [essay.path for essay in index.essays if essay.path not in printed]
    chief = {path: next(iter(index.tags.of_essay.get(path, ())), None) for path in others}
    ranked = (*index.headline, *index.tags.themes)
    for slug in dict.fromkeys(ranked):
        whole = _of_theme(index, index.tags.themes[slug])
        if stops := tuple(stop for stop in whole.stops if chief.get(stop[0]) == slug):
            yield Section(whole.title, whole.name, whole.lang, whole.summary, whole.intro, stops)
    if rest := tuple((path, "") for path in others if chief[path] is None):
        others_are_all = len(rest) == len(index.essays)
        name = "" if others_are_all else index.config.words["others"]
        yield Section(Html(escape(name)), name, stops=rest)


def _of_path(path: ReadingPath) -> Section:
    card = path.file.card
    stops = tuple((stop.essay, stop.note) for stop in path.stops)
    return Section(card.title, card.name, card.lang, card.summary, path.file, stops)


def _of_theme(index: Index, theme: Theme) -> Section:
    own = [entry for entry in theme.entries if entry.via is None]
    stops = tuple((entry.essay, entry.why) for entry in own if entry.essay in index.texts)
    lang = theme.intro.card.lang if theme.intro else ""
    return Section(theme.title, theme.name, lang, theme.summary, theme.intro, stops)


def _path(index: Index, name: str) -> ReadingPath:
    paths = {slugify(path.slug): path for path in index.paths.every if path.stops}
    if found := paths.get(slugify(name)):
        return found
    raise _not_found("path", name, paths)


def _theme(index: Index, name: str) -> Theme:
    by_url = {theme.url: theme for theme in index.tags.themes.values()}
    found = by_url.get(index.tags.addresses.get(slugify(name), index.config.url("")))
    if found and found.entries:
        return found
    raise _not_found("theme", name, [slug for slug in index.tags.themes if slug])


def _not_found(kind: str, name: str, known: Iterable[str]) -> SitegenError:
    otherwise = f"name a {kind} of the collection that has essays"
    hint = did_you_mean(nearest(slugify(name), [*known], 0.6), otherwise)
    return fail(_NOWHERE, "E1901", f"{kind} '{name}' not found", hint)


def _essays(index: Index, names: Sequence[str]) -> Sequence[Essay]:
    catalogue = Catalogue.of(index.texts.values(), below=index.config.below_essays)
    found: dict[str, Essay] = {}
    problems: list[Problem] = []
    for name in names:
        named = [index.texts[path] for path in catalogue.find(name)]
        texts = [text for text in named if text.kind == "essay"]
        if not texts:
            problems.append(catalogue.not_found(name, _NOWHERE, "E1901"))
        found.update((text.path, text) for text in texts[:1])
    if problems:
        raise SitegenError(problems)
    return tuple(found.values())
