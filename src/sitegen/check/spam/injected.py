"""Collection -> paragraphs that somebody else put there to advertise.

No evidence suffices alone: honest essays speak of medicine, short paragraphs share few words with
the rest of any text, and every text has a last paragraph. So all evidence has a weight.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.check.spam.farms import is_farm
from sitegen.check.spam.hidden import hidden_lines
from sitegen.check.spam.pieces import pieces
from sitegen.check.spam.trades import Evidence, evidence, is_suspicious, subjects, words
from sitegen.check.types import Collection, Finding, TextUnderCheck
from sitegen.check.wordlists import pattern
from sitegen.shape.types import Block

LIMIT = 6.0
"""Weight from which a paragraph is reported."""
_TRADE, _TRADE_WORDS = 6.0, 30
"""The most that a trade's terms weigh, and the words in which each point has its full weight."""
_SUSPECT = 2.5
"""Weight of the terms from which other evidence is looked at."""
_STRANGE = 3.0
"""Weight if all important words are rare in the collection."""
_EDGE = 2.0
"""Weight of a first or last paragraph, and of one before the rest of a comment form."""
_RELATED = (0.0, 2.0, 4.0)
"""Weights to subtract if none, one or more parts of the text are on the subject."""
_MENTIONED = 4.0
"""Weight to subtract if the text is about spam and fraud."""
_SLIGHT = 12
"""Words of a block that may follow a last paragraph: ``Post a Comment``, ``Labels: history``."""
_RARE = 50
"""A word is rare if at most one text in so many has it."""


class _Text(Struct, frozen=True):
    """A text and its suspects."""

    text: TextUnderCheck
    said: Sequence[Sequence[str]]
    """The words of each block."""
    suspects: Mapping[int, Evidence]
    """The number of each block with terms of a trade."""


def injected(collection: Collection) -> Iterator[Finding]:
    """Find paragraphs that advertise, do not belong to the collection and are at an edge."""
    advertising = {path for path, one in collection.features.items() if one.advertises}
    if not advertising:
        return
    read = {
        path: _read(text, looking=path in advertising) for path, text in collection.texts.items()
    }
    known = _vocabulary(read.values())
    for text in read.values():
        for number in text.suspects:
            yield from _judge(text, number, known, len(read))


def advertises(text: TextUnderCheck) -> bool:
    """Return whether a paragraph has the terms of a trade, whether it belongs there or not."""
    return bool(_read(text).suspects)


def _read(whole: TextUnderCheck, *, looking: bool = True) -> _Text:
    """Split a text into words and look for suspects."""
    text = pieces(whole)
    said = [words(block.text) if block.kind != "code" else [] for block in text.blocks]
    found = dict(_suspects(text.blocks, said)) if looking else {}
    covered = hidden_lines(text) if found else ()
    reported = {n for n in found if text.blocks[n].line in covered or is_farm(text, n)}
    return _Text(text, said, {n: one for n, one in found.items() if n not in reported})


def _suspects(
    blocks: Sequence[Block], said: Sequence[Sequence[str]]
) -> Iterator[tuple[int, Evidence]]:
    for number, (block, own) in enumerate(zip(blocks, said, strict=True)):
        if block.kind in {"paragraph", "html", "list"} and len(own) >= 4:
            found = evidence(own)
            if found and _weight(found, own) >= _SUSPECT:
                yield number, found


def _weight(found: Evidence, said: Sequence[str]) -> float:
    return min(_TRADE, found.points * _TRADE_WORDS / max(_TRADE_WORDS, len(said)))


def _vocabulary(texts: Iterable[_Text]) -> Mapping[str, int]:
    """Count the texts that have a word, suspects left out.

    The same advertisement is often put into many texts.
    """
    known: Counter[str] = Counter()
    for text in texts:
        blocks = (said for number, said in enumerate(text.said) if number not in text.suspects)
        known.update(set[str]().union(*blocks))
    return known


# ------------------------------------------------------------------ weighing


def _judge(text: _Text, number: int, known: Mapping[str, int], texts: int) -> Iterator[Finding]:
    found, said = text.suspects[number], text.said[number]
    weight = _weight(found, said)
    important = {word for word in said if len(word) > 3}
    strange = {word for word in important if known.get(word, 0) <= texts // _RARE}
    strangeness = _STRANGE * len(strange) / max(1, len(important))
    edge, where = _position(text, number)
    related = _belonging(text, number)
    if weight + strangeness + edge - related < LIMIT:
        return
    parts = [
        f"advertising terms {weight:.1f}",
        f"{len(strange)} of {len(important)} words unusual here {strangeness:.1f}",
    ]
    parts += [f"{where} {edge:.0f}"] if edge else []
    parts += [f"related to the text -{related:.0f}"] if related else []
    hint = f"delete it, or waive it with a reason; weights: {', '.join(parts)}; limit: {LIMIT:.0f}"
    terms = ", ".join(f"'{term}'" for term in found.terms[:4])
    block = text.text.blocks[number]
    if code := _verdict_on(block, edge=bool(edge), offer=found.pitches >= _OFFER):
        judged = "advertises" if code == "E1201" else "may advertise"
        message = f"paragraph {judged} {found.trade} and seems injected: {terms}"
        yield text.text.finding(code, message, hint, block.line)


_CONTACT = re.compile(
    r"(?:https?:)?//\w|\bwww\.|[\w.+-]@[\w-]+\.\w|\bwhatsapp|\btelegram|\+?\d[\d ()/-]{7,30}\d",
    re.IGNORECASE,
)
_PERSONAL = r"(?i)<personal>"


_OFFER = 3
"""Pitches that make an offer."""


def _verdict_on(block: Block, *, edge: bool, offer: bool) -> str:
    """Return the code for a paragraph with the words of a trade; "" if an author may say them.

    An error takes another sign: an offer, a way to the seller, or a place where programs put
    such texts.
    """
    reachable = bool(_CONTACT.search(block.source))
    if pattern(_PERSONAL).search(block.text):
        # Somebody speaks of themselves, or says that they do not buy.
        return "" if not reachable else "E1201" if edge else "W1204"
    return "E1201" if edge or reachable or offer else "W1204"


def _position(text: _Text, number: int) -> tuple[float, str]:
    slight = [
        other in text.suspects or len(said) <= _SLIGHT or block.source.startswith("[^")
        for other, (block, said) in enumerate(zip(text.text.blocks, text.said, strict=True))
    ]
    if all(slight[number + 1 :]):
        return _EDGE, "at the end"
    whole = any(block.text.endswith((".", "!", "?")) for block in text.text.blocks[:number])
    first = all(slight[:number]) and not whole
    return (_EDGE, "at the beginning") if first else (0.0, "")


def _belonging(text: _Text, suspect: int) -> float:
    """Weigh the evidence for a paragraph: a text on its subject, or on those who advertise."""
    beside = _neighbours(text, suspect)
    others = [said for number, said in enumerate(text.said) if number not in beside]
    others.append(words(text.text.essay.card.name))
    related = sum(text.suspects[suspect].trade in subjects(said) for said in others)
    doubted = any(map(is_suspicious, [*others, text.said[suspect]]))
    return max(_RELATED[min(related, 2)], _MENTIONED if doubted else 0.0)


def _neighbours(text: _Text, number: int) -> range:
    """Return the run of suspects around one: they do not support each other."""
    first = last = number
    while first - 1 in text.suspects:
        first -= 1
    while last + 1 in text.suspects:
        last += 1
    return range(first, last + 1)
