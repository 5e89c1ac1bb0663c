"""Stat fingerprints, which tell whether a file may have changed without reading it."""

import os

FileStat = tuple[int, int, int, int]
"""Size, modification time, inode and change time of a file or folder; times in nanoseconds."""

MARGIN = 100_000_000
"""Nanoseconds. A file that changed later than this before it was read may change again and keep
its fingerprint, because the clocks of file systems are coarse (git: racy entries)."""


def stat_fingerprint(state: os.stat_result) -> FileStat:
    """Return the stat fingerprint in the answer of the operating system."""
    return state.st_size, state.st_mtime_ns, state.st_ino, state.st_ctime_ns


def file_stat(path: str | os.PathLike[str], *, follow: bool = True) -> FileStat | None:
    """Return the stat fingerprint of a file; None if there is none."""
    try:
        return stat_fingerprint(os.stat(path, follow_symlinks=follow))  # noqa: PTH116 (strings too)
    except OSError:
        return None


def reliable(found: FileStat | None, started: int) -> FileStat | None:
    """Return a fingerprint if the file was at rest before ``started``, in ns since 1970."""
    return found if found and max(found[1], found[3]) < started - MARGIN else None
