"""TOML -> nodes, with the places of the keys, as tomllib gives none for values."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from msgspec.structs import replace

from sitegen.config.schema.nodes import (
    DEEPEST,
    UNPRINTABLE,
    Entry,
    Node,
    Series,
    Table,
    scalar,
    too_deep,
    too_long,
    twice,
)
from sitegen.problems.errors import Place, Problem, SitegenError, fail
from sitegen.text.regex import regex

_KEY = regex(r"^([ \t]*)([\w.\"'-]+)([ \t]*=[ \t]*)")
_HEADER = regex(r"^[ \t]*\[\[?([^\[\]]+)\]")
_POSITION = regex(r"^(.*) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)

_Path = tuple[str, ...]


def read_toml(text: str, start: Place, longest: int) -> tuple[Table, tuple[Problem, ...]]:
    """Read TOML; if it is invalid, return an empty table and the problem.

    ``start`` is the place of the text in its file, ``longest`` the number of characters allowed.
    Control characters are removed, with a warning.
    """
    try:
        values = _values(text, start, longest)
        try:
            return _table(values, (), _places(text, start)), ()
        except SitegenError as error:
            found = error.problems[0]
            if found.code != "E203":
                raise
            message = found.message.replace("not allowed", "removed")
            removed = replace(found, code="W203", message=message)
            plain = _without_controls(values)
            return _table(plain, (), _places(text, start)), (removed,)
    except RecursionError:
        return Table((), start), too_deep(start).problems
    except SitegenError as error:
        return Table((), start), error.problems
    except ValueError:
        hint = "put it in quotes if it is text"
        return Table((), start), (Problem(start, "E202", "a number has too many digits", hint),)


def _without_controls(values: Mapping[str, object]) -> dict[str, object]:
    return {_plain(key): _plain_value(value) for key, value in values.items()}


def _plain(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _plain_value(value: object) -> object:
    match value:
        case dict():
            return _without_controls(value)
        case list():
            return [_plain_value(item) for item in value]
        case str():
            return _plain(value)
        case _:
            return value


def _values(text: str, start: Place, longest: int) -> dict[str, object]:
    if len(text) > longest:
        raise too_long(text, start, longest)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(str(error), text, start) from error


def _broken(sentence: str, text: str, start: Place) -> SitegenError:
    found = _POSITION.match(sentence)
    if not found:
        return fail(start, "E202", f"invalid TOML: {sentence}")
    line = int(found[2]) if found[2] else text.rstrip("\n").count("\n") + 1
    place = Place(start.path, start.line + line - 1, int(found[3] or 0))
    if found[1] == "Cannot overwrite a value" and (twins := _twins(text, start, place.line)):
        return SitegenError([twice(*twins)])
    message = found[1][:1].lower() + found[1][1:]
    if message.startswith("unescaped"):
        # tomllib has read the backslash and the character after it.
        place = Place(place.path, place.line, place.column - 2)
    return fail(place, "E202", f"invalid TOML: {message}", _hint(message))


def _twins(text: str, start: Place, line: int) -> tuple[Place, Place, str] | None:
    first = _places(text, start)
    on_line = ((path, place) for path, place in _keys(text, start) if place.line == line)
    return next(((first[path], at, path[-1]) for path, at in on_line if first[path] != at), None)


def _hint(message: str) -> str:
    if message == "invalid value":
        return 'put text in quotes: title = "A Good Title"'
    if message == r"illegal character '\n'":
        return "close the quotation mark on the same line"
    if message.startswith("unescaped"):
        return r"write \\ for a backslash, or put the text in single quotes"
    return "TOML goes between '+++' lines; for YAML use '---' lines" if "key" in message else ""


def _places(text: str, start: Place) -> dict[_Path, Place]:
    places: dict[_Path, Place] = {(): start}
    for path, place in _keys(text, start):
        places.setdefault(path, place)
    return places


def _keys(text: str, start: Place) -> Iterator[tuple[_Path, Place]]:
    table: _Path = ()
    for number, line in enumerate(text.split("\n"), start.line):
        if found := _HEADER.match(line):
            table = _parts(found[1])
            yield table, Place(start.path, number, found.start(1) + 1)
        elif found := _KEY.match(line):
            yield (*table, *_parts(found[2])), Place(start.path, number, found.end() + 1)


def _parts(dotted: str) -> _Path:
    return tuple(part.strip(" \t\"'") for part in dotted.split("."))


def _table(values: Mapping[str, object], path: _Path, places: Mapping[_Path, Place]) -> Table:
    entries = []
    for key, value in values.items():
        start = replace(_nearest((*path, key), places), column=1)
        entries.append(Entry(key, start, _node(value, (*path, key), places)))
    return Table(tuple(entries), _nearest(path, places))


def _nearest(path: _Path, places: Mapping[_Path, Place]) -> Place:
    while path not in places:
        path = path[:-1]
    return places[path]


def _node(value: object, path: _Path, places: Mapping[_Path, Place]) -> Node:
    place = _nearest(path, places)
    if len(path) > DEEPEST and isinstance(value, dict | list):
        raise too_deep(place)
    match value:
        case dict():
            return _table(value, path, places)
        case list():
            return Series(tuple(_node(item, (*path, ""), places) for item in value), place)
        case bool():
            return scalar(str(value).lower(), place)
        case datetime() | date() | time():
            return scalar(value.isoformat(), place)
        case str():
            return scalar(value, place, quoted=True)
        case _:
            return scalar(str(value), place)
