"""``sitegen import`` from record to file, whatever the format."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.importers import detection
from support import foreign_records
from support.foreign_records import post, write_records
from support.site import CONFIG, Run, sitegen, tree, write_site

Import = Callable[..., Run]
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def bring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Import records into ``site`` below ``tmp_path``."""
    monkeypatch.setitem(sys.modules, "sitegen.importers.formats.feed", foreign_records)
    monkeypatch.setattr(detection, "FORMATS", ("feed",))

    def run(*records: dict[str, object], options: tuple[str | Path, ...] = ()) -> Run:
        export = write_records(tmp_path / "records.json", *records)
        return sitegen("import", export, "--into", tmp_path / "site", *options)

    return run


def text(root: Path, name: str) -> str:
    return (root / "site/essays" / name).read_text(encoding="utf-8")


def test_a_post_becomes_an_essay_with_its_facts(bring: Import, tmp_path: Path) -> None:
    bring(
        post(
            "Rope: a story",
            "<p>Some words.</p>",
            url="https://blog.example/2010/04/rope.html",
            tags=["Ropes", "ropes", "C++"],
            authors=["Ann O'Hara"],
        )
    )
    assert text(tmp_path, "rope.md") == (
        "---\n"
        'title: "Rope: a story"\n'
        "date: 2010-04-08T17:30:00+02:00\n"
        "authors: [Ann O'Hara]\n"
        "tags: [Ropes, C++]\n"
        "aliases: [/2010/04/rope.html]\n"
        "source:\n"
        "  kind: original\n"
        "  url: https://blog.example/2010/04/rope.html\n"
        "  site: blog.example\n"
        "  published: 2010-04-08\n"
        "---\n\nSome words.\n"
    )


def test_what_must_not_be_published_is_a_draft_with_its_reason(
    bring: Import, tmp_path: Path
) -> None:
    run = bring(post("Rope", draft="it is private"))
    assert "draft: true  # it is private\n" in text(tmp_path, "rope.md")
    assert "  1 draft: it is private (1)\n" in run.out


def test_second_run_changes_nothing(bring: Import, tmp_path: Path) -> None:
    records = [post("Rope"), post("Hook")]
    bring(*records)
    before = tree(tmp_path / "site")
    run = bring(*records)
    assert tree(tmp_path / "site") == before
    assert "imported before: 2" in run.out


def test_second_run_takes_only_what_is_new(bring: Import, tmp_path: Path) -> None:
    bring(post("Rope"))
    (tmp_path / "site/essays/rope.md").rename(tmp_path / "site/essays/cord.md")
    bring(post("Rope"), post("Hook"))
    names = {path.name for path in (tmp_path / "site/essays").glob("*.md")}
    assert names == {"cord.md", "hook.md"}


def test_deleted_essay_stays_deleted(bring: Import, tmp_path: Path) -> None:
    bring(post("Rope"), post("Hook"))
    (tmp_path / "site/essays/rope.md").unlink()
    run = bring(post("Rope"), post("Hook"))
    assert not (tmp_path / "site/essays/rope.md").exists()
    assert "1 moved or deleted since" in run.out


def test_dry_run_writes_nothing(bring: Import, tmp_path: Path) -> None:
    run = bring(post("Rope"), options=("--dry-run",))
    assert not (tmp_path / "site").exists()
    assert run.out.startswith("would import 1 essay from feed into ")


def test_nothing_is_overwritten(bring: Import, tmp_path: Path) -> None:
    write_site(tmp_path / "site", "-- essays/rope.md --\nMine.\n")
    bring(post("Rope"))
    assert text(tmp_path, "rope.md") == "Mine.\n"
    assert "Some words." in text(tmp_path, "2010-04-08-rope.md")


def test_two_of_the_same_name_are_two_files(bring: Import, tmp_path: Path) -> None:
    bring(post("Rope", ident="1"), post("Rope", ident="2"))
    names = {path.name for path in (tmp_path / "site/essays").glob("*.md")}
    assert names == {"rope.md", "2010-04-08-rope.md"}


@pytest.mark.parametrize("slug", ["con", "index", "README", "private", "drafts", "a/../../b"])
def test_names_with_a_meaning_are_avoided(bring: Import, tmp_path: Path, slug: str) -> None:
    bring(post("Rope", slug=slug))
    (file,) = (tmp_path / "site/essays").rglob("*.md")
    assert file.parent == tmp_path / "site/essays"
    assert file.name == ("b.md" if slug == "a/../../b" else f"2010-04-08-{slug.lower()}.md")


@pytest.mark.parametrize(
    "address",
    [
        "https://blog.example/2010/04/hook.html",
        "http://www.blog.example/2010/04/hook.html?utm_source=x#more-7",
        "https://blog.example/2010/04/hook/",
        "https://blog.example/?p=7",
    ],
)
def test_links_between_posts_lead_to_their_files(
    bring: Import, tmp_path: Path, address: str
) -> None:
    hook = "https://blog.example/2010/04/hook.html"
    bring(
        post("Rope", f"To [the hook]({address}).\n", markup="markdown"),
        post("Hook", url=hook, aliases=["/?p=7"]),
    )
    assert text(tmp_path, "rope.md").endswith("\n\nTo [the hook](hook.md).\n")


def test_links_in_code_stay(bring: Import, tmp_path: Path) -> None:
    hook = "https://blog.example/hook"
    body = f"`[a]({hook})`\n\n```\n[a]({hook})\n```\n\n[a]({hook}#part)\n"
    bring(post("Rope", body, markup="markdown"), post("Hook", url=hook))
    assert text(tmp_path, "rope.md").endswith(body.replace(f"({hook}#", "(hook.md#"))


def test_pictures_at_hand_are_copied_beside_the_text(bring: Import, tmp_path: Path) -> None:
    file = tmp_path / "uploads/2010/04/lamp.png"
    file.parent.mkdir(parents=True)
    file.write_bytes(PICTURE)
    body = "![A lamp](https://blog.example/wp-content/uploads/2010/04/lamp.png)\n"
    run = bring(post("Rope", body, markup="markdown"), options=(tmp_path / "uploads",))
    assert run.code == 0, run.err
    assert text(tmp_path, "rope/index.md").endswith("\n![A lamp](lamp.png)\n")
    assert (tmp_path / "site/essays/rope/lamp.png").read_bytes() == PICTURE


def test_pictures_that_are_not_at_hand_stay_and_are_listed(bring: Import, tmp_path: Path) -> None:
    body = "![A lamp](https://blog.example/lamp.png)\n"
    run = bring(post("Rope", body, markup="markdown"))
    assert text(tmp_path, "rope.md").endswith(body)
    assert "pictures not at hand: 1" in run.out
    assert "https://blog.example/lamp.png" in run.out


def test_left_overs_go_to_a_file_of_their_own(bring: Import, tmp_path: Path) -> None:
    body = (
        "The rope was old and had been in the shed for years.\n\nNobody knew who had bought it.\n\n"
        "Posted by Ann at 9:41 PM\n\n3 comments:\n\nPost a Comment\n\nOlder Post\n"
    )
    run = bring(post("Rope", body, markup="text", authors=["Ann"]))
    assert text(tmp_path, "rope.md").endswith("Nobody knew who had bought it.\n")
    assert "Post a Comment" in text(tmp_path, "rope.removed.md")
    assert " removed" in run.out


def test_new_collection_builds(bring: Import, tmp_path: Path) -> None:
    bring(post("Rope", url="https://blog.example/rope", authors=["Ann"], tags=["ice"]))
    run = sitegen("build", tmp_path / "site", "--strict")
    assert run.code == 0, run.err


def test_collection_keeps_its_settings(bring: Import, tmp_path: Path) -> None:
    write_site(tmp_path / "site", "-- essays/a.md --\nA.\n")
    bring(post("Rope"))
    assert (tmp_path / "site/site.yaml").read_text(encoding="utf-8") == CONFIG
