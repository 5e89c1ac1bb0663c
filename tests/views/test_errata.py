"""Corrections: named under the title, listed at the end, and in the data for search engines."""

import json
from pathlib import Path
from typing import Any

from support.site import build, page, problems, write_site

FRONT = """-- essays/a.md --
---
title: A
date: 2020-01-02
errata:
  - {date: 2021-03-01, text: "The *first* one."}
  - {date: 2022-05-04, text: The second one.}
---

Words.
"""


def data(html: str) -> dict[str, Any]:  # what JSON-LD holds is any JSON
    """Read the JSON-LD of a page."""
    start = html.index('<script type="application/ld+json">')
    return dict(json.JSONDecoder().raw_decode(html, html.index("{", start))[0])


def test_corrections_are_listed_newest_first_and_the_last_one_is_named_on_top(
    tmp_path: Path,
) -> None:
    build(write_site(tmp_path, FRONT))
    html = page(tmp_path, "a/index.html")
    assert '<a href="#errata">Corrected 4 May 2022</a>' in html
    assert '<ul id="errata">' in html
    assert html.index("<p>The second one.</p>") < html.index("<p>The <em>first</em> one.</p>")
    correction = {"@type": "CorrectionComment", "text": "The first one."}
    article = data(html)
    assert article["correction"][1] == {**correction, "datePublished": "2021-03-01"}
    assert article["dateModified"] == "2022-05-04"
    assert "<updated>2022-05-04T00:00:00" in page(tmp_path, "feed.xml")


def test_later_change_is_the_last_one(tmp_path: Path) -> None:
    build(write_site(tmp_path, FRONT.replace("date: 2020-01-02", "updated: 2023-01-01")))
    assert data(page(tmp_path, "a/index.html"))["dateModified"] == "2023-01-01"


def test_change_without_a_correction_is_a_revision(tmp_path: Path) -> None:
    build(write_site(tmp_path, "-- essays/a.md --\n---\nupdated: 2023-01-01\n---\n\nWords.\n"))
    html = page(tmp_path, "a/index.html")
    assert "Revised 1 January 2023" in html
    assert "errata" not in html.partition("</style>")[2]


def test_correction_needs_a_date_and_a_text(tmp_path: Path) -> None:
    write_site(tmp_path, "-- essays/a.md --\n---\ntitle: A\nerrata: [{text: Hm.}]\n---\n\nWords.\n")
    assert "'date'" in problems(tmp_path)
