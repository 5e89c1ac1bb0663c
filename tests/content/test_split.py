"""Front matter and text split at the fences, with the line of everything."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config.config import Config
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.content.loader.split import split
from sitegen.model import Source
from sitegen.problems.errors import Place, Problem


def _split(text: str) -> Source:
    return split("essays/a.md", "essay", text)


def _parts(text: str) -> tuple[str, str, int, str, int]:
    source = _split(text)
    assert source.problems == ()
    return source.front, source.front_format, source.front_line, source.body, source.body_line


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\ntitle: A\n---\nText\n", ("title: A\n", "yaml", 2, "Text\n", 4)),
        ("---\ntitle: A\n...\nText\n", ("title: A\n", "yaml", 2, "Text\n", 4)),
        ("--- \t\ntitle: A\n---\xa0 \nText", ("title: A\n", "yaml", 2, "Text", 4)),
        ("\n \n---\ntitle: A\n---\n\nText", ("title: A\n", "yaml", 4, "\nText", 6)),
        ("---\ntitle: A\n---", ("title: A\n", "yaml", 2, "", 4)),
        ("---\n---\nText", ("", "yaml", 2, "Text", 3)),
        ("---\n\n---\nText", ("\n", "yaml", 2, "Text", 4)),
        ("---\n\n# why\ntitle: A\n---\n", ("\n# why\ntitle: A\n", "yaml", 2, "", 6)),
        ("---\njust text\n---\nText", ("just text\n", "yaml", 2, "Text", 4)),
        ("---\n- a\n- b\n---\nText", ("- a\n- b\n", "yaml", 2, "Text", 5)),
        ("+++\ntitle = 'A'\n+++\nText", ("title = 'A'\n", "toml", 2, "Text", 4)),
        ("+++\n\n[params]\n\na = 1\n\n+++ \n", ("\n[params]\n\na = 1\n\n", "toml", 2, "", 8)),
    ],
)
def test_front_matter_is_between_its_fences(
    text: str, parts: tuple[str, str, int, str, int]
) -> None:
    assert _parts(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Text without anything",
        "\n\n# A heading\n",
        "---",
        "----\nNote: a box.\n----\n",
        "----\ntitle: A\n\nProse.\n----\n",
        "---\n\nA rule on top, then prose.\n\n---\n\nMore.\n",
        "---\nA rule on top, then prose.\n\n---\n\nMore.\n",
        "---\nProse and no other rule\n",
        "Text\n---\ntitle: A\n---\n",
        "Title of a text: and prose\n\n",
    ],
)
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    assert _parts(text) == ("", "", 1, text, 1)


def test_rules_in_the_body_stay_there() -> None:
    body = "One\n\n---\n\nkey: value\n\n---\n\nTwo\n"
    assert _parts(f"---\ntitle: A\n---\n{body}") == ("title: A\n", "yaml", 2, body, 4)


def test_empty_lines_lists_and_comments_in_front_matter_do_not_end_it() -> None:
    front = 'title: A\n\n# about\ntags:\n\n- a\n\n  - b\n\n"quoted key": x\n\n'
    assert _parts(f"---\n{front}---\nText") == (front, "yaml", 2, "Text", 14)


# ------------------------------------------------------------------ never closed


def _unclosed(text: str) -> tuple[Problem, str, str, int]:
    source = _split(text)
    (problem,) = source.problems
    return problem, source.front, source.body, source.body_line


@pytest.mark.parametrize("text", ["Once upon\n", "# A heading\n", "Once\n\n---\n\nupon a time\n"])
def test_unclosed_front_matter_says_where_the_text_seems_to_begin(text: str) -> None:
    problem = Problem(
        Place("essays/a.md", 1),
        "E107",
        "front matter opened by '---' is never closed; the text seems to begin on line 5",
        "write a line '---' before line 5",
    )
    found = _unclosed(f"---\ntitle: A\ntags: [b]\n\n{text}")
    assert found == (problem, "title: A\ntags: [b]\n\n", text, 5)


def test_a_heading_ends_unclosed_front_matter_without_an_empty_line() -> None:
    problem, front, body, line = _unclosed("\n---\n# note\ntitle: A\n# Heading\ntext\n")
    assert problem.place == Place("essays/a.md", 2)
    assert problem.hint == "write a line '---' before line 5"
    assert (front, body, line) == ("# note\ntitle: A\n", "# Heading\ntext\n", 5)


def test_unclosed_front_matter_without_a_text_names_its_last_key() -> None:
    problem = Problem(
        Place("essays/a.md", 1),
        "E107",
        "front matter opened by '---' is never closed",
        "write a line '---' after its last key",
    )
    assert _unclosed("---\ntitle: A\n") == (problem, "title: A\n", "", 3)


def test_unclosed_toml_is_reported_with_its_own_fence() -> None:
    problem = Problem(
        Place("essays/a.md", 1),
        "E107",
        "front matter opened by '+++' is never closed; the text seems to begin on line 4",
        "write a line '+++' before line 4",
    )
    assert _unclosed("+++\ntitle = 1\n\nOnce") == (problem, "title = 1\n\n", "Once", 4)


def test_earlier_problems_travel_along() -> None:
    earlier = Problem(Place("essays/a.md"), "W114", "MDX is read as plain Markdown")
    source = split("essays/a.md", "essay", "---\ntitle: A", (earlier,))
    assert [problem.code for problem in source.problems] == ["W114", "E107"]


# ------------------------------------------------------------------ bare keys


def test_bare_keys_become_yaml_of_as_many_lines() -> None:
    text = (
        'Title: My "first" post\nDATE:\t2010-12-03\nTags: a, b\nOriginal site:   C:\\x  \n'
        "Summary: one\n  two\n\tthree\nSlug:\n\nText\n"
    )
    front, form, line, body, body_line = _parts(text)
    assert front == (
        'Title: "My \\"first\\" post"\nDATE: "2010-12-03"\nTags: "a, b"\n'
        'Original site:   "C:\\\\x"\nSummary: "one\n  two\n\tthree"\nSlug: ""\n'
    )
    assert (form, line, body, body_line) == ("yaml", 1, "\nText\n", 9)
    assert yaml.safe_load(front) == {
        "Title": 'My "first" post',
        "DATE": "2010-12-03",
        "Tags": "a, b",
        "Original site": "C:\\x",
        "Summary": "one two three",
        "Slug": "",
    }


def test_bare_keys_are_allowed_after_empty_lines() -> None:
    assert _parts("\n\nTitle: A\n\n") == ('Title: "A"\n', "yaml", 3, "\n", 4)


@pytest.mark.parametrize(
    "text",
    [
        "Title: A\nand prose on the next line\n\nText\n",
        "Title: A\nText\n",
        "Note: A\nTitle: B\n\nText\n",
        "Title: A\nhttp://example.org/\n\nText\n",
        "Titles: A\n\n",
    ],
)
def test_prose_with_a_colon_is_no_bare_key(text: str) -> None:
    assert _parts(text) == ("", "", 1, text, 1)


# ------------------------------------------------------------------ algebra

_LINES = st.lists(
    st.sampled_from(
        ["---", "+++", "...", "", " ", "key: A", "a = 1", "# H", "- x", "Prose, long.", "\u2028"]
    )
    | st.text(st.characters(exclude_characters="\n"), max_size=8),
    max_size=12,
)


def _from(text: str, line: int) -> str:
    return "\n".join(text.split("\n")[line - 1 :])


@given(_LINES)
def test_front_matter_and_body_keep_their_lines_of_the_file(lines: list[str]) -> None:
    text = "\n".join(lines)
    source = _split(text)
    assert _from(text, source.body_line) == source.body
    assert _from(text, source.front_line).startswith(source.front)


_WORD = st.from_regex(r"[ -~äЖ語😀]*", fullmatch=True).map(str.strip)
_FRONT = st.lists(st.sampled_from(["title: A", "tags: [b]", "- c", "# d", "  e: f"]), max_size=6)


@given(_FRONT, _LINES)
def test_what_is_joined_by_fences_is_split_there(front: list[str], body: list[str]) -> None:
    inside = "".join(f"{line}\n" for line in front)
    text = "\n".join(body)
    assert _parts(f"---\n{inside}---\n{text}") == (inside, "yaml", 2, text, len(front) + 3)


@pytest.mark.slow
@given(st.lists(_WORD, min_size=1, max_size=4))
def test_bare_values_survive_the_way_through_yaml(values: list[str]) -> None:
    keys = ["title", *(f"key{number}" for number in range(1, len(values)))]
    lines = [f"{key}: {value}\n" for key, value in zip(keys, values, strict=True)]
    source = _split("".join(lines) + "\n")
    assert source.front.count("\n") == len(lines)
    assert source.body == "\n"
    assert yaml.safe_load(source.front) == dict(zip(keys, values, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 400_000,
        "---\n" + "\n" * 400_000,
        "---\n" + " \n" * 200_000 + "x",
        "---\ntitle: A\n" + "a a a a\n\n" * 50_000,
        "---\ntitle: A\n" + "\n \n" * 100_000 + "---\n",
        "---\n" + "#\n" * 200_000,
        "---\n" + "a" * 500_000,
        "Title: A\n" + "a b: c\n" * 60_000 + "x",
        "Title: A\n" + " x\n" * 100_000 + "x",
        "Title: " + " " * 500_000 + "x",
        "Title: A\n" + "a " * 200_000,
        "Title: A\na" + " " * 400_000 + "b: c\n\n",
    ],
)
def test_hostile_texts_are_split_in_linear_time(text: str) -> None:
    source = _split(text)
    assert text.endswith(source.body)


def test_json_is_front_matter_too() -> None:
    text = '\n{\n  "title": "A {brace}",\n  "tags": ["x", "y"]\n}\n\nText.\n'
    found = split("essays/a.md", "essay", text)
    assert (found.front_format, found.front_line, found.body_line) == ("yaml", 2, 6)
    meta, problems = read_front_matter(found, Config())
    assert problems == ()
    assert (meta.title, [tag.text for tag in meta.tags]) == ("A {brace}", ["x", "y"])
    assert found.body == "\nText.\n"


def test_a_text_that_begins_with_a_brace_is_a_text() -> None:
    text = "{\n  not json\n}\n"
    assert split("essays/a.md", "essay", text).body == text


@pytest.mark.parametrize("first", ["draft: true", "Published: no", "visibility: private"])
def test_bare_front_matter_may_begin_with_a_key_that_hides(first: str) -> None:
    source = split("essays/a.md", "essay", f"{first}\ntitle: A\n\nText.\n")
    assert source.front.splitlines()[0].startswith(first.partition(":")[0])
    assert source.body.strip() == "Text."


def test_a_sentence_after_such_a_word_is_no_front_matter() -> None:
    assert split("essays/a.md", "essay", "Draft: two words\n\nText.\n").front == ""
