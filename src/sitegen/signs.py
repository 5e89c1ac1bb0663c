"""Files -> signs: what the system says of a file, which moves when the file does."""

import os

Sign = tuple[int, int, int, int]
"""Size, time of the last change, inode, and time of the last change of any kind."""

MARGIN = 100_000_000
"""Nanoseconds: a file that changed later than this before it was read may change once more and
look the same, for clocks of file systems are coarse (git calls such entries racy)."""


def sign(state: os.stat_result) -> Sign:
    """Tell a file from what it was, unread."""
    return state.st_size, state.st_mtime_ns, state.st_ino, state.st_ctime_ns


def settled(found: Sign, started: int) -> Sign | None:
    """Give the sign if it may be trusted the next time; ``started``: when reading began, in ns."""
    return found if max(found[1], found[3]) < started - MARGIN else None
