"""The index of the collection -> that of a book, with the places that the book holds."""

from collections.abc import Iterator, Mapping, Sequence

from sitegen.book.types import IndexLine, IndexSection, Locator
from sitegen.collection.book_index import Entry, Reference
from sitegen.collection.index import Index
from sitegen.model import Html


def index_sections(index: Index, numbers: Mapping[str, str]) -> tuple[IndexSection, ...]:
    """Return the index of a book; ``numbers``: path of each of its essays -> id of the chapter."""
    known = {
        entry.id
        for letter in index.book
        for entry in _every(letter.entries)
        if _has(entry, numbers)
    }
    sections = ((letter.letter, _lines(letter.entries, numbers, known)) for letter in index.book)
    return tuple(IndexSection(letter, lines) for letter, lines in sections if lines)


def _every(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _every(entry.entries)


def _has(entry: Entry, numbers: Mapping[str, str]) -> bool:
    """Return whether an entry, or one below it, names a place of the book."""
    return any(each.essay in numbers for one in _every([entry]) for each in one.locators)


def _lines(
    entries: Sequence[Entry], numbers: Mapping[str, str], known: set[str]
) -> tuple[IndexLine, ...]:
    lines = (_line(entry, numbers, known) for entry in entries)
    return tuple(line for line in lines if line.places or line.lines or line.see)


def _line(entry: Entry, numbers: Mapping[str, str], known: set[str]) -> IndexLine:
    here = [each for each in entry.locators if each.essay in numbers]
    return IndexLine(
        id=entry.id,
        title=entry.title,
        places=tuple(
            Locator(numbers[each.essay], each.anchor, each.paragraph)
            for each in sorted(here, key=lambda each: int(numbers[each.essay][1:]))
        ),
        see=_references(entry.see, known),
        see_also=_references(entry.see_also, known),
        lines=_lines(entry.entries, numbers, known),
    )


def _references(references: Sequence[Reference], known: set[str]) -> tuple[tuple[str, Html], ...]:
    return tuple((each.id, each.title) for each in references if each.id in known)
