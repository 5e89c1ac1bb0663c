"""The ``relations`` of each essay -> ties between essays, seen from both sides."""

from collections import defaultdict
from collections.abc import Mapping
from posixpath import dirname
from typing import Literal

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue, is_listed
from sitegen.model import Essay, Relation, RelationKind
from sitegen.problems.errors import Problem

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
    """Resolve the relations of all essays; a tie to an unlisted essay shows on that essay alone."""
    own: defaultdict[str, list[Tie]] = defaultdict(list)
    others: defaultdict[str, list[Tie]] = defaultdict(list)
    problems: list[Problem] = []
    for essay in catalogue.essays:
        for relation in essay.meta.relations:
            kind, found = relation.kind, _target(relation, essay, catalogue)
            if isinstance(found, Problem):
                problems.append(found)
                continue
            if is_listed(found):
                own[essay.path].append(Tie(found.path, kind, relation.reason))
            if is_listed(essay):
                others[found.path].append(Tie(essay.path, _INVERSE[kind], relation.reason))
    paths = sorted({*own, *others})
    return {path: (*own[path], *others[path]) for path in paths}, tuple(problems)


def _target(relation: Relation, essay: Essay, catalogue: Catalogue) -> Essay | Problem:
    name = relation.target
    found = catalogue.find_essay(name, essay, relation.place)
    if found and found is not essay:
        return found
    if found:
        message, hint = "the essay is related to itself", "name another essay, or delete it"
    elif why := catalogue.why_held(name, dirname(essay.path)):
        message = f"the essay '{name}' is not published: {why}"
        hint = "nothing to do: the relation appears once it is published"
    else:
        return catalogue.not_found(name, relation.place, "W511")
    return Problem(relation.place, "W511", message, hint)
