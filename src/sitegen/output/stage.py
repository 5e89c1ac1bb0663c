"""Outputs -> files: a whole site staged beside the published one, then switched in one step."""

import errno
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from sitegen.model import Output
from sitegen.output import destination, manifest, trees
from sitegen.output import spare as twins
from sitegen.output.exchange import settle
from sitegen.output.paths import Claims, ancestors, holders
from sitegen.output.staging import Room, entered
from sitegen.problems.errors import Place, SitegenError, fail
from sitegen.store.filestat import Sign, Twins, sign


class Report(Struct, frozen=True):
    """How many files a publication wrote, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


@contextmanager
def staging(
    output: Path,
    holders: tuple[Path, ...] = (),
    sources: tuple[Path, ...] = (),
    spare: Path | None = None,
    twins: Twins | None = None,
) -> Iterator["Stage"]:
    """Open a stage on which a site is made; without ``publish`` the output stays as it was.

    Waits for another build that is at work on the same output. ``holders`` and ``sources`` are
    folders to protect, see ``destination.resolve``. ``spare`` is where the tree that is left over
    may stay until the next time, which then costs only as much as changes; ``twins`` is what the
    last stage said of both. Raises SitegenError.
    """
    with ExitStack() as stack:
        try:
            target = destination.resolve(output, holders, sources)
            target.parent.mkdir(parents=True, exist_ok=True)
            stage = Stage(output, stack.enter_context(entered(target, spare)), twins)
        except OSError as error:
            raise _failure(error, str(error.filename or output)) from error
        yield stage


class Placed(Struct, frozen=True):
    """A file on the stage."""

    path: str
    digest: str
    changed: bool
    """Its bytes are not those of the published file."""


class Stage:
    """A site in the making. Files whose bytes did not change keep their inode and their times."""

    def __init__(self, output: Path, room: Room, known: Twins | None = None) -> None:
        self._output = output
        self._room = room
        self._before = manifest.read(room.target)
        self._mode, self._began = _new_files(room)
        self._claims = Claims()
        self._hashes: dict[str, str] = {}
        self._changed: set[str] = set()
        self._linked: set[str] = set()
        self._seen = twins.look(room.target, room.new, known)
        self.standing = self._seen.standing.entries
        """What stood in the output when the work began: path -> sign, None for a folder."""
        self._ready = self._seen.ready
        """What the stage holds already, by links to the same files."""
        self.twins: Twins | None = None
        """What is known of the published tree and of the spare one, once the work is over."""
        self._folders = {"", *(path for path, is_folder in self._ready.items() if is_folder)}

    def write(self, item: Output) -> None:
        """Put a file on the stage. Raises SitegenError for a path that cannot be, or no room."""
        self.claim(item.path, item.source)
        self.record(self.place(item.path, item.content))

    def claim(self, path: str, source: str) -> None:
        """Reserve a path. Raises SitegenError for one that cannot be, or is taken."""
        self._claims.add(path, source)

    def place(self, path: str, content: bytes | Path) -> "Placed":
        """Put the file of a claimed path on the stage; a forked process may do so as well."""
        if path in self.standing:
            unchanged = trees.same(f"{self._room.target}/{path}", content, self._mode)
            if unchanged:
                return Placed(path, unchanged, changed=False)
        try:
            self._make_folder(path.rpartition("/")[0])
            return Placed(path, trees.create(f"{self._room.new}/{path}", content), changed=True)
        except OSError as error:
            raise _failure(error, f"{self._output}/{path}") from error

    def record(self, placed: "Placed") -> None:
        """Count a placed file as part of the site."""
        self._hashes[placed.path] = placed.digest
        if placed.changed:
            self._changed.add(placed.path)

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            self._make_folder(folder.rpartition("/")[0])
            trees.make_folder(f"{self._room.new}/{folder}")
            self._folders.add(folder)

    def publish(self) -> Report:
        """Put the staged site in the published one's place. Raises SitegenError.

        What stands in the output and was never ours stays; of ours, what the new site lacks goes.
        """
        written = len(self._changed)
        listing = self.place(manifest.NAME, manifest.encode(self._hashes))
        if listing.changed:
            self._changed.add(listing.path)
        try:
            foreign = _foreign(self.standing, self._before)
            blocked = _blocked(foreign, self._hashes, self._changed)
            if blocked:
                raise _in_the_way(self._output, blocked)
            removed = (self._before.keys() - self._hashes.keys()) & self.standing.keys()
            switched = bool(self._changed or removed)
            if switched:
                self._drop({*foreign, *self._hashes, manifest.NAME})
                self._take_over(foreign)
                self._switch()
            self._leave(foreign, switched=switched)
        except OSError as error:
            raise _failure(error, self._public_name(error)) from error
        return Report(written, len(self._hashes) - written, len(removed))

    def signs(self) -> dict[str, Sign | None]:
        """Tell the published files from what they were; once the work on the stage is over."""
        moved = self._changed | self._linked
        return {
            path: _sign(f"{self._room.target}/{path}") if path in moved else self.standing.get(path)
            for path in (*self._hashes, manifest.NAME)
        }

    def _drop(self, wanted: Collection[str]) -> None:
        """Remove from the stage what it held before and the site no longer has."""
        folders = holders(wanted)
        for path, is_folder in reversed(self._ready.items()):
            if path not in wanted and not (is_folder and path in folders):
                trees.remove(self._room.new / path, is_folder=is_folder)

    def _take_over(self, foreign: Mapping[str, bool]) -> None:
        old, new = self._room.target, self._room.new
        folders = [path for path, is_folder in foreign.items() if is_folder]
        files = [path for path, is_folder in foreign.items() if not is_folder]
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
        settle(self._room.new)
        left = self._room.switch()
        with suppress(OSError):  # the site is published; only late strangers are at stake
            known = {*self._before, *self._hashes, manifest.NAME}
            trees.rescue(left, self._room.target, known, self._seen.standing)

    def _leave(self, foreign: Mapping[str, bool], *, switched: bool) -> None:
        folders = {path for path, is_folder in foreign.items() if is_folder}
        files = {*foreign, *self._hashes, manifest.NAME} - folders
        moved = self._changed | folders
        self.twins = twins.leave(self._seen, files, moved, self._began, switched=switched)

    def _public_name(self, error: OSError) -> str:
        name = str(error.filename or self._room.target)
        for tree in (self._room.new, self._room.target):
            if name.startswith(f"{tree}/"):
                return f"{self._output}{name.removeprefix(str(tree))}"
        return str(self._output)


def _sign(path: str) -> Sign | None:
    try:
        return sign(os.lstat(path))
    except OSError:
        return None


def _new_files(room: Room) -> tuple[int, int]:
    """Ask the file system what permissions new files have, and what time it is."""
    # The umask cannot be read without changing it for every thread.
    probe = room.path / "probe"
    trees.create(str(probe), b"")
    state = probe.lstat()
    probe.unlink()
    return stat.S_IMODE(state.st_mode), state.st_mtime_ns


def _foreign(standing: Mapping[str, Sign | None], before: Mapping[str, str]) -> dict[str, bool]:
    """Choose what is not ours: neither files that we wrote nor folders that held them."""
    ours = {*before, manifest.NAME}
    emptied = holders(before)
    return {
        path: found is None
        for path, found in standing.items()
        if path not in (emptied if found is None else ours)
    }


def _blocked(
    foreign: Mapping[str, bool], files: Collection[str], changed: Collection[str]
) -> list[str]:
    """Find what is not ours and could not stay beside our files."""
    folders = holders(files) if foreign else set()
    return [
        path
        for path, is_folder in foreign.items()
        if (path in files and (is_folder or path in changed))
        or (path in folders and not is_folder)
        or any(folder in files for folder in ancestors(path))
    ]


def _in_the_way(output: Path, paths: list[str]) -> SitegenError:
    names = ", ".join(f"'{path}'" for path in sorted(paths)[:3])
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    message = f"this build would overwrite what it did not write: {names}{more}"
    hint = "move that away, or name another output directory"
    return fail(Place(output.as_posix()), "E905", message, hint)


def _failure(error: OSError, name: str) -> SitegenError:
    place = Place(name)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        hint = "free some space and build again; the published site is as it was"
        return fail(place, "E908", f"no room on the disk for '{name}'", hint)
    if error.errno in {errno.EXDEV, errno.EBUSY}:
        hint = "name a directory inside it, or mount the directory that holds it"
        return fail(place, "E904", f"'{name}' is a mount point, which cannot be replaced", hint)
    reason = (error.strerror or str(error)).lower()
    hint = "look at the permissions there; the published site is as it was"
    return fail(place, "E909", f"cannot write '{name}': {reason}", hint)
