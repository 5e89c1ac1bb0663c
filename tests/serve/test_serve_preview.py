"""The site in memory: always the last good one, as a build would write it, with its changes."""

from pathlib import Path

import pytest

from sitegen.problems.errors import Place
from sitegen.serve.desk.editor import editor_link, link_pattern
from sitegen.serve.site import Change, Edit
from support.edited_preview import edit, preview_of, served, text, updated
from support.problem_text import printed
from support.site import CONFIG, build, essay, tree, write_site

SITE = f"""\
-- essays/harbour.md --
{essay("Harbour", "The first paragraph stays.", tags="[sea]")}
The second one changes.
-- essays/lighthouse.md --
{essay("Lighthouse", "See [the harbour](harbour.md).", tags="[sea]")}
-- essays/plan.md --
{essay("Plan", "Not yet.", status="draft")}
-- essays/later.md --
{essay("Later", "Soon.", date="2027-03-04")}
-- static/note.txt --
A file.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path, SITE)


def test_every_file_is_served_as_a_build_writes_it(root: Path) -> None:
    build(root, "--drafts", "--future")
    written = tree(root / "public")
    del written[".sitegen-manifest.json"]
    assert dict(served(preview_of(root), list(written))) == written
    assert preview_of(root).not_found() == written["404.html"]


def test_search_has_the_words_of_essays_whatever_index_a_build_makes(root: Path) -> None:
    edit(root / "site.yaml", "author: ", "search: full\nauthor: ")
    preview = preview_of(root)
    assert 'data-parts=""' in text(preview, "/search/")
    assert "paragr" in text(preview, "/search/words.txt")
    edit(root / "site.yaml", "search: full", "search: off")
    updated(preview)
    assert preview.get("/search/words.txt") is None


def test_drafts_and_future_essays_say_why_a_build_would_hold_them_back(root: Path) -> None:
    preview = preview_of(root)
    reasons = {}
    for path in ("/harbour/", "/plan/", "/later/", "/note.txt"):
        found = preview.get(path)
        assert found is not None
        reasons[path] = found.held
    assert reasons == {
        "/harbour/": "",
        "/plan/": "it is a draft",
        "/later/": "it appears on 2027-03-04",
        "/note.txt": "",
    }


def test_drafts_are_held_back_where_the_editor_wants_it(root: Path) -> None:
    preview = preview_of(root, drafts=False)
    assert [preview.get("/plan/"), preview.get("/later/")] == [None, None]


def test_a_site_below_a_path_is_served_below_that_path(root: Path) -> None:
    edit(root / "site.yaml", "trial.example/", "trial.example/deep/")
    preview = preview_of(root)
    assert preview.home == "/deep/"
    assert "Harbour" in text(preview, "/deep/harbour/")
    assert preview.get("/harbour/") is None


# ------------------------------------------------------------------ changes


def test_nothing_changed_is_no_change(root: Path) -> None:
    preview = preview_of(root)
    (root / "essays/harbour.md").touch()
    assert preview.update() is None
    assert preview.version == 1


def test_an_edited_text_is_served_and_its_paragraph_named(root: Path) -> None:
    preview = preview_of(root)
    text(preview, "/harbour/")
    text(preview, "/lighthouse/")
    edit(root / "essays/harbour.md", "one changes", "one has changed")
    change = updated(preview)
    assert "The second one has changed." in text(preview, "/harbour/")
    assert change == Change(
        version=2,
        sources=("essays/harbour.md",),
        changed=("/harbour/",),
        edited=Edit("/harbour/", ("p-the-second-one-has",)),
        css=False,
        problems=(),
        replaced=True,
    )


@pytest.mark.slow
def test_after_many_edits_the_site_is_that_of_a_clean_build(root: Path) -> None:
    preview = preview_of(root)
    harbour, lighthouse = root / "essays/harbour.md", root / "essays/lighthouse.md"
    steps = [
        (harbour, "The second", "In between.\n\nThe second"),
        (harbour, "In between.", "[To the light](lighthouse.md)."),
        (lighthouse, "See [the harbour](harbour.md).", "See [it](harbour.md#not-there)."),
        (harbour, "tags: [sea]", "tags: [sea, land]"),
        (harbour, "The second", "## A heading\n\nThe second"),
        (lighthouse, "#not-there", "#a-heading"),
        (lighthouse, "#a-heading", "#p-a-fourth-one"),
        (harbour, "The second", "A fourth one.\n\nThe second"),
        (harbour, "A fourth one", "A fifth one"),
        (lighthouse, "date: 2020-01-02", "date: 2019-01-02"),
        (root / "essays/plan.md", "status: draft", "status: published"),
    ]
    for file, old, new in steps:
        edit(file, old, new)
        updated(preview)
        build(root, "--drafts", "--future")
        written = tree(root / "public")
        del written[".sitegen-manifest.json"]
        assert dict(served(preview, list(written))) == written, new


def test_an_edit_of_the_same_size_within_one_tick_of_the_clock_is_seen(root: Path) -> None:
    preview = preview_of(root)
    for word in ("stays", "stars", "stabs", "stags"):
        edit(root / "essays/harbour.md", "The first", "The first")
        file = root / "essays/harbour.md"
        content = file.read_text().splitlines(keepends=True)
        content[6 if content[5] == "\n" else 5] = f"The first paragraph {word}.\n"
        file.write_text("".join(content))
        preview.update()
        assert f"The first paragraph {word}." in text(preview, "/harbour/")


def test_a_title_changes_the_open_pages_that_show_it(root: Path) -> None:
    preview = preview_of(root)
    for path in ("/", "/lighthouse/", "/note.txt", "/themes/"):
        preview.get(path)
    edit(root / "essays/harbour.md", "title: Harbour", "title: Haven")
    change = updated(preview)
    assert "/lighthouse/" in change.changed
    assert "Haven" in text(preview, "/lighthouse/")


def test_a_new_text_a_deleted_and_a_renamed_one_are_taken_in(root: Path) -> None:
    preview = preview_of(root)
    text(preview, "/harbour/")
    (root / "essays/new.md").write_text(essay("New"))
    change = updated(preview)
    assert change.edited == Edit("/new/", ("p-some-words",))
    (root / "essays/new.md").rename(root / "essays/newer.md")
    assert updated(preview).sources == ("essays/new.md", "essays/newer.md")
    assert preview.get("/new/") is None
    (root / "essays/harbour.md").unlink()
    assert "/harbour/" in updated(preview).changed
    assert preview.get("/harbour/") is None


def test_a_template_is_used_as_long_as_it_exists(root: Path) -> None:
    preview = preview_of(root)
    usual = text(preview, "/harbour/")
    (root / "templates").mkdir()
    own = root / "templates/essay.html"
    own.write_text("<title>{{ head.title }}</title>")
    change = updated(preview)
    assert (change.sources, change.changed) == (("templates/essay.html",), ("/harbour/",))
    assert text(preview, "/harbour/").startswith("<title>Harbour")
    own.unlink()
    updated(preview)
    assert text(preview, "/harbour/") == usual


def test_a_change_of_a_style_sheet_is_marked(root: Path) -> None:
    preview = preview_of(root)
    (root / "static/wide.css").write_text("p { color: red }")
    change = updated(preview)
    assert (change.css, change.sources) == (True, ("static/wide.css",))
    found = preview.get("/wide.css")
    assert found is not None
    assert found.content == root / "static/wide.css"


def test_a_setting_holds_at_once(root: Path) -> None:
    preview = preview_of(root)
    text(preview, "/")
    edit(root / "site.yaml", "title: Trial", "title: Second Trial")
    assert updated(preview).sources == ("site.yaml",)
    assert "Second Trial" in text(preview, "/")


# ------------------------------------------------------------------ broken and fixed


def test_all_mistakes_of_all_files_are_reported_and_the_last_good_site_stays(root: Path) -> None:
    preview = preview_of(root)
    before = text(preview, "/harbour/")
    edit(root / "essays/harbour.md", "title: Harbour", "title: Harbour\nships")
    edit(root / "essays/lighthouse.md", "date: 2020-01-02", "date: 2020-01-02\nlight")
    change = updated(preview)
    assert (change.version, change.replaced, change.changed) == (1, False, ())
    assert [str(problem.place) for problem in change.problems] == [
        "essays/harbour.md:3:1",
        "essays/lighthouse.md:4:1",
    ]
    assert text(preview, "/harbour/") == before
    assert preview.update() is None
    edit(root / "essays/harbour.md", "title: Harbour\nships", "title: Harbour")
    edit(root / "essays/lighthouse.md", "date: 2020-01-02\nlight", "date: 2020-01-02")
    change = updated(preview)
    assert (change.version, change.replaced, change.problems) == (2, True, ())


def test_the_preview_survives_the_loss_of_its_settings(root: Path) -> None:
    preview = preview_of(root)
    (root / "site.yaml").unlink()
    assert [problem.code for problem in updated(preview).problems] == ["E801"]
    assert "Harbour" in text(preview, "/harbour/")
    (root / "site.yaml").write_text(CONFIG)
    assert updated(preview).problems == ()


def test_a_preview_may_begin_broken_and_be_fixed(root: Path) -> None:
    (root / "site.yaml").write_text("title: [")
    preview = preview_of(root)
    assert preview.get("/") is None
    assert b"<b>site.yaml:1:8</b>" in preview.not_found()
    (root / "site.yaml").write_text(CONFIG)
    assert updated(preview).version == 1
    assert "Harbour" in text(preview, "/")


def test_a_mistake_that_shows_only_in_a_filled_template_is_reported_for_open_pages(
    root: Path,
) -> None:
    preview = preview_of(root)
    before = text(preview, "/harbour/")
    (root / "templates").mkdir()
    own = root / "templates/essay.html"
    own.write_text("<title>{{ head.tilte }}</title>")
    assert printed(updated(preview).problems) == (
        "templates/essay.html:1: error[E704]: 'Head' has no attribute 'tilte', "
        "while rendering /harbour/\n  hint: did you mean 'title'?"
    )
    assert text(preview, "/harbour/") == before
    own.unlink()
    assert updated(preview).problems == ()


def test_a_page_that_cannot_be_made_says_why(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/essay.html").write_text("{{ 1 / 0 }}")
    found = preview_of(root).get("/harbour/")
    assert found is not None
    assert found.status == 500
    assert isinstance(found.content, bytes)
    assert b"<b>templates/essay.html:1</b> ZeroDivisionError: division by zero" in found.content


# ------------------------------------------------------------------ links to the editor


@pytest.mark.parametrize(
    ("command", "address"),
    [
        ("", "vscode://file/site/essays/a%20b.md:3:7"),
        ("code -w", "vscode://file/site/essays/a%20b.md:3:7"),
        (
            "/usr/local/bin/subl --wait",
            "subl://open?url=file:///site/essays/a%20b.md&line=3&column=7",
        ),
        ("idea", "idea://open?file=/site/essays/a%20b.md&line=3&column=7"),
        ("x://{path}?{line},{column}", "x:///site/essays/a%20b.md?3,7"),
        ("vim", ""),
    ],
)
def test_a_place_opens_in_the_editor(command: str, address: str) -> None:
    assert (
        editor_link(link_pattern(command), Path("/site"), Place("essays/a b.md", 3, 7)) == address
    )


def test_a_whole_file_opens_at_its_first_line() -> None:
    assert (
        editor_link("x:{path}:{line}:{column}", Path("/s"), Place("site.yaml"))
        == "x:/s/site.yaml:1:1"
    )


def test_the_lock_file_is_obeyed_as_soon_as_it_comes_and_missed_when_it_breaks(
    tmp_path: Path,
) -> None:
    old = "Listening is rarer than speaking, although nobody was thanked for interrupting."
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay(body=old)}")
    build(root)
    lock, anchor = root / "essays/.anchors.yaml", '<span id="p-listening-is-rarer-than"></span>'
    known = lock.read_bytes()
    lock.unlink()
    edit(root / "essays/a.md", "Listening", "It seems to me that listening")
    preview = preview_of(root)
    assert anchor not in text(preview, "/a/")
    lock.write_bytes(known)
    updated(preview)
    assert anchor in text(preview, "/a/")
    edit(root / "essays/a.md", "speaking", "talking")
    assert preview.update_file(str(root / "essays/a.md"))
    assert anchor in text(preview, "/a/")
    lock.write_bytes(known + b"<<<<<<< HEAD\n")
    for _ in range(2):
        preview.update()
        assert [problem.code for problem in preview.problems] == ["W115"]
    lock.write_bytes(known)
    assert updated(preview).problems == ()
    assert anchor in text(preview, "/a/")


def test_a_file_that_no_page_has_is_not_a_change(root: Path) -> None:
    (root / "essays/harbour.md").write_text(essay("Harbour", "![Plan](plan.png)"))
    preview = preview_of(root)
    (root / "essays/serve.log").write_text("a line")
    assert preview.update() is None
    (root / "essays/plan.png").write_text("a picture")
    change = preview.update()
    assert change
    assert change.sources == ("essays/plan.png",)
