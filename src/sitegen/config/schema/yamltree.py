"""YAML -> nodes, from the events of the C parser: nothing is constructed or resolved."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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

Events = Callable[[], Event]
"""Returns the next event of a text with every call."""

_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}


def read_yaml(text: str, start: Place, longest: int) -> tuple[Table, tuple[Problem, ...]]:
    """Read one YAML mapping; if it is invalid, return an empty table and the problems.

    ``start`` is the place of the text in its file, ``longest`` the number of characters allowed.
    Anchors, aliases, merge keys and tags are refused, as their cost has no bound.
    """
    if len(text) > longest:
        return Table((), start), too_long(text, start, longest).problems
    composer = Composer(text, start)
    try:
        table = composer.document()
    except SitegenError as error:
        return Table((), start), (*composer.problems, *error.problems)
    return table, tuple(composer.problems)


def _events(text: str) -> Events:
    # None, of which the type speaks, comes only after the end.
    return cast("Events", Parser(text).get_event)


class Composer:
    """Reads the events of a YAML text once, and gathers duplicate keys."""

    def __init__(self, text: str, start: Place) -> None:
        self.problems: list[Problem] = []
        # YAML takes these for line ends, which no editor does; here they are spaces.
        self.text = text if text.isascii() else text.translate(_LINE_ENDS)
        # Only an escape can add a control character that the text itself does not contain.
        self.escapes = "\\" in text
        self.start = start

    def document(self) -> Table:
        """Read the whole text as one mapping."""
        if bad := UNPRINTABLE.search(self.text):
            raise control_character(bad[0], self.place(bad.start()))
        try:
            return self._root(_events(self.text))
        except yaml.MarkedYAMLError as error:
            raise self._broken(error) from error

    def _root(self, following: Events) -> Table:
        root: Node | None = None
        while not isinstance(event := following(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    hint = "end front matter with '---' on a line of its own; delete it elsewhere"
                    raise fail(self.at(event), "E202", "a second YAML document starts here", hint)
                root = self._node(following(), following, 1)
        if root is None or (isinstance(root, Scalar) and root.is_null):
            return Table((), self.start)
        if not isinstance(root, Table):
            raise _not_a_mapping(root)
        return root

    def _node(self, event: Event, following: Events, depth: int) -> Node:
        if isinstance(event, ScalarEvent) and not event.anchor and not event.tag:
            return self.scalar(event)
        if not isinstance(event, CollectionStartEvent) or event.anchor or event.tag:
            return self.special(event, following, depth)
        return self.collection(event, following, depth)

    def scalar(self, event: ScalarEvent) -> Scalar:
        """Read a single value."""
        read = scalar if self.escapes else Scalar
        return read(event.value, self.at(event), quoted=bool(event.style))

    def special(self, event: Event, _following: Events, _depth: int) -> Node:
        """Read a value with an anchor or a tag, or a reference: here they are refused."""
        raise self.refused(event, self.text[index_of(event)])

    def collection(self, event: CollectionStartEvent, following: Events, depth: int) -> Node:
        """Read a list or a mapping."""
        place = self.at(event)
        if depth > DEEPEST:
            raise too_deep(place)
        if isinstance(event, SequenceStartEvent):
            return Series(tuple(self._items(following, depth)), place)
        every = tuple(self._entries(following, depth))
        entries, problems = self.distinct(every, depth)
        self.problems.extend(problems)
        counted = {id(entry) for entry in entries} if problems else ()
        repeated = tuple(entry for entry in every if id(entry) not in counted) if problems else ()
        return Table(tuple(entries), place, repeated)

    def distinct(
        self, entries: Iterable[Entry], _depth: int
    ) -> tuple[Sequence[Entry], Sequence[Problem]]:
        """Choose among entries of a mapping that have the same key."""
        return distinct(entries)

    def _items(self, following: Events, depth: int) -> Iterator[Node]:
        while not isinstance(event := following(), SequenceEndEvent):
            yield self._node(event, following, depth + 1)

    def _entries(self, following: Events, depth: int) -> Iterator[Entry]:
        while not isinstance(event := following(), MappingEndEvent):
            key = self._node(event, following, depth + 1)
            if not isinstance(key, Scalar) or key.text == "":
                raise self._not_a_key(event)
            if not key.quoted and key.text[0].isspace():
                raise self._not_plain(key)
            if not key.quoted and key.text == "<<":
                self.check_merge(event)
            yield Entry(key.text, key.place, self._node(following(), following, depth + 1))

    def check_merge(self, event: Event) -> None:
        """Decide about a merge key: here it is refused."""
        raise self.refused(event, "<<")

    def _not_plain(self, key: Scalar) -> SitegenError:
        space = key.text[0]
        message = f"unexpected {name(space, 'character').lower()} (U+{ord(space):04X})"
        return fail(key.place, "E202", message, "indent with ordinary spaces")

    def refused(self, event: Event, mark: str) -> SitegenError:
        """Return the error for a part of YAML that is not supported."""
        names = {"&": "anchors", "!": "tags", "<<": "merge keys"}
        message = f"YAML {names.get(mark, 'references')} ('{mark}') are not allowed"
        quoted = f"if this is text, put it in quotes: {requote(self.text, index_of(event))}"
        hint = "write the keys out one by one" if mark == "<<" else quoted
        return fail(self.at(event), "E204", message, hint)

    def _not_a_key(self, event: Event) -> SitegenError:
        at = index_of(event)
        if self.text[max(at - 1, 0) : at + 1] != "{{":
            return fail(self.at(event), "E202", "a key must be text")
        _, message, hint = cannot_begin(self.text, at - 1, "{{")
        return fail(self.place(at - 1), "E202", message, hint)

    def _broken(self, error: yaml.MarkedYAMLError) -> SitegenError:
        at = error.problem_mark.index if error.problem_mark else 0
        if deep := self.too_deep(at):
            return deep
        since = error.context_mark.index if error.context_mark else at
        fault = Fault(self.text, str(error.problem), at, since)
        at, message, hint = explain(fault)
        return fail(self.place(at), "E202", message, hint)

    def too_deep(self, end: int) -> SitegenError | None:
        """Return E205 if values before an error are nested too deeply.

        libyaml looks ahead, and since 0.2.6 gives up at 1,000 brackets before it returns the first.
        """
        before = Composer(self.text[:end], self.start)
        try:
            before._root(_events(before.text))
        except (SitegenError, yaml.MarkedYAMLError) as error:
            if isinstance(error, SitegenError) and error.problems[0].code == "E205":
                return error
        return None

    def at(self, event: Event) -> Place:
        """Return the place of an event."""
        start, mark = self.start, event.start_mark
        return Place(start.path, start.line + mark.line, mark.column + 1) if mark else start

    def place(self, index: int) -> Place:
        """Return the place of a character."""
        line = self.text.count("\n", 0, index)
        column = index - self.text.rfind("\n", 0, index)
        return Place(self.start.path, self.start.line + line, column)


def index_of(event: Event) -> int:
    """Return the index of the first character of an event."""
    return event.start_mark.index if event.start_mark else 0


def _not_a_mapping(root: Scalar | Series) -> SitegenError:
    kind = "a list" if isinstance(root, Series) else "a text"
    message = f"expected 'key: value' lines, found {kind}"
    if isinstance(root, Scalar) and (found := re.match(r"([\w-]+):(\S.*)", root.text)):
        return fail(root.place, "E207", message, f"put a space after the colon: {found[1]}: …")
    return fail(root.place, "E207", message, "start with a line such as: title: A Good Title")
