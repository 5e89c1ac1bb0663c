"""Formulas on pages, in feeds, in search, and in what is rendered again."""

import json
from pathlib import Path

from support.site import build, essay, page, problems, write_site

FORMULA = "<msup><mi>x</mi><mn>2</mn></msup>"


def site(tmp_path: Path, words: str) -> Path:
    return write_site(
        tmp_path,
        f"-- essays/a.md --\n{essay('On $x^2$', words)}-- essays/b.md --\n{essay('Plain')}",
    )


def test_title_is_typeset_on_pages_and_plain_where_there_is_no_markup(tmp_path: Path) -> None:
    root = site(tmp_path, "Words.")
    assert build(root).code == 0
    html = page(root, "a/index.html")
    assert f"<h1>On <math><semantics>{FORMULA}" in html
    assert "<title>On x^2" in html


def test_feeds_have_formulas_too(tmp_path: Path) -> None:
    root = site(tmp_path, "Words and $x^2$.")
    assert build(root).code == 0
    item = next(
        item
        for item in json.loads(page(root, "feed.json"))["items"]
        if "<math>" in item["content_html"]
    )
    assert FORMULA in item["content_html"]
    assert "&lt;msup&gt;" in page(root, "feed.xml")


def test_only_pages_with_formulas_have_their_style(tmp_path: Path) -> None:
    root = site(tmp_path, "Words and $x^2$.")
    assert build(root).code == 0
    assert "menclose" in page(root, "a/index.html")
    assert "menclose" not in page(root, "b/index.html")


def test_search_does_not_find_the_letters_of_a_formula(tmp_path: Path) -> None:
    root = site(tmp_path, "Words and $\\alpha$.")
    assert build(root).code == 0
    index = page(root, "search/words.txt")
    assert "words" in index.lower()
    assert "alpha" not in index


def test_unknown_command_is_a_warning_with_line_and_column(tmp_path: Path) -> None:
    printed = problems(site(tmp_path, "Words and $\\foo$."))
    assert "essays/a.md:6:12: warning[W321]: formula: unknown command '\\foo'" in printed
