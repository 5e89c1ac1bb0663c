"""The collection that pages are measured with: the same bytes each time, and what it promises."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from support.site import build

READERS = Path(__file__).parents[2] / "benchmarks" / "readers.py"


def write(site: Path, hash_seed: str = "0") -> dict[str, str]:
    """Write a collection of 120 essays as the command does, and read it: file -> text."""
    subprocess.run(
        [sys.executable, READERS, "--write", site, "--essays", "120"],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in files}


def test_collection_is_the_same_each_time(tmp_path: Path) -> None:
    assert write(tmp_path / "a", hash_seed="1") == write(tmp_path / "b", hash_seed="2")


@pytest.mark.slow
def test_collection_holds_what_makes_pages_long(tmp_path: Path) -> None:
    files = write(tmp_path / "site")
    essays = [text for path, text in files.items() if re.fullmatch(r"essays/[^_/]+\.md", path)]
    titles = [re.findall(r'^title: "(.*)"$', text, re.MULTILINE)[0] for text in essays]
    tags = (re.findall(r'^tags: \["(.*)"\]$', text, re.MULTILINE)[0] for text in essays)
    themes = Counter(name for line in tags for name in line.split('", "'))
    assert len(essays) == 120
    assert sum(90 <= len(title) <= 120 for title in titles) >= 12
    assert len(themes) == 40
    assert themes.most_common(1)[0][1] == 60
    assert len({re.findall(r"^date: \"(\d{4})", text, re.MULTILINE)[0] for text in essays}) == 8
    assert [len(text.split()) > 12_000 for text in essays].count(True) == 1
    assert not any("summary:" in text for text in essays)
    assert sum("kind: disagrees" in text for text in essays) >= 5
    run = build(tmp_path / "site", "--strict")
    assert (run.code, run.err) == (0, "")
    for page in ("index", "paths/path-2", "authors/the-editors", "themes/quiet-margin/passages"):
        assert (tmp_path / "site" / "public" / page / "index.html").is_file()
