"""Planned edits -> files: all of them or none."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sitegen.curate.renaming import FileEdit
from sitegen.problems.errors import Place, SitegenError, fail

_ENDING = ".sitegen-new"


def carry_out(root: Path, edits: Sequence[FileEdit]) -> None:
    """Carry out a plan; if an edit fails, restore all files and raise SitegenError.

    Every new text is on the disk before the first file is replaced.
    """
    staged: list[Path] = []
    try:
        for edit in edits:
            if edit.target:
                staged.append(_stage(root, edit))
        _replace(root, edits)
    finally:
        for path in staged:
            path.unlink(missing_ok=True)


def _stage(root: Path, edit: FileEdit) -> Path:
    real = _real(root, edit.target)
    staged = real.with_name(real.name + _ENDING)
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        with staged.open("xb") as file:
            file.write(edit.text.encode())
            file.flush()
            os.fsync(file.fileno())
        if edit.path:
            staged.chmod(_real(root, edit.path).stat().st_mode & 0o777)
    except OSError as error:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
        raise _refused(edit.target, error) from error
    return staged


def _real(root: Path, path: str) -> Path:
    # A link among the essays stays a link.
    return Path(os.path.realpath(root / path))


def _refused(path: str, error: OSError) -> SitegenError:
    reason = (error.strerror or str(error)).lower()
    hint = "check the permissions of the file and its folder; nothing was changed"
    return fail(Place(path), "E1454", f"cannot be written: {reason}", hint)


def _replace(root: Path, edits: Sequence[FileEdit]) -> None:
    done: list[tuple[Path, bytes | None]] = []
    try:
        for edit in edits:
            if edit.target:
                real = _real(root, edit.target)
                done.append((real, real.read_bytes() if real.exists() else None))
                real.with_name(real.name + _ENDING).replace(real)
            if edit.path and edit.path != edit.target:
                old = root / edit.path
                done.append((old, old.read_bytes()))
                old.unlink()
    except OSError as error:
        for path, content in reversed(done):
            with suppress(OSError):
                path.write_bytes(content) if content is not None else path.unlink()
        raise _refused(edit.path or edit.target, error) from error
