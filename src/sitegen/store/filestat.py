"""Files -> signs: what the system says of a file, which moves when the file does."""

import os

from msgspec import Struct

Sign = tuple[int, int, int, int]
"""Size, time of the last change, inode, and time of the last change of any kind."""

Times = tuple[int, int, int]
"""Of a folder: when something last came into it or left it, when anything of it changed, inode."""

MARGIN = 100_000_000
"""Nanoseconds: a file that changed later than this before it was read may change once more and
look the same, for clocks of file systems are coarse (git calls such entries racy)."""


class Twins(Struct, frozen=True, array_like=True):
    """Two trees that hold the same files by links, but for a few folders."""

    published: bytes
    """Fingerprint of the times of all folders of the one that is published, but the fresh ones."""
    spare: bytes
    files: tuple[str, ...]
    """All that is published."""
    fresh: tuple[str, ...]
    """Folders in which the trees may differ, or whose times cannot be trusted yet."""


def sign(state: os.stat_result) -> Sign:
    """Tell a file from what it was, unread."""
    return state.st_size, state.st_mtime_ns, state.st_ino, state.st_ctime_ns


def times(state: os.stat_result) -> Times:
    """Tell a folder from what it was, unread."""
    return state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def settled(found: Sign, started: int) -> Sign | None:
    """Give the sign if it may be trusted the next time; ``started``: when reading began, in ns."""
    return found if max(found[1], found[3]) < started - MARGIN else None
