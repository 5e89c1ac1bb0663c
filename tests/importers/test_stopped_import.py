"""An import that is killed at any moment, and run again."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from support.site import sitegen, tree


class Whole(NamedTuple):
    """A source, and what an import that is not stopped makes of it."""

    source: Path
    files: dict[str, bytes]

    @property
    def essays(self) -> dict[str, bytes]:
        return {name.removeprefix("essays/"): text for name, text in self.files.items()}


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(3000)


def export(tmp_path: Path) -> Path:
    """Write a folder of pages, every third one with a picture of its own."""
    folder = tmp_path / "pages"
    (folder / "files").mkdir(parents=True)
    for number in range(90):
        picture = f'<img src="files/{number}.png" alt="A lamp">' if number % 3 == 0 else ""
        (folder / "files" / f"{number}.png").write_bytes(PICTURE + bytes([number]))
        text = f"Word{number} and others, in a long and quiet sentence about lamps. " * 12
        page = f"<!DOCTYPE html><title>T</title><article><h1>Post {number}</h1><p>{text}</p>"
        page += f'<p>{picture} <a href="{(number + 7) % 90}.html">More</a></p></article>'
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("whole")
    source = export(folder)
    assert sitegen("import", source, "--into", folder / "site").code == 0
    files = tree(folder / "site")
    assert sum(name.endswith(".md") for name in files) == 90
    return Whole(source, files)


STOP = """
import os, signal, sys
from sitegen.__main__ import main
from sitegen.importers import road

where, number = sys.argv.pop(1), int(sys.argv.pop(1))
write = road.write_text

def written(*given):
    global number
    write(*given)
    number -= 1
    if number == 0 and where == "after":
        os.kill(os.getpid(), signal.SIGKILL)

def seen(event, given):
    if event == "os.rename" and number == 1 and where == "within":
        os.kill(os.getpid(), signal.SIGKILL)

road.write_text = written
sys.addaudithook(seen)
main()
"""
"""Runs sitegen and kills it after the n-th essay, or before the n-th has its name."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "number"),
    [("after", 1), ("after", 2), ("after", 45), ("after", 89), ("within", 3), ("within", 50)],
)
def test_killed_import_is_completed_by_the_next(
    tmp_path: Path, whole: Whole, where: str, number: int
) -> None:
    into = tmp_path / "site"
    run = subprocess.run(
        [sys.executable, "-c", STOP, where, str(number), "import", whole.source, "--into", into],
        capture_output=True,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    half = {name: text for name, text in tree(into / "essays").items() if name[0] != "."}
    essays = [name for name in half if name.endswith(".md")]
    assert len(essays) == (number if where == "after" else number - 1)
    assert half.items() <= whole.essays.items()
    assert sitegen("import", whole.source, "--into", into).code == 0
    assert tree(into) == whole.files
