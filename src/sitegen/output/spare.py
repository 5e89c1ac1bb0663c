"""The published tree and its spare tree, listed by what a publication left there.

A name comes into a folder or leaves it, and a file is replaced, only with a change of the folder's
times. So if the folders of both trees are unchanged, both still hold the same names, and one look
at each folder and each published file is enough. Folders that changed so late that they may change
again unseen are listed again.
"""

import os
import stat
from collections.abc import Iterable, Mapping, Set
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct, msgpack

from sitegen.output import trees
from sitegen.output.paths import holders
from sitegen.output.trees import Listing
from sitegen.store.filestat import MARGIN, FileStat, stat_fingerprint

_MOST = 1_000
"""Folders to list again up to which it pays to remember the others."""


class TreePair(Struct, frozen=True, array_like=True):
    """Two trees that hold the same files by links, except in a few folders."""

    published: bytes
    """Fingerprint of the stat of all folders of the published tree, except the fresh ones."""
    spare: bytes
    files: tuple[str, ...]
    """All that is published."""
    fresh: tuple[str, ...]
    """Folders in which the trees may differ, or that may change again unseen."""


class BothTrees(Struct, frozen=True):
    """The contents of both trees."""

    published: Listing
    ready: dict[str, bool]
    """In the spare tree, by links to the same files: path -> whether it is a folder."""
    folders: dict[str, FileStat]
    """Each folder of the spare tree -> stat."""


def list_both(target: Path, spare: Path, known: TreePair | None) -> BothTrees:
    """List the published tree, and remove from the spare one all that is not the same file.

    Raise OSError as ``trees.scan`` does.
    """
    if known and (both := recall(target, spare, known)):
        return both
    listing = trees.scan(target)
    ready: dict[str, bool] = {}
    trees.prune(ready, str(spare), listing.entries, [""])
    folders = [path for path, is_folder in ready.items() if is_folder]
    return BothTrees(listing, ready, _stats(str(spare), ["", *folders]))


def recall(target: Path, spare: Path, known: TreePair) -> BothTrees | None:
    """List both trees by what is known of them; None if that is no longer true."""
    folders, fresh = _folders(known.files), set(known.fresh)
    here, there = _stats(str(target), folders), _stats(str(spare), folders)
    found = _fingerprint(folders, here, fresh), _fingerprint(folders, there, fresh)
    if found != (known.published, known.spare) or not ("" in here and "" in there):
        return None
    kept = [path for path in known.files if path.rpartition("/")[0] not in fresh]
    listing = Listing(dict.fromkeys(here), here)
    del listing.entries[""]
    top = str(target)
    try:
        for path in kept:
            listing.entries[path] = stat_fingerprint(os.lstat(f"{top}/{path}"))
    except OSError:
        return None
    trees.scan_more(listing, top, [folder for folder in known.fresh if folder in here])
    ready = {path: True for path in there if listing.entries.get(path, "") is None}
    ready |= dict.fromkeys(kept, False)
    trees.prune(ready, str(spare), listing.entries, ["", *(fresh & ready.keys())])
    return BothTrees(listing, ready, there | _stats(str(spare), fresh))


def remember(
    both: BothTrees, files: Set[str], moved: Set[str], now: int, *, switched: bool
) -> TreePair | None:
    """Return what to remember of both trees after a publication; None if that would not pay.

    ``files``: all that is published; ``moved``: files that are new in one tree, and folders whose
    times were set; ``now``: when the work began, by the clock of the disk.
    """
    folders, late = _folders(files), now - MARGIN
    present = files | (folders.keys() - {""})
    moved = moved | (both.published.entries.keys() ^ present) | (both.ready.keys() ^ present)
    touched = {"", *moved, *holders(moved)}
    settled = _before(late, both.published.folders) & _before(late, both.folders)
    fresh = folders.keys() - (settled - touched)
    if len(fresh) > _MOST:
        return None
    fingerprints = [
        _fingerprint(folders, tree, fresh) for tree in (both.published.folders, both.folders)
    ]
    published, spare = fingerprints[::-1] if switched else fingerprints
    return TreePair(published, spare, tuple(sorted(files)), tuple(sorted(fresh)))


def _before(late: int, tree: Mapping[str, FileStat]) -> set[str]:
    return {folder for folder, (_, came, _, changed) in tree.items() if came < late > changed}


def _folders(files: Iterable[str]) -> dict[str, None]:
    """Return all folders that hold some files, parents first."""
    return dict.fromkeys(["", *sorted(holders(files))])


def _stats(top: str, folders: Iterable[str]) -> dict[str, FileStat]:
    found = {}
    for folder in folders:
        try:
            state = os.lstat(f"{top}/{folder}")
        except OSError:
            continue
        if stat.S_ISDIR(state.st_mode):
            found[folder] = stat_fingerprint(state)
    return found


def _fingerprint(folders: Iterable[str], tree: Mapping[str, FileStat], fresh: Set[str]) -> bytes:
    rows = [tree.get(folder) for folder in folders if folder not in fresh]
    return blake2b(msgpack.encode(rows), digest_size=16).digest()
