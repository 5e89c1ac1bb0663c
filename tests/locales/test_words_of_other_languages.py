"""Pages in one language with words of the interface in another: markup says which is which."""

import re
from pathlib import Path

import pytest

from sitegen.locales.direction import is_upright
from sitegen.locales.language import language_of_words
from sitegen.theme.files import theme_folders
from sitegen.views.wording import Phrase, marked
from support.site import build, essay, page, write_site

QUOTING = "Worte.\n\n![[sea]]"
NOTE = "Words.[^1]\n\n> [!note]\n> Words.\n\n| A |\n|---|\n| B |\n\n- [x] Done\n\n[^1]: Note."
ESSAYS = f"""\
-- essays/sea.md --
{essay("البحر", NOTE, lang="fa", tags="[sea]", updated="2021-02-03", summary="كلمات")}
-- essays/harbour.md --
{essay("Harbour", NOTE, lang="en", tags="[sea]")}
-- essays/hafen.md --
{essay("Hafen", QUOTING, lang="de", tags="[sea]")}
-- essays/_paths/begin.md --
---
title: Begin
steps: [sea, harbour]
---
-- essays/_paths/other.md --
---
title: مسار
lang: fa
steps: [sea, harbour]
---
كلمات.
"""
MARKED = re.compile(
    r'<bdi lang="en">.*?</bdi>|<(\w+)[^<>]* lang="en".*?</\1>|<script.*?</script>', re.DOTALL
)
"""What is marked as English, and what nobody reads."""


def site(folder: Path, language: str) -> Path:
    settings = f"title: T\nbase_url: https://trial.example/\nlanguage: {language}\n"
    root = write_site(folder, f"-- site.yaml --\n{settings}{ESSAYS}")
    assert build(root).code == 0
    return root


@pytest.mark.parametrize(
    ("tag", "words"), [("de", "de"), ("de-CH", "de-CH"), ("fa", "en"), ("cs", "en"), ("ko", "en")]
)
def test_a_language_without_words_has_the_english_ones(tag: str, words: str) -> None:
    assert language_of_words(tag) == words


def test_words_that_are_not_of_the_site_stay_marked_when_they_are_filled() -> None:
    words = marked({"count": "{} essays", "via": "by way of {}", "comma": ", "}, "fa")
    assert (words["lang"], words["foreign"], words["comma"]) == ("en", "en", ", ")
    assert words["count"] == '<bdi lang="en">{} essays</bdi>'
    filled = words["via"].replace("{}", "<a>")
    assert isinstance(filled, Phrase)
    assert filled == '<bdi lang="en">by way of &lt;a&gt;</bdi>'
    assert (
        words["count"].replace("{}", Phrase("<b>2</b>")) == '<bdi lang="en"><b>2</b> essays</bdi>'
    )
    assert Phrase('<bdi lang="en">see also</bdi>').capitalize() == '<bdi lang="en">See also</bdi>'


def test_words_of_the_site_are_plain() -> None:
    assert marked({"themes": "Thèmes"}, "fr") == {"themes": "Thèmes", "lang": "fr", "foreign": ""}


def test_a_page_in_another_language_has_the_menu_and_the_lists_of_the_site(tmp_path: Path) -> None:
    html = page(site(tmp_path, "en"), "sea/index.html")
    assert '<html lang="fa" dir="rtl"' in html
    assert '<article lang="fa" dir="rtl">' in html
    for part in (
        'a class="skip"',
        'header class="masthead"',
        'div class="onwards"',
        'footer class="colophon"',
    ):
        assert f'<{part} lang="en" dir="ltr"' in html
    assert '<p class="themes" lang="en">' in html
    assert '<p class="byline" lang="en">' in html
    assert "<bdi>1 minute</bdi>" in html
    assert '<h2 id="notes" lang="en">Notes</h2>' in html


def test_labels_in_a_text_whose_language_has_none_are_marked(tmp_path: Path) -> None:
    html = page(site(tmp_path, "en"), "sea/index.html")
    assert 'role="doc-noteref" lang="en" aria-label="Note 1"' in html
    assert 'role="doc-backlink" lang="en" aria-label="Back to note 1 in the text"' in html
    assert re.search(r'aria-label="Table">\n<table lang="fa"', html)
    assert '<span role="img" lang="en" aria-label="Done">' in html
    assert '<p class="title" lang="en">Note</p>' in html
    text = page(tmp_path, "harbour/index.html").partition("<article>")[2]
    assert "lang=" not in text.partition("</article>")[0]


def test_a_page_in_the_language_of_the_site_says_nothing_of_languages(tmp_path: Path) -> None:
    html = page(site(tmp_path, "en"), "harbour/index.html")
    assert '<header class="masthead">' in html
    assert "<bdi lang" not in html


@pytest.mark.parametrize(
    "path",
    ["index.html", "themes/index.html", "themes/sea/index.html", "essays/index.html",
     "search/index.html", "paths/index.html", "paths/begin/index.html", "404.html",
     "paths/begin/print/index.html", "sea/index.html"],
)  # fmt: skip
def test_english_words_of_a_site_without_words_of_its_own_are_marked(
    tmp_path: Path, path: str
) -> None:
    html = page(site(tmp_path, "fa"), path)
    assert '<html lang="fa" dir="rtl"' in html
    assert '<bdi lang="en">Themes</bdi></a>' in html
    assert "&lt;bdi" not in html
    assert not re.search(r'="[^"<>]*<bdi', html)
    rest = MARKED.sub("", html.partition("</head>")[2])
    for word in ("Themes", "Essays", "Search", "Notes", "minute", "Begin here", "All essays"):
        assert word not in re.sub(r"<[^<>]*>", "", rest), word


def test_entries_of_lists_have_language_and_direction_as_a_whole(tmp_path: Path) -> None:
    home = page(site(tmp_path, "en"), "index.html")
    entry = home[home.index('<li lang="fa" dir="rtl">') :].partition("</li>")[0]
    assert '<a href="/sea/" hreflang="fa"><bdi>البحر</bdi></a>' in entry
    assert '<p class="byline" lang="en">' in entry
    assert "<p><bdi>كلمات</bdi></p>" in entry
    assert '<li lang="de">' in home


def test_entries_that_run_the_other_way_in_a_site_from_right_to_left(tmp_path: Path) -> None:
    home = page(site(tmp_path, "fa"), "index.html")
    assert '<li lang="en" dir="ltr">' in home
    assert '<li lang="de" dir="ltr">' in home


def test_a_path_in_another_language_has_its_direction_and_so_have_its_essays(
    tmp_path: Path,
) -> None:
    root = site(tmp_path, "en")
    assert '<article lang="fa" dir="rtl">' in page(root, "paths/other/index.html")
    printed = page(root, "paths/other/print/index.html")
    assert '<article lang="fa" dir="rtl">' in printed
    assert 'id="step--1" lang="fa" dir="rtl"' in printed
    assert 'id="step--2">' in printed


def test_a_quoted_text_has_its_language_and_direction(tmp_path: Path) -> None:
    assert re.search(
        r'<blockquote[^>]* lang="fa" dir="rtl">', page(site(tmp_path, "en"), "hafen/index.html")
    )


def test_a_block_may_run_the_other_way(tmp_path: Path) -> None:
    body = "{dir=rtl}\nWords."
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay('A', body)}")
    assert build(root).code == 0
    assert re.search(r'<p id="[^"]*" dir="rtl">Words.</p>', page(root, "a/index.html"))


def test_each_language_without_italics_has_its_style() -> None:
    css = (theme_folders("templates") / "scripts.css").read_text("utf-8")
    named = re.findall(r":lang\((\w+)\)", css)
    assert named
    assert all(map(is_upright, named))
    for tag in ("ar", "he", "fa", "ur", "ja", "zh", "ko", "th", "lo", "km", "my", "hi"):
        assert f":lang({tag})" in css


def test_only_collections_with_such_a_language_carry_the_style(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay()}")
    assert build(root).code == 0
    assert "text-emphasis" not in page(root, "a/index.html")
    (root / "essays/b.md").write_text(essay("海", "言葉。", lang="ja"), "utf-8")
    assert build(root).code == 0
    assert "text-emphasis" in page(root, "a/index.html")
