"""Sources that hold no posts, and what is said of them."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from support.site import Run, sitegen, tree, write_site

PAGE = (
    b"<!DOCTYPE html><title>Rope</title><article><h1>Rope</h1><p>"
    + b"The rope was in the shed, and nobody knew who had bought it. " * 8
    + b"</p></article>"
)


def bring(tmp_path: Path, *options: str) -> Run:
    """Import what is in ``source`` below ``tmp_path``; without its path in what is printed."""
    run = sitegen("import", tmp_path / "source", "--into", tmp_path / "site", *options)
    return Run(run.code, run.out, run.err.replace(tmp_path.as_posix(), ""))


def put(tmp_path: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        file = tmp_path / "source" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b'<?xml version="1.0"?><opml version="2.0"><body/></opml>',
            "nothing to import: this is a list of subscriptions (OPML), not of posts",
        ),
        (b"%PDF-1.7\n", "nothing to import: this is a PDF"),
        (b"\x1f\x8b\x08\x00", "nothing to import: this is an archive that is not a zip"),
        (
            b"-- MySQL dump 10.13\n--\nCREATE TABLE wp_posts (id int);",
            "nothing to import: this is a dump of a database",
        ),
        (b"SQLite format 3\x00", "nothing to import: this is a database"),
        (b"\x00\x01\x02\x03", "this file is in no format that is known"),
        (b"", "this file is in no format that is known"),
    ],
)
def test_file_without_posts_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "source").write_bytes(content)
    run = bring(tmp_path)
    assert run.code == 1
    assert f"/source: error[E1802]: {message}\n  hint: " in run.err
    assert not (tmp_path / "site").exists()


def test_folder_without_posts_is_counted(tmp_path: Path) -> None:
    put(tmp_path, {"a.bin": b"\x00", "b/c.bin": b"\x00", "b/d.dat": b"\x01"})
    run = bring(tmp_path)
    assert "nothing was recognised in 3 files: 2 .bin, 1 .dat\n" in run.err
    assert "--from blogger|" in run.err


def test_document_is_no_export(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<x/>")
    (tmp_path / "source").write_bytes(content.getvalue())
    assert "nothing to import: this is a document\n  hint: save it as HTML" in bring(tmp_path).err


def test_archive_that_is_damaged_is_a_problem(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("posts.xml", "<rss>" + "words " * 5000)
    data = bytearray(content.getvalue())
    data[40:60] = bytes(20)
    (tmp_path / "source").write_bytes(data)
    run = bring(tmp_path)
    assert run.code == 1
    assert "error[E1801]: cannot be read" in run.err


def test_source_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    run = bring(tmp_path)
    assert run.code == 1
    assert "error[E1801]: cannot be read: no such file or directory" in run.err


def test_pipe_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "source")
    run = bring(tmp_path)
    assert "error[E1801]: cannot be read: it is neither a file nor a folder" in run.err


def test_other_sources_are_imported(tmp_path: Path) -> None:
    put(tmp_path, {"post.html": PAGE})
    run = sitegen(
        *("import", tmp_path / "none", tmp_path / "source", "--into", tmp_path / "site"),
    )
    assert run.code == 1
    assert run.out.startswith("imported 1 essay from html into ")


def test_folder_with_other_files_does_not_become_a_collection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"post.html": PAGE})
    (tmp_path / "letter.txt").write_text("Private.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before = tree(tmp_path)
    run = sitegen("import", "source")
    assert run.code == 1
    assert "error[E1806]: there is no collection here, and the folder has other files" in run.err
    assert tree(tmp_path) == before


def test_empty_folder_becomes_a_collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"post.html": PAGE})
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")
    assert sitegen("import", "../source").code == 0
    assert (tmp_path / "new/site.yaml").is_file()


def test_profile_in_an_archive_is_no_post(tmp_path: Path) -> None:
    page = b'<article class="h-entry"><h1 class="p-name">A door</h1><section class="e-content">'
    text = b'<p class="graf graf--p">Words.</p></section></article>'
    put(
        tmp_path,
        {
            "posts/2018-08-11_A-door-0a1b2c3d4e5f.html": page + text,
            "profile/profile.html": PAGE + b"<p>lena@mail.example</p>",
        },
    )
    run = bring(tmp_path)
    assert run.code == 0, run.err
    assert all(b"lena@" not in content for content in tree(tmp_path / "site").values())


def test_collection_is_not_imported_into_itself(tmp_path: Path) -> None:
    write_site(tmp_path, "-- essays/a.md --\nA.\n")
    before = tree(tmp_path)
    run = sitegen("import", tmp_path, "--into", tmp_path)
    assert run.code == 1
    assert "error[E1807]: this source contains the essays of the collection itself" in run.err
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({f"{n:02}.pdf": b"%PDF-1.7\n" for n in range(3)}, "each of 3 files is a PDF"),
        ({f"{n:02}.pdf": b"%PDF-1.7\n" for n in range(30)}, "each of 30 files is a PDF"),
    ],
)
def test_folder_of_one_kind_of_files_is_named(
    tmp_path: Path, files: dict[str, bytes], message: str
) -> None:
    put(tmp_path, files)
    assert f"nothing to import: {message}\n" in bring(tmp_path).err


@pytest.mark.parametrize("others", [1, 19, 25])
def test_folder_in_which_only_some_files_are_known_is_counted(tmp_path: Path, others: int) -> None:
    put(tmp_path, {"00.pdf": b"%PDF-1.7\n", **{f"{n + 1:02}.bin": b"\0" for n in range(others)}})
    run = bring(tmp_path)
    assert f"nothing was recognised in {others + 1} files: " in run.err
    assert "is a PDF" not in run.err
