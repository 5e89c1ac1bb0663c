"""Invalid YAML -> nodes, key by key: a value that YAML refuses is read as text."""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config.schema.nodes import DEEPEST, Entry, Node, Scalar, Series, Table, latest
from sitegen.config.schema.syntax import bare, not_a_key
from sitegen.problems.errors import Place, Problem, SitegenError
from sitegen.text.regex import regex

Read = Callable[[str, Place], tuple[Table, Sequence[Problem]]]
"""Reads a valid mapping; raises SitegenError."""

_KEYED = regex(
    r"""( *)("[^"\n]{1,200}"|'[^'\n]{1,200}'|[^\s:#'"\[\]{},&*!|>%@`?-][^:\n]{0,100}?)[ \t]*"""
    r"""(?::(?=[ \t]|$)|(?<=[\w-]):(?=[^\s/:]))(.*)"""
)
_ITEM = regex(r"( *)-(?:[ \t]+(.*)|$)")
_INDENT = regex(r"[ \t\u00a0]*[\t\u00a0][ \t\u00a0]*")
_BLOCK = regex(r"[|>][+-]?\d?[+-]?$")
_INNER = regex(r"[\[\]{}\"']")
_CLOSING = frozenset("]}")


class _Line(Struct, frozen=True):
    text: str
    number: int

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def is_empty(self) -> bool:
        start = self.text.lstrip()[:1]
        return not start or start == "#"


class _Lines(Struct, frozen=True):
    """The line of a key or of a list item, and those that follow it."""

    head: re.Match[str]
    first: _Line
    rest: tuple[_Line, ...] = ()

    @property
    def filled(self) -> list[_Line]:
        return [line for line in self.rest if not line.is_empty]


def recover(
    text: str, start: Place, error: SitegenError, read: Read
) -> tuple[Table, tuple[Problem, ...]]:
    """Read a mapping that ``read`` refuses with ``error`` key by key.

    Lines that belong to no key are errors, as is a text without any key.
    """
    recovery = _Recovery(start, read)
    lines = [_Line(line, start.line + number) for number, line in enumerate(text.split("\n"))]
    lines = recovery.with_spaces(lines, error)
    keyed = any(_KEYED.match(line.text) for line in lines) and text.lstrip()[:1] not in {"{", "["}
    if not keyed or any(line.text.startswith("---") for line in lines):
        return Table((), start), error.problems
    entries = recovery.entries(lines, 0, 1)
    return Table(tuple(entries), start), tuple(recovery.problems)


class _Recovery:
    def __init__(self, start: Place, read: Read) -> None:
        self.problems: list[Problem] = []
        self._path = start.path
        self._read = read

    def with_spaces(self, lines: list[_Line], error: SitegenError) -> list[_Line]:
        """Replace tabs and no-break spaces at the start of lines by spaces."""
        found = [line for line in lines if not line.is_empty and _INDENT.match(line.text)]
        if not found:
            return lines
        problem = error.problems[0]
        if problem.place.line != found[0].number:
            mark = "tab" if "\t" in found[0].text else "no-break space"
            message = f"a {mark} is not allowed here"
            place = Place(self._path, found[0].number, 1)
            problem = Problem(place, "W202", message, "indent with spaces")
        self.problems.append(replace(problem, code="W202"))
        return [replace(line, text=_spaced(line.text)) for line in lines]

    def entries(self, lines: Sequence[_Line], indent: int, depth: int) -> list[Entry]:
        """Read a mapping whose keys have this indentation."""
        found: list[Entry] = []
        for chunk in self._chunks(_KEYED, lines, indent):
            found += self._entry(chunk, indent, depth)
        return found

    def _chunks(
        self, head: re.Pattern[str], lines: Sequence[_Line], indent: int
    ) -> Iterator[_Lines]:
        chunk: _Lines | None = None
        rest: list[_Line] = []
        for line in lines:
            match = head.match(line.text) if line.indent == indent else None
            if match is None:
                if chunk is None and not line.is_empty:
                    self._stray(line)
                rest.append(line)
                continue
            if chunk:
                yield replace(chunk, rest=tuple(rest))
            chunk, rest = _Lines(match, line), []
        if chunk:
            yield replace(chunk, rest=tuple(rest))

    def _entry(self, chunk: _Lines, indent: int, depth: int) -> list[Entry]:
        lines = [chunk.first, *chunk.rest]
        text = "\n".join(line.text for line in lines)
        try:
            table, problems = self._read(text, Place(self._path, chunk.first.number, 1))
            self.problems += problems
            return [*table.entries]
        except SitegenError as error:
            return list(self._broken(chunk, indent, depth, error.problems[0]))

    def _broken(self, chunk: _Lines, indent: int, depth: int, problem: Problem) -> Iterator[Entry]:
        entry = self._plain_entry(chunk, indent)
        filled, written = chunk.filled, chunk.head[3].strip()
        if stray := next((line for line in filled if _is_stray(line, indent)), None):
            self._stray(stray)
        elif problem.code == "E205":
            self._too_deep(problem.place)
            yield replace(entry, node=Scalar("", entry.node.place))
        elif not filled:
            if problem.code == "E207":
                message, hint = not_a_key(chunk.first.text)
                problem = replace(problem, message=message, hint=hint)
            self._warn(problem)
            yield replace(entry, node=self._value(written, entry.node.place))
        elif not written:
            yield replace(entry, node=self._nested(chunk.rest, depth, problem))
        elif not (keyed := [line for line in filled if _KEYED.match(line.text)]):
            self._warn(problem)
            yield replace(entry, node=_as_text(written, filled, entry.node.place))
        elif len(keyed) == len(filled) and len({line.indent for line in filled}) == 1:
            # Keys that are indented by mistake.
            self._warn(problem)
            yield from self._entry(replace(chunk, rest=()), indent, depth)
            yield from self.entries(chunk.rest, filled[0].indent, depth + 1)
        else:
            self.problems.append(problem)

    def _plain_entry(self, chunk: _Lines, indent: int) -> Entry:
        number = chunk.first.number
        value = chunk.head[3]
        column = chunk.head.start(3) + len(value) - len(value.lstrip()) + 1
        node = Scalar("", Place(self._path, number, column))
        return Entry(bare(chunk.head[2]), Place(self._path, number, indent + 1), node)

    def _nested(self, lines: Sequence[_Line], depth: int, problem: Problem) -> Node:
        first = next(line for line in lines if not line.is_empty)
        place = Place(self._path, first.number, first.indent + 1)
        if depth > DEEPEST:
            self._too_deep(place)
            return Scalar("", place)
        if _ITEM.match(first.text):
            chunks = self._chunks(_ITEM, lines, first.indent)
            return Series(tuple(self._item(chunk, depth, problem) for chunk in chunks), place)
        if _KEYED.match(first.text):
            entries, twice = latest(self.entries(lines, first.indent, depth + 1))
            self.problems += twice
            return Table(tuple(entries), place)
        self._warn(problem)
        return _as_text("", [line for line in lines if not line.is_empty], place)

    def _item(self, chunk: _Lines, depth: int, problem: Problem) -> Node:
        value = chunk.head[2] or ""
        column = len(chunk.first.text) - len(value) if value else chunk.first.indent + 2
        place = Place(self._path, chunk.first.number, column + 1)
        line = replace(chunk.first, text=" " * column + value)
        if not chunk.filled and not _KEYED.match(line.text):
            return self._single(value, place)
        if not value:
            return (
                self._nested(chunk.rest, depth + 1, problem) if chunk.filled else Scalar("", place)
            )
        return self._nested([line, *chunk.rest], depth + 1, problem)

    def _single(self, value: str, place: Place) -> Node:
        try:
            table, problems = self._read(f"k: {value}", replace(place, column=place.column - 3))
        except SitegenError as error:
            problem = error.problems[0]
            message, hint = (text.replace("k: ", "", 1) for text in (problem.message, problem.hint))
            self._warn(replace(problem, message=message, hint=hint))
            return self._value(value.strip(), place)
        self.problems += problems
        return table.entries[0].node

    def _value(self, written: str, place: Place) -> Node:
        if written[:1] == "[" and written[:2] != "[[":
            inside = written[1:-1] if written[-1] == "]" and len(written) > 1 else written[1:]
            if not _INNER.search(inside):
                parts = re.finditer(r"[^,]+", inside)
                items = [(part[0].strip(), part.start()) for part in parts]
                return Series(
                    tuple(
                        Scalar(text, replace(place, column=place.column + 1 + at), quoted=True)
                        for text, at in items
                        if text
                    ),
                    place,
                )
        return Scalar(bare(written), place, quoted=True)

    def _stray(self, line: _Line) -> None:
        place = Place(self._path, line.number, line.indent + 1)
        self.problems.append(Problem(place, "E202", *not_a_key(line.text)))

    def _too_deep(self, place: Place) -> None:
        message = f"values nested more than {DEEPEST} levels deep are left out"
        self.problems.append(Problem(place, "W205", message, "use fewer levels"))

    def _warn(self, problem: Problem) -> None:
        self.problems.append(replace(problem, code="W202"))


def _spaced(line: str) -> str:
    found = _INDENT.match(line)
    if not found:
        return line
    indent = "" if found[0] == "\u00a0" else found[0].replace("\t", "  ").replace("\u00a0", " ")
    return indent + line[found.end() :]


def _is_stray(line: _Line, indent: int) -> bool:
    start = line.text.lstrip()[:1]
    return line.indent <= indent and start not in _CLOSING and not _ITEM.match(line.text)


def _as_text(written: str, lines: Sequence[_Line], place: Place) -> Scalar:
    first = [] if not written or _BLOCK.match(written) else [written]
    text = "\n".join([*first, *(line.text.strip() for line in lines)])
    return Scalar(bare(text), place, quoted=True)
