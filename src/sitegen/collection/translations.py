"""The ``translation_of`` of each text -> groups of texts that are translations of each other."""

from collections.abc import Iterator, Mapping
from posixpath import dirname

from sitegen.collection.catalogue import Catalogue, is_listed, stem
from sitegen.config.config import Config
from sitegen.model import Essay, Located
from sitegen.problems.errors import Problem
from sitegen.text.filenames import without_suffix
from sitegen.text.slugs import whole_slug
from sitegen.text.suggest import Lexicon, did_you_mean

Translations = Mapping[str, tuple[str, ...]]
"""Path of a text -> the paths of all texts in its group, itself included, sorted by language."""


def resolve_translations(
    catalogue: Catalogue, config: Config
) -> tuple[Translations, tuple[Problem, ...]]:
    """Gather the translations of every text; each language counts once in a group."""
    groups: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for text in catalogue.texts.values():
        if not (written := text.meta.translation_of):
            continue
        found = _original(text, written, catalogue, config)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        one, other = (
            groups.get(each.path) or {tag_of(each, config): each.path} for each in (found, text)
        )
        if one == other:
            continue
        if twice := sorted(one.keys() & other.keys()):
            problems.append(_twice(written, twice[0], one[twice[0]]))
            continue
        together = dict(sorted({**one, **other}.items()))
        groups |= dict.fromkeys(together.values(), together)
    return {path: tuple(group.values()) for path, group in groups.items()}, tuple(problems)


def tag_of(text: Essay, config: Config) -> str:
    """Return the language tag of a text, in small letters."""
    return (text.meta.lang or config.language).lower()


def shown_together(
    path: str, catalogue: Mapping[str, Essay], known: Translations
) -> Iterator[Essay]:
    """Yield a text and its translations; an unlisted one is shown on its own page alone."""
    for other in known.get(path, ()):
        text = catalogue[other]
        if other == path or text.kind != "essay" or is_listed(text):
            yield text


def _original(
    text: Essay, written: Located, catalogue: Catalogue, config: Config
) -> Essay | Problem:
    """Find the text of which one is a translation: of the same kind, in another language."""
    own, folder = tag_of(text, config), dirname(text.path)
    same = [one for one in catalogue.texts.values() if one.kind == text.kind and one is not text]
    places = {path for at in (folder, "") for path in catalogue.find(written.text, at)}
    named = [one for one in same if one.path in places]
    slug = whole_slug(without_suffix(written.text.rstrip("/").rpartition("/")[2]))
    named = named or [one for one in same if slug in _names(one)]
    others = [one for one in named if tag_of(one, config) != own]
    if len(others) == 1:
        return others[0]
    if others:
        paths = ", ".join(one.path for one in others)
        message = f"'{written.text}' is the name of several texts: {paths}"
        return Problem(written.place, "W512", message, "name the original by its path")
    if named:
        message = f"the translation is in the language of the original, '{own}'"
        return Problem(written.place, "W513", message, "add the line lang: with its own language")
    if why := catalogue.why_held(written.text, folder):
        message = f"the original '{written.text}' is not published: {why}"
        hint = "nothing to do: the two are linked once it is published"
        return Problem(written.place, "W512", message, hint)
    if text.kind == "essay":
        return catalogue.not_found(written.text, written.place, "W512")
    near = Lexicon((name, one.path) for one in same for name in _names(one))
    hint = did_you_mean(near.closest(slug), "name the original by its path, or delete the line")
    return Problem(written.place, "W512", f"the original '{written.text}' not found", hint)


def _names(text: Essay) -> set[str]:
    return {whole_slug(stem(text.path)), whole_slug(text.card.name), whole_slug(text.meta.slug)}


def _twice(written: Located, tag: str, path: str) -> Problem:
    message = f"'{written.text}' has a translation into '{tag}' already: {path}"
    return Problem(written.place, "W513", message, "delete translation_of: from one of the two")
