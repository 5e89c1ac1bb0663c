"""An address as blogs make them -> the one text that it fits: by its date, name and folders."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import Struct

from sitegen.locales.language import primary
from sitegen.model import Essay
from sitegen.text.filenames import split_date
from sitegen.text.regex import regex
from sitegen.text.slugs import plain_spellings, slugify

SECTIONS = frozenset(
    {
        *("posts", "post", "content"),  # Hugo, Jekyll, Astro, Eleventy
        *("blog", "weblog", "journal", "news"),  # Docusaurus, Astro, Movable Type, Squarespace
        *("archive", "archives", "index-dot-php", "entry", "entries"),  # WordPress, Movable Type
        *("article", "articles", "p", "note", "notes"),  # Ghost, Substack, Pelican
        *("essay", "essays", "story", "stories", "writing", "writings", "text", "texts"),
    }
)
"""Folders that hold all texts of a site, in the addresses of the tools named; they tell no text
from another."""
TRAILING = frozenset(
    {
        # WordPress "Rewrite API", AMP for WordPress, Blogger, Hugo "Output formats"
        *("feed", "rss", "atom", "amp", "embed", "print", "trackback", "comments", "respond"),
        *("index", "index.html", "index.htm", "index.php", "index.xml", "index.md"),
    }
)
"""Last parts of an address that mean a form of a text or a place in it."""
_ENDING = regex(
    r"(?:\.amp)?\.(?:amp|[xs]?html?|php\d?|aspx?|jsp|md|markdown|mkd|mdown|mdx)$", re.IGNORECASE
)
_COMMENTS = regex(r"comment-page-\d{1,4}")
"""WordPress, "Paged comments"."""
_DATE = regex(r"(?:^|/)([12]\d{3})(?:[/-](\d\d?)(?:[/-](\d\d?))?)?$", re.ASCII)
_DATED_NAME = regex(r"([12]\d{3})[-_](\d\d?)[-_](\d\d?)[-_](.+)", re.ASCII)


class Fit(NamedTuple):
    """The one text that an address fits."""

    text: Essay
    dated: bool
    """Whether the address has a date, which is that of the text."""


class Permalinks(Struct, frozen=True, dict=True):
    """The essays and pages of a site, by the parts of their addresses."""

    texts: Sequence[Essay]
    language: str
    base_path: str

    def find(self, path: str) -> Fit | None:
        """Find the only text that a decoded address fits; None for none, or for several."""
        folders, date, name = _split(path)
        for found_by in (self._by_name, self._by_spelling, self._by_title):
            known = [text for text in found_by.get(name, ()) if _of_date(text, date)]
            near = [text for text in known if self._allows(text, folders)]
            same = [text for text in near if self._folders(text) == folders]
            found = next((texts for texts in (same, near) if len(texts) == 1), ())
            if not found and date and not near:
                found = known
            if len(found) == 1:
                return Fit(found[0], dated=bool(date and _days(found[0])))
            if known:
                break
        return None

    def _allows(self, text: Essay, folders: Sequence[str]) -> bool:
        # Folders of the address that the text does not have would name another text.
        known = {*self._folders(text), *(slugify(tag.text) for tag in text.meta.tags)}
        known |= {primary(text.meta.lang or self.language), *SECTIONS}
        return known.issuperset(folders)

    def _folders(self, text: Essay) -> list[str]:
        return _split(unquote(text.card.url.removeprefix(self.base_path)))[0]

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Essay]]:
        return _grouped((name, text) for text in self.texts for name in _names(text))

    @cached_property
    def _by_spelling(self) -> Mapping[str, Sequence[Essay]]:
        return _grouped(
            (spelling, text)
            for name, texts in self._by_name.items()
            for spelling in plain_spellings(name)
            for text in texts
        )

    @cached_property
    def _by_title(self) -> Mapping[str, Sequence[Essay]]:
        return _grouped(
            (spelling, text)
            for text in self.texts
            for title in [slugify(text.card.name)]
            for spelling in (title, *plain_spellings(title))
        )


def _grouped(named: Iterable[tuple[str, Essay]]) -> Mapping[str, Sequence[Essay]]:
    found: defaultdict[str, dict[str, Essay]] = defaultdict(dict)
    for name, text in named:
        if name:
            found[name][text.path] = text
    return {name: tuple(texts.values()) for name, texts in found.items()}


def _names(text: Essay) -> Iterable[str]:
    last = unquote(text.card.url.rstrip("/").rpartition("/")[2])
    written = (split_date(text.path)[1], text.meta.slug, _ENDING.sub("", last))
    return dict.fromkeys(map(slugify, written))


def _split(path: str) -> tuple[list[str], tuple[int, ...], str]:
    """Split an address: its folders, the year, month and day that it has, and its name."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    while len(parts) > 1 and (parts[-1].lower() in TRAILING or _COMMENTS.fullmatch(parts[-1])):
        parts.pop()
    if len(parts) > 2 and parts[-2] == "page" and parts[-1].isdecimal():
        del parts[-2:]
    if not parts:
        return [], (), ""
    name = _ENDING.sub("", parts.pop())
    before = "/".join(parts)
    if found := _DATE.search(before):
        folders, date = before[: found.start()], found.groups()
    elif found := _DATED_NAME.fullmatch(name):
        folders, date, name = before, found.groups()[:3], found[4]
    else:
        folders, date = before, ()
    numbers = tuple(int(part) for part in date if part)
    return [slugify(part) for part in folders.split("/") if part], numbers, slugify(name)


def _of_date(text: Essay, date: Sequence[int]) -> bool:
    days = list(_days(text))
    return not date or not days or any(day[: len(date)] == tuple(date) for day in days)


def _days(text: Essay) -> Iterator[tuple[int, ...]]:
    """Yield the days that a text has: as its front matter says, and its name."""
    written = str(split_date(text.path)[0] or ""), text.card.date.iso[:10] if text.card.date else ""
    for day in written:
        if day:
            yield tuple(map(int, day.split("-")))
