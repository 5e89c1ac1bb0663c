"""What lynx and its like write beside links and buttons: numbers, their list, fields."""

import re
from collections.abc import Iterable, Iterator, Set

from msgspec.structs import replace

from sitegen.check.leftovers.phrases import Mark
from sitegen.check.leftovers.units import Unit
from sitegen.check.types import TextUnderCheck
from sitegen.shape.plain import words
from sitegen.shape.types import Block

_HEADING = re.compile(r"(?:#+ )?(?:References|(?:Visible|Hidden) links?:?)\s*")
_ENTRY = re.compile(r"\s*\[?(\d{1,4})[.\]]:?\s+(?:https?|ftp|mailto|file):\S+\s*")
_NUMBERED = re.compile(r"(?<![\w\]])\[(\d{1,4})\](?=\w)")
_NUMBER = re.compile(r"\[(\d{1,4})\](?!:?\s+\w+:)")
_WIDGET = re.compile(r"\(BUTTON\) ?|_{6,}|\[ {3,}\]")
_WIDGETS = ("(BUTTON)", "______", "[   ")
"""A part of each, which is quick to look for."""
_MARK = Mark("links", sure=True, signed=True)


def without_numbers(text: TextUnderCheck) -> TextUnderCheck:
    """Return a text as its pages show it: without the numbers of links, and without fields."""
    body = text.source.body
    numbers = _listed(body) if _is_numbered(body) else frozenset[str]()
    if not numbers and not any(widget in body for widget in _WIDGETS):
        return text

    def shown(block: Block) -> Block:
        source = _NUMBER.sub(lambda one: "" if one[1] in numbers else one[0], block.source)
        source = _WIDGET.sub("", source)
        return replace(block, source=source, text=words(block.kind, source)) if source else block

    return replace(text, blocks=tuple(map(shown, text.blocks)))


def with_numbers(units: Iterable[Unit], text: TextUnderCheck) -> Iterator[Unit]:
    """Mark the list of a page's links."""
    if not _is_numbered(text.source.body):
        yield from units
        return
    for unit in units:
        listed = all(_is_listed(line) for line in unit.source.split("\n") if line.strip())
        yield replace(unit, mark=_MARK, neutral=False) if listed else unit


def _is_listed(line: str) -> bool:
    return bool(_HEADING.fullmatch(line.strip()) or _ENTRY.fullmatch(line))


def _is_numbered(body: str) -> bool:
    """Return whether numbers before words refer to the addresses that are listed below a text.

    An author's own numbers are behind the words to which they refer.
    """
    if "References" not in body and "inks" not in body:
        return False
    listed = _listed(body)
    return len(listed) > 1 and any(found[1] in listed for found in _NUMBERED.finditer(body))


def _listed(body: str) -> Set[str]:
    return {found[1] for line in body.split("\n") if (found := _ENTRY.fullmatch(line))}
