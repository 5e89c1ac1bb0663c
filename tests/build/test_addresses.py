"""Addresses: the index of the collection, texts that claim one address, names, redirects."""

from pathlib import Path

import pytest

from sitegen.cli.commands.check import CheckRequest, run_check
from sitegen.config.site_yaml import read_config
from sitegen.content.urls import output_path
from sitegen.text.slugs import folded, whole_slug
from sitegen.views.claims import taken
from sitegen.views.pages import PAGES
from support.site import build, essay, page, problems, sitegen, write_site

MILL = f"-- essays/mill.md --\n{essay('The Mill')}"


def pages(root: Path) -> set[str]:
    """Return the addresses of all pages."""
    found = (path.relative_to(root / "public") for path in (root / "public").rglob("*.html"))
    return {path.as_posix().removesuffix("index.html") for path in found}


# ------------------------------------------------------------------ the home page


def test_the_index_of_the_collection_introduces_the_home_page(tmp_path: Path) -> None:
    front = "---\ntitle: On *bread*\ntags: [grain]\n---\n\n"
    index = f"{front}Read [of the mill](mill.md).[^1]\n\n[^1]: Twice.\n"
    root = write_site(tmp_path, f"-- essays/index.md --\n{index}{MILL}")
    assert problems(root) == ""
    home = page(root, "index.html")
    assert "<h2>On <em>bread</em></h2>" in home
    assert 'Read <a href="/mill/">of the mill</a>.' in home
    assert "Twice." in home
    assert pages(root) == {"", "mill/", "essays/", "themes/", "search/", "404.html"}
    assert "bread" not in page(root, "essays/index.html") + page(root, "feed.xml")
    assert "no theme" not in sitegen("check", root).err.replace("essays/mill.md", "")


@pytest.mark.parametrize(
    ("path", "front"),
    [
        ("essays/INDEX.markdown", ""),
        ("essays/start.md", "url: /"),
        ("essays/_pages/start.md", "permalink: /index.html"),
    ],
)
def test_whatever_has_the_address_of_the_home_page_introduces_it(
    tmp_path: Path, path: str, front: str
) -> None:
    text = f"---\ntitle: Trial\n{front}\n---\n\nThis is where it begins.\n"
    root = write_site(tmp_path, f"-- {path} --\n{text}{MILL}-- essays/b.md --\nSee [[{path}]].\n")
    assert problems(root) == ""
    assert "This is where it begins." in page(root, "index.html")
    assert "<h2>Trial</h2>" not in page(root, "index.html")
    assert 'See <a href="/">' in page(root, "b/index.html")


def test_an_index_that_is_a_draft_stays_private(tmp_path: Path) -> None:
    index = "---\ndraft: true\n---\n\nSecret words.\n"
    root = write_site(tmp_path, f"-- essays/index.md --\n{index}{MILL}")
    assert problems(root) == ""
    assert "Secret" not in page(root, "index.html")


def test_an_unlisted_index_has_a_page_of_its_own(tmp_path: Path) -> None:
    index = "---\nstatus: unlisted\n---\n\nQuiet words.\n"
    root = write_site(tmp_path, f"-- essays/index.md --\n{index}{MILL}")
    assert "this text is now at '/essays/index/'" in problems(root)
    assert "Quiet" not in page(root, "index.html")
    assert "Quiet" in page(root, "essays/index/index.html")


def test_new_words_of_the_index_reach_the_home_page(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/index.md --\nOld words.\n{MILL}")
    build(root)
    (root / "essays/index.md").write_text("Newer words.\n", encoding="utf-8")
    build(root)
    assert "Newer words." in page(root, "index.html")


def test_files_beside_the_index_are_published_only_if_a_text_shows_them(tmp_path: Path) -> None:
    site = "-- essays/index.md --\n![Shown](a.png)\n-- essays/a.png --\nA\n-- essays/b.png --\nB\n"
    root = write_site(tmp_path, site)
    assert problems(root) == ""
    assert (root / "public/a.png").is_file()
    assert not (root / "public/b.png").exists()


def test_an_index_with_a_slug_is_an_essay(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/index.md --\n---\nslug: hello\n---\n\nWords.\n")
    assert problems(root) == ""
    assert "hello/" in pages(root)


# ------------------------------------------------------------------ pages of the site


@pytest.mark.parametrize(
    ("name", "front", "moved"),
    [
        ("search.md", "", "essays/search/"),
        ("themes.md", "", "essays/themes/"),
        ("themes/grain.md", "tags: [grain]", "essays/themes/grain/"),
        ("news.md", "url: /feed.xml", "essays/feed/"),
    ],
)
def test_a_text_at_the_address_of_a_page_of_the_site_moves(
    tmp_path: Path, name: str, front: str, moved: str
) -> None:
    text = f"---\ntitle: It\n{front}\n---\n\nWords of it.\n"
    root = write_site(tmp_path, f"-- essays/{name} --\n{text}")
    assert f"essays/{name}: warning[W610]" in problems(root)
    assert "Words of it." in page(root, f"{moved}index.html")
    assert f'href="/{moved}"' in page(root, "essays/index.html")


def test_a_text_for_unknown_addresses_is_in_no_list(tmp_path: Path) -> None:
    text = "---\npermalink: /404.html\n---\n\nNothing is here.\n"
    root = write_site(tmp_path, f"-- essays/404.md --\n{text}{MILL}")
    assert "this text is now at '/essays/404/'" in problems(root)
    assert "Nothing is here." in page(root, "essays/404/index.html")
    assert "/404/" not in page(root, "essays/index.html") + page(root, "feed.json")


@pytest.mark.parametrize("name", ["about.md", "tags.md", "intro.md", "feed.md", "404.md"])
def test_other_texts_keep_their_addresses(tmp_path: Path, name: str) -> None:
    root = write_site(tmp_path, f"-- essays/{name} --\n{essay()}")
    assert problems(root) == ""
    assert f"{name.removesuffix('.md')}/" in pages(root)


def test_an_empty_text_for_a_page_of_the_site_is_left_out(tmp_path: Path) -> None:
    stub = "---\ntitle: Find\nlayout: search\n---\n"
    root = write_site(tmp_path, f"-- essays/search.md --\n{stub}{MILL}")
    run = build(root)
    assert run.code == 0
    assert "this text has no words: it is left out" in run.err
    assert "1 text held back" in run.out
    assert "Find" not in page(root, "essays/index.html")
    assert 'type="search"' in page(root, "search/index.html")


def test_a_static_file_replaces_a_page_of_the_site(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- static/404.html --\n<p>Gone</p>\n{MILL}")
    assert "static/404.html: warning[W611]" in problems(root)
    assert page(root, "404.html") == "<p>Gone</p>\n"


def test_every_page_that_a_site_has_once_is_reserved(tmp_path: Path) -> None:
    site = "-- essays/_paths/way.md --\n---\ntitle: Way\nsteps: [mill]\n---\n\nWords.\n"
    root = write_site(tmp_path, f"{site}{MILL}\n[a mark]{{index=mark}}\n")
    collection = run_check(CheckRequest(root, read_config(root)))[0]
    index, texts = collection.index, [one.essay for one in collection.texts.values()]
    own = {
        folded(output_path(address.url, index.config))
        for kind in PAGES
        for address in kind.addresses(index)
        if address.source == "site.yaml"
    }
    assert {path for path in own if path.count("/") < 2} <= taken(
        index.config, texts, index.assets
    ).keys()


# ------------------------------------------------------------------ two texts


def test_one_slug_on_two_days_is_two_addresses(tmp_path: Path) -> None:
    later = essay("Later", slug="pun", date="2019-05-06")
    site = f"-- essays/a.md --\n{later}-- essays/b.md --\n{essay('Earlier', slug='pun')}"
    site = site.replace("2020-01-02", "2018-01-02")
    root = write_site(tmp_path, site)
    assert (
        problems(root)
        == """\
essays/a.md: warning[W609]: '/pun/' is already the address of essays/b.md
  hint: this text is now at '/2019-05-06-pun/'; slug: names another address
"""
    )
    assert "Earlier" in page(root, "pun/index.html")
    assert "Later" in page(root, "2019-05-06-pun/index.html")


@pytest.mark.parametrize(
    ("one", "two", "where"),
    [
        (("a.md", "slug: same"), ("b.md", "slug: same"), "b/"),
        (("a.md", "url: /same/"), ("same.md", ""), "same-2/"),
        (("a.md", ""), ("a/index.md", ""), "a-2/"),
        (("a.md", ""), ("_pages/a.md", ""), "a-2/"),
        (("x/a.md", "slug: c"), ("x/b.md", "slug: c"), "x/b/"),
        (("2020/a.md", "url: /c/"), ("2021-02-03-c.md", ""), "2021-02-03-c/"),
        (("2020-01-02-a.md", "url: /c/"), ("2021-02-03-b.md", "url: /c/"), "2021-02-03-c/"),
    ],
)
def test_two_texts_with_one_address_are_both_published(
    tmp_path: Path, one: tuple[str, str], two: tuple[str, str], where: str
) -> None:
    texts = (
        f"-- essays/{name} --\n---\n{front}\n---\n\nWords {name}.\n" for name, front in (one, two)
    )
    root = write_site(tmp_path, "".join(texts))
    run = build(root)
    assert (run.code, run.err.count("W609")) == (0, 1)
    words = page(root, f"{where}index.html")
    assert f"Words {two[0]}." in words or f"Words {one[0]}." in words


def test_one_url_in_two_texts_is_left_to_their_author(tmp_path: Path) -> None:
    text = "---\nurl: /same/\n---\n\nWords.\n"
    root = write_site(tmp_path, f"-- essays/a.md --\n{text}-- essays/b.md --\n{text}")
    assert "essays/b.md: error[E603]: essays/b.md and essays/a.md both become '/same/'" in problems(
        root
    )


def test_a_file_beside_a_text_never_hides_one_of_static(tmp_path: Path) -> None:
    site = "-- essays/a.md --\nSee [it](x.txt).\n-- essays/x.txt --\n1\n-- static/x.txt --\n"
    assert "error[E603]" in problems(write_site(tmp_path / "two", f"{site}2\n"))
    assert problems(write_site(tmp_path / "same", f"{site}1\n")) == ""


# ------------------------------------------------------------------ names


def test_long_names_are_not_cut(tmp_path: Path) -> None:
    name = (
        "an account of the long way that the miller walked with two bags of rye in the winter part"
    )
    texts = (f"-- essays/{name} {number}.md --\n{essay(f'{number}')}" for number in (1, 2))
    root = write_site(tmp_path, "".join(texts))
    assert problems(root) == ""
    assert {f"{name.replace(' ', '-')}-{number}/" for number in (1, 2)} <= pages(root)


def test_names_that_must_be_cut_do_not_clash(tmp_path: Path) -> None:
    texts = (f"-- essays/{'c++' * 60}{number}.md --\n{essay()}" for number in (1, 2))
    root = write_site(tmp_path, "".join(texts))
    run = build(root)
    assert (run.code, run.err.count("W609")) == (0, 1)


def test_a_slug_is_cut_between_characters() -> None:
    slug = whole_slug("ß" * 100 + "水" * 100)
    assert len(slug.encode()) <= 240
    assert slug.startswith("ss" * 60)


@pytest.mark.parametrize("front", ["url: /../x/", "url: /a?b=1", "slug: '???'", "slug: '..'"])
def test_an_address_that_cannot_be_used_leaves_that_of_the_file(tmp_path: Path, front: str) -> None:
    root = write_site(tmp_path, f"-- essays/mill.md --\n---\n{front}\n---\n\nWords.\n")
    run = build(root)
    assert (run.code, run.err.count("W60")) == (0, 1)
    assert "mill/" in pages(root)


# ------------------------------------------------------------------ aliases


def test_an_alias_may_be_a_name(tmp_path: Path) -> None:
    names = "['#craft/rye', 'Mill of the North', 'the mill', 'What is it?']"
    site = f"-- essays/mill.md --\n{essay('The Mill', aliases=names)}"
    site += f"-- essays/b.md --\n{essay('B', 'See [[Mill of the North]].', aliases='[the mill]')}"
    root = write_site(tmp_path, site)
    assert problems(root) == ""
    assert 'See <a href="/mill/">Mill of the North</a>.' in page(root, "b/index.html")
    assert pages(root) == {"", "mill/", "b/", "essays/", "themes/", "search/", "404.html"}


@pytest.mark.parametrize(
    "own", ["/mill/", "mill", "/Mill", "/mill/index.html", "https://old.example/MILL/", "mill/"]
)
def test_an_alias_that_is_the_own_address_is_no_fault(tmp_path: Path, own: str) -> None:
    root = write_site(tmp_path, f"-- essays/mill.md --\n{essay(aliases=own)}")
    assert problems(root) == ""
    assert pages(root) == {"", "mill/", "essays/", "themes/", "search/", "404.html"}


def test_an_alias_with_html_at_its_end_is_a_redirect_to_the_same_name(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/mill.md --\n{essay(aliases='/mill.html')}")
    assert problems(root) == ""
    assert 'url=/mill/"' in page(root, "mill.html")


@pytest.mark.parametrize(
    ("old", "owner"),
    [
        ("/b/", "is the address of essays/b.md"),
        ("/search/", "is the address of a page of the site"),
        ("/robots.txt", "is the address of a page of the site"),
        ("/old/", "is also an alias in essays/b.md, which keeps it"),
    ],
)
def test_an_alias_in_use_gets_no_redirect(tmp_path: Path, old: str, owner: str) -> None:
    site = f"-- essays/b.md --\n{essay(aliases='/old/')}-- essays/c.md --\n{essay(aliases=old)}"
    root = write_site(tmp_path, site)
    run = build(root)
    assert run.code == 0
    assert "warning[W607]" in run.err
    assert owner in run.err
    assert "/c/" not in (root / "public/_redirects").read_text(encoding="utf-8")


def test_aliases_without_redirects_are_one_finding(tmp_path: Path) -> None:
    texts = (
        f"-- essays/{name}.md --\n{essay(name, f'[A](/?p={number})', aliases=f'/?p={number}')}"
        for number, name in enumerate("abcde")
    )
    root = write_site(tmp_path, "".join(texts))
    printed = problems(root)
    assert printed.count("W606") == 1
    assert "no redirect can be made for 5 aliases such as '/?p=0', in essays/a.md, " in printed
    assert "essays/b.md, essays/c.md and 2 more\n" in printed


def test_links_distinguish_long_names(tmp_path: Path) -> None:
    name = "the long way that the miller walked with two bags of rye in the winter of the flood"
    texts = (f"-- essays/far/{name} {part}.md --\n{essay(part)}" for part in ("one", "two"))
    body = f"[[{name} two]] and [two](</far/{name} two/>)"
    root = write_site(tmp_path, "".join((*texts, f"-- essays/a.md --\n{essay(body=body)}")))
    assert problems(root) == ""
    address = f"/far/{name.replace(' ', '-')}-two/"
    assert page(root, "a/index.html").count(f'href="{address}"') >= 2
