"""Files that several processes use: replaced in one step, or held by a lock."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


def atomic_write(file: Path, content: bytes, *, like: Path | None = None) -> None:
    """Replace a file whole or not at all; raise OSError.

    ``like`` names a file whose permissions the new one gets. It is then an owner's file, and is on
    the disk before it replaces the old one, so that a power cut loses neither.
    """
    part = file.with_name(f".{file.name.removeprefix('.')}.new")  # hidden, so no text or asset
    try:
        with part.open("wb") as stream:
            stream.write(content)
            if like:
                stream.flush()
                os.fsync(stream.fileno())
        if like:
            shutil.copymode(like, part)
        part.replace(file)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


Waiting = Callable[[int], None]
"""Hears, once, which process is waited for; 0 if that is unknown."""
PATIENCE = 0.3
"""Seconds of waiting after which it is reported."""


def lock_folder(
    folder: Path, prepare: Callable[[], None], waiting: Waiting = lambda _: None
) -> int:
    """Lock the file ``lock`` in a folder; wait for the process that holds it; raise OSError.

    ``prepare`` makes the folder, again if the last holder removed it. Return the descriptor for
    ``unlock``. On Windows two processes are not kept apart.
    """
    lock = folder / "lock"
    while True:
        prepare()
        try:
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            if lock.is_symlink():
                raise
            continue  # the last holder has just removed the folder
        if sys.platform != "win32":
            _lock(descriptor, waiting)
        with suppress(FileNotFoundError):  # the last holder removed the file that this one opened
            if os.path.samestat(os.fstat(descriptor), lock.stat()):
                return _signed(descriptor)
        os.close(descriptor)


def _lock(descriptor: int, waiting: Waiting) -> None:
    latest = time.monotonic() + PATIENCE
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > latest:
                break
            time.sleep(0.02)
    holder = os.pread(descriptor, 20, 0)
    waiting(int(holder) if holder.isdigit() else 0)
    return fcntl.flock(descriptor, fcntl.LOCK_EX)


def _signed(descriptor: int) -> int:
    """Write the number of this process into its lock."""
    with suppress(OSError):  # a full disk
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return descriptor


def unlock(descriptor: int) -> None:
    """Release a lock."""
    if sys.platform != "win32":
        # Closing is not enough while a forked worker has a copy of the descriptor.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)
