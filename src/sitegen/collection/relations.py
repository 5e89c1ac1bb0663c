"""The ``relations`` of each essay -> ties between essays, seen from both sides."""

from collections.abc import Mapping
from posixpath import dirname
from typing import Literal

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue, is_listed
from sitegen.model import Essay, Relation, RelationKind
from sitegen.problems.errors import Problem
from sitegen.text.suggest import did_you_mean

TieKind = Literal[RelationKind, "agrees-by", "disagrees-by", "extends-by", "replies-by"]
"""A kind with ``-by`` is declared by the other essay."""

_INVERSE: dict[RelationKind, TieKind] = {
    "agrees": "agrees-by",
    "disagrees": "disagrees-by",
    "extends": "extends-by",
    "replies": "replies-by",
}


class Tie(Struct, frozen=True):
    """A declared relation as one of its two essays sees it."""

    essay: str
    """Path of the other essay."""
    kind: TieKind
    reason: str
    """The declaring author's sentence, Markdown source."""


Ties = Mapping[str, tuple[Tie, ...]]
"""Path of an essay -> its ties: its own declarations first, then those of others."""


def resolve_relations(catalogue: Catalogue) -> tuple[Ties, tuple[Problem, ...]]:
    """Read the relations of all essays; ties to an unlisted essay show on that essay alone."""
    own: dict[str, list[Tie]] = {}
    others: dict[str, list[Tie]] = {}
    problems: list[Problem] = []
    for essay in catalogue.essays:
        for relation in essay.meta.relations:
            found = _target(relation, essay, catalogue)
            if isinstance(found, Problem):
                problems.append(found)
                continue
            if is_listed(found):
                ties = own.setdefault(essay.path, [])
                ties.append(Tie(found.path, relation.kind, relation.reason))
            if is_listed(essay):
                ties = others.setdefault(found.path, [])
                ties.append(Tie(essay.path, _INVERSE[relation.kind], relation.reason))
    paths = sorted({*own, *others})
    return {path: (*own.get(path, ()), *others.get(path, ())) for path in paths}, tuple(problems)


def _target(relation: Relation, essay: Essay, catalogue: Catalogue) -> Essay | Problem:
    name, folder = relation.target, dirname(essay.path)
    found = [catalogue.texts[path] for path in catalogue.find(name, folder)]
    essays = [text for text in found if text.kind == "essay"]
    if len(essays) > 1:
        message = f"'{name}' is the name of several essays: {', '.join(e.path for e in essays)}"
        return Problem(relation.place, "W508", message, "name the essay by its path")
    if essays and essays[0].path != essay.path:
        return essays[0]
    message, hint = f"there is no essay '{name}' to relate to", ""
    if essays:
        message, hint = "the essay is related to itself", "name another essay, or remove it"
    elif why := catalogue.why_held(name, folder):
        message, hint = f"the essay '{name}' is not published: {why}", "it will show once it is"
    else:
        otherwise = "name an essay by its slug, title or path"
        hint = did_you_mean(catalogue.lexicon.closest(name), otherwise)
    return Problem(relation.place, "W511", message, hint)
