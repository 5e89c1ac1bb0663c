"""YAML and TOML with places: values, mistakes, limits and hostile texts."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml import MarkedYAMLError, SafeLoader

from sitegen.config.schema import yamltree
from sitegen.config.schema.nodes import UNPRINTABLE, Scalar, Series, Table
from sitegen.config.schema.syntax import quoted
from sitegen.config.schema.tomltree import read_toml
from sitegen.config.schema.yamltree import read_yaml
from sitegen.problems.errors import Place, Problem
from support.problem_text import printed

START = Place("essays/a.md", 2, 1)


def yaml(text: str) -> tuple[Table, tuple[Problem, ...]]:
    return read_yaml(text, START, 16_384)


def toml(text: str) -> tuple[Table, tuple[Problem, ...]]:
    return read_toml(text, START, 16_384)


def scalars(table: Table) -> dict[str, str]:
    return {entry.key: entry.node.text for entry in table.entries if isinstance(entry.node, Scalar)}


# ------------------------------------------------------------------ values


def test_scalars_stay_the_text_that_was_written() -> None:
    text = "a: no\nb: 12:30\nc: 0123\nd: 1.10\ne: 2010-04-08\nf: 'x'\ng: ~\nh: 1_000\n"
    table, problems = yaml(text)
    assert problems == ()
    assert scalars(table) == {
        "a": "no",
        "b": "12:30",
        "c": "0123",
        "d": "1.10",
        "e": "2010-04-08",
        "f": "x",
        "g": "~",
        "h": "1_000",
    }


def test_only_plain_words_for_nothing_are_nothing() -> None:
    table, _ = yaml("a:\nb: null\nc: 'null'\nd: Null and void\n")
    nulls = [entry.node.is_null for entry in table.entries if isinstance(entry.node, Scalar)]
    assert nulls == [True, True, False, False]


def test_every_value_keeps_its_place_in_the_file() -> None:
    table, _ = yaml("é: x\n\ntags:\n  - one\n  - {𝒳: two}\n")
    tags = table.entries[1].node
    assert isinstance(tags, Series)
    second = tags.items[1]
    assert isinstance(second, Table)
    assert str(table.entries[0].node.place) == "essays/a.md:2:4"
    assert str(tags.items[0].place) == "essays/a.md:5:5"
    assert str(second.entries[0].node.place) == "essays/a.md:6:9"


def test_line_ends_that_only_yaml_knows_do_not_move_places() -> None:
    table, _ = yaml("a: 'x\u2028 y\x85 z'\nb: here\n")
    assert str(table.entries[1].node.place) == "essays/a.md:3:4"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "~\n", "---\n"])
def test_a_text_with_nothing_in_it_is_an_empty_table(text: str) -> None:
    table, problems = yaml(text)
    assert (table.entries, problems) == ((), ())


# ------------------------------------------------------------------ mistakes

BROKEN = {
    "title: Foo: bar\n": """\
essays/a.md:2:11: error[E202]: title: a value that contains a colon and a space needs quotes
  hint: write: title: "Foo: bar\"""",
    "title: @home\n": """\
essays/a.md:2:8: error[E202]: title: a value cannot start with '@'
  hint: put the value in quotes: title: "@home\"""",
    "title: *Passion* first\n": """\
essays/a.md:2:8: error[E202]: title: a value cannot start with '*'
  hint: put the value in quotes: title: "*Passion* first\"""",
    "title: {{ page.title }}\n": """\
essays/a.md:2:8: error[E202]: title: a value cannot start with '{{'
  hint: put the value in quotes: title: "{{ page.title }}\"""",
    "title: {% title %}\n": """\
essays/a.md:2:8: error[E202]: title: a value cannot start with '{%'
  hint: put the value in quotes: title: "{% title %}\"""",
    "date: 2010-04-08\ntitle: [Update] News\n": """\
essays/a.md:3:17: error[E202]: title: unexpected text after the closing bracket
  hint: put the whole value in quotes: title: "[Update] News\"""",
    "tags: [a, b\ndate: 2010-04-08\n": """\
essays/a.md:2:7: error[E202]: tags: unclosed '['
  hint: close it with ']', or if it is text write: tags: "[a, b\"""",
    'title: "Foo\n': """\
essays/a.md:2:8: error[E202]: title: unclosed quotation mark
  hint: write: title: "Foo\"""",
    "title: 'It's a day'\n": """\
essays/a.md:2:12: error[E202]: title: unexpected text after the closing quotation mark
  hint: put the whole value in quotes: title: "It's a day\"""",
    'title: "Foo" and bar\n': """\
essays/a.md:2:14: error[E202]: title: unexpected text after the closing quotation mark
  hint: put the whole value in quotes: title: '"Foo" and bar'""",
    "tags:\n\t- a\n": """\
essays/a.md:3:1: error[E202]: a tab is not allowed here
  hint: indent with spaces""",
    "title: Foo\n date: 2010-04-08\n": """\
essays/a.md:3:2: error[E202]: 'date: 2010-04-08' is not aligned with the lines above it
  hint: start it in the same column as the lines around it, or put the whole text in quotes""",
    "title: Foo\nand a line of prose\n": """\
essays/a.md:3:1: error[E202]: 'and a line of prose' is not a 'key: value' line
  hint: indent it if it continues the value above, or give it a key""",
    "date: 2010-04-08\ntitle:Foo\n": """\
essays/a.md:3:1: error[E202]: 'title:Foo' is not a 'key: value' line
  hint: put a space after the colon: title: Foo""",
    "title:Foo\n": """\
essays/a.md:2:1: error[E207]: expected 'key: value' lines, found a text
  hint: put a space after the colon: title: …""",
    "- a\n- b\n": """\
essays/a.md:2:1: error[E207]: expected 'key: value' lines, found a list
  hint: start with a line such as: title: A Good Title""",
    "tags: - a\n": """\
essays/a.md:2:7: error[E202]: a list cannot start on the line of its key
  hint: put each item on a line of its own, or if it is text write: tags: "- a\"""",
    'title: "C:\\docs"\n': """\
essays/a.md:2:11: error[E202]: unknown escape sequence
  hint: in double quotes write \\\\ for a backslash, or use single quotes""",
    "title: a\x07b\n": """\
essays/a.md:2:9: error[E203]: control character U+0007 is not allowed
  hint: delete it; editors show it as a box or not at all""",
    'title: "a\\x07b"\n': """\
essays/a.md:2:8: error[E203]: escaped control character U+0007 is not allowed
  hint: to write a backslash itself, use \\\\""",
    "a: &x 1\n": """\
essays/a.md:2:4: error[E204]: YAML anchors ('&') are not allowed
  hint: if this is text, put it in quotes: a: "&x 1\"""",
    "title: *Passion\n": """\
essays/a.md:2:8: error[E204]: YAML references ('*') are not allowed
  hint: if this is text, put it in quotes: title: "*Passion\"""",
    "title: !important\n": """\
essays/a.md:2:8: error[E204]: YAML tags ('!') are not allowed
  hint: if this is text, put it in quotes: title: "!important\"""",
    "a: !!python/object/apply:os.system [ls]\n": """\
essays/a.md:2:4: error[E204]: YAML tags ('!') are not allowed
  hint: if this is text, put it in quotes: a: "!!python/object/apply:os.system [ls]\"""",
    "<<: {a: b}\n": """\
essays/a.md:2:1: error[E204]: YAML merge keys ('<<') are not allowed
  hint: write the keys out one by one""",
    "[a, b]: c\n": """\
essays/a.md:2:1: error[E202]: a key must be text""",
    "a: b\n---\nc: d\n": """\
essays/a.md:3:1: error[E202]: a second YAML document starts here
  hint: end front matter with '---' on a line of its own; delete it elsewhere""",
    "\xa0title: Foo\n": """\
essays/a.md:2:1: error[E202]: unexpected no-break space (U+00A0)
  hint: indent with ordinary spaces""",
}


@pytest.mark.parametrize("text", BROKEN)
def test_broken_yaml_names_its_cause_and_how_to_write_it(text: str) -> None:
    table, problems = yaml(text)
    assert printed(problems) == BROKEN[text]
    assert table.entries == ()


@pytest.mark.parametrize("text", BROKEN)
def test_the_parser_in_python_names_the_same_causes(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yamltree, "Parser", SafeLoader)
    test_broken_yaml_names_its_cause_and_how_to_write_it(text)


def test_repeated_keys_are_all_reported_and_the_first_one_counts() -> None:
    table, problems = yaml("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n")
    assert (
        printed(sorted(problems))
        == """\
essays/a.md:3:11: error[E206]: duplicate key 'c' on line 3
  hint: delete one of the two
essays/a.md:4:1: error[E206]: duplicate key 'a' on lines 2 and 4
  hint: delete one of the two
essays/a.md:5:1: error[E206]: duplicate key 'a' on lines 2 and 5
  hint: delete one of the two"""
    )
    assert scalars(table) == {"a": "1"}


@given(st.lists(st.sampled_from("abcdef"), max_size=12))
def test_every_repeated_key_is_found(names: list[str]) -> None:
    table, problems = yaml("".join(f"{name}: 1\n" for name in names))
    assert len(problems) == len(names) - len(set(names))
    assert {entry.key for entry in table.entries} == set(names)


@given(st.text())
def test_any_text_in_quotes_is_read_back(text: str) -> None:
    table, problems = yaml(f"title: {quoted(text)}\n")
    if UNPRINTABLE.search(text):
        assert [problem.code for problem in problems] == ["E203"]
    else:
        assert (scalars(table), problems) == ({"title": text}, ())


SIGNS = st.text(alphabet="ab:-[]{}'\"#&*!|>%@`?,~<\\ \t\n\u2028\ufeff\x85é", max_size=60)


@given(SIGNS | st.text() | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
@settings(max_examples=300)
def test_any_text_is_a_table_or_problems_inside_the_text(text: str) -> None:
    for read in (yaml, toml):
        _, problems = read(text)
        for problem in problems:
            assert problem.code.startswith("E2")
            assert START.line <= problem.place.line <= START.line + text.count("\n") + 1


MERGE_KEYS = "a0: &a0 {k: v}\n" + "".join(
    f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 12)
)
REFERENCES = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (MERGE_KEYS, "E204"),
        (REFERENCES, "E204"),
        ("[" * 25_000, "E201"),
        ("[" * 16_000, "E205"),
        ("{a: " * 4_000, "E205"),
        ("- " * 8_000, "E205"),
        ("? " * 8_000, "E205"),
        ("a: " + "[" * 21 + "]" * 21, "E205"),
    ],
)
def test_hostile_yaml_is_refused_at_once(text: str, code: str) -> None:
    started = time.process_time()
    _, problems = yaml(text)
    assert [problem.code for problem in problems] == [code]
    assert time.process_time() - started < 20  # seconds


class Impatient(SafeLoader):
    """A parser that gives up after fewer levels than libyaml 0.2.6, in other words."""

    def fetch_flow_sequence_start(self) -> None:
        if self.flow_level > 30:
            raise MarkedYAMLError(None, None, "enough of these", self.get_mark())
        super().fetch_flow_sequence_start()


@pytest.mark.parametrize("parser", [None, SafeLoader, Impatient])
def test_the_first_value_that_is_too_deep_is_named_whatever_the_parser(
    parser: type | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if parser:
        monkeypatch.setattr(yamltree, "Parser", parser)
    _, problems = yaml("a: x\nb: " + "[" * 1_200)
    assert (
        printed(problems)
        == "essays/a.md:3:23: error[E205]: values are nested more than 20 levels deep"
    )


def test_twenty_levels_may_be_nested_and_long_numbers_are_only_text() -> None:
    nested, problems = yaml("a: " + "[" * 19 + "]" * 19)
    assert (len(nested.entries), problems) == (1, ())
    table, problems = yaml("a: " + "9" * 5_000)
    assert (scalars(table), problems) == ({"a": "9" * 5_000}, ())


def test_too_much_front_matter_is_named_in_characters() -> None:
    _, problems = yaml("a: " + "x" * 20_000)
    assert (
        printed(problems)
        == """\
essays/a.md:2:1: error[E201]: too long: 20,003 characters (limit: 16,384)
  hint: shorten it, or move text below the front matter"""
    )


# ------------------------------------------------------------------ TOML


def test_toml_gives_the_same_nodes_with_the_lines_of_their_keys() -> None:
    table, problems = toml(
        'title = "x"\ndate = 2010-04-08\ndraft = false\n[extra]\nn = 1\nlist = [[1.5], "y"]\n'
    )
    assert problems == ()
    assert scalars(table) == {"title": "x", "date": "2010-04-08", "draft": "false"}
    extra = table.entries[3].node
    assert isinstance(extra, Table)
    assert [str(entry.node.place) for entry in extra.entries] == [
        "essays/a.md:6:5",
        "essays/a.md:7:8",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "title = Foo\n",
            """\
essays/a.md:2:9: error[E202]: invalid TOML: invalid value
  hint: put text in quotes: title = "A Good Title\"""",
        ),
        (
            "title: Foo\n",
            """\
essays/a.md:2:6: error[E202]: invalid TOML: expected '=' after a key in a key/value pair
  hint: TOML goes between '+++' lines; for YAML use '---' lines""",
        ),
        (
            "a = 1\nb = 2\na = 3\n",
            """\
essays/a.md:4:5: error[E206]: duplicate key 'a' on lines 2 and 4
  hint: delete one of the two""",
        ),
        (
            f"a = {'9' * 5_000}\n",
            """\
essays/a.md:2:1: error[E202]: a number has too many digits
  hint: put it in quotes if it is text""",
        ),
        (
            f"a = 0x{'f' * 5_000}\n",
            """\
essays/a.md:2:1: error[E202]: a number has too many digits
  hint: put it in quotes if it is text""",
        ),
        (
            f"a = {'[' * 8_000}\n",
            "essays/a.md:2:1: error[E205]: values are nested more than 20 levels deep",
        ),
        (
            f"a = {'[' * 30}{']' * 30}\n",
            "essays/a.md:2:5: error[E205]: values are nested more than 20 levels deep",
        ),
        (
            f"a = {'x' * 17_000}\n",
            """\
essays/a.md:2:1: error[E201]: too long: 17,005 characters (limit: 16,384)
  hint: shorten it, or move text below the front matter""",
        ),
    ],
)
def test_broken_toml_names_its_place(text: str, message: str) -> None:
    table, problems = toml(text)
    assert printed(problems) == message
    assert table.entries == ()


def test_control_characters_of_toml_are_removed_with_a_warning() -> None:
    table, problems = toml('title = "a\\u0007b"\nlist = ["c\\u0001"]\n')
    assert scalars(table) == {"title": "ab"}
    assert (
        printed(problems)
        == """\
essays/a.md:2:9: warning[W203]: escaped control character U+0007 is removed
  hint: to write a backslash itself, use \\\\"""
    )
