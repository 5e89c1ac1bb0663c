"""Text -> passages that are in it twice."""

from collections.abc import Iterator, Sequence

from sitegen.check.doubling.alignment import Match, Pair, Seed, Span, align, gathered
from sitegen.check.doubling.winnowing import hashes
from sitegen.check.doubling.wording import Wording, same_words, wording
from sitegen.check.doubling.wording import weight as weight_of
from sitegen.check.types import Edit, Finding, TextUnderCheck
from sitegen.shape.types import Block
from sitegen.shape.wrapping import wrapping
from sitegen.shape.written import written

LEAST = 40
"""Words of the shortest run of whole blocks that is reported; those of short lines count half."""
LEAST_INSIDE = 60
"""The same for a run that begins or ends inside a block, as turns of phrase do."""
_SLACK = 4
"""Words at the edge of a block that a typo may separate."""
CERTAIN = 60
"""Words of a repeated run that few write on purpose."""
_GATHERED = 8
"""Equal runs of eight words that forty repeated words have at least, with up to two typos."""
_SHORT_LINE = 50
"""Characters: lines of wrapped prose are longer, those of poems shorter."""


def doubled(text: TextUnderCheck) -> Iterator[Finding]:
    """Find passages that are in a text twice; the later one is reported."""
    words = wording(text.blocks)
    found = [match for match in _matches(words) if _counts(words, match)]
    for match in found:
        # A text that repeats itself again and again is a form, or a poem.
        if len(found) < _FORM or match.is_exact:
            yield _finding(text, words, match)


_FORM = 3
"""Repeated passages of a text that is filled in like a form."""
_ALIKE = 0.9
"""Share of equal words in a passage that was pasted twice and edited since."""
_SMALL = 0.03
"""Share of a text below which a passage is a turn of phrase."""


def _counts(text: Wording, match: Match) -> bool:
    """Return whether a repeated passage is long enough, and more than a formula."""
    least = LEAST if _whole(text, match.later, _SLACK) else LEAST_INSIDE
    if match.later.size < _SMALL * len(text.words) or _weight(text, match.later) < least:
        return False
    return match.same >= _ALIKE * max(match.earlier.size, match.later.size)


def _matches(text: Wording) -> Iterator[Match]:
    hashed = hashes(text.words)
    if len(set(hashed)) == len(hashed):
        return
    pair = Pair(text.words, text.words)
    reported = 0
    for here, there in gathered(_returns(hashed), _GATHERED, LEAST):
        if there >= reported:
            match = _trimmed(text, align(pair, here, there))
            if match.is_like and match.later.size >= LEAST:
                reported = match.later.end
                yield match


def _trimmed(text: Wording, match: Match) -> Match:
    """Leave out words of the paragraphs before and after it that are the same by chance."""
    later = match.later
    first, last = text.block(later.start), text.block(later.end - 1)
    over = text.ends[first] - later.start if later.start > text.start(first) else 0
    under = later.end - text.start(last) if later.end < text.ends[last] else 0
    head, tail = (count if count <= _SLACK else 0 for count in (over, under))
    earlier, later = (
        Span(one.start + head, one.end - tail) for one in (match.earlier, match.later)
    )
    return Match(earlier, later, match.same - head - tail)


def _returns(hashed: Sequence[int]) -> Sequence[Seed]:
    """Return the runs of words that occurred before, each with its latest place."""
    latest: dict[int, int] = {}
    seeds: list[Seed] = []
    for there, run in enumerate(hashed):
        if run in latest:
            seeds.append((latest[run], there))
        latest[run] = there
    return seeds


def _weight(text: Wording, span: Span) -> float:
    """Count the words of a span, those of verse half: a refrain is repeated on purpose."""
    weight = 0.0
    numbers = range(text.block(span.start), text.block(span.end - 1) + 1)
    verse = _are_verse([text.blocks[number] for number in numbers])
    for number in numbers:
        count = min(span.end, text.ends[number]) - max(span.start, text.start(number))
        words = count * weight_of(text, number, number)
        weight += words / 2 if verse and _has_short_lines(text.blocks[number]) else words
    return weight


def _are_verse(blocks: Sequence[Block]) -> bool:
    """Return whether lines are short by intention; those of a narrow page go on."""
    short = "\n".join(block.source for block in blocks if _has_short_lines(block))
    return wrapping([written(0, line) for line in short.split("\n") if line.strip()]) is None


def _has_short_lines(block: Block) -> bool:
    lines = block.source.split("\n")
    return len(lines) > 2 and len(block.source) < len(lines) * _SHORT_LINE


def _finding(text: TextUnderCheck, words: Wording, match: Match) -> Finding:
    edit = _edit(text, words, match)
    here, there = lines(words, match.later), lines(words, match.earlier)
    share = 100 * match.later.size // len(words.words)
    message = f"{here} repeat{'' if 'to' in here else 's'} {there}: {match.later.size} words, "
    message += f"{share}% of the text"
    hint = "compare and delete one, unless it is repeated on purpose"
    if edit:
        hint += f"; sitegen check --fix=all would remove lines {edit.first} to {edit.last}"
    return text.finding("W1101", message, hint, words.line(match.later.start), edit=edit)


def lines(text: Wording, span: Span) -> str:
    """Return the lines of a span in words: ``lines 4 to 9``."""
    return _lines(text.line(span.start), text.line(span.end - 1))


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


# ------------------------------------------------------------------ fixes


def _edit(text: TextUnderCheck, words: Wording, match: Match) -> Edit | None:
    """Delete the second passage if it is likely a mistake: whole blocks, word for word."""
    if not match.is_exact or match.later.size < CERTAIN:
        return None
    earlier, later = _whole(words, match.earlier), _whole(words, match.later)
    if not earlier or not later or not same_words(earlier, later):
        return None
    first, last = later[0].line, later[-1].last
    body = text.source.body.split("\n")
    while not body[first - 1 - text.source.body_line].strip():
        first -= 1  # with the empty lines before it
    if body[first - 1 - text.source.body_line].rstrip(" *_").endswith((":", "：")):
        return None  # the sentence before it would announce nothing
    reason = f"the same words are in {_lines(earlier[0].line, earlier[-1].last)}"
    # A refrain, a formula or a form may be repeated word for word, so this is never sure.
    return Edit(first, last, (), reason, sure=False)


def _whole(text: Wording, span: Span, slack: int = 0) -> Sequence[Block]:
    """Return the blocks of a span if it begins and ends within ``slack`` words of a block."""
    first, last = text.block(span.start), text.block(span.end - 1)
    if span.start - text.start(first) > slack or text.ends[last] - span.end > slack:
        return ()
    return text.blocks[first : last + 1]
