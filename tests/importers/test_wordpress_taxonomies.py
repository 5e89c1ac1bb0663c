"""Taxonomies that a site of WordPress added to categories and tags."""

from pathlib import Path

import pytest

from support.site import sitegen
from support.xml_exports import item, posts, records, remarks, write, wxr


def term(domain: str, slug: str, words: str) -> str:
    return f'<category domain="{domain}" nicename="{slug}"><![CDATA[{words}]]></category>'


@pytest.mark.parametrize(
    "domain", ["topic", "Topics", "essay_category", "book-tag", "genre", "thema", "product_cat"]
)
def test_terms_of_a_taxonomy_of_topics_are_tags(tmp_path: Path, domain: str) -> None:
    more = term(domain, "slate", "Slate &amp; lime") + term("post_tag", "roof", "roof")
    export = write(tmp_path, wxr(item("A line.", more)))
    found = records(export, "wordpress")
    assert posts(found)[0].tags == ("roof", "Slate & lime")
    assert posts(found)[0].extra == {}
    assert remarks(found) == [f"terms of the taxonomy '{domain}' in 1 post are kept among the tags"]


def test_other_terms_are_kept_under_extra(tmp_path: Path) -> None:
    more = term("series", "roofs", "Roofs") + term("place", "hill", "") + term("place", "b", "Bay")
    found = records(write(tmp_path, wxr(item("A line.", more * 2))), "wordpress")
    assert posts(found)[0].tags == ()
    assert posts(found)[0].extra == {"extra": {"series": ["Roofs"], "place": ["hill", "Bay"]}}
    assert remarks(found) == [
        "terms of the taxonomy 'place' in 1 post are kept under 'extra: place'",
        "terms of the taxonomy 'series' in 1 post are kept under 'extra: series'",
    ]


@pytest.mark.parametrize(
    "domain", ["post_format", "nav_menu", "wp_theme", "post_translations", "product_visibility"]
)
def test_facts_of_wordpress_itself_are_no_terms(tmp_path: Path, domain: str) -> None:
    found = records(write(tmp_path, wxr(item("A line.", term(domain, "a", "A")))), "wordpress")
    assert (posts(found)[0].tags, posts(found)[0].extra, remarks(found)) == ((), {}, [])


def test_an_address_of_a_person_is_not_kept(tmp_path: Path) -> None:
    more = term("reader", "w", "wren@mail.example")
    found = records(write(tmp_path, wxr(item("A line.", more))), "wordpress")
    assert posts(found)[0].extra == {}


def test_an_essay_with_further_terms_is_valid(tmp_path: Path) -> None:
    more = term("series", "a", "Roofs: [1]") + term("my series: x", "a", "yes")
    write(tmp_path, wxr(item("A line of words, and then another.", more)))
    root = tmp_path / "site"
    run = sitegen("import", tmp_path / "export.xml", "--into", root)
    assert run.code == 0, run.err
    text = (root / "essays/slate.md").read_text(encoding="utf-8")
    assert 'extra: {series: ["Roofs: [1]"], "my series: x": ["yes"]}' in text
    assert sitegen("build", root).code == 0
