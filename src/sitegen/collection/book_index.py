"""Marks and themes -> BookIndex: the index at the back of the book, for a page or for print."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from unicodedata import combining, normalize

from msgspec import Struct, field

from sitegen.collection.tag_index.index import Inline, TagIndex, Theme
from sitegen.model import Essay, Html, Mark, Slug
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import slugify
from sitegen.text.suggest import Lexicon, did_you_mean

SIGNS = "0–9"
"""Stands over the entries that begin with no letter."""
_REFERENCE = re.compile(r"see(\s*also)?\s+(\S.*)", re.DOTALL)
_BETWEEN, _BAR, _UNDER = (re.compile(rf"(?<!\\){sign}") for sign in (";", r"\|", "!"))
"""Signs of a mark; with a backslash they are part of a name."""
_OF_SEVERAL = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that sort as others and that Unicode does not take apart."""

Key = tuple[str, ...]
"""The names of an entry and of those above it, without case."""


class Locator(Struct, frozen=True, gc=False):
    """A place of the collection."""

    essay: str
    """Its path."""
    anchor: str
    """Of the paragraph; "" for the essay as a whole."""
    paragraph: str
    """Number of the paragraph (see ``Facts.numbers``)."""


class Reference(Struct, frozen=True, gc=False):
    """Another entry to look under."""

    title: Html
    id: str
    letter: str
    """The letter under which it stands."""


class Entry(Struct, frozen=True):
    """A line of the index."""

    title: Html
    name: str
    """The title as plain text."""
    id: str
    theme: Slug | None = None
    """The theme that the entry is."""
    locators: tuple[Locator, ...] = ()
    """In the order of the essays, then as they stand there."""
    see: tuple[Reference, ...] = ()
    """Where to look instead; such an entry holds nothing else."""
    see_also: tuple[Reference, ...] = ()
    entries: tuple["Entry", ...] = ()


class Letter(Struct, frozen=True):
    """The entries that begin with a letter."""

    letter: str
    entries: tuple[Entry, ...]


class BookIndex(Struct, frozen=True):
    """The index of a collection."""

    letters: tuple[Letter, ...] = ()
    """Sorted; only those that have entries."""


def assemble(
    essays: Sequence[Essay], tags: TagIndex, inline: Inline
) -> tuple[BookIndex, tuple[Problem, ...]]:
    """Make the index of essays in a given order; empty where no essay marks anything."""
    if not any(essay.facts.marks or essay.facts.passages for essay in essays):
        return BookIndex(), ()
    slips = _Slips(inline)
    texts = {essay.path: essay for essay in essays}
    for theme in tags.themes.values():
        _file_theme(slips, theme, texts, tags)
    for essay in essays:
        for mark in essay.facts.marks:
            _file_mark(slips, mark, Locator(essay.path, mark.anchor, _number(essay, mark.anchor)))
    rank = {essay.path: number for number, essay in enumerate(essays)}
    return BookIndex(tuple(_bound(slips, rank))), tuple(slips.problems)


def collation(name: str) -> tuple[str, str]:
    """Sort key of an entry: its letters and digits word by word, accents and case aside."""
    letters = (_plain(sign) for sign in normalize("NFC", name).casefold().translate(_OF_SEVERAL))
    words = "".join(letters).split()
    return " ".join(word.zfill(12) if word.isdecimal() else word for word in words), name


def _plain(sign: str) -> str:
    apart = normalize("NFD", sign)
    sign = apart[0] if all(map(combining, apart[1:])) else sign
    return sign if sign.isalnum() else "" if sign in "'’‘" else " "


def letter_of(name: str) -> str:
    """Name the letter under which an entry stands."""
    first = collation(name)[0][:1]
    return first.upper() if first.isalpha() else SIGNS


# ------------------------------------------------------------------ slips, filed


class _Slip(Struct):
    """An entry in the making."""

    title: Html
    name: str
    place: Place | None = None
    """Of the mark that named it first; None for a theme's name."""
    theme: Slug | None = None
    locators: dict[Locator, None] = field(default_factory=dict)
    sees: list[tuple[Key, str, Place | None]] = field(default_factory=list)
    """Where to look instead: its key, as written, and by which mark."""
    also: list[tuple[Key, str, Place | None]] = field(default_factory=list)
    below: dict[str, "_Slip"] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether it can do nothing but send the reader elsewhere."""
        return not (self.locators or self.below)


class _Slips:
    """A box of slips, as an indexer keeps it."""

    def __init__(self, inline: Inline) -> None:
        self.inline = inline
        self.top: dict[str, _Slip] = {}
        self.problems: list[Problem] = []
        self._told: set[tuple[str, str]] = set()

    def slip(self, names: Sequence[str], place: Place | None) -> _Slip:
        """Take out the slip of an entry; begin one if there is none."""
        slips = self.top
        for written in names:
            title, name = self.inline(written)
            slip = slips.setdefault(_folded(name), _Slip(title, name, place))
            if slip.name != name and slip.place and place:
                self._tell_case(slip, name, place)
            slips = slip.below
        return slip

    def _tell_case(self, slip: _Slip, name: str, place: Place) -> None:
        if (slip.name, name) not in self._told:
            self._told.add((slip.name, name))
            message = f"'{name}' is '{slip.name}' in the index already, at {slip.place}"
            self.warn("W544", place, message, "write one of them in both places")

    def find(self, key: Key) -> _Slip | None:
        slips, slip = self.top, None
        for name in key:
            slip = slips.get(name)
            if slip is None:
                return None
            slips = slip.below
        return slip

    def warn(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(place, code, message, hint))


def _folded(name: str) -> str:
    return normalize("NFC", " ".join(name.split()).casefold())


def _number(essay: Essay, anchor: str) -> str:
    return essay.facts.numbers.get(anchor, "")


def _file_theme(slips: _Slips, theme: Theme, texts: Mapping[str, Essay], tags: TagIndex) -> None:
    own = slips.top.setdefault(_folded(theme.name), _Slip(theme.title, theme.name))
    own.theme = theme.slug
    for quote in theme.quotes:
        number = _number(texts[quote.essay], quote.anchor)
        own.locators[Locator(quote.essay, quote.anchor, number)] = None
    if not theme.quotes:
        own.locators.update((Locator(entry.essay, "", ""), None) for entry in theme.entries)
    for slug in (*theme.broader, *theme.narrower, *theme.related):
        name = tags.themes[slug].name
        own.also.append(((_folded(name),), name, None))
    for alias in theme.aliases:
        title, name = slips.inline(alias)
        if _folded(name) != _folded(theme.name):
            slip = slips.top.setdefault(_folded(name), _Slip(title, name))
            slip.sees.append(((_folded(theme.name),), theme.name, None))


def _file_mark(slips: _Slips, mark: Mark, locator: Locator) -> None:
    for part in _BETWEEN.split(mark.text):
        written, *references = _BAR.split(part, maxsplit=1)
        names = [name.strip() for name in _UNDER.split(written)]
        match = _REFERENCE.fullmatch(references[0].strip()) if references else None
        if not all(slips.inline(name)[1] for name in names) or len(names) > 2:
            _refuse(slips, mark, "name an entry, or an entry and what stands under it: a!b")
        elif references and not match:
            _refuse(slips, mark, "after | goes 'see' or 'see also' and the name of an entry")
        elif match:
            slip = slips.slip(names, mark.place)
            other = match[2].strip()
            key = tuple(_folded(slips.inline(name)[1]) for name in _UNDER.split(other))
            (slip.also if match[1] else slip.sees).append((key, other, mark.place))
        else:
            slips.slip(names, mark.place).locators[locator] = None


def _refuse(slips: _Slips, mark: Mark, hint: str) -> None:
    slips.warn("W541", mark.place, f"the index mark '{mark.text}' makes no entry", hint)


# ------------------------------------------------------------------ slips, bound


def _bound(slips: _Slips, rank: Mapping[str, int]) -> Iterator[Letter]:
    binder = _Binder(slips, rank)
    entries = [binder.entry((key,), slip) for key, slip in slips.top.items()]
    found = [entry for entry in entries if entry]
    for letter, group in groupby(sorted(found, key=_order), lambda e: letter_of(e.name)):
        yield Letter(letter, tuple(group))


def _order(entry: Entry) -> tuple[bool, tuple[str, str]]:
    key = collation(entry.name)
    return key[0][:1].isalpha(), key


class _Binder:
    """Turns slips into entries, each with an id of its own."""

    def __init__(self, slips: _Slips, rank: Mapping[str, int]) -> None:
        self._slips = slips
        self._rank = rank
        self._lexicon = Lexicon((slip.name, slip.name) for slip in slips.top.values())
        self._ids = _ids(slips)

    def entry(self, key: Key, slip: _Slip) -> Entry | None:
        """Make the entry of a slip; None where all that it refers to is missing."""
        below = [self.entry((*key, name), sub) for name, sub in slip.below.items()]
        entries = sorted(filter(None, below), key=_order)
        locators = sorted(slip.locators, key=lambda found: self._rank.get(found.essay, 0))
        instead = self._references(key, slip, slip.sees)
        also = self._references(key, slip, slip.also)
        if not (locators or entries or instead or also):
            return None
        if locators or entries:
            instead, also = (), tuple(sorted({*instead, *also}, key=_by_title))
        return Entry(
            slip.title,
            slip.name,
            self._ids[key],
            slip.theme,
            tuple(locators),
            instead,
            also,
            tuple(entries),
        )

    def _references(
        self, key: Key, slip: _Slip, written: Iterable[tuple[Key, str, Place | None]]
    ) -> tuple[Reference, ...]:
        found: dict[Key, None] = {}
        for target, name, place in written:
            reached = self._reached(target)
            ends = [end for end in reached if end != key and self._holds(end)]
            if place and self._slips.find(target) is None:
                hint = did_you_mean(self._lexicon.closest(name), "mark a place for it, or leave it")
                message = f"the index has no entry '{name}' to see"
                self._slips.warn("W542", place, message, hint)
            elif place and not ends and key in reached:
                message = f"the index sends readers from '{slip.name}' in a circle"
                self._slips.warn("W543", place, message, "let one of the entries name places")
            found.update(dict.fromkeys(ends))
        return tuple(sorted(map(self._reference, found), key=_by_title))

    def _holds(self, key: Key) -> bool:
        slip = self._slips.find(key)
        return slip is not None and not slip.empty

    def _reached(self, target: Key) -> Mapping[Key, None]:
        """Follow references through entries that hold nothing themselves."""
        reached = {target: None}
        waiting = [target]
        for key in waiting:
            slip = self._slips.find(key)
            if slip and slip.empty:
                ways = (*slip.sees, *slip.also)
                fresh = {to: None for to, _, _ in ways if to not in reached}
                reached.update(fresh)
                waiting.extend(fresh)
        return reached

    def _reference(self, key: Key) -> Reference:
        slips = [self._slips.find(key[: depth + 1]) for depth in range(len(key))]
        title = ", ".join(slip.title for slip in slips if slip)
        top = slips[0]
        return Reference(Html(title), self._ids[key], letter_of(top.name if top else ""))


def _by_title(reference: Reference) -> tuple[str, str]:
    return collation(reference.title)


def _ids(slips: _Slips) -> Mapping[Key, str]:
    ids: dict[Key, str] = {}
    counts: Counter[str] = Counter()
    for key, name in _paths(slips):
        slug = f"e-{slugify(name)}".rstrip("-")
        counts[slug] += 1
        ids[key] = slug if counts[slug] == 1 else f"{slug}--{counts[slug]}"
    return ids


def _paths(slips: _Slips) -> Iterator[tuple[Key, str]]:
    for key, slip in sorted(slips.top.items()):
        yield (key,), slip.name
        for under, sub in sorted(slip.below.items()):
            yield (key, under), f"{slip.name} {sub.name}"
