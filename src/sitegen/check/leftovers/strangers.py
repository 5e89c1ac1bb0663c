"""Lines below a text -> the comments of its readers, from the line above the first to the last.

What readers wrote has no mark of its own. It is recognised by what a platform prints around it:
how many comments there are, who said it and when, buttons, the form below.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from sitegen.check.leftovers.phrases import LONGEST, Mark, dates_in, normal, recognise
from sitegen.check.leftovers.related import with_titles
from sitegen.check.leftovers.units import Unit

_BODY = frozenset({"paragraph", "list", "quote", "code"})
_LONGEST_BODY = 400
"""Words of the longest comment."""


_MOST = 40
"""Lines that are tried as the first of comments: each is compared with all lines below it."""


class Comments(Struct, frozen=True):
    """A text's lines, with those of comments marked."""

    units: tuple[Unit, ...]
    loose: bool
    """Whether somebody else seems to speak where no comments were recognised."""


def with_comments(every: Sequence[Unit]) -> Comments:
    """Mark the comments at the end of a text; marks of speakers elsewhere are dropped."""
    if not any(_is_of_comments(unit.mark) for unit in every):
        return Comments(tuple(every), loose=False)
    seen = [replace(unit, mark=_mark(unit)) for unit in every]
    openers = islice(_openers(seen), _MOST)
    start = next((at for at in openers if _is_thread(with_titles(seen[at:]))), len(seen))
    kept = [_without_voice(unit) for unit in every[:start]]
    loose = any(_is_voice(unit) and _is_attribution(unit) for unit in seen[:start])
    return Comments((*kept, *_thread(with_titles(seen[start:]))), loose=loose)


def _is_of_comments(mark: Mark | None) -> bool:
    return mark is not None and mark.kind in ("comments", "voices")


def _mark(unit: Unit) -> Mark | None:
    """Return what a line says by itself: a comment need not end with a full stop."""
    if unit.mark or unit.kind not in _BODY or len(unit.text) > LONGEST:
        return unit.mark
    return recognise(unit.text)


def _without_voice(unit: Unit) -> Unit:
    return replace(unit, mark=None) if _is_voice(unit) else unit


def _is_voice(unit: Unit) -> bool:
    return unit.mark is not None and unit.mark.kind == "voices"


def _is_attribution(unit: Unit) -> bool:
    """Return whether a line says who said something, as only a platform does."""
    return unit.text.endswith((":", "...", "…")) or bool(dates_in(unit.text))


# ------------------------------------------------------------------ where comments begin


def _openers(every: Sequence[Unit]) -> Iterator[int]:
    """Yield the places where comments may begin."""
    for at, unit in enumerate(every):
        before = every[at - 1].mark if at else None
        goes_on = before is not None and before.kind == "comments"
        opens = not _is_voice(unit) or (_is_attribution(unit) and not goes_on)
        if at and _is_of_comments(unit.mark) and opens:
            yield at


def _is_thread(units: Sequence[Unit]) -> bool:
    """Return whether lines to the end of a text are comments, and not an author's words."""
    own = [unit for unit in units if not unit.neutral and unit.mark is None]
    if not own or any(unit.kind not in _BODY for unit in own):
        return False
    bodies = list(_bodies(units))
    if any(sum(len(unit.text.split()) for unit in body) > _LONGEST_BODY for body in bodies):
        return False
    signs = [unit for unit in units if _is_voice(unit) or _is_stamp(unit)]
    counted = _counts(units[0])
    if signs and len(signs) >= len(bodies) / 2:
        return counted or (len(signs) > 1 and any(dates_in(unit.text) for unit in signs))
    # Programs that extract texts drop names and dates.
    closed = any(
        unit.mark and unit.mark.kind == "comments" and unit.mark.sure for unit in units[2:]
    )
    return counted and closed and len(bodies) == 1


def _counts(unit: Unit) -> bool:
    """Return whether a line is above comments: it says how many there are."""
    if not unit.mark or unit.mark.kind != "comments":
        return False
    return "{n}" in normal(unit.text) or unit.mark.sure or len(unit.text.split()) == 1


def _bodies(units: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """Yield the runs of lines that a platform did not print."""
    run: list[Unit] = []
    said = [unit for unit in units if not unit.neutral]
    for unit, after in zip(said, [*said[1:], None], strict=True):
        named = after and _is_stamp(after) and len(unit.text.split()) <= _NAME
        if unit.mark is None and not named and not _is_stamp(unit):
            run.append(unit)
        elif run:
            yield run
            run = []
    if run:
        yield run


_NAME = 4
"""Words of the longest name above a day."""


def _is_stamp(unit: Unit) -> bool:
    """Return whether a line says when something was said: a day, and little else."""
    ended = unit.text.endswith((".", "!", "?"))
    brief = len(unit.text.split()) <= _STAMP and not ended
    known = unit.mark is not None and unit.mark.kind in ("byline", "date")
    if known and any(map(str.isdigit, unit.text)):
        return True  # "4 years ago"
    return brief and unit.mark is None and bool(dates_in(unit.text))


_STAMP = 10
"""Words of the longest line with a name and a time."""


# ------------------------------------------------------------------ what is marked


def _thread(units: Sequence[Unit]) -> Iterator[Unit]:
    """Mark all lines from the first to the last that belongs to comments."""
    last = max(
        (at for at, unit in enumerate(units) if not unit.mark or _is_of_comments(unit.mark)),
        default=-1,
    )
    while last + 1 < len(units) and _is_button(units[last + 1]):
        last += 1
    for at, unit in enumerate(units):
        if at > last or unit.neutral:
            yield unit
        elif unit.mark:
            yield replace(
                unit, mark=replace(unit.mark, kind="voices", sure=unit.mark.sure or not at)
            )
        else:
            yield replace(unit, mark=Mark("voices", sure=at == 0, count=0))


def _is_button(unit: Unit) -> bool:
    """Return whether a line may be a button of the last comment."""
    return unit.mark is not None and unit.mark.kind == "share" and not unit.mark.sure
