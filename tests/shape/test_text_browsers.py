"""Pages as lynx prints them: an indented body, with what is glued to its paragraphs."""

import textwrap

import pytest

from sitegen.model import Source
from sitegen.shape.shape import shape_of

_PROSE = """\
   The ferry left at six and there was nobody on it but the two of us and
   a dog that belonged to the captain. It slept below the stairs, and it
   did not look up when the engine began to turn.
"""
_REFERENCES = "\nReferences\n\n" + "".join(
    f"   {number}. http://blog.example/page-{number}\n" for number in range(1, 90)
)


def _shown(body: str) -> list[tuple[str, str]]:
    source = Source("essays/a.md", "essay", "", "", 1, body + _REFERENCES, 1)
    return [(block.kind, block.text[:6]) for block in shape_of(source).blocks]


def test_list_below_a_paragraph_is_a_list_though_references_are_longer_than_the_text() -> None:
    items = "     * A ball of string.\n     * Two candles.\n"
    shown = _shown(f"{_PROSE}\n" * 2 + f"{_PROSE}{items}")
    assert shown[2:4] == [("paragraph", "The fe"), ("list", "A ball")]


def test_picture_below_a_paragraph_is_no_part_of_it() -> None:
    items = "     * A ball of string.\n     * Two candles.\n"
    shown = _shown(f"{_PROSE}\n" * 2 + f"{_PROSE}   [boat.jpg] The boat\n\n{_PROSE}{items}")
    assert ("paragraph", "boat.j") in shown or ("paragraph", "[boat.") in shown


def test_code_at_the_margin_is_no_part_of_the_paragraph_above_it() -> None:
    shown = _shown(f"{_PROSE}\n" * 3 + f"{_PROSE}for box in boxes:\n    weigh(box)\n\n{_PROSE}")
    assert shown[3:6] == [("paragraph", "The fe"), ("paragraph", "for bo"), ("paragraph", "The fe")]


def test_line_with_a_time_below_a_paragraph_is_no_part_of_it() -> None:
    quotation = "     It slept below the stairs.\n     And it woke there too, each day.\n"
    shown = _shown(
        f"{_PROSE}\n{quotation}\n" * 3 + f"{_PROSE}{_PROSE}   Posted by Ann at [5]5:16 PM\n"
    )
    assert shown[6:9] == [("paragraph", "The fe"), ("paragraph", "The fe"), ("paragraph", "Posted")]


_PAGE = """\
The ferry left at six and there was nobody on it but the two of us and a dog
that belonged to the captain. It slept below the stairs, and it did not look up
when the engine began to turn. Nobody spoke until the island was gone, and then
we all spoke at once, about the weather and the price of rope, as people do who
have seen the same thing and do not want to say what it was.
"""


def _kinds(body: str) -> list[str]:
    source = Source("essays/a.md", "essay", "", "", 1, f"{_PAGE}\n{body}\n{_PAGE}", 1)
    return [block.kind for block in shape_of(source).blocks]


def test_prose_that_w3m_indents_is_a_quotation() -> None:
    quotation = textwrap.indent(_PAGE, "    ")
    assert _kinds(quotation) == ["paragraph", "quote", "paragraph"]


@pytest.mark.parametrize(
    "code",
    [
        "    for box in boxes:\n        weigh(box)\n    print(total)\n",
        "    The ferry left at six,\n    The dog was on the stairs,\n    And nobody looked up\n"
        "    When all the engines turned.\n",
        "    $ ferry --leave\n    The ferry left at six and there was nobody on it but us.\n",
    ],
)
def test_code_and_verse_that_an_author_indents_stay(code: str) -> None:
    assert _kinds(code) == ["paragraph", "code", "paragraph"]
