"""index.json, essay.md and llms.txt: what programs read of a collection."""

import json
from pathlib import Path

import pytest
import yaml

from support.site import CONFIG, build, essay, page, write_site

SOURCES = f"-- site.yaml --\n{CONFIG}publish_markdown: true\n"
SECRET = f"-- essays/secret.md --\n{essay('Secret', 'Never.', draft='true')}"
HIDDEN = f"-- essays/hidden.md --\n{essay('Hidden', status='unlisted')}"


def built(tmp_path: Path, text: str) -> Path:
    root = write_site(tmp_path, text)
    assert build(root).code == 0
    return root


def test_index_lists_essays_themes_and_paths(tmp_path: Path) -> None:
    path = "-- essays/_paths/way.md --\n---\ntitle: Way\nsteps: [a.md]\n---\n\nWords.\n"
    root = built(
        tmp_path,
        f"-- essays/a.md --\n{essay('A', tags='[Ice]', summary='On *ice*.')}{path}{SECRET}{HIDDEN}",
    )
    index = json.loads(page(root, "index.json"))
    assert index["version"] == 1
    assert index["essays"] == [
        {
            "title": "A",
            "url": "https://trial.example/a/",
            "authors": ["The Editors"],
            "date": "2020-01-02",
            "language": "en",
            "summary": "On ice.",
            "themes": ["Ice"],
            "minutes": 1,
        }
    ]
    addresses = ["https://trial.example/a/"]
    ice = {"name": "Ice", "url": "https://trial.example/themes/ice/", "essays": addresses}
    assert index["themes"] == [ice]
    way = {"name": "Way", "url": "https://trial.example/paths/way/", "essays": addresses}
    assert index["paths"] == [way]


def test_markdown_is_published_only_if_the_owner_wants_it(tmp_path: Path) -> None:
    root = built(tmp_path, f"-- essays/a.md --\n{essay()}")
    assert not (root / "public/a/essay.md").exists()
    assert not (root / "public/llms.txt").exists()
    assert "text/markdown" not in page(root, "a/index.html")


def test_markdown_has_the_facts_that_readers_see_and_no_others(tmp_path: Path) -> None:
    text = essay("A: b", "Words.", tags="[Ice]", mood="sad", waive="W1001")
    root = built(tmp_path, f"{SOURCES}-- essays/a.md --\n{text}")
    _, front, body = page(root, "a/essay.md").split("---\n")
    assert yaml.safe_load(front) == {
        "title": "A: b",
        "url": "https://trial.example/a/",
        "authors": ["The Editors"],
        "date": "2020-01-02",
        "language": "en",
        "summary": "Words.",
        "themes": ["Ice"],
    }
    assert body == "\nWords.\n"
    assert 'type="text/markdown"' in page(root, "a/index.html")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("See [b](b.md).", "See [b](https://trial.example/b/)."),
        ("See [b](<b.md>).", "See [b](<https://trial.example/b/>)."),
        ("See [[b]] and [[B|that]].", "See [b](https://trial.example/b/) and [that]("),
        ("See [b][1].\n\n[1]: b.md", "[1]: https://trial.example/b/"),
        ("See [x](https://x.example/?a=b).", "See [x](https://x.example/?a=b)."),
        ("See [s](secret.md), [[secret]].", "See [s](#), secret."),
        ("A.\n\n[never used]: secret.md", "[never used]: #"),
        ("A. %%private%% <!-- private -->", "A."),
        ("`[b](c.md)`", "`[b](c.md)`"),
    ],
)
def test_addresses_are_whole_and_name_nothing_that_is_held_back(
    tmp_path: Path, written: str, published: str
) -> None:
    text = f"-- essays/a.md --\n{essay('A', written)}-- essays/b.md --\n{essay('B')}"
    found = page(built(tmp_path, SOURCES + text + SECRET), "a/essay.md")
    assert published in found
    assert "private" not in found
    assert "secret.md" not in found


def test_words_after_an_open_comment_are_not_published(tmp_path: Path) -> None:
    text = essay("A", "A.\n\n<!-- B")
    root = built(tmp_path, f"{SOURCES}-- essays/a.md --\n{text}")
    assert "B" not in page(root, "a/essay.md").split("---")[2]


def test_no_file_has_what_is_held_back_or_unlisted(tmp_path: Path) -> None:
    root = built(tmp_path, f"{SOURCES}-- essays/a.md --\n{essay()}{SECRET}{HIDDEN}")
    assert not list(root.glob("public/secret*"))
    assert not (root / "public/hidden/essay.md").exists()
    listed = page(root, "llms.txt") + page(root, "index.json")
    assert "Secret" not in listed
    assert "Hidden" not in listed


def test_llms_txt_lists_the_markdown_of_each_essay(tmp_path: Path) -> None:
    root = built(tmp_path, f"{SOURCES}-- essays/a.md --\n{essay('A [b]', summary='On ice.')}")
    assert page(root, "llms.txt") == (
        "# Trial\n\n## Essays\n\n- [A \\[b\\]](https://trial.example/a/essay.md): On ice.\n"
    )


def test_markdown_follows_its_source_where_the_page_stays_the_same(tmp_path: Path) -> None:
    root = built(tmp_path, f"{SOURCES}-- essays/a.md --\n{essay('A', 'An *old* word.')}")
    built(root, f"-- essays/a.md --\n{essay('A', 'An _old_ word.')}{SOURCES}")
    assert "An _old_ word." in page(root, "a/essay.md")
