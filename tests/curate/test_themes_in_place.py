"""``sitegen themes`` in essays: a name changes, and no other byte does."""

import random
from pathlib import Path

import pytest

from sitegen.curate.files import carry_out
from sitegen.curate.library import open_library
from sitegen.curate.renaming import merge, rename
from sitegen.problems.errors import SitegenError
from support.theme_sites import contents, site


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
def test_merged_theme_appears_once_in_the_better_place(
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


@pytest.mark.slow
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
    library = open_library(root)
    assert "old name" not in (tag.text for meta in library.metas.values() for tag in meta.tags)
    carry_out(root, rename(library, "new name", "old name", forget=True))
    assert contents(root) == before


@pytest.mark.slow
def test_merging_keeps_every_line_that_does_not_name_the_theme(tmp_path: Path) -> None:
    files = {f"essays/{seed:04}.md": _file(seed) for seed in range(1000, 1200)}
    root = site(tmp_path, files)
    with pytest.raises(SitegenError, match="would lose the comment") as caught:
        merge(open_library(root), "old name", "alpha", forget=True)
    for problem in caught.value.problems:
        (root / problem.place.path).unlink()
    carry_out(root, merge(open_library(root), "old name", "alpha", forget=True))
    for path, text in contents(root).items():
        rest = [line for line in files.get(path, text).split("\n") if "old name" not in line]
        now = iter(text.split("\n"))
        assert all(line in now for line in rest if "alpha" not in line)
    assert "old-name" not in open_library(root).labels()
