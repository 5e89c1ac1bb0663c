"""Builds that are killed at any moment: the old site or the new one, whole."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.site import tree

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
SOURCE = Path(__file__).parents[2] / "src"
KILLS = int(os.environ.get("SITEGEN_KILLS", "20"))


def command(root: Path) -> list[str]:
    return [sys.executable, "-m", "sitegen", "build", str(root), "--now", "2026-01-01", "--quiet"]


def start(root: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command(root), env={**os.environ, "PYTHONPATH": str(SOURCE)})


def test_a_killed_build_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(GOLDEN, root, ignore=shutil.ignore_patterns("expected"))
    essay = root / "essays" / "second.md"
    versions = [
        essay.read_text(encoding="utf-8") + f"\n{{#version}}\nVersion {n}.\n" for n in (1, 2)
    ]
    whole: list[dict[str, bytes]] = []
    seconds = 0.0
    for version in versions:
        essay.write_text(version, encoding="utf-8")
        begun = time.monotonic()
        assert start(root).wait() == 0
        seconds = time.monotonic() - begun
        whole.append(tree(root / "public"))
    assert whole[0] != whole[1]

    chance = random.Random(20260101)
    delay, ends = seconds, set()
    for number in range(KILLS):
        essay.write_text(versions[number % 2], encoding="utf-8")
        process = start(root)
        time.sleep(delay)
        process.kill()
        process.wait()
        now = tree(root / "public")
        assert now in whole
        is_new = now == whole[number % 2]
        ends.add(is_new)
        # The next kill comes closer to the moment of publication, and in time on the other side.
        delay *= chance.uniform(0.7, 1) if is_new else chance.uniform(1, 1.4)

    assert ends == {False, True}
    essay.write_text(versions[0], encoding="utf-8")
    assert start(root).wait() == 0
    assert tree(root / "public") == whole[0]
    assert sorted(path.name for path in root.iterdir()) == [
        ".sitegen",
        "essays",
        "public",
        "site.yaml",
        "static",
    ]
