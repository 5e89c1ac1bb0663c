"""The commands ``sitegen init`` and ``sitegen new``."""

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = "sitegen" if shutil.which("sitegen") else f"{sys.executable} -m sitegen"
ADDRESS = ("--base-url", "https://mine.example/")


def sitegen(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("VISUAL", "EDITOR")}
    return subprocess.run(
        [sys.executable, "-m", "sitegen", *words],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    assert sitegen(tmp_path, "init", "my site", "--title", "Mine").returncode == 0
    return tmp_path / "my site"


def test_init_says_what_to_do_next(tmp_path: Path) -> None:
    done = sitegen(tmp_path, "init", "my site")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "created a collection of three essays in 'my site'; see it while you write:\n\n"
        "  cd 'my site'\n"
        f"  {PROGRAM} serve\n"
    )


def test_init_here_needs_no_cd(tmp_path: Path) -> None:
    assert "cd" not in sitegen(tmp_path, "init", ".").stdout
    assert (tmp_path / "site.yaml").is_file()


def test_what_init_wrote_builds_without_a_problem(site: Path) -> None:
    done = sitegen(site, "build", "--strict", "--verbose", *ADDRESS)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 essays, 2 themes, ")
    assert "problem" not in done.stdout
    assert "warning" not in done.stdout
    assert "<h1" in (site / "public/index.html").read_text("utf-8")


def test_init_twice_names_the_files_and_leaves_them(site: Path) -> None:
    (site / "site.yaml").write_text("title: Changed\n")
    (site / "essays/begin-with-one-essay.md").unlink()
    done = sitegen(site.parent, "init", "my site")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "my site/.gitignore: error[E851]: already exists, and so do 'essays/_pages/about.md', "
        "'essays/_themes/connections.md', 'essays/_themes/writing.md', "
        "'essays/links-notes-and-pictures/essays.svg', 'essays/links-notes-and-pictures/index.md', "
        "'essays/themes-and-passages.md', 'site.yaml'; nothing was written\n"
        "  hint: choose another name, or move the file away\n"
    )
    assert (site / "site.yaml").read_text() == "title: Changed\n"
    assert not (site / "essays/begin-with-one-essay.md").exists()


def test_init_in_the_place_of_a_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    done = sitegen(tmp_path, "init", "mine")
    assert done.returncode == 2
    assert "Directory 'mine' is a file." in done.stderr


def test_new_prints_the_path_alone_and_says_that_it_is_a_draft(site: Path) -> None:
    before = datetime.now(ZoneInfo("UTC")).date()
    done = sitegen(site, "new", 'What\'s "Next": #1', "--tags", " writing,, the three R's ")
    after = datetime.now(ZoneInfo("UTC")).date()
    assert (done.returncode, done.stdout) == (0, "essays/whats-next-1.md\n")
    assert done.stderr == "it is a draft: delete the line 'draft: true' to publish it\n"
    text = (site / "essays/whats-next-1.md").read_text("utf-8")
    assert text in {
        f'---\ntitle: "What\'s \\"Next\\": #1"\ndate: {day}\nsummary: ""\n'
        'tags: ["writing", "the three R\'s"]\ndraft: true\n---\n\n'
        for day in (before, after)
    }


def test_new_essay_is_held_back_until_it_is_no_draft(site: Path) -> None:
    sitegen(site, "new", "A Secret", "--tags", "writing")
    assert sitegen(site, "build", "--strict", *ADDRESS).returncode == 0
    assert not (site / "public/a-secret").exists()
    essay = site / "essays/a-secret.md"
    essay.write_text(essay.read_text().replace("draft: true\n", "") + "Told.\n")
    done = sitegen(site, "build", "--strict", *ADDRESS)
    assert (done.returncode, done.stderr) == (0, "")
    assert (site / "public/a-secret/index.html").is_file()


def test_day_of_a_new_essay_is_the_one_of_the_sites_zone(site: Path) -> None:
    settings = site / "site.yaml"
    far = "Pacific/Kiritimati"
    settings.write_text(settings.read_text("utf-8").replace("UTC", far), "utf-8")
    days = {datetime.now(ZoneInfo(far)).date()}
    sitegen(site, "new", "Here", TZ="Pacific/Pago_Pago")
    days.add(datetime.now(ZoneInfo(far)).date())
    assert (site / "essays/here.md").read_text().splitlines()[2] in {f"date: {day}" for day in days}


def test_new_works_from_a_folder_inside_the_site(site: Path) -> None:
    done = sitegen(site / "essays/_themes", "new", "Deep", "--bundle")
    assert done.stdout == f"{Path('../deep/index.md')}\n"
    assert (site / "essays/deep/index.md").is_file()


def test_new_works_for_a_site_elsewhere(site: Path) -> None:
    done = sitegen(site.parent, "new", "Away", "--directory", "my site")
    assert done.stdout == f"{Path('my site/essays/away.md')}\n"


def test_new_leaves_an_essay_that_exists(site: Path) -> None:
    essay = site / "essays/themes-and-passages.md"
    before = essay.read_bytes()
    done = sitegen(site, "new", "Themes and Passages")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "essays/themes-and-passages.md: error[E851]: already exists; nothing was written\n"
        "  hint: choose another name, or move the file away\n"
    )
    assert essay.read_bytes() == before


def test_new_outside_a_site_says_how_to_begin_one(tmp_path: Path) -> None:
    done = sitegen(tmp_path, "new", "Lost")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "site.yaml: error[E853]: not found here or in any folder above\n"
        "  hint: go to the folder of your collection, or create one: sitegen init DIR\n"
    )


def test_new_refuses_a_title_that_makes_no_address(site: Path) -> None:
    done = sitegen(site, "new", "?!")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "essays: error[E854]: the title '?!' has no letter or digit\n"
        "  hint: use a title with letters or digits\n"
    )


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_new_opens_the_authors_editor(site: Path, variable: str) -> None:
    editor = site.parent / "editor.py"
    editor.write_text("import sys; open(sys.argv[1], 'a').write('Edited.')")
    command = f'"{sys.executable}" "{editor}"'
    done = sitegen(site, "new", "Edit Me", "--edit", **{variable: command})
    assert (done.returncode, done.stdout) == (0, "essays/edit-me.md\n")
    assert (site / "essays/edit-me.md").read_text().endswith("---\n\nEdited.")


def test_what_init_wrote_without_an_author_passes_a_strict_check(site: Path) -> None:
    done = sitegen(site, "build", "--check", "--strict", *ADDRESS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "policy: [title, date]\n" in (site / "site.yaml").read_text("utf-8")


def test_a_collection_with_an_author_asks_for_all_facts(tmp_path: Path) -> None:
    sitegen(tmp_path, "init", "mine", "--author", "Clara Field")
    assert "policy:" not in (tmp_path / "mine/site.yaml").read_text("utf-8")
    assert sitegen(tmp_path / "mine", "check").stdout.endswith(": no problems\n")
