"""``sitegen themes``: names change in place, and every other byte stays as it was."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import cli
from sitegen.curate.files import carry_out
from sitegen.curate.library import open_library
from sitegen.curate.renaming import merge, rename
from sitegen.curate.stems import stem
from sitegen.curate.suggestion import suggest
from sitegen.errors import SitegenError


def site(root: Path, files: dict[str, str]) -> Path:
    for path, text in {"site.yaml": "title: T\n", **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root


def contents(root: Path) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode(errors="surrogateescape")
        for path in files
    }


def one_essay(tmp_path: Path, text: str, old: str, new: str) -> str:
    """Rename a theme in a collection of one essay, and take what it holds then."""
    root = site(tmp_path, {"essays/a.md": text})
    carry_out(root, rename(open_library(root), old, new, forget=True))
    return contents(root)["essays/a.md"]


# ------------------------------------------------------------------ ways of writing tags


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("---\ntags: [a, old, b] # c\n---\n", "---\ntags: [a, new, b] # c\n---\n"),
        ("---\ntags: ['a', \"old\"]\n---\n", "---\ntags: ['a', \"new\"]\n---\n"),
        ("---\ntags:\n- a # x\n- old # y\n---\n", "---\ntags:\n- a # x\n- new # y\n---\n"),
        ("---\ntags:\n  - 'old'\n---\nold\n", "---\ntags:\n  - 'new'\n---\nold\n"),
        ("---\ntags: old\n---\n", "---\ntags: new\n---\n"),
        ("---\ntags: a, old,b\n---\n", "---\ntags: a, new,b\n---\n"),
        ('---\ntags: "a; old"\n---\n', '---\ntags: "a; new"\n---\n'),
        ("---\nCategories: [old]\ntopic: Old\n---\n", "---\nCategories: [new]\ntopic: new\n---\n"),
        ("---\nkeywords:\n  [ a,\n    old ]\n---\n", "---\nkeywords:\n  [ a,\n    new ]\n---\n"),
        ("---\ntags: ['#old']\n---\n", "---\ntags: ['#new']\n---\n"),
        ("---\r\ntags: [old]\r\n---\r\nText\r\n", "---\r\ntags: [new]\r\n---\r\nText\r\n"),
        ("\ufeff---\ntags: [old]\n---\n", "\ufeff---\ntags: [new]\n---\n"),
        ("---\ntaxonomies:\n  tags: [old]\n---\n", "---\ntaxonomies:\n  tags: [new]\n---\n"),
        ('+++\ntags = ["a", "old"] # c\n+++\n', '+++\ntags = ["a", "new"] # c\n+++\n'),
        (
            "+++\n[taxonomies]\ntags = [\n  'old', # c\n  'a',\n]\n+++\n",
            "+++\n[taxonomies]\ntags = [\n  'new', # c\n  'a',\n]\n+++\n",
        ),
        ('+++\ncategory = "old"\n+++\n', '+++\ncategory = "new"\n+++\n'),
        ('{\n  "tags": ["old"]\n}\n', '{\n  "tags": ["new"]\n}\n'),
        ("Title: T\nTags: a, old\n\nText\n", "Title: T\nTags: a, new\n\nText\n"),
        (
            "---\ntitle: old\nslug: old\ntags: [old]\n---\n",
            "---\ntitle: old\nslug: old\ntags: [new]\n---\n",
        ),
    ],
)
def test_tag_is_renamed_however_it_is_written(tmp_path: Path, text: str, renamed: str) -> None:
    assert one_essay(tmp_path, text, "old", "new") == renamed


@pytest.mark.parametrize(
    ("text", "new", "renamed"),
    [
        ("tags: [old]", "a: b", 'tags: ["a: b"]'),
        ("tags: [old]", "a, b", 'tags: ["a, b"]'),
        ("tags: [old]", "null", 'tags: ["null"]'),
        ("tags: ['old']", "it's", "tags: ['it''s']"),
        ('tags: ["old"]', 'a "b" c', 'tags: ["a \\"b\\" c"]'),
        ("tags: [old]", "c#", "tags: [c#]"),
        ("tags: [old]", "# c", 'tags: ["# c"]'),
    ],
)
def test_name_gets_quotes_only_where_it_needs_them(
    tmp_path: Path, text: str, new: str, renamed: str
) -> None:
    assert one_essay(tmp_path, f"---\n{text}\n---\n", "old", new) == f"---\n{renamed}\n---\n"


@pytest.mark.parametrize(
    ("text", "merged"),
    [
        ("---\ntags: [a, old, new, b]\n---\n", "---\ntags: [a, new, b]\n---\n"),
        ("---\ntags: [new, a, old]\n---\n", "---\ntags: [new, a]\n---\n"),
        ("---\ntags: old, new\n---\n", "---\ntags: new\n---\n"),
        (
            "---\ntags:\n  - new\n  - old # why\n  - a\n---\n",
            "---\ntags:\n  - new\n  # why\n  - a\n---\n",
        ),
        ('+++\ntags = ["new", "old"]\n+++\n', '+++\ntags = ["new"]\n+++\n'),
        ("---\ntags: [old]\ntopics: [new]\n---\n", "---\ntags: [new]\ntopics: [new]\n---\n"),
    ],
)
def test_merged_theme_stands_once_in_the_better_place(
    tmp_path: Path, text: str, merged: str
) -> None:
    root = site(tmp_path, {"essays/a.md": text, "essays/b.md": "---\ntags: new\n---\n"})
    carry_out(root, merge(open_library(root), "old", "new", forget=True))
    assert contents(root)["essays/a.md"] == merged


# ------------------------------------------------------------------ round trips

_TAGS = ("alpha", "beta beta", "c++", "Übung", "old name", "delta-force", "50 %")
_NOTES = ("", " # a note", "   # chief: old name, kept")


def _front(dice: random.Random) -> str:
    """Write front matter with tags in one of many ways; the theme may be among them."""
    tags = dice.sample(_TAGS, dice.randint(1, 5))
    quote = dice.choice(("", "'", '"'))
    note = dice.choice(_NOTES)
    key = dice.choice(("tags", "Tags", "categories", "themes", "keywords"))
    listed = [f"{quote}{tag}{quote}" for tag in tags]
    space = dice.choice(("", " ", "  "))
    ways = (
        f"{key}: [{space}{(',' + (space or ' ')).join(listed)}{space}]{note}",
        f"{key}:{note}\n" + "\n".join(f"{space}-  {tag}{dice.choice(_NOTES)}" for tag in listed),
        f"{key}: {listed[0]}{note}",
        f"{key}: {quote}{', '.join(tags)}{quote}{note}",
        f"{key}: [\n    {f'{note}{chr(10)}    , '.join(listed)}\n  ]",
    )
    others = [
        "title: 'old name: a study'",
        "# old name",
        "summary: >\n  old name\n  folded",
        "x: &",
    ]
    lines = [dice.choice(ways), *dice.sample(others[:3], dice.randint(0, 3))]
    dice.shuffle(lines)
    return "---\n" + "\n".join(lines) + "\n---\n"


def _toml(dice: random.Random) -> str:
    quote = dice.choice("\"'")
    tags = [f"{quote}{tag}{quote}" for tag in dice.sample(_TAGS, dice.randint(1, 5))]
    joint = dice.choice((", ", ",", ",\n  ", ", # old name\n  "))
    return f'+++\ntitle = "old name"\ntags = [{joint.join(tags)}] # note\n+++\n'


def _body(dice: random.Random) -> str:
    parts = (
        "A word on the old name.\n\n",
        '[A passage]{theme="old name"} stands here.\n\n',
        '{theme="alpha, old name"}\nA paragraph of it.\n\n',
        '```\n[code]{theme="old name"}\n```\n\n',
        "Tags: old name\n\n",
        'In `{theme="old name"}` nothing is meant.\n\n',
        "\t trailing blanks  \n\n\n",
    )
    return "".join(dice.sample(parts, dice.randint(0, len(parts))))


def _file(seed: int) -> str:
    dice = random.Random(seed)
    front = _toml(dice) if dice.random() < 0.2 else _front(dice)
    text = front + _body(dice)
    if dice.random() < 0.3:
        text = text.replace("\n", "\r\n")
    return "\ufeff" * (dice.random() < 0.1) + (text if dice.random() < 0.9 else text.rstrip())


def test_renaming_there_and_back_leaves_every_byte_of_a_thousand_files(tmp_path: Path) -> None:
    files = {f"essays/{seed:04}.md": _file(seed) for seed in range(1000)}
    root = site(tmp_path, files)
    before = contents(root)
    carry_out(root, rename(open_library(root), "old name", "new name", forget=True))
    there = contents(root)
    touched = [path for path in before if there[path] != before[path]]
    assert len(touched) > 300
    for path in touched:
        for old, new in zip(before[path].split("\n"), there[path].split("\n"), strict=True):
            assert old == new or new.replace("new name", "old name") == old
    tags = (tag.text for meta in open_library(root).metas.values() for tag in meta.tags)
    assert "old name" not in tags
    carry_out(root, rename(open_library(root), "new name", "old name", forget=True))
    assert contents(root) == before


def test_merging_keeps_every_line_that_does_not_name_the_theme(tmp_path: Path) -> None:
    files = {f"essays/{seed:04}.md": _file(seed) for seed in range(1000, 1200)}
    root = site(tmp_path, files)
    with pytest.raises(SitegenError, match="a comment stands beside") as caught:
        merge(open_library(root), "old name", "alpha", forget=True)
    for problem in caught.value.problems:
        (root / problem.place.path).unlink()
    carry_out(root, merge(open_library(root), "old name", "alpha", forget=True))
    for path, text in contents(root).items():
        rest = [line for line in files.get(path, text).split("\n") if "old name" not in line]
        now = iter(text.split("\n"))
        assert all(line in now for line in rest if "alpha" not in line)
    assert "old-name" not in open_library(root).labels()


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


# ------------------------------------------------------------------ refusals


def refused(root: Path, plan: Callable[[], object]) -> list[str]:
    before = contents(root)
    with pytest.raises(SitegenError) as caught:
        plan()
    assert contents(root) == before
    return [f"{p.place}: {p.code} {p.message} | {p.hint}" for p in caught.value.problems]


def test_all_files_that_cannot_be_edited_are_told_and_none_is_changed(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        {
            "essays/a.md": "---\ntags: [old]\n---\n",
            "essays/b.md": "---\ntags:\n  - >\n    old\n---\n",
            "essays/c.md": '---\ntags: ["o\\\n  ld"]\n---\n',
        },
    )
    assert refused(root, lambda: rename(open_library(root), "old", "new")) == [
        "essays/b.md:3:5: E1451 'old' stands over several lines and cannot be edited in place"
        " | write it on one line",
        "essays/c.md:2:8: E1451 'old' stands over several lines and cannot be edited in place"
        " | write it on one line",
    ]


def test_file_whose_front_matter_is_broken_stops_all(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/a.md": "---\ntags: [old\n---\n", "essays/b.md": "\xff"})
    (root / "essays/b.md").write_bytes(b"---\ntags: [\xff]\n---\n")
    told = refused(root, lambda: open_library(root))
    assert [line.split(" | ")[0] for line in told] == [
        "essays/a.md:2:7: E202 tags: the '[' that opens here is not closed",
        "essays/b.md: E106 the file is not UTF-8",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "stratgy",
            "x",
            "essays: E1452 there is no theme 'stratgy' | did you mean 'Strategy'?",
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
            "essays: E1452 the name '!' has no letter or digit"
            " | give the theme a name with letters",
        ),
        (
            "strategy",
            "Passion",
            "essays: E1453 there is a theme 'Passion' already"
            ' | join the two: sitegen themes merge "strategy" "Passion"',
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
        "essays/_themes/plans.md: E1453 the theme's file holds order, an introduction, which would"
        " be lost | move what you keep to essays/_themes/strategy.md, take it out here, and merge"
        " again"
    ]


def test_comma_in_a_new_name_is_refused_where_commas_part(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/a.md": "---\ntags: a, old\n---\n"})
    assert refused(root, lambda: rename(open_library(root), "old", "b, c")) == [
        "essays/a.md:2:10: E1451 'b, c' cannot stand in a value that commas part"
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
    assert "error[E1452]: there is no theme 'passion'" in result.output


def test_suggest_takes_paths_and_says_when_nothing_comes_to_mind(tmp_path: Path) -> None:
    root = site(tmp_path, {"essays/e.md": ESSAY})
    assert run(root, "suggest", str(root / "essays")).output == "no theme suggests itself\n"
    assert "there is no essay" in run(root, "suggest", str(root / "nothing.md")).output
