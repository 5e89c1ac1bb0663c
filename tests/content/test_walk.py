"""Walking ``essays/``: which files belong to the collection, and links among them."""

import os
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.content.loader.walk import Tree, load, read, walk
from sitegen.problems.errors import Place, Problem


def _write(root: Path, *paths: str, content: bytes = b"Text\n") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def _link(root: Path, path: str, target: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).symlink_to(target)


def _refused(path: str, why: str) -> Problem:
    hint = "replace the link by the file itself, or remove it"
    return Problem(Place(path), "W111", f"link {why} and is not followed", hint)


# ------------------------------------------------------------------ which files


def test_the_folders_say_what_a_text_is(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "essays/b.md",
        "essays/a.md",
        "essays/2010/values/index.md",
        "essays/2010/values/chart.png",
        "essays/_themes/passion.md",
        "essays/_themes/old/value.markdown",
        "essays/_paths/begin.md",
        "essays/_paths/README.md",
        "essays/_pages/about.md",
        "essays/_pages/more/colophon.md",
        "essays/_pages/more/portrait.jpg",
    )
    assert walk(tmp_path) == Tree(
        essays=("essays/2010/values/index.md", "essays/a.md", "essays/b.md"),
        themes=("essays/_themes/old/value.markdown", "essays/_themes/passion.md"),
        pages=("essays/_pages/about.md", "essays/_pages/more/colophon.md"),
        paths=("essays/_paths/begin.md",),
        assets=("essays/2010/values/chart.png", "essays/_pages/more/portrait.jpg"),
    )


def test_every_suffix_of_markdown_is_a_text(tmp_path: Path) -> None:
    names = ("a.md", "b.markdown", "c.mkd", "d.mdown", "e.mdx", "f.MD", "g.h.Markdown")
    _write(tmp_path, *(f"essays/{name}" for name in names), "essays/md", "essays/x.md.txt")
    tree = walk(tmp_path)
    assert tree.essays == tuple(f"essays/{name}" for name in names)
    assert tree.assets == ("essays/md", "essays/x.md.txt")


def test_readmes_backups_hidden_and_underscored_files_are_left_out(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "essays/README.md",
        "essays/deep/ReadMe.markdown",
        "essays/.hidden.md",
        "essays/.git/config.md",
        "essays/_routes/chart.png",
        "essays/_headers",
        "essays/_pages/readme.md",
        "essays/Icon\r",
        "essays/a.md~",
        "essays/#a.md#",
    )
    assert walk(tmp_path) == Tree()


def test_odd_names_are_kept_as_the_disk_spells_them(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "é.md")
    names = sorted(
        ["a b.md", "c#.md", "100%.md", "c++.md", "日本.md", decomposed, "a\\b.md", "?.md"]
    )
    _write(tmp_path, *(f"essays/{name}" for name in names))
    assert walk(tmp_path).essays == tuple(f"essays/{name}" for name in names)
    assert [source.path for source in load(tmp_path)[0]] == [f"essays/{name}" for name in names]


@pytest.mark.parametrize(
    ("name", "shown", "what"),
    [
        (b"caf\xe9.md", r"caf\xe9.md", "bytes that are not UTF-8"),
        (b"a\x1b[31m.md", r"a\x1b[31m.md", "a control character"),
        (b"a\nb.md", r"a\nb.md", "a control character"),
        ("a\u2028b.md".encode(), r"a\u2028b.md", "a control character"),
    ],
)
def test_a_name_that_no_address_can_hold_is_an_error(
    tmp_path: Path, name: bytes, shown: str, what: str
) -> None:
    _write(tmp_path, "essays/é/a.md")
    os.close(os.open(os.fsencode(tmp_path / "essays" / "é") + b"/" + name, os.O_CREAT))
    problem = Problem(
        Place(f"essays/é/{shown}"), "E103", f"name '{shown}' contains {what}", "rename it"
    )
    assert walk(tmp_path) == Tree(essays=("essays/é/a.md",), problems=(problem,))


def test_another_file_with_such_a_name_is_left_out(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a.md", "essays/a\nb.png")
    message = r"name 'a\nb.png' contains a control character; the file is not published"
    problem = Problem(Place(r"essays/a\nb.png"), "W117", message, "rename it")
    assert walk(tmp_path) == Tree(essays=("essays/a.md",), problems=(problem,))


@given(st.permutations(["a/x.md", "a.md", "a/b/y.md", "b.png", "_pages/p.md", "_themes/t.md"]))
@settings(max_examples=20)
def test_the_order_in_which_files_came_to_be_does_not_matter(paths: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), *(f"essays/{path}" for path in paths))
        assert walk(Path(folder)) == Tree(
            essays=("essays/a.md", "essays/a/b/y.md", "essays/a/x.md"),
            themes=("essays/_themes/t.md",),
            pages=("essays/_pages/p.md",),
            assets=("essays/b.png",),
        )


def test_a_missing_folder_of_essays_is_an_error(tmp_path: Path) -> None:
    hint = 'create it, or create an essay there: sitegen new "A Good Title"'
    problem = Problem(Place("essays"), "E101", "folder 'essays' not found", hint)
    assert load(tmp_path) == ((), Tree(problems=(problem,)))


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    _write(tmp_path, "essays")
    hint = "rename the file; texts belong in a folder named essays"
    problem = Problem(Place("essays"), "E101", "'essays' is not a folder", hint)
    assert walk(tmp_path) == Tree(problems=(problem,))


@pytest.mark.slow
def test_folders_nested_beyond_the_stack_are_walked(tmp_path: Path) -> None:
    _write(tmp_path, "site.yaml", "essays/z.md")
    deepest = tmp_path / "essays"
    for _ in range(1100):
        deepest /= "d"
        deepest.mkdir()
    _write(deepest, "a.md")
    essays = walk(tmp_path).essays
    (deepest / "a.md").unlink()
    os.removedirs(deepest)  # whoever tidies up later may recurse
    assert essays == (f"essays/{'d/' * 1100}a.md", "essays/z.md")


# ------------------------------------------------------------------ links


def test_links_inside_the_collection_are_followed(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a/a.md", "essays/_shared/chart.png")
    _link(tmp_path, "essays/b.md", "a/a.md")
    _link(tmp_path, "essays/a/images", "../_shared")
    tree = walk(tmp_path)
    assert tree == Tree(
        essays=("essays/a/a.md", "essays/b.md"), assets=("essays/a/images/chart.png",)
    )
    assert read(tmp_path, "essays/b.md", "essay").body == "Text\n"
    assert [source.body for source in load(tmp_path)[0]] == ["Text\n", "Text\n"]


def test_the_folder_of_essays_may_itself_be_a_link(tmp_path: Path) -> None:
    _write(tmp_path, "vault/a.md")
    _link(tmp_path, "site/essays", "../vault")
    (source,), tree = load(tmp_path / "site")
    assert (source.path, source.body) == ("essays/a.md", "Text\n")
    assert tree == Tree(essays=("essays/a.md",))


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("../secret.md", "leads out of essays/"),
        ("/dev/zero", "leads out of essays/"),
        ("../essays-old", "leads out of essays/"),
        (".", "leads back to a folder that contains it"),
        (".git/config", "leads to a hidden file"),
        ("nowhere.md", "has no target"),
        ("link.md", "leads in a circle"),
    ],
)
def test_a_link_that_leads_astray_is_refused(tmp_path: Path, target: str, why: str) -> None:
    _write(tmp_path, "secret.md", "essays-old/a.md", "essays/.git/config")
    _link(tmp_path, "essays/link.md", target)
    assert walk(tmp_path) == Tree(problems=(_refused("essays/link.md", why),))


def test_nothing_is_read_through_a_linked_folder_above(tmp_path: Path) -> None:
    _write(tmp_path, "private/secret.md")
    _link(tmp_path, "essays/a", "../private")
    assert walk(tmp_path) == Tree(problems=(_refused("essays/a", "leads out of essays/"),))
    problem = Problem(
        Place("essays/a/secret.md"), "E104", "text leads out of essays/ and is not read"
    )
    source = read(tmp_path, "essays/a/secret.md", "essay")
    assert (source.body, source.problems) == ("", (problem,))


def test_nothing_is_read_through_a_path_that_climbs(tmp_path: Path) -> None:
    _write(tmp_path, "secret.md", "essays/a.md")
    (problem,) = read(tmp_path, "essays/../secret.md", "essay").problems
    assert problem.message == "text leads out of essays/ and is not read"


def test_folders_that_link_to_each_other_do_not_unfold_without_end(tmp_path: Path) -> None:
    names = [f"f{number:02}" for number in range(12)]
    for name in names:
        _write(tmp_path, f"essays/{name}/a.md")
        for other in names:
            _link(tmp_path, f"essays/{name}/to-{other}", f"../{other}")
    tree = walk(tmp_path)
    assert len(tree.essays) == 12 * 12
    assert _refused("essays/f03/to-f03", "leads back to a folder that contains it") in tree.problems
    nested = "is in a folder that is reached by another link"
    assert _refused("essays/f03/to-f04/to-f05", nested) in tree.problems
