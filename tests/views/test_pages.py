"""A new kind of page: a row of ``PAGES``, a view type, a view function and a template."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec import Struct

from sitegen.collection.index import Index
from sitegen.model import Card, Html, Url, Words
from sitegen.views import pages
from sitegen.views.addresses import once
from sitegen.views.chrome import head
from sitegen.views.essay import text_of
from sitegen.views.filling import fetching, filled, texts_of, with_fingerprints
from sitegen.views.pages import PAGES, PageKind
from sitegen.views.parts import Head, Site, Text
from sitegen.views.types import Page
from support.sample_views import bare_pages
from support.site import build, essay, page, problems, write_site


class NewestPage(Page, frozen=True):
    """newest.html: the newest essay in full."""

    card: Card
    text: Text


def newest_page(index: Index, site: Site, url: Url) -> NewestPage:
    """Assemble what newest.html receives."""
    newest = index.essays[0]
    page_head = head(site, "The newest", newest.card.description, url)
    return NewestPage(site, page_head, newest.card, text_of(index, newest))


FIRST, OTHER = "It begins.\n\nFirst words.", "It begins.\n\nOther words."
NEWEST = PageKind(once("newest/"), "newest.html", newest_page)
SITE = f"""\
-- essays/old.md --
{essay("Old", "See [the newest one](/newest/).", date="2019-01-01")}
-- essays/new.md --
{essay("New", FIRST)}
-- templates/newest.html --
{{% extends "base.html" %}}
{{% block main %}}<h1>{{{{ card.title }}}}</h1>{{{{ text.html }}}}{{% endblock %}}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pages, "PAGES", (*PAGES, NEWEST))
    return write_site(tmp_path, SITE)


def test_a_new_kind_of_page_is_built_in_the_sitemap_and_linkable(root: Path) -> None:
    assert problems(root) == ""
    assert "<h1>New</h1>" in page(root, "newest/index.html")
    assert "<loc>https://trial.example/newest/</loc>" in page(root, "sitemap.xml")
    assert 'href="/newest/"' in page(root, "old/index.html")


def test_a_link_to_a_page_that_no_row_names_is_dead(tmp_path: Path) -> None:
    assert "W401" in problems(write_site(tmp_path, SITE))


def test_a_new_kind_of_page_follows_the_words_that_it_shows(root: Path) -> None:
    build(root)
    write_site(root, f"-- essays/new.md --\n{essay('New', OTHER)}")
    why = build(root, "--why").out
    assert "newest/index.html: the words of essays/new.md" in why
    assert "Other words." in page(root, "newest/index.html")
    assert "First words." not in page(root, "newest/index.html")


def test_pages_of_which_links_know_are_those_that_are_built(tmp_path: Path) -> None:
    body = "[A passage.]{theme=Zeal}\n\nSee [all of them](/themes/zeal/passages/)."
    site = f"-- essays/a.md --\n{essay('A', body, tags='[Zeal]')}"
    assert problems(write_site(tmp_path, site)) == ""
    assert 'href="/themes/zeal/passages/"' in page(tmp_path, "a/index.html")


# ------------------------------------------------------------------ texts in views


class Chapter(Struct, frozen=True):
    text: Text


class Anthology(Page, frozen=True):
    """Texts in all places where a view may hold one."""

    intro: Text | None
    chapters: tuple[Chapter, ...]
    by_name: Mapping[str, Text]


def _text(path: str) -> Text:
    return Text(path=path, hrefs=("/there/",))


@pytest.fixture
def anthology() -> Anthology:
    frame = bare_pages()["404.html"]
    chapters = (Chapter(_text("b")), Chapter(_text("c")))
    return Anthology(frame.site, frame.head, _text("a"), chapters, {"d": _text("d")})


def test_texts_of_a_view_are_found_by_its_annotations(anthology: Anthology) -> None:
    assert texts_of(anthology) == ("a", "b", "c", "d")


def test_texts_of_a_view_are_filled(anthology: Anthology) -> None:
    def words_of(path: str) -> Words:
        return Words(Html(f'<a href="slot:0">{path}</a>'))

    view = filled(anthology, fetching(words_of))
    assert isinstance(view, Anthology)
    assert view.intro is not None
    assert view.intro.html == '<a href="/there/">a</a>'
    assert [chapter.text.html for chapter in view.chapters] == [
        '<a href="/there/">b</a>',
        '<a href="/there/">c</a>',
    ]
    assert view.by_name["d"].html == '<a href="/there/">d</a>'


def test_a_view_takes_the_fingerprints_of_present_words(anthology: Anthology) -> None:
    view = with_fingerprints(anthology, {"c": b"new"})
    assert isinstance(view, Anthology)
    assert [chapter.text.fingerprint for chapter in view.chapters] == [b"", b"new"]
    assert view.intro == anthology.intro


def test_every_page_and_file_of_the_site_has_a_row() -> None:
    assert {kind.template for kind in PAGES if kind.template} == bare_pages().keys()
    assert isinstance(bare_pages()["404.html"].head, Head)
