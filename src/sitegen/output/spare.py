"""The published tree and its spare twin, listed by what a publication left there.

A name comes into a folder or leaves it, and a file is replaced by another one, only along with the
folder's times. So where the folders of both trees are what they were, both still hold what they
held, and one look at each folder and each published file is enough. Folders that changed so late
that they may change once more and look the same are listed anew.
"""

import os
import stat
from collections.abc import Iterable, Mapping, Set
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct, msgpack

from sitegen.output import trees
from sitegen.output.paths import holders
from sitegen.output.trees import Standing
from sitegen.store.filestat import MARGIN, Times, Twins, sign, times

_MOST = 1_000
"""Folders to be listed anew up to which it pays to remember the others."""


class Both(Struct, frozen=True):
    """What stands in both trees."""

    standing: Standing
    """In the published one."""
    ready: dict[str, bool]
    """In the spare one, by links to the same files: path -> whether it is a folder."""
    times: dict[str, Times]
    """Of the folders of the spare one."""


def look(target: Path, spare: Path, known: Twins | None) -> Both:
    """List the published tree, and remove from the spare one all that is not the same file.

    Raises OSError as ``trees.scan`` does.
    """
    if known and (both := recall(target, spare, known)):
        return both
    standing = trees.scan(target)
    ready = trees.prune(spare, standing.entries)
    folders = [path for path, is_folder in ready.items() if is_folder]
    return Both(standing, ready, _times(str(spare), ["", *folders]))


def recall(target: Path, spare: Path, known: Twins) -> Both | None:
    """List both trees by what is known of them; None where that is not so any more."""
    folders, fresh = _folders(known.files), set(known.fresh)
    here, there = _times(str(target), folders), _times(str(spare), folders)
    fingerprints = _fingerprint(folders, here, fresh), _fingerprint(folders, there, fresh)
    if fingerprints != (known.published, known.spare):
        return None
    if not ("" in here and "" in there):
        return None
    kept = [path for path in known.files if path.rpartition("/")[0] not in fresh]
    standing = Standing(dict.fromkeys(here), here)
    del standing.entries[""]
    top = str(target)
    try:
        for path in kept:
            standing.entries[path] = sign(os.lstat(f"{top}/{path}"))
    except OSError:
        return None
    trees.scan_more(standing, top, [folder for folder in known.fresh if folder in here])
    ready = {path: True for path in there if standing.entries.get(path, "") is None}
    ready |= dict.fromkeys(kept, False)
    trees.prune_more(ready, str(spare), standing.entries, ["", *(fresh & ready.keys())])
    return Both(standing, ready, there | _times(str(spare), fresh))


def leave(
    both: Both, files: Set[str], moved: Set[str], now: int, *, switched: bool
) -> Twins | None:
    """Remember both trees, as they are after a publication; None where that would not pay.

    ``files``: all that is published; ``moved``: files that are new in one tree, and folders whose
    times were set; ``now``: when the work began, by the clock of the disk.
    """
    folders, late = _folders(files), now - MARGIN
    present = files | (folders.keys() - {""})
    moved = moved | (both.standing.entries.keys() ^ present) | (both.ready.keys() ^ present)
    touched = {"", *moved, *holders(moved)}
    settled = _before(late, both.standing.times) & _before(late, both.times)
    fresh = folders.keys() - (settled - touched)
    if len(fresh) > _MOST:
        return None
    fingerprints = [
        _fingerprint(folders, tree, fresh) for tree in (both.standing.times, both.times)
    ]
    published, spare = fingerprints[::-1] if switched else fingerprints
    return Twins(published, spare, tuple(sorted(files)), tuple(sorted(fresh)))


def _before(late: int, tree: Mapping[str, Times]) -> set[str]:
    return {folder for folder, (came, changed, _) in tree.items() if came < late > changed}


def _folders(files: Iterable[str]) -> dict[str, None]:
    """Name all folders that hold some files, parents first."""
    return dict.fromkeys(["", *sorted(holders(files))])


def _times(top: str, folders: Iterable[str]) -> dict[str, Times]:
    found: dict[str, Times] = {}
    for folder in folders:
        try:
            state = os.lstat(f"{top}/{folder}")
        except OSError:
            continue
        if stat.S_ISDIR(state.st_mode):
            found[folder] = times(state)
    return found


def _fingerprint(folders: Iterable[str], tree: Mapping[str, Times], fresh: Set[str]) -> bytes:
    rows = [tree.get(folder) for folder in folders if folder not in fresh]
    return blake2b(msgpack.encode(rows), digest_size=16).digest()
