"""Folders of other tools: what is read where it is, and what is reported as not read."""

from pathlib import Path

import pytest

from sitegen.config.config import Config
from sitegen.config.neighbours import texts_elsewhere
from sitegen.content.loader.unread import foreign_formats
from sitegen.content.loader.walk import Tree, walk
from sitegen.problems.errors import Place, Problem


def _write(root: Path, *paths: str, content: str = "Text\n") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")


def _unread(place: str, message: str, hint: str) -> Problem:
    return Problem(Place(place), "W116", message, hint)


FOLDER_HINT = "rename the folder without the underscore to publish its texts"
FILE_HINT = "rename a text without the underscore to publish it"

# ------------------------------------------------------------------ the folder of the texts


@pytest.mark.parametrize("folder", ["content/posts", "_posts", "src/posts", "Notes 2010"])
def test_the_settings_name_the_folder_of_the_texts(tmp_path: Path, folder: str) -> None:
    _write(
        tmp_path,
        "essays/elsewhere.md",
        f"{folder}/a.md",
        f"{folder}/b/chart.png",
        f"{folder}/_themes/salt.md",
        f"{folder}/_pages/about.md",
        f"{folder}/_paths/begin.md",
    )
    assert walk(tmp_path, Config(essays=folder)) == Tree(
        essays=(f"{folder}/a.md",),
        themes=(f"{folder}/_themes/salt.md",),
        pages=(f"{folder}/_pages/about.md",),
        paths=(f"{folder}/_paths/begin.md",),
        assets=(f"{folder}/b/chart.png",),
    )


def test_texts_in_the_root_are_read_without_what_programs_keep_there(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "a.md",
        "notes/b.md",
        "notes/plan.png",
        "_themes/salt.md",
        "site.yaml",
        "README.md",
        "CONTRIBUTING.md",
        "LICENSE.md",
        "notes/licence.md",
        "templates/note.md",
        "static/c.md",
        "public/a/index.md",
        "node_modules/tool/guide.md",
        "_site/a.md",
        ".obsidian/app.json",
        ".trash/old.md",
        ".sitegen/d.md",
    )
    assert walk(tmp_path, Config(essays=".")) == Tree(
        essays=("a.md", "notes/b.md", "notes/licence.md"),
        themes=("_themes/salt.md",),
        assets=("notes/plan.png",),
    )


@pytest.mark.parametrize(
    ("sign", "of_the_tool"),
    [
        ("hugo.toml", ("themes/plain/exampleSite/a.md", "archetypes/default.md")),
        ("_config.yml", ("vendor/bundle/gem/guide.md",)),
        ("package.json", ("dist/a.md",)),
    ],
)
def test_folders_of_a_tool_in_the_root_hold_no_texts(
    tmp_path: Path, sign: str, of_the_tool: tuple[str, ...]
) -> None:
    _write(tmp_path, "a.md", *of_the_tool)
    vault = Config(essays=".")
    assert walk(tmp_path, vault).essays == tuple(sorted(("a.md", *of_the_tool)))
    _write(tmp_path, sign)
    assert walk(tmp_path, vault).essays == ("a.md",)


def test_an_output_elsewhere_in_the_root_is_not_read(tmp_path: Path) -> None:
    _write(tmp_path, "a.md", "build/web/a.md", "build/b.md")
    config = Config(essays=".", output=str(tmp_path / "build/web"))
    assert walk(tmp_path, config).essays == ("a.md", "build/b.md")


# ------------------------------------------------------------------ folders with an underscore


def test_posts_and_drafts_of_jekyll_are_texts(tmp_path: Path) -> None:
    _write(tmp_path, "essays/_posts/2010-04-08-salt.md", "essays/deep/_posts/a.md")
    _write(tmp_path, "essays/_drafts/idea.md")
    assert walk(tmp_path).essays == (
        "essays/_drafts/idea.md",
        "essays/_posts/2010-04-08-salt.md",
        "essays/deep/_posts/a.md",
    )


def test_texts_in_a_folder_with_an_underscore_are_counted(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a.md", "essays/_private/b.md", "essays/_private/old/c.md")
    _write(tmp_path, "essays/_private/chart.png", "essays/_shared/chart.png")
    message = "2 texts are not read: the folder's name begins with an underscore"
    problem = _unread("essays/_private", message, FOLDER_HINT)
    assert walk(tmp_path) == Tree(essays=("essays/a.md",), problems=(problem,))


def test_texts_in_many_such_folders_are_one_problem(tmp_path: Path) -> None:
    _write(tmp_path, *(f"essays/{name}/_notes/a.md" for name in "abcde"))
    (problem,) = walk(tmp_path).problems
    listed = "essays/a/_notes, essays/b/_notes, essays/c/_notes and 2 more"
    why = f"the names of 5 folders begin with an underscore: {listed}"
    assert problem == _unread("essays", f"5 texts are not read: {why}", FOLDER_HINT)


def test_texts_whose_names_begin_with_an_underscore_are_counted(tmp_path: Path) -> None:
    _write(tmp_path, "essays/_one.md", "essays/_two.md", "essays/_redirects", "essays/b/_three.md")
    why = "names that begin with an underscore"
    assert walk(tmp_path).problems == (
        _unread("essays", f"2 texts are not read: {why}: _one.md, _two.md", FILE_HINT),
        _unread("essays/b", f"1 text is not read: {why}: _three.md", FILE_HINT),
    )


def test_texts_whose_names_begin_so_in_many_folders_are_one_problem(tmp_path: Path) -> None:
    _write(tmp_path, *(f"essays/{name}/_a.md" for name in "abcd"))
    listed = "essays/a/_a.md, essays/b/_a.md, essays/c/_a.md and 1 more"
    message = f"4 texts are not read: names that begin with an underscore: {listed}"
    assert walk(tmp_path).problems == (_unread("essays", message, FILE_HINT),)


def test_templates_and_outputs_of_other_tools_are_no_texts(tmp_path: Path) -> None:
    _write(tmp_path, "essays/_includes/a.md", "essays/_layouts/b.md", "essays/_site/c.md")
    _write(tmp_path, "essays/node_modules/tool/README.md", "essays/node_modules/tool/guide.md")
    assert walk(tmp_path) == Tree()


# ------------------------------------------------------------------ introductions of Hugo


def test_an_index_with_an_underscore_introduces_its_folder(tmp_path: Path) -> None:
    _write(tmp_path, "essays/_index.md", "essays/travel/_index.md", "essays/travel/a.md")
    _write(tmp_path, "essays/tags/salt/_index.md", "essays/tags/_index.md")
    assert walk(tmp_path) == Tree(
        essays=("essays/_index.md", "essays/travel/a.md"),
        themes=("essays/tags/salt/_index.md",),
        pages=("essays/tags/_index.md", "essays/travel/_index.md"),
    )


# ------------------------------------------------------------------ other formats


def test_markdown_with_code_is_read_and_reported_once(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a.mdx", "essays/b/c.mdx", "essays/b/d.MDX", "essays/e.mdx")
    _write(tmp_path, "essays/f.Rmd", "essays/g.qmd")
    tree = walk(tmp_path)
    assert len(tree.essays) == 6
    hint = "replace imports and components by Markdown, then rename the file to .md"
    plain = "is read as Markdown; its code is not run"
    listed = "essays/a.mdx, essays/b/c.mdx, essays/b/d.MDX and 1 more"
    results = "to show results too, publish the Markdown that its own program makes"
    assert tree.problems == (
        Problem(Place("essays"), "W114", f"MDX {plain} (4 files: {listed})", hint),
        Problem(Place("essays/f.Rmd"), "W114", f"R Markdown {plain}", results),
        Problem(Place("essays/g.qmd"), "W114", f"Quarto {plain}", results),
    )


def test_the_result_of_code_is_read_instead_of_its_source(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a.Rmd", "essays/a.md", "essays/b.Rmarkdown", "essays/b.markdown")
    assert walk(tmp_path) == Tree(essays=("essays/a.md", "essays/b.markdown"))


def test_texts_in_other_formats_are_counted_by_folder(tmp_path: Path) -> None:
    files = ("essays/a.rst", "essays/b.org", "essays/c.rst", "essays/old/d.txt", "essays/e.png")
    _write(tmp_path, *files, "essays/robots.txt", "essays/readme.rst")
    assets = walk(tmp_path).assets
    assert list(foreign_formats(tmp_path, assets, ())) == [
        _unread(
            "essays",
            "3 texts are not read: the format is not Markdown: a.rst, b.org, c.rst",
            "convert a text to Markdown to publish it: pandoc -f rst -t gfm 'essays/a.rst'",
        ),
        _unread(
            "essays/old",
            "1 text is not read: the format is not Markdown: d.txt",
            "rename a text so that it ends in .md to publish it",
        ),
    ]


def test_a_file_that_a_text_links_to_is_no_text_of_its_own(tmp_path: Path) -> None:
    assert list(foreign_formats(tmp_path, ["essays/data.txt"], {"essays/data.txt": "a"})) == []


def test_html_is_a_text_if_it_has_front_matter(tmp_path: Path) -> None:
    _write(tmp_path, "essays/demo.html", content="<p>Words</p>\n")
    _write(tmp_path, "essays/post.html", content="---\ntitle: A\n---\n<p>Words</p>\n")
    (problem,) = foreign_formats(tmp_path, ["essays/demo.html", "essays/post.html"], ())
    assert problem.message == "1 text is not read: the format is not Markdown: post.html"


def test_texts_in_other_formats_in_many_folders_are_one_problem(tmp_path: Path) -> None:
    paths = [f"essays/{name}/a.adoc" for name in "abcde"]
    (problem,) = foreign_formats(tmp_path, paths, ())
    message = "5 texts are not read: the format is not Markdown: .adoc (5)"
    assert problem == _unread("essays", message, "convert a text to Markdown to publish it")


# ------------------------------------------------------------------ folders that are not named


@pytest.mark.parametrize(
    ("files", "tool", "folder"),
    [
        (("_config.yml", "_posts/2010-04-08-a.md"), "Jekyll", "_posts"),
        (("hugo.toml", "content/post/a.md"), "Hugo", "content/post"),
        (("config.toml", "content/a.md"), "Zola or Hugo", "content"),
        (("eleventy.config.js", "src/posts/a.md"), "Eleventy", "src/posts"),
        (("astro.config.mjs", "src/content/blog/a.mdx"), "Astro", "src/content/blog"),
        (("_config.yml", "source/_posts/a.md"), "Hexo", "source/_posts"),
        ((".obsidian/app.json", "a.md"), "Obsidian", "."),
        (("posts/2010/04/a.md",), "", "posts"),
        (("posts/chart.png",), "", ""),
        (("posts/node/.git/a.md",), "", ""),
    ],
)
def test_the_folder_of_another_tool_is_found(
    tmp_path: Path, files: tuple[str, ...], tool: str, folder: str
) -> None:
    _write(tmp_path, *files)
    assert texts_elsewhere(tmp_path) == (tool, folder)


def test_a_missing_folder_names_the_one_that_is_there(tmp_path: Path) -> None:
    _write(tmp_path, "_config.yml", "_posts/a.md")
    hint = "this looks like a site of Jekyll; write this line into site.yaml: essays: _posts"
    problem = Problem(Place("essays"), "E101", "folder 'essays' not found", hint)
    assert walk(tmp_path) == Tree(problems=(problem,))


def test_a_file_in_the_place_of_a_named_folder_is_an_error(tmp_path: Path) -> None:
    _write(tmp_path, "posts")
    hint = "name a folder in the line essays: of site.yaml"
    problem = Problem(Place("posts"), "E101", "'posts' is not a folder", hint)
    assert walk(tmp_path, Config(essays="posts")) == Tree(problems=(problem,))
