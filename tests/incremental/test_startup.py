"""Short builds: modules that are not imported, and output at exit."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.config.config import Config
from sitegen.incremental.texts import TextParser
from sitegen.text.regex import regex
from support.site import build, essay, write_site

SOURCE = Path(__file__).parents[2] / "src"
WORDS = """\
import sys
sys.argv = ["sitegen", "build", sys.argv[1], "--now", "2026-01-01"]
from sitegen.cli.app import main
try:
    main()
except SystemExit:
    print(*sys.modules)
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_new_words_need_no_front_matter_and_no_plan(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay(body="It begins.\n\nWords."))
    build(root)
    write_site(root, "-- essays/a.md --\n" + essay(body="It begins.\n\nOther words."))
    line, modules = run("-c", WORDS, root).stdout.splitlines()
    assert line.startswith("1 essay, ")
    assert "Other words." in (root / "public/a/index.html").read_text(encoding="utf-8")
    unneeded = {
        "difflib", "distributed", "gzip", "nh3", "pygments", "rich", "subprocess", "tomllib",
        "yaml",
        "sitegen.collection.index", "sitegen.collection.links.links", "sitegen.config.site_yaml",
        "sitegen.content.frontmatter.meta", "sitegen.incremental.plan",
        "sitegen.views.pages", "sitegen.workers.dask",
    }  # fmt: skip
    assert not unneeded & set(modules.split())


@given(st.text("aÉ9中½ ,.\u00a0\n'_-", max_size=12), st.sampled_from(("en", "fr", "de")))
@example("...", "en")
@example("A plain name, as most are.", "en")
def test_a_line_without_markup_is_read_without_the_parser(line: str, language: str) -> None:
    texts = TextParser(Config(language=language))
    assert texts.inline(line) == texts.parser.inline(line)


@pytest.mark.slow
def test_all_that_a_command_says_arrives_although_it_ends_at_once(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay()}")
    done = run("-m", "sitegen", "build", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 essay, ")
    assert run("-m", "sitegen", "build", tmp_path / "essays").returncode == 1
    assert run("-m", "sitegen", "bild").returncode == 2


def test_a_promised_pattern_answers_as_a_compiled_one() -> None:
    found = regex(r"(b)(\w)").search("abc")
    assert found
    assert found.groups() == ("b", "c")
    assert regex("B").match("b") is None
