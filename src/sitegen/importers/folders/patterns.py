"""Patterns of addresses, as tools have them -> the address that a text had."""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import unquote

from sitegen.text.regex import regex
from sitegen.text.slugs import whole_slug

_WORD = regex(r":(\w+)")
_BRACES = regex(r"\{([a-z_]+)(?::([^{}]*))?\}")
_LIQUID = regex(r"\{\{-?\s*([\w.]+)\s*((?:\|[^{}|]*){0,4})-?\}\}")
_FILTERS = frozenset({"slug", "slugify", "slugify()", "url", "downcase", "lower"})
_CODES = {"Y": "%Y", "m": "%m", "d": "%d", "y": "%y", "H": "%H", "M": "%M", "B": "%B", "b": "%b"}


def of_day(day: datetime | None) -> dict[str, str]:
    """Return the parts of a day by their names in Hugo and Jekyll."""
    if day is None:
        return {}
    return {
        "year": f"{day:%Y}",
        "short_year": f"{day:%y}",
        "month": f"{day:%m}",
        "i_month": str(day.month),
        "short_month": f"{day:%b}",
        "long_month": f"{day:%B}",
        "monthname": f"{day:%B}".lower(),
        "day": f"{day:%d}",
        "i_day": str(day.day),
        "y_day": f"{day:%j}",
        "yearday": str(int(f"{day:%j}")),
        "weekday": str(int(f"{day:%w}")),
        "weekdayname": f"{day:%A}".lower(),
        "hour": f"{day:%H}",
        "minute": f"{day:%M}",
        "second": f"{day:%S}",
        "week": f"{day:%V}",
    }


def with_words(pattern: str, values: Mapping[str, str]) -> str:
    """Fill ``/:year/:title/``; return "" if a word has no value."""
    known = sorted(values, key=len, reverse=True)

    def fill(found: re.Match[str]) -> str:
        name = next((one for one in known if found[1].startswith(one)), None)
        return "\0" if name is None else values[name] + found[1][len(name) :]

    return _tidy("/" + _WORD.sub(fill, pattern))


def with_braces(pattern: str, values: Mapping[str, str], day: datetime | None) -> str:
    """Fill ``{date:%Y}/{slug}.html``; return "" if a word has no value."""

    def fill(found: re.Match[str]) -> str:
        if found[1] == "date":
            codes = re.sub(r"%-?([A-Za-z])", _code, found[2] or "")
            return day.strftime(codes) if day and "\0" not in codes else "\0"
        return values.get(found[1], "\0")

    return _tidy("/" + _BRACES.sub(fill, pattern).lstrip("/"))


def _code(found: re.Match[str]) -> str:
    return _CODES.get(found[1], "\0")


def with_liquid(pattern: str, values: Mapping[str, str]) -> str:
    """Fill ``/{{ page.fileSlug }}/``; return "" if a word has no value."""

    def fill(found: re.Match[str]) -> str:
        filters = [part.strip() for part in found[2].split("|") if part.strip()]
        value = values.get(found[1])
        if value is None or not _FILTERS.issuperset(filters):
            return "\0"
        return whole_slug(value) if filters and filters[0].startswith("slug") else value

    return _tidy(_LIQUID.sub(fill, pattern))


def _tidy(path: str) -> str:
    return "" if "\0" in path or "{" in path else re.sub(r"/{2,}", "/", path)


def path_of(address: str) -> str:
    """Return the path of an address, decoded, with a slash in front."""
    path = re.sub(r"^(?:https?:)?//[^/]*", "", address.strip()).partition("#")[0].partition("?")[0]
    return "/" + unquote(path).lstrip("/")
