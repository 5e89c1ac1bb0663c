"""Entries of front matter -> values and warnings: what is right in a value is used."""

from collections.abc import Callable, Collection, Sequence
from types import MappingProxyType
from typing import TypeVar

from msgspec.structs import replace

from sitegen.config.schema.keys import Fields, Key, Vocabulary, fold, is_empty
from sitegen.config.schema.nodes import Entry, Node, Scalar, Series, Table, latest
from sitegen.content.frontmatter.hiding import KEYS
from sitegen.problems.errors import Place, Problem, SitegenError

T = TypeVar("T")

_CAREFUL = "delete one of the two; the more careful one counts"
_WARNINGS = MappingProxyType(
    {
        "E203": "W203",
        "E206": "W206",
        "E208": "W208",
        "E209": "W209",
        "E214": "W214",
    }
)
"""Errors of a value in site.yaml -> warnings in front matter, which other tools wrote too."""


class LooseFields(Fields):
    """Reads the entries of front matter key by key, with warnings instead of errors.

    Of a key that is there twice the last value counts; of the keys in ``careful`` all values are
    read, so that the most careful one counts.
    """

    def __init__(self, table: Table, known: Vocabulary, careful: Collection[str] = ()) -> None:
        self._careful = careful
        self._all: dict[str, list[Entry]] = {}
        for entry in table.entries:
            if fold(entry.key) in known.ranks and not is_empty(entry.node):
                self._all.setdefault(known.ranks[fold(entry.key)][0], []).append(entry)
        super().__init__(table, known)
        careful_places = {entry.place for entry in self.unknown if fold(entry.key) in KEYS}
        self.unknown, repeated = latest(self.unknown)
        self.problems += [
            replace(one, hint=_CAREFUL) if one.place in careful_places else one for one in repeated
        ]

    def distinct(self, entries: Sequence[Entry]) -> tuple[list[Entry], list[Problem]]:
        """Choose the last of the entries with the same key."""
        chosen, problems = latest([one for one in entries if not is_empty(one.node)], fold)
        if not problems:
            return chosen, []
        careful = {place for name in self._careful for place in self._places_of(name)}
        return chosen, [
            replace(one, hint=_CAREFUL) if one.code == "W206" and one.place in careful else one
            for one in problems
        ]

    def _places_of(self, name: str) -> list[Place]:
        return [entry.place for entry in self._all.get(name, ())]

    def all(self, key: Key[object]) -> Sequence[Entry]:
        """Return the entries of a key under all its names, repeated ones included."""
        return self._all.get(key.name, ())

    def attempt(self, entry: Entry, read: Callable[[Node], T], default: T) -> T:
        """Read what is right in an entry; return the default if nothing is."""
        try:
            return read(entry.node)
        except SitegenError as error:
            self.warn(entry, error.problems)
            return _rest(entry.node, read, error.problems, default)

    def warn(self, entry: Entry, problems: Sequence[Problem]) -> None:
        """Keep the problems of an entry as warnings."""
        for one in problems:
            code = _WARNINGS.get(one.code, one.code)
            message = f"{entry.key.strip()}: {one.message}"
            self.problems.append(replace(one, code=code, message=message))


def _rest(node: Node, read: Callable[[Node], T], problems: Sequence[Problem], default: T) -> T:
    """Read what is left of a value without the parts that have problems."""
    for candidate in (_joined(node, problems), _without(node, problems)):
        left = candidate
        while left is not None:
            try:
                return read(left)
            except SitegenError as error:
                smaller = _without(left, error.problems)
                left = smaller if smaller != left else None
    return default


def _joined(node: Node, problems: Sequence[Problem]) -> Node | None:
    """Return a list of texts as one text, where that is what was expected."""
    if not isinstance(node, Series) or all(one.place != node.place for one in problems):
        return None
    texts = [item.text for item in node.items if isinstance(item, Scalar) and not item.is_null]
    if not texts or any(not isinstance(item, Scalar) for item in node.items):
        return None
    return Scalar(", ".join(texts), node.place, quoted=True)


def _without(node: Node, problems: Sequence[Problem]) -> Node | None:
    keys = {one.place for one in problems if one.code in ("E206", "W213")}
    values = {one.place for one in problems if one.code not in ("E206", "W213")}
    return _pruned(node, keys, values)


def _pruned(node: Node, keys: set[Place], values: set[Place]) -> Node | None:
    if node.place in values:
        return None
    match node:
        case Scalar():
            return node
        case Series(items):
            kept = (_pruned(item, keys, values) for item in items)
            return replace(node, items=tuple(item for item in kept if item is not None))
        case Table(entries):
            left = []
            for entry in entries:
                value = _pruned(entry.node, keys, values)
                if value is not None and entry.place not in keys:
                    left.append(replace(entry, node=value))
            return replace(node, entries=tuple(left)) if left else None
