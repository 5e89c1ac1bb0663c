"""Front matter -> whether a text is published, unlisted or held back: the most careful key counts.

Every entry is read: keys given twice, synonyms, and keys inside mappings such as ``params``.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from functools import lru_cache
from types import MappingProxyType

from msgspec import Struct

from sitegen.config.schema.keys import fold
from sitegen.config.schema.nodes import Entry, Node, Scalar, Series, Table, shown
from sitegen.content.frontmatter.hiding_keys import (
    APPEARS,
    CONTAINERS,
    EXPIRES,
    HIDING,
    NO,
    SECRETS,
    TYPOS,
    Rule,
)
from sitegen.content.frontmatter.keys import DATE
from sitegen.model import Moment, Status
from sitegen.problems.errors import Problem
from sitegen.text.dates import UnreadableDate, read_moment
from sitegen.text.regex import regex
from sitegen.text.suggest import did_you_mean, nearest

_RULES = MappingProxyType({name: rule for rule in HIDING for name in rule.keys.split()})
_MAPPINGS = frozenset(name.partition(".")[0] for name in _RULES if "." in name)
KEYS = frozenset((*_RULES, *APPEARS, *EXPIRES))
"""Every key that may hide a text, without case, dashes and underscores."""
_RANKS: dict[Status, int] = {"published": 0, "unlisted": 1, "draft": 2}
_OUTCOMES: dict[Status, str] = {
    "published": "published",
    "unlisted": "in no list",
    "draft": "held back",
}
_ISO = regex(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEAR = regex(r"(?<!\d)[1-9]\d{3}(?!\d)", re.ASCII)
_DATES = frozenset(map(fold, DATE.names))


class Hiding(Struct, frozen=True):
    """The most careful reading of all keys that may hide a text."""

    status: Status = "published"
    because: str = ""
    """The key and value that decided, unless they are plainly those of a draft."""
    appears: Moment | None = None
    """The latest of the dates of publication, where ``date`` alone does not decide."""
    expires: Moment | None = None
    """The earliest of the dates of its end."""
    problems: tuple[Problem, ...] = ()


class _Verdict(Struct, frozen=True):
    """The reading of one key."""

    status: Status
    because: str
    problem: Problem | None = None
    narrow: Entry | None = None
    """The entry, where its own tool hides less."""


def read_hiding(table: Table, zone: tzinfo, *, inherited: bool = False) -> Hiding:
    """Read all keys of front matter that may hide a text, or of data for a whole folder."""
    found = [(name, entry) for name, entry in _entries(table, "") if name in KEYS]
    begins = [entry for name, entry in found if name in APPEARS and not _is_empty(entry.node)]
    ends = [entry for name, entry in found if name in EXPIRES and not _is_empty(entry.node)]
    verdicts = [*_verdicts(found, scheduled=bool(begins)), *_misspelt(table, found)]
    expires = [at for entry in ends for at in _moments(entry.node, zone)]
    verdicts += (_doubtful(entry, zone) for entry in ends if not _is_moment(entry.node, zone))
    most = max(verdicts, key=_rank, default=_Verdict("published", ""))
    problems = [verdict.problem for verdict in verdicts if verdict.problem]
    if most.status == "unlisted":
        # Where a key means "unlisted" in its own tool too, nobody is surprised.
        same = [verdict for verdict in verdicts if verdict.status == "unlisted"]
        problems += _narrow(same) if all(verdict.narrow for verdict in same) else ()
    return Hiding(
        status=most.status,
        because=most.because,
        appears=_latest(begins, zone, alone=not inherited),
        expires=min(expires, key=_time, default=None),
        problems=tuple(problems),
    )


def _entries(table: Table, inside: str) -> Iterator[tuple[str, Entry]]:
    for entry in (*table.entries, *table.repeated):
        name = inside + fold(entry.key)
        yield name, entry
        if isinstance(entry.node, Table):
            yield from _entries(entry.node, "" if name in CONTAINERS else f"{name}.")


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.is_null or not node.text.strip())


def _rank(verdict: _Verdict) -> int:
    return _RANKS[verdict.status]


def _time(moment: Moment) -> datetime:
    return moment.at


# ------------------------------------------------------------------ keys


def _verdicts(found: Iterable[tuple[str, Entry]], *, scheduled: bool) -> Iterator[_Verdict]:
    for name, entry in found:
        if name in _RULES and not _is_empty(entry.node):
            for text in _words(name, entry.node):
                if verdict := _verdict(_RULES[name], name, entry, text):
                    yield verdict
                elif not scheduled and text.casefold() in ("scheduled", "future"):
                    yield _Verdict("draft", _quoted(name, entry, text))


def _words(name: str, node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text.strip()
    elif isinstance(node, Series):
        for item in node.items:
            yield from _words(name, item)
    elif name not in _MAPPINGS:
        yield ""


def _verdict(rule: Rule, name: str, entry: Entry, text: str) -> _Verdict | None:
    status = rule.read(" ".join(text.casefold().split()))
    if status == "published" or (status is None and name in APPEARS and _YEAR.search(text)):
        return None
    because = _quoted(name, entry, text)
    if status:
        return _Verdict(status, because, narrow=entry if rule.narrow else None)
    if rule.otherwise == "published":
        return None
    what = shown(text) if text else "a mapping"
    message = f"{entry.key.strip()}: {what} is not understood, so the text is "
    hint = "write true or false, or delete the line if it means something else"
    if name == "status":
        near = nearest(text.casefold(), _RANKS, 0.6)
        hint = did_you_mean(near, "write published, unlisted or draft")
    problem = Problem(entry.node.place, "W231", message + _OUTCOMES[rule.otherwise], hint)
    return _Verdict(rule.otherwise, because, problem)


def _quoted(name: str, entry: Entry, text: str) -> str:
    key = entry.key.strip()
    if name == "draft" or (name, text.casefold()) == ("status", "draft"):
        return ""
    return key if name in SECRETS else f"{key}: {' '.join(text.split())[:40]}".rstrip(": ")


def _narrow(verdicts: Iterable[_Verdict]) -> Iterator[Problem]:
    for verdict in verdicts:
        if verdict.narrow:
            message = f"'{verdict.because}' keeps the text out of all lists, feeds and the search"
            hint = "write unlisted: true if that is right; delete the line to list the text"
            yield Problem(verdict.narrow.node.place, "W232", message, hint)


def _misspelt(table: Table, found: Iterable[tuple[str, Entry]]) -> Iterator[_Verdict]:
    known = {id(entry) for _, entry in found}
    for entry in table.entries:
        meant = "" if id(entry) in known else _meant(fold(entry.key))
        if meant and isinstance(entry.node, Scalar):
            text = entry.node.text.strip()
            status = TYPOS[meant].read(text.casefold())
            if status and status != "published":
                message = f"{shown(entry.key)} may be a typo of '{meant}', so the text is "
                hint = f"write '{meant}', or delete the line"
                problem = Problem(entry.place, "W231", message + _OUTCOMES[status], hint)
                yield _Verdict(status, f"{entry.key.strip()}: {text}", problem)


@lru_cache(4096)  # many texts have the same keys
def _meant(name: str) -> str:
    return "" if name in ("publisher", "publishers") else nearest(name, TYPOS, 0.8)


# ------------------------------------------------------------------ dates


def is_day(node: Node) -> bool:
    """Return whether the value of a key such as ``published`` is a day, not a word."""
    return isinstance(node, Scalar) and bool(_YEAR.search(node.text[:200]))


def _latest(entries: list[Entry], zone: tzinfo, *, alone: bool) -> Moment | None:
    if alone and len(entries) == 1 and fold(entries[0].key) in _DATES:
        # As nearly always: the date itself decides, or the other dates of the collection do.
        node = entries[0].node
        if not isinstance(node, Scalar) or _is_readable(node, zone):
            return None
    moments = [at for entry in entries for at in _moments(entry.node, zone)]
    return max(moments, key=_time, default=None)


def _is_readable(node: Scalar, zone: tzinfo) -> bool:
    if _ISO.match(node.text.strip()):
        return True
    try:
        return bool(read_moment(node.text, zone))
    except UnreadableDate as error:
        return bool(error.readings)


def _moments(node: Node, zone: tzinfo) -> list[Moment]:
    """Return every moment that a date may mean; for one that cannot be read, its years."""
    if not isinstance(node, Scalar):
        return []
    try:
        return [read_moment(node.text, zone)]
    except UnreadableDate as error:
        if error.readings:
            return list(error.readings)
    years = map(int, _YEAR.findall(node.text[:200]))
    return [Moment(datetime(year, 1, 1, tzinfo=zone)) for year in years]


def _is_moment(node: Node, zone: tzinfo) -> bool:
    try:
        return isinstance(node, Scalar) and bool(read_moment(node.text, zone))
    except UnreadableDate:
        return False


def _doubtful(entry: Entry, zone: tzinfo) -> _Verdict:
    text = entry.node.text.strip() if isinstance(entry.node, Scalar) else "a mapping"
    if text.casefold() in NO:
        return _Verdict("published", "")
    day = min((at.at.date() for at in _moments(entry.node, zone)), default=None)
    since = f" from {day}" if day else ""
    message = f"{entry.key.strip()}: {shown(text)} is not a date, so the text is held back{since}"
    problem = Problem(entry.node.place, "W231", message, "write it as 2010-04-08")
    return _Verdict("published" if day else "draft", f"{entry.key.strip()}: {text[:40]}", problem)
