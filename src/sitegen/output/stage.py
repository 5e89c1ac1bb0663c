"""Outputs -> files: a whole site staged beside the published one, then switched in one step."""

import errno
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from sitegen.output import destination, manifest, trees
from sitegen.output.exchange import sync
from sitegen.output.paths import ancestors, holders
from sitegen.output.spare import TreePair, list_both, remember
from sitegen.output.staging import StagingFolder, entered
from sitegen.problems.errors import Place, SitegenError, fail
from sitegen.store.files import Waiting
from sitegen.store.filestat import FileStat, file_stat


class Report(Struct, frozen=True):
    """Numbers of files that a publication wrote, left unchanged, and removed."""

    written: int
    unchanged: int
    removed: int


@contextmanager
def staging(
    output: Path,
    holders: tuple[Path, ...] = (),
    sources: tuple[Path, ...] = (),
    spare: Path | None = None,
    known: TreePair | None = None,
    waiting: Waiting = lambda _: None,
) -> Iterator["Stage"]:
    """Open a stage on which a site is built; without ``publish`` the output stays as it was.

    Wait for another build that is at work on the same output. ``holders`` and ``sources`` are
    folders to protect, see ``destination.resolve``. ``spare`` is where the tree that is left over
    may stay until the next time, which then costs only as much as changes; ``known`` is what the
    last stage remembered of both; ``waiting`` hears of another build that is waited for. Raise
    SitegenError.
    """
    with ExitStack() as stack:
        target = resolve_output(output, holders, sources)
        with _explained(output):
            target.parent.mkdir(parents=True, exist_ok=True)
            stage = Stage(output, stack.enter_context(entered(target, spare, waiting)), known)
        yield stage


def resolve_output(output: Path, holders: tuple[Path, ...], sources: tuple[Path, ...]) -> Path:
    """Return the folder that an output replaces; raise SitegenError if it must not."""
    with _explained(output):
        return destination.resolve(output, holders, sources)


def in_the_way(target: Path, files: Collection[str]) -> list[str]:
    """List what no build wrote where files of a site belong; raise SitegenError."""
    with _explained(target):
        on_disk = trees.scan(target).entries
        return _blocked(_unowned(on_disk, manifest.read(target)), files, files)


def refused(output: Path, paths: list[str]) -> SitegenError:
    """Return the error for files that a build would overwrite."""
    names = ", ".join(f"'{path}'" for path in sorted(paths)[:3])
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    message = f"this build would overwrite what sitegen did not write: {names}{more}"
    hint = "move it, or name another output folder"
    return fail(Place(output.as_posix()), "E905", message, hint)


@contextmanager
def _explained(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _failure(error, str(error.filename or output)) from error


class Placed(Struct, frozen=True):
    """A file on the stage."""

    path: str
    digest: str
    changed: bool
    """Whether its bytes differ from those of the published file."""


class Stage:
    """A site that is being built. Unchanged files keep their inode and their times."""

    def __init__(self, output: Path, folder: StagingFolder, known: TreePair | None = None) -> None:
        self._output = output
        self._staging = folder
        self._before = manifest.read(folder.target)
        self._mode, self._began = _new_files(folder)
        self._hashes: dict[str, str] = {}
        self._changed: set[str] = set()
        self._linked: set[str] = set()
        self._seen = list_both(folder.target, folder.new, known)
        self.on_disk = self._seen.published.entries
        """Contents of the output when the work began: path -> stat, None for a folder."""
        self._ready = self._seen.ready
        """Files that the stage already has, by links to the same files."""
        self.trees: TreePair | None = None
        """State of the published tree and the spare one, after ``publish``."""
        self._folders = {"", *(path for path, is_folder in self._ready.items() if is_folder)}

    def place(self, path: str, content: bytes | Path) -> Placed:
        """Put a file on the stage, also from a forked process; raise SitegenError."""
        if path in self.on_disk:
            published = f"{self._staging.target}/{path}"
            if unchanged := trees.same(published, content, self._mode):
                return Placed(path, unchanged, changed=False)
        try:
            self._make_folder(path.rpartition("/")[0])
            return Placed(path, trees.create(f"{self._staging.new}/{path}", content), changed=True)
        except OSError as error:
            raise _failure(error, f"{self._output}/{path}") from error

    def record(self, placed: Placed) -> None:
        """Add a file on the stage to the site."""
        self._hashes[placed.path] = placed.digest
        if placed.changed:
            self._changed.add(placed.path)

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            self._make_folder(folder.rpartition("/")[0])
            trees.make_folder(f"{self._staging.new}/{folder}")
            self._folders.add(folder)

    def publish(self) -> Report:
        """Replace the published site by the staged one. Raises SitegenError.

        Files in the output that are not ours stay; ours that the new site lacks are removed.
        """
        written = len(self._changed)
        listing = self.place(manifest.NAME, manifest.encode(self._hashes))
        if listing.changed:
            self._changed.add(listing.path)
        try:
            unowned = _unowned(self.on_disk, self._before)
            if blocked := _blocked(unowned, self._hashes, self._changed):
                raise refused(self._output, blocked)
            removed = (self._before.keys() - self._hashes.keys()) & self.on_disk.keys()
            if switched := bool(self._changed or removed):
                self._drop({*unowned, *self._hashes, manifest.NAME})
                self._take_over(unowned)
                self._switch()
            self._leave(unowned, switched=switched)
        except OSError as error:
            raise _failure(error, self._public_name(error)) from error
        return Report(written, len(self._hashes) - written, len(removed))

    def stats(self) -> dict[str, FileStat | None]:
        """Return the stat of each published file, after ``publish``."""
        moved = self._changed | self._linked
        return {
            path: file_stat(f"{self._staging.target}/{path}", follow=False)
            if path in moved
            else self.on_disk.get(path)
            for path in (*self._hashes, manifest.NAME)
        }

    def _drop(self, wanted: Collection[str]) -> None:
        """Remove from the stage what it held before and the site no longer has."""
        folders = holders(wanted)
        for path, is_folder in reversed(self._ready.items()):
            if path not in wanted and not (is_folder and path in folders):
                trees.remove(self._staging.new / path, is_folder=is_folder)

    def _take_over(self, unowned: Mapping[str, bool]) -> None:
        old, new = self._staging.target, self._staging.new
        folders = [path for path, is_folder in unowned.items() if is_folder]
        files = [path for path, is_folder in unowned.items() if not is_folder]
        for folder in folders:
            self._make_folder(folder)
        ours = {*self._hashes, manifest.NAME}
        for path in {*files, *ours} - self._changed - self._ready.keys():
            self._make_folder(path.rpartition("/")[0])
            trees.link(f"{old}/{path}", f"{new}/{path}")
            self._linked.add(path)
        for folder in reversed(folders):
            trees.imitate(old / folder, new / folder)
        if old.exists():
            trees.imitate(old, new)

    def _switch(self) -> None:
        sync(self._staging.new, whole=True)
        left = self._staging.switch()
        with suppress(OSError):  # the site is published; only files added just now may be lost
            known = {*self._before, *self._hashes, manifest.NAME}
            trees.rescue(left, self._staging.target, known, self._seen.published)

    def _leave(self, unowned: Mapping[str, bool], *, switched: bool) -> None:
        folders = {path for path, is_folder in unowned.items() if is_folder}
        files = {*unowned, *self._hashes, manifest.NAME} - folders
        moved = self._changed | folders
        self.trees = remember(self._seen, files, moved, self._began, switched=switched)

    def _public_name(self, error: OSError) -> str:
        name = str(error.filename or self._staging.target)
        for tree in (self._staging.new, self._staging.target):
            if name.startswith(f"{tree}/"):
                return f"{self._output}{name.removeprefix(str(tree))}"
        return str(self._output)


def _new_files(folder: StagingFolder) -> tuple[int, int]:
    """Ask the file system what permissions new files have, and what time it is."""
    # The umask cannot be read without changing it for every thread.
    probe = folder.path / "probe"
    trees.create(str(probe), b"")
    state = probe.lstat()
    probe.unlink()
    return stat.S_IMODE(state.st_mode), state.st_mtime_ns


def _unowned(on_disk: Mapping[str, FileStat | None], before: Mapping[str, str]) -> dict[str, bool]:
    """Select what is not ours: neither files that we wrote nor folders that held them."""
    ours = {*before, manifest.NAME}
    emptied = holders(before)
    return {
        path: found is None
        for path, found in on_disk.items()
        if path not in (emptied if found is None else ours)
    }


def _blocked(
    unowned: Mapping[str, bool], files: Collection[str], changed: Collection[str]
) -> list[str]:
    """Find what no build wrote and cannot stay beside our files."""
    folders = holders(files) if unowned else set()
    return [
        path
        for path, is_folder in unowned.items()
        if (path in files and (is_folder or path in changed))
        or (path in folders and not is_folder)
        or any(folder in files for folder in ancestors(path))
    ]


def _failure(error: OSError, name: str) -> SitegenError:
    place = Place(name)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        hint = "free some space and build again; the published site is unchanged"
        return fail(place, "E908", f"no space left on the disk for '{name}'", hint)
    if error.errno in {errno.EXDEV, errno.EBUSY}:
        hint = "name a folder inside it, or mount the folder that contains it"
        return fail(place, "E904", f"'{name}' is a mount point, which cannot be replaced", hint)
    reason = (error.strerror or str(error)).lower()
    hint = "check the permissions there; the published site is unchanged"
    return fail(place, "E909", f"cannot write '{name}': {reason}", hint)
