"""Collection -> paragraphs that somebody else put there to advertise.

No evidence suffices alone: honest essays speak of medicine, short paragraphs share few words with
the rest of any text, and every text has a last paragraph. So all evidence has a weight.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.check.spam.farms import is_farm
from sitegen.check.spam.hidden import hidden_lines
from sitegen.check.spam.pieces import pieces
from sitegen.check.spam.runs import with_runs_apart
from sitegen.check.spam.strangeness import (
    Strangeness,
    Vocabulary,
    measure,
    strangeness,
    vocabulary,
)
from sitegen.check.spam.terms import address, ranks, words
from sitegen.check.spam.trades import Claim, claim, is_suspicious, subjects, touched
from sitegen.check.types import Collection, Finding, TextUnderCheck
from sitegen.check.wordlists import pattern
from sitegen.shape.types import Block

LIMIT = 5.5
"""Weight from which a paragraph is reported."""
_SUSPECT = 1.0
"""Weight of the terms from which other evidence is looked at."""
_USUAL, _STRANGE = -1.0, 2.0
"""Bits by which a word costs more than the others: the least that count, and the most."""
_EDGE, _FIRST, _BETWEEN = 0.5, -1.0, 0.5
"""Weights of a last paragraph, of a first one, and of one between two that continue each other."""
_ADDRESS, _QUESTION = 0.5, 0.5
"""Weights of the only paragraph that speaks to the reader, and of a question at its beginning."""
_MOST_ELSE = _STRANGE + max(_EDGE, _BETWEEN) + _ADDRESS + _QUESTION
"""The most that other evidence than the terms weighs."""
_OPENING = 90
"""Characters of a beginning."""
_RELATED = (0.0, 2.5, 5.0)
"""Weights to subtract if none, one or more parts of the text are on the subject."""
_SELLING = 3.5
"""Weight from which the offer of another paragraph makes selling the subject of a text."""
_MENTIONED = 6.0
"""Weight to subtract if the text is about spam and fraud."""
_SLIGHT = 12
"""Words of a block that may follow a last paragraph: ``Post a Comment``, ``Labels: history``."""


class _Text(Struct, frozen=True):
    """A text and its suspects."""

    text: TextUnderCheck
    said: Sequence[Sequence[str]]
    """The words of each block."""
    suspects: Mapping[int, Claim]
    """The number of each block that may advertise."""

    @property
    def own(self) -> Vocabulary:
        """The words of the blocks that are not suspects."""
        return vocabulary(said for n, said in enumerate(self.said) if n not in self.suspects)


def injected(collection: Collection) -> Iterator[Finding]:
    """Find paragraphs that advertise, do not belong to the collection and are at an edge."""
    advertising = {path for path, one in collection.features.items() if one.advertises}
    if not advertising:
        return
    read = [_read(text, looking=path in advertising) for path, text in collection.texts.items()]
    # The same advertisement is often put into many texts, so no suspect is known.
    known = vocabulary(
        said for one in read for n, said in enumerate(one.said) if n not in one.suspects
    )
    for text in read:
        likely = [n for n, one in text.suspects.items() if one.weight + _MOST_ELSE >= LIMIT]
        if likely:
            measured = measure(text.said, text.own, known)
            for number in likely:
                beside = _neighbours(text, number)
                yield from _judge(text, number, strangeness(measured, number, beside))


def advertises(text: TextUnderCheck) -> bool:
    """Return whether a paragraph advertises, whether it belongs there or not."""
    return bool(_read(text).suspects)


def _read(whole: TextUnderCheck, *, looking: bool = True) -> _Text:
    """Split a text into words and look for suspects."""
    text = with_runs_apart(pieces(whole)) if looking else pieces(whole)
    said = [words(block.text) if block.kind != "code" else [] for block in text.blocks]
    found = dict(_suspects(text.blocks, said)) if looking else {}
    covered = hidden_lines(text) if found else ()
    reported = {n for n in found if text.blocks[n].line in covered or is_farm(text, n)}
    return _Text(text, said, {n: one for n, one in found.items() if n not in reported})


def _suspects(
    blocks: Sequence[Block], said: Sequence[Sequence[str]]
) -> Iterator[tuple[int, Claim]]:
    for number, (block, own) in enumerate(zip(blocks, said, strict=True)):
        if block.kind in {"paragraph", "html", "list"} and len(own) >= 4:
            found = claim(own, block.text)
            if found.weight >= _SUSPECT and (found.trade or found.kinds):
                yield number, found


# ------------------------------------------------------------------ weighing


def _judge(text: _Text, number: int, strange: Strangeness) -> Iterator[Finding]:
    found, block = text.suspects[number], text.text.blocks[number]
    odd = min(_STRANGE, max(_USUAL, strange.difference))
    place, where = _position(text, number)
    spoken = _spoken(text, number)
    weight = found.weight + odd + place + spoken
    if weight < LIMIT:
        return
    related = _belonging(text, number)
    weight -= related
    offers = len(found.kinds) >= _OFFER
    if weight < LIMIT or (not offers and pattern(_DENIALS).search(block.text)):
        return
    weights = (
        (found.trade, found.trade_weight),
        (f"offer of {', '.join(sorted(found.kinds))}", found.offer_weight),
        (f"{strange.bits:.1f} bits a word (elsewhere {strange.usual:.1f})", odd),
        (where, place),
        ("only here readers are spoken to", spoken),
        ("related to the text", -related),
    )
    shown = ", ".join(f"{what} {weight:.1f}" for what, weight in weights if weight)
    hint = f"delete it, or waive it with a reason; weights: {shown}; limit: {LIMIT:.1f}"
    terms = ", ".join(f"'{term}'" for term in found.terms[:4])
    edge = where.startswith("at ")
    clear = offers or weight >= LIMIT + _CLEAR
    known = found.trade_weight >= _KNOWN
    code = _verdict_on(block, edge=edge, clear=clear) if known else "W1204"
    judged = "advertises" if code == "E1201" else "may advertise"
    message = f"paragraph {judged} {found.trade or 'something'} and seems injected: {terms}"
    yield text.text.finding(code, message, hint, block.line)


def _spoken(text: _Text, number: int) -> float:
    """Weigh that readers are spoken to in one paragraph alone."""
    own = text.text.blocks[number].text
    if not address().search(own):
        return 0.0
    blocks = (block for n, block in enumerate(text.text.blocks) if n not in text.suspects)
    alone = not any(address().search(block.text) for block in blocks)
    return _ADDRESS * alone + _QUESTION * ("?" in own[:_OPENING])


_CONTACT = re.compile(
    r"(?:https?:)?//\w|\bwww\.|[\w.+-]@[\w-]+\.\w|\bwhatsapp|\btelegram|\+?\d[\d ()/-]{7,30}\d",
    re.IGNORECASE,
)
_PERSONAL = r"(?i)<personal>"
_DENIALS = r"(?i)<denials>"
_OFFER = 3
"""Kinds of terms that make an offer."""
_KNOWN = 2.0
"""Weight from which the words of a trade say that it is this trade."""
_CLEAR = 2.5
"""Weight above the limit that leaves no doubt either."""


def _verdict_on(block: Block, *, edge: bool, clear: bool) -> str:
    """Return the code for a paragraph that advertises a known trade.

    An error takes another sign: an offer, a way to the seller, or a place where programs put
    such texts; where somebody speaks of themselves, two.
    """
    reachable = bool(_CONTACT.search(block.source))
    if pattern(_PERSONAL).search(block.text):
        return "E1201" if edge and reachable else "W1204"
    return "E1201" if edge or reachable or clear else "W1204"


def _position(text: _Text, number: int) -> tuple[float, str]:
    slight = [
        other in text.suspects or len(said) <= _SLIGHT or block.source.startswith("[^")
        for other, (block, said) in enumerate(zip(text.text.blocks, text.said, strict=True))
    ]
    if all(slight[number + 1 :]):
        return _EDGE, "at the end"
    whole = any(block.text.endswith((".", "!", "?")) for block in text.text.blocks[:number])
    if all(slight[:number]) and not whole:
        return _FIRST, "at the beginning"
    return (_BETWEEN, "between paragraphs that go on") if _parts(text, number) else (0.0, "")


def _parts(text: _Text, number: int) -> bool:
    """Return whether a paragraph parts two that share words with each other, and not with it."""
    if not 0 < number < len(text.said) - 1:
        return False
    around = text.said[number - 1 : number + 2]
    before, own, after = (set(filter(_is_content, said)) for said in around)
    return bool(before & after) and not own & (before | after)


def _is_content(word: str) -> bool:
    return len(word) > 3 and word not in ranks()


def _belonging(text: _Text, suspect: int) -> float:
    """Weigh the evidence for a paragraph: a text on its subject, or on those who advertise."""
    beside = _neighbours(text, suspect)
    others = [said for number, said in enumerate(text.said) if number not in beside]
    title = words(text.text.essay.card.name)
    trade = text.suspects[suspect].trade
    related = sum(trade in subjects(said) for said in others) + (trade in touched(title))
    away = (one for n, one in text.suspects.items() if n not in beside)
    selling = sum(not one.trade and one.weight >= _SELLING for one in away)
    doubted = any(map(is_suspicious, [*others, title, text.said[suspect]]))
    about = max(_RELATED[min(related, 2)], float(min(selling, 3)))
    return max(about, _MENTIONED if doubted else 0.0)


def _neighbours(text: _Text, number: int) -> range:
    """Return the run of suspects around one: they do not support each other."""
    first = last = number
    while first - 1 in text.suspects:
        first -= 1
    while last + 1 in text.suspects:
        last += 1
    return range(first, last + 1)
