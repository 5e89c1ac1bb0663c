"""Sentences, excerpts and numbers of words, with and without spaces between words."""

import pytest

from sitegen.markdown.prose import count_words, ending, opening, sentence
from sitegen.text.graphemes import boundary


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two – three", 3),
        ("山高，水长。", 4),
        ("山 high 水", 3),
        ("เดินไปตลาด", 2),
        ("ເດີນໄປຕະຫຼາດ", 2),
        ("ដើរទៅផ្សារ", 2),
        ("ဈေးသွားသည်", 1),
        ("བོད་ཡིག་འདི་", 3),
        ("산이 높다", 2),
        ("", 0),
    ],
)
def test_words_are_counted_by_character_where_no_spaces_divide_them(text: str, words: int) -> None:
    assert count_words([text], spaced=text.isascii()) == words


@pytest.mark.parametrize("unit", ["山高水长路远", "เดินไปตลาด", "ដើរទៅផ្សារ"])
def test_excerpt_of_a_script_without_spaces_is_cut_between_characters(unit: str) -> None:
    text = unit * 100
    assert opening(text).startswith(unit * 20)
    assert opening(text).endswith("…")
    assert 290 <= len(opening(text)) <= 301
    assert 290 <= len(ending(text)) <= 301
    assert text.endswith(ending(text)[1:])
    assert len(sentence(text, len(text) // 2)) >= 600


@pytest.mark.parametrize("space", ["A title ", "山 ", ""])
def test_excerpt_does_not_end_at_a_distant_space(space: str) -> None:
    assert len(opening(space + "山高水长" * 200)) > 290


def test_excerpt_with_spaces_ends_with_a_whole_word() -> None:
    assert opening("word " * 100).endswith("word…")
    assert ending("word " * 100).startswith("…word ")
    assert opening("word " * 30 + "https://example.org/" + "a" * 300).endswith("word…")


@pytest.mark.parametrize(
    "whole", ["e\u0301", "กำ", "👩\u200d👩\u200d👧", "👍🏽", "🇩🇪", "\u1100\u1161\u11a8", "क्ष", "ក្រុ"]
)
def test_a_cut_divides_no_character_of_a_reader(whole: str) -> None:
    text = f"x{whole}"
    assert all(boundary(text, at) in (0, 1, len(text)) for at in range(len(text) + 1))
    assert boundary("a" + "e\u0301", 2) == 1


@pytest.mark.parametrize("text", ["🇩🇪🇫🇷", "e\u0301e\u0301"])
def test_neighbours_are_kept_apart(text: str) -> None:
    assert [boundary(text, at) for at in range(5)] == [0, 0, 2, 2, 4]


def test_sentence_ends_with_the_full_stop_of_its_script() -> None:
    assert sentence("پہلا جملہ۔ دوسرا جملہ۔ تیسرا۔", 14) == "دوسرا جملہ۔"
    assert sentence("पहला। दूसरा। तीसरा।", 8) == "दूसरा।"
