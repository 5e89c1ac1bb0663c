"""The data of the search page."""

import gzip
import json
import shutil
from pathlib import Path

from sitegen.theme.files import theme_folders
from support.site import CONFIG, build, essay, page, problems, tree, write_site

FULL = f"{CONFIG}search: full\n"
SITE = f"""\
-- site.yaml --
{FULL}
-- essays/_themes/respect.md --
---
title: Respect
aliases: [courtesy]
narrower: [patience]
---
What one owes.
-- essays/bees.md --
{essay("Über *bees*", "[They pay.]{theme=patience}", tags="[patience]", slug="über-bees")}
-- essays/wasps.md --
{essay("Wasps", "They sting." + chr(10) * 2 + "## At noon", author="Ida Loos")}
"""


def index(root: Path) -> dict[str, dict[str, object]]:
    items = json.loads(page(root, "search.json"))["items"]
    return {item["title"]: item for item in items}


def test_small_index_says_what_search_needs(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("search: full", "search: small"))
    assert problems(root) == ""
    items = index(root)
    assert items["Wasps"] == {
        "url": "/wasps/",
        "title": "Wasps",
        "lead": "They sting.",
        "themes": [],
        "aliases": [],
        "authors": ["Ida Loos"],
        "year": "2020",
        "headings": [["at-noon", "At noon"]],
        "passages": [],
    }
    names = list(items)
    bees = items["Über bees"]
    assert [names[number] for number in bees["themes"]] == ["patience", "Respect"]  # type: ignore[attr-defined]  # JSON
    assert bees["passages"] == [["p-they-pay", names.index("patience")]]
    assert items["Respect"]["aliases"] == ["courtesy"]


def test_rows_of_the_page_are_in_the_order_of_the_index(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    build(root)
    rows = page(root, "search/index.html").partition('id="all"')[2].split('<p class="title">')[1:]
    urls = [row.partition('href="')[2].partition('"')[0] for row in rows]
    assert urls == [item["url"] for item in index(root).values()]


def test_no_search_where_it_is_off(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("search: full", "search: off"))
    build(root)
    assert "/search/" not in page(root, "index.html") + page(root, "sitemap.xml")
    assert not (root / "public/search.json").exists()
    assert not (root / "public/search").exists()


def test_index_in_parts_after_edits_is_that_of_a_build_from_nothing(tmp_path: Path) -> None:
    edited, fresh = (write_site(tmp_path / name, SITE) for name in ("edited", "fresh"))
    build(edited)
    assert {"public/search/words.txt", "public/search/words-0.txt"} <= tree(edited).keys()
    for root in (edited, fresh):
        file = root / "essays/wasps.md"
        file.write_text(file.read_text().replace("sting", "hover"))
    build(edited)
    shutil.copy(edited / "essays/.anchors.yaml", fresh / "essays")
    build(fresh)
    assert tree(edited / "public") == tree(fresh / "public")


def test_index_in_parts_goes_when_it_is_no_longer_wanted(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    build(root)
    (root / "site.yaml").write_text(CONFIG)
    build(root)
    assert not (root / "public/search/words-0.txt").exists()
    assert (root / "public/search/words.txt").is_file()
    (root / "site.yaml").write_text(f"{CONFIG}search: off\n")
    build(root)
    assert not (root / ".sitegen/words").exists()


def test_scripts_are_as_small_as_promised() -> None:
    static = theme_folders("static")
    assert len(gzip.compress((static / "search.js").read_bytes())) <= 4 * 1024
    script = (static / "essay.js").read_bytes()
    assert len(gzip.compress(script)) < 2 * 1024
    _, _, popovers = script.partition(b"// Popovers")
    assert 0 < len(popovers) + len(b"// Popovers") <= 1024
