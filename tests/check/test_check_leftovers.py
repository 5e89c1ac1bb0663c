"""Rules for leftovers of blog platforms, by language, and texts made to be slow."""

import pytest

from sitegen.check.leftovers.phrases import is_date, names_day, recognise
from sitegen.check.leftovers.rules import leftovers
from sitegen.check.types import TextUnderCheck
from sitegen.config.config import Config
from sitegen.content.parse import Parser
from sitegen.locales.language import languages
from sitegen.model import Source
from sitegen.shape.blocks import blocks
from sitegen.text.filenames import split_date

_PLACES = {
    "{n}": "12",
    "{name}": "Rosa Weber",
    "{date}": "April 8, 2010",
    "{time}": "10:30 AM",
    "{list}": "markets, patience",
    "{rest}": "markets. And so on",
}
_PHRASES = [
    (kind, line)
    for language in languages()
    for kind, lines in language.phrases.items()
    for line in lines.splitlines()
]


def test_every_phrase_is_recognised_as_a_platform_prints_it() -> None:
    missed = []
    for kind, phrase in _PHRASES:
        text = phrase.removeprefix("~")
        for place, words in _PLACES.items():
            text = text.replace(place, words)
        found = recognise(text[0].upper() + text[1:])
        if found is None or (phrase[0] != "~" and not found.sure):
            missed.append((kind, phrase, found))
    assert missed == []


def test_no_phrase_is_listed_twice_in_one_language() -> None:
    for language in languages():
        lines = [
            line.removeprefix("~")
            for lines in language.phrases.values()
            for line in lines.splitlines()
        ]
        assert sorted({line for line in lines if lines.count(line) > 1}) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thursday, April 8, 2010",
        "8 April 2010",
        "April 8th, 2010",
        "2010-04-08",
        "Donnerstag, 8. April 2010",
        "jeudi 8 avril 2010",
        "jueves, 8 de abril de 2010",
        "quinta-feira, 8 de abril de 2010",
        "giovedì 8 aprile 2010",
        "08.04.2010",
    ],
)
def test_a_date_is_read_in_six_languages(text: str) -> None:
    day = split_date("essays/2010-04-08-a.md")[0]
    assert day
    assert is_date(text)
    assert names_day(text, day)
    assert not names_day(text.replace("2010", "2011"), day)


@pytest.mark.parametrize(
    "text",
    [
        "By the river we met, and nobody had brought a book.",
        "May 4, 2010 was the day on which it rained.",
        "Posted in the hall was a note about the bridge.",
        "Home is where one leaves from.",
        "Comments closed the evening, as they always did.",
        "3 comments stayed with me.",
        "No comments were made.",
        "Next, the bridge.",
        "Tags are for luggage.",
        "Teilen ist schwer.",
        "Par la fenêtre, on voit le marché.",
        "Von hier aus sieht man den Fluss, wenn es klar ist.",
    ],
)
def test_a_sentence_is_none(text: str) -> None:
    found = recognise(text)
    assert found is None or not found.sure


@pytest.mark.slow
def test_hostile_texts_take_no_longer_than_their_length_asks() -> None:
    for piece in (
        "Home ",
        "Home | ",
        "Posted by ",
        "<div class='comments'>\n",
        "<p>Home</p>\n",
        "← ",
        "#a ",
        "[](",
        "[a](b) ",
        "Share\n\n",
        "April 8 ",
        "1.1.",
        "by a at ",
    ):
        for text in (piece * 2_000, "\n".join([piece * 14] * 150)):
            assert list(leftovers(case(text))) is not None


def case(text: str) -> TextUnderCheck:
    source = Source("essays/a.md", "essay", "", "", 1, text, 1)
    parsed = Parser(Config()).parse(Source("a.md", "essay", "", "", 1, "", 1))
    return TextUnderCheck(source, parsed.essay, blocks(source))
