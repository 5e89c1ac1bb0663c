"""Exchange the names of two folders in one step, and wait for the disk.

Python has neither call, so both are asked of the C library: ``renameat2`` (Linux, rename(2)) or
``renamex_np`` (macOS), and ``syncfs`` (Linux, sync(2)), which waits once for a whole tree where
``fsync`` would wait for every file of it.
"""

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_MISSING = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def swap(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; return False if the system cannot.

    Raise OSError if it refuses: a mount point, no permission, no space.
    """
    first, second = ctypes.c_char_p(os.fsencode(one)), ctypes.c_char_p(os.fsencode(other))
    if sys.platform == "linux":
        here = ctypes.c_int(_AT_FDCWD)
        done = _call("renameat2", here, first, here, second, ctypes.c_uint(_RENAME_EXCHANGE))
    elif sys.platform == "darwin":
        done = _call("renamex_np", first, second, ctypes.c_uint(_RENAME_SWAP))
    else:
        done = False
    return done


def _call(name: str, *arguments: ctypes.c_int | ctypes.c_uint | ctypes.c_char_p) -> bool:
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, name):
        return False
    if library[name](*arguments) == 0:
        return True
    number = ctypes.get_errno()
    if number in _MISSING:
        return False
    raise OSError(number, os.strerror(number))


def sync(directory: Path, *, whole: bool) -> None:
    """Wait until the names in a folder are on the disk, or every file below it."""
    if sys.platform == "win32":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        if not whole:
            os.fsync(descriptor)
        elif sys.platform != "linux" or not _call("syncfs", ctypes.c_int(descriptor)):
            os.sync()
    finally:
        os.close(descriptor)
