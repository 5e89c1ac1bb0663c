"""Language tag -> words of the interface, dates as the language writes them, quotation marks."""

from collections.abc import Mapping
from datetime import date, timedelta, timezone, tzinfo

from sitegen.locales.language import ENGLISH, Labels, Quotes, primary
from sitegen.locales.language import language as load
from sitegen.model import Day, Moment
from sitegen.text.regex import regex

_PART_OF_DATE = regex(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def words(language: str) -> Mapping[str, str]:
    """Return the words of the interface for a BCP 47 tag; the English ones if it has none."""
    return load(language).words


def day_text(day: date, language: str) -> str:
    """Write a day out: ``8 April 2010``, ``April 8, 2010`` (en-US), ``8. April 2010`` (de)."""
    dates = load(language).dates
    pattern = dates.regions.get(language.lower().partition("-")[2], dates.day)
    number = dates.first if day.day == 1 else str(day.day)
    return pattern.format(day=number, month=dates.months[day.month - 1], year=day.year)


def day_of(moment: Moment, zone: tzinfo, language: str) -> Day:
    """Return a date as pages print it: the day that its author wrote; ``zone``: of the site."""
    own = moment.offset
    at = moment.at.astimezone(zone if own is None else timezone(timedelta(minutes=own)))
    offset = at.utcoffset() or timedelta()
    # RFC 3339, section 5.6: an offset has no seconds; those of local mean times have.
    minutes = timedelta(minutes=round(offset / timedelta(minutes=1)))
    if minutes != offset:
        at = at.replace(tzinfo=timezone(minutes))
    stamp = at.isoformat(timespec="seconds")
    return Day(
        iso=stamp if moment.has_time else stamp[:10],
        text=day_text(at, language),
        year=stamp[:4],
        stamp=stamp,
    )


def written_date_text(written: str, language: str) -> str:
    """Write out a date or part of one: ``2010-04`` is ``April 2010``, other texts stay."""
    match = _PART_OF_DATE.fullmatch(written)
    if not match:
        return written
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        whole = date(year, month, day)
    except ValueError:
        return written
    if match[3]:
        return day_text(whole, language)
    dates = load(language).dates
    names = dates.alone or dates.months
    return dates.month.format(month=names[month - 1], year=year)


def labels_of(language: str) -> Labels:
    """Return the labels for a BCP 47 tag."""
    return load(language).labels


def callouts_of(language: str) -> Mapping[str, str]:
    """Return the titles of boxes for a BCP 47 tag; the English ones if it has none."""
    return load(language).callouts or load(ENGLISH).callouts


def quotes_of(language: str) -> Quotes:
    """Return the marks for a BCP 47 tag: of the tag itself, else its language, else English."""
    tag = language.replace("_", "-").lower()
    for quotes in (load(tag).quotes, load("quotes").quotes):
        if found := quotes.get(tag) or quotes.get(primary(tag)):
            return found
    return load(ENGLISH).quotes[ENGLISH]
