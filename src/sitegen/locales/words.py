"""Language -> the words of the interface, and dates as that language writes them."""

from collections.abc import Mapping
from datetime import date

from sitegen.locales.phrases import PHRASES
from sitegen.text.regex import regex

_MONTHS: Mapping[str, str] = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
}
_DAYS: Mapping[str, str] = {
    "en-us": "{month} {day}, {year}",
    "de": "{day}. {month} {year}",
    "es": "{day} de {month} de {year}",
    "pt": "{day} de {month} de {year}",
}
_ORDINARY_DAY = "{day} {month} {year}"
_MONTHS_OF_YEARS: Mapping[str, str] = {"es": "{month} de {year}", "pt": "{month} de {year}"}
_PART_OF_DATE = regex(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def words(language: str) -> Mapping[str, str]:
    """Give the words of the interface for a BCP 47 tag; English where there are none."""
    return PHRASES[_spoken(language)]


def day_text(day: date, language: str) -> str:
    """Write a day out: ``8 April 2010``, ``April 8, 2010`` (en-US), ``8. April 2010`` (de)."""
    spoken = _spoken(language)
    pattern = _DAYS.get(language.lower()) or _DAYS.get(spoken, _ORDINARY_DAY)
    first_in_french = spoken == "fr" and day.day == 1
    return pattern.format(
        day="1er" if first_in_french else day.day,
        month=_month(day.month, spoken),
        year=day.year,
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
    spoken = _spoken(language)
    pattern = _MONTHS_OF_YEARS.get(spoken, "{month} {year}")
    return pattern.format(month=_month(month, spoken), year=year)


def _spoken(language: str) -> str:
    primary = language.lower().partition("-")[0]
    return primary if primary in PHRASES else "en"


def _month(number: int, spoken: str) -> str:
    return _MONTHS[spoken].split()[number - 1]
