"""Members in XML -> their records, and a word about each that cannot be read."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct

from sitegen.importers.foreign import LeftOut, Remark
from sitegen.importers.sources import Export
from sitegen.importers.xml.stream import Broken, Records
from sitegen.importers.xml.text import Root
from sitegen.problems.errors import Place, Problem, SitegenError

_SHOWN = 5
"""Records of a member that are named when they cannot be read."""


class Piece(Struct, frozen=True):
    """A record, and where it is."""

    element: Element
    member: str
    place: str
    """File and line."""
    root: Root
    whole: bool = True
    """False if it is not well-formed XML, so that a field may hold markup of the file."""


def pieces(
    export: Export, members: Sequence[str], names: frozenset[str]
) -> Iterator[Piece | LeftOut | Remark]:
    """Yield the records of some members; raise SitegenError at the end for members that are none.

    A record that cannot be read is left out; the first ones are named with the reason.
    """
    problems: list[Problem] = []
    for member in members:
        records, broken, number = Records(export, member, names), 0, 0
        for number, one in enumerate(records, 1):  # noqa: B007 - how many there were
            place = Place(export.place(member), one.line)
            if not isinstance(one, Broken):
                shown = f"{place.path}:{one.line}"
                yield Piece(one.element, member, shown, records.root, one.whole)
            elif one.whole_file:
                hint = "get the export from its platform again"
                problems.append(Problem(place, "E1801", f"cannot be read: {one.why}", hint))
            else:
                broken += 1
                yield from _left_out(place, one, broken)
        if not number:
            hint = "export all content, not a part of it"
            yield Remark(f"{export.place(member)}: there is nothing to import in it", hint)
    if problems:
        raise SitegenError(problems)


def _left_out(place: Place, broken: Broken, number: int) -> Iterator[LeftOut | Remark]:
    where = f"{place.path}:{broken.line}"
    yield LeftOut("records that cannot be read", where)
    if number < _SHOWN:
        hint = "repair the file there, or get the export from its platform again"
        yield Remark(f"{where}: this record cannot be read: {broken.why}", hint)
    elif number == _SHOWN:
        yield Remark(f"{place.path}: more records cannot be read", "--format json lists them all")
