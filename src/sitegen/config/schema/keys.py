"""Nodes -> typed values by tables of keys, all problems with their places; JSON Schemas."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config.schema.nodes import Entry, Node, Scalar, Table, distinct, shown
from sitegen.model import Json
from sitegen.problems.errors import Place, Problem, SitegenError
from sitegen.text.suggest import nearest

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Form(Struct, Generic[T_co], frozen=True):
    """The reader of a kind of value, and its JSON Schema."""

    read: Callable[[Node], T_co]
    """Raises SitegenError with all problems."""
    schema: Mapping[str, Json]
    """JSON Schema of the value."""


class Key(Struct, Generic[T_co], frozen=True):
    """A row of a table of keys."""

    name: str
    form: Form[T_co]
    about: str
    """One line for authors."""
    synonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the preferred ones first."""
        return (self.name, *self.synonyms)


class Vocabulary(Struct, frozen=True):
    """The keys that are allowed in a mapping."""

    keys: tuple[Key[object], ...]
    ranks: Mapping[str, tuple[str, int]]
    """Folded name -> the key that it names, and its rank among the names of that key."""

    def near(self, word: str) -> str:
        """Return the known name nearest to a misspelt one, or ""."""
        word = word.casefold().replace("-", "_")
        names = [name for key in self.keys for name in key.names if abs(len(name) - len(word)) < 2]
        return nearest(word, names, 0.8)


def vocabulary(*keys: Key[object]) -> Vocabulary:
    """Return a table of keys."""
    ranks = {fold(name): (key.name, rank) for key in keys for rank, name in enumerate(key.names)}
    return Vocabulary(keys, MappingProxyType(ranks))


@lru_cache(4096)  # every text has the same keys
def fold(name: str) -> str:
    """Return a key without case and dashes: ``Pub-Date``, ``pub_date`` and ``pubDate`` are one."""
    return name.strip().casefold().replace("-", "").replace("_", "")


class Fields:
    """Reads the entries of one mapping key by key, and gathers the problems."""

    def __init__(self, table: Table, known: Vocabulary) -> None:
        self.known = known
        self.place = table.place
        self.unknown = [entry for entry in table.entries if fold(entry.key) not in known.ranks]
        self._given: dict[str, list[Entry]] = {}
        entries = [entry for entry in table.entries if fold(entry.key) in known.ranks]
        entries, self.problems = self.distinct(entries)
        for entry in entries:
            if not is_empty(entry.node):
                self._given.setdefault(known.ranks[fold(entry.key)][0], []).append(entry)
        for given in self._given.values():
            if len(given) > 1:
                given.sort(key=lambda entry: known.ranks[fold(entry.key)][1])

    def distinct(self, entries: Sequence[Entry]) -> tuple[list[Entry], list[Problem]]:
        """Choose among entries with the same key."""
        return distinct(entries, fold)

    def places(self) -> dict[str, Place]:
        """Return the place of the value of each given key."""
        return {name: given[0].node.place for name, given in self._given.items()}

    def entry(self, key: Key[object]) -> Entry | None:
        """Return the entry of a key; of several synonyms the preferred name counts."""
        given = self._given.get(key.name)
        return given[0] if given else None

    def get(self, key: Key[T], default: T) -> T:
        """Read the value of a key; return the default if it is missing or invalid."""
        given = self._given.get(key.name)
        return self.attempt(given[0], key.form.read, default) if given else default

    def values(self) -> dict[str, Any]:  # Any: each form reads what the field of its key holds
        """Read the value of every given key, by its name."""
        return {key.name: self.get(key, None) for key in self.known.keys if self.entry(key)}

    def every(self, key: Key[T]) -> Iterator[T]:
        """Read the values of a key under all its names, the preferred names first."""
        for entry in self._given.get(key.name, ()):
            value = self.attempt(entry, key.form.read, None)
            if value is not None:
                yield value

    def attempt(self, entry: Entry, read: Callable[[Node], T], default: T) -> T:
        """Read an entry; keep its problems, with the key in front, and return the default."""
        try:
            return read(entry.node)
        except SitegenError as error:
            for one in error.problems:
                self.problems.append(replace(one, message=f"{entry.key.strip()}: {one.message}"))
            return default

    def need(self, key: Key[T], default: T) -> T:
        """Read a required value."""
        if self.entry(key) is None:
            hint = f"add {key.name}: {key.about[:1].lower()}{key.about[1:]}"
            self.problems.append(Problem(self.place, "E214", f"'{key.name}' is missing", hint))
        return self.get(key, default)

    def close(self, *, unknown: bool = True) -> None:
        """Raise SitegenError if there are problems; ``unknown``: unknown keys are problems too."""
        strange = self.unknown if unknown else []
        problems = [unknown_key(entry, self.known, "W213") for entry in strange]
        if self.problems or problems:
            raise SitegenError([*self.problems, *problems])


def is_empty(node: Node) -> bool:
    """Return whether a value is null or an empty text."""
    return isinstance(node, Scalar) and (node.is_null or not node.text.strip())


def unknown_key(entry: Entry, known: Vocabulary, code: str) -> Problem:
    """Return the problem of an unknown key."""
    near = known.near(entry.key)
    names = ", ".join(key.name for key in known.keys)
    hint = f"did you mean '{near}'?" if near else f"known keys: {names}"
    return Problem(entry.place, code, f"unknown key {shown(entry.key)}", hint)


def json_schema(known: Vocabulary, *, closed: bool = False) -> dict[str, Json]:
    """Return the JSON Schema (draft 2020-12) of a mapping with these keys and their synonyms."""
    properties: dict[str, Json] = {}
    for key in known.keys:
        for name in key.names:
            same = "" if name == key.name else f"Another name of '{key.name}'. "
            properties[name] = {**key.form.schema, "description": same + key.about}
    return {"type": "object", "properties": properties, "additionalProperties": not closed}
