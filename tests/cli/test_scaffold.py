"""Files that ``init`` and ``new`` write, and files that they leave alone."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config.config import Config
from sitegen.config.schema.nodes import UNPRINTABLE
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.content.loader.split import split
from sitegen.model import Meta
from sitegen.problems.errors import Place, Problem, SitegenError
from sitegen.scaffold import find_site, new_essay, starter_files, write_new
from sitegen.text.slugs import slugify

DAY = date(2010, 4, 8)


def read(path: str, text: str) -> Meta:
    meta, problems = read_front_matter(split(path, "essay", text), Config())
    assert problems == ()
    return meta


def tree(root: Path) -> dict[str, str]:
    return {
        file.relative_to(root).as_posix(): file.read_text("utf-8")
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


# ------------------------------------------------------------------ a collection


def test_starter_is_settings_three_essays_two_themes_a_picture_and_a_page() -> None:
    assert list(starter_files("Mine", "")) == [
        ".gitignore",
        "essays/_pages/about.md",
        "essays/_themes/connections.md",
        "essays/_themes/writing.md",
        "essays/begin-with-one-essay.md",
        "essays/links-notes-and-pictures/essays.svg",
        "essays/links-notes-and-pictures/index.md",
        "essays/themes-and-passages.md",
        "site.yaml",
    ]


def test_starter_essays_have_between_120_and_250_words() -> None:
    for path, text in starter_files("Mine", "").items():
        if path.endswith(".md") and "/_" not in path:
            body = split(path, "essay", text).body
            assert 120 <= len(body.split()) <= 250, path


def test_title_and_author_of_the_settings_are_quoted_whatever_they_hold() -> None:
    settings = starter_files('It\'s: {author} "1" # yes', "\\ Ä, {title}")["site.yaml"]
    assert 'title: "It\'s: {author} \\"1\\" # yes"\n' in settings
    assert 'author: "\\\\ Ä, {title}"\n' in settings


# ------------------------------------------------------------------ an essay


def test_new_essay_is_a_draft_with_its_front_matter_filled() -> None:
    essay = new_essay("The Value-Mix: why?", DAY, ["passion", "the three R's"], bundle=False)
    assert essay == (
        "essays/the-value-mix-why.md",
        '---\ntitle: "The Value-Mix: why?"\ndate: 2010-04-08\nsummary: ""\n'
        'tags: ["passion", "the three R\'s"]\ndraft: true\n---\n\n',
    )


def test_bundle_has_a_folder_of_its_own() -> None:
    assert new_essay("Größe", DAY, [], bundle=True)[0] == "essays/grösse/index.md"


def test_essay_called_readme_is_a_bundle_as_a_readme_is_no_essay() -> None:
    assert new_essay("README", DAY, [], bundle=False)[0] == "essays/readme/index.md"


def test_title_without_a_letter_or_digit_is_a_problem() -> None:
    with pytest.raises(SitegenError) as caught:
        new_essay("?! …", DAY, [], bundle=False)
    assert caught.value.problems == (
        Problem(
            Place("essays"),
            "E854",
            "the title '?! …' has no letter or digit",
            "use a title with letters or digits",
        ),
    )


@given(st.text(), st.lists(st.text(min_size=1).map(slugify).filter(bool), unique=True), st.dates())
def test_any_title_reads_back_as_one_line_of_itself(title: str, tags: list[str], day: date) -> None:
    title += "x"  # a word, so that an address can be made
    path, text = new_essay(title, day, tags, bundle=False)
    meta = read(path, text)
    assert meta.title == " ".join(UNPRINTABLE.sub(" ", title).split())
    assert [tag.text for tag in meta.tags] == tags
    assert meta.date is not None
    assert meta.date.at.date() == day
    assert (meta.status, meta.summary) == ("draft", "")


@given(st.text())
def test_any_title_makes_a_file_name_inside_essays_that_every_system_takes(title: str) -> None:
    path, _ = new_essay(title + "x", DAY, [], bundle=False)
    folder, _, name = path.removeprefix("essays/").rpartition("/")
    assert folder in ("", "readme")
    assert not UNPRINTABLE.search(name)
    assert len(name.encode()) <= 255


# ------------------------------------------------------------------ where


def test_site_is_the_nearest_folder_above_with_settings(tmp_path: Path) -> None:
    inside = tmp_path / "site/essays/bundle"
    inside.mkdir(parents=True)
    for settings in (tmp_path / "site.yaml", tmp_path / "site/site.yaml"):
        settings.touch()
    assert find_site(inside) == tmp_path / "site"
    assert find_site(tmp_path) == tmp_path


def test_outside_a_site_the_problem_says_how_to_begin_one(tmp_path: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        find_site(tmp_path)
    assert caught.value.problems == (
        Problem(
            Place("site.yaml"),
            "E853",
            "not found here or in any folder above",
            "go to the folder of your collection, or create one: sitegen init DIR",
        ),
    )


# ------------------------------------------------------------------ writing


def test_files_are_written_with_their_folders_beside_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write_new(tmp_path, {"a.md": "ä\n", "b/c/d.md": ""})
    assert tree(tmp_path) == {"a.md": "ä\n", "b/c/d.md": "", "notes.txt": "mine"}


def test_line_ends_are_the_same_on_every_system(tmp_path: Path) -> None:
    write_new(tmp_path, {"a.md": "one\ntwo\n"})
    assert (tmp_path / "a.md").read_bytes() == b"one\ntwo\n"


def test_nothing_is_written_when_one_file_exists(tmp_path: Path) -> None:
    (tmp_path / "c.md").write_text("mine")
    (tmp_path / "d.md").symlink_to("nowhere")
    with pytest.raises(SitegenError) as caught:
        write_new(tmp_path, {"a.md": "", "b/b.md": "", "c.md": "", "d.md": ""})
    assert caught.value.problems == (
        Problem(
            Place("c.md"),
            "E851",
            "already exists, and so do 'd.md'; nothing was written",
            "choose another name, or move the file away",
        ),
    )
    assert sorted(tmp_path.iterdir()) == [tmp_path / "c.md", tmp_path / "d.md"]
    assert (tmp_path / "c.md").read_text() == "mine"


def test_what_was_written_goes_when_a_later_file_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("a file where a folder should be")
    with pytest.raises(SitegenError) as caught:
        write_new(tmp_path, {"a.md": "new", "b/b.md": "", "c.md": ""})
    assert caught.value.problems == (
        Problem(
            Place("b/b.md"),
            "E852",
            "cannot be written: file exists",
            "check the permissions of its folder",
        ),
    )
    assert tree(tmp_path) == {"b": "a file where a folder should be"}
