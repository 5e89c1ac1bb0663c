"""Texts of Movable Type whose lines between entries and sections are not those of the manual."""

from pathlib import Path

import pytest

from sitegen.importers.formats import movabletype, text
from sitegen.importers.sources import Export
from support.exports import essays, markdown, records

TEXT = """AUTHOR: Petra Vale
TITLE: Apples
DATE: 03/09/2006 11:05:07 PM
STATUS: Publish
-----
BODY:
Apples are red.
-----
EXTENDED BODY:
And round.
-----
COMMENT:
AUTHOR: Ida Moss
I like them.
-----
--------
AUTHOR: Petra Vale
TITLE: Pears
DATE: 03/10/2006 11:05:07 PM
STATUS: Draft
-----
BODY:
Pears are green.
-----
--------
"""


def marked(section: str, end: str) -> str:
    marks = {"-----": section, "--------": end}
    return "\n".join(marks.get(line, line) for line in TEXT.split("\n"))


@pytest.mark.parametrize(
    "written",
    [
        TEXT,
        f"\n{TEXT}",
        f"\ufeff \n\n{TEXT}",
        TEXT.replace("\n", "\r\n"),
        marked("----", "--------"),
        marked("------", "----------"),
        marked("-----", "---------"),
        marked(" ----- ", " -------- "),
        marked("———", "————"),
        marked("\n-----\n", "\n--------\n"),
    ],
)
def test_entries_and_sections_are_found_between_lines_of_any_length(
    tmp_path: Path, written: str
) -> None:
    (tmp_path / "export.txt").write_text(written, encoding="utf-8", newline="")
    assert movabletype.recognise(Export(tmp_path)) == ["export.txt"]
    found = essays(records(tmp_path, "movabletype"))
    assert list(found) == ["Apples", "Pears"]
    assert markdown(found["Apples"]) == "Apples are red.\n\nAnd round.\n"
    assert markdown(found["Pears"]) == "Pears are green.\n"
    assert (found["Apples"].draft, found["Pears"].draft) == ("", "it is a draft")


def test_a_text_with_a_line_of_hyphens_below_its_head_is_no_export(tmp_path: Path) -> None:
    words = "TITLE: Apples\nAUTHOR: Petra Vale\n-----\n\nApples are red, and round.\n"
    (tmp_path / "apples.txt").write_text(words, encoding="utf-8")
    assert movabletype.recognise(Export(tmp_path)) == []
    assert text.recognise(Export(tmp_path)) == ["apples.txt"]
