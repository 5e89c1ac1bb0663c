"""The staging folder beside an output: held by one build at a time, removed without a trace.

For the output ``public`` it is ``.public.sitegen-staging``, and holds

    lock   locked by the build that is at work; the system releases it when the build is killed
    new    the site being made; after the switch, the former site
    old    the former site, for the moment in which a system without an exchange has neither

The tree that is left over after a switch can be kept as a *spare*: it shares nearly all files with
the published one, so that the next site is made from it by changing what differs.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from sitegen.output import trees
from sitegen.output.exchange import swap, sync
from sitegen.store.files import Waiting, lock_folder, unlock


class StagingFolder(Struct, frozen=True):
    """The staging folder of a site, and the folder that the site will replace."""

    path: Path
    target: Path
    spare: Path | None = None
    """Folder for the spare tree."""

    @property
    def new(self) -> Path:
        """The tree in which the site is made."""
        return self.path / "new"

    @property
    def old(self) -> Path:
        """The place of the published tree if it cannot be exchanged."""
        return self.path / "old"

    def switch(self) -> Path:
        """Replace the target by the new tree, and return where the former one is now."""
        left = self.new
        if not self.target.exists():
            self.new.rename(self.target)
        elif not swap(self.new, self.target):
            left = self.old
            self.target.rename(left)
            self.new.rename(self.target)
        with suppress(OSError):  # the site is published; a power cut might still undo that
            sync(self.target.parent, whole=False)
        return left


@contextmanager
def entered(
    target: Path, spare: Path | None = None, waiting: Waiting = lambda _: None
) -> Iterator[StagingFolder]:
    """Open and lock the staging folder of an output; wait for a build that holds it."""
    staging = StagingFolder(target.with_name(f".{target.name}.sitegen-staging"), target, spare)
    try:
        descriptor = lock_folder(staging.path, lambda: _make(staging.path), waiting)
    except BaseException:
        with suppress(OSError):  # refused unless the folder is empty
            staging.path.rmdir()
        raise
    try:
        _tidy(staging)
        if spare and spare.is_dir() and not spare.is_symlink():
            with suppress(OSError):  # on another disk: made again
                spare.rename(staging.new)
        staging.new.mkdir(0o755, exist_ok=True)
        yield staging
    finally:
        try:
            _keep_spare(staging)
            _leave(staging)
        except KeyboardInterrupt:  # while tidying: finish that first
            _leave(staging)
            raise
        finally:
            unlock(descriptor)


def _make(path: Path) -> None:
    if path.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    path.mkdir(mode=0o755, exist_ok=True)


def _keep_spare(staging: StagingFolder) -> None:
    left = staging.new if staging.new.is_dir() else staging.old
    if staging.spare and left.is_dir():
        # On another disk, or where another build kept its own, this one is removed.
        with suppress(OSError):
            staging.spare.parent.mkdir(parents=True, exist_ok=True)
            left.rename(staging.spare)


def _leave(staging: StagingFolder) -> None:
    with suppress(OSError):  # what cannot be removed now, the next build removes
        _tidy(staging)
        (staging.path / "lock").unlink(missing_ok=True)
        staging.path.rmdir()


def _tidy(staging: StagingFolder) -> None:
    # A build killed between its two renames has left the site in the staging folder: put it back.
    if staging.old.is_dir() and not staging.target.exists():
        staging.old.rename(staging.target)
    trees.clear(staging.path, keep="lock")
