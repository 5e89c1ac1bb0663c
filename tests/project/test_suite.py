"""The tests themselves: all are collected, and ``tests/README.md`` says how to run them."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PACKAGES = {path.stem for path in (TESTS.parent / "src" / "sitegen").iterdir()}
FOLDERS = sorted({file.parent for file in TESTS.rglob("test_*.py")})
README = (TESTS / "README.md").read_text(encoding="utf-8")


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    left_out = pytestconfig.getini("norecursedirs")
    assert [path for path in FOLDERS for name in left_out if fnmatch(path.name, name)] == []


def test_every_folder_of_tests_is_a_package_or_explained() -> None:
    unexplained = [path.name for path in FOLDERS if f"| `{path.name}/` |" not in README]
    assert [name for name in unexplained if name not in PACKAGES] == []


def test_readme_has_every_mark_and_every_variable(pytestconfig: pytest.Config) -> None:
    ours = {"slow", "browser", "cluster"}
    registered = {line.partition(":")[0] for line in pytestconfig.getini("markers")}
    assert ours <= registered
    assert {name for name in ours if f"| `{name}` |" in README} == ours
    sources = "".join(file.read_text(encoding="utf-8") for file in TESTS.rglob("*.py"))
    variables = set(re.findall(r'environ\.get\("(SITEGEN_\w+)', sources))
    assert variables == set(re.findall(r"^\| `(SITEGEN_\w+)` \|", README, re.MULTILINE))


def test_files_that_readme_names_exist() -> None:
    named = re.findall(r"\btests/[\w/.]+", README)
    assert [name for name in named if not (TESTS.parent / name).exists()] == []
    support = re.findall(r"\bsupport\.(\w+)", README)
    assert [name for name in support if not (TESTS / "support" / f"{name}.py").exists()] == []


OUT = re.compile(r"_(?:stands?|stood|told|tells|blanks?|mend|mended|signs?|litter)(?=_|\b)")


def test_names_of_tests_are_in_plain_english() -> None:
    names = {
        name
        for file in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert [name for name in sorted(names) if OUT.search(name.replace("percent_signs", ""))] == []
