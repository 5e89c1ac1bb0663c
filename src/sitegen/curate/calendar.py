"""Texts with days to come -> an iCalendar file (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from sitegen.config.config import Config
from sitegen.curate.schedule import Turn
from sitegen.model import Moment

START = b"BEGIN:VCALENDAR"
"""First bytes of every such file."""
_WIDEST = 75
"""Bytes of a line without its end (RFC 5545, section 3.1)."""


def calendar(found: Iterable[Turn], config: Config, now: datetime) -> bytes:
    """Write an event for each day on which a text appears or expires; ``now`` is DTSTAMP."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sitegen//sitegen status//EN",
        f"X-WR-CALNAME:{_text(config.title)}",
        *(line for turn in found for line in _events(turn, config, now)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _events(turn: Turn, config: Config, now: datetime) -> Iterator[str]:
    if turn.state == "scheduled" and turn.appears:
        yield from _event(turn, ("appears", turn.appears), config, now)
    if turn.state in ("scheduled", "expiring") and turn.expires:
        yield from _event(turn, ("expires", turn.expires), config, now)


def _event(turn: Turn, event: tuple[str, Moment], config: Config, now: datetime) -> Iterator[str]:
    name, moment = event
    # The same event has the same UID in each file, so that a calendar moves it with its date.
    digest = sha256(f"{turn.path} {name}".encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"UID:{digest}@{urlsplit(config.base_url).hostname or 'localhost'}"
    yield f"DTSTAMP:{_utc(now)}"
    yield from _times(moment, config)
    yield f"SUMMARY:{_text(f'{turn.title} {name}')}"
    yield f"DESCRIPTION:{_text(turn.path)}"
    yield f"URL:{turn.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _times(moment: Moment, config: Config) -> Iterator[str]:
    if moment.has_time:
        yield f"DTSTART:{_utc(moment.at)}"
        return
    day = moment.at.astimezone(config.timezone).date()
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    if day < day.max:
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Escape a text (RFC 5545, section 3.3.11)."""
    plain = " ".join(words.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> bytes:
    """Fold a long line between characters; each further line begins with a space."""
    parts: list[bytes] = [b""]
    for char in line:
        encoded = char.encode()
        if len(parts[-1]) + len(encoded) > _WIDEST:
            parts.append(b" ")
        parts[-1] += encoded
    return b"\r\n".join(parts) + b"\r\n"
