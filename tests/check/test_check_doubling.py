"""Rules for doubled text: in one text, in two, and what only looks doubled."""

import textwrap
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.check.doubling.alignment import Pair, align
from sitegen.check.doubling.between import shared
from sitegen.check.doubling.winnowing import RUN, fingerprints, hashes, winnow
from sitegen.check.doubling.within import doubled
from sitegen.check.doubling.wording import number, split
from sitegen.check.facts import summed_up
from support.checked_texts import as_lines, case, clean, collection, endless, placed

FIRST = (
    "The clerk keeps a drawer for letters that need no answer, and he showed it to me with some "
    "pride, for in it lay thirty years of thanks and of complaints about the weather."
)
SECOND = (
    "I asked him whether nobody had ever thought of writing back, and he looked at me as one looks "
    "at a child who asks why the river does not stop on Sundays and what it does at night."
)
OTHER = (
    "My neighbour has painted his fence again, and since nobody knows to whom of us it belongs, I "
    "went over in the evening and thanked him for it with a jar of plums."
)
THIRD = "To be read is not nothing."


def test_nothing_is_found_in_clean_texts() -> None:
    # The texts about broken prose tell the same stories, each in a state of its own.
    texts = [text for text in clean() if "broken" not in text.path]
    assert placed(chain.from_iterable(map(doubled, texts))) == []
    assert placed(shared(collection(*texts))) == []


def test_a_second_run_is_reported_with_its_lines_and_share() -> None:
    text = case("\n\n".join((FIRST, SECOND, THIRD, FIRST, SECOND.replace("river", "rivre"))))
    assert as_lines(doubled(text)) == [
        "essays/a.md:7: W1101: lines 7 to 9 repeat lines 1 to 3: 72 words, 48% of the text "
        "(compare and delete one, unless it is repeated on purpose)"
    ]


def test_a_second_run_with_the_same_words_may_be_deleted_with_the_space_before() -> None:
    text = case("---\ntitle: A\n---\n\n" + "\n\n".join((FIRST, SECOND, THIRD, FIRST, SECOND)))
    [finding] = doubled(text)
    assert finding.problem.hint.endswith("; sitegen check --fix=all would remove lines 10 to 13")
    assert finding.edit is not None
    assert not finding.edit.sure  # a refrain or a form may be repeated
    assert (finding.edit.first, finding.edit.last, finding.edit.lines) == (10, 13, ())
    assert finding.edit.reason == "the same words are in lines 5 to 7"


def test_a_run_is_not_taken_away_where_its_links_differ() -> None:
    linked = SECOND.replace("river", "[river](https://river.example/)")
    [finding] = doubled(case("\n\n".join((FIRST, SECOND, THIRD, FIRST, linked))))
    assert finding.edit is None


@pytest.mark.parametrize("before", ["There are two things:", "**Two things:**", "两件事："])
def test_a_run_that_the_sentence_before_it_announces_is_not_taken_away(before: str) -> None:
    [finding] = doubled(case("\n\n".join((FIRST, SECOND, THIRD, before, FIRST, SECOND))))
    assert finding.edit is None


def test_passages_of_one_text_that_many_others_have_are_one_finding() -> None:
    names = ("bell", "boat", "mill", "rope", "weir")
    parts = [" ".join(f"{word}{name}" for word in f"{FIRST} {SECOND}".split()) for name in names]
    texts = [
        case(f"{OTHER.replace('e', name)}\n\n{part}", f"essays/{name}.md")
        for name, part in zip(names, parts, strict=True)
    ]
    digest = case("\n\n".join(parts), "essays/z.md")
    [finding] = summed_up(shared(collection(*texts, digest)))
    assert finding.problem.message == "5 passages of 'essays/z.md' are in other texts too"
    assert len(finding.problem.places) == 5


def test_a_run_of_less_than_sixty_words_is_reported_and_left() -> None:
    paragraph = f"{FIRST} It was, he said, the fullest drawer in the house."
    [finding] = doubled(case("\n\n".join((paragraph, THIRD, paragraph))))
    assert finding.problem.message == "line 5 repeats line 1: 44 words, 46% of the text"
    assert finding.edit is None


def test_quotes_spaces_and_case_make_no_difference() -> None:
    assert split('He  said: "It\'s\tPLAIN."') == split("he said “It’s plain”")


def test_a_passage_in_two_texts_is_reported_with_both_places() -> None:
    one = case("\n\n".join((THIRD, FIRST, SECOND)), "essays/a.md")
    two = case(f"{OTHER}\n\n{FIRST} {SECOND}\n\nSo it was.", "essays/b.md")
    assert as_lines(shared(collection(one, two))) == [
        "essays/b.md:3: W1102: line 3 repeats lines 3 to 5 of 'essays/a.md': 72 words, "
        "66% of the text (keep the passage in one text and link to it, or mark it as a "
        "quotation with '>')"
    ]


def test_a_quotation_of_another_text_is_no_doubling() -> None:
    one = case(f"{FIRST}\n\n{SECOND}", "essays/a.md")
    two = case(f"He wrote:\n\n> {FIRST}\n>\n> {SECOND}\n\nI agree.", "essays/b.md")
    html = case(
        f"She quotes:\n\n<blockquote>\n<p>{FIRST}</p>\n<p>{SECOND}</p>\n</blockquote>\n\nSo do I.",
        "essays/c.md",
    )
    assert as_lines(shared(collection(one, two, html))) == []


def test_a_text_that_is_there_twice_is_reported_once() -> None:
    one = case("\n\n".join((FIRST, THIRD, SECOND)), "essays/a.md")
    two = case("\n\n".join((FIRST, THIRD, SECOND, "The end.")), "essays/b.md")
    assert as_lines(shared(collection(one, two))) == [
        "essays/b.md: W1103: 97% of the words are also in 'essays/a.md' "
        "(keep one of the two, and add the address of the other to its aliases:)"
    ]


def test_code_that_appears_twice_is_not_doubled_text() -> None:
    code = "```\n" + "\n".join(f"line {number} of the program" for number in range(20)) + "\n```"
    assert as_lines(doubled(case(f"One.\n\n{code}\n\nTwo.\n\n{code}"))) == []


def test_chinese_is_compared_by_its_characters() -> None:
    text = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
    text += "金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇"
    [finding] = doubled(case(f"{text}\n\n中文。\n\n{text}"))
    assert finding.problem.place.line == 5


WORDS = st.lists(st.sampled_from("abcdefghij"), max_size=80)


@given(WORDS)
def test_of_each_eight_runs_of_words_one_is_kept(letters: list[str]) -> None:
    hashed = hashes([number(letter) for letter in letters])
    kept = set(winnow(hashed))
    for start in range(len(hashed) - 7):
        window = hashed[start : start + 8]
        assert min(window) in {hashed[place] for place in kept if start <= place < start + 8}


@pytest.mark.slow
@given(st.lists(st.integers(0, 10**6), min_size=23, max_size=40, unique=True), WORDS, WORDS)
def test_texts_with_23_words_in_a_row_in_common_share_a_fingerprint(
    run: list[int], before: list[str], after: list[str]
) -> None:
    around = [10**7 + number(word) for word in before], [10**8 + number(word) for word in after]
    one, two = [*around[0], *run], [*run, *around[1]]
    assert fingerprints(one).keys() & fingerprints(two).keys()


@given(WORDS, st.integers(0, 79), st.integers(0, 79))
def test_spans_of_one_text_never_overlap(letters: list[str], some: int, other: int) -> None:
    words = tuple(number(letter) for letter in letters)
    here, there = sorted((some, other))
    if here < there < len(words) - RUN and words[here] == words[there]:
        match = align(Pair(words, words), here, there)
        assert match.earlier.end <= match.later.start
        assert 0 < match.same <= min(match.earlier.size, match.later.size)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "buffalo " * 20_000,
        "one two three four five six seven eight nine " * 4_000,
        " ".join(f"{number % 97} {number % 89}" for number in range(30_000)),
        "the same line\n\n" * 10_000,
    ],
    ids=["one word", "nine words", "two cycles", "lines"],
)
def test_words_without_end_are_compared_in_bounded_time(text: str) -> None:
    one, two = endless(text, "essays/a.md"), endless(f"First. {text}", "essays/b.md")
    assert len(list(doubled(one))) < 10_000
    assert len(list(shared(collection(one, two)))) < 10_000


def test_a_dialogue_that_is_pasted_twice_is_found() -> None:
    said = "“We leave at dawn,” she said, and “nobody will see us but the heron and the two dogs.”"
    told = "It was the year in which the river took the meadow and gave back a boat without oars."
    run = f"{said}\n\n{told}\n\n{said.replace('dawn', 'noon')}\n\n{told.replace('boat', 'gate')}"
    text = case(f"A beginning of its own.\n\n{run}\n\nSomething between the two.\n\n{run}")
    assert len(list(doubled(text))) == 1


@pytest.mark.parametrize("width", [42, 48])
def test_prose_on_a_narrow_page_is_no_verse(width: int) -> None:
    first, second = (textwrap.fill(one, width) for one in (FIRST, SECOND))
    text = case("\n\n".join((first, second, THIRD, OTHER, first, second)))
    assert [one.problem.code for one in doubled(text)] == ["W1101"]


def test_a_stanza_that_comes_again_is_a_refrain() -> None:
    stanza = "\n".join(
        f"{line},"
        for line in (
            "The ferry takes the evening to the island",
            "The island gives the morning to the ferry",
            "And nobody who crosses in the darkness",
            "Can say whose lamp it was above the water",
            "Or who had rung the bell upon the landing",
            "Before the fog had closed the harbour over",
        )
    )
    text = case("\n\n".join((stanza, FIRST, SECOND, stanza, OTHER)))
    assert list(doubled(text)) == []


def test_what_is_said_counts_where_people_talk() -> None:
    said = ["“I have no boat,” he said.", *(f"“{one}”" for one in (THIRD, OTHER, "Who is it?"))]
    again = f"He sat down on the wall beside me.\n\n“{OTHER}”"
    text = case("\n\n".join((again, *said[:2], "“So it goes.”", *said[3:], FIRST, again)))
    assert [one.problem.code for one in doubled(text)] == ["W1101"]


def test_a_word_that_two_paragraphs_end_with_is_no_part_of_what_is_repeated() -> None:
    paragraphs = (f"{THIRD} So he said.", FIRST, SECOND, f"{OTHER} So she said.", FIRST, SECOND)
    [finding] = doubled(case("\n\n".join(paragraphs)))
    assert finding.problem.message.startswith("lines 9 to 11 repeat lines 3 to 5: 72 words")
