"""YAML of front matter -> nodes and warnings: what YAML refuses is read as it was meant.

Front matter comes from other tools, whose readers differ. Only lines that belong to no key are
errors here, since their words would be lost.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace
from yaml.events import AliasEvent, CollectionStartEvent, Event, NodeEvent, ScalarEvent

from sitegen.config.schema.nodes import (
    UNPRINTABLE,
    Entry,
    Node,
    Scalar,
    Series,
    Table,
    latest,
    too_long,
)
from sitegen.config.schema.recovery import recover
from sitegen.config.schema.yamltree import Composer, Events
from sitegen.problems.errors import Place, Problem, SitegenError

_CORE = "tag:yaml.org,2002:"
_MOST = 10_000
"""Values that all references of a text together may repeat: their cost has a bound."""


def read_loose_yaml(text: str, start: Place, longest: int) -> tuple[Table, tuple[Problem, ...]]:
    """Read the mapping of a front matter, of which a key may be there several times.

    Unlike ``read_yaml`` it follows anchors, references and merge keys up to a bound, drops control
    characters, and reads a value that is not valid YAML as text; each with a warning.
    """
    if len(text) > longest:
        return Table((), start), too_long(text, start, longest).problems
    text, dropped = without_controls(text, start)
    composer = _Composer(text, start)
    try:
        table = composer.document()
    except SitegenError as error:
        composer.problems.clear()
        table, problems = recover(text, start, error, _read)
        return table, (*dropped, *problems)
    return table, (*dropped, *composer.problems)


def _read(text: str, start: Place) -> tuple[Table, Sequence[Problem]]:
    composer = _Composer(text, start)
    return composer.document(), composer.problems


def without_controls(text: str, place: Place) -> tuple[str, tuple[Problem, ...]]:
    """Remove control characters, with a warning at the first one."""
    if text.isascii() and text.isprintable():
        return text, ()
    found = UNPRINTABLE.search(text)
    if not found:
        return text, ()
    before = text[: found.start()]
    line = before.count("\n")
    column = len(before) - before.rfind("\n") if line else place.column + len(before)
    message = f"control character U+{ord(found[0]):04X} is removed"
    hint = "delete it; editors show it as a box or not at all"
    problem = Problem(Place(place.path, place.line + line, column), "W203", message, hint)
    return UNPRINTABLE.sub("", text), (problem,)


class _Composer(Composer):
    def __init__(self, text: str, start: Place) -> None:
        super().__init__(text, start)
        self._named: dict[str, tuple[Node, int]] = {}
        """Values with an anchor, and how many values each consists of."""
        self._count = 0
        self._full = False
        """Whether a reference was left out."""
        self._merges: set[Place] = set()

    def scalar(self, event: ScalarEvent) -> Scalar:
        """Read a single value."""
        self._count += 1
        text = event.value
        if self.escapes and (found := UNPRINTABLE.search(text)):
            message = f"escaped control character U+{ord(found[0]):04X} is removed"
            hint = r"to write a backslash itself, use \\"
            self.problems.append(Problem(self.at(event), "W203", message, hint))
            text = UNPRINTABLE.sub("", text)
        return Scalar(text, self.at(event), bool(event.style))

    def special(self, event: Event, following: Events, depth: int) -> Node:
        """Read a value with an anchor or a tag, or follow a reference."""
        if isinstance(event, AliasEvent):
            return self._followed(event)
        before = self._count
        node: Node
        if isinstance(event, ScalarEvent):
            node = self._tagged(event)
        elif isinstance(event, CollectionStartEvent):
            node = self.collection(event, following, depth)
            if event.tag:
                self._warn(event, f"tag '{event.tag.removeprefix(_CORE)}' is ignored")
        else:
            raise self.refused(event, "")
        if isinstance(event, NodeEvent) and event.anchor:
            self._named[event.anchor] = node, self._count - before + 1
        return node

    def _tagged(self, event: ScalarEvent) -> Scalar:
        if not event.tag or event.tag.startswith(_CORE):
            text = event.tag == f"{_CORE}str"
            return replace(self.scalar(event), quoted=text or bool(event.style))
        first, last = event.start_mark, event.end_mark
        written = self.text[first.index : last.index].strip() if first and last else event.value
        self._warn(event, f"'{written.split()[0]}' is read as text")
        return Scalar(written, self.at(event), quoted=True)

    def _followed(self, event: AliasEvent) -> Node:
        name = event.anchor
        place = self.at(event)
        if name not in self._named:
            self._warn(event, f"'*{name}' is read as text")
            return Scalar(f"*{name}", place, quoted=True)
        node, size = self._named[name]
        long = len(node.text) > 1_000 if isinstance(node, Scalar) else False
        if self._count + size > _MOST or long:
            if not self._full:
                self._warn(event, f"reference '*{name}' repeats too much and is left out")
            self._full = True
            return Scalar("", place)
        self._count += size
        return replace(node, place=place)

    def _warn(self, event: Event, message: str) -> None:
        hint = "put the value in quotes if it is text, or write it out"
        self.problems.append(Problem(self.at(event), "W204", message, hint))

    def check_merge(self, event: Event) -> None:
        """Remember a merge key."""
        self._merges.add(self.at(event))

    def distinct(
        self, entries: Iterable[Entry], depth: int
    ) -> tuple[Sequence[Entry], Sequence[Problem]]:
        """Add what merge keys name; below the top the last entry of a key counts."""
        own: list[Entry] = []
        merged: list[Entry] = []
        for entry in entries:
            (merged if entry.place in self._merges else own).append(entry)
        known = {entry.key for entry in own}
        for entry in (one for merge in merged for one in self._merged(merge)):
            if entry.key not in known:
                known.add(entry.key)
                own.append(entry)
        return (own, ()) if depth == 1 else latest(own)

    def _merged(self, merge: Entry) -> Iterator[Entry]:
        tables = merge.node.items if isinstance(merge.node, Series) else (merge.node,)
        for table in tables:
            if isinstance(table, Table):
                yield from table.entries
