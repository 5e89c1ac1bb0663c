"""A collection that cannot be written, from the beginning or in the middle of an import."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.hostile_exports import EXPORTS, Post
from support.site import sitegen, tree, write_site


def export(folder: Path) -> Path:
    body = f"<p>{'Slate is quiet when the rain comes over the hill. ' * 9}</p>"
    return EXPORTS["ghost"](folder, [Post(title=f"Post {n}", body=body) for n in range(60)])


def essays(root: Path) -> dict[str, bytes]:
    return {name: text for name, text in tree(root).items() if name.endswith(".md")}


def test_disk_that_is_full_leaves_whole_essays_and_a_second_run_completes(tmp_path: Path) -> None:
    source = export(tmp_path)
    assert sitegen("import", source, "--into", tmp_path / "whole").code == 0
    run = subprocess.run(
        [sys.executable, "-m", "sitegen", "import", source, "--into", tmp_path / "site"],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},  # which would be cut and kept
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "E1804" in run.stderr
    assert "Traceback" not in run.stderr
    whole, half = essays(tmp_path / "whole"), essays(tmp_path / "site")
    assert 0 < len(half) < len(whole)
    assert half.items() <= whole.items()
    assert sitegen("import", source, "--into", tmp_path / "site").code == 0
    assert essays(tmp_path / "site") == whole


def test_two_runs_give_an_old_address_to_one_essay(tmp_path: Path) -> None:
    url, body = "https://slate.example/2011/old.html", "<p>Slate is quiet when the rain comes.</p>"
    posts = [Post(title=title, url=url, body=body) for title in ("One", "Two")]
    for number in (1, 2):
        source = EXPORTS["feed"](tmp_path, posts[:number])
        assert sitegen("import", source, "--into", tmp_path / "site").code == 0
    found = essays(tmp_path / "site").values()
    assert len(found) == 2
    assert sum(b"aliases: [/2011/old.html]" in text for text in found) == 1


def folder_of_essays_is_a_file(root: Path) -> None:
    (root / "essays").write_text("", encoding="utf-8")


def record_is_a_folder(root: Path) -> None:
    (root / "essays/.imports.jsonl").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [folder_of_essays_is_a_file, record_is_a_folder])
def test_collection_that_cannot_be_written_is_an_error(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    root = write_site(tmp_path / "site", "-- essays/x.md --\nx\n")
    (root / "essays/x.md").unlink()
    (root / "essays").rmdir()
    spoil(root)
    run = sitegen("import", export(tmp_path), "--into", root)
    assert run.code == 1
    assert "E1804" in run.err


def test_link_to_nowhere_is_not_overwritten(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", "-- essays/x.md --\nx\n")
    link = root / "essays/post-0.md"
    link.symlink_to(tmp_path / "elsewhere")
    assert sitegen("import", export(tmp_path), "--into", root).code == 0
    assert link.is_symlink()
