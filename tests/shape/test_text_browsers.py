"""Pages as lynx prints them: an indented body, with what is glued to its paragraphs."""

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
