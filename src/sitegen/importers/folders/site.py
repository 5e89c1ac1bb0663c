"""Export -> the site in it: its root, its files, its texts and the settings of its tool."""

import ast
import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from sitegen.config.schema.forms import json_value
from sitegen.config.schema.loose_yaml import read_loose_yaml
from sitegen.config.schema.nodes import Table
from sitegen.config.schema.tomltree import read_toml
from sitegen.content.loader.encoding import decode
from sitegen.importers.sources import Export
from sitegen.model import Json
from sitegen.problems.errors import Place, SitegenError
from sitegen.text.regex import regex

_LARGEST = 1_000_000
"""Bytes of a file of settings or data."""
OTHERS = {
    "rst": "reStructuredText",
    "rest": "reStructuredText",
    "org": "Org",
    "adoc": "AsciiDoc",
    "asciidoc": "AsciiDoc",
    "textile": "Textile",
    "pandoc": "Pandoc",
    "pdc": "Pandoc",
    "ipynb": "Jupyter",
}
"""Suffixes of texts that are not read -> the name of their format."""
_SIGNS = (
    *("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config/_default"),
    *("config.yaml", "config.yml", "config.json"),
    *("_config.yml", "_config.yaml", "_config.toml", "pelicanconf.py"),
    *(".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"),
    *("eleventy.config.ts", ".obsidian"),
)
_FOLDERS = ("content", "static", "_includes", "_layouts", "archetypes")


_TEXTS = frozenset(
    [
        "post",
        "posts",
        "blog",
        "pages",
        "page",
        "articles",
        "notes",
        "src",
        "docs",
        "essays",
        "writing",
    ]
)
"""Folders of texts, which are not the root of a site although all files are in them."""
_PROGRAMS = regex(
    r"(?:^|/)(?:themes?|vendor|exampleSite|bower_components|\.(?:github|gitlab|circleci|vscode))/"
)
"""Folders that may hold settings of their own."""


class Site(Struct, frozen=True, dict=True):
    """The files of one site in an export; all names are relative to its root."""

    export: Export
    root: str
    """Beginning of the names of its members: "" or ``my-site/``."""
    base: str = ""
    """Its address without a final slash, if it is known."""

    @cached_property
    def names(self) -> Sequence[str]:
        """The names of its files, sorted."""
        root = self.root
        return [name.removeprefix(root) for name in self.export.names if name.startswith(root)]

    @cached_property
    def known(self) -> frozenset[str]:
        """The same for questions."""
        return frozenset(self.names)

    @cached_property
    def by_end(self) -> Mapping[str, Sequence[str]]:
        """The last part of a name, in lower case -> the names that end so."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            found.setdefault(posixpath.basename(name).lower(), []).append(name)
        return found

    @cached_property
    def in_folder(self) -> Mapping[str, Sequence[str]]:
        """Folder -> the files in it."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            found.setdefault(posixpath.dirname(name), []).append(name)
        return found

    def has(self, *signs: str) -> bool:
        """Return whether a file or folder of one of these names is there."""
        return any(sign in self.known or sign in self.folders for sign in signs)

    @cached_property
    def folders(self) -> frozenset[str]:
        """All folders."""
        found: set[str] = set()
        for name in self.names:
            folder = posixpath.dirname(name)
            while folder and folder not in found:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)

    def place(self, name: str) -> str:
        """Return how messages name a file."""
        return self.root + name

    def read(self, name: str, most: int = _LARGEST) -> str:
        """Read a file as text; "" if that is impossible."""
        try:
            return decode(name, self.export.read(self.root + name, most))[0]
        except SitegenError:
            return ""

    def data(self, *names: str) -> Mapping[str, Json]:
        """Read the first of some files of settings that is there; nothing is ever run."""
        return _data(self, names)


@lru_cache(1024)  # each text asks for the settings, and for the data of its folders
def _data(site: Site, names: Sequence[str]) -> Mapping[str, Json]:
    name = next((name for name in names if name in site.known), "")
    return _values(name, site.read(name)) if name else {}


def site_of(export: Export, address: str = "") -> Site:
    """Find the root of the site: where its settings are, or else its folders of texts."""
    return Site(export, _root(export), address.rstrip("/"))


def _root(export: Export) -> str:
    names = export.names
    found = [
        *_above(names, _SIGNS),
        *((folder, depth + 100) for folder, depth in _above(names, _FOLDERS)),
    ]
    if found:
        return min(found, key=lambda one: one[1])[0]
    # Archives often hold one folder, with everything in it.
    first = names[0].partition("/")[0] + "/" if names else "/"
    packed = not export.path.is_dir() and first.rstrip("/") not in _TEXTS
    return first if packed and all(name.startswith(first) for name in names) else ""


def _above(names: Iterable[str], signs: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield each folder with a file of settings or a folder of a tool, and its depth."""
    for name in names:
        if _PROGRAMS.search(name):
            continue
        padded = f"/{name}"
        for sign in signs:
            at = padded.find(f"/{sign}")
            if at >= 0 and padded[at + len(sign) + 1 : at + len(sign) + 2] in ("", "/"):
                yield padded[1 : at + 1], padded.count("/", 0, at + 1)


def _values(name: str, text: str) -> Mapping[str, Json]:
    suffix = name.rpartition(".")[2]
    if suffix == "py":
        return _constants(text)
    table = _table(suffix, text, name)
    return {entry.key: json_value(entry.node) for entry in table.entries}


def _table(suffix: str, text: str, name: str) -> Table:
    if suffix == "toml":
        return read_toml(text, Place(name), _LARGEST)[0]
    return read_loose_yaml(text, Place(name), _LARGEST)[0]


def _constants(text: str) -> Mapping[str, Json]:
    """Read the constants that a program in Python gives names to; it is not run."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Json] = {}
    for statement in body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            try:
                value = ast.literal_eval(statement.value)
                found[statement.targets[0].id] = json.loads(json.dumps(value))
            except (ValueError, TypeError, RecursionError, MemoryError):
                continue
    return found


def text_of(values: object, *path: str) -> str:
    """Return a text in settings, by the keys that lead to it in any case; "" for none."""
    for key in path:
        pairs = values.items() if isinstance(values, Mapping) else ()
        values = next((value for name, value in pairs if str(name).lower() == key.lower()), "")
    return str(values) if isinstance(values, str | int | float) else ""
