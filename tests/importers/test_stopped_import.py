"""An import that is killed at any moment, and run again."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.site import sitegen, tree

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


@pytest.mark.slow
def test_killed_import_is_completed_by_the_next(tmp_path: Path) -> None:
    source = export(tmp_path)
    assert sitegen("import", source, "--into", tmp_path / "whole").code == 0
    whole = tree(tmp_path / "whole")
    begun = len(list((tmp_path / "whole").rglob("*.md")))
    assert begun == 90
    draw = random.Random(1)
    kills = int(os.environ.get("SITEGEN_KILLS", "20")) // 4
    for number in range(kills):
        into = tmp_path / f"site{number}"
        process = subprocess.Popen(
            [sys.executable, "-m", "sitegen", "import", str(source), "--into", str(into)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while process.poll() is None and not list(into.rglob("*.md")):
            time.sleep(0.01)
        time.sleep(draw.random() * 0.4)
        process.send_signal(signal.SIGKILL)
        process.wait()
        half = tree(into / "essays")
        essays = {name: text for name, text in half.items() if name[0] != "."}
        assert (
            essays.items()
            <= {name.removeprefix("essays/"): text for name, text in whole.items()}.items()
        )
        assert sitegen("import", source, "--into", into).code == 0
        assert tree(into) == whole
