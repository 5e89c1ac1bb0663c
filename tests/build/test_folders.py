"""Collections in the folders of other tools: every command works where the texts are."""

from pathlib import Path

import pytest

from support.site import build, essay, page, problems, sitegen, tree, write_site

FOLDERS = ["content/posts", "_posts", "."]


def _site(root: Path, folder: str) -> Path:
    below = "" if folder == "." else f"{folder}/"
    return write_site(
        root,
        f"""\
-- site.yaml --
title: Harbour Notes
essays: {folder}
-- {below}a-walk.md --
{essay("A Walk", "Past [one](/the-quay/), [two](the-quay.md), [[The Quay]] and ![a](b.png).")}
-- {below}the-quay.md --
{essay("The Quay", "Stone and rope.", tags="[salt]")}
-- {below}b.png --
picture
-- {below}notes.bin --
private
-- {below}_themes/salt.md --
---
title: Salt
---
What salt keeps.
-- {below}_pages/about.md --
# About

Who writes.
-- {below}_paths/begin.md --
---
title: Begin
steps: [the-quay, a-walk]
---
Two steps.
""",
    )


def _add(root: Path, path: str, content: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_collection_is_published_from_any_folder(tmp_path: Path, folder: str) -> None:
    usual = _site(tmp_path / "usual", "essays")
    other = _site(tmp_path / "other", folder)
    assert (problems(usual), problems(other)) == ("", "")
    assert tree(other / "public") == tree(usual / "public")
    assert 'href="/the-quay/"' in page(other, "a-walk/index.html")
    assert not list((other / "public").rglob("notes.bin"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_paragraph_ids_are_kept_beside_the_texts(tmp_path: Path, folder: str) -> None:
    root = _site(tmp_path, folder)
    build(root)
    registry = root / folder / ".anchors.yaml"
    written = registry.read_text(encoding="utf-8")
    below = "" if folder == "." else f"{folder}/"
    assert f"\n{below}the-quay.md:\n" in written
    assert build(root).code == 0
    assert registry.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_edit_is_published_from_any_folder(tmp_path: Path, folder: str) -> None:
    root = _site(tmp_path, folder)
    build(root)
    text = root / folder / "the-quay.md"
    text.write_text(text.read_text(encoding="utf-8").replace("Stone", "Iron"), encoding="utf-8")
    build(root)
    assert "Iron and rope." in page(root, "the-quay/index.html")


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_command_finds_the_texts(tmp_path: Path, folder: str) -> None:
    root = _site(tmp_path, folder)
    below = "" if folder == "." else f"{folder}/"
    new = sitegen("new", "A Late Boat", "--directory", root)
    assert (root / below / "a-late-boat.md").is_file()
    assert new.out.strip().endswith(f"{below}a-late-boat.md")
    assert sitegen("themes", "--directory", root, "rename", "salt", "Brine").code == 0
    assert (root / below / "_themes/brine.md").is_file()
    assert "tags: [Brine]" in (root / below / "the-quay.md").read_text(encoding="utf-8")
    checked = sitegen("check", root)
    assert checked.code == 0
    assert "6 texts in" in checked.out


def test_a_text_of_other_folders_is_not_published(tmp_path: Path) -> None:
    root = _site(tmp_path, "content/posts")
    _add(root, "essays/private.md", essay("Private"))
    build(root)
    assert not (root / "public/private").exists()


def test_a_change_of_the_folder_changes_the_site(tmp_path: Path) -> None:
    root = _site(tmp_path, "content/posts")
    build(root)
    _add(root, "essays/other.md", essay("Other"))
    _add(root, "site.yaml", "title: A\n")
    assert build(root).code == 0
    assert (root / "public/other/index.html").is_file()
    assert not (root / "public/a-walk").exists()


def test_posts_of_jekyll_keep_their_addresses_and_drafts_stay_drafts(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f"""\
-- site.yaml --
title: A
-- essays/_posts/2010-04-08-salt.md --
{essay("Salt")}
-- essays/_drafts/rope.md --
{essay("Rope")}
""",
    )
    assert problems(root) == ""
    assert (root / "public/salt/index.html").is_file()
    assert not (root / "public/rope").exists()


def test_an_index_in_the_root_publishes_no_other_files(tmp_path: Path) -> None:
    root = _site(tmp_path, ".")
    _add(root, "notes/index.md", "# Notes\n\nKept.\n")
    for path in ("notes/plan.bin", "package.json", "serve.log"):
        _add(root, path, "data\n")
    build(root)
    published = {path.name for path in (root / "public").rglob("*")}
    assert "plan.bin" in published
    assert published.isdisjoint({"package.json", "serve.log", "site.yaml", "notes.bin"})


def test_a_folder_of_another_tool_says_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts/2010-04-08-salt.md").write_text("Salt.\n", encoding="utf-8")
    (tmp_path / "_config.yml").write_text("title: A\n", encoding="utf-8")
    hint = "this looks like a site of Jekyll; write site.yaml with the line: essays: _posts"
    for command in ("build", "check"):
        run = sitegen(command, tmp_path)
        assert run.code == 1
        assert hint in run.err


def test_an_introduction_of_hugo_is_the_page_of_its_folder_or_theme(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f"""\
-- site.yaml --
title: A
essays: content
-- content/_index.md --
Words at the door.
-- content/travel/_index.md --
---
title: Travel
---
All about ferries.
-- content/travel/a.md --
{essay("A", "[Up](_index.md), [down](/travel/).", tags="[salt]")}
-- content/tags/salt/_index.md --
What salt keeps.
-- content/tags/_index.md --
---
title: Tags
---
""",
    )
    assert problems(root) == ""
    assert "Words at the door." in page(root, "index.html")
    assert "All about ferries." in page(root, "travel/index.html")
    assert page(root, "travel/a/index.html").count('<a href="/travel/">') == 2
    assert "What salt keeps." in page(root, "themes/salt/index.html")
    assert not (root / "public/tags").exists()


def test_templates_of_zola_are_not_used(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f"""\
-- site.yaml --
title: A
essays: content
-- config.toml --
title = "A"
base_url = "https://a.example"
-- content/a.md --
{essay()}
-- templates/essay.html --
{{% break %}}
""",
    )
    said = problems(root)
    assert said.startswith("templates: warning[W709]: templates/ is not used: by config.toml, ")
    assert "Some words." in page(root, "a/index.html")
    (root / "config.toml").unlink()
    assert "error[E701]" in problems(root)
