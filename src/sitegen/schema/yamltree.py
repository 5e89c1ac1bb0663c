"""Text of YAML -> nodes, by the events of the C parser: nothing is constructed or resolved."""

import re
from bisect import bisect_right
from collections.abc import Iterator

import yaml

from sitegen.errors import Place, Problem, SitegenError, fail
from sitegen.schema.nodes import (
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
)
from sitegen.schema.syntax import Fault, cannot_begin, explain, requote

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}


def read_yaml(text: str, start: Place, longest: int) -> tuple[Table, tuple[Problem, ...]]:
    """Read one YAML mapping; where it cannot be read, the table is empty and a problem says why.

    ``start`` is where the text begins in its file, ``longest`` the characters it may have.
    Anchors, aliases, merge keys and tags are refused, as their cost has no bound.
    """
    if len(text) > longest:
        return Table((), start), (_too_long(text, start, longest),)
    composer = _Composer(text, start)
    try:
        table = composer.document()
    except SitegenError as error:
        return Table((), start), (*composer.problems, *error.problems)
    return table, tuple(composer.problems)


def _too_long(text: str, start: Place, longest: int) -> Problem:
    message = f"{len(text):,} characters are too many here; {longest:,} may stand"
    return Problem(start, "E201", message, "move the text below the front matter, or shorten it")


class _Composer:
    """One pass over the events of a YAML text, which gathers the keys that stand twice."""

    def __init__(self, text: str, start: Place) -> None:
        self.problems: list[Problem] = []
        # YAML takes these for line ends, which no editor does; here they are blanks.
        self._text = text = text.translate(_LINE_ENDS)
        self._start = start
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def document(self) -> Table:
        """Read the whole text as one mapping."""
        if bad := UNPRINTABLE.search(self._text):
            raise control_character(bad[0], self._place(bad.start()))
        try:
            return self._root(yaml.parse(self._text, Loader=_LOADER))
        except yaml.MarkedYAMLError as error:
            raise self._broken(error) from error

    def _root(self, events: Iterator[yaml.Event]) -> Table:
        root: Node | None = None
        for event in events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if root is not None:
                raise self._second(event)
            root = self._node(next(events), events, 1)
        if root is None or (isinstance(root, Scalar) and root.is_null):
            return Table((), self._start)
        if not isinstance(root, Table):
            raise _not_a_mapping(root)
        return root

    def _second(self, event: yaml.Event) -> SitegenError:
        hint = "write '---' alone on its line where front matter ends; elsewhere take it away"
        return fail(self._at(event), "E202", "a second YAML document begins here", hint)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise self._refused(event, self._text[_index(event)])
        place = self._at(event)
        if isinstance(event, yaml.ScalarEvent):
            # Only between double quotes can an escape bring in what the text itself does not hold.
            read = scalar if event.style == '"' else Scalar
            return read(event.value, place, quoted=bool(event.style))
        if depth > DEEPEST:
            raise fail(place, "E205", f"values are nested more than {DEEPEST} levels deep")
        if isinstance(event, yaml.SequenceStartEvent):
            return Series(tuple(self._items(events, depth)), place)
        entries, problems = distinct(list(self._entries(events, depth)))
        self.problems.extend(problems)
        return Table(entries, place)

    def _items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            yield self._node(event, events, depth + 1)

    def _entries(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Entry]:
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            if not isinstance(key, Scalar) or key.text == "":
                raise self._not_a_key(event)
            if key.text == "<<" and not key.quoted:
                raise self._refused(event, "<<")
            if key.text[0].isspace() and not key.quoted:
                message = f"a blank of another kind (U+{ord(key.text[0]):04X}) stands here"
                raise fail(self._at(event), "E202", message, "indent with plain blanks")
            yield Entry(key.text, key.place, self._node(next(events), events, depth + 1))

    def _refused(self, event: yaml.Event, sign: str) -> SitegenError:
        names = {"*": "a reference", "&": "an anchor", "!": "a tag", "<<": "a merge key"}
        message = f"{names.get(sign, 'a reference')} of YAML ('{sign}') is not allowed here"
        fixed = requote(self._text, _index(event))
        text = f"if a text is meant, put it in quotes: {fixed}"
        hint = "write the keys out one by one" if sign == "<<" else text
        return fail(self._at(event), "E204", message, hint)

    def _not_a_key(self, event: yaml.Event) -> SitegenError:
        at = _index(event)
        if self._text[max(at - 1, 0) : at + 1] != "{{":
            return fail(self._at(event), "E202", "a key must be a word of text")
        _, message, hint = cannot_begin(self._text, at - 1, "{{")
        return fail(self._place(at - 1), "E202", message, hint)

    def _broken(self, error: yaml.MarkedYAMLError) -> SitegenError:
        at = error.problem_mark.index if error.problem_mark else 0
        since = error.context_mark.index if error.context_mark else at
        fault = Fault(self._text, str(error.problem), at, since)
        at, message, hint = explain(fault)
        return fail(self._place(at), "E202", message, hint)

    def _at(self, event: yaml.Event) -> Place:
        return self._place(_index(event))

    def _place(self, index: int) -> Place:
        line = bisect_right(self._lines, index) - 1
        return Place(self._start.path, self._start.line + line, index - self._lines[line] + 1)


def _index(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _not_a_mapping(root: Scalar | Series) -> SitegenError:
    kind = "a list" if isinstance(root, Series) else "a text"
    message = f"{kind} stands where 'key: value' lines are wanted"
    if isinstance(root, Scalar) and (found := re.match(r"([\w-]+):(\S.*)", root.text)):
        return fail(root.place, "E207", message, f"put a blank after the colon: {found[1]}: …")
    return fail(root.place, "E207", message, "begin with a line such as: title: A Good Title")
