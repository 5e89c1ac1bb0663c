"""A small export of each platform, and the essays that it becomes.

``tests/data/import/platforms/NAME/source`` is what a platform hands out; ``expected`` is the whole
folder of texts. ``RENEW=1`` writes it again: read the difference.
"""

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from support.site import Run, build, sitegen, tree

DATA = Path(__file__).parents[1] / "data" / "import" / "platforms"
NAMES = sorted(folder.name for folder in DATA.iterdir())
SITES = {"blogger": "http://snails.blogspot.example", "substack": "https://buses.example"}


def bring(source: Path, into: Path) -> Run:
    """Import a source into a new collection."""
    site = SITES.get(source.parent.name, "")
    return sitegen("import", source, "--into", into, *(("--site", site) if site else ()))


@pytest.mark.parametrize("name", NAMES)
def test_export_becomes_the_expected_essays(name: str, tmp_path: Path) -> None:
    run = bring(DATA / name / "source", tmp_path)
    assert run.code == 0, run.err
    expected = DATA / name / "expected"
    if os.environ.get("RENEW"):
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(tmp_path / "essays", expected)
        (expected / "printed.txt").write_text(printed(run, tmp_path), encoding="utf-8")
    found = tree(tmp_path / "essays") | {"printed.txt": printed(run, tmp_path).encode()}
    assert found == tree(expected)


def printed(run: Run, root: Path) -> str:
    """Return what a run printed, without paths of this machine."""
    return run.out.replace(root.as_posix(), "SITE").replace(DATA.as_posix(), "DATA")


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_an_export_is_lost(name: str, tmp_path: Path) -> None:
    run = bring(DATA / name / "source", tmp_path)
    assert "lost" not in run.out.partition("words:")[2].partition("\n")[0]


@pytest.mark.parametrize("name", NAMES)
def test_second_run_leaves_everything(name: str, tmp_path: Path) -> None:
    bring(DATA / name / "source", tmp_path)
    before = tree(tmp_path)
    run = bring(DATA / name / "source", tmp_path)
    assert run.code == 0, run.err
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", NAMES)
def test_imported_collection_builds(name: str, tmp_path: Path) -> None:
    bring(DATA / name / "source", tmp_path)
    sitegen("check", "--fix", "--force", tmp_path / "essays")
    run = build(tmp_path, "--strict")
    assert run.code == 0, run.err


@pytest.mark.parametrize("name", NAMES)
def test_zip_archive_gives_the_same_essays(name: str, tmp_path: Path) -> None:
    archive = tmp_path / "zip" / "source.zip"
    archive.parent.mkdir()
    source = DATA / name / "source"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(source.rglob("*")):
            packed.write(file, file.relative_to(source))
    site = SITES.get(name, "")
    into = tmp_path / "site"
    sitegen("import", archive, "--into", into, *(("--site", site) if site else ()))
    expected = tree(DATA / name / "expected")
    del expected["printed.txt"]
    assert tree(into / "essays") == expected
