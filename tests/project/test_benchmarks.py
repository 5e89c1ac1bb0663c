"""The corpus of the benchmarks: the same bytes each time, with all that it promises."""

import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import mean

import pytest

from support.site import build

CORPUS = Path(__file__).parents[2] / "benchmarks" / "corpus.py"


def write(site: Path, *options: str, hash_seed: str = "0") -> dict[str, str]:
    """Write a corpus as its command does and read it back: file -> text."""
    subprocess.run(
        [sys.executable, CORPUS, site, *options],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_text("utf-8", "replace") for path in files}


@pytest.mark.parametrize("form", [[], ["--hugo"], ["--followed"]])
def test_same_seed_and_size_give_the_same_bytes(tmp_path: Path, form: list[str]) -> None:
    first = write(tmp_path / "a", "--essays", "30", "--seed", "7", *form, hash_seed="1")
    second = write(tmp_path / "b", "--essays", "30", "--seed", "7", *form, hash_seed="2")
    assert first == second


def test_another_seed_writes_other_essays_under_the_same_titles(tmp_path: Path) -> None:
    first = write(tmp_path / "a", "--essays", "5", "--seed", "7")
    second = write(tmp_path / "b", "--essays", "5", "--seed", "8")
    assert first.keys() == second.keys()
    essays = [path for path in first if path.startswith("essays/")]
    assert len(essays) == 5
    assert all(first[path] != second[path] for path in essays)


def test_every_essay_holds_what_a_site_has_to_work_on(tmp_path: Path) -> None:
    files = write(tmp_path / "site", "--essays", "200")
    essays = {Path(path).name: text for path, text in files.items() if path.endswith(".md")}
    assert len(essays) == 200
    assert 5_000 < mean(len(text.encode()) for text in essays.values()) < 5_400
    for name, text in essays.items():
        targets = re.findall(r"\]\(([^)]+)\)", text)
        assert 3 <= len(targets) <= 6
        assert essays.keys() - {name} >= set(targets)
        assert 2 <= text.count("\n## ") <= 3
        assert len(re.findall(r"(?m)^\[\^\w+\]: ", text)) == 2
        assert len(re.findall(r"\[\^\w+\](?!:)", text)) == 2
        assert "\n> " in text
        assert "\n- " in text
    assert sum("```python" in text for text in essays.values()) == 20


@pytest.mark.slow
def test_what_readers_follow_is_marked_in_every_essay(tmp_path: Path) -> None:
    files = write(tmp_path, "--essays", "200", "--followed")
    essays = [text for path, text in files.items() if re.fullmatch(r"essays/[^_/]+\.md", path)]
    assert len(essays) == 200
    assert all(text.count("{theme=") == text.count("{index=") == 1 for text in essays)
    assert [text.count("- {essay: ") for path, text in files.items() if "_paths/" in path] == [
        10,
        10,
    ]
    run = build(tmp_path, "--strict")
    assert (run.code, run.err) == (0, "")
    for page in ("index", "search", "paths", "paths/path-2/print", "themes/quiet-margin/passages"):
        assert (tmp_path / "public" / page / "index.html").is_file()


def test_hugo_gets_the_same_words_with_addresses_for_links(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", "--essays", "5")
    theirs = write(tmp_path / "theirs", "--essays", "5", "--hugo")
    for path, text in ours.items():
        if path.startswith("essays/"):
            assert theirs[f"content/{path}"] == re.sub(r"\]\((.+?)\.md\)", r"](/\1/)", text)
