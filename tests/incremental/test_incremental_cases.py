"""Builds after a build: pages that are rendered again, lost or hidden by mistake."""

import os
import shutil
import time
from pathlib import Path

import pytest

from sitegen.incremental import state as states
from sitegen.incremental.cache import Cache
from support.forked import in_child
from support.site import Run, build, essay, page, sitegen, stats, tree, write_site

WORDS = "Lead.\n\nSome words."
LINKED = "Lead.\n\nSee [the new one](new.md).\n\nSome words."
SITE = f"""\
-- site.yaml --
title: Trial
base_url: https://trial.example/
feed_size: 1
-- essays/old.md --
{essay("Old", LINKED, date="2019-01-01")}
-- essays/new.md --
{essay("New", WORDS)}
-- essays/_pages/about.md --
{essay("About")}
-- templates/foot.html --
Foot.
-- templates/page.html --
{{% extends "default/page.html" %}}{{% block footer %}}{{% include "foot.html" %}}{{% endblock %}}
-- static/style.css --
main {{}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_site(tmp_path / "site", SITE)
    time.sleep(0.11)  # from here on a file's time tells whether it changed
    assert build(tmp_path / "site").code == 0
    return tmp_path / "site"


def made(root: Path) -> dict[str, str]:
    """Build, and give the pages that were made, each with the reason."""
    run = build(root, "--why")
    assert run.code == 0, run.err
    lines = (line.partition(": ") for line in run.out.splitlines() if "→" not in line)
    return {path: reason for path, _, reason in lines}


def from_nothing(root: Path) -> tuple[Run, dict[str, bytes]]:
    clean = root.with_name("clean")
    shutil.rmtree(clean, ignore_errors=True)
    but = shutil.ignore_patterns("public", ".sitegen")
    shutil.copytree(root, clean, symlinks=True, ignore=but)
    run = build(clean)
    return Run(run.code, "", run.err.replace(str(clean), str(root))), tree(clean / "public")


def check(root: Path) -> None:
    run = build(root)
    wanted, site = from_nothing(root)
    assert (run.code, run.err) == (wanted.code, wanted.err)
    assert run.code or tree(root / "public") == site


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


# ------------------------------------------------------------------ what is made again


def test_nothing_is_made_when_nothing_changed(root: Path) -> None:
    before = stats(root / "public")
    assert made(root) == {}
    assert stats(root / "public") == before


def test_new_words_make_one_page(root: Path) -> None:
    words = LINKED.replace("Some", "Other")
    put(root, "essays/old.md", essay("Old", words, date="2019-01-01"))
    assert list(made(root)) == ["old/index.html"]


def test_new_words_make_the_feeds_that_hold_them(root: Path) -> None:
    put(root, "essays/new.md", essay("New", "Lead.\n\nOther words."))
    assert sorted(made(root)) == ["feed.json", "feed.xml", "new/index.html"]


def test_a_title_makes_the_pages_that_show_it(root: Path) -> None:
    put(root, "essays/new.md", essay("Newer", WORDS))
    assert sorted(made(root)) == [
        "essays/cite.bib",
        "essays/cite.json",
        "essays/cite.ris",
        "essays/index.html",
        "feed.json",
        "feed.xml",
        "index.html",
        "index.json",
        "new/index.html",
        "old/index.html",
        "search.json",
        "search/index.html",
    ]


def test_a_template_makes_the_pages_that_draw_on_it(root: Path) -> None:
    put(root, "templates/foot.html", "Another foot.")
    assert made(root) == {"about/index.html": "template foot.html"}


def test_what_is_kept_of_a_page_is_not_kept_again_for_another_template(root: Path) -> None:
    def packs() -> dict[str, int]:
        return {file.name: file.stat().st_size for file in root.glob(".sitegen/pack-*")}

    before = packs()
    put(root, "templates/foot.html", "Another foot.")
    assert list(made(root)) == ["about/index.html"]
    assert packs() == before != {}


def test_front_matter_that_says_the_same_makes_nothing(root: Path) -> None:
    text = (root / "essays/new.md").read_text("utf-8")
    put(root, "essays/new.md", text.replace("title: New", 'title:   "New"'))
    assert made(root) == {}


# ------------------------------------------------------------------ what was wrong once


@pytest.mark.slow
def test_front_matter_moved_down_as_it_is_moves_its_problems_along(root: Path) -> None:
    put(
        root,
        "essays/old.md",
        essay("Old", relations="[{kind: extends, essay: nowhere, reason: So}]"),
    )
    check(root)
    put(
        root,
        "essays/old.md",
        "\n\n" + essay("Old", relations="[{kind: extends, essay: nowhere, reason: So}]"),
    )
    check(root)


def test_a_file_that_is_too_large_twice_is_reported_with_its_present_size(root: Path) -> None:
    put(root, "essays/large.md", "x" * 2_000_001)
    build(root)
    put(root, "essays/large.md", "x" * 2_000_002)
    assert "2,000,002 bytes" in build(root).err


@pytest.mark.slow
def test_a_repaired_page_does_not_cost_the_list_of_files(root: Path) -> None:
    put(root, "essays/new.md", essay("New", "Other words."))
    build(root)
    put(root, "public/new/index.html", "tampered")
    check(root)
    put(root, "essays/new.md", essay("New", "Words once more."))
    check(root)


@pytest.mark.parametrize("name", ["foot.md", "shared/foot.html"])
def test_templates_of_other_kinds_and_in_linked_folders_count_too(root: Path, name: str) -> None:
    put(root, "templates/parts/foot.html", "One.")
    (root / "templates/shared").symlink_to("parts")
    put(root, "templates/foot.md", "One.")
    put(root, "templates/page.html", f'{{% include "{name}" %}}')
    build(root)
    put(root, f"templates/{name}", "Two.")
    build(root)
    assert page(root, "about/index.html") == "Two."


def test_names_that_are_no_text_are_a_problem_or_nothing(root: Path) -> None:
    odd = os.fsdecode(b"\xff.html")
    (root / "templates" / odd).write_text("Odd.", "utf-8")
    check(root)
    (root / "static" / odd).write_text("Odd.", "utf-8")
    assert "error[E907]" in build(root).err


def test_a_site_may_lie_in_a_folder_whose_name_is_no_text(root: Path) -> None:
    odd = root.with_name(os.fsdecode(b"\xff"))
    root.rename(odd)
    for _ in range(2):
        assert build(odd).code == 0


def test_what_only_looks_like_a_template_is_none(root: Path) -> None:
    (root / "templates/folder.html").mkdir()
    check(root)
    (root / "templates/nowhere.html").symlink_to("/nowhere")
    check(root)
    (root / "templates/nowhere.html").unlink()
    check(root)


def test_a_mistake_in_a_template_is_reported_though_others_extend_it(root: Path) -> None:
    put(root, "templates/base.html", "{% if %}")
    put(root, "templates/page.html", '{% extends "base.html" %}{% block footer %}{% endblock %}')
    assert "templates/base.html:1: error[E701]" in build(root).err


@pytest.mark.slow
def test_static_files_behind_a_link_come_and_go(root: Path) -> None:
    put(root, "static/real/one.txt", "one")
    (root / "static/linked").symlink_to("real")
    check(root)
    time.sleep(0.11)
    check(root)
    put(root, "static/real/two.txt", "two")
    (root / "static/real/one.txt").unlink()
    check(root)


def test_a_hidden_folder_among_the_static_files_is_reported(root: Path) -> None:
    build(root)
    (root / "static/.secret").mkdir()
    assert "W604" in build(root).err


@pytest.mark.slow
def test_mistakes_of_templates_name_the_same_page_after_any_build(root: Path) -> None:
    put(root, "templates/essay.html", "{{ card.name }}")
    build(root)
    put(root, "essays/new.md", essay("New", "Lead.\n\nOther words."))
    build(root)
    put(root, "templates/essay.html", "{{ card.nothing }}")
    check(root)


def test_a_link_of_a_stranger_in_the_output_is_never_written_through(root: Path) -> None:
    put(root, "elsewhere/index.html", "precious")
    (root / "public/late").symlink_to(root / "elsewhere")
    put(root, "essays/new.md", essay("New", "Other words."))
    build(root)
    put(root, "essays/late.md", essay("Late"))
    assert "E905" in build(root).err
    assert (root / "elsewhere/index.html").read_text("utf-8") == "precious"


def test_a_state_of_another_program_is_none(root: Path) -> None:
    known = states.load(root / ".sitegen", states.program_fingerprint())
    assert known.texts
    assert states.load(root / ".sitegen", b"another").texts == {}
    assert states.load(root / ".sitegen", b"another").config_digest == b""


@pytest.mark.slow
def test_pages_lost_in_a_copied_cache_are_made_again(root: Path) -> None:
    cache = Cache(root, root / ".sitegen")
    view = cache.state.pages["old/index.html"].view
    content = bytearray((root / f".sitegen/pack-{view[0]}").read_bytes())
    content[view[1] + 12] ^= 1
    (root / f".sitegen/pack-{view[0]}").write_bytes(content)
    for _ in range(20):
        cache.packs.successor().write(b"something")  # packs enough that they are made one
    cache.save(cache.state)
    assert len(cache.packs.numbers()) == 1
    check(root)
    assert (root / "public/old/index.html").is_file()


def test_a_failed_build_leaves_the_pages_of_the_next_one_alone(root: Path) -> None:
    put(root, "essays/new.md", essay("New", "Lead.\n\nOther words."))
    build(root)
    put(root, "templates/foot.html", "{{ nothing.at.all }}")
    assert build(root).code == 1
    put(root, "templates/foot.html", "Foot.\n")
    assert made(root) == {}


# ------------------------------------------------------------------ what stays hidden


def test_words_of_drafts_are_in_no_page_and_in_nothing_kept_of_one(
    root: Path,
) -> None:
    put(root, "essays/held.md", essay("Quixotry", "Zugzwang.", draft="true", summary="Ytterbium"))
    put(root, "essays/later.md", essay("Xylophage", "Vavasour.", date="2027-01-01"))
    secrets = (b"Quixotry", b"Zugzwang", b"Ytterbium", b"Xylophage", b"Vavasour")
    for options in ((), ("--drafts", "--future"), ()):
        assert build(root, *options).code == 0
    found = tree(root / "public")
    assert not [path for path, content in found.items() for word in secrets if word in content]
    cache = Cache(root, root / ".sitegen")
    for kept in cache.state.pages.values():
        view = cache.packs.read(kept.view) or b""
        assert view
        assert not [word for word in secrets if word in view]


# ------------------------------------------------------------------ any number of processes


@pytest.mark.slow
@in_child
def test_many_processes_make_the_site_that_one_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {
        f"essays/t{number}.md": essay(f"T{number}", f"[Next](t{(number + 1) % 60}.md).", tags="[a]")
        for number in range(60)
    }
    trees = []
    for worth, chunk, processes in ((10**9, 32, 1), (1, 1, 2), (1, 7, 3), (1, 16, 5)):
        root = tmp_path / f"{chunk}-{processes}"
        write_site(root, "".join(f"-- {path} --\n{text}" for path, text in texts.items()))
        monkeypatch.setattr("sitegen.workers.parallel.WORTH", worth)
        chunks = {"reading": chunk, "writing": chunk}
        monkeypatch.setattr("sitegen.workers.parallel.CHUNKS", chunks)
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, n=processes: set(range(n)))
        assert sitegen("build", root, "--now", "2026-01-01").code == 0
        put(root, "essays/t7.md", essay("Seven", "Words."))
        assert sitegen("build", root, "--now", "2026-01-02").code == 0
        trees.append(tree(root / "public"))
    assert trees[1:] == trees[:1] * 3
