"""Texts -> those that readers do not see now or will not see later, with the days and reasons."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from sitegen.config.config import Config
from sitegen.content.visibility import Held
from sitegen.model import Essay, Moment

State = Literal["draft", "scheduled", "expiring", "expired"]
_ORDER: Sequence[State] = ("draft", "scheduled", "expiring", "expired")
_HEADINGS = {"draft": "drafts", **{state: state for state in _ORDER[1:]}}


class Turn(Struct, frozen=True):
    """A text that is held back, or will be."""

    path: str
    title: str
    state: State
    reason: str
    """Such as "it is a draft"; "" for one that is published until a day."""
    url: str
    """Its address on the site."""
    appears: Moment | None = None
    """When it is published, if it is scheduled."""
    expires: Moment | None = None


def turns(
    texts: Iterable[Essay], held: Iterable[Held], config: Config, root: Path
) -> tuple[Turn, ...]:
    """Return all drafts, scheduled, expiring and expired texts, the next day first."""
    reasons = {one.path: one for one in held}
    found = [
        _turn(text, reasons.get(text.path), config, root)
        for text in texts
        if text.path in reasons or text.meta.expires
    ]
    return tuple(sorted(found, key=lambda one: _sorting(one, config)))


def _turn(text: Essay, held: Held | None, config: Config, root: Path) -> Turn:
    meta = text.meta
    state: State = "expiring"
    if held:
        states: dict[str, State] = {"future": "scheduled", "expired": "expired"}
        state = states.get(held.reason, "draft")
    moments = [one for one in (meta.date, meta.appears) if one]
    latest = max(moments, key=lambda one: one.at, default=None)
    return Turn(
        path=text.path,
        title=text.card.name,
        state=state,
        reason=_reason(held, root) if held else "",
        url=config.origin + text.card.url,
        appears=latest if state == "scheduled" else None,
        expires=meta.expires if state != "draft" else None,
    )


def _reason(held: Held, root: Path) -> str:
    """Return why it is held back; of a draft what its file says beside ``draft: true``."""
    if held.reason == "draft" and not held.because:
        with (root / held.path).open(encoding="utf-8-sig", errors="replace") as file:
            front = file.read(_FRONT).removeprefix("---").partition("\n---")[0]
        if stated := _STATED.search(front):
            return stated[1].strip()
    return str(held).partition(": held back: ")[2]


_FRONT = 10_000
"""Characters in which the front matter of a draft is looked through."""
_STATED = re.compile(r"^draft: true[ \t]+#[ \t]*(\S.*)$", re.MULTILINE)
"""An import writes the reason there, such as "it is private"."""


def _sorting(turn: Turn, config: Config) -> tuple[int, str, str]:
    moment = turn.appears or turn.expires
    return _ORDER.index(turn.state), written(moment, config) if moment else "", turn.path


def written(moment: Moment, config: Config) -> str:
    """Return a day, or a day and time, in the site's time zone."""
    local: datetime = moment.at.astimezone(config.timezone)
    return local.strftime("%Y-%m-%d %H:%M") if moment.has_time else local.date().isoformat()


def lines(found: Sequence[Turn], config: Config) -> Iterator[str]:
    """Yield what people read: a line a text, below its state."""
    for state in _ORDER:
        of_state = [turn for turn in found if turn.state == state]
        if of_state:
            yield f"{_HEADINGS[state]}:"
        for turn in of_state:
            yield f"  {turn.path}: {_said(turn, config)}"
    counts = (sum(turn.state == state for turn in found) for state in _ORDER)
    drafts, *others = (f"{number:,}" for number in counts)
    words = [f"{drafts} draft{'' if drafts == '1' else 's'}"]
    yield ", ".join(words + [f"{n} {state}" for n, state in zip(others, _ORDER[1:], strict=True)])


def _said(turn: Turn, config: Config) -> str:
    expires = f"it expires on {written(turn.expires, config)}" if turn.expires else ""
    if turn.state == "expired" or not expires:
        return turn.reason
    return f"{turn.reason}; {expires}" if turn.reason else expires
