"""Saved pages with many ``article`` elements, of which one becomes an essay."""

from pathlib import Path

import pytest

from sitegen.importers.foreign import Foreign
from support.exports import records

LONG = "Words of a quiet sentence about lamps and rain, which goes on for some time. " * 5


def post(tmp_path: Path, *articles: str) -> Foreign:
    body = "".join(f"<article>{one}</article>" for one in articles)
    page = f"<!DOCTYPE html><title>Lamps</title><body><main>{body}</main></body>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (found,) = records(tmp_path, "html")
    assert isinstance(found, Foreign)
    return found


@pytest.mark.parametrize("heading", ["h1", "h2", "p"])
def test_other_articles_of_a_page_are_counted(tmp_path: Path, heading: str) -> None:
    texts = [f"<{heading}>Post {number}</{heading}><p>{LONG}</p>" for number in range(4)]
    found = post(tmp_path, f"<h2>Main</h2><p>{LONG * 2}</p>", *texts)
    assert found.title == "Main"
    assert found.notices == ("other texts on its page are left out: 4",)
    assert found.removed[0].text.count("which goes on") == 4 * 5


def test_beginnings_of_other_posts_are_no_texts(tmp_path: Path) -> None:
    found = post(tmp_path, f"<h1>Main</h1><p>{LONG}</p>", "<h2>Next</h2><p>It rained.</p>")
    assert found.notices == ()
