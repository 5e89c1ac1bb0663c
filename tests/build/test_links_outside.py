"""Symbolic links in ``static/`` and ``templates/``: nothing outside them is published."""

from pathlib import Path

import pytest

from support.site import build, essay, page, problems, write_site

HINT = "  hint: replace the link by the file itself, or remove it\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "private").mkdir()
    (tmp_path / "private/diary.txt").write_text("Nobody reads this.\n")
    return write_site(tmp_path / "site", f"-- essays/a.md --\n{essay()}\n-- static/b.txt --\nb\n")


def _link(root: Path, path: str, target: str | Path) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).symlink_to(target)


def _is_private(root: Path) -> bool:
    files = [path for path in (root / "public").rglob("*") if path.is_file()]
    return bool(files) and not any(b"Nobody reads this" in path.read_bytes() for path in files)


@pytest.mark.parametrize(
    ("link", "target", "why"),
    [
        ("static/diary.txt", "../../private/diary.txt", "leads out of static/"),
        ("static/diary", "../../private", "leads out of static/"),
        ("static/deep/diary", "../../../private", "leads out of static/"),
        ("static/essays", "../essays", "leads out of static/"),
        ("static/all", ".", "leads back to a folder that contains it"),
        ("static/c.txt", ".hidden/c.txt", "leads to a hidden file"),
        ("templates/foot.html", "../../private/diary.txt", "leads out of templates/"),
        ("templates/parts", "../../private", "leads out of templates/"),
        ("templates/root", "/", "leads out of templates/"),
    ],
)
def test_a_link_that_leads_out_is_not_followed(
    root: Path, link: str, target: str, why: str
) -> None:
    (root / "static/.hidden").mkdir()
    (root / "static/.hidden/c.txt").write_text("c\n")
    _link(root, link, target)
    said = problems(root)
    assert f"{link}: warning[W111]: link {why} and is not followed\n{HINT}" in said
    assert _is_private(root)


def test_an_absolute_link_is_not_followed_and_nothing_there_is_read(root: Path) -> None:
    _link(root, "static/disk", "/")
    assert "static/disk: warning[W111]: link leads out of static/" in problems(root)


def test_links_inside_are_followed(root: Path) -> None:
    _link(root, "static/c.txt", "b.txt")
    (root / "static/deep").mkdir()
    (root / "static/deep/d.txt").write_text("d\n")
    _link(root, "static/same", "deep")
    assert problems(root) == ""
    assert page(root, "c.txt") == "b\n"
    assert page(root, "same/d.txt") == "d\n"


def test_a_static_folder_that_is_a_link_itself_is_published(root: Path) -> None:
    (root / "static").rename(root.parent / "shared")
    _link(root, "static", "../shared")
    assert problems(root) == ""
    assert page(root, "b.txt") == "b\n"


def test_static_folders_that_link_to_each_other_do_not_unfold_without_end(root: Path) -> None:
    for name in ("one", "two"):
        (root / "static" / name).mkdir()
    _link(root, "static/one/to-two", "../two")
    _link(root, "static/two/to-one", "../one")
    assert "is in a folder that is reached by another link" in problems(root)


def test_a_template_that_leads_out_is_not_included(root: Path) -> None:
    _link(root, "templates/leak.html", root.parent / "private/diary.txt")
    (root / "templates/page.html").write_text('{% include "leak.html" %}\n')
    assert "template 'leak.html' not found" in build(root).err


def test_a_link_that_is_replaced_by_its_file_is_published(root: Path) -> None:
    _link(root, "static/diary.txt", "../../private/diary.txt")
    build(root)
    (root / "static/diary.txt").unlink()
    (root / "static/diary.txt").write_text("Everybody reads this.\n")
    assert problems(root) == ""
    assert page(root, "diary.txt") == "Everybody reads this.\n"
