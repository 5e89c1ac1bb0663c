"""Compiled regular expressions that are kept between runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.store.patterns import KeptPatterns, keep_patterns
from sitegen.store.user_cache import SummedFiles, user_cache
from support.site import essay, sitegen, write_site

TEXTS = (
    *(rf"(?P<name>{letter})+\b[{letter}-z]*?(?=x|\1)" for letter in "abcdefghijklmnop"),
    r"", r"[^\W_]+", r"(?i:Ä)ö", r"(?s).\Z", r"(a)?(?(1)b|c)", r"[\u4e00-\U0002fa1f]", r"(?<!ab)c",
)  # fmt: skip
FLAGS = (0, re.IGNORECASE, re.MULTILINE | re.DOTALL, re.VERBOSE, re.ASCII)


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    compiler = sys.modules["re._compiler"]
    monkeypatch.setattr(compiler, "compile", compiler.compile)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    re.purge()


def compiled() -> dict[tuple[str, int], re.Pattern[str]]:
    return {(text, flag): re.compile(text, flag) for text in TEXTS for flag in FLAGS}


def test_kept_patterns_equal_those_of_the_compiler(tmp_path: Path) -> None:
    wanted = compiled()
    first = KeptPatterns(SummedFiles(tmp_path))
    assert {key: first.compile(*key) for key in wanted} == wanted
    first.keep()
    second = KeptPatterns(SummedFiles(tmp_path))
    assert len(second._known) == len(wanted)
    assert {key: second.compile(*key) for key in wanted} == wanted
    assert second._new == {}
    names = [second.compile(text).groupindex for text in TEXTS]
    assert names == [re.compile(text).groupindex for text in TEXTS]


def test_patterns_of_a_damaged_or_hostile_file_are_compiled(tmp_path: Path) -> None:
    wanted = compiled()
    first = KeptPatterns(SummedFiles(tmp_path))
    for key in wanted:
        first.compile(*key)
    first.keep()
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])
    assert KeptPatterns(SummedFiles(tmp_path))._known == {}
    SummedFiles(tmp_path).write(file.name, b"\x93nothing of ours")
    assert KeptPatterns(SummedFiles(tmp_path))._known == {}


def test_numbers_that_the_engine_refuses_are_not_used(tmp_path: Path) -> None:
    first = KeptPatterns(SummedFiles(tmp_path))
    for text in TEXTS:
        first.compile(text)
    first.keep()
    again = KeptPatterns(SummedFiles(tmp_path))
    for numbers in again._known.values():
        numbers.code[:] = [0x7FFFFFFF]
    assert [again.compile(text) for text in TEXTS] == [re.compile(text) for text in TEXTS]


def test_bytes_and_wrong_patterns_are_left_to_the_compiler(tmp_path: Path) -> None:
    kept = KeptPatterns(SummedFiles(tmp_path))
    assert kept.compile(b"a+") == re.compile(b"a+")
    with pytest.raises(re.error, match="unterminated"):
        kept.compile("(a")


def test_another_python_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(re, "_parser")
    keep = keep_patterns()
    wanted = compiled()
    keep()
    assert wanted == compiled()
    assert not user_cache("patterns").exists()


@pytest.mark.slow
def test_a_second_build_compiles_next_to_nothing(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", f"-- essays/one.md --\n{essay('One', '*Words* `code`.')}")
    command = [sys.executable, "-m", "sitegen", "build", str(root)]
    pages = []
    for _ in range(2):
        assert subprocess.run(command, check=False, capture_output=True).returncode == 0
        pages.append((root / "public/one/index.html").read_bytes())
        assert sitegen("clean", root).code == 0
    (file,) = user_cache("patterns").iterdir()
    assert file.stat().st_size > 10_000
    assert pages[0] == pages[1]
