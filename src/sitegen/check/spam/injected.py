"""A collection -> the paragraphs somebody else put there to advertise.

No sign suffices alone: honest essays speak of medicine, short paragraphs share few words with the
rest of any text, and every text has a last paragraph. So each sign has a weight.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.check.case import Block, Case, Collection, Finding
from sitegen.check.spam.farms import is_farm
from sitegen.check.spam.hidden import hidden_lines
from sitegen.check.spam.pieces import pieces
from sitegen.check.spam.trades import Evidence, Lexicon, words
from sitegen.problems.errors import Place, Problem

LIMIT = 6.0
"""Weight from which on a paragraph is reported."""
_TRADE, _TRADE_WORDS = 6.0, 30
"""The most that a trade's words weigh, and in how many words a point weighs whole."""
_SUSPECT = 2.5
"""What they must weigh for the other signs to be looked at."""
_STRANGE = 3.0
"""The weight when every word of substance is rare in the collection."""
_EDGE = 2.0
"""The weight of a first or last paragraph, and of one before the remains of a comment form."""
_RELATED = (0.0, 2.0, 4.0)
"""What is taken off when the rest of the text touches the subject once, and more often."""
_MENTIONED = 4.0
"""What is taken off when the text speaks about spam and fraud."""
_SLIGHT = 12
"""Words of a block that may follow a last paragraph: ``Post a Comment``, ``Labels: history``."""
_RARE = 50
"""A word is strange to a collection when not one text in so many has it."""


class _Suspect(Struct, frozen=True):
    """A paragraph that uses the words of a trade."""

    number: int
    """Among the blocks of the text."""
    said: Sequence[str]
    evidence: Evidence
    weight: float
    """Of the trade's words."""


class _Text(Struct, frozen=True):
    """A text in which there are suspects."""

    case: Case
    said: Sequence[Sequence[str]]
    """The words of each block."""
    suspects: Mapping[int, _Suspect]


def injected(collection: Collection) -> Iterator[Finding]:
    """Find paragraphs that advertise, do not belong to the collection and stand at an edge."""
    advertising = {path for path, traits in collection.traits.items() if traits.advertises}
    if not advertising:
        return
    lexicon = Lexicon()
    read = {
        path: _read(case, lexicon if path in advertising else None)
        for path, case in collection.cases.items()
    }
    known = _vocabulary(read.values())
    for text in read.values():
        for suspect in text.suspects.values():
            yield from _judge(text, suspect, _Measures(lexicon, known, len(read)))


class _Measures(Struct, frozen=True):
    """What a suspect is measured by."""

    lexicon: Lexicon
    known: Mapping[str, int]
    """How many texts have a word, suspects left out."""
    texts: int


def advertises(case: Case, lexicon: Lexicon) -> bool:
    """Tell whether a paragraph of a text uses the words of a trade, belong there or not."""
    return bool(_read(case, lexicon).suspects)


def _read(whole: Case, lexicon: Lexicon | None) -> _Text:
    """Take the words of a text; look for suspects where there is a lexicon to look with."""
    case = pieces(whole)
    said = [words(block.text) if block.kind != "code" else [] for block in case.blocks]
    if lexicon is None:
        return _Text(case, said, {})
    found = {
        number: suspect
        for number, block in enumerate(case.blocks)
        if (suspect := _suspect(number, block, said[number], lexicon))
    }
    if found:
        covered = hidden_lines(case)
        found = {
            number: suspect
            for number, suspect in found.items()
            if case.blocks[number].line not in covered and not is_farm(case, number)
        }
    return _Text(case, said, found)


def _suspect(number: int, block: Block, said: Sequence[str], lexicon: Lexicon) -> _Suspect | None:
    if block.kind not in {"paragraph", "html", "list"} or len(said) < 4:
        return None
    evidence = lexicon.evidence(said)
    if evidence is None:
        return None
    weight = min(_TRADE, evidence.points * _TRADE_WORDS / max(_TRADE_WORDS, len(said)))
    return _Suspect(number, said, evidence, weight) if weight >= _SUSPECT else None


def _vocabulary(texts: Iterable[_Text]) -> Mapping[str, int]:
    # Suspects do not count: the same advertisement is often put into many texts.
    known: Counter[str] = Counter()
    for text in texts:
        own: set[str] = set()
        for number, said in enumerate(text.said):
            if number not in text.suspects:
                own.update(said)
        known.update(own)
    return known


# ------------------------------------------------------------------ weighing


def _judge(text: _Text, suspect: _Suspect, measures: _Measures) -> Iterator[Finding]:
    substance = {word for word in suspect.said if len(word) > 3}
    limit = measures.texts // _RARE
    strange = {word for word in substance if measures.known.get(word, 0) <= limit}
    strangeness = _STRANGE * len(strange) / max(1, len(substance))
    edge, where = _position(text, suspect.number)
    off = _belonging(text, suspect, measures.lexicon)
    weight = suspect.weight + strangeness + edge - off
    if weight < LIMIT:
        return
    parts = [
        f"its words {suspect.weight:.1f}",
        f"{len(strange)} of {len(substance)} strange to the collection {strangeness:.1f}",
    ]
    parts += [f"{where} {edge:.0f}"] if edge else []
    parts += [f"related to the text -{off:.0f}"] if off else []
    hint = (
        f"weights: {', '.join(parts)}; the limit is {LIMIT:.0f}; remove it, or waive with a reason"
    )
    yield Finding(_problem(text.case, suspect, hint))


def _problem(case: Case, suspect: _Suspect, hint: str) -> Problem:
    terms = ", ".join(f"'{term}'" for term in suspect.evidence.terms[:4])
    message = f"paragraph advertises {suspect.evidence.trade} and seems injected: {terms}"
    return Problem(Place(case.path, case.blocks[suspect.number].line), "E1201", message, hint)


def _position(text: _Text, number: int) -> tuple[float, str]:
    blocks = text.case.blocks

    def only_slight(others: Iterable[int]) -> bool:
        return all(
            other in text.suspects or len(text.said[other]) <= _SLIGHT or _is_note(blocks[other])
            for other in others
        )

    if only_slight(range(number + 1, len(blocks))):
        return _EDGE, "at the end"
    return (_EDGE, "at the beginning") if only_slight(range(number)) else (0.0, "")


def _is_note(block: Block) -> bool:
    return block.source.startswith("[^")


def _belonging(text: _Text, suspect: _Suspect, lexicon: Lexicon) -> float:
    """Weigh what speaks for the paragraph: a text on its subject, or on those who advertise."""
    trade = suspect.evidence.trade
    beside = _neighbours(text, suspect.number)
    others = [said for number, said in enumerate(text.said) if number not in beside]
    others.append(words(text.case.essay.card.name))
    related = sum(trade in lexicon.subjects(said) for said in others)
    subject = _RELATED[min(related, 2)]
    doubted = any(lexicon.is_suspicious(said) for said in [*others, suspect.said])
    return max(subject, _MENTIONED if doubted else 0.0)


def _neighbours(text: _Text, number: int) -> range:
    """Give the run of suspects in which one stands: they do not speak for each other."""
    first = last = number
    while first - 1 in text.suspects:
        first -= 1
    while last + 1 in text.suspects:
        last += 1
    return range(first, last + 1)
