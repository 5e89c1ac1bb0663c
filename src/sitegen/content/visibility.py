"""Essays and a date -> those to publish and those held back, each with the reason."""

import math
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Literal

from msgspec import Struct

from sitegen.config.config import Config
from sitegen.model import Essay, Meta, Moment

Reason = Literal["draft", "future", "expired", "superfluous", "faulty", "empty", "unclear"]


class Held(Struct, frozen=True, order=True):
    """An essay that is not published, and why."""

    path: str
    reason: Reason
    until: str = ""
    """Time at which it will appear or has expired, in the site's time zone; "" for a draft."""
    because: str = ""
    """The key that holds it back, where that says more than that it is a draft; in quotes another
    file or a folder, and what it says."""

    @property
    def why(self) -> str:
        """The reason in a word or two, for links to the essay."""
        words = {
            "faulty": "it has errors",
            "superfluous": "it has no words",
            "empty": "it has no words",
            "unclear": "its front matter is unclear",
        }
        return words.get(self.reason, self.reason)

    def __str__(self) -> str:
        if self.because:
            own = self.because[0] != "'"
            why = f"its front matter has '{self.because}'" if own else self.because
            return f"{self.path}: held back: {why}"
        what = {
            "draft": "it is a draft",
            "future": "it appears on ",
            "expired": "it expired on ",
            "empty": "it is empty",
            "unclear": "its front matter does not say clearly whether to publish it",
            "superfluous": "it has no words of its own",
            "faulty": "it has errors",
        }
        return f"{self.path}: held back: {what[self.reason]}{self.until}"


class Showing(Struct, frozen=True):
    """Which essays a build publishes."""

    now: Moment
    """Essays dated after this are held back; a date without a time means the whole day."""
    drafts: bool = False
    future: bool = False
    clock: bool = False
    """Whether ``now`` is the time at which the build began."""
    keep_going: bool = False
    """Whether texts with errors are left out, where they would otherwise end the build."""


def select(
    essays: Iterable[Essay],
    showing: Showing,
    config: Config,
    left_out: Mapping[str, Reason] | None = None,
) -> tuple[tuple[Essay, ...], tuple[Held, ...]]:
    """Split the essays into published and held back, in their order.

    ``left_out`` are texts that cannot be published, whatever their authors want.
    """
    published: list[Essay] = []
    held: list[Held] = []
    for essay in essays:
        if reason := _reason(essay, showing, config):
            held.append(reason)
        elif left_out and essay.path in left_out:
            held.append(Held(essay.path, left_out[essay.path]))
        else:
            published.append(essay)
    return tuple(published), tuple(held)


def _reason(essay: Essay, showing: Showing, config: Config) -> Held | None:
    meta = essay.meta
    if meta.status == "draft" and not showing.drafts:
        return Held(essay.path, meta.held or "draft", because=meta.because)
    first = _first_day(meta)
    for moment in () if showing.future else (first, meta.appears):
        if moment and _after(moment, showing.now, config):
            last = max(filter(None, (first, meta.appears)), key=_time)
            return Held(essay.path, "future", _shown(last, config))
    if meta.expires and not _after(meta.expires, showing.now, config):
        return Held(essay.path, "expired", _shown(meta.expires, config))
    return None


def _first_day(meta: Meta) -> Moment | None:
    """Return the date of a text; of one with several readings the latest, as it might be meant."""
    if meta.date:
        return meta.date
    readings = [one for doubt in meta.doubts if doubt.key == "date" for one in doubt.readings]
    return max(readings, key=_time, default=None)


def _time(moment: Moment) -> datetime:
    return moment.at


def window(essays: Iterable[Essay], showing: Showing, config: Config) -> tuple[float, float]:
    """Return the period, in seconds since 1970, in which ``select`` returns the same essays."""
    if not showing.clock:
        return -math.inf, math.inf
    today = _local(showing.now.at, config).date()
    metas = [text.meta for text in essays]
    moments = (
        moment for meta in metas for moment in (_first_day(meta), meta.appears, meta.expires)
    )
    days = (_local(moment.at, config).date() for moment in moments if moment)
    turn = min((day for day in days if day > today), default=None)
    start, end = (
        datetime.combine(day, time(), config.timezone).timestamp() if day else math.inf
        for day in (today, turn)
    )
    return start, end


def _after(moment: Moment, now: Moment, config: Config) -> bool:
    if now.has_time:
        return moment.at > now.at
    return _local(moment.at, config).date() > _local(now.at, config).date()


def _local(at: datetime, config: Config) -> datetime:
    return at.astimezone(config.timezone)


def _shown(moment: Moment, config: Config) -> str:
    local = _local(moment.at, config)
    return local.strftime("%Y-%m-%d %H:%M") if moment.has_time else local.date().isoformat()
