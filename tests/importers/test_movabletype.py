"""Texts of Movable Type and TypePad."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.importers.foreign import Record
from support.exports import EXPORTS, essays, left_out, markdown, records, remarks, zipped

EXPORT = EXPORTS / "movabletype"


@pytest.fixture(scope="module")
def found() -> Sequence[Record]:
    return records(EXPORT, "movabletype")


def test_an_entry_has_the_facts_of_its_fields(found: Sequence[Record]) -> None:
    apples = essays(found)["Apples & pears"]
    assert apples.date == datetime(2006, 3, 9, 23, 5, 7)
    assert apples.authors == ("Petra Vale",)
    assert apples.tags == ("Trees", "Fruit", "apples", "old trees, mostly", "pears")
    assert apples.url == apples.ident
    assert apples.url == "http://orchard.typepad.example/notes/2006/03/apples.html"
    assert (apples.slug, apples.summary, apples.draft) == ("apples", "On apples.", "")
    assert apples.place.endswith("orchard.txt, line 1")


def test_line_ends_count_but_not_in_code_and_hyphens_may_be_words(
    found: Sequence[Record],
) -> None:
    assert markdown(essays(found)["Apples & pears"]) == (
        "The apples of our café are red.  \nThey hang low.\n\n"
        "```\n  two   spaces\n\nkept\n```\n\n"
        "STATUS: this line only looks like a field\n\n"
        "\\-----  \nA line of hyphens above this one is mine.\n\n"
        "\\--------  \nAnd one of eight.\n\n"
        "After the jump.\n"
    )


def test_a_text_in_markdown_stays_as_it_is(found: Sequence[Record]) -> None:
    entry = essays(found)["Markdown"]
    assert (entry.markup, entry.body) == ("markdown", "*One* and\n\n1. two\n\n## Three")
    assert (entry.authors, entry.tags) == ((), ("one", "two"))
    assert entry.date == datetime(2006, 3, 9, 23, 5)


def test_textile_is_reported_and_rich_text_is_html(found: Sequence[Record]) -> None:
    textile, rich = essays(found)["Textile"], essays(found)["Rich"]
    assert textile.notices == ("it is in Textile, whose marks are kept as they are",)
    assert (markdown(rich), rich.draft) == ("One line.\n", "it is a draft")


def test_only_what_says_that_it_was_published_is(found: Sequence[Record]) -> None:
    unknown, later = essays(found)[""], essays(found)["Later"]
    assert (unknown.draft, unknown.date) == ("nothing says that it was published", None)
    assert later.draft == "it is scheduled"
    assert later.body == "<p>Not yet, and the end of the file is cut</p>"


def test_comments_are_counted_and_nothing_of_them_is_kept(found: Sequence[Record]) -> None:
    assert remarks(found) == ["3 comments left out: words of other people"]
    assert left_out(found) == [("entries without words", "Without words")]
    for words in ("reader.example", "192.0.2", "green", "with hyphens", "petra@"):
        assert words not in repr(found)


def test_a_zip_gives_the_same(found: Sequence[Record], tmp_path: Path) -> None:
    again = records(zipped(EXPORT, tmp_path / "export.zip"), "movabletype")
    assert list(essays(again)) == list(essays(found))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("04/08/2010 05:30:00 PM", datetime(2010, 4, 8, 17, 30)),
        ("04/08/2010 17:30:00 PM", datetime(2010, 4, 8, 17, 30)),
        ("04/08/2010 17:30:00", datetime(2010, 4, 8, 17, 30)),
        ("12/25/2010 12:00:00 AM", datetime(2010, 12, 25)),
        ("2010-04-08 17:30:00", datetime(2010, 4, 8, 17, 30)),
        ("08/30/2010", datetime(2010, 8, 30)),
        ("30/08/2010 10:00:00", datetime(2010, 8, 30, 10)),
        ("soon", None),
    ],
)
def test_the_month_comes_first(tmp_path: Path, written: str, expected: datetime | None) -> None:
    text = f"TITLE: A\nSTATUS: Publish\nDATE: {written}\n-----\nBODY:\nWords.\n-----\n--------\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert essays(records(tmp_path, "movabletype"))["A"].date == expected


def test_entries_of_one_time_and_name_are_two_posts(tmp_path: Path) -> None:
    entry = "AUTHOR: A\nTITLE: {}\nBASENAME: post\nSTATUS: Publish\nDATE: 03/09/2006 11:05:07 PM\n"
    entry += "-----\nBODY:\nThe words of {}.\n-----\n--------\n"
    file = tmp_path / "export.txt"
    file.write_text("".join(entry.format(one, one) for one in ("Plums", "Figs")), encoding="utf-8")
    found = essays(records(file, "movabletype"))
    assert found["Plums"].ident != found["Figs"].ident
