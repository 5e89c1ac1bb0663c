"""Words -> what they advertise, by the terms of the languages' data files."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sitegen.check.spam.terms import (
    GOODS,
    NAME_POINTS,
    PRICE,
    READERS,
    STRONG,
    SUSPICION,
    TESTIMONY,
    Found,
    is_trade,
    offers,
    terms_in,
)

Trade = str

_MONEY = re.compile(
    r"(?-i:\b(?i:c[oó]d(?:e|ice|igo))\W+(?:\w+\W+){0,2}[A-Z]{3,20}\d{0,4}\b)|[$€£]\s?\d"
    r"|\d[\d.,]{0,12}\s?(?:[$€£%]|(?:euros?|dollars?|pounds|per ?cent|prozent)\b)",
    re.IGNORECASE,
)
"""The code of a voucher, a sum, or a share."""
_TRADE, _TRADE_CAP = 0.8, 4.5
"""Weight of a point of a trade's terms, and the most that all weigh."""
_UNPITCHED_NAMES, _UNPITCHED = 0.75, 0.5
"""Share of it if nothing is offered, as by a doctor: with names of goods among them, or without."""
_KIND, _KIND_CAP, _OFFER_CAP = 1.8, 3.6, 8.0
"""Weight of the first term of a kind of offer; the most of a kind, and of all."""
_MORE, _WISHES = 0.35, 0.5
"""Shares of this weight for further terms of a kind, and for the worries and wishes of readers."""
_TESTIMONY = 0.8
"""Weight if somebody tells how it helped."""
_TRADE_WORDS, _OFFER_WORDS = 30, 60
"""Words of a paragraph in which terms have their full weight."""


class Claim(Struct, frozen=True):
    """The subject and the offer of a paragraph that may advertise."""

    trade: Trade
    """"" if it only makes an offer."""
    terms: Sequence[str]
    """The names of the trade's goods first, then its subjects, then the terms of the offer."""
    trade_weight: float
    offer_weight: float
    kinds: Sequence[str]
    """Kinds of terms of its offer, without those for readers' wishes."""

    @property
    def weight(self) -> float:
        """The weight of all its terms."""
        return self.trade_weight + self.offer_weight


def claim(said: Sequence[str], text: str) -> Claim:
    """Return what a paragraph advertises; ``said`` are its words."""
    found = terms_in(said)
    offer, kinds = _offer(found, text)
    trade, points = _trade(found)
    if not kinds:
        named = bool(trade) and NAME_POINTS in found[trade].values()
        points *= _UNPITCHED_NAMES if named else _UNPITCHED
    subject = sorted(found[trade], key=lambda term: -found[trade][term]) if trade else []
    return Claim(
        trade,
        (*subject, *(term for terms in kinds.values() for term in terms)),
        min(_TRADE_CAP, _TRADE * points * _share(said, _TRADE_WORDS)),
        min(_OFFER_CAP, offer * _share(said, _OFFER_WORDS)),
        tuple(kinds),
    )


def _share(said: Sequence[str], words: int) -> float:
    return words / max(words, len(said))


def _offer(found: Found, text: str) -> tuple[float, Mapping[str, Sequence[str]]]:
    """Return the weight of the offer in the language that offers most, and its terms by kind."""
    money = _MONEY.search(text)
    best: tuple[float, Mapping[str, Sequence[str]]] = (0.0, {})
    for spoken in (*offers(found), {}):
        kinds = dict(spoken)
        if money:
            kinds[PRICE] = {**kinds.get(PRICE, {}), money[0]: STRONG}
        weight = sum(
            _kind(terms) * (_WISHES if kind == READERS else 1) for kind, terms in kinds.items()
        )
        weight += _TESTIMONY * (TESTIMONY in kinds)
        if weight > best[0]:
            best = weight, {kind: list(terms) for kind, terms in kinds.items() if kind != READERS}
    return best


def _kind(terms: Mapping[str, int]) -> float:
    """Weigh the terms of a kind: the best one, and a part of the others."""
    points = sorted(terms.values(), reverse=True)
    return min(_KIND_CAP, _KIND * (points[0] + _MORE * sum(points[1:])) / STRONG)


def _trade(found: Found) -> tuple[Trade, float]:
    """Return the trade with the most terms, and the points of its terms."""
    advertised = (
        (float(sum(terms.values())), trade)
        for trade, terms in found.items()
        if is_trade(trade) and _is_subject(terms)
    )
    points, trade = max(advertised, default=(0.0, ""))
    return trade, points


def subjects(said: Sequence[str]) -> set[Trade]:
    """Return the trades that some words are about, honestly or not."""
    found = terms_in(said)
    return {trade for trade in filter(is_trade, found) if _is_subject(found[trade])}


def touched(said: Sequence[str]) -> set[Trade]:
    """Return the trades of which some words contain a term."""
    return set(filter(is_trade, terms_in(said)))


def is_suspicious(said: Sequence[str]) -> bool:
    """Return whether some words are about spam and fraud."""
    return SUSPICION in terms_in(said)


def is_keyword(said: Sequence[str]) -> bool:
    """Return whether some words are what an advertiser would write as the text of a link."""
    found = terms_in(said)
    uses = (use for use in found if use != SUSPICION and not use.endswith(READERS))
    terms = {term for use in uses for term in found[use]}
    named = any(NAME_POINTS in terms.values() for terms in found.values())
    return named or GOODS in found or len(terms) > 1


def _is_subject(terms: Mapping[str, int]) -> bool:
    return len(terms) > 1 or NAME_POINTS in terms.values()
