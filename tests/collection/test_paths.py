"""Reading paths: what an author writes, what readers see, and what stays hidden."""

import json
import re
from pathlib import Path
from shutil import copy, copytree
from xml.etree.ElementTree import fromstring

import pytest

from sitegen.locales.words import words
from sitegen.model import Html
from sitegen.text.link_slots import namespaced
from support.published_pages import Site
from support.site import build, essay, page, problems, tree, write_site

ROOT = Path(__file__).parents[2]
PATH = """\
---
title: Begin *Here*
summary: Three short ones.
steps:
  - essay: one
    note: Start "small".
  - essay: Two
    note: Then doubt it.
  - ../three.md
---

For newcomers. [The first](../one.md)
"""
NOTED = "## Of signs\n\nA word.[^a] See [above](#of-signs).\n\n[^a]: A note on {}."
SITE = {
    "essays/one.md": essay("One", NOTED.format("one"), date="2020-01-03"),
    "essays/two.md": essay("Two", NOTED.format("two"), date="2020-01-02"),
    "essays/three.md": essay("Three", "Last words.", date="2020-01-01"),
    "essays/_paths/begin-here.md": PATH,
}


def write(root: Path, **files: str) -> Path:
    """Write the site of these tests, with other files or without some (``""``)."""
    named = SITE | {f"essays/{name.replace('__', '/')}.md": text for name, text in files.items()}
    return write_site(
        root, "".join(f"-- {path} --\n{text}" for path, text in named.items() if text)
    )


def path(title: str, *steps: str, **front: str) -> str:
    """Write a path with some steps."""
    listed = "".join(f"\n  - {step}" for step in steps)
    return essay(title, "Come along.", steps=listed or "[]", **front)


def without_excerpts(root: Path, *arguments: str) -> str:
    """Build, and give the problems without the lines of the files that they quote."""
    return re.sub(r"^ +(\d+ )?\|.*\n", "", problems(root, *arguments), flags=re.MULTILINE)


# ------------------------------------------------------------------ pages


def test_path_shows_its_essays_in_order_with_what_leads_on(tmp_path: Path) -> None:
    assert build(write(tmp_path)).code == 0
    html = page(tmp_path, "paths/begin-here/index.html")
    assert "<h1>Begin <em>Here</em></h1>" in html
    assert "3 essays&nbsp;· 3\u00a0minutes" in html
    assert re.findall(r'<p class="title"><a href="([^"]*)"', html) == [
        "/one/?path=begin-here",
        "/two/?path=begin-here",
        "/three/?path=begin-here",
    ]
    assert html.index("Start “small”.") < html.index(">One</a>") < html.index("Then doubt it.")
    assert '<a href="/paths/begin-here/print/">' in html


def test_path_describes_itself_to_machines_as_a_list(tmp_path: Path) -> None:
    build(write(tmp_path))
    html = page(tmp_path, "paths/begin-here/index.html")
    found = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    described = json.loads(found)
    assert (described["@type"], described["name"]) == ("ItemList", "Begin Here")
    assert [(item["position"], item["url"]) for item in described["itemListElement"]] == [
        (1, "https://trial.example/one/"),
        (2, "https://trial.example/two/"),
        (3, "https://trial.example/three/"),
    ]


def test_essay_names_each_of_its_paths_with_before_and_next(tmp_path: Path) -> None:
    build(write(tmp_path, _paths__back=path("Back", "two", "one")))
    html = page(tmp_path, "two/index.html")
    back, begin = re.findall(r'<nav class="path".*?</nav>', html, re.DOTALL)
    assert 'data-path="back"' in back
    assert '<a href="/paths/back/#step--1">Back</a>, 1 of 2' in back
    assert 'Next: <a rel="next" href="/one/?path=back">One</a>' in back
    assert 'rel="prev"' not in back
    assert 'aria-label="In the path Begin Here"' in begin
    assert 'Before: <a rel="prev" href="/one/?path=begin-here">One</a>' in begin
    assert 'Next: <a rel="next" href="/three/?path=begin-here">Three</a>' in begin


def test_home_and_the_page_of_paths_keep_the_order_of_site_yaml(tmp_path: Path) -> None:
    write(tmp_path, _paths__a=path("Aye", "one"), _paths__z=path("Zed", "two"))
    settings = tmp_path / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "paths: [z, Begin here]\n", "utf-8")
    assert build(tmp_path).code == 0
    wanted = ["/paths/z/", "/paths/begin-here/", "/paths/a/"]
    assert re.findall(r'"(/paths/[a-z-]+/)"', page(tmp_path, "index.html")) == wanted
    assert re.findall(r'"(/paths/[a-z-]+/)"', page(tmp_path, "paths/index.html")) == wanted


def test_site_without_paths_has_no_page_of_them_and_no_script(tmp_path: Path) -> None:
    build(write(tmp_path, **{"_paths__begin-here": ""}))
    assert not (tmp_path / "public/paths").exists()
    assert "paths/" not in page(tmp_path, "index.html") + page(tmp_path, "sitemap.xml")
    assert "data-path" not in page(tmp_path, "one/index.html")


def test_sitemap_has_the_paths_and_not_their_prints(tmp_path: Path) -> None:
    build(write(tmp_path))
    listed = re.findall(
        r"<loc>https://trial.example(/paths/.*?)</loc>", page(tmp_path, "sitemap.xml")
    )
    assert listed == ["/paths/", "/paths/begin-here/"]


def test_path_has_a_feed_of_its_essays_in_their_order(tmp_path: Path) -> None:
    build(write(tmp_path))
    feed = json.loads(page(tmp_path, "paths/begin-here/feed.json"))
    assert [item["url"] for item in feed["items"]] == [
        f"https://trial.example/{name}/" for name in ("one", "two", "three")
    ]
    atom = fromstring(page(tmp_path, "paths/begin-here/feed.xml"))
    assert atom.findtext("{http://www.w3.org/2005/Atom}title") == "Begin Here – Trial"


def test_below_a_base_path_every_link_works_and_no_id_is_double(
    tmp_path: Path,
) -> None:
    config = "title: T\nbase_url: https://trial.example/below/\n"
    write(tmp_path)
    (tmp_path / "site.yaml").write_text(config, "utf-8")
    assert build(tmp_path).code == 0
    site = Site(tmp_path / "public", "https://trial.example", "/below")
    assert site.broken() == []
    assert site.duplicate_ids() == []
    assert 'href="/below/two/?path=begin-here"' in page(tmp_path, "one/index.html")


def test_links_to_a_path_to_its_print_and_to_all_paths_are_good(tmp_path: Path) -> None:
    body = "[A](_paths/begin-here.md) [B](/paths/begin-here/print/) [C](/paths/)"
    assert build(write(tmp_path, four=essay("Four", body)), "--strict").code == 0
    assert '<a href="/paths/begin-here/">A</a>' in page(tmp_path, "four/index.html")


# ------------------------------------------------------------------ print


def test_print_has_every_essay_in_full_each_note_with_its_own_id(tmp_path: Path) -> None:
    build(write(tmp_path))
    html = page(tmp_path, "paths/begin-here/print/index.html")
    assert html.count("<h1") == 1
    assert re.findall(r"<h2 id.*?>(.*?)</h2>", html) == ["One", "Two", "Three"]
    assert re.findall(r'<h3 id="(.*?)"', html) == [
        *("e1--of-signs", "e1--notes", "e2--of-signs", "e2--notes"),
    ]
    assert '<a href="#e1--of-signs">above</a>' in html
    assert re.findall(r'<li id="(e\d--fn1)">A note on (\w+)', html) == [
        ("e1--fn1", "one"),
        ("e2--fn1", "two"),
    ]
    assert '<meta name="robots" content="noindex">' in html
    assert html.index("Then doubt it.") < html.index(">Two</h2>")


def test_ids_differ_in_tags_alone() -> None:
    html = Html('<h2 id="a">A</h2><p id="b">x id="c" <a href="#a" id="d">y</a><code>h2</code></p>')
    assert namespaced(html, "2:") == (
        '<h3 id="2:a">A</h3><p id="2:b">x id="c" <a href="#2:a" id="2:d">y</a><code>h2</code></p>'
    )


def test_addresses_outside_the_text_keep_their_fragments() -> None:
    html = Html('<h6 aria-labelledby="a b"><a href="/x/#a">x</a></h6>')
    assert namespaced(html, "1:") == '<h6 aria-labelledby="1:a 1:b"><a href="/x/#a">x</a></h6>'


# ------------------------------------------------------------------ what is held back


def test_draft_on_a_path_is_passed_over_and_nothing_of_it_is_shown(tmp_path: Path) -> None:
    write(tmp_path, two=essay("Two", "Unspoken words.", draft="true"))
    note = (
        "essays/_paths/begin-here.md:7:12: note[N534]: the essay 'Two' is not published: draft; "
        "the path skips it\n  hint: nothing to do: it appears once published\n"
    )
    assert note in without_excerpts(tmp_path, "--verbose")
    published = tree(tmp_path / "public").values()
    assert not any(b"Unspoken" in file or b"doubt it" in file for file in published)
    assert 'Next: <a rel="next" href="/three/?path=begin-here">' in page(tmp_path, "one/index.html")


def test_draft_of_a_path_is_not_published(tmp_path: Path) -> None:
    build(write(tmp_path, **{"_paths__begin-here": PATH.replace("steps:", "draft: true\nsteps:")}))
    assert not (tmp_path / "public/paths").exists()
    assert b"newcomers" not in b"".join(tree(tmp_path / "public").values())


def test_unlisted_path_has_a_page_and_is_in_no_list(tmp_path: Path) -> None:
    unlisted = PATH.replace("steps:", "unlisted: true\nsteps:")
    build(write(tmp_path, **{"_paths__begin-here": unlisted}))
    assert 'content="noindex"' in page(tmp_path, "paths/begin-here/index.html")
    assert not (tmp_path / "public/paths/index.html").exists()
    for name in ("index.html", "one/index.html", "sitemap.xml"):
        assert "begin-here" not in page(tmp_path, name)


# ------------------------------------------------------------------ mistakes


@pytest.mark.parametrize(
    ("front", "told"),
    [
        (
            "steps:\n  - essay: thre\n  - one",
            "5:12: warning[W531]: essay 'thre' not found\n"
            "  hint: did you mean 'essays/three.md'?\n",
        ),
        (
            "steps:\n  - hidden\n  - one",
            "5:5: warning[W531]: the essay 'hidden' is unlisted, so the path 'P' omits it\n"
            "  hint: delete it from steps:, or publish it\n",
        ),
        (
            "steps: [one, two, One]",
            "4:19: warning[W532]: the path 'P' has the essay 'One' twice\n"
            "  hint: delete one of the two steps\n",
        ),
        (
            "lang: en",
            " warning[W533]: the path 'P' has no essays, so no list names it\n"
            "  hint: name its essays in steps:\n",
        ),
        (
            "steps:\n  - essay: one\n    notes: X",
            "6:5: warning[W213]: steps: unknown key 'notes'\n  hint: did you mean 'note'?\n",
        ),
        (
            "steps:\n  - note: X",
            "5:5: warning[W214]: steps: 'essay' is missing\n"
            "  hint: add essay: the other essay, by slug, title or path\n",
        ),
    ],
)
def test_a_mistake_names_its_place_and_the_next_step(tmp_path: Path, front: str, told: str) -> None:
    text = f"---\ntitle: P\n#\n{front}\n---\n\nWords.\n"
    write(tmp_path, _paths__p=text, hidden=essay("Hidden", unlisted="true"))
    assert f"essays/_paths/p.md:{told}" in without_excerpts(tmp_path)


def test_unknown_path_in_site_yaml_is_reported(tmp_path: Path) -> None:
    write(tmp_path)
    settings = tmp_path / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "paths: [nowhere]\n", "utf-8")
    assert "site.yaml: warning[W608]: path 'nowhere' not found" in problems(tmp_path)


def test_name_of_two_essays_is_no_step(tmp_path: Path) -> None:
    write(tmp_path, a__one=essay("X"), b__one=essay("Y"), one="")
    assert "warning[W508]: 'one' is the name of several essays" in problems(tmp_path)


# ------------------------------------------------------------------ building again


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("essays/two.md", "A word.", "Another word."),
        ("essays/two.md", "title: Two", "title: Two\nsummary: Anew."),
        ("essays/_paths/begin-here.md", "For newcomers.", "For all."),
        ("essays/_paths/begin-here.md", "Then doubt it.", "Then believe it."),
        ("essays/_paths/begin-here.md", "  - ../three.md\n", ""),
        ("essays/three.md", "title: Three", "title: Three\ndraft: true"),
    ],
)
def test_edit_gives_the_same_bytes_as_a_build_from_nothing(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    build(write(tmp_path))
    file = tmp_path / name
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    build(tmp_path)
    again = tree(tmp_path / "public")
    anew = tmp_path / "anew"
    copytree(tmp_path / "essays", anew / "essays")
    copy(tmp_path / "site.yaml", anew)
    build(anew)
    assert again == tree(anew / "public")


# ------------------------------------------------------------------ words and script


def test_phrases_with_numbers_and_names_have_their_places_in_every_language() -> None:
    for language in ("en", "de", "fr", "es", "it", "nl", "pt"):
        spoken = words(language)
        assert spoken["on_path"].count("{}") == spoken["path_continue"].count("{}") == 1
        assert spoken["step_of"].count("{}") == 2


def test_scripts_of_paths_are_under_a_kilobyte_and_send_nothing() -> None:
    essay_script = (ROOT / "static/essay.js").read_text("utf-8")
    start, end = essay_script.index("// Reading paths"), essay_script.index("// Permalinks")
    for script in ((ROOT / "static/path.js").read_text("utf-8"), essay_script[start:end]):
        assert len(script.encode()) < 1024
        assert not re.search(r"fetch|XMLHttp|sendBeacon|https?:|cookie", script)
