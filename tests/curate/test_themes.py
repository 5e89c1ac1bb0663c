"""``sitegen themes``: files of themes, refusals, suggestions and commands."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli.app import cli
from sitegen.curate.files import carry_out
from sitegen.curate.library import open_library
from sitegen.curate.renaming import merge, rename
from sitegen.curate.stems import stem
from sitegen.curate.suggestion import suggest
from sitegen.problems.errors import SitegenError
from support.theme_sites import contents, site

# ------------------------------------------------------------------ files of themes

ESSAY = "---\ntitle: E\ntags: [strategy]\n---\n\n{theme=strategy}\nA passage.\n"
FILE = "---\ntitle: Strategy # the first\naliases: [planning]\n---\n\nWords.\n"


def test_file_of_a_renamed_theme_gets_its_name_and_keeps_the_old_one(tmp_path: Path) -> None:
    other = "---\ntitle: Passion\nrelated:\n  - strategy # see there\n---\n"
    root = site(
        tmp_path,
        {
            "site.yaml": "title: T\nthemes: [strategy] # headline\n",
            "essays/e.md": ESSAY,
            "essays/_themes/strategy.md": FILE,
            "essays/_themes/passion.md": other,
        },
    )
    carry_out(root, rename(open_library(root), "Strategy", "The Long View"))
    assert contents(root) == {
        "site.yaml": "title: T\nthemes: [The Long View] # headline\n",
        "essays/e.md": "---\ntitle: E\ntags: [The Long View]\n---\n\n"
        "{theme=the-long-view}\nA passage.\n",
        "essays/_themes/the-long-view.md": "---\ntitle: The Long View # the first\n"
        "aliases: [planning, Strategy]\n---\n\nWords.\n",
        "essays/_themes/passion.md": "---\ntitle: Passion\nrelated:\n"
        "  - The Long View # see there\n---\n",
    }


def test_theme_renamed_back_gives_up_the_alias(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/e.md": ESSAY, "essays/_themes/strategy.md": FILE})
    before = contents(root)
    carry_out(root, rename(open_library(root), "Strategy", "Long view"))
    carry_out(root, rename(open_library(root), "Long view", "strategy", forget=True))
    now = contents(root)
    assert now["essays/e.md"] == before["essays/e.md"]
    assert now["essays/_themes/strategy.md"] == FILE.replace("title: Strategy", "title: strategy")


def test_theme_without_a_file_gets_one_for_its_old_address(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/e.md": ESSAY})
    carry_out(root, rename(open_library(root), "strategy", "Long view"))
    assert contents(root)["essays/_themes/long-view.md"] == (
        "---\ntitle: Long view\naliases: [strategy]\n---\n"
    )


@pytest.mark.parametrize(
    ("front", "then"),
    [
        ("title: Old", "title: New\naliases: [Old]"),
        ("title: Old\naliases: []", "title: New\naliases: [Old]"),
        ("title: Old\naliases: one", "title: New\naliases: [one, Old]"),
        ("title: Old\naliases:\n  - one", "title: New\naliases:\n  - one\n  - Old"),
        ("title: Old\naliases: [new, one]", "title: New\naliases: [one, Old]"),
    ],
)
def test_alias_is_added_the_way_the_others_are_written(
    tmp_path: Path, front: str, then: str
) -> None:
    root = site(tmp_path, {"essays/_themes/old.md": f"---\n{front}\n---\nWords.\n"})
    carry_out(root, rename(open_library(root), "Old", "New"))
    assert contents(root)["essays/_themes/new.md"] == f"---\n{then}\n---\nWords.\n"


def test_merging_brings_the_names_along_and_takes_an_empty_file_away(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        {
            "essays/e.md": "---\ntags: [plans, strategy]\n---\n",
            "essays/_themes/plans.md": "---\ntitle: Plans\naliases: [schemes]\n---\n",
            "essays/_themes/strategy.md": FILE.replace("aliases", "narrower: [plans]\naliases"),
        },
    )
    carry_out(root, merge(open_library(root), "plans", "strategy"))
    now = contents(root)
    assert now["essays/e.md"] == "---\ntags: [strategy]\n---\n"
    assert "essays/_themes/plans.md" not in now
    assert now["essays/_themes/strategy.md"] == FILE.replace(
        "aliases: [planning]", "narrower: []\naliases: [planning, Plans, schemes]"
    )


def test_merging_into_an_alias_is_merging_into_its_theme(tmp_path: Path) -> None:
    files = {"essays/e.md": ESSAY, "essays/f.md": "---\ntags: [plans]\n---\n"}
    root = site(tmp_path, {**files, "essays/_themes/strategy.md": FILE})
    carry_out(root, merge(open_library(root), "plans", "planning"))
    now = contents(root)
    assert now["essays/f.md"] == "---\ntags: [Strategy]\n---\n"
    assert "aliases: [planning, plans]" in now["essays/_themes/strategy.md"]


def test_theme_that_takes_over_a_file_is_not_related_to_itself(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        {
            "essays/e.md": "---\ntags: [plans, aims]\n---\n",
            "essays/_themes/plans.md": "---\ntitle: Plans\nrelated: [aims]\n---\nWords.\n",
        },
    )
    carry_out(root, merge(open_library(root), "plans", "aims"))
    assert contents(root)["essays/_themes/aims.md"] == (
        "---\ntitle: aims\naliases: [Plans]\nrelated: []\n---\nWords.\n"
    )


# ------------------------------------------------------------------ refusals


def refused(root: Path, plan: Callable[[], object]) -> list[str]:
    before = contents(root)
    with pytest.raises(SitegenError) as caught:
        plan()
    assert contents(root) == before
    return [f"{p.place}: {p.code} {p.message} | {p.hint}" for p in caught.value.problems]


def test_all_files_that_cannot_be_edited_are_reported_and_none_is_changed(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        {
            "essays/a.md": "---\ntags: [old]\n---\n",
            "essays/b.md": "---\ntags:\n  - >\n    old\n---\n",
            "essays/c.md": '---\ntags: ["o\\\n  ld"]\n---\n',
        },
    )
    assert refused(root, lambda: rename(open_library(root), "old", "new")) == [
        "essays/b.md:3:5: E1451 'old' spans several lines and cannot be edited in place"
        " | write it on one line",
        "essays/c.md:2:8: E1451 'old' spans several lines and cannot be edited in place"
        " | write it on one line",
    ]


def test_file_whose_front_matter_is_broken_stops_all(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/a.md": "---\ntags: [old\n---\n", "essays/b.md": "\xff"})
    (root / "essays/b.md").write_bytes(b"---\ntags: [\xff]\n---\n")
    told = refused(root, lambda: open_library(root))
    assert [line.split(" | ")[0] for line in told] == [
        "essays/a.md:2:7: E202 tags: unclosed '['",
        "essays/b.md: E106 the file is not UTF-8",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "stratgy",
            "x",
            "essays: E1452 theme 'stratgy' not found | did you mean 'Strategy'?",
        ),
        (
            "planning",
            "x",
            "essays: E1452 'planning' is an alias of the theme 'Strategy'"
            " | name the theme itself: 'Strategy'",
        ),
        (
            "strategy",
            "!",
            "essays: E1452 the name '!' has no letter or digit | use a name with letters or digits",
        ),
        (
            "strategy",
            "Passion",
            "essays: E1453 theme 'Passion' already exists"
            ' | merge the two: sitegen themes merge "strategy" "Passion"',
        ),
    ],
)
def test_names_that_cannot_be_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    files = {"essays/e.md": ESSAY, "essays/_themes/strategy.md": FILE}
    root = site(tmp_path, {**files, "essays/p.md": "---\ntags: passion\n---\n"})
    assert refused(root, lambda: rename(open_library(root), old, new)) == [message]


def test_introduction_of_a_merged_theme_is_never_lost(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        {
            "essays/_themes/plans.md": "---\ntitle: Plans\norder: []\n---\nWords.\n",
            "essays/_themes/strategy.md": FILE,
        },
    )
    assert refused(root, lambda: merge(open_library(root), "plans", "strategy")) == [
        "essays/_themes/plans.md: E1453 the merge would lose these parts of the file: order, an"
        " introduction | move what you want to keep to essays/_themes/strategy.md, delete it here,"
        " and merge again"
    ]


def test_comma_in_a_new_name_is_refused_where_commas_part(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/a.md": "---\ntags: a, old\n---\n"})
    assert refused(root, lambda: rename(open_library(root), "old", "b, c")) == [
        "essays/a.md:2:10: E1451 'b, c' cannot be written in a value that is split at commas"
        " | write the value as a list: [first, second]"
    ]


def test_a_file_that_cannot_be_replaced_leaves_all_as_they_were(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/a.md": ESSAY, "essays/b.md": ESSAY})
    steps = list(rename(open_library(root), "strategy", "plans", forget=True))
    (root / "essays/b.md").unlink()
    (root / "essays/b.md").mkdir()
    before = contents(root)
    with pytest.raises(SitegenError) as caught:
        carry_out(root, steps)
    assert [problem.code for problem in caught.value.problems] == ["E1454"]
    assert contents(root) == before


def test_link_among_the_essays_stays_a_link(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/deep/real.txt": "---\ntags: [old]\n---\n"})
    (root / "essays/a.md").symlink_to("deep/real.txt")
    carry_out(root, rename(open_library(root), "old", "new", forget=True))
    assert (root / "essays/a.md").is_symlink()
    assert contents(root)["essays/deep/real.txt"] == "---\ntags: [new]\n---\n"


# ------------------------------------------------------------------ suggestions


BREAD = "The baker kneads dough before dawn; the oven, the flour and the yeast decide the loaf."
BOATS = "The sailor reads wind and tide; the mast, the rudder and the harbour decide the voyage."


def test_theme_is_suggested_with_its_evidence(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        {
            "essays/a.md": f"---\ntags: [baking]\n---\n{BREAD}\n",
            "essays/b.md": f"---\ntags: [sailing]\n---\n{BOATS}\n",
            "essays/c.md": "Nobody came. My uncle kept an oven, and bought flour and yeast by the "
            "sack.\n",
            "essays/d.md": "Something else: gardens, hedges, roses and rain.\n",
        },
    )
    before = contents(root)
    found = list(suggest(open_library(root)))
    assert [(one.essay, one.theme) for one in found] == [("essays/c.md", "baking")]
    assert found[0].words == ("flour", "oven", "yeast")
    assert found[0].sentence == "My uncle kept an oven, and bought flour and yeast by the sack."
    assert contents(root) == before
    assert found == list(suggest(open_library(root)))


@pytest.mark.parametrize(
    "words",
    [
        ("listen", "listens", "listening", "listened", "listener"),
        ("organisation", "organisations"),
        ("strategy", "strategies"),
        ("relevant", "relevantly"),
        ("stopping", "stopped"),
        ("Gespräche", "Gespräches"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word.lower()) for word in words}) == 1


# ------------------------------------------------------------------ the commands


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["themes", "--directory", str(root), *arguments])


def test_list_counts_essays_and_says_who_has_an_introduction(tmp_path: Path) -> None:
    essays = {"essays/e.md": ESSAY, "essays/f.md": "---\ntags: passion, planning\n---\n"}
    root = site(tmp_path, {**essays, "essays/_themes/strategy.md": FILE})
    assert run(root, "list").output == (
        "passion      1 essay, chief of 1, no introduction\n"
        "Strategy    2 essays, chief of 1, introduction\n"
    )


def test_dry_run_shows_each_change_and_makes_none(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/e.md": "---\ntags: [strategy]\n---\n"})
    before = contents(root)
    result = run(root, "rename", "strategy", "plans", "--dry-run")
    assert result.output == (
        "essays/e.md\n  - tags: [strategy]\n  + tags: [plans]\n"
        "essays/_themes/plans.md (new)\n  + ---\n  + title: plans\n  + aliases: [strategy]\n"
        "  + ---\n2 files would change\n"
    )
    assert contents(root) == before


def test_merge_says_how_many_files_changed(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/e.md": "---\ntags: [tool, tools]\n---\n"})
    result = run(root, "merge", "tool", "tools", "--forget")
    assert (
        result.output == "essays/e.md\n  - tags: [tool, tools]\n  + tags: [tools]\n1 file changed\n"
    )


def test_refusal_is_printed_and_ends_with_one(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/e.md": ESSAY})
    result = run(root, "rename", "passion", "x")
    assert result.exit_code == 1
    assert "error[E1452]: theme 'passion' not found" in result.output


def test_suggest_takes_paths_and_says_when_nothing_comes_to_mind(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/e.md": ESSAY})
    assert run(root, "suggest", str(root / "essays")).output == "no theme to suggest\n"
    assert "not found" in run(root, "suggest", str(root / "nothing.md")).output
