"""The same command with nothing changed: answered without a build, and only then."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support import site as trial
from support.site import essay, write_site

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parents[2] / "src"
SITE = f"""\
-- essays/one.md --
{essay("One")}
-- essays/two/index.md --
{essay("Two")}
-- essays/two/plan.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- templates/foot.html --
Foot.
-- static/style.css --
main {{}}
"""
DAY = 86_400
HEAVY = {"click", "msgspec", "jinja2", "markdown_it", "yaml", "pygments", "rich"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_site(tmp_path / "site", SITE)
    assert trial.build(root).code == 0  # a first build writes essays/.anchors.yaml
    shutil.rmtree(root / "public")
    time.sleep(0.15)
    return root


def build(root: Path, *options: str, **environment: str) -> set[str]:
    """Build in a process of its own and give the modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sitegen", "build", str(root), *options],
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"→ {root}/public/" in done.stdout or "--quiet" in options
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def is_answered(root: Path, *options: str, **environment: str) -> bool:
    """Build, and tell whether it was known at once that nothing changed."""
    return not HEAVY & build(root, *options, **environment)


def test_the_same_command_again_is_answered_at_once_and_in_the_same_words(root: Path) -> None:
    command = [sys.executable, "-m", "sitegen", "build", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    said = [
        subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert (
        said[0].partition(" in ")[0]
        == said[1].partition(" in ")[0]
        == ("2 essays, 0 themes, 7 pages")
    )
    assert is_answered(root)


@pytest.mark.parametrize(
    "settings", ["essays: content/posts", "essays: 'content/posts/'  # texts", "essays: ."]
)
def test_texts_in_another_folder_are_known_to_be_unchanged(tmp_path: Path, settings: str) -> None:
    root = write_site(
        tmp_path, f"-- site.yaml --\ntitle: A\n{settings}\n-- content/posts/a.md --\n{essay()}"
    )
    (root / ".obsidian").mkdir()
    assert trial.build(root).code == 0
    time.sleep(0.15)
    build(root)
    (root / ".obsidian/state.json").write_text("{}")
    assert is_answered(root)
    (root / "content/posts/b.md").write_text(essay("B"), "utf-8")
    assert not is_answered(root)
    assert list((root / "public").rglob("b/index.html"))


def test_a_folder_of_texts_that_only_yaml_can_tell_is_read_each_time(tmp_path: Path) -> None:
    site = f"-- site.yaml --\n{{title: A, essays: posts}}\n-- posts/a.md --\n{essay()}"
    root = write_site(tmp_path, site)
    build(root)
    time.sleep(0.15)
    assert not is_answered(root)
    (root / "posts/b.md").write_text(essay("B"), "utf-8")
    build(root)
    assert (root / "public/b/index.html").is_file()


def _edit(path: str) -> Callable[[Path], object]:
    def edit(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write("# more\n")

    return edit


def _unseen(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    state, text = file.stat(), file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def _piped(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": _edit("essays/one.md"),
    "a text, unseen": lambda root: _unseen(root, "essays/one.md", "words", "sword"),
    "a picture": _edit("essays/two/plan.svg"),
    "a template": _edit("templates/foot.html"),
    "a static file": _edit("static/style.css"),
    "the options": _edit("site.yaml"),
    "a new text": lambda root: (root / "essays/new.md").write_text(essay("New"), "utf-8"),
    "a text less": lambda root: (root / "essays/one.md").unlink(),
    "a hidden folder": lambda root: (root / "static/.secret").mkdir(),
    "an older time": lambda root: os.utime(root / "essays/one.md", (0, 0)),
    "a linked text": lambda root: (root / "essays/link.md").symlink_to("one.md"),
    "a page, tampered with": _edit("public/one/index.html"),
    "a page less": lambda root: (root / "public/one/index.html").unlink(),
    "a lock file, unseen": lambda root: _unseen(root, "essays/.anchors.yaml", "p-", "q-"),
    "no lock file": lambda root: (root / "essays/.anchors.yaml").unlink(),
    "a pipe in the place of the lock file": lambda root: _piped(root / "essays/.anchors.yaml"),
    "the list of files": _edit("public/.sitegen-manifest.json"),
    "no output": lambda root: (root / "public").rename(root / "elsewhere"),
    "a stamp cut short": lambda root: os.truncate(root / ".sitegen/stamp", 60),
    "a stamp of another": lambda root: (root / ".sitegen/stamp").write_bytes(b"x" * 500),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of(root: Path, change: str) -> None:
    build(root)
    assert (root / ".sitegen/stamp").exists()
    CHANGES[change](root)
    assert not is_answered(root)


def test_a_stranger_among_the_pages_stays_and_makes_no_work(root: Path) -> None:
    build(root)
    (root / "public/CNAME").write_text("a.example", "utf-8")
    assert is_answered(root)
    assert (root / "public/CNAME").read_text("utf-8") == "a.example"


def test_the_second_build_of_all_is_answered_even_if_all_was_written_just_now(
    tmp_path: Path,
) -> None:
    root = write_site(tmp_path / "site", SITE)
    build(root)
    assert (root / "essays/.anchors.yaml").exists()
    assert is_answered(root)
    _unseen(root, "essays/.anchors.yaml", "p-", "q-")
    assert not is_answered(root)


def test_a_text_that_changed_just_before_the_build_is_known_by_its_bytes(root: Path) -> None:
    (root / "essays/one.md").write_text(essay("One", "Some words."), "utf-8")
    build(root)
    assert is_answered(root)
    _unseen(root, "essays/one.md", "words", "sword")
    assert not is_answered(root)


def test_another_command_another_environment_or_another_day_is_another_build(root: Path) -> None:
    build(root)
    assert not is_answered(root, "--drafts")
    assert not is_answered(root, "--base-url", "https://other.example/")
    assert not is_answered(root, "--now", "2030-01-01")
    assert not is_answered(root)
    assert not is_answered(root, SOURCE_DATE_EPOCH="1000000000")
    assert not is_answered(root, "--quiet")
    assert is_answered(root, "--quiet")


def test_a_day_on_which_an_essay_appears_is_not_slept_through(root: Path) -> None:
    soon = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 2 * DAY))
    (root / "essays/one.md").write_text(essay("One", date=soon), "utf-8")
    time.sleep(0.15)
    build(root)
    assert is_answered(root)
    late = (
        f"import runpy, time; late = time.time_ns() + {2 * DAY} * 10**9\n"
        "time.time_ns = lambda: late\n"
        "runpy.run_module('sitegen', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", late, "build", str(root)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert HEAVY & {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def test_an_edit_right_after_a_build_is_seen_even_if_no_clock_shows_it(root: Path) -> None:
    for number in range(5):
        (root / "essays/one.md").write_text(essay("One", f"Words {number}."), "utf-8")
        build(root)
        assert f"Words {number}." in (root / "public/one/index.html").read_text("utf-8")


def test_a_site_with_warnings_says_them_each_time(root: Path) -> None:
    (root / "essays/one.md").write_text(essay("One", "[Lost](nowhere.md)"), "utf-8")
    time.sleep(0.15)
    assert not is_answered(root)
    assert not is_answered(root)


def test_links_among_the_sources_are_followed_by_a_build(root: Path) -> None:
    (root / "static/real").mkdir()
    (root / "static/linked").symlink_to("real")
    time.sleep(0.15)
    build(root)
    (root / "static/real/new.txt").write_text("new", "utf-8")
    assert not is_answered(root)
    assert (root / "public/linked/new.txt").is_file()


def test_a_program_that_is_installed_by_links_builds_and_knows_a_new_version(
    root: Path, tmp_path: Path
) -> None:
    beside = tmp_path / "installed"
    for folder in ("templates", "static"):
        shutil.copytree(SOURCE.parent / folder, beside / folder)
    shutil.copytree(SOURCE / "sitegen", beside / "src/sitegen", copy_function=os.symlink)
    here = {"PYTHONPATH": str(beside / "src")}
    build(root, **here)
    assert not build(root, **here) & HEAVY
    module = beside / "src/sitegen/model.py"
    module.unlink()
    shutil.copyfile(SOURCE / "sitegen/model.py", module)
    assert build(root, **here) & HEAVY


LIBRARIES = {"jinja2", "markdown_it", "yaml", "pygments", "rich", "sitegen.incremental.plan"}


def test_a_build_that_finds_nothing_to_do_loads_no_library_for_texts_or_pages(root: Path) -> None:
    build(root)
    os.utime(root / "essays/one.md")
    assert LIBRARIES & build(root, "--verbose") == set()


def test_new_words_under_the_same_front_matter_need_no_yaml_and_no_planning(root: Path) -> None:
    (root / "essays/one.md").write_text(essay("One", "Some words.\n\nMore."), "utf-8")
    build(root)
    (root / "essays/one.md").write_text(essay("One", "Some words.\n\nOther words."), "utf-8")
    assert LIBRARIES & build(root) == {"jinja2", "markdown_it"}
    assert "Other words." in (root / "public/one/index.html").read_text("utf-8")
