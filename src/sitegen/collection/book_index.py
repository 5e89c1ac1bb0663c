"""Marks and themes -> BookIndex: the index at the back of the book, for a page or for print."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from unicodedata import combining, normalize

from msgspec import Struct, field

from sitegen.collection.groups import reached
from sitegen.collection.tag_index.index import Inline, TagIndex, Theme
from sitegen.model import Essay, Html, Mark, Slug
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import slugify
from sitegen.text.suggest import Lexicon, did_you_mean

NO_LETTER = "0–9"
"""Heading of the entries that do not begin with a letter."""
_REFERENCE = re.compile(r"see(\s*also)?\s+(\S.*)", re.DOTALL)
_BETWEEN, _BAR, _UNDER = (re.compile(rf"(?<!\\){sign}") for sign in (";", r"\|", "!"))
"""Separators in a mark; with a backslash they are part of a name."""
_OF_SEVERAL = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that sort as others and that Unicode does not decompose."""

Key = tuple[str, ...]
"""The names of an entry and of those above it, without case."""


class Locator(Struct, frozen=True, gc=False):
    """A place of the collection."""

    essay: str
    """Its path."""
    anchor: str
    """Anchor of the paragraph; "" for the essay as a whole."""
    paragraph: str
    """Number of the paragraph (see ``Facts.numbers``)."""


class Reference(Struct, frozen=True, gc=False):
    """Another entry to look under."""

    title: Html
    id: str
    letter: str
    """The letter under which it is listed."""


class Entry(Struct, frozen=True):
    """A line of the index."""

    title: Html
    name: str
    """The title as plain text."""
    id: str
    theme: Slug | None = None
    """The theme that the entry is."""
    locators: tuple[Locator, ...] = ()
    """In the order of the essays, then in that of each text."""
    see: tuple[Reference, ...] = ()
    """Entries to look under instead; such an entry holds nothing else."""
    see_also: tuple[Reference, ...] = ()
    entries: tuple["Entry", ...] = ()


class Letter(Struct, frozen=True):
    """The entries that begin with a letter."""

    letter: str
    entries: tuple[Entry, ...]


BookIndex = tuple[Letter, ...]
"""The index of a collection: the letters that have entries, sorted."""


def assemble(
    essays: Sequence[Essay], tags: TagIndex, inline: Inline
) -> tuple[BookIndex, tuple[Problem, ...]]:
    """Build the index of essays in a given order; empty where no essay marks anything."""
    if not any(essay.facts.marks or essay.facts.passages for essay in essays):
        return (), ()
    indexer = _Indexer(inline, {essay.path: essay for essay in essays})
    for theme in tags.themes.values():
        indexer.add_theme(theme, tags)
    for essay in essays:
        for mark in essay.facts.marks:
            indexer.add_mark(mark, _locator(essay, mark.anchor))
    return tuple(indexer.letters()), tuple(indexer.problems)


def _locator(essay: Essay, anchor: str) -> Locator:
    return Locator(essay.path, anchor, essay.facts.numbers.get(anchor, ""))


def collation(name: str) -> tuple[str, str]:
    """Return the sort key of an entry: letters and digits by word, without accents and case."""
    letters = map(_plain, normalize("NFC", name).casefold().translate(_OF_SEVERAL))
    words = "".join(letters).split()
    return " ".join(word.zfill(12) if word.isdecimal() else word for word in words), name


def _plain(character: str) -> str:
    parts = normalize("NFD", character)
    plain = parts[0] if all(map(combining, parts[1:])) else character
    return plain if plain.isalnum() else "" if plain in "'’‘" else " "


def letter_of(name: str) -> str:
    """Return the letter under which an entry is listed."""
    first = collation(name)[0][:1]
    return first.upper() if first.isalpha() else NO_LETTER


class _Record(Struct):
    """An entry that is being collected."""

    title: Html
    name: str
    place: Place | None = None
    """Place of the mark that named it first; None for a theme's name."""
    theme: Slug | None = None
    locators: dict[Locator, None] = field(default_factory=dict)
    sees: list[tuple[Key, str, Place | None]] = field(default_factory=list)
    """Entries to look under instead: the key, the name as written, and the place of the mark."""
    also: list[tuple[Key, str, Place | None]] = field(default_factory=list)
    below: dict[Key, None] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Return whether the record has only references to other entries."""
        return not (self.locators or self.below)


class _Indexer:
    """Collects a record for each entry, and makes entries of the records."""

    def __init__(self, inline: Inline, texts: Mapping[str, Essay]) -> None:
        self._inline = inline
        self._texts = texts
        self._rank = {path: number for number, path in enumerate(texts)}
        self._records: dict[Key, _Record] = {}
        self._reported: set[tuple[str, str]] = set()
        self.problems: list[Problem] = []

    def add_theme(self, theme: Theme, tags: TagIndex) -> None:
        """Add the entry of a theme and those of its aliases."""
        key = (_folded(theme.name),)
        own = self._records.setdefault(key, _Record(theme.title, theme.name))
        own.theme = theme.slug
        for quote in theme.quotes:
            own.locators[_locator(self._texts[quote.essay], quote.passage.anchor)] = None
        if not theme.quotes:
            own.locators.update((Locator(entry.essay, "", ""), None) for entry in theme.entries)
        for slug in (*theme.broader, *theme.narrower, *theme.related):
            name = tags.themes[slug].name
            own.also.append(((_folded(name),), name, None))
        for alias in theme.aliases:
            title, name = self._inline(alias)
            if (other := (_folded(name),)) != key:
                record = self._records.setdefault(other, _Record(title, name))
                record.sees.append((key, theme.name, None))

    def add_mark(self, mark: Mark, locator: Locator) -> None:
        """Add the entries that a mark names."""
        for part in _BETWEEN.split(mark.text):
            written, *references = _BAR.split(part, maxsplit=1)
            names = [name.strip() for name in _UNDER.split(written)]
            match = _REFERENCE.fullmatch(references[0].strip()) if references else None
            if not all(self._inline(name)[1] for name in names) or len(names) > 2:
                self._refuse(mark, "write an entry, or an entry and a subentry: a!b")
            elif references and not match:
                self._refuse(mark, "after |, write 'see' or 'see also' and the name of an entry")
            elif match:
                record, other = self._record(names, mark.place), match[2].strip()
                key = tuple(_folded(self._inline(name)[1]) for name in _UNDER.split(other))
                (record.also if match[1] else record.sees).append((key, other, mark.place))
            else:
                self._record(names, mark.place).locators[locator] = None

    def _record(self, names: Sequence[str], place: Place) -> _Record:
        key: Key = ()
        for written in names:
            title, name = self._inline(written)
            above, key = self._records.get(key), (*key, _folded(name))
            record = self._records.setdefault(key, _Record(title, name, place))
            if above:
                above.below[key] = None
            if record.name != name and record.place and (record.name, name) not in self._reported:
                self._reported.add((record.name, name))
                message = f"'{name}' is spelled '{record.name}' in the index at {record.place}"
                self._warn("W544", place, message, "use one spelling in both places")
        return record

    def _refuse(self, mark: Mark, hint: str) -> None:
        self._warn("W541", mark.place, f"the index mark '{mark.text}' names no entry", hint)

    def _warn(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(place, code, message, hint))

    def letters(self) -> Iterator[Letter]:
        """Return the entries of all records, by letter."""
        found = self._sorted(key for key in self._records if len(key) == 1)
        for letter, group in groupby(found, lambda entry: letter_of(entry.name)):
            yield Letter(letter, tuple(group))

    def _entry(self, key: Key) -> Entry | None:
        """Return the entry of a record; None where all that it refers to is missing."""
        record, rank = self._records[key], self._rank
        entries = self._sorted(record.below)
        locators = tuple(sorted(record.locators, key=lambda each: rank.get(each.essay, 0)))
        instead = self._references(key, record.sees)
        also = self._references(key, record.also)
        if not (locators or entries or instead or also):
            return None
        if locators or entries:
            instead, also = (), tuple(sorted({*instead, *also}, key=_by_title))
        title, name, theme = record.title, record.name, record.theme
        return Entry(title, name, self._ids[key], theme, locators, instead, also, entries)

    def _sorted(self, keys: Iterable[Key]) -> tuple[Entry, ...]:
        return tuple(sorted(filter(None, map(self._entry, keys)), key=_order))

    def _references(
        self, key: Key, written: Iterable[tuple[Key, str, Place | None]]
    ) -> tuple[Reference, ...]:
        found: dict[Key, None] = {}
        for target, name, place in written:
            visited = reached(target, self._onward)
            ends = [end for end in visited if end != key and self._holds(end)]
            if place and target not in self._records:
                otherwise = "mark a place for it, or delete the reference"
                hint = did_you_mean(self._lexicon.closest(name), otherwise)
                self._warn("W542", place, f"index entry '{name}' not found", hint)
            elif place and not ends and key in visited:
                message = f"the index references of '{self._records[key].name}' form a circle"
                self._warn("W543", place, message, "mark a place for one of the entries")
            found.update(dict.fromkeys(ends))
        return tuple(sorted(map(self._reference, found), key=_by_title))

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(
            (record.name, record.name) for key, record in self._records.items() if len(key) == 1
        )

    def _holds(self, key: Key) -> bool:
        return key in self._records and not self._records[key].empty

    def _onward(self, key: Key) -> list[Key]:
        """Return the targets of an entry that holds nothing but references."""
        record = self._records.get(key)
        references = (*record.sees, *record.also) if record and record.empty else ()
        return [target for target, *_ in references]

    def _reference(self, key: Key) -> Reference:
        records = [self._records[key[: depth + 1]] for depth in range(len(key))]
        title = ", ".join(record.title for record in records)
        return Reference(Html(title), self._ids[key], letter_of(records[0].name))

    @cached_property
    def _ids(self) -> Mapping[Key, str]:
        ids: dict[Key, str] = {}
        counts: Counter[str] = Counter()
        for key in sorted(self._records):
            names = (self._records[key[: depth + 1]].name for depth in range(len(key)))
            slug = f"e-{slugify(' '.join(names))}".rstrip("-")
            counts[slug] += 1
            ids[key] = slug if counts[slug] == 1 else f"{slug}--{counts[slug]}"
        return ids


def _folded(name: str) -> str:
    return normalize("NFC", " ".join(name.split()).casefold())


def _order(entry: Entry) -> tuple[bool, tuple[str, str]]:
    key = collation(entry.name)
    return key[0][:1].isalpha(), key


def _by_title(reference: Reference) -> tuple[str, str]:
    return collation(reference.title)
