"""Nodes -> typed values by tables of keys: every mistake with its place, and JSON Schemas."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Generic, TypeVar

from msgspec import Struct

from sitegen.config.schema.nodes import Entry, Node, Scalar, Table, plain, shown, twice
from sitegen.model import Json
from sitegen.problems.errors import Place, Problem, SitegenError
from sitegen.text.suggest import nearest

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Form(Struct, Generic[T_co], frozen=True):
    """A kind of value."""

    read: Callable[[Node], T_co]
    """Raises SitegenError with all that is wrong."""
    schema: Mapping[str, Json]
    """JSON Schema of what it reads."""


class Key(Struct, Generic[T_co], frozen=True):
    """A row of a table of keys."""

    name: str
    form: Form[T_co]
    about: str
    """One line for the author."""
    synonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the better ones first."""
        return (self.name, *self.synonyms)


class Vocabulary(Struct, frozen=True):
    """The keys that a mapping may have."""

    keys: tuple[Key[object], ...]
    ranks: Mapping[str, tuple[str, int]]
    """Folded name -> the key it stands for, and its rank among the names of that key."""

    def near(self, word: str) -> str:
        """Find the known name that a word was meant to be, or ""."""
        word = word.casefold().replace("-", "_")
        names = [name for key in self.keys for name in key.names if abs(len(name) - len(word)) < 2]
        return nearest(word, names, 0.8)


def vocabulary(*keys: Key[object]) -> Vocabulary:
    """Make a table of keys."""
    ranks = {fold(name): (key.name, rank) for key in keys for rank, name in enumerate(key.names)}
    return Vocabulary(keys, MappingProxyType(ranks))


@lru_cache(4096)  # every text has the same keys
def fold(name: str) -> str:
    """Take the case and the dashes out of a key: ``Pub-Date``, ``pub_date`` and ``pubDate``."""
    return name.strip().casefold().replace("-", "").replace("_", "")


class Fields:
    """Reads the entries of one mapping key by key, and gathers what is wrong with them."""

    def __init__(self, table: Table, known: Vocabulary) -> None:
        self.problems: list[Problem] = []
        self.unknown: list[Entry] = []
        self.known = known
        self.place = table.place
        self._given: dict[str, list[Entry]] = {}
        written: dict[str, Entry] = {}
        for entry in table.entries:
            folded = fold(entry.key)
            if folded not in known.ranks:
                self.unknown.append(entry)
                continue
            first = written.setdefault(folded, entry)
            if first is not entry:
                alike = plain(first.node) == plain(entry.node)
                self.problems.append(twice(first.place, entry.place, entry.key, alike=alike))
            elif not _is_blank(entry.node):
                self._given.setdefault(known.ranks[folded][0], []).append(entry)
        for given in self._given.values():
            if len(given) > 1:
                given.sort(key=lambda entry: known.ranks[fold(entry.key)][1])

    def places(self) -> dict[str, Place]:
        """Name where the value of each given key stands."""
        return {name: given[0].node.place for name, given in self._given.items()}

    def entry(self, key: Key[object]) -> Entry | None:
        """Find what is given for a key; of several synonyms the better name counts."""
        given = self._given.get(key.name)
        return given[0] if given else None

    def get(self, key: Key[T], default: T) -> T:
        """Read the value of a key; the default where it is not given or cannot be read."""
        given = self._given.get(key.name)
        return self.attempt(given[0], key.form.read, default) if given else default

    def every(self, key: Key[T]) -> Iterator[T]:
        """Read the values of a key under all names it is given, the better names first."""
        for entry in self._given.get(key.name, ()):
            value = self.attempt(entry, key.form.read, None)
            if value is not None:
                yield value

    def attempt(self, entry: Entry, read: Callable[[Node], T], default: T) -> T:
        """Read an entry; a mistake is kept, with the entry's key before it."""
        try:
            return read(entry.node)
        except SitegenError as error:
            self.problems += [_keyed(entry.key.strip(), problem) for problem in error.problems]
            return default

    def need(self, key: Key[T], default: T) -> T:
        """Read a value that must be there."""
        if self.entry(key) is None:
            hint = f"{key.name}: {key.about[:1].lower()}{key.about[1:]}"
            self.problems.append(Problem(self.place, "E214", f"'{key.name}' is missing", hint))
        return self.get(key, default)

    def close(self, *, unknown: bool = True) -> None:
        """Raise SitegenError if anything was wrong; keys in no table count unless told."""
        strange = self.unknown if unknown else []
        problems = [unknown_key(entry, self.known, "E213") for entry in strange]
        if self.problems or problems:
            raise SitegenError([*self.problems, *problems])


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.is_null or not node.text.strip())


def _keyed(key: str, problem: Problem) -> Problem:
    return Problem(problem.place, problem.code, f"{key}: {problem.message}", problem.hint)


def unknown_key(entry: Entry, known: Vocabulary, code: str) -> Problem:
    """Report a key that is in no table."""
    near = known.near(entry.key)
    names = ", ".join(key.name for key in known.keys)
    hint = f"did you mean '{near}'?" if near else f"the keys are {names}"
    return Problem(entry.place, code, f"unknown key {shown(entry.key)}", hint)


def json_schema(known: Vocabulary, *, closed: bool = False) -> dict[str, Json]:
    """Describe a mapping with these keys, synonyms included, as JSON Schema (draft 2020-12)."""
    properties: dict[str, Json] = {}
    for key in known.keys:
        properties[key.name] = {**key.form.schema, "description": key.about}
        for name in key.synonyms:
            same = f"Another name of '{key.name}'. {key.about}"
            properties[name] = {**key.form.schema, "description": same}
    return {"type": "object", "properties": properties, "additionalProperties": not closed}
