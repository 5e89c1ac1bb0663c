"""Texts that are alike on purpose: parts of a series, release notes, notices, translations."""

import pytest

from sitegen.check.doubling.between import shared
from sitegen.check.doubling.series import are_series
from sitegen.check.structure import twice
from support.checked_texts import case, collection, placed

PROSE = (
    "The ferry goes over at six and comes back at seven, and whoever has missed it waits on the "
    "bench below the willow until the bell is rung again, which takes as long as the ferryman "
    "likes, for he has bread to eat and a sky to look at, and nobody has ever hurried him, not "
    "even the bishop, who waited with the rest and is said to have been given half of the bread."
)


def text(title: str, body: str = PROSE, more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n\nOn {title} there is this to say.\n\n{body}\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("essays/weir-1.md", "Weir, part 1"), ("essays/weir-2.md", "Weir, part 2")),
        (("essays/a.md", "The Weir I"), ("essays/b.md", "The Weir II")),
        (("essays/1.2.0-released.md", "Bell 1.2"), ("essays/bell-1.3.md", "A New Bell: 1.3")),
        (("essays/x.md", "Report of March 2020"), ("essays/y.md", "Report of April 2021")),
        (("essays/x.md", "Bericht März 2020"), ("essays/y.md", "Bericht April 2021")),
        (("essays/cve-2020-1.md", "A Hole"), ("essays/cve-2021-7.md", "Another Hole")),
        (("essays/boat.en.md", "Boat"), ("essays/boat.de.md", "Boot")),
        (("essays/2020-01-01-week-3.md", "Week 3"), ("essays/2020-02-01-week-7.md", "Week 7")),
    ],
)
def test_parts_of_a_series_are_no_doubles(one: tuple[str, str], other: tuple[str, str]) -> None:
    cases = [case(text(title), path) for path, title in (one, other)]
    assert are_series(cases[0].essay, cases[1].essay)
    assert placed(shared(collection(*cases))) == []


def test_translations_are_no_doubles() -> None:
    one = case(text("Boat", more="lang: en\n"), "essays/a.md")
    two = case(text("Boat", f"{PROSE} So ist es.", more="lang: de\n"), "essays/b.md")
    assert placed(shared(collection(one, two))) == []
    assert placed(twice(collection(one, two))) == []


def test_a_copy_with_a_number_in_its_name_is_a_double() -> None:
    one = case(text("Weir"), "essays/weir-1.md")
    two = case(text("Weir"), "essays/weir-2.md")
    assert placed(shared(collection(one, two))) == ["essays/weir-2.md W1103"]


def test_a_passage_in_two_other_texts_is_a_double() -> None:
    one = case(text("Weir"), "essays/weir.md")
    two = case(text("Bell"), "essays/bell.md")
    assert "W110" in placed(shared(collection(one, two)))[0]


def test_a_notice_in_many_texts_is_one_fact() -> None:
    names = ("weir", "bell", "mill", "rope", "oars")
    texts = [
        case(
            text(name, " ".join(f"{name}{n}" for n in range(150)) + f"\n\n{PROSE}"),
            f"essays/{name}.md",
        )
        for name in names
    ]
    found = [one for one in shared(collection(*texts)) if one.problem.code == "W1102"]
    assert len(found) > 2
    assert len({one.fact for one in found}) == 1


def test_three_texts_of_one_title_are_a_column() -> None:
    def titled(*names: str) -> list[str]:
        front = "---\ntitle: {}\n---\n\n{}"
        cases = [
            case(front.format("Notes from the Ferry", name), f"essays/{name}.md") for name in names
        ]
        return placed(twice(collection(*cases)))

    assert titled("weir", "bell") == ["essays/weir.md:2:8 W1509"]
    assert titled("weir", "bell", "mill") == []
