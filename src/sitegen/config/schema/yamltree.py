"""YAML -> nodes, from the events of the C parser: nothing is constructed or resolved."""

import re
from collections.abc import Callable, Iterator
from typing import cast
from unicodedata import name

import yaml
from yaml.events import (
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sitegen.config.schema.nodes import (
    DEEPEST,
    UNPRINTABLE,
    Entry,
    Node,
    Scalar,
    Series,
    Table,
    control_character,
    distinct,
    scalar,
    too_deep,
    too_long,
)
from sitegen.config.schema.syntax import Fault, cannot_begin, explain, requote
from sitegen.problems.errors import Place, Problem, SitegenError, fail

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML was built without its C library
    from yaml import SafeLoader as Parser  # type: ignore[assignment]  # it parses as well

_Events = Callable[[], Event]
"""Returns the next event of a text with every call."""

_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}


def read_yaml(text: str, start: Place, longest: int) -> tuple[Table, tuple[Problem, ...]]:
    """Read one YAML mapping; if it is invalid, return an empty table and the problems.

    ``start`` is the place of the text in its file, ``longest`` the number of characters allowed.
    Anchors, aliases, merge keys and tags are refused, as their cost has no bound.
    """
    if len(text) > longest:
        return Table((), start), too_long(text, start, longest).problems
    composer = _Composer(text, start)
    try:
        table = composer.document()
    except SitegenError as error:
        return Table((), start), (*composer.problems, *error.problems)
    return table, tuple(composer.problems)


def _events(text: str) -> _Events:
    # None, of which the type speaks, comes only after the end.
    return cast("_Events", Parser(text).get_event)


class _Composer:
    """Reads the events of a YAML text once, and gathers duplicate keys."""

    def __init__(self, text: str, start: Place) -> None:
        self.problems: list[Problem] = []
        # YAML takes these for line ends, which no editor does; here they are spaces.
        self._text = text if text.isascii() else text.translate(_LINE_ENDS)
        # Only an escape can add a control character that the text itself does not contain.
        self._escapes = "\\" in text
        self._start = start

    def document(self) -> Table:
        """Read the whole text as one mapping."""
        if bad := UNPRINTABLE.search(self._text):
            raise control_character(bad[0], self._place(bad.start()))
        try:
            return self._root(_events(self._text))
        except yaml.MarkedYAMLError as error:
            raise self._broken(error) from error

    def _root(self, following: _Events) -> Table:
        root: Node | None = None
        while not isinstance(event := following(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    hint = "end front matter with '---' on a line of its own; delete it elsewhere"
                    raise fail(self._at(event), "E202", "a second YAML document starts here", hint)
                root = self._node(following(), following, 1)
        if root is None or (isinstance(root, Scalar) and root.is_null):
            return Table((), self._start)
        if not isinstance(root, Table):
            raise _not_a_mapping(root)
        return root

    def _node(self, event: Event, following: _Events, depth: int) -> Node:
        if isinstance(event, ScalarEvent) and not event.anchor and not event.tag:
            read = scalar if self._escapes else Scalar
            return read(event.value, self._at(event), quoted=bool(event.style))
        if not isinstance(event, CollectionStartEvent) or event.anchor or event.tag:
            raise self._refused(event, self._text[_index(event)])
        place = self._at(event)
        if depth > DEEPEST:
            raise too_deep(place)
        if isinstance(event, SequenceStartEvent):
            return Series(tuple(self._items(following, depth)), place)
        every = tuple(self._entries(following, depth))
        entries, problems = distinct(every)
        self.problems.extend(problems)
        counted = {id(entry) for entry in entries} if problems else ()
        repeated = tuple(entry for entry in every if id(entry) not in counted) if problems else ()
        return Table(tuple(entries), place, repeated)

    def _items(self, following: _Events, depth: int) -> Iterator[Node]:
        while not isinstance(event := following(), SequenceEndEvent):
            yield self._node(event, following, depth + 1)

    def _entries(self, following: _Events, depth: int) -> Iterator[Entry]:
        while not isinstance(event := following(), MappingEndEvent):
            key = self._node(event, following, depth + 1)
            if not isinstance(key, Scalar) or key.text == "":
                raise self._not_a_key(event)
            if not key.quoted and (key.text == "<<" or key.text[0].isspace()):
                raise self._not_plain(key, event)
            yield Entry(key.text, key.place, self._node(following(), following, depth + 1))

    def _not_plain(self, key: Scalar, event: Event) -> SitegenError:
        if key.text == "<<":
            return self._refused(event, "<<")
        space = key.text[0]
        message = f"unexpected {name(space, 'character').lower()} (U+{ord(space):04X})"
        return fail(key.place, "E202", message, "indent with ordinary spaces")

    def _refused(self, event: Event, mark: str) -> SitegenError:
        names = {"&": "anchors", "!": "tags", "<<": "merge keys"}
        message = f"YAML {names.get(mark, 'references')} ('{mark}') are not allowed"
        quoted = f"if this is text, put it in quotes: {requote(self._text, _index(event))}"
        hint = "write the keys out one by one" if mark == "<<" else quoted
        return fail(self._at(event), "E204", message, hint)

    def _not_a_key(self, event: Event) -> SitegenError:
        at = _index(event)
        if self._text[max(at - 1, 0) : at + 1] != "{{":
            return fail(self._at(event), "E202", "a key must be text")
        _, message, hint = cannot_begin(self._text, at - 1, "{{")
        return fail(self._place(at - 1), "E202", message, hint)

    def _broken(self, error: yaml.MarkedYAMLError) -> SitegenError:
        at = error.problem_mark.index if error.problem_mark else 0
        if deep := self._too_deep(at):
            return deep
        since = error.context_mark.index if error.context_mark else at
        fault = Fault(self._text, str(error.problem), at, since)
        at, message, hint = explain(fault)
        return fail(self._place(at), "E202", message, hint)

    def _too_deep(self, end: int) -> SitegenError | None:
        """Return E205 if values before an error are nested too deeply.

        libyaml looks ahead, and since 0.2.6 gives up at 1,000 brackets before it returns the first.
        """
        before = _Composer(self._text[:end], self._start)
        try:
            before._root(_events(before._text))
        except (SitegenError, yaml.MarkedYAMLError) as error:
            if isinstance(error, SitegenError) and error.problems[0].code == "E205":
                return error
        return None

    def _at(self, event: Event) -> Place:
        start, mark = self._start, event.start_mark
        return Place(start.path, start.line + mark.line, mark.column + 1) if mark else start

    def _place(self, index: int) -> Place:
        line = self._text.count("\n", 0, index)
        column = index - self._text.rfind("\n", 0, index)
        return Place(self._start.path, self._start.line + line, column)


def _index(event: Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _not_a_mapping(root: Scalar | Series) -> SitegenError:
    kind = "a list" if isinstance(root, Series) else "a text"
    message = f"expected 'key: value' lines, found {kind}"
    if isinstance(root, Scalar) and (found := re.match(r"([\w-]+):(\S.*)", root.text)):
        return fail(root.place, "E207", message, f"put a space after the colon: {found[1]}: …")
    return fail(root.place, "E207", message, "start with a line such as: title: A Good Title")
