"""The folders of a site -> the stat fingerprint of each file."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen import SOURCE_FOLDERS
from sitegen.store.filestat import FileStat, stat_fingerprint


def file_stats(root: Path, folders: tuple[str, ...] = SOURCE_FOLDERS) -> Mapping[str, FileStat]:
    """Return the stat of every file below some folders and of every file in the root, by path."""
    waiting = [os.fspath(root / name) for name in folders]
    found = dict(_inside(os.fspath(root), []))
    while waiting:
        found.update(_inside(waiting.pop(), waiting))
    return found


def _inside(folder: str, inner: list[str]) -> Iterator[tuple[str, FileStat]]:
    """Return the stat of the files of a folder; the folders in it are put on a list."""
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                inner.append(entry.path)
            else:
                yield entry.path, stat_fingerprint(entry.stat())
        except OSError:
            continue  # gone again, or a link whose target is missing
