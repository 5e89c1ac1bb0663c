"""A check and the output folder: it reports what a build would not overwrite."""

import shutil
from pathlib import Path

import pytest

from support.site import build, essay, sitegen, write_site

SITE = f"-- essays/a.md --\n{essay()}-- static/x.txt --\nMine.\n"


@pytest.mark.parametrize("name", ["index.html", "x.txt", "a", "404.html"])
def test_a_file_of_another_program_is_reported_as_by_a_build(tmp_path: Path, name: str) -> None:
    root = write_site(tmp_path, f"{SITE}-- public/{name} --\nTheirs.\n")
    message = (
        f"public: error[E905]: this build would overwrite what sitegen did not write: '{name}'"
    )
    run = sitegen("check", root)
    assert run.code == 1
    assert message in run.err.replace(f"{root.as_posix()}/", "")
    assert message in build(root).err.replace(f"{root.as_posix()}/", "")


def test_files_that_are_not_in_the_way_are_no_problem(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"{SITE}-- public/other/x.html --\nTheirs.\n")
    assert "E905" not in sitegen("check", root).err
    assert build(root).code == 0


def test_files_that_are_as_a_build_makes_them_are_no_problem(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    build(root)
    (root / "public/.sitegen-manifest.json").unlink()
    shutil.rmtree(root / ".sitegen")
    assert "E905" not in sitegen("check", root).err
    assert build(root).code == 0
