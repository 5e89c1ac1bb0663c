"""Folders of Eleventy: data files, addresses, dates that are none, templates."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from support.foreign_folders import Found, notices, read, recognised, write

_NONE: Mapping[str, str | bytes] = {}
PNG = b"\x89PNG\r\n\x1a\n"


def _one(
    root: Path, front: str, body: str = "x\n", more: Mapping[str, str | bytes] = _NONE
) -> Found:
    files: dict[str, str | bytes] = {"src/posts/lamp.md": f"---\n{front}\n---\n{body}"}
    return read(write(root, files, more), "eleventy")


def test_data_of_folders_count_and_tags_of_collections_do_not(tmp_path: Path) -> None:
    data = {
        "src/posts/posts.11tydata.json": '{"author": "Kit Moss", "tags": ["posts", "light"]}',
        "src/posts/lamp.11tydata.json": '{"lang": "de"}',
    }
    text = _one(tmp_path, "title: Lamp\ntags: [post, Glass]", more=data).only()
    assert (text.authors, text.tags, text.lang) == (("Kit Moss",), ("Glass", "light"), "de")


def test_data_files_that_hide_hold_a_text_back(tmp_path: Path) -> None:
    program = {"src/posts/posts.11tydata.js": "module.exports = { draft: true, x: () => 1 };"}
    text = _one(tmp_path, "title: A\ndraft: false", more=program).only()
    assert text.draft == "'src/posts/posts.11tydata.js' has 'draft: true'"
    assert _one(tmp_path / "b", "permalink: false").only().draft
    hidden = _one(tmp_path / "c", "eleventyExcludeFromCollections: true").only()
    assert hidden.extra == {"unlisted": True}


@pytest.mark.parametrize(
    ("front", "url"),
    [
        ("title: A", "/posts/lamp/"),
        ("permalink: /a/b.html", "/a/b.html"),
        ('permalink: "/{{ page.fileSlug }}/"', "/lamp/"),
        ('title: Warm Light\npermalink: "/l/{{ title | slugify }}/"', "/l/warm-light/"),
        ('permalink: "/{{ page.date | year }}/"', ""),
    ],
)
def test_old_address(tmp_path: Path, front: str, url: str) -> None:
    assert _one(tmp_path, front).only().url == url


def test_permalink_of_a_folder(tmp_path: Path) -> None:
    data = {"src/posts/posts.json": '{"permalink": "/blog/{{ page.fileSlug }}/"}'}
    assert _one(tmp_path, "title: A", more=data).only().url == "/blog/lamp/"


@pytest.mark.parametrize("date", ["git Created", "Last Modified", "git Last Modified"])
def test_dates_of_the_file_are_no_dates(tmp_path: Path, date: str) -> None:
    text = _one(tmp_path, f"title: A\ndate: {date}").only()
    assert text.date is None
    assert notices(text) == (f"line 3: date: '{date}' is not a date",)


def test_pictures_templates_and_literal_text(tmp_path: Path) -> None:
    body = (
        '{% image "./lamp.png", "A lamp" %}\n\n![b](/img/b.png)\n\n'
        "{{ collections.post.length }} {% raw %}{{ kept }}{% endraw %}\n"
    )
    config = (
        'module.exports = c => { c.addPassthroughCopy("src/img");'
        ' return { dir: { input: "src" } } }'
    )
    files: dict[str, str | bytes] = {
        "eleventy.config.js": config,
        "src/posts/lamp.png": PNG,
        "src/img/b.png": PNG,
        "src/_includes/base.njk": "{{ content | safe }}",
        "src/index.njk": "---\ntitle: x\n---\n{% for a in b %}{% endfor %}",
        "src/about.md": "---\ntitle: About\n---\nx\n",
    }
    found = _one(tmp_path, "title: A", body, more=files)
    text = found.texts["src/posts/lamp.md"]
    shown = body.replace('{% image "./lamp.png", "A lamp" %}', "![A lamp](./lamp.png)")
    value = "{{ collections.post.length }}"
    assert text.body == shown.replace(value, f"<!-- {value} -->")
    assert text.pictures == {"./lamp.png": "src/posts/lamp.png", "/img/b.png": "src/img/b.png"}
    assert notices(text) == (
        "line 8: '{{ collections.post.length }}' has no meaning here and is a comment now",
    )
    about = found.texts["src/about.md"]
    assert (about.kind, about.url) == ("page", "/about/")
    assert found.left_out == {"src/_includes/base.njk": "templates", "src/index.njk": "templates"}


def test_recognised_by_data_files_alone(tmp_path: Path) -> None:
    files = {"posts/a.md": "---\ntitle: A\n---\nx\n", "posts/posts.11tydata.json": "{}"}
    assert recognised(write(tmp_path, files)) == ["eleventy"]


def test_front_matter_in_javascript_is_read_without_running_it(tmp_path: Path) -> None:
    front = "---js\nconst nav = { key: 'About', order: 3 };\nconst title = \"About us\";\n"
    files = {"src/about.md": f"{front}const draft = true;\n---\n# Head\n\nWords.\n"}
    text = read(write(tmp_path, files), "eleventy").only()
    assert text.body == "# Head\n\nWords.\n"
    assert (text.title, text.draft) == ("About us", "it is a draft")
