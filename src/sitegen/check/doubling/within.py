"""A text -> the runs of it that stand there twice."""

from collections.abc import Iterator, Sequence

from sitegen.check.case import Block, Case, Edit, Finding
from sitegen.check.doubling.alignment import Match, Pair, Seed, Span, align, gathered
from sitegen.check.doubling.winnowing import hashes
from sitegen.check.doubling.wording import Wording, same_words, wording
from sitegen.problems.errors import Place, Problem

LEAST = 40
"""Words a run of whole blocks must have; those of short lines count half."""
LEAST_INSIDE = 60
"""The same of a run that begins or ends inside a block, as turns of phrase do."""
_SLACK = 4
"""Words at the edge of a block that a slip of the pen may set apart."""
CERTAIN = 60
"""Words from which on a second run that is the same in every word was not written on purpose."""
_GATHERED = 8
"""Equal runs that forty words have at the least, two slips of the pen included."""
_SHORT_LINE = 50
"""Characters: prose that is wrapped has longer lines, a poem's are shorter."""


def doubled(case: Case) -> Iterator[Finding]:
    """Find what stands twice in a text; the later run is reported."""
    text = wording(case.blocks)
    for match in _matches(text):
        least = LEAST if _whole(text, match.later, _SLACK) else LEAST_INSIDE
        if _weight(text, match.later) >= least:
            yield _finding(case, text, match)


def _matches(text: Wording) -> Iterator[Match]:
    hashed = hashes(text.words)
    if len(set(hashed)) == len(hashed):
        return
    pair = Pair(text.words, text.words)
    told = 0
    for here, there in gathered(_returns(hashed), _GATHERED, LEAST):
        if there >= told:
            match = align(pair, here, there)
            if match.is_like and match.later.size >= LEAST:
                told = match.later.end
                yield match


def _returns(hashed: Sequence[int]) -> Sequence[Seed]:
    """Find the runs of words that were there before, each with its latest place."""
    latest: dict[int, int] = {}
    seeds: list[Seed] = []
    for there, run in enumerate(hashed):
        if run in latest:
            seeds.append((latest[run], there))
        latest[run] = there
    return seeds


def _weight(text: Wording, span: Span) -> float:
    """Count the words of a span, those of short lines half: a refrain is meant to return."""
    weight = 0.0
    for number in range(text.block(span.start), text.block(span.end - 1) + 1):
        words = min(span.end, text.ends[number]) - max(span.start, text.start(number))
        weight += words / 2 if _has_short_lines(text.blocks[number]) else words
    return weight


def _has_short_lines(block: Block) -> bool:
    lines = block.source.split("\n")
    return len(lines) > 2 and len(block.source) < len(lines) * _SHORT_LINE


def _finding(case: Case, text: Wording, match: Match) -> Finding:
    edit = _edit(case, text, match)
    here, there = lines(text, match.later), lines(text, match.earlier)
    share = 100 * match.later.size // len(text.words)
    message = f"{here} repeat{'' if 'to' in here else 's'} {there}: {match.later.size} words, "
    message += f"{share} % of the text"
    place = Place(case.path, text.line(match.later.start))
    hint = "remove them; sitegen check --fix does it" if edit else "compare them and remove one"
    return Finding(Problem(place, "W1101", message, hint), edit)


def lines(text: Wording, span: Span) -> str:
    """Word the lines of a span: ``lines 4 to 9``."""
    first, last = text.line(span.start), text.line(span.end - 1)
    return f"line {first}" if first == last else f"lines {first} to {last}"


# ------------------------------------------------------------------ mending


def _edit(case: Case, text: Wording, match: Match) -> Edit | None:
    """Take the second run away if it is certainly a slip: whole blocks, the same in every word."""
    if not match.is_exact or match.later.size < CERTAIN:
        return None
    earlier, later = _whole(text, match.earlier), _whole(text, match.later)
    if not earlier or not later or not same_words(earlier, later):
        return None
    first, last = later[0].line, later[-1].last
    body = case.source.body.split("\n")
    while not body[first - 1 - case.source.body_line].strip():
        first -= 1  # the blank lines before it go too
    reason = f"the same words stand in lines {earlier[0].line} to {earlier[-1].last}"
    return Edit(first, last, (), reason)


def _whole(text: Wording, span: Span, slack: int = 0) -> Sequence[Block]:
    """Take the blocks of a span if it begins and ends with a block, or so few words from it."""
    first, last = text.block(span.start), text.block(span.end - 1)
    if span.start - text.start(first) > slack or text.ends[last] - span.end > slack:
        return ()
    return text.blocks[first : last + 1]
