"""``essays/.anchors.yaml`` in whole builds: written, used, and left alone where it is broken."""

import shutil
from pathlib import Path
from time import sleep

import pytest

from support.site import Run, build, essay, page, problems, sitegen, stats, tree, write_site

OLD = "Listening is rarer than speaking, although nobody was thanked for interrupting."
NEW = f"It seems to me that {OLD[0].lower()}{OLD[1:]}"
ANCHOR = '<span id="p-listening-is-rarer-than"></span>It seems'


def write(root: Path, body: str, path: str = "a.md", **front: str) -> Path:
    return write_site(root, f"-- essays/{path} --\n{essay(body=body, **front)}")


def lock(root: Path) -> Path:
    return root / "essays/.anchors.yaml"


def from_nothing(root: Path) -> tuple[Run, dict[str, bytes]]:
    """Build a copy that no build has touched before."""
    copy = root.with_name(f"{root.name}-copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("public", ".sitegen"))
    return build(copy), tree(copy)


def test_first_build_writes_the_file_and_the_next_one_changes_nothing(tmp_path: Path) -> None:
    build(write(tmp_path, OLD))
    text = lock(tmp_path).read_text(encoding="utf-8")
    assert text.startswith("# Written by sitegen build; commit it.")
    assert "\nessays/a.md:\n  p-listening-is-rarer-than: " in text
    before, written = tree(tmp_path), stats(tmp_path / "essays")
    build(tmp_path)
    assert tree(tmp_path) == before
    assert stats(tmp_path / "essays") == written


@pytest.mark.slow
def test_old_link_leads_to_the_edited_paragraph_in_every_later_build(tmp_path: Path) -> None:
    build(write(tmp_path / "site", OLD))
    build(write(tmp_path / "site", NEW))
    assert ANCHOR in page(tmp_path / "site", "a/index.html")
    assert from_nothing(tmp_path / "site")[1] == tree(tmp_path / "site")
    build(write(tmp_path / "site", f"{NEW}\n\nMore."))
    assert ANCHOR in page(tmp_path / "site", "a/index.html")
    assert from_nothing(tmp_path / "site")[1] == tree(tmp_path / "site")


def test_link_from_another_essay_to_an_old_id_is_good(tmp_path: Path) -> None:
    write_site(tmp_path, f"-- essays/b.md --\n{essay('B', '[x](a.md#p-listening-is-rarer-than)')}")
    build(write(tmp_path, OLD))
    assert problems(write(tmp_path, NEW)) == ""
    assert 'href="/a/#p-listening-is-rarer-than"' in page(tmp_path, "b/index.html")


def test_file_that_arrives_from_a_colleague_is_obeyed_at_once(tmp_path: Path) -> None:
    build(write(tmp_path, OLD))
    known = lock(tmp_path).read_bytes()
    lock(tmp_path).unlink()
    build(write(tmp_path, NEW))
    assert ANCHOR not in page(tmp_path, "a/index.html")
    lock(tmp_path).write_bytes(known)
    build(tmp_path)
    assert ANCHOR in page(tmp_path, "a/index.html")


def test_ids_follow_a_renamed_essay_and_its_old_entry_goes(tmp_path: Path) -> None:
    both = f"{OLD}\n\nAnother paragraph, which stays as it was."
    build(write(tmp_path, both))
    (tmp_path / "essays/a.md").unlink()
    build(write(tmp_path, both.replace(OLD, NEW), "b.md"))
    assert ANCHOR in page(tmp_path, "b/index.html")
    text = lock(tmp_path).read_text(encoding="utf-8")
    assert "essays/b.md:" in text
    assert "essays/a.md:" not in text
    before = tree(tmp_path)
    build(tmp_path)
    assert tree(tmp_path) == before


def test_entry_of_an_essay_that_is_gone_waits_for_its_return(tmp_path: Path) -> None:
    write(tmp_path, OLD, "b.md", title="B")
    build(write(tmp_path, "Something else.", "a.md"))
    (tmp_path / "essays/b.md").unlink()
    build(tmp_path)
    build(write(tmp_path, NEW, "b.md", title="B"))
    assert ANCHOR in page(tmp_path, "b/index.html")


def test_draft_leaves_no_trace(tmp_path: Path) -> None:
    build(write(tmp_path, OLD, draft="true"), "--drafts")
    assert not lock(tmp_path).exists()


def test_broken_file_is_a_warning_and_is_not_written_to(tmp_path: Path) -> None:
    build(write(tmp_path, OLD))
    broken = lock(tmp_path).read_bytes() + b"<<<<<<< HEAD\n"
    lock(tmp_path).write_bytes(broken)
    line = broken.count(b"\n")
    for _ in range(2):
        assert problems(write(tmp_path, NEW)).startswith(
            f"essays/.anchors.yaml:{line}: warning[W115]: sitegen did not write this line; "
            "old links to paragraphs are not updated\n"
        )
    assert lock(tmp_path).read_bytes() == broken
    assert (tmp_path / "public/a/index.html").exists()
    lock(tmp_path).write_bytes(broken.replace(b"<<<<<<< HEAD\n", b""))
    assert problems(tmp_path) == ""
    assert ANCHOR in page(tmp_path, "a/index.html")


def test_folder_in_the_place_of_the_file_is_a_warning(tmp_path: Path) -> None:
    lock(write(tmp_path, OLD)).mkdir()
    assert "essays/.anchors.yaml: warning[W115]: the file cannot be read" in problems(tmp_path)


def test_folder_that_cannot_be_written_to_is_no_problem(tmp_path: Path) -> None:
    build(write(tmp_path, OLD))
    known = lock(tmp_path).read_bytes()
    write(tmp_path, NEW)
    blocked = tmp_path / "essays/.anchors.yaml.new"
    blocked.mkdir()
    assert build(tmp_path).err == ""
    assert ANCHOR in page(tmp_path, "a/index.html")
    assert lock(tmp_path).read_bytes() == known
    blocked.rmdir()
    build(tmp_path)
    assert lock(tmp_path).read_bytes() != known


def test_failed_build_writes_nothing_and_the_next_one_makes_up_for_it(tmp_path: Path) -> None:
    write_site(tmp_path, "-- templates/essay.html --\n{{ nonsense }}\n")
    assert build(write(tmp_path, OLD)).code == 1
    assert not lock(tmp_path).exists()
    (tmp_path / "templates/essay.html").unlink()
    build(tmp_path)
    assert lock(tmp_path).exists()


def test_unchanged_texts_are_not_read_again_after_the_file_was_written(tmp_path: Path) -> None:
    build(write(tmp_path, OLD))
    assert "essays/a.md" not in sitegen("build", tmp_path, "--profile").out


@pytest.mark.slow
def test_edit_after_an_edit_writes_the_file_as_a_build_from_nothing_would(tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(root, OLD, "b.md", title="B")
    build(write(root, OLD))
    for body in (NEW, f"{NEW}\n\nMore.", f"More.\n\n{NEW}"):
        write(root, body)
        from_nothing(root)
        build(root)
        copy = lock(root.with_name("site-copy"))
        assert lock(root).read_bytes() == copy.read_bytes()
        assert from_nothing(root)[1] == tree(root)


def test_edit_that_a_check_saw_first_is_written_by_the_next_build(tmp_path: Path) -> None:
    build(write(tmp_path, OLD))
    sleep(0.15)
    build(tmp_path)
    sitegen("check", write(tmp_path, f"{OLD}\n\nAnother one."))
    build(tmp_path)
    assert "p-another-one:" in lock(tmp_path).read_text(encoding="utf-8")


def test_text_without_ids_is_the_heir_of_one_that_went_long_ago(tmp_path: Path) -> None:
    root, both = tmp_path / "site", f"{OLD}\n\nAnother paragraph, which stays as it was."
    write(root, both, "b.md", title="B")
    build(write(root, ""))
    (root / "essays/b.md").unlink()
    build(root)
    build(root)
    build(write(root, both.replace(OLD, NEW)))
    assert ANCHOR in page(root, "a/index.html")
