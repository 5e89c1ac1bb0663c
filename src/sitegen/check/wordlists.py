"""Data files of the languages and ``platforms.toml`` -> the patterns that rules look for."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.locales.language import Kind, Language, languages, read_tables

_KEY = re.compile(r"(?<!\?P)<([a-z]+)>")


class Platforms(Struct, frozen=True):
    """Traces of blog platforms and of other services; the file explains its sections."""

    addresses: Mapping[Kind, str]
    classes: Mapping[Kind, str]
    services: Mapping[str, str]


@cache
def platforms() -> Platforms:
    """Load ``platforms.toml``."""
    return msgspec.convert(read_tables(Path(__file__).with_name("platforms.toml")), Platforms)


@cache
def listed(key: str) -> str:
    """Return what a key of [services], or of [check] in all languages, lists: ``a|b|c``."""
    own = platforms().services.get(key)
    return either(own or "\n".join(_of_language(language, key) for language in languages()))


def _of_language(language: Language, key: str) -> str:
    names = language.dates.months if key == "months" and language.check else ()
    return "\n".join([*map(str.lower, names), language.check.get(key, "")])


@cache
def words(key: str) -> frozenset[str]:
    """Return the words that all languages list under a key of [check]."""
    return frozenset(listed(key).split("|"))


def either(lines: str) -> str:
    """Join the lines of a list with ``|``."""
    return "|".join(filter(None, lines.split("\n")))


@cache
def pattern(template: str) -> re.Pattern[str]:
    """Compile a template in which ``<key>`` is what is ``listed`` under the key."""
    return re.compile(_KEY.sub(lambda found: listed(found[1]), template))
