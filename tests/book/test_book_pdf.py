"""The PDF: page numbers, notes, tags, and what is said of texts that it cannot print well."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from sitegen.pictures.exif import Exif
from support.books import (
    HOSTILE,
    PICTURE,
    SITE,
    is_accessible,
    pdf_pages,
    pdf_tags,
    photograph,
)
from support.site import Run, sitegen, write_site

pytestmark = pytest.mark.slow


def made(root: Path) -> tuple[Path, Run]:
    file = root / "x.pdf"
    run = sitegen("book", root, "--output", file, "--now", "2026-01-01")
    assert run.code == 0, run.err
    return file, run


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return made(write_site(tmp_path, SITE))[0]


def page_with(pages: dict[str, str], words: str) -> str:
    return next(number for number, text in pages.items() if words in text and number.isdecimal())


def test_contents_and_index_name_the_pages_on_which_things_are(book: Path) -> None:
    pages = pdf_pages(book)
    cup, handles = page_with(pages, "A cup has"), page_with(pages, "Some are wide")
    contents = next(text for text in pages.values() if text.startswith("Contents"))
    assert f"The Cup{cup}" in contents.replace(" ", "").replace("TheCup", "The Cup")
    index = next(text for text in pages.values() if text.startswith("Index"))
    assert f"Handles, {handles}" in index


def test_note_is_at_the_foot_of_its_page(book: Path) -> None:
    pages = pdf_pages(book)
    text = pages[page_with(pages, "A kettle boils")]
    assert text.index("A kettle boils") < text.index("Slowly, with some noise.")


def test_links_and_mentions_name_the_page(book: Path) -> None:
    pages = pdf_pages(book)
    cup = page_with(pages, "A cup has")
    assert f"leads on (page {cup})" in pages[page_with(pages, "A kettle boils")]
    assert f"The Cup, page {cup}." in pages[page_with(pages, "A spoon stirs")]


def test_running_heads_name_the_book_left_and_the_essay_right(tmp_path: Path) -> None:
    long = "\n\n".join(["A kettle boils, and the water moves in it. " * 20] * 20)
    pages = pdf_pages(made(write_site(tmp_path, SITE.replace("A kettle boils.", long)))[0])
    heads = {number: text.partition("\r\n")[0] for number, text in pages.items()}
    assert heads["4"] == "4 Tea & <Sugar>"
    assert heads["5"] == "The Kettle 5"


def test_tags_say_what_everything_is(book: Path) -> None:
    tags = pdf_tags(book)
    assert {"H1", "H2", "H3", "P", "Note", "Table", "THead", "TH", "TD", "TOC", "Em"} <= tags.keys()
    assert is_accessible(book)


def test_hostile_essays_are_printed_as_they_are_written(tmp_path: Path) -> None:
    file, run = made(write_site(tmp_path, HOSTILE))
    assert "Traceback" not in run.err
    words = "".join(pdf_pages(file).values())
    assert "* # @ $ _ \\ {{ x }} ]]> & <b>" in words
    assert is_accessible(file)


def test_picture_without_description_is_the_reason_with_its_line(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("A cup has", "![](cup.png)\n\nA cup has"))
    (root / "essays/cup.png").write_bytes(PICTURE)
    file, run = made(root)
    assert "essays/cup.md:7:5: warning[W1903]: a picture without a description" in run.err
    assert not is_accessible(file)


def test_characters_without_a_font_are_named_by_essay(tmp_path: Path) -> None:
    file, run = made(write_site(tmp_path, SITE.replace("A cup has", "茶 A cup has")))
    assert "essays/cup.md: warning[W1904]: the fonts of the PDF lack 茶" in run.err
    assert not is_accessible(file)


def test_font_that_is_not_there_is_named(tmp_path: Path) -> None:
    settings = "book: {fonts: [Libertinus Serif, No Such Font, templates/none.ttf]}\nlicence:"
    run = made(write_site(tmp_path, SITE.replace("licence:", settings)))[1]
    assert "warning[W1905]: font 'No Such Font' is not installed" in run.err
    assert "warning[W1905]: font 'templates/none.ttf' is not found" in run.err


def test_broken_picture_is_left_out_and_named(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("A cup has", "![A cup](cup.png)\n\nA cup has"))
    (root / "essays/cup.png").write_bytes(PICTURE[:40])
    file, run = made(root)
    assert "W1907" in run.err
    assert "A cup has" in "".join(pdf_pages(file).values())


@pytest.mark.parametrize(
    ("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792)), ("6x9in", (432, 648))]
)
def test_paper_is_as_the_settings_say(tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    site = SITE.replace("licence:", f"book: {{paper: {paper}}}\nlicence:")
    document = pypdfium2.PdfDocument(made(write_site(tmp_path, site))[0])
    assert tuple(round(side) for side in document[0].get_size()) == size


def test_own_template_replaces_that_of_the_theme(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    (root / "templates").mkdir()
    (root / "templates/book.typ").write_text('#set document(title: "x")\nMine')
    assert "Mine" in "".join(pdf_pages(made(root)[0]).values())


def test_mistake_in_an_own_template_is_reported(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    (root / "templates").mkdir()
    (root / "templates/book.typ").write_text("#nonsense")
    run = sitegen("book", root, "--pdf")
    assert run.code == 1
    assert "error[E1906]: typst: error: unknown variable: nonsense" in run.err


def test_formulas_are_set_and_keep_their_source(tmp_path: Path) -> None:
    file, _ = made(write_site(tmp_path, HOSTILE))
    assert pdf_tags(file)["Formula"] == 4  # two, and the same where the essay is quoted
    assert "mc" not in "".join(pdf_pages(file).values()).replace("$", "")  # italic letters


def test_photograph_in_the_pdf_does_not_tell_where_it_was_taken(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("A cup has", "![A cup](cup.jpg)\n\nA cup has"))
    (root / "essays/cup.jpg").write_bytes(photograph())
    file, run = made(root)
    assert run.err == ""
    with pikepdf.open(file) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        (content,) = (
            one.read_raw_bytes() for one in streams if one.get("/Filter") == pikepdf.Name.DCTDecode
        )
    assert content.startswith(photograph()[:20])
    assert b"Copyright Ann" in content
    assert not Exif(content[12:]).has_position
    assert Exif(photograph()[12:]).has_position
