"""What a newcomer meets: a wrong folder, a mistyped name, a folder for imported posts."""

from pathlib import Path

import pytest

from sitegen.text.suggest import nearest
from support.site import build, essay, problems, sitegen, write_site

SITE = "-- site.yaml --\ntitle: Walks\n-- essays/one.md --\n" + essay("One", "Words.")
FEED = (
    "<rss version='2.0'><channel><title>Old</title><link>https://old.example/</link><item>"
    "<title>A post</title><link>https://old.example/a</link><pubDate>Mon, 05 Oct 2026 10:00:00 GMT"
    "</pubDate><description>Some words of the post.</description></item></channel></rss>"
)


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_folder_inside_of_a_collection_names_the_collection(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path, SITE)
    monkeypatch.chdir(root / "essays")
    run = sitegen(command)
    assert run.code == 1
    assert "error[E801]" in run.err
    assert "hint: the collection is in '..': go there first, or name it" in run.err
    assert run.out == ""


def test_a_new_folder_for_imported_posts_is_a_collection_of_its_own(tmp_path: Path) -> None:
    root = write_site(tmp_path / "old", SITE)
    (tmp_path / "feed.xml").write_text(FEED, "utf-8")
    before = sorted(path.name for path in (root / "essays").iterdir())
    run = sitegen("import", tmp_path / "feed.xml", "--into", root / "mine")
    assert run.code == 0, run.err
    assert (root / "mine/site.yaml").is_file()
    assert sorted(path.name for path in (root / "essays").iterdir()) == before
    assert sitegen("import", tmp_path / "feed.xml", "--into", root / "essays/old").code == 0
    assert list((root / "essays/old").glob("*.md"))


@pytest.mark.parametrize(
    ("written", "meant"), [("tgas", "tags"), ("dtae", "date"), ("daet", "date"), ("tilte", "title")]
)
def test_two_letters_that_changed_places_are_one_slip(written: str, meant: str) -> None:
    assert nearest(written, ["aliases", "date", "tags", "title"], 0.8) == meant


def test_a_key_with_swapped_letters_is_reported(tmp_path: Path) -> None:
    text = "---\ntitle: One\ndtae: 2026-10-01\n---\nWords.\n"
    root = write_site(tmp_path, f"-- essays/one.md --\n{text}")
    assert "did you mean 'date'?" in problems(root)


def test_a_template_with_a_mistyped_name_is_reported(tmp_path: Path) -> None:
    part = "{% include 'pages.html' ignore missing %}{{ super() }}"
    own = '{% extends "default/base.html" %}{% block footer %}' + part + "{% endblock %}\n"
    root = write_site(
        tmp_path,
        f"{SITE}-- templates/_foter.html --\n<p>Foot</p>\n-- templates/pages.html --\n<p>Part</p>\n"
        f"-- templates/base.html --\n{own}",
    )
    run = build(root)
    assert "templates/_foter.html: warning[W710]: this template is not used" in run.err
    assert "did you mean '_footer.html'?" in run.err
    assert run.err.count("W710") == 1
    assert "W710" in build(root).err
    assert "W710" in sitegen("check", root).err


def test_an_unknown_page_in_the_navigation_gets_a_suggestion(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE + "-- essays/_pages/about.md --\nWords.\n")
    (root / "site.yaml").write_text("title: Walks\npages: [abuot]\n", "utf-8")
    assert "page 'abuot' not found\n  hint: did you mean 'about'?" in build(root).err


def test_an_empty_list_in_a_template_gets_a_hint(tmp_path: Path) -> None:
    block = "{% block after %}{{ card.authors[0].name }}{% endblock %}"
    own = '{% extends "default/essay.html" %}' + block
    root = write_site(tmp_path, f"{SITE}-- templates/essay.html --\n{own}\n")
    assert "the list has 0 entries, none of them at [0]" in problems(root)
    assert "hint: test the list first: {% if … %}" in problems(root)


def test_texts_in_other_formats_are_named(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE + "-- essays/old.txt --\nWords.\n")
    assert "1 text is not read: the format is not Markdown: old.txt" in build(root).err
