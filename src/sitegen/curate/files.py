"""Planned steps -> files: all of them or none."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sitegen.curate.renaming import Step
from sitegen.problems.errors import Place, SitegenError, fail

_ENDING = ".sitegen-new"


def carry_out(root: Path, steps: Sequence[Step]) -> None:
    """Write the files of a plan; raise SitegenError, and leave all as it was, if one fails.

    Every new text is on the disk before the first file is replaced.
    """
    staged: list[Path] = []
    try:
        for step in steps:
            if step.target:
                staged.append(_stage(root, step))
        _replace(root, steps)
    finally:
        for path in staged:
            path.unlink(missing_ok=True)


def _stage(root: Path, step: Step) -> Path:
    real = _real(root, step.target)
    staged = real.with_name(real.name + _ENDING)
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        with staged.open("xb") as file:
            file.write(step.text.encode())
            file.flush()
            os.fsync(file.fileno())
        if step.path:
            staged.chmod(_real(root, step.path).stat().st_mode & 0o777)
    except OSError as error:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
        raise _refused(step.target, error) from error
    return staged


def _real(root: Path, path: str) -> Path:
    # A link among the essays stays a link.
    return Path(os.path.realpath(root / path))


def _refused(path: str, error: OSError) -> SitegenError:
    reason = (error.strerror or str(error)).lower()
    hint = "nothing was changed; look at the permissions of the file and its folder"
    return fail(Place(path), "E1454", f"cannot be written: {reason}", hint)


def _replace(root: Path, steps: Sequence[Step]) -> None:
    done: list[tuple[Path, bytes | None]] = []
    try:
        for step in steps:
            if step.target:
                real = _real(root, step.target)
                done.append((real, real.read_bytes() if real.exists() else None))
                real.with_name(real.name + _ENDING).replace(real)
            if step.path and step.path != step.target:
                old = root / step.path
                done.append((old, old.read_bytes()))
                old.unlink()
    except OSError as error:
        for path, content in reversed(done):
            with suppress(OSError):
                path.write_bytes(content) if content is not None else path.unlink()
        raise _refused(step.path or step.target, error) from error
