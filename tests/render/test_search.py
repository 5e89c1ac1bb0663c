"""The data of the search page: the small index and the full one."""

import gzip
import json
import shutil
import sys
from pathlib import Path

import pytest

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
    assert not (root / "public/search/full").exists()


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


def test_full_index_has_the_files_that_the_script_asks_for_and_no_others(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    assert problems(root) == ""
    files = {path.split("/")[2].split(".")[0] for path in tree(root / "public") if "full/" in path}
    names = {"essays", "fragment", "index", "pagefind", "pagefind-entry", "wasm"}
    assert files == names
    names = json.loads(page(root, "search/full/essays.json"))
    assert set(names.values()) == {"/wasps/", "/%C3%BCber-bees/"}
    for name in names:
        packed = root / f"public/search/full/fragment/{name}.pf_fragment"
        assert b"p-they-" in gzip.decompress(packed.read_bytes())


@pytest.mark.slow
def test_full_index_is_the_same_for_the_same_texts(tmp_path: Path) -> None:
    first, second = (write_site(tmp_path / name, SITE) for name in ("first", "second"))
    build(first)
    build(second)
    assert tree(first / "public") == tree(second / "public")


@pytest.mark.slow
def test_full_index_after_edits_is_that_of_a_build_from_nothing(tmp_path: Path) -> None:
    edited, fresh = (write_site(tmp_path / name, SITE) for name in ("edited", "fresh"))
    build(edited)
    for root in (edited, fresh):
        file = root / "essays/wasps.md"
        file.write_text(file.read_text().replace("sting", "hover"))
    build(edited)
    shutil.copy(edited / "essays/.anchors.yaml", fresh / "essays")
    build(fresh)
    assert tree(edited / "public") == tree(fresh / "public")


@pytest.mark.slow
def test_full_index_is_made_only_when_a_word_or_a_title_changes(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    build(root)
    (made,) = (root / ".sitegen/search").iterdir()
    file = root / "essays/wasps.md"
    file.write_text(file.read_text().replace("title: Wasps", "title: Wasps\nsummary: Beware."))
    build(root)
    assert list((root / ".sitegen/search").iterdir()) == [made]
    file.write_text(file.read_text().replace("sting", "hover"))
    build(root)
    (anew,) = (root / ".sitegen/search").iterdir()
    assert anew != made


def test_full_index_goes_when_it_is_no_longer_wanted(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    build(root)
    (root / "site.yaml").write_text(CONFIG)
    build(root)
    assert not (root / "public/search/full").exists()
    assert not (root / ".sitegen/search").exists()
    assert (root / "public/search/words.txt").is_file()


def test_search_is_small_where_pagefind_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind", None)
    root = write_site(tmp_path, SITE)
    assert problems(root).splitlines()[:2] == [
        "site.yaml: warning[W921]: full-text search needs pagefind, which is not installed",
        "  hint: run: pip install 'sitegen[search]'; or set search: small",
    ]
    assert (root / "public/search/words.txt").is_file()
    assert not (root / "public/search/full").exists()


def test_search_is_small_where_pagefind_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    write_site(broken, "-- pagefind/__init__.py --\n-- pagefind/__main__.py --\nexit('no room')\n")
    monkeypatch.setenv("PYTHONPATH", str(broken))
    root = write_site(tmp_path / "site", SITE)
    assert problems(root).splitlines()[:2] == [
        "site.yaml: warning[W922]: pagefind built no index and exited with status 1: no room",
        "  hint: until it works, search uses the small index; or set search: small",
    ]
    assert (root / "public/search/words.txt").is_file()
    assert build(root, "--strict").code == 1


def test_search_is_small_where_pagefind_writes_another_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = tmp_path / "later"
    write_site(
        later,
        "-- pagefind/__init__.py --\n-- pagefind/__main__.py --\n"
        "import pathlib, sys\n"
        "output = pathlib.Path(sys.argv[-1])\n"
        "output.mkdir()\n"
        "(output / 'pagefind-entry.json').write_text('[]')\n",
    )
    monkeypatch.setenv("PYTHONPATH", str(later))
    root = write_site(tmp_path / "site", SITE)
    assert problems(root).splitlines()[:2] == [
        "site.yaml: warning[W922]: the index built by pagefind has an unknown format",
        "  hint: until it works, search uses the small index; or set search: small",
    ]
    assert not (root / "public/search/full").exists()


def test_scripts_are_as_small_as_promised() -> None:
    static = theme_folders("static")
    assert len(gzip.compress((static / "search.js").read_bytes())) <= 4 * 1024
    script = (static / "essay.js").read_bytes()
    assert len(gzip.compress(script)) < 2 * 1024
    _, _, popovers = script.partition(b"// Popovers")
    assert 0 < len(popovers) + len(b"// Popovers") <= 1024
