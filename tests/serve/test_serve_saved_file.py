"""One saved file: its own page follows at once, and all else with the next update."""

from pathlib import Path
from random import Random

import pytest

from sitegen.model import Html, Words
from sitegen.serve.preview.edition import changed_ids
from sitegen.serve.preview.preview import Preview
from support.edited_preview import edit, preview_of, served, text
from support.site import build, essay, tree, write_site

SITE = f"""\
-- essays/harbour.md --
{essay("Harbour", "Ships.", tags="[sea]")}
-- essays/lighthouse.md --
{essay("Lighthouse", "See [the harbour](harbour.md#p-ships).", tags="[sea, night]")}
-- essays/_themes/sea.md --
{essay("The Sea", "Water.")}
-- essays/_paths/coast.md --
{essay("The Coast", "A walk.", steps="[harbour]")}
-- essays/_pages/about.md --
{essay("About", "Us.")}
-- templates/essay.html --
{{% extends "default/essay.html" %}}
"""

PATH = f"""\
-- essays/_paths/coast.md --
{essay("Coast", "By the water.", steps="[{essay: harbour}, {essay: lighthouse}]")}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path, SITE)


def agrees(preview: Preview, root: Path) -> None:
    build(root, "--drafts", "--future")
    written = tree(root / "public")
    del written[".sitegen-manifest.json"]
    assert dict(served(preview, list(written))) == written


def test_new_words_are_served_at_once_and_leave_an_update_nothing_to_do(root: Path) -> None:
    preview = preview_of(root)
    edit(root / "essays/harbour.md", "Ships.", "Ships. And cranes.")
    edit(root / "essays/lighthouse.md", "See", "Do see")
    change = preview.update_file(str(root / "essays/harbour.md"))
    assert change is not None
    assert (change.version, change.sources) == (2, ("essays/harbour.md",))
    assert "And cranes." in text(preview, "/harbour/")
    assert "Do see" not in text(preview, "/lighthouse/")
    assert preview.update() is not None
    assert preview.update() is None
    agrees(preview, root)


def test_a_title_and_a_tag_are_on_the_texts_own_page_at_once_and_elsewhere_after_an_update(
    root: Path,
) -> None:
    preview = preview_of(root)
    text(preview, "/lighthouse/")
    text(preview, "/")
    edit(root / "essays/harbour.md", "title: Harbour", "title: Haven")
    edit(root / "essays/harbour.md", "[sea]", "[The Sea, wind]")
    change = preview.update_file(str(root / "essays/harbour.md"))
    assert change is not None
    assert change.changed == ("/harbour/",)
    page = text(preview, "/harbour/")
    assert "Haven" in page
    assert '<a href="/themes/wind/"' in page
    assert "Haven" not in text(preview, "/")
    after = preview.update()
    assert after is not None
    assert (after.sources, after.edited) == ((), None)
    assert set(after.changed) >= {"/", "/lighthouse/"}
    agrees(preview, root)


def test_new_words_are_served_on_the_page_for_print_of_a_reading_path(root: Path) -> None:
    write_site(root, PATH)
    preview = preview_of(root)
    text(preview, "/paths/coast/print/")
    edit(root / "essays/lighthouse.md", "See", "Do see")
    assert preview.update_file(str(root / "essays/lighthouse.md")) is not None
    assert "Do see" in text(preview, "/paths/coast/print/")
    after = preview.update()
    assert after is not None
    assert after.changed == ("/",)  # which shows how the essay begins
    agrees(preview, root)


def test_a_reading_path_is_left_to_the_update(root: Path) -> None:
    write_site(root, PATH)
    preview = preview_of(root)
    text(preview, "/paths/coast/")
    edit(root / "essays/_paths/coast.md", "title: Coast", "title: Shore")
    assert preview.update_file(str(root / "essays/_paths/coast.md")) is None
    assert preview.update() is not None
    assert "Shore" in text(preview, "/paths/coast/")
    agrees(preview, root)


def test_a_template_is_shown_at_once_on_the_page_that_was_asked_for_last(root: Path) -> None:
    preview = preview_of(root)
    for path in ("/lighthouse/", "/harbour/"):
        text(preview, path)
    own = root / "templates/essay.html"
    own.write_text("<title>{{ head.title }}</title>")
    change = preview.update_file(str(own))
    assert change is not None
    assert change.changed == ("/harbour/",)
    assert text(preview, "/harbour/").startswith("<title>Harbour")
    after = preview.update()
    assert after is not None
    assert after.changed == ("/lighthouse/",)
    own.write_text("<title>Once more {{ head.title }}</title>")
    change = preview.update_file(str(own))
    assert change is not None
    assert change.changed == ("/harbour/",)
    agrees(preview, root)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("essays/harbour.md", "title: Harbour", "title: Harbour\nships"),
        ("essays/harbour.md", "2020-01-02", "2021-01-02"),
        ("essays/harbour.md", "Ships.", "[Light](lighthouse.md)"),
        ("essays/_themes/sea.md", "Water.", "Salt water."),
        ("essays/_paths/coast.md", "A walk.", "A long walk."),
        ("templates/essay.html", "{% extends", "{% extend"),
        ("site.yaml", "Trial", "Another"),
    ],
)
def test_what_cannot_be_shown_at_once_is_left_to_the_update(
    root: Path, file: str, old: str, new: str
) -> None:
    preview = preview_of(root)
    edit(root / file, old, new)
    assert preview.update_file(str(root / file)) is None
    assert preview.version == 1
    assert preview.update() is not None


def test_a_text_that_became_a_link_out_of_the_site_is_not_read(root: Path) -> None:
    secret = root / "secret.md"
    secret.write_text(essay("Secret"))
    preview = preview_of(root)
    (root / "essays/harbour.md").unlink()
    (root / "essays/harbour.md").symlink_to(secret)
    assert preview.update_file(str(root / "essays/harbour.md")) is None


def test_two_saved_files_before_an_update_lose_nothing(root: Path) -> None:
    preview = preview_of(root)
    edit(root / "essays/harbour.md", "title: Harbour", "title: Haven")
    assert preview.update_file(str(root / "essays/harbour.md"))
    edit(root / "essays/_pages/about.md", "Us.", "Us all.")
    assert preview.update_file(str(root / "essays/_pages/about.md"))
    assert "Us all." in text(preview, "/about/")
    preview.update()
    agrees(preview, root)


@pytest.mark.slow
def test_a_hundred_mixed_edits_end_each_with_the_site_of_a_clean_build(root: Path) -> None:
    randomly = Random(4)
    preview = preview_of(root)
    good = {path: path.read_text() for path in sorted(root.rglob("*.md"))}
    edits = [
        ("Ships.", "Ships and {}."),
        ("title: Harbour", "title: Harbour {}"),
        ("title: About", "title: About {}"),
        ("[sea, night]", "[sea, t{}]"),
        ("2020-01-02", "20{}-01-02"),
        ("Water.", "Water {}."),
        ("See", "## Heading {}\n\nSee"),
        ("#p-ships", "#p-ships-and-{}"),
        ("---\n\n", "status: draft\n---\n\n"),
        ("title: L", "broken\ntitle: L"),
    ]
    for step in range(100):
        file = randomly.choice(list(good))
        old, new = randomly.choice(edits)
        file.write_text(good[file].replace(old, new.format(10 + step % 80)))
        preview.get(
            randomly.choice(["/", "/harbour/", "/lighthouse/", "/feed.xml", "/themes/sea/"])
        )
        preview.update_file(str(file))
        preview.update()
        if step % 10 == 9:
            for path, words in good.items():
                if "broken\n" in path.read_text():
                    path.write_text(words)
            preview.update()
            agrees(preview, root)


def test_only_appended_paragraphs_have_changed() -> None:
    before = Words(Html('<p id="a">One.</p>\n'))
    after = Words(
        Html('<p id="a">One.</p>\n<blockquote>\n<p class="x" id="b">Two.</p></blockquote>')
    )
    assert changed_ids(before, after) == ("b",)
    assert changed_ids(after, before) == ()
