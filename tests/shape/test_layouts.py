"""Texts of known paragraphs in each layout: how many of their paragraphs are recovered."""

import pytest

from sitegen.model import Source
from sitegen.shape.shape import shape_of
from support.layouts import (
    LANGUAGES,
    Layout,
    Part,
    Score,
    compare,
    indented,
    one_a_line,
    parts,
    ragged,
    source_of,
    spaced,
    wrapped,
)

CASED = [language for language in LANGUAGES if language != "he"]
VERSE = Part(
    "verse",
    (
        "The boat was late, and no one said,",
        "or no one I had ever met,",
        "that lateness is a kind of bread",
        "the harbour has not eaten yet.",
    ),
)


def scored(layout: Layout, languages: list[str] | tuple[str, ...], texts: int = 6) -> Score:
    total = Score()
    for language in languages:
        for seed in range(texts):
            made = parts(language, seed, count=6 + 2 * seed)
            total += compare(made, layout(made))
    return total


@pytest.mark.parametrize(
    "layout",
    [spaced, one_a_line, *map(indented, (3, 4, 6, 8, 10)), wrapped(65, apart=True)],
)
def test_paragraphs_are_recovered_where_their_ends_can_be_seen(layout: Layout) -> None:
    assert scored(layout, LANGUAGES).f1 >= 0.98


@pytest.mark.parametrize("width", [72, 79])
@pytest.mark.parametrize("indent", [3, 8])
def test_output_of_text_browsers_is_recovered(width: int, indent: int) -> None:
    assert scored(wrapped(width, apart=True, indent=indent), LANGUAGES).f1 >= 0.98


@pytest.mark.parametrize("first", [2, 4, 6])
def test_paragraphs_that_begin_with_spaces_are_recovered(first: int) -> None:
    assert scored(wrapped(70, first=first), CASED).f1 >= 0.98


@pytest.mark.parametrize("width", [45, 55, 65, 72, 78, 90, 100, 120])
def test_wrapped_paragraphs_are_recovered_unless_a_last_line_is_full(width: int) -> None:
    score = scored(wrapped(width), CASED)
    assert score.f1 >= 0.95
    assert score.wrong <= 0.03 * score.right


def test_ragged_paragraphs_are_recovered_mostly() -> None:
    assert scored(ragged(72), CASED).f1 >= 0.94


@pytest.mark.parametrize("layout", [one_a_line, wrapped(72), wrapped(72, apart=True, indent=6)])
@pytest.mark.parametrize("mark", ["-", "•", "·", "–", "*", "+", "□", "☆", "1."])
def test_list_and_stanza_stay_whole(layout: Layout, mark: str) -> None:
    made = parts("en", 5, count=8)
    items = ("A rope, which has been longer.", "The coal.", "Two keys, of which one fits.")
    made[2:2] = [Part("list", tuple(f"{mark} {item}" for item in items))]
    made[5:5] = [VERSE]
    blocks = shape_of(source_of(layout(made))).blocks
    assert [len(block.source.split("\n")) for block in blocks if block.kind == "list"] == [3]
    assert "\n".join(VERSE.lines) in [
        "\n".join(line.strip() for line in block.source.split("\n")) for block in blocks
    ]


def test_head_and_foot_of_another_kind_are_recovered_apart() -> None:
    made = parts("en", 7, count=8, headings=False)
    head, foot = spaced(made[:2]), spaced(made[6:])
    shape = shape_of(source_of(f"{head}\n{one_a_line(made[2:6])}\n{foot}"))
    assert shape.layout == "mixed"
    assert [block.text for block in shape.blocks] == [part.lines[0] for part in made]


def test_the_layout_is_explained() -> None:
    made = parts("fr", 2, count=9)
    for layout, name, why in (
        (spaced, "markdown", ""),
        (one_a_line, "lines", "each line is a paragraph"),
        (
            wrapped(70),
            "wrapped",
            "lines are broken at column 70, and shorter ones end paragraphs",
        ),
        (indented(6), "paragraphs", "it is indented by 6 columns"),
    ):
        shape = shape_of(source_of(layout(made)))
        assert (shape.layout, shape.sure, shape.why) == (name, True, why)


_NARROW = """\
The ferry left at six and there was nobody
on it but the two of us and a dog, which
belonged to the captain.
{}The engine turned, and the island slowly
came nearer, until it was all that there
was to see. The dog did not look up once.
We had been told that it never did, and
that it would not even eat on the water.
The captain gave us tea.
"""


@pytest.mark.parametrize(
    ("above", "begins"),
    [
        (
            "It slept below the stairs, very quietly.\n“We are late,” said my brother, and he\n"
            "looked at the stairs. It was true.\n",
            "“We are late,”",
        ),
        (
            "- A rope, which he had bought at Greta's.\n- A lamp, and some oil for it in a can.\n",
            "The engine turned,",
        ),
    ],
)
def test_speech_and_what_is_below_a_list_likely_begin_a_paragraph(above: str, begins: str) -> None:
    text = _NARROW.format(above) * 2
    blocks = shape_of(Source("essays/a.md", "essay", "", "", 1, text, 1)).blocks
    assert any(block.text.startswith(begins) for block in blocks)
