"""What a book holds: its parts, its links, its index, and what it leaves out."""

import re
from pathlib import Path

import pytest

from support.books import SITE, epub_files
from support.site import essay, sitegen, write_site


def made(root: Path, *options: str) -> dict[str, str]:
    file = root / "x.epub"
    assert sitegen("book", root, "--output", file, "--now", "2026-01-01", *options).err == ""
    return epub_files(file)


@pytest.fixture
def book(tmp_path: Path) -> dict[str, str]:
    return made(write_site(tmp_path, SITE))


def titles(files: dict[str, str]) -> list[str]:
    contents = files["nav.xhtml"].partition("</nav>")[0]
    return re.findall(r'<a href="[^"]+">([^<]+)</a>', contents)


def test_paths_are_the_parts_and_an_essay_is_printed_once(book: dict[str, str]) -> None:
    expected = ["Morning", "The Kettle", "The Cup", "Evening", "The Spoon"]
    assert titles(book)[:5] == expected


def test_other_essays_follow_by_their_chief_theme(tmp_path: Path) -> None:
    site = SITE.replace("-- essays/_paths", "-- essays/_other")
    assert titles(made(write_site(tmp_path, site)))[:6] == [
        *("Clay", "The Cup"),
        *("Fire", "The Spoon"),
        *("Water", "The Kettle"),
    ]


def test_essays_without_themes_make_no_part(tmp_path: Path) -> None:
    essays = f"-- essays/a.md --\n{essay('One')}-- essays/b.md --\n{essay('Two')}"
    assert titles(made(write_site(tmp_path, essays))) == ["One", "Two", "Colophon"]


def test_introductions_and_notes_between_steps_are_printed(book: dict[str, str]) -> None:
    assert "How a day begins." in book["part1.xhtml"]
    assert '<p class="onward">Then what holds it.</p>' in book["e2.xhtml"]


def test_step_that_is_printed_before_is_mentioned_with_a_link(book: dict[str, str]) -> None:
    assert 'Once more. <a href="e2.xhtml">The Cup</a>' in book["e3.xhtml"]


def test_link_between_essays_stays_in_the_book(book: dict[str, str]) -> None:
    assert '<a href="e2.xhtml#handles">leads on</a>' in book["e1.xhtml"]


def test_index_leads_to_paragraphs(book: dict[str, str]) -> None:
    assert re.search(r'Handles</span>, <a href="e2.xhtml#[\w-]+">The Cup</a>', book["index.xhtml"])


def test_colophon_has_sources_corrections_and_licence(book: dict[str, str]) -> None:
    colophon = book["colophon.xhtml"]
    for words in ("Printed with care.", "Old Kettles", "It holds two litres.", "CC BY 4.0"):
        assert words in colophon


def test_draft_is_not_in_the_book(book: dict[str, str]) -> None:
    assert not any("Hidden words" in text or "Nobody sees" in text for text in book.values())


def test_book_of_a_path_has_its_title_and_the_collection_as_series(tmp_path: Path) -> None:
    files = made(write_site(tmp_path, SITE), "--path", "evening")
    assert titles(files)[:3] == ["Evening", "The Cup", "The Spoon"]
    assert "<dc:title>Evening</dc:title>" in files["package.opf"]
    assert "Tea &amp; &lt;Sugar&gt;</meta>" in files["package.opf"]


def test_book_of_a_theme_has_its_order_with_the_reasons(tmp_path: Path) -> None:
    files = made(write_site(tmp_path, SITE), "--theme", "fire")
    assert titles(files)[:3] == ["Fire", "The Spoon", "The Kettle"]
    assert "It is hot." in files["e1.xhtml"]


def test_link_to_an_essay_that_the_book_lacks_leads_to_the_site(tmp_path: Path) -> None:
    files = made(write_site(tmp_path, SITE), "--essays", "kettle")
    assert '<a href="https://trial.example/cup/#handles">leads on</a>' in files["e1.xhtml"]


def test_essays_are_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    files = made(write_site(tmp_path, SITE), "--essays", "spoon, kettle")
    assert titles(files)[:2] == ["The Spoon", "The Kettle"]
