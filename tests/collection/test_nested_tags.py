"""Nested tags as narrower themes, and themes that look alike."""

import pytest

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.tag_index.index import TagIndex, assemble
from sitegen.collection.tag_index.nesting import parent
from sitegen.model import Essay, Slug
from sitegen.problems.errors import Problem
from support.sample_texts import SITE, inline, text, theme_file

A = "essays/a.md"
B = "essays/b.md"
CRAFT, LOOM = Slug("craft"), Slug("craft-loom")


def made(*texts: Essay) -> tuple[TagIndex, list[Problem]]:
    index, problems = assemble(Catalogue.of(texts), SITE, inline)
    return index, sorted(problems)


def asked(*names: str) -> list[str]:
    """Return the messages about themes that may be the same."""
    texts = (text(f"essays/{number}.md", tags=(name,)) for number, name in enumerate(names))
    return [problem.message for problem in made(*texts)[1]]


# ------------------------------------------------------------------ levels


def test_a_nested_tag_is_a_narrower_theme_of_each_level_above() -> None:
    index, problems = made(text(A, tags=("craft/loom/warp",)))
    broader = {slug: theme.broader for slug, theme in index.themes.items()}
    assert broader == {
        "craft": (),
        "craft-loom": ("craft",),
        "craft-loom-warp": ("craft-loom",),
    }
    assert [entry.essay for entry in index.themes[CRAFT].entries] == [A]
    assert index.of_essay[A] == ("craft-loom-warp",)
    assert problems == []


def test_the_file_of_a_theme_may_name_other_broader_themes() -> None:
    index, _ = made(
        text(A, tags=("craft/loom", "tools")),
        theme_file("craft-loom", title="craft/loom", broader=("tools",)),
    )
    assert index.themes[LOOM].broader == ("tools",)
    assert CRAFT in index.themes


def test_an_alias_of_a_theme_makes_it_narrower_too() -> None:
    index, _ = made(text(A, tags=("craft/loom",)), theme_file("loom", aliases=("craft/loom",)))
    assert index.themes[Slug("loom")].broader == ("craft",)


@pytest.mark.parametrize(
    ("tag", "above"),
    [
        ("craft/loom", "craft"),
        ("craft/loom/warp", "craft/loom"),
        ("ремесло/ткань", "ремесло"),
        ("工芸/織物", "工芸"),
        ("Craft/AI", "Craft"),
        ("TCP/IP", ""),
        ("24/7", ""),
        ("A/B", ""),
        ("News / Notes", ""),
        ("craft/", ""),
        ("/craft", ""),
        ("craft//loom", ""),
        ("craft", ""),
    ],
)
def test_what_a_nested_tag_is_part_of(tag: str, above: str) -> None:
    assert parent(tag) == above


def test_a_circle_with_a_nested_tag_is_cut() -> None:
    index, problems = made(
        text(A, tags=("craft/loom",)), theme_file("craft", broader=("craft/loom",))
    )
    assert [problem.code for problem in problems] == ["W504"]
    assert len(index.themes[CRAFT].broader) + len(index.themes[LOOM].broader) == 1


def test_circles_that_share_a_theme_are_all_cut() -> None:
    index, problems = made(
        theme_file("rye", broader=("oats", "wheat")),
        theme_file("oats", broader=("rye",)),
        theme_file("wheat", broader=("rye",)),
    )
    assert [problem.code for problem in problems] == ["W504", "W504"]
    tops = [slug for slug, theme in index.themes.items() if not theme.broader]
    assert tops


# ------------------------------------------------------------------ look-alikes


@pytest.mark.parametrize(
    "names",
    [
        ("Café", "Cafe"),
        ("Küche", "Kueche"),
        ("Küche", "Kuche"),
        ("Smørrebrød", "Smorrebrod"),
        ("Łódź", "Lodz"),
        ("мёд", "мед"),
        ("craft/café", "craft/cafe"),
        ("craft/memory", "craft/memories"),
        ("craft/organisation", "craft/organization"),
    ],
)
def test_themes_that_look_alike_are_asked_about(names: tuple[str, str]) -> None:
    assert len(asked(*names)) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("craft/c", "craft/ci"),
        ("parts/cpu", "parts/gpu"),
        ("intel cpu", "intel gpu"),
        ("a very long prefix/memo", "a very long prefix/demo"),
        ("moon/stone", "mood/stone"),
        ("мой", "мои"),
        ("かき", "がき"),
        ("की", "का"),
    ],
)
def test_themes_that_differ_in_a_short_word_are_not_asked_about(
    names: tuple[str, str],
) -> None:
    assert asked(*names) == []


def test_the_hint_gives_the_spelling_that_more_essays_have() -> None:
    tags = ("carpentry", "carpentry", "carpentrey")
    for order in (tags, tags[::-1]):
        (problem,) = made(*(text(f"essays/{n}.md", tags=(t,)) for n, t in enumerate(order)))[1]
        assert problem.message == "the themes 'carpentrey' and 'carpentry' may be the same"
        assert problem.hint.startswith("write 'carpentry' in both places, or ")


def test_the_spelling_of_a_file_goes_before_that_of_more_essays() -> None:
    texts = (text(f"essays/{n}.md", tags=("carpentrey",)) for n in range(3))
    (problem,) = made(*texts, theme_file("carpentry"))[1]
    assert problem.hint.startswith("write 'Carpentry' in both places")


def test_between_two_spellings_of_equal_use_the_hint_does_not_choose() -> None:
    (problem,) = made(text(A, tags=("Café",)), text(B, tags=("Cafe",)))[1]
    assert problem.hint.startswith("write one of the two in both places")
