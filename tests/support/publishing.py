"""Publishing some files, and reading what is published."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.output import manifest
from sitegen.output.stage import Report, staging
from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Problem, SitegenError

Tree = dict[str, tuple[int, bytes]]
Files = dict[str, bytes]


def publish(output: Path, files: Files) -> Report:
    with staging(output) as stage:
        for path, content in files.items():
            stage.record(stage.place(path, content))
        return stage.publish()


def read(root: Path) -> Files:
    """Read all files below a directory but the manifest; a link is its target's name."""
    return {
        path.relative_to(root).as_posix(): (
            os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
        )
        for path in root.rglob("*")
        if path.is_symlink() or not path.is_dir()
        if path.relative_to(root).as_posix() != manifest.NAME
    }


@contextmanager
def refusal() -> Iterator[list[Problem]]:
    problems: list[Problem] = []
    with pytest.raises(SitegenError) as caught:
        yield problems
    problems.extend(caught.value.problems)
    assert all(problem.code in explanations() for problem in problems)


def tree(root: Path) -> Tree:
    """Read all that is below a directory: path -> permissions and bytes."""

    def content(path: Path) -> bytes:
        if path.is_symlink():
            return os.fsencode(path.readlink())
        return b"" if path.is_dir() else path.read_bytes()

    return {
        path.relative_to(root).as_posix(): (path.lstat().st_mode, content(path))
        for path in sorted(root.rglob("*"))
    }


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
