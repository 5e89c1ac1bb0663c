"""Ids of paragraphs that were edited or moved, and the file that keeps them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.anchors.lines import (
    StrangeLineError,
    format_file,
    format_section,
    parse_file,
    parse_section,
    splice,
)
from sitegen.anchors.matching import (
    AnchorRecord,
    Target,
    aliases,
    is_like,
    sketch,
    updated_records,
)
from sitegen.anchors.registry import heir
from sitegen.markdown.converter import Markdown

MARKDOWN = Markdown()
LISTENING = "Listening is rarer than speaking, although nobody was ever thanked for interrupting."
LETTERS = "Letters used to take a week, and yet correspondents remembered what they had asked."
HARBOUR = "Every harbour keeps a ledger of departures, which says little about destinations."


def lock_of(*paragraphs: str, before: str = "") -> str:
    """What the lock file says of an essay of these paragraphs, built after ``before``."""
    return MARKDOWN.convert(
        "\n\n".join(paragraphs), "a.md", known=parse_section(before)
    ).words.anchors


def leads(lock: str) -> dict[str, str]:
    return {record.id: record.successor for record in parse_section(lock) if record.successor}


def test_edited_paragraph_is_found_by_its_words() -> None:
    edited = LISTENING.replace("Listening is rarer", "I have found that listening is rarer")
    lock = lock_of(LETTERS, edited, HARBOUR, before=lock_of(LETTERS, LISTENING, HARBOUR))
    assert leads(lock) == {"p-listening-is-rarer-than": "p-i-have-found-that"}


def test_paragraph_that_moves_keeps_its_id() -> None:
    assert leads(lock_of(HARBOUR, LETTERS, before=lock_of(LETTERS, HARBOUR))) == {}


def test_joined_paragraph_leads_to_the_whole() -> None:
    lock = lock_of(f"{LETTERS} {HARBOUR}", LISTENING, before=lock_of(LETTERS, HARBOUR, LISTENING))
    assert leads(lock) == {"p-every-harbour-keeps-a": "p-letters-used-to-take"}


def test_deleted_paragraph_leads_to_the_one_before_it_or_to_what_took_its_place() -> None:
    before = lock_of(LETTERS, LISTENING, HARBOUR)
    assert leads(lock_of(LETTERS, HARBOUR, before=before)) == {
        "p-listening-is-rarer-than": "p-letters-used-to-take"
    }
    assert leads(lock_of(LETTERS, "Something else.", HARBOUR, before=before)) == {
        "p-listening-is-rarer-than": "p-something-else"
    }


def test_paragraph_that_returns_has_its_id_again() -> None:
    before = lock_of(LETTERS, LISTENING, HARBOUR)
    without = lock_of(LETTERS, HARBOUR, before=before)
    assert lock_of(LETTERS, LISTENING, HARBOUR, before=without) == before


def test_new_paragraph_does_not_take_an_id_that_readers_know_from_another() -> None:
    other = "Listening is rarer than rain in this part of the desert, where wells are inherited."
    lock = lock_of(other, LISTENING, before=lock_of(LISTENING))
    assert [record.id for record in parse_section(lock)] == [
        "p-listening-is-rarer-than-rain",
        "p-listening-is-rarer-than",
    ]
    gone = lock_of(other, LETTERS, before=lock_of(LETTERS, before=lock_of(LISTENING, LETTERS)))
    assert "p-listening-is-rarer-than" not in [r.id for r in parse_section(gone) if not r.successor]


def test_ids_follow_over_many_builds() -> None:
    lock = lock_of(LETTERS, LISTENING)
    for number in range(20):
        lock = lock_of(LETTERS, f"Version {number} begins anew. {LISTENING}", before=lock)
    targets = set(leads(lock).values())
    assert targets == {"p-version-19-begins-anew"}
    assert len(leads(lock)) == 20


def test_old_ids_are_in_the_page_once_at_the_beginning_of_the_paragraph() -> None:
    known = parse_section(lock_of(LETTERS, LISTENING))
    body = MARKDOWN.convert(f"{LETTERS}\n\nWell: {LISTENING}", "a.md", known=known)
    assert '<p id="p-well-listening-is-rarer"><span id="p-listening-is-rarer-than"></span>Well' in (
        body.words.html
    )
    assert "p-listening-is-rarer-than" in body.facts.ids


def test_old_ids_are_kept_beside_raw_html_too() -> None:
    known = parse_section(lock_of(LISTENING))
    body = MARKDOWN.convert(f"Well: {LISTENING} <b>So.</b>", "a.md", known=known)
    assert body.words.html.count('<span id="p-listening-is-rarer-than"></span>') == 1


def test_id_that_an_author_gives_away_is_where_the_author_wants_it() -> None:
    known = parse_section(lock_of(LISTENING, LETTERS))
    body = MARKDOWN.convert(
        f"{LETTERS}\n\n{{#p-listening-is-rarer-than}}\n{HARBOUR}", "a", known=known
    )
    assert body.words.html.count('id="p-listening-is-rarer-than"') == 1
    assert leads(body.words.anchors) == {}


@pytest.mark.parametrize("text", ["", "x", "聞く" * 40, "ฟังก่อน" * 9, "A long sentence. " * 900])
def test_every_text_is_like_its_own_sketch(text: str) -> None:
    assert is_like(sketch(text), text)
    assert len(sketch(text)) <= 32


def test_sketch_that_lost_a_character_in_a_merge_is_read_as_far_as_it_goes() -> None:
    assert is_like(sketch(LISTENING)[:-1], LISTENING)
    assert not is_like(sketch(LISTENING)[:-1], LETTERS)


def test_thousands_of_rewritten_paragraphs_take_no_time_worth_measuring() -> None:
    old = tuple(AnchorRecord(f"p-{n}", sketch(f"common words and number{n}")) for n in range(6_000))
    spots = [Target(f"q-{n}", f"common words or figure{n}") for n in range(6_000)]
    renewed = updated_records(old, spots, {spot.id for spot in spots})
    assert len(renewed) == 12_000


# ------------------------------------------------------------------ algebra

WORDS = st.sampled_from(["conversation", "listening", "harbour", "letters", "answer", "a", "the"])
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
ESSAYS = st.lists(st.one_of(TEXTS, TEXTS.map(lambda text: f"## {text}")), max_size=8)


@pytest.mark.slow
@given(st.lists(ESSAYS, min_size=1, max_size=6))
def test_ids_are_never_lost_never_double_and_settled_at_once(versions: list[list[str]]) -> None:
    lock, known = "", set[str]()
    for version in versions:
        body = MARKDOWN.convert("\n\n".join(version), "a.md", known=parse_section(lock))
        lock = body.words.anchors
        found = re.findall(r' id="([^"]*)"', body.words.html)
        assert len(found) == len(set(found))
        known |= set(found)
        assert {record.id for record in parse_section(lock)} >= known
        assert not found or known <= set(found)
        again = MARKDOWN.convert("\n\n".join(version), "a.md", known=parse_section(lock))
        assert (again.words.html, again.words.anchors) == (body.words.html, body.words.anchors)


IDS = st.text("abc-é", min_size=1, max_size=4).filter(lambda name: name[0] != "-")
RECORDS = st.builds(AnchorRecord, IDS, TEXTS.map(sketch), st.one_of(st.just(""), IDS))


@pytest.mark.slow
@given(st.lists(RECORDS, max_size=6), st.lists(st.tuples(IDS, TEXTS), max_size=6))
def test_renewing_twice_changes_nothing_more_even_in_files_edited_by_hand(
    old: list[AnchorRecord], present: list[tuple[str, str]]
) -> None:
    spots = [Target(name, text) for name, text in dict(present).items()]
    ids = {spot.id for spot in spots}
    once = updated_records(tuple(old), spots, ids)
    assert updated_records(once, spots, ids) == once
    assert {record.id for record in once} == {record.id for record in old} | ids
    assert all(target in ids for target in aliases(once))


NAMES = st.text("ab c:#'\\\"é", max_size=5).map(lambda name: f"essays/{name}.md")
SKETCHES = st.sampled_from([sketch(text) for text in ("a", "harbour letters", "the answer")])
KEPT = st.lists(st.builds(AnchorRecord, IDS, SKETCHES, st.just("") | IDS), min_size=1, max_size=3)
SECTIONS = KEPT.map(format_section).filter(bool)


@pytest.mark.slow
@given(st.dictionaries(NAMES, SECTIONS, max_size=8))
def test_file_reads_as_it_was_written(kept: dict[str, str]) -> None:
    assert parse_file(format_file(kept)) == kept
    assert {path: format_section(parse_section(kept[path])) for path in kept} == kept


@pytest.mark.slow
@given(st.dictionaries(NAMES, SECTIONS, min_size=1, max_size=8), st.data())
def test_new_sections_are_put_in_as_if_the_whole_file_were_written(
    kept: dict[str, str], data: st.DataObject
) -> None:
    new = data.draw(st.dictionaries(st.sampled_from(sorted(kept)), SECTIONS, max_size=16))
    changes = {path: (kept[path], section) for path, section in new.items()}
    assert splice(format_file(kept).encode(), changes) == format_file({**kept, **new}).encode()


def test_where_many_sections_are_new_the_whole_file_is_written() -> None:
    kept = {f"essays/{number:02}.md": "  a: io4m\n" for number in range(17)}
    changes = {path: (section, "  b: io4m\n") for path, section in kept.items()}
    assert splice(format_file(kept).encode(), changes) is None
    del changes["essays/00.md"]
    assert (
        splice(format_file(kept).encode(), changes)
        == format_file(
            {path: "  b: io4m\n" if path in changes else kept[path] for path in kept}
        ).encode()
    )


# ------------------------------------------------------------------ the file


@pytest.mark.parametrize(
    ("content", "old", "new"),
    [
        ("\nessays/a.md:\n  p-a: AAAA\n", "  p-b: AAAA\n", "  p-c: AAAA\n"),
        ("\nessays/a.md:\n  p-a: AAAA\n", "  p-a: AAAA\n", ""),
        ("\nessays/a.md:\n  p-a: AAAA\n", "", "  p-a: AAAA\n"),
        ("\nessays/a.md:\n  p-a: AAAA\n  p-b: AAAA\n", "  p-a: AAAA\n", "  p-c: AAAA\n"),
        ("\r\nessays/a.md:\r\n  p-a: AAAA\r\n", "  p-a: AAAA\n", "  p-c: AAAA\n"),
        ("\nessays/a.md:\n  p-a: AAAA\n" * 2, "  p-a: AAAA\n", "  p-c: AAAA\n"),
    ],
)
def test_file_that_is_not_as_it_was_written_is_not_spliced(
    content: str, old: str, new: str
) -> None:
    assert splice(f"# Kept\n{content}".encode(), {"essays/a.md": (old, new)}) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("essays/a.md:\n  p-a: AAAA\n<<<<<<< HEAD\n  p-b: AAAA\n", 3),
        ("essays/a.md:\n  p-a: {}\n", 2),
        ("other: 1\n", 1),
        ("essays/a.md:\n  p-a AAAA\n", 2),
    ],
)
def test_line_that_is_none_of_ours_is_named(text: str, line: int) -> None:
    with pytest.raises(StrangeLineError) as error:
        parse_file(text)
    assert error.value.line == line


def test_heir_has_most_of_the_paragraphs_of_a_text_that_is_gone() -> None:
    old = {"essays/a.md": lock_of(LISTENING, LETTERS), "essays/b.md": lock_of(HARBOUR)}
    assert heir(lock_of(LETTERS, LISTENING, "More."), old) == "essays/a.md"
    assert heir(lock_of("Nothing of it."), old) == ""


def test_tests_leave_the_files_of_this_repository_as_they_should_be() -> None:
    for folder in (Path(__file__).parents[2], Path(__file__).parents[1] / "data" / "golden"):
        text = (folder / "essays/.anchors.yaml").read_text(encoding="utf-8")
        assert {path for path in parse_file(text) if not (folder / path).exists()} == set()
