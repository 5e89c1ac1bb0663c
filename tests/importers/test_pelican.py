"""Folders of Pelican: bare headers, addresses, links in braces, code, other markup."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from support.foreign_folders import Found, notices, read, recognised, write

_NONE: Mapping[str, str | bytes] = {}
PNG = b"\x89PNG\r\n\x1a\n"
NAME = "content/water/well.md"


def _one(
    root: Path,
    head: str,
    body: str = "x\n",
    settings: str = "",
    more: Mapping[str, str | bytes] = _NONE,
) -> Found:
    files: dict[str, str | bytes] = {NAME: f"{head}\n\n{body}"}
    if settings:
        files["pelicanconf.py"] = settings
    return read(write(root, files, more), "pelican")


def test_bare_header_with_continuation_lines(tmp_path: Path) -> None:
    head = (
        "Title: The Well: a start\nDate: 2012-05-06 07:08\nModified: 2013-01-01\nTags: a, b c\n"
        "Category: Deep Water\nAuthors: Ana Cruz; Ben Ode\nSummary: A first\n    look down.\n"
        "Status: published\nLang: en"
    )
    text = _one(tmp_path, head).only()
    assert (text.title, text.summary) == ("The Well: a start", "A first look down.")
    assert (text.authors, text.tags) == (("Ana Cruz", "Ben Ode"), ("Deep Water", "a", "b c"))
    assert (str(text.date), text.has_time) == ("2012-05-06 07:08:00", True)


@pytest.mark.parametrize(
    ("settings", "head", "url"),
    [
        ("", "Title: A well, again", "/a-well-again.html"),
        ("", "Title: A\nSlug: own", "/own.html"),
        ("", "Title: A\nSave_as: x/y.html", "/x/y.html"),
        (
            "ARTICLE_URL = '{date:%Y}/{date:%m}/{slug}/'",
            "Title: A\nDate: 2012-05-06",
            "/2012/05/a/",
        ),
        ("ARTICLE_URL = '{category}/{slug}.html'", "Title: A", "/water/a.html"),
        ("SITEURL = 'https://w.example'", "Title: A", "https://w.example/a.html"),
        ("DEFAULT_LANG = 'en'", "Title: A\nLang: de", "/a-de.html"),
        ("import os\nSITEURL = os.environ['X']", "Title: A", "/a.html"),
        ("ARTICLE_URL = (", "Title: A", "/a.html"),
    ],
)
def test_old_address_follows_the_settings(
    tmp_path: Path, settings: str, head: str, url: str
) -> None:
    assert _one(tmp_path, head, settings=settings).only().url == url


def test_folder_is_the_category_unless_there_is_one(tmp_path: Path) -> None:
    assert _one(tmp_path, "Title: A\nTags: b").only().tags == ("water", "b")
    assert _one(tmp_path, "Title: A\nCategory: c").only().tags == ("c",)
    off = "USE_FOLDER_AS_CATEGORY = False"
    assert _one(tmp_path, "Title: A", settings=off).only().tags == ()


@pytest.mark.parametrize("status", ["draft", "skip"])
def test_drafts_are_held_back(tmp_path: Path, status: str) -> None:
    assert _one(tmp_path, f"Title: A\nStatus: {status}").only().draft
    assert _one(tmp_path, "Title: A\nStatus: hidden").only().extra == {"unlisted": True}


def test_links_in_braces(tmp_path: Path) -> None:
    body = (
        "![d]({static}/images/d.png) ![e]({attach}e.png) [f]({filename}/pages/about.md#x)"
        " [g]({filename}rope.rst) [h](|filename|../pages/about.md) [i]({tag}a)\n"
    )
    files: dict[str, str | bytes] = {
        "content/images/d.png": PNG,
        "content/water/e.png": PNG,
        "content/pages/about.md": "Title: About\n\nx\n",
        "content/water/rope.rst": "Rope\n####\n\nx\n",
    }
    found = _one(tmp_path, "Title: A", body, more=files)
    text = found.texts[NAME]
    assert text.body == (
        "![d](/images/d.png) ![e](e.png) [f](/pages/about.html#x) g [h](/pages/about.html) i\n"
    )
    assert text.pictures == {
        "/images/d.png": "content/images/d.png",
        "e.png": "content/water/e.png",
    }
    assert notices(text) == (
        "line 3: '{filename}rope.rst' leads to nothing that is imported",
        "line 3: '{tag}a' leads to nothing that is imported",
    )
    assert found.texts["content/pages/about.md"].kind == "page"
    assert found.left_out == {"content/water/rope.rst": "texts in reStructuredText"}


def test_code_that_names_its_language_becomes_a_fence(tmp_path: Path) -> None:
    body = "A:\n\n    :::python\n    if x:\n        y(`a`)\n\n    z()\n\nB:\n\n    plain\n\n- a\n"
    assert _one(tmp_path, "Title: A", body).only().body == (
        "A:\n\n```python\nif x:\n    y(`a`)\n\nz()\n```\n\nB:\n\n    plain\n\n- a\n"
    )


def test_recognised_by_headers_alone(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "Title: A\nDate: 2012-05-06\nCategory: b\n\nWords.\n"})
    assert recognised(tmp_path) == ["pelican"]
    assert read(tmp_path, "pelican").only().title == "A"


def test_html_has_its_facts_in_its_head(tmp_path: Path) -> None:
    html = (
        '<html><head><title>Rope &amp; bucket</title>\n<meta name="tags" content="a, b">\n'
        '<meta name="date" content="2012-05-06">\n<meta name="status" content="draft"></head>\n'
        "<body><p>Words.</p></body></html>\n"
    )
    text = _one(tmp_path, "Title: A", more={"content/water/rope.html": html}).texts[
        "content/water/rope.html"
    ]
    assert (text.title, text.body, text.markup) == ("Rope & bucket", "<p>Words.</p>\n", "html")
    assert (text.tags, text.draft) == (("water", "a", "b"), "it is a draft")
    assert str(text.date) == "2012-05-06 00:00:00"
