"""The folders of a site -> Sources: what a preview is made from, and what changed in it."""

import os
from collections.abc import Mapping
from itertools import chain, islice
from pathlib import Path

from msgspec import Struct

from sitegen import SOURCE_FOLDERS
from sitegen.collection.index import Surroundings
from sitegen.config.config import NAME, Config
from sitegen.model import Essay
from sitegen.store.filestat import FileStat, file_stat


class Sources(Struct, frozen=True):
    """The sources of a site as they were read; the same sources make the same site."""

    config: Config
    texts: tuple[Essay, ...]
    surroundings: Surroundings
    files: Mapping[str, FileStat]
    """Stat of templates, static files and files in the root, by path."""

    @property
    def templates(self) -> Mapping[str, FileStat]:
        """Stat of the site's own templates."""
        return {path: stat for path, stat in self.files.items() if path.startswith("templates/")}


def changed_files(before: Sources, now: Sources) -> tuple[str, ...]:
    """Return the paths of all files that differ between two reads."""
    old = {text.path: text for text in before.texts}
    new = {text.path: text for text in now.texts}
    pairs = ((path, old.get(path), text) for path, text in new.items())
    changed = {path for path, was, text in pairs if text is not was and text != was}
    changed |= old.keys() - new.keys()
    changed |= {path for path, _ in before.files.items() ^ now.files.items()}
    changed |= set(before.surroundings.tree.assets) ^ set(now.surroundings.tree.assets)
    return tuple(sorted(changed | ({NAME} if before.config != now.config else set())))


def source_path(root: Path, file: str) -> str:
    """Return the path of a file as seen from the root; "" if it is in no source folder.

    Folders may be links, and ``file`` has them resolved.
    """
    for folder in SOURCE_FOLDERS:
        real = os.path.realpath(root / folder) + os.sep
        if file.startswith(real):
            return f"{folder}/{file.removeprefix(real).replace(os.sep, '/')}"
    return ""


def file_stats(root: Path, folders: tuple[str, ...] = SOURCE_FOLDERS) -> Mapping[str, FileStat]:
    """Return the stat of every file below some folders and of every file in the root.

    Paths are relative to the root. A link to a folder counts as a file.
    """
    found: dict[str, FileStat] = {}
    start = len(str(root / "_")) - 1
    below = (os.walk(root / folder) for folder in folders)
    for at, inner, names in chain(islice(os.walk(root), 1), *below):
        links = (name for name in inner if Path(at, name).is_symlink())
        for path in [f"{at}{os.sep}{name}" for name in (*names, *links)]:
            if stat := file_stat(path):
                found[path[start:].replace(os.sep, "/")] = stat
    return found
