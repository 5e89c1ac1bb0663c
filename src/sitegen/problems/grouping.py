"""Problems -> groups: one for each cause, so that a cause with many places is read once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sitegen.problems.errors import Place, Problem

ENOUGH = 3
"""Problems with one cause that become a group."""
MANY = 6
"""The same for what one text names and is not there: few names are better read one by one."""
SHOWN = 3
"""Places of a cause that are named."""
ALONE = frozenset({"W609", "W610", "W612"})
"""Codes whose problems each say where a page has gone."""
_ADDRESS = re.compile(
    r"'((?:(?:(?:https?:)?//|(?:\.{0,2}/)+)[^\s/'<>]+|(?=[^\s/'<>]*[^\W\d_])[^\s/'<>]+)/)[^\s'<>]*'"
)
"""A quoted address: its host or its first folder, and the rest."""

_NAME = re.compile(r"'[^\s']+' (?:is )?not (?:found|defined)(?: in this text)?$")
"""A file that is not beside a text, or an id or a definition that is not in it."""

_ROOT = re.compile(r"'/(?!/)[^\s']*' not found$")
"""A page of the site that is not there, as of a blog of which only the posts were taken."""

_USED = re.compile(r"the id '[^']*' is already used$")
"""An id that is not alone in its text, as an export from an outline writes many."""

_COUNTED = (" more in this text", " more)")
_COUNT = re.compile(r",? \(?and [\d,]+ more(?: in this text|\))$")
"""The end of a message that counts what is alike in its text."""


class Group(Struct, frozen=True):
    """A problem, and others with the same cause."""

    problem: Problem
    """The first by place."""
    common: str = ""
    """The beginning of the addresses in all messages, or the text; "" if all say the same."""
    others: tuple[Place, ...] = ()
    """Places of the others."""

    @property
    def more(self) -> str:
        """Return how many others there are, and where the first ones are; "" for none."""
        if not self.others:
            return ""
        number, first = f"{len(self.others):,} more", self.others[: SHOWN - 1]
        if self.common == self.problem.place.path:
            rest = len(self.others) - len(first)
            lines = ", ".join(str(place.line) for place in first)
            return f"{number} in this text: lines {lines}{f' and {rest:,} more' * (rest > 0)}"
        within = f" with '{self.common}…'" if self.common else ""
        return f"{number}{within}: {listed(self.others, SHOWN - 1)}"


def grouped(problems: Iterable[Problem]) -> Iterator[Group]:
    """Gather problems that say the same, or the same of addresses that begin alike.

    Groups are sorted by their first places.
    """
    ordered = sorted(problems)
    causes: list[_Cause] = [("", str(number), "") for number in range(len(ordered))]
    left: Sequence[int] = [n for n, one in enumerate(ordered) if one.code not in ALONE]
    # The widest cause first, but a whole text and a whole site last.
    for cause_of, least in ((_alike, ENOUGH), (_said, ENOUGH), (_beside, MANY), (_rooted, ENOUGH)):
        counts = Counter(cause_of(ordered[number]) for number in left)
        for number in left:
            cause = cause_of(ordered[number])
            causes[number] = cause if counts[cause] >= least else ("", str(number), "")
        left = [number for number in left if not causes[number][0]]
    gathered: dict[_Cause, list[Problem]] = {}
    for one, cause in zip(ordered, causes, strict=True):
        gathered.setdefault(cause, []).append(one)
    for (_, _, common), group in gathered.items():
        yield Group(group[0], common, tuple(other.place for other in group[1:]))


_Cause = tuple[str, str, str]
"""Code and severity, the message, and the beginning of the addresses in it."""


def _said(problem: Problem) -> _Cause:
    message = problem.message
    if message.endswith(_COUNTED) and (found := _COUNT.search(message)):
        message = message[: found.start()]
    return problem.code + problem.severity, message, ""


def _alike(problem: Problem) -> _Cause:
    if found := _ADDRESS.search(problem.message):
        without = problem.message[: found.start()] + problem.message[found.end() :]
        return problem.code + problem.severity, without, found[1]
    return _said(problem)


def _beside(problem: Problem) -> _Cause:
    """Return the cause of what a text names and is not there."""
    if problem.place.line and (found := _NAME.search(problem.message)):
        kind = problem.code + problem.severity
        return kind, problem.message[: found.start()], problem.place.path
    return _said(problem)


def _rooted(problem: Problem) -> _Cause:
    """Return the cause of ids used twice, or of addresses on the site with no folder in common."""
    if _USED.match(problem.message):
        return problem.code + problem.severity, "the id", ""
    if found := _ROOT.search(problem.message):
        return problem.code + problem.severity, problem.message[: found.start()], "/"
    return _said(problem)


def listed(places: Sequence[Place], most: int = SHOWN) -> str:
    """Return the names of the first places, and how many there are besides."""
    shown = ", ".join(map(str, places[:most]))
    rest = len(places) - most
    return f"{shown} and {rest:,} more" if rest > 0 else shown
