"""Dates as people write them -> moments; ambiguous dates are errors."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from sitegen.model import Moment
from sitegen.text.regex import regex

FORMS = "2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010"
"""Accepted forms, for hints."""

_LONGEST = 60
_MIDNIGHT = time()
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_TIME = (
    r"(?:(?:T|,? (?:at )?)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r" ?(?P<zone>Z|UTC|GMT|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?)?)?"
)
_WEEKDAY = r"(?:(?P<weekday>[a-z]{3,9})\.?,? )?"
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_FORMATS = tuple(
    regex(pattern + _TIME, re.IGNORECASE | re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)",
        rf"{_WEEKDAY}{_DAY}(?: of)?[ -]{_NAME},?[ -](?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_NAME} {_DAY},? (?P<year>\d{{4}})",
        r"(?P<first>\d\d?)([-/.])(?P<last>\d\d?)\2(?P<year>\d{4})",
    )
)


class UnreadableDate(ValueError):  # noqa: N818 - named for what it is, like the problem it becomes
    """Error for a text that is not a date or is ambiguous, with what to write instead."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(f"{message}; {hint}" if hint else message)
        self.code = code
        self.message = message
        self.hint = hint


def read_moment(text: str, zone: tzinfo) -> Moment:
    """Parse a date, with or without a time of day; raises UnreadableDate.

    A time without a zone is in ``zone``; a date alone is the start of that day there.
    """
    text = " ".join(text.split())
    found = _match(text)
    if found is None:
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        raise UnreadableDate("E210", f"'{shown}' is not a date", f"write it as {FORMS}")
    day = _day(text, found)
    if weekday := found.get("weekday"):
        _check_weekday(text, weekday, day)
    if found["hour"] is None:
        return Moment(_inside(text, datetime.combine(day, _MIDNIGHT, zone)))
    at = datetime.combine(day, _time(text, found), _zone(text, found) or zone)
    return Moment(_inside(text, at), has_time=True)


def _match(text: str) -> dict[str, str | None] | None:
    if len(text) <= _LONGEST:
        for pattern in _FORMATS:
            if found := pattern.fullmatch(text):
                return found.groupdict()
    return None


def _day(text: str, found: dict[str, str | None]) -> date:
    year = int(found["year"] or 0)
    if "first" in found:
        month, day = _of_two(text, year, int(found["first"] or 0), int(found["last"] or 0))
    else:
        month, day = _month(text, found), int(found["day"] or 0)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _no_such_day(text, year, month, day) from error


def _of_two(text: str, year: int, first: int, last: int) -> tuple[int, int]:
    if first > 12 or first == last or 0 in (first, last):
        return last, first
    if last > 12:
        return first, last
    ways = [
        f"{year:04}-{month:02}-{day:02} for {day} {_MONTHS[month - 1]}"
        for month, day in ((last, first), (first, last))
    ]
    raise UnreadableDate("E211", f"'{text}' is ambiguous", f"write {' or '.join(ways)}")


def _month(text: str, found: dict[str, str | None]) -> int:
    name = found.get("name")
    if name is None:
        return int(found["month"] or 0)
    for number, month in enumerate(_MONTHS, 1):
        if month.lower().startswith(name.lower()):
            return number
    raise UnreadableDate(
        "E210", f"'{text}' is not a date: unknown month '{name}'", f"write it as {FORMS}"
    )


def _no_such_day(text: str, year: int, month: int, day: int) -> UnreadableDate:
    if year < 1:
        return _impossible(text, "is outside the years 1 to 9999")
    if 1 <= month <= 12:
        days = monthrange(year, month)[1]
        return _impossible(text, f"does not exist: {_MONTHS[month - 1]} {year} has {days} days")
    swapped = f"write {year:04}-{day:02}-{month:02} if day and month are swapped"
    hint = swapped if 1 <= day <= 12 and 13 <= month <= 31 else ""
    return _impossible(text, f"does not exist: no month {month}", hint)


def _impossible(text: str, message: str, hint: str = "") -> UnreadableDate:
    return UnreadableDate("E212", f"'{text}' {message}", hint)


def _check_weekday(text: str, weekday: str, day: date) -> None:
    right = _WEEKDAYS[day.weekday()]
    if right.lower().startswith(weekday.lower()):
        return
    if not any(name.lower().startswith(weekday.lower()) for name in _WEEKDAYS):
        message = f"'{text}' is not a date: unknown day of the week '{weekday}'"
        raise UnreadableDate("E210", message, f"write it as {FORMS}")
    message = f"does not exist: {day.isoformat()} is a {right}"
    raise _impossible(text, message, "correct the date, or leave out the day of the week")


def _time(text: str, found: dict[str, str | None]) -> time:
    try:
        hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
        return time(hour, minute, second)
    except ValueError as error:
        raise _impossible(text, "has a time outside 00:00 to 23:59") from error


def _inside(text: str, at: datetime) -> datetime:
    if not date.min.year < at.year < date.max.year:
        try:
            at.astimezone(UTC)
        except OverflowError as error:
            raise _impossible(text, "is outside the years 1 to 9999") from error
    return at


def _zone(text: str, found: dict[str, str | None]) -> tzinfo | None:
    if not found["zone"]:
        return None
    if not found["sign"]:
        return UTC
    away = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    if away >= timedelta(days=1):
        raise _impossible(text, "has an offset of a day or more from UTC")
    return timezone(-away if found["sign"] == "-" else away)
