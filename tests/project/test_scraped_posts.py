"""The posts of the benchmark of scraped texts: known, repeatable, and mostly found."""

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

from posts import HEAD, LANGUAGES, TAIL, essays, rounds  # noqa: E402 (found by the line above)
from scraped import run  # noqa: E402 (as well)


def test_the_same_seed_writes_the_same_posts() -> None:
    first, second = ([one.source for one in next(rounds(1))[0]] for _ in range(2))
    assert first == second
    assert first != [one.source for one in next(rounds(1, "2"))[0]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_six_essays_of_prose(language: str) -> None:
    found = essays(language)
    assert len(found) == 6
    for essay in found:
        assert 330 <= sum(len(text.split()) for _, text in essay.blocks) <= 900


def test_traps_are_at_their_lines() -> None:
    for post in next(rounds(1))[0]:
        lines = post.source.split("\n")
        for trap in ("title", "title-lower"):
            for line in post.traps.get(trap, ()):
                assert lines[line - 1].strip().lower() == post.essay.title.lower()


def test_platforms_are_found_and_clean_posts_are_clean() -> None:
    tally = run(1, "5")
    kinds = {*HEAD, *TAIL} - {"ad-end"}
    asked = sum(count for key, count in tally.asked.items() if key[0] in kinds)
    found = sum(count for key, count in tally.found.items() if key[0] in kinds)
    assert found >= 0.97 * asked
    assert tally.false == []
    assert tally.cut == []
