"""``strings/de.yaml`` of a site -> words of the interface that replace or complete the own ones."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from sitegen import STRINGS_FOLDER
from sitegen.config.config import Config
from sitegen.locales.language import ENGLISH, language
from sitegen.locales.plurals import BETWEEN
from sitegen.problems.errors import Place, Problem, fail
from sitegen.text.regex import regex
from sitegen.text.suggest import did_you_mean, nearest

_LONGEST = 65_536
_TAG = regex(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
_ALL = "locales/en.toml in the package lists all words"
_SHOWN = 5
"""Missing words that a message names."""


def strings_files(root: Path) -> Sequence[Path]:
    """Return the files of words of a site."""
    return sorted((root / STRINGS_FOLDER).glob("*.y*ml"))


def with_strings(config: Config, root: Path) -> Config:
    """Add the words in ``strings/`` to the settings; raise SitegenError for unreadable files."""
    strings: dict[str, Mapping[str, str]] = {}
    problems: list[Problem] = []
    for file in strings_files(root):
        own, found = _read(file)
        strings[file.stem.lower()] = own
        problems += found
    if not strings:
        return config
    return replace(config, strings=strings, problems=tuple(sorted({*config.problems, *problems})))


def _read(file: Path) -> tuple[Mapping[str, str], Sequence[Problem]]:
    from sitegen.config.schema.forms import LINE  # noqa: PLC0415 (yaml: few sites have such files)
    from sitegen.config.schema.keys import is_empty  # noqa: PLC0415
    from sitegen.config.schema.yamltree import read_yaml  # noqa: PLC0415

    place = Place(f"{STRINGS_FOLDER}/{file.name}", 1, 1)
    tree, found = read_yaml(_text(file, place), place, _LONGEST)
    english, problems = language(ENGLISH).words, list(found)
    own: dict[str, str] = {}
    for entry in tree.entries:
        if entry.key not in english or entry.key == "language":
            hint = did_you_mean(nearest(entry.key, english, 0.6), _ALL)
            problems.append(Problem(entry.place, "W809", f"unknown word '{entry.key}'", hint))
        elif not is_empty(entry.node):
            own[entry.key] = LINE.read(entry.node)
            problems += _without_gap(entry.place, entry.key, own[entry.key], english[entry.key])
    return own, (*problems, *_missing(file.stem, own, replace(place, line=0, column=0)))


def _text(file: Path, place: Place) -> str:
    if not _TAG.fullmatch(file.stem.lower()):
        message = f"'{file.stem}' is not a language tag"
        raise fail(place, "E809", message, "name the file after its language: de.yaml, pt-BR.yaml")
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise fail(place, "E809", f"file cannot be read: {error}", "save it as UTF-8") from error


def _without_gap(place: Place, key: str, own: str, english: str) -> Iterator[Problem]:
    """Report words that lack the place of a number or a name, or have one too many."""
    wanted, given = english.count("{}"), own.rsplit(BETWEEN, maxsplit=1)[-1].count("{}")
    if wanted != given:
        message = f"'{key}' has {given} times {{}}, the English words '{english}' {wanted} times"
        yield Problem(place, "W811", message, "write {} where a number, a name or a link goes")


def _missing(tag: str, own: Mapping[str, str], place: Place) -> Iterator[Problem]:
    """Report the words that a language without words of its own still lacks."""
    known = language(tag).words
    if known["language"] != ENGLISH or tag.lower().startswith(ENGLISH):
        return
    missing = [key for key in known if key not in own and key != "language"]
    if missing:
        shown = ", ".join(missing[:_SHOWN])
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        message = f"words are missing: {shown}{more}; pages show the English ones"
        yield Problem(place, "W810", message, f"add them, for example {missing[0]}: …")
