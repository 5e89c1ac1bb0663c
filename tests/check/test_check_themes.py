"""Rules for themes, in collections whose themes are out of order."""

import pytest

from sitegen.check.types import TextUnderCheck
from support.checked_texts import FOLDER, case, found


def essays(*tags: str) -> list[TextUnderCheck]:
    """Make an essay for each list of tags."""
    return [
        case(f"---\ntitle: {name}\ntags: [{written}]\n---\nText.\n", f"essays/{name}.md")
        for name, written in zip("abcdefgh", tags, strict=False)
    ]


def theme(slug: str, front: str) -> TextUnderCheck:
    return case(f"---\n{front}\n---\nText.\n", f"essays/_themes/{slug}.md")


def test_shipped_themes_have_no_finding() -> None:
    root = FOLDER.parent.parent
    files = sorted((root / "essays").glob("*.md")) + sorted((root / "essays/_themes").glob("*.md"))
    shipped = (case(file.read_text(), file.relative_to(root).as_posix()) for file in files)
    assert said(*shipped) == []


def said(*cases: TextUnderCheck) -> list[str]:
    findings = found(cases, "14")
    return [f"{one.problem.place} {one.problem.code} {one.problem.message}" for one in findings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tool", "tools"),
        ("strategies", "strategy"),
        ("organisation", "organization"),
        ("conversaton", "conversation"),
        ("people and tools", "tools and people"),
        ("rules of the game", "game rules"),
    ],
)
def test_names_that_are_probably_one_theme_are_reported_once(one: str, other: str) -> None:
    lines = said(*essays(f"x, {one}", f"x, {other}", other, "x"))
    assert [line for line in lines if "W1401" in line] == [
        f"essays/a.md:3:11 W1401 the themes '{one}' and '{other}' seem to be the same"
    ]


def test_theme_that_is_nearly_an_alias_of_another_is_reported() -> None:
    file = theme("strategy", "title: Strategy\naliases: [planning]")
    assert said(*essays("strategy", "plannings"), file) == [
        "essays/b.md:3:8 W1401 the themes 'plannings' and 'Strategy' seem to be the same"
    ]


def test_merging_is_proposed_with_the_command() -> None:
    (finding,) = found(essays("tool", "tools", "tools"), "14")
    assert finding.problem.hint == (
        'run: sitegen themes merge "tool" "tools"; or give each a file in essays/_themes/'
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("c", "c++"), ("art", "arts and crafts"), ("1984", "1985"), ("love", "glove"), ("web", "wed")],
)
def test_names_that_only_resemble_each_other_are_two_themes(one: str, other: str) -> None:
    assert said(*essays(one, other)) == []


def test_themes_with_files_of_their_own_differ_on_purpose() -> None:
    files = theme("tool", "title: Tool"), theme("tools", "title: Tools")
    assert said(*essays("tool", "tools"), *files) == []


def test_theme_on_every_essay_says_nothing() -> None:
    assert said(*essays("x, y", "x, y", "x, z", "x, z")) == [
        "essays/a.md:3:8 W1402 every essay has the theme 'x', so it distinguishes none"
    ]


def test_theme_on_every_essay_of_a_small_collection_is_no_matter() -> None:
    assert said(*essays("x", "x", "x")) == []


def test_theme_on_one_essay_is_noted_unless_it_is_introduced() -> None:
    texts = essays("x, alone", "x, known", "x", "y", "y")
    assert said(*texts, theme("known", "title: Known")) == [
        "essays/a.md:3:11 N1403 only one essay has the theme 'alone'"
    ]


def test_essay_without_a_theme_is_reported_where_others_have_some() -> None:
    assert said(*essays("x", "", "x")) == ["essays/b.md W1404 the essay has no theme"]
    assert said(*essays("", "")) == []


def test_drafts_have_no_say() -> None:
    draft = case("---\ntitle: D\ndraft: true\ntags: []\n---\nText.\n", "essays/d.md")
    assert said(*essays("x", "x"), draft) == []
