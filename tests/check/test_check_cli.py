"""The command ``sitegen check``: its output, formats and exit codes."""

import json
from pathlib import Path

import pytest

from sitegen.config.config import Config
from sitegen.config.site_yaml import read_config
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.model import Source
from sitegen.problems.errors import SitegenError
from support.site import Run, essay, sitegen, write_site

SITE = f"""\
-- essays/a.md --
{essay("A", "Words of [mine](gone.md).", tags="[t]")}
No comments:

Post a Comment
-- essays/b/b.md --
{essay("B", "Words.", tags="[t]", relations="[{kind: agrees, essay: a, reason: So it is.}]")}
"""


def check(root: Path, *arguments: str | Path) -> Run:
    run = sitegen("check", *(arguments or (root,)))
    return Run(run.code, run.out, run.err.replace(f"{root.as_posix()}/", ""))


def test_findings_are_printed_as_a_build_prints_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_site(tmp_path, SITE))
    run = check(tmp_path, "--verbose")
    assert run.code == 1
    assert run.err == (
        "essays/a.md:7:17: error[W401]: link target 'gone.md' not found\n"
        "    7 | Words of [mine](gone.md).\n"
        "      |                 ^\n"
        "  hint: correct the address, or delete the link\n"
        "essays/a.md:9: warning[W1001]: 'No comments:' and the 2 lines after it are left over"
        " from a comment form\n"
        "    9 | No comments:\n"
        "  hint: delete it, or let sitegen check --fix do it\n"
        "essays/b/b.md:5:35: note[N1501]: this essay agrees with essays/a.md, which "
        "declares nothing in return\n"
        "    5 | relations: [{kind: agrees, essay: a, reason: So it is.}]\n"
        "      |                                   ^\n"
        "  hint: add an answer to its relations:, if its author would agree\n"
    )
    assert run.out.startswith("2 texts in ")
    assert run.out.endswith(" s: 1 error and 1 warning; 1 note\n")


def test_a_clean_collection_needs_one_line(tmp_path: Path) -> None:
    write_site(tmp_path, f"-- essays/a.md --\n{essay()}")
    run = check(tmp_path)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("1 text in ")
    assert run.out.endswith(" s: no problems\n")


def test_paths_choose_what_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_site(tmp_path, SITE))
    assert check(tmp_path, "essays/b").code == 0
    assert check(tmp_path, "essays/a.md").code == 1
    assert check(tmp_path, "essays").code == 1
    monkeypatch.chdir(tmp_path / "essays/b")
    assert check(tmp_path, "-v", "b.md").err.startswith("../../essays/b/b.md:5:35: note[N1501]")
    run = sitegen("check", "b.md", tmp_path.parent)
    assert run.code == 2
    assert "is not in the collection" in run.err


@pytest.mark.parametrize("select", ["W1001", "1001", "10", "W10", "W1001,W1002", "w1001 15"])
def test_codes_choose_what_is_looked_for(tmp_path: Path, select: str) -> None:
    root = write_site(tmp_path, SITE)
    run = check(root, "--select", select, root)
    assert run.code == 0
    assert "warning[W1001]" in run.err
    assert "W401" not in run.err


def test_a_code_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    run = check(write_site(tmp_path, SITE), "--select", "W99", tmp_path)
    assert run.code == 2
    assert "no code begins with 'W99'; sitegen explain lists all codes" in run.err


def test_the_site_decides_how_grave_a_finding_is(tmp_path: Path) -> None:
    settings = "title: A\nauthor: B\ncheck:\n  w1001: error\n  W401: off\n"
    root = write_site(tmp_path, f"-- site.yaml --\n{settings}{SITE}")
    run = check(root)
    assert run.code == 1
    assert "essays/a.md:9: error[W1001]" in run.err
    assert "W401" not in run.err
    (root / "site.yaml").write_text(settings.replace("error", "note"), encoding="utf-8")
    assert check(root).code == 0


def test_settings_that_mean_nothing_are_reported(tmp_path: Path) -> None:
    settings = "check: {W9999: off, W1001: loud}\npolicy: [title, price]\n"
    (tmp_path / "site.yaml").write_text(settings, encoding="utf-8")
    with pytest.raises(SitegenError) as error:
        read_config(tmp_path)
    assert [f"{p.place}: {p.message}; {p.hint}" for p in error.value.problems] == [
        "site.yaml:1:9: check: unknown code 'W9999'; sitegen explain lists all codes",
        "site.yaml:1:28: check: W1001: 'loud' is not one of off, note, warning, error; ",
        "site.yaml:2:17: policy: 'price' is not one of title, date, author, source, licence,"
        " summary, tags; ",
    ]


@pytest.mark.parametrize(
    ("front", "waivers"),
    [
        ("waive: {W1001: So it is}", [("W1001", "So it is")]),
        ("waive: {w1001: }", [("W1001", "")]),
        ("waive: [{code: W1001, reason: So it is}]", [("W1001", "So it is")]),
        ("waive: [W1001]", [("W1001", "")]),
        ("waive: W1001", [("W1001", "")]),
        ("waive:", []),
    ],
)
def test_waivers_are_read_in_several_forms(front: str, waivers: list[tuple[str, str]]) -> None:
    source = Source("a.md", "essay", front, "yaml", 2, "", 5)
    meta, problems = read_front_matter(source, Config())
    assert problems == ()
    assert [(one.code, one.reason) for one in meta.waive] == waivers
    assert all(one.place.line == 2 for one in meta.waive)


def test_json_names_every_finding_and_counts_texts(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    run = check(root, "--format", "json", "--verbose", root)
    document = json.loads(run.out)
    assert run.code == 1
    assert (document["version"], document["summary"]["texts"]) == (1, 2)
    assert "published" not in document
    assert [(p["code"], p["severity"]) for p in document["problems"]] == [
        ("W401", "error"),
        ("W1001", "warning"),
        ("N1501", "note"),
    ]


def test_github_shows_findings_beside_the_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_site(tmp_path, SITE))
    lines = check(tmp_path, "--format", "github").out.splitlines()
    assert lines[0] == (
        "::error file=essays/a.md,line=7,col=17,title=sitegen W401::"
        "link target 'gone.md' not found. correct the address, or delete the link"
    )
    assert lines[1].startswith("::warning file=essays/a.md,line=9,title=sitegen W1001::")


def test_a_profile_names_every_rule(tmp_path: Path) -> None:
    run = check(write_site(tmp_path, SITE), "--profile", "--quiet", tmp_path)
    assert "ms  leftovers.rules.leftovers\n" in run.err
    assert "ms  structure.orphans\n" in run.err


def test_outside_a_collection_the_hint_says_how_to_begin_one(tmp_path: Path) -> None:
    run = check(tmp_path)
    assert run.code == 1
    assert "error[E853]" in run.err


def test_mistakes_of_a_build_are_findings_too(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n---\ntitle: A\nwords\n---\n")
    run = check(root)
    assert run.code == 1
    assert "error[E202]" in run.err


def test_the_shipped_collection_is_clean() -> None:
    run = sitegen("check", "--format", "json", Path(__file__).parents[2])
    found = json.loads(run.out)["problems"]
    assert [problem for problem in found if problem["severity"] != "note"] == []
    assert run.code == 0


SPAM = "Buy cheap Viagra and Cialis online without prescription, free shipping on every order."


def test_a_build_that_checks_first_publishes_no_spam(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay("A", f"Words.\n\n{SPAM}"))
    run = sitegen("build", "--check", root)
    assert run.code == 1
    assert "a.md:8: error[E1201]: paragraph advertises pharmacy and seems injected" in run.err
    assert run.err.endswith("1 error; nothing published\n")
    assert not (root / "public").exists()
    assert sitegen("build", root).code == 0


def test_a_build_that_checks_first_goes_on_where_there_are_warnings_alone(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay("A", "Words.\n\nPost a Comment"))
    assert sitegen("build", "--check", root).code == 0
    run = sitegen("build", "--check", "--strict", root)
    assert run.code == 1
    assert "warning[W1001]" in run.err


def test_what_was_found_is_recalled_until_the_text_changes(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    first = check(root)
    assert (root / ".sitegen/check").exists()
    assert check(root).err == first.err
    (root / "essays/a.md").write_text(essay("A", "Words.", tags="[t]"), encoding="utf-8")
    assert check(root).err == ""
    (root / "essays/a.md").write_text(essay("A", "Words.\n\nPost a Comment", tags="[t]"))
    assert "essays/a.md:9: warning[W1001]" in check(root).err


@pytest.mark.parametrize("damage", [b"", b"sitegen check 1\n", b"x" * 4000])
def test_a_broken_memory_is_ignored(tmp_path: Path, damage: bytes) -> None:
    root = write_site(tmp_path, SITE)
    first = check(root)
    (root / ".sitegen/check").write_bytes(damage)
    assert check(root).err == first.err


@pytest.mark.slow
def test_a_build_after_a_check_makes_what_a_build_alone_makes(tmp_path: Path) -> None:
    sites = [write_site(tmp_path / name, SITE) for name in ("one", "two")]
    for root in sites:
        assert sitegen("build", root).code == 0
        (root / "essays/a.md").write_text(essay("A2", "Other words.", tags="[u]"))
    check(sites[0])
    for root in sites:
        assert sitegen("build", root).code == 0
    one, two = (
        {
            path.relative_to(root): path.read_bytes()
            for path in (root / "public").rglob("*")
            if path.is_file()
        }
        for root in sites
    )
    assert one == two


@pytest.mark.parametrize(
    ("tags", "codes"), [("[museums]", {"W1401"}), ("[museum]", set[str]())], ids=["two", "one"]
)
def test_themes_that_are_probably_one_are_reported_once(
    tmp_path: Path, tags: str, codes: set[str]
) -> None:
    one, other = essay(tags="[museum]"), essay("B", "More.", tags=tags)
    root = write_site(tmp_path, f"-- essays/a.md --\n{one}-- essays/b.md --\n{other}")
    run = check(root, "--format", "json", root)
    assert {problem["code"] for problem in json.loads(run.out)["problems"]} == codes


# ------------------------------------------------------------------ what a build would refuse


@pytest.mark.parametrize(
    ("site", "problem"),
    [
        (
            "-- essays/a.md --\n---\nurl: /same/\n---\nA.\n"
            "-- essays/b.md --\n---\nurl: /same/\n---\nB.\n",
            "essays/b.md: error[E603]: essays/b.md and essays/a.md both become '/same/'",
        ),
        (
            "-- essays/a.md --\n[B](b.txt)\n-- essays/b.txt --\nB.\n-- static/b.txt --\nC.\n",
            "essays/b.txt: error[E603]: essays/b.txt and static/b.txt both become '/b.txt'",
        ),
        (
            "-- essays/twin.md --\nA.\n-- static/twin --\nB.\n",
            "essays/twin.md: error[E906]: 'twin' (from 'static/twin') is a file, but",
        ),
        (
            "-- essays/a.md --\nA.\n-- templates/essay.html --\n{% extends 'x.html' %}\n",
            "templates/essay.html:1: error[E703]: ",
        ),
        (
            "-- essays/a.md --\nA.\n-- templates/essay.html --\n\n{{ nothing.at.all }}\n",
            "templates/essay.html:2: error[E704]: unknown variable 'nothing'",
        ),
        (
            "-- essays/a.md --\nA.\n-- site.yaml --\noutput: essays.md\n-- essays.md --\nA.\n",
            "essays.md: error[E903]: ",
        ),
    ],
    ids=["url", "static", "folder", "extends", "variable", "output"],
)
def test_check_refuses_what_a_build_refuses(tmp_path: Path, site: str, problem: str) -> None:
    root = write_site(tmp_path, site)
    run = check(root)
    assert run.code == 1
    assert problem in run.err
    assert problem in sitegen("build", root).err.replace(f"{root.as_posix()}/", "")


def test_pages_that_a_build_has_rendered_are_not_rendered_by_a_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\nA.\n-- templates/page.html --\nPage.\n")
    write_site(root, "-- essays/_pages/about.md --\nAbout.\n")
    assert sitegen("build", root).code == 0
    renderer = "sitegen.render.renderer.Renderer.render"
    monkeypatch.setattr(renderer, lambda *_: pytest.fail("rendered"))
    assert check(root).code == 0
