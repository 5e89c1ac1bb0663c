"""The nodes that settings and front matter are read from, each with its place in the file."""

from msgspec import Struct

from sitegen.problems.errors import Place, Problem, SitegenError, fail
from sitegen.text.regex import regex

DEEPEST = 20
"""Levels a tree may have; no honest file comes near it."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
UNPRINTABLE = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Scalar(Struct, frozen=True):
    """A single value as its author wrote it; what it means is for the field to say."""

    text: str
    place: Place
    quoted: bool = False
    """Written in quotes or as a block: a text, whatever it looks like."""

    @property
    def is_null(self) -> bool:
        """Whether nothing is written here, or one of YAML's words for nothing."""
        return not self.quoted and self.text in _NULLS


class Series(Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    place: Place


class Entry(Struct, frozen=True):
    """A key and its value."""

    key: str
    place: Place
    """Where the key stands."""
    node: "Node"


class Table(Struct, frozen=True):
    """A mapping; no key stands twice."""

    entries: tuple[Entry, ...]
    place: Place


Node = Scalar | Series | Table


def scalar(text: str, place: Place, *, quoted: bool = False) -> Scalar:
    """Make a scalar; raise SitegenError where escapes smuggled in a control character."""
    if bad := UNPRINTABLE.search(text):
        message = f"a backslash makes the control character U+{ord(bad[0]):04X}, which is not text"
        raise fail(place, "E203", message, r"for a backslash itself write \\")
    return Scalar(text, place, quoted)


def control_character(character: str, place: Place) -> SitegenError:
    """Make the error for a character that no text may hold."""
    message = f"the control character U+{ord(character):04X} is not text"
    return fail(place, "E203", message, "delete it; editors show it as a box or not at all")


def shown(text: str) -> str:
    """Quote a value for a message, shortened."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= 60 else f"'{line[:59]}…'"


def distinct(entries: list[Entry]) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Keep the first entry of each key, and report the others."""
    first: dict[str, Entry] = {}
    problems = []
    for entry in entries:
        kept = first.setdefault(entry.key, entry)
        if kept is not entry:
            alike = plain(kept.node) == plain(entry.node)
            problems.append(twice(kept.place, entry.place, entry.key, alike=alike))
    return tuple(first.values()), tuple(problems)


def plain(node: Node) -> object:
    """Take the places out of a node, so that it equals every other that says the same."""
    match node:
        case Scalar(text):
            return text
        case Series(items):
            return [plain(item) for item in items]
        case Table(entries):
            return {entry.key: plain(entry.node) for entry in entries}


def twice(first: Place, second: Place, key: str, *, alike: bool = False) -> Problem:
    """Report a key that stands twice in one mapping; ``alike``: with one value."""
    message = f"the key {shown(key)} stands twice, on line {first.line} and on line {second.line}"
    if alike:
        return Problem(second, "W224", f"{message}, with one value", "keep one of the two")
    return Problem(second, "E206", message, "keep one of the two")
