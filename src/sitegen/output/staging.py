"""The staging directory beside an output: entered by one build at a time, left without a trace.

For the output ``public`` it is ``.public.sitegen-staging``, and holds

    lock   locked by the build that is at work; the system lets go of it when that is killed
    new    the site being made; after the switch, the site that was
    old    the site that was, for the moment in which a system without an exchange has neither

The tree that is left over after a switch can be kept as a *spare*: it shares nearly all files with
the published one, so that the next site is made from it by changing what differs.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from sitegen.output import trees
from sitegen.output.exchange import settle_name, swap

if sys.platform != "win32":
    import fcntl


class Room(Struct, frozen=True):
    """Where a site is staged, and the directory that it will replace."""

    path: Path
    target: Path
    spare: Path | None = None
    """Where a tree that is left over is kept."""

    @property
    def new(self) -> Path:
        """The tree in which the site is made."""
        return self.path / "new"

    @property
    def old(self) -> Path:
        """Where the published tree waits if it cannot be exchanged."""
        return self.path / "old"

    def switch(self) -> Path:
        """Put the new tree in the target's place, and return where the old one is now."""
        if not self.target.exists():
            self.new.rename(self.target)
            left = self.new
        elif swap(self.new, self.target):
            left = self.new
        else:
            self.target.rename(self.old)
            self.new.rename(self.target)
            left = self.old
        with suppress(OSError):  # the site is published; a power cut might still undo that
            settle_name(self.target.parent)
        return left


@contextmanager
def entered(target: Path, spare: Path | None = None) -> Iterator[Room]:
    """Hold the staging directory of an output; wait for the build that holds it now."""
    room = Room(target.with_name(f".{target.name}.sitegen-staging"), target, spare)
    try:
        descriptor = _enter(room.path)
    except BaseException:
        with suppress(OSError):  # refused unless nobody is in it
            room.path.rmdir()
        raise
    try:
        _tidy(room)
        _take_spare(room)
        room.new.mkdir(0o755, exist_ok=True)
        yield room
    finally:
        try:
            _keep_spare(room)
            _leave(room)
        except KeyboardInterrupt:  # in the midst of tidying: finish that first
            _leave(room)
            raise
        finally:
            _unlock(descriptor)


def _enter(path: Path) -> int:
    while True:
        if path.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        path.mkdir(mode=0o755, exist_ok=True)
        try:
            descriptor = os.open(path / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            continue  # its last holder has just removed the directory
        if _locked(descriptor, path / "lock"):
            return descriptor
        os.close(descriptor)


def _locked(descriptor: int, lock: Path) -> bool:
    if sys.platform != "win32":  # there two builds at once are not kept apart
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        return os.path.samestat(os.fstat(descriptor), lock.lstat())
    except FileNotFoundError:
        return False  # its last holder removed the file that we waited for


def _take_spare(room: Room) -> None:
    if room.spare and room.spare.is_dir() and not room.spare.is_symlink():
        with suppress(OSError):  # on another disk: made anew
            room.spare.rename(room.new)


def _keep_spare(room: Room) -> None:
    left = room.new if room.new.is_dir() else room.old
    if room.spare and left.is_dir():
        with suppress(OSError):  # on another disk, or another build's stands there: it goes
            room.spare.parent.mkdir(parents=True, exist_ok=True)
            left.rename(room.spare)


def _leave(room: Room) -> None:
    with suppress(OSError):  # what cannot be removed now, the next build removes
        _tidy(room)
        (room.path / "lock").unlink(missing_ok=True)
        room.path.rmdir()


def _unlock(descriptor: int) -> None:
    if sys.platform != "win32":
        # Closing alone would not do while a forked worker has a copy of the descriptor.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


def _tidy(room: Room) -> None:
    # A build killed between its two renames has left the site in the room: put it back.
    if room.old.is_dir() and not room.target.exists():
        room.old.rename(room.target)
    trees.clear(room.path, spare="lock")
