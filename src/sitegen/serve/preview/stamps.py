"""The folders of a site -> a stamp of each file, which moves when the file does."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

FOLDERS = ("essays", "templates", "static")
"""What a site is made from, beside the files that stand in its root."""

Stamp = tuple[int, int, int]
"""Time of the last change, size, inode."""


def stamps(root: Path, folders: tuple[str, ...] = FOLDERS) -> Mapping[str, Stamp]:
    """Stamp every file below some folders and every file in the root, by its path."""
    waiting = [os.fspath(root / name) for name in folders]
    found = dict(_inside(os.fspath(root), []))
    while waiting:
        found.update(_inside(waiting.pop(), waiting))
    return found


def stamp(path: str | Path) -> Stamp | None:
    """Stamp one file; None where there is none."""
    try:
        return _of(os.stat(path))  # noqa: PTH116 (either kind of path)
    except OSError:
        return None


def _of(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _inside(folder: str, inner: list[str]) -> Iterator[tuple[str, Stamp]]:
    """Stamp the files of a folder; the folders in it are put on a list."""
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
                yield entry.path, _of(entry.stat())
        except OSError:
            continue  # gone again, or a link that leads nowhere
