"""Nodes of YAML and TOML, each with its place in the file."""

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from sitegen.problems.errors import Place, Problem, SitegenError, fail
from sitegen.text.regex import regex

DEEPEST = 20
"""Levels of nesting that are allowed; no ordinary file has nearly as many."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
UNPRINTABLE = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Scalar(Struct, frozen=True):
    """A single value as its author wrote it."""

    text: str
    place: Place
    quoted: bool = False
    """Written in quotes or as a block: a text, whatever it looks like."""

    @property
    def is_null(self) -> bool:
        """Return whether the value is empty or one of YAML's words for null."""
        return not self.quoted and self.text in _NULLS


class Series(Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    place: Place


class Entry(Struct, frozen=True):
    """A key and its value."""

    key: str
    place: Place
    """Place of the key."""
    node: "Node"


class Table(Struct, frozen=True):
    """A mapping without duplicate keys, except those of front matter as a whole."""

    entries: tuple[Entry, ...]
    place: Place
    repeated: tuple[Entry, ...] = ()
    """What else was given under the same keys, and does not count."""


Node = Scalar | Series | Table


def scalar(text: str, place: Place, *, quoted: bool = False) -> Scalar:
    """Return a scalar; raise SitegenError if an escape produces a control character."""
    if bad := UNPRINTABLE.search(text):
        message = f"escaped control character U+{ord(bad[0]):04X} is not allowed"
        raise fail(place, "E203", message, r"to write a backslash itself, use \\")
    return Scalar(text, place, quoted)


def control_character(character: str, place: Place) -> SitegenError:
    """Return the error for a control character."""
    message = f"control character U+{ord(character):04X} is not allowed"
    return fail(place, "E203", message, "delete it; editors show it as a box or not at all")


def shown(text: str) -> str:
    """Quote a value for a message, shortened."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= 60 else f"'{line[:59]}…'"


def distinct(
    entries: Iterable[Entry], fold: Callable[[str], str] = str
) -> tuple[list[Entry], list[Problem]]:
    """Return the first entry of each key, and the problems of the others."""
    first: dict[str, Entry] = {}
    problems = []
    for entry in entries:
        kept = first.setdefault(fold(entry.key), entry)
        if kept is not entry:
            alike = _plain(kept.node) == _plain(entry.node)
            problems.append(twice(kept.place, entry.place, entry.key, alike=alike))
    return [*first.values()], problems


def latest(
    entries: Iterable[Entry], fold: Callable[[str], str] = str
) -> tuple[list[Entry], list[Problem]]:
    """Return the last entry of each key, and a warning for each of the others."""
    last: dict[str, Entry] = {}
    problems = []
    for entry in entries:
        before = last.pop(fold(entry.key), None)
        last[fold(entry.key)] = entry
        if before:
            alike = _plain(before.node) == _plain(entry.node)
            problem = twice(before.place, entry.place, entry.key, alike=alike)
            if not alike:
                hint = "delete one of the two; the last one counts"
                problem = replace(problem, code="W206", hint=hint)
            problems.append(problem)
    return [*last.values()], problems


def _plain(node: Node) -> object:
    """Return the value of a node without its places."""
    match node:
        case Scalar(text):
            return text
        case Series(items):
            return [_plain(item) for item in items]
        case Table(entries):
            return {entry.key: _plain(entry.node) for entry in entries}


def twice(first: Place, second: Place, key: str, *, alike: bool = False) -> Problem:
    """Return the problem of a duplicate key; ``alike``: both have the same value."""
    lines = f"s {first.line} and {second.line}" if first.line < second.line else f" {first.line}"
    message = f"duplicate key {shown(key)} on line{lines}"
    if alike:
        return Problem(second, "W224", f"{message}, with the same value", "delete one of the two")
    return Problem(second, "E206", message, "delete one of the two")


def too_long(text: str, start: Place, longest: int) -> SitegenError:
    """Return the error for a text that is too long to be read."""
    message = f"too long: {len(text):,} characters (limit: {longest:,})"
    return fail(start, "E201", message, "shorten it, or move text below the front matter")


def too_deep(place: Place) -> SitegenError:
    """Return the error for values that are nested too deeply."""
    return fail(place, "E205", f"values are nested more than {DEEPEST} levels deep")
