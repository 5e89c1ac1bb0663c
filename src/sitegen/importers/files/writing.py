"""A text with what goes beside it -> files, each whole or not at all, none over another."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from errno import EEXIST
from pathlib import Path, PurePosixPath

from sitegen.content.loader.names import REMOVED
from sitegen.from_html.types import Removed
from sitegen.problems.errors import Place, fail
from sitegen.store.files import atomic_write
from sitegen.text.filenames import is_index


def write_text(
    root: Path, file: str, text: str, beside: Mapping[str, bytes], removed: Sequence[Removed]
) -> None:
    """Write a text and what belongs to it, all or nothing; raise SitegenError.

    ``beside``: name -> content of the files in its folder, which is its own then.
    """
    path = root / file
    words = {removed_name(file): removed_text(file, removed)} if removed else {}
    files = {**beside, **{name: one.encode() for name, one in words.items()}}
    with writing(file):
        if is_index(path.name):
            _write_folder(path.parent, {**files, path.name: text.encode()})
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            _add(path.with_name(name), content)
        if os.path.lexists(path):
            raise FileExistsError(EEXIST, "a file of that name is there already")
        atomic_write(path, text.encode())


@contextmanager
def writing(named: str) -> Iterator[None]:
    """Raise SitegenError for a file that cannot be written."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "check the folder and the space on the disk, and run the command again"
        raise fail(Place(named), "E1804", f"cannot be written: {reason}", hint) from error


def removed_name(file: str) -> str:
    """Return the name of the file that keeps what was removed from a text."""
    return PurePosixPath(file).stem + REMOVED


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder under a hidden name first, so that it is whole when it appears."""
    staged = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(staged, ignore_errors=True)  # of a run that was stopped
    staged.mkdir(parents=True)
    try:
        for name, content in files.items():
            (staged / name).write_bytes(content)
        staged.rename(folder)
    except OSError:
        shutil.rmtree(staged, ignore_errors=True)
        raise


def _add(file: Path, content: bytes) -> None:
    """Write a file, or write below what it contains, unless that is the same."""
    known = file.read_bytes() if file.exists() else b""
    if content not in known:
        atomic_write(file, known + content)


def removed_text(file: str, removed: Sequence[Removed]) -> str:
    """Return the removed words of a text, each with what they are."""
    parts = [f"# Removed from {PurePosixPath(file).name} by sitegen import\n"]
    for one in removed:
        runs = re.findall(r"`{3,}", one.text)
        fence = "`" * (1 + max((len(run) for run in runs), default=2))
        parts.append(f"\n## {one.what}\n\n{fence}\n{one.text.strip(chr(10))}\n{fence}\n")
    return "".join(parts)
