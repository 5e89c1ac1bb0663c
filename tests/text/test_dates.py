"""Dates as authors write them."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Moment
from sitegen.text.dates import UnreadableDate, read_moment
from sitegen.text.filenames import split_date

BERLIN = ZoneInfo("Europe/Berlin")
THE_DAY = Moment(datetime(2010, 4, 8, tzinfo=BERLIN))


@pytest.mark.parametrize(
    "text",
    [
        "2010-04-08",
        "2010-4-8",
        "2010/04/08",
        "2010.04.08",
        "8 April 2010",
        "8 april 2010",
        "8th of April, 2010",
        "08-Apr-2010",
        "April 8, 2010",
        "Apr 8 2010",
        "Apr. 8th, 2010",
        "Thursday, April 8, 2010",
        "Thu 8 Apr 2010",
        "8\N{NO-BREAK SPACE}April  2010 ",
    ],
)
def test_a_date_alone_is_the_start_of_that_day_in_the_zone_of_the_site(text: str) -> None:
    assert read_moment(text, BERLIN) == THE_DAY


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2010-04-08 17:30", BERLIN),
        ("2010-04-08T17:30:00", BERLIN),
        ("2010-04-08T17:30:00.250Z", UTC),
        ("2010-04-08 17:30 UTC", UTC),
        ("2010-04-08 17:30 +0200", timezone(timedelta(hours=2))),
        ("2010-04-08 17:30:00 +02", timezone(timedelta(hours=2))),
        ("2010-04-08 17:30 -05:30", timezone(-timedelta(hours=5, minutes=30))),
        ("Thu, 08 Apr 2010 17:30:00 GMT", UTC),
        ("April 8, 2010 at 17:30", BERLIN),
    ],
)
def test_a_time_of_day_keeps_its_own_zone_or_gets_that_of_the_site(
    text: str, zone: ZoneInfo | timezone
) -> None:
    moment = read_moment(text, BERLIN)
    assert (moment.at, moment.has_time) == (datetime(2010, 4, 8, 17, 30, tzinfo=zone), True)
    assert moment.at.utcoffset() == datetime(2010, 4, 8, 17, 30, tzinfo=zone).utcoffset()


@pytest.mark.parametrize("text", ["13/4/2010", "4/13/2010", "13.04.2010"])
def test_numbers_that_can_mean_one_day_only_are_read(text: str) -> None:
    assert read_moment(text, UTC).at.date() == date(2010, 4, 13)


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            "04/08/2010",
            "W211",
            "'04/08/2010' is ambiguous; write 2010-08-04 for 4 August or 2010-04-08 for 8 April",
        ),
        (
            "8.4.2010",
            "W211",
            "'8.4.2010' is ambiguous; write 2010-04-08 for 8 April or 2010-08-04 for 4 August",
        ),
        ("2010-02-30", "W212", "'2010-02-30' does not exist: February 2010 has 28 days"),
        ("31 April 2010", "W212", "'31 April 2010' does not exist: April 2010 has 30 days"),
        (
            "2010-13-04",
            "W212",
            "'2010-13-04' does not exist: no month 13; "
            "write 2010-04-13 if day and month are swapped",
        ),
        (
            "2010-00-00",
            "W212",
            "'2010-00-00' does not exist: no month 0; "
            "write it as 2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010",
        ),
        ("00/08/2010", "W212", "'00/08/2010' does not exist: August 2010 has 31 days"),
        ("0000-00-00", "W212", "'0000-00-00' is outside the years 1 to 9999"),
        ("0001-01-01", "W212", "'0001-01-01' is outside the years 1 to 9999"),
        (
            "9999-12-31 23:00 -12:00",
            "W212",
            "'9999-12-31 23:00 -12:00' is outside the years 1 to 9999",
        ),
        ("2010-04-08 25:00", "W212", "'2010-04-08 25:00' has a time outside 00:00 to 23:59"),
        (
            "2010-04-08 12:00 +24:00",
            "W212",
            "'2010-04-08 12:00 +24:00' has an offset of a day or more from UTC",
        ),
        (
            "Friday, April 8, 2010",
            "W212",
            "'Friday, April 8, 2010' does not exist: 2010-04-08 is a Thursday; "
            "correct the date, or leave out the day of the week",
        ),
        (
            "Foo, April 8, 2010",
            "W210",
            "'Foo, April 8, 2010' is not a date: unknown day of the week 'Foo'; "
            "write it as 2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010",
        ),
        (
            "8 Foo 2010",
            "W210",
            "'8 Foo 2010' is not a date: unknown month 'Foo'; "
            "write it as 2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010",
        ),
        (
            "2010",
            "W210",
            "'2010' is not a date; write it as 2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010",
        ),
        (
            "1" * 70,
            "W210",
            f"'{'1' * 60}…' is not a date; "
            "write it as 2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010",
        ),
    ],
)
def test_what_is_no_single_day_is_refused_with_the_reason(
    text: str, code: str, message: str
) -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_moment(text, BERLIN)
    assert (caught.value.code, str(caught.value)) == (code, message)


@given(st.text(alphabet="0123456789-/.: +TZapril,", max_size=70) | st.text())
def test_any_text_is_a_moment_or_an_unreadable_date(text: str) -> None:
    with suppress(UnreadableDate):
        assert read_moment(text, BERLIN).at.utcoffset() is not None


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC)))
def test_an_iso_date_time_is_read_to_the_second(at: datetime) -> None:
    assert read_moment(at.isoformat(), BERLIN).at == at.replace(microsecond=0)


@pytest.mark.parametrize(
    ("path", "day", "rest"),
    [
        ("essays/2010-04-08-slug.md", date(2010, 4, 8), "slug"),
        ("essays/2010-4-8_A name.markdown", date(2010, 4, 8), "A name"),
        ("2010-04-08-version-1.2", date(2010, 4, 8), "version-1.2"),
        ("essays/2010-04-08.md", date(2010, 4, 8), "2010-04-08"),
        ("essays/2010-04-08-slug/index.md", date(2010, 4, 8), "slug"),
        ("essays/2010-10-20-30-years.md", date(2010, 10, 20), "30-years"),
        ("essays/2010/04/slug.md", date(2010, 4, 1), "slug"),
        ("essays/2010/04/08/slug/index.md", date(2010, 4, 8), "slug"),
        ("essays/2010/13/slug.md", None, "slug"),
        ("essays/2010-02-30-slug.md", None, "2010-02-30-slug"),
        ("essays/2010-04-081.md", None, "2010-04-081"),
        ("essays/slug.md", None, "slug"),
        ("index.md", None, "index"),
    ],
)
def test_a_date_is_at_the_beginning_of_a_name_or_in_the_folders(
    path: str, day: date | None, rest: str
) -> None:
    assert split_date(path) == (day, rest)
