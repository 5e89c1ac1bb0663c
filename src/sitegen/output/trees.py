"""Folder trees on the disk: list, compare, copy, link, remove. No link is ever followed."""

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from sitegen.problems.errors import Place, fail
from sitegen.store.filestat import FileStat, stat_fingerprint

_CHUNK = 1 << 20
_DIGITS = 32
"""Digits of SHA-256, for which processors have instructions: twice as fast as BLAKE2."""
# Windows has neither flag nor needs it; elsewhere a link or a pipe must not be read.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.EXDEV, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP}


class Listing(Struct, frozen=True):
    """The contents of a folder, at any depth."""

    entries: dict[str, FileStat | None]
    """Path -> stat, None for a folder; parents first."""
    folders: dict[str, FileStat]
    """Each folder -> stat, "" for the top."""


def scan(root: Path) -> Listing:
    """List what is below a folder; nothing if it does not exist.

    Raise OSError (EXDEV) if another file system is mounted inside.
    """
    listing = Listing({}, {})
    if root.is_dir():
        listing.folders[""] = stat_fingerprint(root.stat())
        scan_more(listing, str(root), [""])
    return listing


def scan_more(listing: Listing, top: str, waiting: list[str]) -> None:
    """Add what is in some folders, and below those of them that are not listed yet.

    Raise OSError as ``scan`` does.
    """
    device = os.stat(top).st_dev  # noqa: PTH116 (a string)
    while waiting:
        folder = waiting.pop()
        inside = f"{folder}/" if folder else ""
        with os.scandir(f"{top}/{folder}") as found:
            for entry in found:
                path = f"{inside}{entry.name}"
                if path in listing.folders:
                    continue
                state = entry.stat(follow_symlinks=False)
                if not stat.S_ISDIR(state.st_mode):
                    listing.entries[path] = stat_fingerprint(state)
                elif state.st_dev != device:
                    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), entry.path)
                else:
                    listing.entries[path] = None
                    listing.folders[path] = stat_fingerprint(state)
                    waiting.append(path)


def prune(
    left: dict[str, bool], top: str, pattern: Mapping[str, FileStat | None], waiting: list[str]
) -> None:
    """Remove from some folders all that is not the same file or folder in a pattern.

    Adds to ``left`` what remains: path -> whether it is a folder, parents first. Folders
    below that are in it already are skipped.
    """
    while waiting:
        folder = waiting.pop()
        inside = f"{folder}/" if folder else ""
        with os.scandir(f"{top}/{folder}") as found:
            entries = list(found)
        for entry in entries:
            path = f"{inside}{entry.name}"
            if left.get(path):
                continue
            wanted, is_folder = pattern.get(path, ()), entry.is_dir(follow_symlinks=False)
            if is_folder and wanted is None:
                waiting.append(path)
            elif is_folder or not wanted or wanted[2] != entry.inode():
                _remove_whole(Path(entry.path))
                continue
            left[path] = is_folder


def same(path: str, content: bytes | Path, mode: int) -> str:
    """Return the hash of the content if a file holds it with these permissions; else ""."""
    try:
        descriptor = os.open(path, _READ | _BINARY)
    except OSError:
        return ""
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or stat.S_IMODE(found.st_mode) != mode:
            return ""
        digest = hashlib.sha256()
        for chunk in _chunks(content):
            if os.read(descriptor, len(chunk)) != chunk:
                return ""
            digest.update(chunk)
        return "" if os.read(descriptor, 1) else digest.hexdigest()[:_DIGITS]
    finally:
        os.close(descriptor)


def create(path: str, content: bytes | Path) -> str:
    """Write a new file, 0644 less the umask, and return the hash of its content.

    A file or folder in its place is removed; other names of such a file keep their bytes.
    """
    digest = hashlib.sha256()
    try:
        descriptor = os.open(path, _CREATE | _BINARY, 0o644)
    except FileExistsError:
        _remove_whole(Path(path))
        descriptor = os.open(path, _CREATE | _BINARY, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in _chunks(content):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()[:_DIGITS]


def _remove_whole(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        clear(path)
        path.rmdir()
    else:
        path.unlink()


def make_folder(path: str) -> None:
    """Make a folder if it does not exist; a file or a link in its place is removed."""
    try:
        os.mkdir(path, 0o755)  # noqa: PTH102 (three times as fast)
    except FileExistsError:  # also on systems on which "A" and "a" are one folder
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            os.unlink(path)  # noqa: PTH108 (a string)
            os.mkdir(path, 0o755)  # noqa: PTH102


def remove(path: Path, *, is_folder: bool) -> None:
    """Remove a file or an empty folder, if it is still there and still of that kind."""
    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
        _delete(path, is_directory=is_folder)


def _chunks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    try:
        with content.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"cannot read '{content.as_posix()}': {reason}"
        raise fail(Place(content.as_posix()), "E910", message) from error


def link(old: str, new: str) -> None:
    """Link a file under a second name, or copy it if the system refuses."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copyfile(old, new, follow_symlinks=False)
        imitate(old, new)


def imitate(old: str | Path, new: str | Path) -> None:
    """Copy owner, permissions and times of a file or folder to another."""
    state = os.lstat(old)
    with suppress(PermissionError, AttributeError):  # not ours to give away; Windows has no chown
        os.chown(new, state.st_uid, state.st_gid, follow_symlinks=False)
    shutil.copystat(old, new, follow_symlinks=False)


def rescue(old: Path, new: Path, known: Collection[str], seen: Listing) -> None:
    """Move unknown files that were added to an old tree after it was listed into the new one.

    A file that is in both by a link stays there: rename(2) does nothing to two names of one file.
    """
    for folder, (_, modified, *_) in seen.folders.items():
        if os.lstat(f"{old}/{folder}").st_mtime_ns == modified:
            continue
        inside = f"{folder}/" if folder else ""
        for path, found in scan(old / folder).entries.items():
            if found is None or inside + path in known:
                continue
            with suppress(OSError):  # a file is where its folder should be: keep the new tree
                (new / inside / path).parent.mkdir(parents=True, exist_ok=True)
                (old / inside / path).replace(new / inside / path)


def clear(root: Path, keep: str = "") -> None:
    """Delete all that is below a folder, except one name."""
    for path, found in reversed(scan(root).entries.items()):
        if path != keep:
            _delete(root / path, is_directory=found is None)


def _delete(path: Path, *, is_directory: bool) -> None:
    delete = path.rmdir if is_directory else path.unlink
    try:
        delete()
    except PermissionError:
        path.parent.chmod(0o700)  # the owner made this folder read-only
        delete()
