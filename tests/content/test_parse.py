"""A parsed text: which of its fields other pages may show."""

from typing import Annotated

import pytest
from msgspec.structs import replace

from sitegen.incremental.texts import outline
from sitegen.model import OWN, Essay, Facts, Link
from sitegen.problems.errors import Place, Problem
from support.sample_texts import text

LINK = Link("link", "b.md", "", Place("essays/a.md", 3, 5))


class ToyFacts(Facts, frozen=True, array_like=True, gc=False):
    """Facts with one more field of each sort."""

    mood: str = ""
    line_count: Annotated[int, OWN] = 0


def essay(**facts: object) -> Essay:
    return replace(text("essays/a.md"), facts=ToyFacts(**facts))  # type: ignore[arg-type]  # toys


def test_a_new_field_counts_as_shown_by_other_pages() -> None:
    assert outline(essay(mood="calm")) != outline(essay(mood="merry"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"line_count": 3}, {"line_count": 4}),
        ({"word_count": 3}, {"word_count": 4}),
        ({"fingerprint": b"a"}, {"fingerprint": b"b"}),
        ({"fragments": "a"}, {"fragments": "b"}),
        ({"links": (LINK,)}, {"links": (replace(LINK, place=Place("essays/a.md", 4, 5)),)}),
        ({"problems": ()}, {"problems": (Problem(LINK.place, "W301", "…"),)}),
    ],
)
def test_a_field_that_is_marked_own_does_not_count(
    before: dict[str, object], after: dict[str, object]
) -> None:
    assert outline(essay(**before)) == outline(essay(**after))


def test_a_link_counts_by_all_but_its_place() -> None:
    other = replace(LINK, sentence="Another sentence.")
    assert outline(essay(links=(LINK,))) != outline(essay(links=(other,)))
