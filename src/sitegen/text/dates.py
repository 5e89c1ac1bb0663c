"""Dates as people write them -> moments; a date with several readings is an error with them all."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal

from sitegen.model import Moment
from sitegen.text.month_names import day_numbers, fold, month_number
from sitegen.text.regex import regex

FORMS = "2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010"
"""Accepted forms, for hints."""

Order = Literal["day", "month"]
"""What comes first in a date of numbers."""

ORDERS: tuple[Order, Order] = ("day", "month")
"""The two readings of an ambiguous date, in their order."""

_LONGEST = 80
_SHOWN = 60
_MIDNIGHT = time()
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ARTICLES = frozenset({"le", "el", "den", "o", "il", "am", "on"})
"""Words before a day: ``le 8 avril 2010``."""
_ZONES = {
    # RFC 2822, section 4.3, and the zones of Europe
    "z": 0,
    "ut": 0,
    "utc": 0,
    "gmt": 0,
    "wet": 0,
    "west": 1,
    "cet": 1,
    "cest": 2,
    "eet": 2,
    "eest": 3,
    "msk": 3,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}

_TIME = (
    r"(?:(?:t|,? (?:at |um |kl\.? |a las |as |alle |om |a |в )?)"
    r"(?P<hour>[0-9]{1,2})[:h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: uhr)?"
    rf" ?(?P<zone>{'|'.join(sorted(_ZONES, key=len, reverse=True))}"
    r"|(?:utc|gmt)?(?P<sign>[+-])(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?)?"
    r"(?: [a-z]{2,5}| \([^()]*\))?)?"
)
_WEEKDAY = r"(?:(?P<weekday>[^\W\d_]{1,13})(?:-feira)?\.?,? )?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|e|o|a|\.)?"
_NAME = r"(?P<name>[^\W\d_]{3,14})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_FORMATS = tuple(
    regex(pattern)
    for pattern in (
        rf"{_YEAR}([-/.])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}}){_TIME}",
        rf"{_WEEKDAY}{_DAY}(?: of| de)?[ -]{_NAME}(?:,| de| del)?[ -]{_YEAR}(?: ?г\.?)?{_TIME}",
        rf"{_WEEKDAY}{_NAME} {_DAY},? {_YEAR}{_TIME}",
        rf"{_WEEKDAY}(?P<first>[0-9]{{1,2}})([-/.])(?P<last>[0-9]{{1,2}})\3{_YEAR}{_TIME}",
        rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})\. ?(?P<month>[0-9]{{1,2}})\. ?{_YEAR}{_TIME}",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}}){_TIME}",
        rf"{_YEAR}[年년.] ?(?P<month>[0-9]{{1,2}})[月월.] ?(?P<day>[0-9]{{1,2}})[日일.]?{_TIME}",
        rf"{_WEEKDAY}{_NAME} {_DAY}{_TIME} {_YEAR}",
        rf"{_YEAR}\.? {_NAME} {_DAY}{_TIME}",
    )
)
_OF_TWO_NUMBERS = regex(r"(?<![0-9])([0-9]{1,2})([-/.])([0-9]{1,2})\2[0-9]{4}(?![0-9])")
_EPOCH = regex(r"1[0-8][0-9]{8}(?:[0-9]{3})?|[2-9][0-9]{12}|19[0-9]{11}")
"""Seconds or milliseconds since 1970, as programs write them; ten digits from 19 on may be a day
and an hour."""
_SOME_YEAR = regex(r"(?<![0-9])([12][0-9]{3})(?![0-9])(?:[-/.](0[1-9]|1[0-2])(?![0-9]))?")


class UnreadableDate(ValueError):  # noqa: N818 - named for what it is, like the problem it becomes
    """Error for a text that is not a date or is ambiguous, with what to write instead."""

    def __init__(
        self,
        code: str,
        message: str,
        hint: str,
        readings: tuple[Moment, ...] = (),
        likely: Moment | None = None,
    ) -> None:
        super().__init__(f"{message}; {hint}" if hint else message)
        self.code = code
        self.message = message
        self.hint = hint
        self.readings = readings
        """What it may mean: of an ambiguous date first the reading with the day in front."""
        self.likely = likely
        """What it means although a detail of it is wrong."""


def read_moment(text: str, zone: tzinfo) -> Moment:
    """Parse a date, with or without a time of day; raises UnreadableDate.

    A time without a zone is in ``zone``; a date alone is the start of that day there.
    """
    text = " ".join(text.split())
    if text[:2] == "[[" and text[-2:] == "]]":
        text = text[2:-2]  # Obsidian: a link to the note of a day
    found = _match(text)
    if found is None:
        if _EPOCH.fullmatch(text):
            at = datetime.fromtimestamp(int(text[:10]), UTC).astimezone(zone)
            return Moment(at, has_time=True)
        raise _no_date(text, zone)
    day = _day(text, found, zone)
    moment = _moment(text, day, found, zone)
    if weekday := found.get("weekday"):
        _check_weekday(text, weekday, moment)
    return moment


def order_of(text: str) -> Order | None:
    """Return what comes first in a date such as ``25/12/2010``; None if it may be either."""
    if not (found := _OF_TWO_NUMBERS.search(text)):
        return None
    first, last = int(found[1]), int(found[3])
    if first > 12 >= last:
        return "day"
    return "month" if last > 12 >= first else None


def _match(text: str) -> dict[str, str | None] | None:
    if len(text) <= _LONGEST:
        plain = fold(text).replace("\u2212", "-")
        for pattern in _FORMATS:
            if found := pattern.fullmatch(plain):
                return found.groupdict()
    return None


def _no_date(text: str, zone: tzinfo, why: str = "") -> UnreadableDate:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    found = _SOME_YEAR.findall(text[:1000])
    months = (datetime(int(year), int(month or 1), 1, tzinfo=zone) for year, month in found)
    readings = tuple(Moment(month) for month in months)
    return UnreadableDate("W210", f"'{shown}' is not a date{why}", f"write it as {FORMS}", readings)


def _moment(text: str, day: date, found: dict[str, str | None], zone: tzinfo) -> Moment:
    start = datetime.combine(day, _MIDNIGHT, zone)
    if found["hour"] is None:
        return Moment(_inside(text, start))
    own = _zone(text, found, start)
    at = datetime.combine(day, _time(text, found, start), own or zone)
    offset = int(own.utcoffset(None) / timedelta(minutes=1)) if own else None
    return Moment(_inside(text, at), has_time=True, offset=offset)


def _day(text: str, found: dict[str, str | None], zone: tzinfo) -> date:
    year = int(found["year"] or 0)
    if "first" in found:
        first, last = int(found["first"] or 0), int(found["last"] or 0)
        if 0 < first <= 12 and 0 < last <= 12 and first != last and year:
            raise _ambiguous(text, year, (first, last), found, zone)
        month, day = (first, last) if last > 12 and 0 < first <= 12 else (last, first)
    else:
        month, day = _month(text, found, zone), int(found["day"] or 0)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _no_such_day(text, (year, month, day), zone) from error


def _ambiguous(
    text: str, year: int, two: tuple[int, int], found: dict[str, str | None], zone: tzinfo
) -> UnreadableDate:
    days = [date(year, month, day) for day, month in (two, two[::-1])]
    ways = [f"{day.isoformat()} for {day.day} {_MONTHS[day.month - 1]}" for day in days]
    readings = tuple(_moment(text, day, found, zone) for day in days)
    hint = f"write {' or '.join(ways)}"
    return UnreadableDate("W211", f"'{text}' is ambiguous", hint, readings)


def _month(text: str, found: dict[str, str | None], zone: tzinfo) -> int:
    name = found.get("name")
    if name is None:
        return int(found["month"] or 0)
    if number := month_number(name):
        return number
    raise _no_date(text, zone, f": unknown month '{_as_written(text, name)}'")


def _as_written(text: str, folded: str) -> str:
    words = re.findall(r"[^\W\d_]+", text)
    return next((word for word in words if fold(word) == folded), folded)


def _no_such_day(text: str, parts: tuple[int, int, int], zone: tzinfo) -> UnreadableDate:
    year, month, day = parts
    if year < 1:
        return _impossible(text, "is outside the years 1 to 9999")
    if 1 <= month <= 12:
        days = monthrange(year, month)[1]
        last = Moment(datetime(year, month, days, tzinfo=zone))
        message = f"does not exist: {_MONTHS[month - 1]} {year} has {days} days"
        return _impossible(text, message, readings=(last,))
    hint, swapped = f"write it as {FORMS}", (1, 1)
    if 1 <= day <= 12 and 13 <= month <= 31:
        hint = f"write {year:04}-{day:02}-{month:02} if day and month are swapped"
        swapped = day, min(month, monthrange(year, day)[1])
    last = Moment(datetime(year, *swapped, tzinfo=zone))
    return _impossible(text, f"does not exist: no month {month}", hint, readings=(last,))


def _impossible(
    text: str,
    message: str,
    hint: str = "",
    *,
    readings: tuple[Moment, ...] = (),
    likely: Moment | None = None,
) -> UnreadableDate:
    return UnreadableDate("W212", f"'{text}' {message}", hint, readings, likely)


def _check_weekday(text: str, weekday: str, moment: Moment) -> None:
    days = day_numbers(weekday)
    if moment.at.weekday() in days or weekday in _ARTICLES:
        return
    if not days:
        why = f": unknown day of the week '{_as_written(text, weekday)}'"
        raise _no_date(text, moment.at.tzinfo or UTC, why)
    right = _WEEKDAYS[moment.at.weekday()]
    message = f"does not exist: {moment.at.date().isoformat()} is a {right}"
    hint = "correct the date, or leave out the day of the week"
    raise _impossible(text, message, hint, likely=moment)


def _time(text: str, found: dict[str, str | None], start: datetime) -> time:
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if (half := found["half"]) and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    try:
        return time(hour, minute, second)
    except ValueError as error:
        message = "has a time outside 00:00 to 23:59"
        raise _impossible(text, message, likely=Moment(start)) from error


def _inside(text: str, at: datetime) -> datetime:
    if not date.min.year < at.year < date.max.year:
        try:
            at.astimezone(UTC)
        except OverflowError as error:
            raise _impossible(text, "is outside the years 1 to 9999") from error
    return at


def _zone(text: str, found: dict[str, str | None], start: datetime) -> timezone | None:
    if not (name := found["zone"]):
        return None
    if not found["sign"]:
        return timezone(timedelta(hours=hours)) if (hours := _ZONES[name]) else UTC
    away = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    if away >= timedelta(days=1):
        message = "has an offset of a day or more from UTC"
        raise _impossible(text, message, likely=Moment(start))
    return timezone(-away if found["sign"] == "-" else away)
