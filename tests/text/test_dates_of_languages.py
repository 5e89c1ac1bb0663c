"""Dates as other languages and tools write them."""

from datetime import UTC, date, datetime

import pytest

from sitegen.locales.language import languages
from sitegen.text.dates import UnreadableDate, order_of, read_moment
from sitegen.text.month_names import day_numbers, fold, month_number


@pytest.mark.parametrize(
    "text",
    [
        "27. 2. 2025",
        "27.2.2025",
        "27. Februar 2025",
        "Do., 27. Februar 2025",
        "jeudi 27 février 2025",
        "le 27 févr. 2025",
        "27 de febrero de 2025",
        "27 de fev. de 2025",
        "quinta-feira, 27 de fevereiro de 2025",
        "giovedì 27 febbraio 2025",
        "donderdag 27 februari 2025",
        "27 lutego 2025",
        "27. února 2025",
        "27 февраля 2025 г.",
        "четверг, 27 февраля 2025",
        "den 27 februari 2025",
        "27 Φεβρουαρίου 2025",
        "27 Şubat 2025",
        "27 лютого 2025",
        "2025年2月27日",
        "2025년 2월 27일",
        "2025. 02. 27.",
        "2025. február 27.",
        "20250227",
    ],
)
def test_a_day_is_read_as_its_language_writes_it(text: str) -> None:
    assert read_moment(text, UTC).at.date() == date(2025, 2, 27)


def test_every_month_is_read_as_the_pages_of_a_language_print_it() -> None:
    for language in languages():
        for number, name in enumerate(language.dates.months, 1):
            assert month_number(fold(name)) == number


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2025-02-27 18:30:00 -5", "2025-02-27T18:30:00-05:00"),
        ("2025-02-27 18:30 +5:30", "2025-02-27T18:30:00+05:30"),
        ("2025-02-27 18:30 -500", "2025-02-27T18:30:00-05:00"),
        ("2025-02-27 18:30 \N{MINUS SIGN}05:00", "2025-02-27T18:30:00-05:00"),
        ("2025-02-27 18:30 EST", "2025-02-27T18:30:00-05:00"),
        ("2025-02-27 18:30:00 +0100 CET", "2025-02-27T18:30:00+01:00"),
        ("February 27, 2025 at 6:30 pm", "2025-02-27T18:30:00+00:00"),
        ("February 27, 2025 12:05 a.m.", "2025-02-27T00:05:00+00:00"),
        ("27.02.2025, 18:30 Uhr", "2025-02-27T18:30:00+00:00"),
        ("27 février 2025 18h30", "2025-02-27T18:30:00+00:00"),
        ("Thu Feb 27 2025 18:30:00 GMT+0200 (Eastern European)", "2025-02-27T18:30:00+02:00"),
        ("Thu Feb 27 18:30:00 UTC 2025", "2025-02-27T18:30:00+00:00"),
    ],
)
def test_a_time_is_read_as_other_tools_write_it(text: str, time: str) -> None:
    assert read_moment(text, UTC).at == datetime.fromisoformat(time)


@pytest.mark.parametrize(
    ("text", "readings", "likely"),
    [
        ("04/08/2010", ["2010-08-04", "2010-04-08"], None),
        ("04/08/2010 17:30", ["2010-08-04", "2010-04-08"], None),
        ("2010-02-30", ["2010-02-28"], None),
        ("2010-13-04", ["2010-04-13"], None),
        ("spring 2027", ["2027-01-01"], None),
        ("2027-04", ["2027-04-01"], None),
        ("soon", [], None),
        ("Monday, 8 April 2010", [], "2010-04-08"),
        ("2010-04-08 24:00", [], "2010-04-08"),
        ("2010-04-08 12:00 +99:00", [], "2010-04-08"),
    ],
)
def test_an_unreadable_date_says_what_it_may_mean(
    text: str, readings: list[str], likely: str | None
) -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_moment(text, UTC)
    assert [moment.at.date().isoformat() for moment in caught.value.readings] == readings
    found = caught.value.likely
    assert (found.at.date().isoformat() if found else None) == likely


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("25/12/2010", "day"),
        ("12/25/2010 10:00", "month"),
        ("25.12.2010", "day"),
        ("04/08/2010", None),
        ("40/50/2010", None),
        ("2010/12/25", None),
        ("25/12/20101", None),
    ],
)
def test_a_date_of_one_reading_shows_what_comes_first(text: str, order: str | None) -> None:
    assert order_of(text) == order


def test_first_letters_name_a_month_where_only_one_is_meant() -> None:
    found = {name: month_number(name) for name in ("mar", "mai", "dez", "jui", "x", "lis", "cer")}
    assert found == {"mar": 3, "mai": 5, "dez": 12, "jui": None, "x": None, "lis": 11, "cer": None}
    assert day_numbers("do") >= {3, 6}
