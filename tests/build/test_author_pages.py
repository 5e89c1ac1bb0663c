"""Pages of authors."""

import json
import re
from pathlib import Path

from support.site import build, essay, problems, write_site

TWO = f"""-- essays/one.md --
{essay("One", authors="Ann Lee", date="2020-01-02")}
-- essays/two.md --
{essay("Two", authors="[{name: Bo, url: 'https://bo.example/'}, ann lee]", date="2021-01-02")}
"""
ABOUT = """-- essays/_authors/lee.md --
---
title: Ann Lee
url: https://ann.example/
summary: Ann builds *boats*.
---
She lives by the sea.
"""


def page(root: Path, address: str) -> str:
    return (root / f"public/{address}/index.html").read_text("utf-8")


def test_several_authors_have_pages_with_their_essays_and_feeds(tmp_path: Path) -> None:
    root = write_site(tmp_path, TWO)
    assert build(root).code == 0
    ann, bo = page(root, "authors/ann-lee"), page(root, "authors/bo")
    assert re.findall(r'<p class="title"><a href="([^"]*)"', ann) == ["/two/", "/one/"]
    assert re.findall(r'<p class="title"><a href="([^"]*)"', bo) == ["/two/"]
    assert '<a rel="me" href="https://bo.example/">bo.example/</a>' in bo
    feed = json.loads((root / "public/authors/bo/feed.json").read_bytes())
    assert [item["title"] for item in feed["items"]] == ["Two"]
    assert 'href="/authors/ann-lee/feed.xml"' in ann


def test_names_under_a_title_lead_to_the_pages(tmp_path: Path) -> None:
    root = write_site(tmp_path, TWO)
    assert build(root).code == 0
    found = re.findall(r'<a rel="author" href="([^"]*)">([^<]*)</a>', page(root, "two"))
    assert found == [("/authors/bo/", "Bo"), ("/authors/ann-lee/", "ann lee")]


def test_only_author_has_a_page_if_a_text_says_who_it_is(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/one.md --\n{essay('One', authors='Ann Lee')}\n")
    assert build(root).code == 0
    assert not (root / "public/authors").exists()
    write_site(root, ABOUT)
    assert build(root).err == ""
    about = page(root, "authors/lee")
    assert "She lives by the sea." in about
    assert '<p class="lead">Ann builds <em>boats</em>.</p>' in about
    assert '<a rel="me" href="https://ann.example/">' in about
    assert '<a rel="author" href="/authors/lee/">Ann Lee</a>' in page(root, "one")
    assert "/authors/lee/</loc>" in (root / "public/sitemap.xml").read_text("utf-8")


def test_incremental_build_equals_a_clean_one(tmp_path: Path) -> None:
    root = write_site(tmp_path / "a", TWO)
    assert build(root).code == 0
    write_site(root, ABOUT)
    assert build(root).code == 0
    clean = write_site(tmp_path / "b", TWO + ABOUT)
    assert build(clean).code == 0
    files = sorted(path.relative_to(clean) for path in clean.glob("public/**/*.html"))
    assert [(root / file).read_bytes() for file in files] == [
        (clean / file).read_bytes() for file in files
    ]


def test_text_at_the_address_of_an_author_moves(tmp_path: Path) -> None:
    other = f"-- essays/three.md --\n{essay('Three', url='/authors/bo/', date='2022-01-02')}\n"
    root = write_site(tmp_path, TWO + other)
    assert "W610]: '/authors/bo/' is the address of a page of the site" in problems(root)
    assert "Three" in page(root, "essays/authors/bo")


def test_draft_about_an_author_is_not_published(tmp_path: Path) -> None:
    root = write_site(tmp_path, TWO + ABOUT.replace("summary:", "draft: true\nsummary:"))
    assert build(root).code == 0
    assert "by the sea" not in page(root, "authors/ann-lee")
    assert not (root / "public/authors/lee").exists()
