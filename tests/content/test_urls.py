"""Addresses and output paths from file names and front matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config.config import Config
from sitegen.content.urls import alias, check_address, collisions, output_path, url_of
from sitegen.model import Meta, Url
from sitegen.problems.errors import Place, Problem

SITE = Config(base_url="https://x.example/")
PROJECT = Config(base_url="https://x.example/project/")


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("essays/the-wrong-questions.md", "/the-wrong-questions/"),
        ("essays/2010-04-08-The value mix.md", "/the-value-mix/"),
        ("essays/2010/04/value.md", "/2010/04/value/"),
        ("essays/Deep Folder/C# & C++.md", "/deep-folder/c-sharp-c-plus-plus/"),
        ("essays/bundle/index.md", "/bundle/"),
        ("essays/2010-04-08-bundle/index.md", "/bundle/"),
        ("essays/ältere/größe.md", "/%C3%A4ltere/gr%C3%B6sse/"),
        ("essays/100% #1.md", "/100-1/"),
        ("essays/🦊.md", "/%F0%9F%A6%8A/"),
    ],
)
def test_the_address_of_an_essay_follows_from_its_folders_and_name(path: str, url: str) -> None:
    assert url_of(path, "essay", Meta(), SITE) == url


def test_pages_are_at_the_root_and_themes_below_themes() -> None:
    assert url_of("essays/_pages/about.md", "page", Meta(), SITE) == "/about/"
    assert url_of("essays/_themes/passion.md", "theme", Meta(), SITE) == "/themes/passion/"


def test_a_slug_replaces_the_name_and_a_url_the_whole_path() -> None:
    path = "essays/notes/old name.md"
    assert url_of(path, "essay", Meta(slug="New Name"), SITE) == "/notes/new-name/"
    assert url_of(path, "essay", Meta(url="/2010/value"), SITE) == "/2010/value/"
    assert url_of(path, "essay", Meta(url="2010/value.html"), SITE) == "/2010/value.html"


def test_the_base_path_is_part_of_every_address_and_of_no_file() -> None:
    url = url_of("essays/größe.md", "essay", Meta(), PROJECT)
    assert url == "/project/gr%C3%B6sse/"
    assert output_path(url, PROJECT) == "grösse/index.html"
    assert output_path(PROJECT.url(""), PROJECT) == "index.html"
    assert output_path(PROJECT.url("404.html"), PROJECT) == "404.html"


@given(st.text(min_size=1, max_size=30).filter(lambda text: "/" not in text and "\0" not in text))
def test_any_file_name_gives_an_address_inside_the_site(name: str) -> None:
    path = output_path(url_of(f"essays/a/{name}.md", "essay", Meta(), SITE), SITE)
    assert path.endswith("/index.html")
    assert ".." not in path.split("/")
    assert not path.startswith("/")


@pytest.mark.parametrize(
    "url",
    [
        "/../x/",
        "a/../../b",
        "/a?b",
        "/a#b",
        "/a\\b",
        "/%2e%2e/x/",
        "/a\nb",
        "/:year/:title/",
        "/{{ title }}/",
        "false",
    ],
)
def test_a_url_that_leaves_the_site_is_refused(url: str) -> None:
    place = Place("essays/a.md", 3, 6)
    assert list(check_address(Meta(url=url, places={"url": place}))) == [
        Problem(
            place,
            "W601",
            f"'{url}' is not an address inside the site; the file's name decides",
            "use a path such as /2010/value/, without '..', '?' or '#'",
        )
    ]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("/2010/04/value.html", "/2010/04/value.html"),
        ("old/path", "/old/path/"),
        ("https://blog.example/2010/value.html", "/2010/value.html"),
        ("/gr%C3%B6sse/", "/gr%C3%B6sse/"),
        ("/?p=12", None),
        ("/../x", None),
        ("/", "/"),
    ],
)
def test_an_alias_is_an_old_address_that_a_file_can_have(written: str, url: str | None) -> None:
    assert alias(written, SITE) == url


def test_paths_that_differ_in_case_or_unicode_form_collide() -> None:
    claims = [
        ("Value/index.html", "essays/Value.md"),
        ("value/index.html", "essays/value.md"),
        ("caf\u00e9.png", "static/a"),
        ("cafe\u0301.png", "static/b"),
        ("other/index.html", "essays/other.md"),
    ]
    messages = [problem.message for problem in collisions(claims)]
    assert messages == [
        "essays/value.md becomes '/value/' and essays/Value.md '/Value/'; "
        "many hosts treat these as the same address",
        "static/b becomes '/cafe\u0301.png' and static/a '/caf\u00e9.png'; "
        "many hosts treat these as the same address",
    ]


def test_a_source_may_name_its_own_output_twice() -> None:
    assert list(collisions([("a.png", "essays/a.png"), ("a.png", "essays/a.png")])) == []


def test_old_addresses_keep_the_base_path() -> None:
    assert alias("/old/", PROJECT) == Url("/project/old/")
