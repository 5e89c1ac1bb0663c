"""Texts -> the same texts, each ambiguous date decided by the other dates of the collection."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.content.frontmatter.dates import ambiguous
from sitegen.locales.words import day_of
from sitegen.model import Doubt, Essay, Moment
from sitegen.problems.errors import Problem
from sitegen.text.dates import ORDERS, Order


def decide_dates(texts: Sequence[Essay], config: Config) -> tuple[Sequence[Essay], list[Problem]]:
    """Read dates such as 04/08/2010 as all dates with one reading, such as 25/12/2010, are written.

    If those differ, or there are none, the texts stay without the date, with a warning each.
    """
    doubtful = {text.path: two for text in texts if (two := _ambiguous(text))}
    if not doubtful:
        return texts, []
    orders = {order: text for text in reversed(texts) for order in text.meta.orders}
    if len(orders) != 1:
        return texts, [ambiguous(doubt) for two in doubtful.values() for doubt in two]
    ((order, example),) = orders.items()
    decided = [_decided(text, order, config) if text.path in doubtful else text for text in texts]
    return decided, [_read_as(order, example, doubtful)]


def _ambiguous(text: Essay) -> list[Doubt]:
    return [doubt for doubt in text.meta.doubts if doubt.hint]


def _decided(text: Essay, order: Order, config: Config) -> Essay:
    number = ORDERS.index(order)
    found: dict[str, Moment] = {doubt.key: doubt.readings[number] for doubt in _ambiguous(text)}
    left = tuple(doubt for doubt in text.meta.doubts if not doubt.hint)
    meta = replace(text.meta, doubts=left, **found)
    if any(meta.appears in doubt.readings for doubt in _ambiguous(text) if doubt.key == "date"):
        meta = replace(meta, appears=meta.date)
    days = {key: day_of(moment, config.timezone, config.language) for key, moment in found.items()}
    return replace(text, meta=meta, card=replace(text.card, **days))


def _read_as(order: Order, example: Essay, doubtful: Mapping[str, Iterable[Doubt]]) -> Problem:
    doubts = [doubt for two in doubtful.values() for doubt in two]
    first = doubts[0]
    what = f"the date '{first.written}' is"
    if len(doubts) > 1:
        what = f"{len(doubts)} dates such as '{first.written}' are"
    message = f"{what} read with the {order} first, as in {example.path}"
    return Problem(first.place, "W226", message, first.hint)
