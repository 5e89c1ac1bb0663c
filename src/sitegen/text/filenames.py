"""Path of a text -> whether it is Markdown, its date and its name without the date."""

import re
from collections.abc import Sequence
from datetime import date

from sitegen.text.regex import regex

MARKDOWN_SUFFIXES = ("md", "markdown", "mkd", "mdown", "mdx", "rmd", "rmarkdown", "qmd")

_SUFFIXES = frozenset(MARKDOWN_SUFFIXES)
_SUFFIX = regex(rf"\.(?:{'|'.join(MARKDOWN_SUFFIXES)})$", re.IGNORECASE)
_IN_FOLDERS = regex(r"(?:^|/)([12]\d{3})/(\d\d)(?:/(\d\d))?$", re.ASCII)
_IN_NAME = regex(r"(\d{4})[-_.](\d\d?)[-_.](\d\d?)(?:[-_. ]+(.*))?", re.ASCII | re.DOTALL)


def is_markdown(path: str) -> bool:
    """Return whether a file is Markdown, by its suffix."""
    return path[path.rfind(".") + 1 :].lower() in _SUFFIXES


def is_index(name: str) -> bool:
    """Return whether a file's name says that it is the text of its folder.

    ``_index.md`` is Hugo's and Zola's name for it, where the folder holds other texts too.
    """
    return name.rpartition(".")[0].lower() in ("index", "_index")


def without_suffix(path: str) -> str:
    """Remove a suffix of Markdown; other suffixes stay."""
    return _SUFFIX.sub("", path)


def split_date(path: str) -> tuple[date | None, str]:
    """Split the date off a file's name or folders: the date, and the name that is left.

    A date at the beginning of the name counts (``2010-04-08-slug.md``, for a bundle that of its
    folder), else folders ``2010/04/`` or ``2010/04/08/``, where a month means its first day.
    """
    *folders, file = [part for part in path.split("/") if part not in ("", ".")] or [""]
    name = without_suffix(file)
    if name.lower() in ("index", "_index") and folders:
        name = folders.pop()
    if found := _IN_NAME.fullmatch(name):
        day = _date(found[1], found[2], found[3])
        if day is not None:
            return day, found[4] or name
    return _date_of_folders(folders), name


def _date(*parts: str) -> date | None:
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def _date_of_folders(folders: Sequence[str]) -> date | None:
    found = _IN_FOLDERS.search("/".join(folders[-3:]))
    return _date(found[1], found[2], found[3] or "1") if found else None
