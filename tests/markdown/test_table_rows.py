"""Rows with more cells than columns: the words that are not shown are reported."""

import pytest

from sitegen.markdown.converter import Markdown


def messages(table: str) -> list[tuple[int, str]]:
    found = Markdown("en").convert(table, "essays/a.md", 10).facts.problems
    return [(one.place.line, one.message) for one in found if one.code == "W319"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("| oak | 1 | a lost remark |", "a lost remark"),
        ("oak | 1 | two | three", "two | three"),
        ("| `x|y` | 1 |", "1"),
        ("| oak\\|ash | 1 | elm |", "elm"),
    ],
)
@pytest.mark.parametrize("before", ["", "> "])
def test_words_in_no_column_are_reported(row: str, words: str, before: str) -> None:
    table = "\n".join(before + line for line in ("| tree | age |", "|---|---|", "| a | b |", row))
    (found,) = messages(table)
    assert found[0] == 13
    assert f"'{words}'" in found[1]


@pytest.mark.parametrize(
    "row",
    ["| oak | 1 |", "oak | 1", "| oak |", "| oak\\|ash | 1 |", "| oak | 1 | |", "| oak | 1 ||"],
)
def test_rows_without_such_words_are_not_reported(row: str) -> None:
    assert messages(f"| tree | age |\n|---|---|\n{row}") == []


def test_an_empty_quotation_takes_no_words_of_what_follows() -> None:
    found = Markdown("en").convert(">\n\nElm trees.", "essays/a.md", 1)
    assert "b--elm" not in found.words.html
