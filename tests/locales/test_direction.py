"""Directions of scripts, and what pages, lists and feeds say of them."""

from pathlib import Path

import pytest

from sitegen.locales.direction import direction, direction_of_words, open_graph
from support.site import build, essay, page, write_site

RTL = ["ar", "he", "fa", "ur", "yi", "ps", "sd", "ckb", "dv", "ug", "ar-EG", "AR_ma", "iw"]
SITE = (
    "-- essays/one.md --\n"
    + essay("שלום", "Words.", lang="he", tags="[אהבה]")
    + "-- essays/two.md --\n"
    + essay("مرحبا", "Words, and [words]{lang=ar}, and [words]{lang=fr}.", summary="A walk.")
    + "-- essays/three.md --\n"
    + essay("Three", "Words.", lang="en-GB")
)


@pytest.mark.parametrize("tag", [*RTL, "az-Arab", "pa-Arab-PK", "ff-Adlm", "uz-arab"])
def test_language_or_script_runs_from_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "zh", "ur-Latn", "ks-Deva", "az", "", "dvx", "en-arab1"])
def test_other_languages_and_scripts_run_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a שלום", "ltr"),
        ("1. שלום a", "rtl"),
        ("“مرحبا”", "rtl"),
        ("12", ""),
        ("", ""),
        ("été", "ltr"),
    ],
)
def test_words_run_as_their_first_letter(text: str, found: str) -> None:
    assert direction_of_words(text) == found


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en-GB", "en_GB"),
        ("pt_br", "pt_BR"),
        ("zh-Hant-TW", "zh_TW"),
        ("en", ""),
        ("zh-Hant", ""),
        ("es-419", ""),
    ],
)
def test_open_graph_has_a_locale_only_with_a_territory(tag: str, locale: str) -> None:
    assert open_graph(tag) == locale


def test_pages_of_an_essay_have_its_direction_and_locale(tmp_path: Path) -> None:
    build(write_site(tmp_path, SITE))
    assert '<html lang="he" dir="rtl"' in page(tmp_path, "one/index.html")
    assert '<html lang="en"' in page(tmp_path, "index.html")
    assert '<html lang="en-GB"' in page(tmp_path, "three/index.html")
    assert "og:locale" not in page(tmp_path, "index.html")
    assert '<meta property="og:locale" content="en_GB">' in page(tmp_path, "three/index.html")


def test_titles_of_another_direction_are_apart_from_the_words_around_them(tmp_path: Path) -> None:
    build(write_site(tmp_path, SITE))
    home = page(tmp_path, "index.html")
    assert '<li lang="he" dir="rtl">' in home
    assert '<a href="/one/" hreflang="he"><bdi>שלום</bdi></a>' in home
    assert '<a href="/two/"><bdi>مرحبا</bdi></a>' in home
    assert "<bdi>אהבה</bdi></a>" in page(tmp_path, "one/index.html")
    assert "<bdi>" not in page(tmp_path, "feed.xml").partition("<content")[0]


def test_words_in_another_direction_have_theirs(tmp_path: Path) -> None:
    build(write_site(tmp_path, SITE))
    words = page(tmp_path, "two/index.html")
    assert '<span lang="ar" dir="rtl">words</span>' in words
    assert '<span lang="fr">words</span>' in words


def test_feed_wraps_a_text_that_runs_from_right_to_left(tmp_path: Path) -> None:
    build(write_site(tmp_path, SITE))
    feed = page(tmp_path, "feed.xml")
    assert feed.count('&lt;div lang="he" dir="rtl"&gt;') == 1


def test_site_from_right_to_left_keeps_latin_titles_apart(tmp_path: Path) -> None:
    site = "title: T\nbase_url: https://trial.example/\nlanguage: ar\n"
    build(write_site(tmp_path, f"-- site.yaml --\n{site}-- essays/a.md --\n{essay('Latin')}"))
    assert '<html lang="ar" dir="rtl"' in page(tmp_path, "index.html")
    assert "<bdi>Latin</bdi></a>" in page(tmp_path, "index.html")
