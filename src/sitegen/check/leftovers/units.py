"""Text -> its lines, each with what a platform means by it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from sitegen.check.leftovers.phrases import LONGEST, Mark, is_date, joined, recognise
from sitegen.check.leftovers.signatures import by_address, by_element
from sitegen.check.types import TextUnderCheck
from sitegen.shape.plain import plain, words
from sitegen.shape.types import Block, BlockKind

_TAGS = re.compile(r"<[^<>]*>")
_PICTURE = re.compile(r"!\[|<(?:img|iframe|video|audio|object|svg|embed)\b", re.IGNORECASE)
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:")
_MARKED_UP = 5 * LONGEST
"""Characters of the longest line with addresses."""
_ENDED = re.compile(r"[.!?…:;\"”»’)\]*_>]\s*$")


class Unit(Struct, frozen=True):
    """A line, a heading or an element of a text."""

    kind: BlockKind
    line: int
    last: int
    block: int
    """Number of its block."""
    text: str
    source: str
    mark: Mark | None = None
    neutral: bool = False
    """Whether it has no words of its own: only tags, a rule, a note below the text."""


def units(text: TextUnderCheck) -> Iterator[Unit]:
    """Yield the lines of a text; quotations, code and tables are one unit each."""
    after = 0
    body = text.source.body.split("\n")
    for number, block in enumerate(text.blocks):
        if block.last <= after:
            continue
        for unit in _lines(block, number, body, text.source.body_line):
            if unit.line > after:
                after = unit.last
                yield unit


def _lines(block: Block, number: int, body: Sequence[str], first: int) -> Iterator[Unit]:
    if block.kind == "html":
        yield from _html(block, number, body, first)
    elif whole := _wrapped(block):
        lines = block.line, block.last
        yield Unit(block.kind, *lines, number, block.text, block.source, whole)
    elif block.kind in ("paragraph", "list"):
        yield from _written(block, number)
    else:
        unit = Unit(block.kind, block.line, block.last, number, block.text, block.source)
        mark = recognise(block.text) if block.kind == "heading" else None
        yield replace(unit, mark=mark, neutral=block.kind == "rule")


def _wrapped(block: Block) -> Mark | None:
    """Return what a platform means by a paragraph, a sentence that a program broke into lines."""
    if block.kind != "paragraph" or block.line == block.last or len(block.text) > LONGEST:
        return None
    lines = [line.strip() for line in block.source.split("\n")]
    full = all(len(f"{one} {two.split(' ')[0]}") > _WIDTH for one, two in pairwise(lines))
    mark = recognise(block.text) if full and not any(map(recognise, lines[1:])) else None
    return mark if mark and mark.sure else None


_WIDTH = 65
"""Columns at which programs break lines, at least."""


def _written(block: Block, number: int) -> Iterator[Unit]:
    lines = block.source.split("\n")
    notes = bool(_DEFINITION.match(lines[0]))
    texts = [_text(block, source, lines) for source in lines]
    texts[0] = lines[0].strip() if is_date(lines[0].strip()) else texts[0]
    begun = strong = printed = False
    dated = block.kind == "list" and is_date(lines[0].strip())  # "3. März" is a date, not an item
    for at, (source, text) in enumerate(zip(lines, texts, strict=True)):
        place = block.line + at
        mark = None if notes or len(text) > LONGEST else _mark(source, text)
        if mark and block.kind == "paragraph" and len(lines) > 1:
            after = texts[at + 1] if at + 1 < len(lines) else ""
            below = begun and not printed
            small = text[:1].islower() and not _ENDED.search(lines[at - 1])
            whole = not _goes_on(text, after) and not (below and (strong or small))
            mark = mark if whole else None
        if begun and not printed and not _ENDED.search(lines[at - 1]):
            # The line may continue the sentence before it.
            begins = text[:1].isupper() or text[:1] == "©" or text.endswith(":")
            mark = None if len(lines[at - 1]) > 50 or not begins else mark
        printed = mark is not None
        begun = begun or (mark is None and bool(text))
        strong ^= source.count("**") % 2 == 1
        kind = block.kind if _ITEM.match(source) and not dated else "paragraph"
        neutral = notes or bool(text and _COUNT.fullmatch(text))
        yield Unit(kind, place, place, number, text, source, mark, neutral=neutral)


_ITEM = re.compile(r"\s|[-*+>]|\d{1,9}[.)]")
"""The beginning of a line that is part of a list, and not only glued to one."""


def _goes_on(text: str, after: str) -> bool:
    """Return whether the sentence of a line seems to end on the line after it."""
    return after[:1].islower() and not _ENDED.search(text) and not recognise(after)


def _text(block: Block, source: str, lines: Sequence[str]) -> str:
    """Return the words of a line; if it is too long for a platform, the line as written."""
    if len(lines) == 1:
        return block.text
    return words(block.kind, source) if source.strip() and len(source) < _MARKED_UP else source


_HASHTAGS = re.compile(r"(?:#[^\s#]+[\s,]*){2,}")
_ARROW = re.compile(r"[←«‹][^»›→]{1,100}|[^←«‹]{1,100}[→»›]|[←«‹] [^»›→|]+\|[^«»|]+\|[^«»|]+ [→»›]")
_COUNT = re.compile(r"·|(?:--)? ?\d{0,5}")
"""What a platform prints beside a button: how many readers used it."""


def _mark(source: str, text: str) -> Mark | None:
    if text[:1] == "#" and _HASHTAGS.fullmatch(text):
        return Mark("labels", sure=True)
    found = _linked(source, text) or recognise(text)
    unclear = found is None or found.kind == "voices"
    if unclear and len(text) <= 100 and _ARROW.fullmatch(text):
        return Mark("navigation", sure=False, worded=False)
    return found


def _linked(source: str, text: str) -> Mark | None:
    """Recognise a line of links by their targets; its words may still be an author's."""
    found = by_address(source)
    worded = bool(found) and (not text or recognise(text) is not None)
    return replace(found, sure=worded, worded=worded, signed=worded) if found else None


def _html(block: Block, number: int, body: Sequence[str], first: int) -> Iterator[Unit]:
    at = block.line
    while at <= block.last:
        source = body[at - first]
        if found := by_element(body, at - first):
            whole, end = found
            last = first + end - 1
            written = "\n".join(body[at - first : end])
            yield Unit("html", at, last, number, plain(written), written, whole)
            at = last + 1
            continue
        text = " ".join(plain(source).split())
        neutral = not text and not _PICTURE.search(source)
        mark = _linked(source, text) or recognise(text) or _pieces(source)
        yield Unit("html", at, at, number, text, source, mark, neutral=neutral)
        at += 1


def _pieces(source: str) -> Mark | None:
    """Recognise the words between tags one by one."""
    pieces = [piece for piece in _TAGS.split(source) if any(map(str.isalnum, piece))]
    return joined({p: recognise(" ".join(plain(p).split())) for p in pieces}) if pieces else None
