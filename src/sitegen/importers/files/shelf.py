"""Posts -> files that nothing has yet, with names that every system can hold."""

import os
import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from urllib.parse import unquote

from sitegen.config.config import Config
from sitegen.content.loader.names import layout_of
from sitegen.importers.foreign import Foreign
from sitegen.text.filenames import split_date
from sitegen.text.slugs import whole_slug

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{name}{n}" for name in ("com", "lpt") for n in range(10)}
)
"""Names that Windows reserves (learn.microsoft.com, "Naming Files, Paths, and Namespaces")."""
_MEANT = frozenset(
    {
        *("index", "readme", "drafts", "private", "404"),
        *("themes", "essays", "paths", "search", "map", "print", "feed", "sitemap"),
    }
)
"""Names that would make a text something else: the home page, a folder of drafts, a page of the
site."""
_PAGE_OF_BLOG = re.compile(r"\.(?:[xs]?html?|php\d?|aspx?)$", re.IGNORECASE)
_NUMBERED = re.compile(r"[\d-]*")


class Shelf:
    """The names of texts that are taken, on the disk and by this import."""

    def __init__(self, root: Path, config: Config, inside: str = "") -> None:
        """``inside`` is the folder for new essays, relative to that of the texts."""
        self._layout = layout_of(root, config)
        self._root = root
        self._below = config.below_essays
        self._inside = inside
        self._taken: set[str] = set()

    def name(self, foreign: Foreign, fallback: str) -> str:
        """Return the path of a new text without its suffix; ``fallback`` are its first words."""
        slug = slug_of(foreign) or whole_slug(fallback) or "untitled"
        inside = "" if foreign.kind == "page" else self._inside
        folder = "_pages/" if foreign.kind == "page" else inside
        day = foreign.date.date().isoformat() if foreign.date else ""
        for name in _candidates(slug, day):
            if self._is_free(f"{self._below}{folder}{name}", f"{inside}{name}"):
                self._taken.add(f"{inside}{name}")
                return f"{self._below}{folder}{name}"
        raise AssertionError  # the candidates never end

    def _is_free(self, path: str, address: str) -> bool:
        name = address.rpartition("/")[2]
        if name in _DEVICES or name in _MEANT or address in self._taken:
            return False
        if self._layout.verdict(path, name) != "read":
            return False
        places = (path, self._below + address, f"{self._below}_pages/{address}")
        return not any(
            os.path.lexists(self._root / f"{place}{ending}")
            for place in places
            for ending in ("", ".md", ".markdown")
        )


def slug_of(foreign: Foreign) -> str:
    """Return the platform's name of a post, else the last part of its address, else its title."""
    parts: Sequence[str] = re.sub(r"[?#].*", "", foreign.url).rstrip("/").split("/")
    last = parts[-1] if len(parts) > (3 if "://" in foreign.url else 1) else ""
    for given in (foreign.slug.rstrip("/").rpartition("/")[2], last):
        name = split_date(_PAGE_OF_BLOG.sub("", given) + ".md")[1]
        slug = whole_slug(unquote(name))
        if slug and not (_NUMBERED.fullmatch(slug) and foreign.title):
            return _cut(slug)
    return _cut(whole_slug(foreign.title))


def _cut(slug: str) -> str:
    return slug[:120].strip("-")


def _candidates(slug: str, day: str) -> Iterator[str]:
    yield slug
    dated = f"{day}-{slug}" if day else f"{slug}-2"
    yield dated
    for number in count(2 if day else 3):
        yield f"{day}-{slug}-{number}" if day else f"{slug}-{number}"
