"""Language tag -> all that sitegen knows of the language: the data file ``locales/de.toml``."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.problems.errors import Place, fail

FOLDER = Path(__file__).parent
ENGLISH = "en"
_BORROWED = ("words", "labels", "dates")
"""Sections that a language without words of its own takes from English."""

Kind = Literal[
    "comments",
    "voices",
    "share",
    "navigation",
    "labels",
    "byline",
    "related",
    "subscription",
]
Tables = dict[str, dict[str, object]]


class Quotes(Struct, frozen=True, array_like=True):
    """The marks that straight quotes of a text become."""

    double: tuple[str, str]
    """What ``"`` opens and closes with."""
    single: tuple[str, str]
    """What ``'`` opens and closes with; an apostrophe is ’ in every language."""


class Labels(Struct, frozen=True):
    """Texts that screen readers read aloud for things without words of their own."""

    note: str
    """``{n}`` is the number of the note, here and below."""
    back: str
    table: str
    to_do: str
    done: str


class Dates(Struct, frozen=True):
    """Patterns of dates."""

    months: tuple[str, ...]
    day: str
    first: str
    """Form of ``{day}`` on the first of a month."""
    month: str
    alone: tuple[str, ...] = ()
    """Names of months without a day, where they differ from ``months``."""
    regions: Mapping[str, str] = {}
    """Country in small letters -> its own ``day``."""


class Language(Struct, frozen=True):
    """A language; ``en.toml`` explains the sections."""

    words: Mapping[str, str]
    """``language`` among them is the name of the language that they are in."""
    labels: Labels
    dates: Dates
    quotes: Mapping[str, Quotes] = {}
    callouts: Mapping[str, str] = {}
    check: Mapping[str, str] = {}
    phrases: Mapping[Kind, str] = {}
    spam: Mapping[str, str] = {}
    offer: Mapping[str, str] = {}
    trades: Mapping[str, Mapping[str, str]] = {}


def primary(tag: str) -> str:
    """Return the language of a BCP 47 tag: ``de`` for ``de-CH``."""
    return tag.replace("_", "-").lower().partition("-")[0]


def language(tag: str) -> Language:
    """Load the language of a BCP 47 tag; one without words of its own has the English ones."""
    return _load(FOLDER, primary(tag))


@cache
def language_of_words(tag: str) -> str:
    """Return the language of the words for a BCP 47 tag: its own, or English if it has none."""
    own = FOLDER / f"{primary(tag)}.toml"
    has_words = own.exists() and "\n[words]\n" in own.read_text(encoding="utf-8")
    return tag if has_words else ENGLISH


def languages() -> Sequence[Language]:
    """Load all languages, English first."""
    names = sorted(file.stem for file in FOLDER.glob("*.toml"))
    return [_load(FOLDER, name) for name in sorted(names, key=lambda name: name != ENGLISH)]


@cache
def _load(folder: Path, name: str) -> Language:
    file = folder / f"{name}.toml"
    place = Place(f"locales/{file.name}")
    try:
        own = read_tables(file) if name.isalpha() and file.exists() else {}
        english = _english(folder)
        if "words" not in own:
            own = own | {section: english[section] for section in _BORROWED}
            name = ENGLISH
        found = msgspec.convert(own, Language)
    except msgspec.MsgspecError as error:
        raise fail(place, "E914", f"the language file cannot be read: {error}") from error
    missing = sorted(english["words"].keys() - found.words.keys())
    if missing:
        shown = ", ".join(f"'{word}'" for word in missing)
        raise fail(place, "E914", f"words are missing: {shown}", "translate them from en.toml")
    return replace(found, words={**found.words, "language": name})


@cache
def _english(folder: Path) -> Tables:
    return read_tables(folder / f"{ENGLISH}.toml")


def read_tables(file: Path) -> Tables:
    """Read the part of TOML that the data files use.

    Values are JSON on one line, or lines between three apostrophes. The import of tomllib alone
    takes longer than a build of one changed essay may wait for a file of words.
    """
    tables: Tables = {}
    section: dict[str, object] = {}
    lines = iter(file.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.startswith("["):
            section = {}
            outer, _, inner = line[1:-1].partition(".")
            if inner:
                tables.setdefault(outer, {})[inner] = section
            else:
                tables[outer] = section
        elif line and line[0] != "#":
            key, _, value = line.partition(" = ")
            if value == "'''":
                section[key] = "".join(f"{text}\n" for text in takewhile("'''".__ne__, lines))
            else:
                section[key] = msgspec.json.decode(value)
    return tables
