"""``sitegen book``: its files, when they are written, and its messages."""

import time
from pathlib import Path

import pytest

from sitegen.cli.commands import book as command
from support.books import SITE
from support.site import build, essay, page, sitegen, tree, write_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", SITE)


def test_both_files_are_named_after_the_collection(root: Path) -> None:
    run = sitegen("book", root)
    assert (run.code, run.err) == (0, "")
    assert {"tea-sugar.epub", "tea-sugar.pdf"} <= tree(root).keys()


def test_ending_of_the_output_decides(root: Path) -> None:
    sitegen("book", root, "--output", root / "only.epub")
    assert {name for name in tree(root) if name.startswith(("only", "tea"))} == {"only.epub"}


def test_second_run_reads_no_essay_and_writes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.sleep(0.11)  # from here on a file's time tells whether it changed
    sitegen("book", root)
    before = (root / "tea-sugar.pdf").stat()
    monkeypatch.setattr("sitegen.incremental.texts.read_content", None)
    run = sitegen("book", root)
    assert run.out.count("(unchanged)") == 2
    assert (root / "tea-sugar.pdf").stat() == before


def test_changed_words_are_in_the_next_book(root: Path) -> None:
    sitegen("book", root)
    kettle = root / "essays/kettle.md"
    kettle.write_text(kettle.read_text().replace("boils", "sings"))
    assert "(unchanged)" not in sitegen("book", root).out


def test_same_essays_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    other = write_site(tmp_path / "other", SITE)
    for site in (root, other):
        sitegen("book", site)
    for name in ("tea-sugar.epub", "tea-sugar.pdf"):
        assert (root / name).read_bytes() == (other / name).read_bytes()


def test_unknown_path_is_named_with_a_suggestion(root: Path) -> None:
    run = sitegen("book", root, "--path", "mornin")
    assert run.code == 1
    assert "error[E1901]: path 'mornin' not found" in run.err
    assert "did you mean 'morning'?" in run.err


def test_unknown_essays_are_all_named(root: Path) -> None:
    run = sitegen("book", root, "--essays", "kettel,cup,fork")
    assert "essay 'kettel' not found" in run.err
    assert "essay 'fork' not found" in run.err


def test_one_choice_at_a_time(root: Path) -> None:
    run = sitegen("book", root, "--path", "morning", "--theme", "fire")
    assert run.code == 2
    assert "choose one of --path, --theme" in run.err


def test_faulty_collection_makes_no_book(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay('A')}-- essays/b.md --\n\x00")
    run = sitegen("book", root, "--epub")
    assert run.code == 1
    assert "error[" in run.err
    assert not list(root.glob("*.epub"))


def test_without_typst_there_is_an_epub_and_a_message_for_pdf(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "is_installed", lambda: False)
    monkeypatch.setattr("sitegen.book.edition.is_installed", lambda: False)
    assert "pdf" not in sitegen("book", root).out
    assert "error[E1902]: the PDF needs typst" in sitegen("book", root, "--pdf").err


def test_file_that_cannot_be_written_is_named(root: Path) -> None:
    run = sitegen("book", root, "--output", root / "nowhere/x.epub")
    assert "error[E1908]: the book cannot be written: no such file or directory" in run.err


def test_site_offers_its_book_and_keeps_it_up_to_date(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("licence:", "book: true\nlicence:"))
    assert build(root).code == 0
    assert '<a href="/book.epub">EPUB</a>, <a href="/book.pdf">PDF</a>' in page(root, "index.html")
    first = tree(root / "public")
    kettle = root / "essays/kettle.md"
    kettle.write_text(kettle.read_text().replace("boils", "sings"))
    build(root)
    later = tree(root / "public")
    changed = {name for name in later if first.get(name) != later[name]}
    assert {"book.epub", "book.pdf"} <= changed
    sitegen("clean", root)
    build(root)
    assert tree(root / "public") == later


def test_site_that_no_longer_offers_its_book_loses_the_files(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("licence:", "book: true\nlicence:"))
    build(root)
    (root / "site.yaml").write_text((root / "site.yaml").read_text().replace("book: true\n", ""))
    build(root)
    assert not list((root / "public").glob("book*"))


def test_settings_of_the_book_are_checked(tmp_path: Path) -> None:
    settings = "book: {paper: a6, cover: ../x.jpg, margin: 3}\nlicence:"
    root = write_site(tmp_path, SITE.replace("licence:", settings))
    said = sitegen("book", root).err
    assert "'a6' is not one of a5, a4, letter, 6x9in" in said
    assert "'../x.jpg' is not a file in static/ or templates/" in said
    assert "unknown key 'margin'" in said
