"""The folders of a site -> Sources: what a preview is made from, and what changed in it."""

import os
from collections.abc import Callable, Mapping, Set
from itertools import chain
from pathlib import Path

from msgspec import Struct

from sitegen import ANCHOR_REGISTRY, SITE_FILE, THEME_FOLDERS
from sitegen.collection.index import Surroundings
from sitegen.config.config import NAME, Config
from sitegen.content.loader.names import Layout, layout_of
from sitegen.model import Essay
from sitegen.store.filestat import FileStat, file_stat


class Sources(Struct, frozen=True):
    """The sources of a site as they were read; the same sources make the same site."""

    config: Config
    texts: tuple[Essay, ...]
    surroundings: Surroundings
    files: Mapping[str, FileStat]
    """Stat of templates and static files, by path."""

    @property
    def templates(self) -> Mapping[str, FileStat]:
        """Stat of the site's own templates."""
        return {path: stat for path, stat in self.files.items() if path.startswith("templates/")}


def changed_files(before: Sources, now: Sources, published: Set[str]) -> tuple[str, ...]:
    """Return the paths of all files that differ between two reads.

    Of the files beside texts those in ``published`` count.
    """
    old = {text.path: text for text in before.texts}
    new = {text.path: text for text in now.texts}
    pairs = ((path, old.get(path), text) for path, text in new.items())
    changed = {path for path, was, text in pairs if text is not was and text != was}
    changed |= old.keys() - new.keys()
    changed |= {path for path, _ in before.files.items() ^ now.files.items()}
    assets = set(before.surroundings.tree.assets) ^ set(now.surroundings.tree.assets)
    changed |= assets & published
    return tuple(sorted(changed | ({NAME} if before.config != now.config else set())))


class Scope(Struct, frozen=True):
    """The files from which a site is made: its settings, and all in its source folders."""

    root: Path
    layout: Layout
    folders: Mapping[str, str]
    """Source folder, ``.`` for the root -> its absolute path, links resolved; the texts' first."""

    def path(self, file: str) -> str:
        """Return the path of a file or folder as seen from the root; "" if it is in no folder.

        Folders may be links, and ``file`` has them resolved.
        """
        for folder, real in reversed([*self.folders.items()]):
            if file == real:
                return folder
            if file.startswith(real + os.sep):
                inside = file[len(real) + 1 :].replace(os.sep, "/")
                return inside if folder == "." else f"{folder}/{inside}"
        return ""

    def includes(self, file: str) -> bool:
        """Return whether a change of a file or folder may change the site."""
        path = self.path(file)
        if not path:
            return self._is_above(file)
        if path == SITE_FILE or path.startswith(THEME_FOLDERS):
            return True
        steps = path.removeprefix(self.layout.below).split("/")
        if steps == [ANCHOR_REGISTRY]:
            return True
        hidden = any(step[:1] == "." for step in steps) and path != "."
        return not hidden and not self._is_left_out(path)

    def _is_left_out(self, path: str) -> bool:
        parts = path.split("/")
        return not self.layout.but.isdisjoint(
            "/".join(parts[:at]) for at in range(1, len(parts) + 1)
        )

    def _is_above(self, file: str) -> bool:
        """Return whether a file is site.yaml, or a folder that holds a source folder."""
        inside = file.removeprefix(os.path.realpath(self.root) + os.sep).replace(os.sep, "/")
        return inside == SITE_FILE or any(
            f"{name}/".startswith(f"{inside}/") for name in self.folders
        )

    def stats(self) -> Mapping[str, FileStat]:
        """Return the stat of every file of which a change may change the site."""
        found = file_stats(self.root, tuple(self.folders), self.includes)
        settings = file_stat(self.root / SITE_FILE)
        return {**found, SITE_FILE: settings} if settings else found


def scope_of(root: Path, config: Config) -> Scope:
    """Return the scope of a site with these settings."""
    folders = {name: os.path.realpath(root / name) for name in config.source_folders}
    return Scope(root, layout_of(root, config), folders)


def file_stats(
    root: Path, folders: tuple[str, ...], wanted: Callable[[str], bool] = lambda _: True
) -> Mapping[str, FileStat]:
    """Return the stat of every file below some folders, by its path relative to the root.

    A link to a folder counts as a file. ``wanted`` decides by absolute paths.
    """
    found: dict[str, FileStat] = {}
    start = len(str(root / "_")) - 1
    for at, inner, names in chain(*(os.walk(root / folder) for folder in folders)):
        here = os.path.realpath(at) + os.sep
        links = (name for name in inner if Path(at, name).is_symlink())
        for name in filter(lambda name: wanted(here + name), (*names, *links)):
            path = f"{at}{os.sep}{name}"
            if stat := file_stat(path):
                found[path[start:].replace(os.sep, "/")] = stat
        inner[:] = [name for name in inner if wanted(here + name)]
    return found
