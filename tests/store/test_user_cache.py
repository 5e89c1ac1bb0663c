"""Files that all sites of a user share."""

import os
import time
from pathlib import Path

import pytest

from sitegen.store.user_cache import SummedFiles, user_cache
from support.site import essay, sitegen, write_site


def test_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    files = SummedFiles(tmp_path / "deep/below")
    files.write("one", b"words")
    assert (files.read("one"), files.read("two")) == (b"words", None)
    assert [file.name for file in files.folder.iterdir()] == ["one"]


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 40])
def test_damaged_file_is_not_there(tmp_path: Path, damage: bytes) -> None:
    files = SummedFiles(tmp_path)
    files.write("one", b"words")
    (tmp_path / "one").write_bytes(damage)
    assert files.read("one") is None


def test_old_files_are_deleted(tmp_path: Path) -> None:
    files = SummedFiles(tmp_path)
    files.write("old", b"words")
    os.utime(tmp_path / "old", (0, time.time() - 100 * 86_400))
    files.write("new", b"words")
    assert [file.name for file in tmp_path.iterdir()] == ["new"]


def test_folder_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    files = SummedFiles(tmp_path / "file")
    files.write("one", b"words")
    assert files.read("one") is None


def test_a_build_survives_damage_to_the_compiled_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    root = write_site(tmp_path / "site", f"-- essays/one.md --\n{essay('One', 'Words.')}")
    assert sitegen("build", root).code == 0
    first = (root / "public/one/index.html").read_bytes()
    kept = sorted(user_cache("templates").iterdir())
    assert len(kept) > 10
    for number, file in enumerate(kept):
        file.write_bytes(file.read_bytes()[: number * 20] + b"damage")
    assert sitegen("clean", root).code == 0
    assert sitegen("build", root).code == 0
    assert (root / "public/one/index.html").read_bytes() == first
