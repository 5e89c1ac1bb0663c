"""Front matter that YAML refuses: what is read of it, and what is said."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.config.schema.loose_yaml import read_loose_yaml
from sitegen.config.schema.nodes import Node, Scalar, Series, Table
from sitegen.config.schema.yamltree import read_yaml
from sitegen.problems.errors import Place, Problem
from support.problem_text import printed

START = Place("essays/a.md", 2, 1)
LONGEST = 262_144


def read(text: str) -> tuple[object, tuple[Problem, ...]]:
    table, problems = read_loose_yaml(text, START, LONGEST)
    return plain(table), problems


def plain(node: Node) -> object:
    match node:
        case Scalar(text):
            return text
        case Series(items):
            return [plain(item) for item in items]
        case Table(entries):
            return [(entry.key, plain(entry.node)) for entry in entries]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("k: Bread: a history", "Bread: a history"),
        ("k: {{ page.name }}", "{{ page.name }}"),
        ("k: {{ a }} of {{ b }}", "{{ a }} of {{ b }}"),
        ("k: {% include x %}", "{% include x %}"),
        ("k: @baker", "@baker"),
        ("k: `flour`", "`flour`"),
        ("k: %wheat", "%wheat"),
        ("k: *Rye* first", "*Rye* first"),
        ("k: *Rye", "*Rye"),
        ("k: & more", "& more"),
        ("k: !important news", "!important news"),
        ("k: > quoted", "> quoted"),
        ("k: [Draft] On bread", "[Draft] On bread"),
        ("k: 'It's rye'", "It's rye"),
        ('k: "Rye" and wheat', '"Rye" and wheat'),
        ('k: "C:\\docs\\more"', "C:\\docs\\more"),
        ('k: "open', "open"),
        ("k:no space", "no space"),
        ("k: - a", "- a"),
        ("k: [a, b", ["a", "b"]),
        ("k: [@a, b c]", ["@a", "b c"]),
        ("k: one: two\n  and three", "one: two\nand three"),
        ("k:\n\t- a\n\t- b", ["a", "b"]),
        ("k:\n- {{ a }}\n- b\n- c: d: e\n  f: g", ["{{ a }}", "b", [("c", "d: e"), ("f", "g")]]),
        ("k:\n  a: {{ b }}\n  c: d", [("a", "{{ b }}"), ("c", "d")]),
        ("k:\n  - n: @a\n    m: b\n  - n: c", [[("n", "@a"), ("m", "b")], [("n", "c")]]),
        ("k: !ruby/object:Post {a: b}", [("a", "b")]),
        ("k: \"a\\x07b\"", "ab"),
        ("k: a\x8db", "ab"),
    ],
)  # fmt: skip
def test_a_value_that_yaml_refuses_is_read_as_it_is_written(text: str, value: object) -> None:
    found, problems = read(f"before: x\n{text}\nafter: y\n")
    assert found == [("before", "x"), ("k", value), ("after", "y")]
    assert [problem.severity for problem in problems] == ["warning"] * len(problems)
    assert problems


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &x rye\nk: *x\n", "rye"),
        ("a: &x [rye, wheat]\nk: *x\n", ["rye", "wheat"]),
        ("a: &x {b: c, d: e}\nk: {<<: *x, d: own}\n", [("d", "own"), ("b", "c")]),
        ("a: &x {b: c}\nk:\n  <<: [*x, {f: g}]\n", [("b", "c"), ("f", "g")]),
        ("a: x\nk: !!str 2010\n", "2010"),
    ],
)
def test_anchors_and_references_mean_what_yaml_says(text: str, value: object) -> None:
    found, problems = read(text)
    assert isinstance(found, list)
    assert (found[-1], problems) == (("k", value), ())


def test_keys_that_are_indented_by_mistake_are_keys() -> None:
    found, problems = read("title: Bread\n draft: true\n date: 2010-04-08\n")
    assert found == [("title", "Bread"), ("draft", "true"), ("date", "2010-04-08")]
    assert [problem.code for problem in problems] == ["W202"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: Bread\nSome words about it.\ndraft: true\n", 3),
        ("title: Bread\nexcerpt: Short.\n\n<p>Long words.</p>\n\ntags:\n- a\n", 5),
        ("a:\n  b: |\n    text\n  words\nc: d\n", 5),
    ],
)
def test_words_that_belong_to_no_key_are_an_error_at_their_line(text: str, line: int) -> None:
    _, problems = read(text)
    assert [(problem.code, problem.place.line) for problem in problems] == [("E202", line)]


def test_a_mistake_in_one_key_leaves_the_mistakes_of_the_others() -> None:
    _, problems = read("a: b: c\nd: @e\nf: {g: h, g: i}\n")
    assert (
        printed(sorted(problems))
        == """\
essays/a.md:2:5: warning[W202]: a: a value that contains a colon and a space needs quotes
  hint: write: a: "b: c"
essays/a.md:3:4: warning[W202]: d: a value cannot start with '@'
  hint: put the value in quotes: d: "@e"
essays/a.md:4:11: warning[W206]: duplicate key 'g' on line 4
  hint: delete one of the two; the last one counts"""
    )


def test_what_is_nested_too_deeply_is_left_out_alone() -> None:
    for many in (30, 1_200):
        found, problems = read(f"a: {'[' * many}{']' * many}\nb: c\n")
        assert found == [("a", ""), ("b", "c")]
        assert [problem.code for problem in problems] == ["W205"]


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
MERGES = "a0: &a0 {k: v}\n" + "".join(
    f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 40)
)
LONG = f"a: &a {'x' * 100_000}\n" + "".join(f"b{n}: *a\n" for n in range(1_000))
INDENTED = "".join(f"{' ' * n}k{n}:\n" for n in range(600)) + " " * 600 + "x: @y\n"
HOSTILE = {
    "references": BOMB,
    "merge keys": MERGES,
    "long text": LONG,
    "brackets": "a: " + "[" * 250_000,
    "dashes": "a: @b\nc:\n" + "- " * 100_000 + "\n  x\n",
    "levels": INDENTED,
    "broken lines": "".join(f"k{n}: a: b\n" for n in range(20_000)),
    "broken items": "k:\n" + "".join(f"- {{{{ a{n} }}}}\n" for n in range(15_000)),
    "spaces": "a: @b\n" + "c" + " " * 200_000 + "\n",
    "colons": "a: @b\n" + ": " * 100_000 + "\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_front_matter_is_read_or_refused_in_bounded_time(name: str) -> None:
    started = time.process_time()
    table, problems = read_loose_yaml(HOSTILE[name], START, LONGEST)
    assert problems
    assert len(table.entries) <= 20_001
    assert time.process_time() - started < 20  # seconds


SIGNS = st.text(alphabet="ab:-[]{}'\"#&*!|>%@`?,~<\\ \t\n\u2028\ufeff\x85é", max_size=60)


@given(SIGNS | st.text())
@settings(max_examples=300)
def test_any_text_is_read_with_problems_inside_it_and_valid_yaml_as_yaml(text: str) -> None:
    table, problems = read_loose_yaml(text, START, LONGEST)
    for problem in problems:
        assert problem.code[1:].startswith("2")
        assert START.line <= problem.place.line <= START.line + text.count("\n") + 1
    strict, mistakes = read_yaml(text, START, LONGEST)
    if not mistakes:
        assert (plain(table), problems) == (plain(strict), ())
