"""Headings that are wrong: lost to plain lines, skipped levels, a second title."""

import itertools
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitegen.check.broken.prose import SENTENCE_END, Line, prose, shortened
from sitegen.check.broken.strays import is_caption
from sitegen.check.leftovers.phrases import recognise
from sitegen.check.types import Fact, Finding, TextUnderCheck
from sitegen.shape.types import Block

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)", re.IGNORECASE)
_RAW_HEADING = re.compile(r"<h([1-6])\b[^<>]*>(.{0,200}?)</h\1>", re.IGNORECASE | re.DOTALL)


def _headings(text: TextUnderCheck) -> Iterator[tuple[int, Block]]:
    for block in text.blocks:
        if block.kind == "heading":
            found = _HEADING.match(block.source)
            underlined = 1 if block.source.rstrip()[-1:] == "=" else 2
            if found or "\n" in block.source:  # else a plain line
                yield (len(found[1]) if found else underlined), block
        elif block.kind == "html":
            for raw in _RAW_HEADING.finditer(block.source):
                yield int(raw[1]), block


def skipped_levels(text: TextUnderCheck) -> Iterator[Finding]:
    """Find headings more than one level below the one before; one finding for a text."""
    headings = list(_headings(text))
    skipping = [
        (before, level, block)
        for (before, _), (level, block) in itertools.pairwise(headings)
        if level > before + 1
    ]
    if skipping:
        before, level, block = skipping[0]
        others = _places([one.line for _, _, one in skipping[1:]])
        message = f"heading '{shortened(block.text)}' has level {level}, but follows one of level "
        message += f"{before}{others}"
        hint = f"make it level {before + 1}, or add the missing heading above it"
        yield replace(text.finding("W1310", message, hint, block.line), fact=_SKIPPING)


_SKIPPING = Fact(
    "{} texts skip a level of headings",
    "use the next level for what is below a heading: readers of the page by ear go by levels",
)
_NAMED = 3
"""Lines that are named in a message."""


def _places(lines: Sequence[int]) -> str:
    """Return the names of lines: "; also lines 3, 7, 12 and 2 more"; "" for none."""
    shown = ", ".join(map(str, lines[:_NAMED]))
    more = f" and {len(lines) - _NAMED} more" if len(lines) > _NAMED else ""
    return f"; also line{'s' * (len(lines) > 1)} {shown}{more}" if lines else ""


def second_title(text: TextUnderCheck) -> Iterator[Finding]:
    """Find a second heading of level 1: a text has one title."""
    titles = [block for level, block in _headings(text) if level == 1]
    if len(titles) > 1:
        message = f"'{shortened(titles[1].text)}' is a second heading of level 1"
        hint = f"begin it with ##; the first one is on line {titles[0].line}"
        yield text.finding("W1311", message, hint, titles[1].line)


# ------------------------------------------------------------------ plain lines

_WORDS = 9
_BOLD = re.compile(r"(?:\*\*|__)[^*_\n]+(?:\*\*|__):?\s*|<(?:p|div)\b[^<>]*><(?:b|strong)>[^<>]+</")
_TITLE = re.compile(r"[A-ZÀ-ÞΑ-ΩА-Я0-9¿¡«][^\n]{2,69}")
_ENDED = re.compile(r"[.,;:!…—–\"”»)\]}*_|/\\。，；：！-]$|\.\.\.")
_NO_TITLE = re.compile(
    r"https?:|@|[\0\1]|^\d[\d\s.,:/-]*$|^(?:by|by:|from|to|posted|photo|figure|image|table|p\.s|ps|"
    r"note|update|edit|tags|via|source|von|par|por|di)\b|^\W|[=<>{}|]",
    re.IGNORECASE,
)


def plain_headings(text: TextUnderCheck) -> Iterator[Finding]:
    """Find lines that look like headings, in a text without headings."""
    if any(recognise(block.text) is None for _, block in _headings(text)):
        return
    every = [one for one in _candidates(text) if not one[0].text.rstrip("*_ \t").endswith("?")]
    found = [line for line, _ in every]
    if len(found) < _FEWEST or not any(sure for _, sure in every):
        return  # a single line may be anything, and questions are an interview's
    title = re.sub(r"<[^<>]*>|[*_]{2}", "", found[0].text).strip()
    others = _places([line.number for line in found[1:]])
    message = f"'{title}' looks like a heading, but is a plain line{others}"
    yield text.finding("W1303", message, f"write: ## {title}", found[0].number)


_FEWEST = 2
"""Lines that look like headings together."""


def _candidates(text: TextUnderCheck) -> Iterator[tuple[Line, bool]]:
    """Yield lines that may be headings, and whether they lead a long paragraph."""
    every = list(prose(text))
    following = [block for block, _ in every[1:]]
    for (block, within), after in zip(every, following, strict=False):
        single = block.kind in ("paragraph", "html", "heading") and len(within) == 1
        below = len(after.text.split()) if after.kind in _BELOW else 0
        line = within[0]
        short = below >= _LED or (below >= _HEARD and len(block.text.split()) <= _BRIEF)
        if single and short and _reads_like_a_title(block.text, text) and not _has_more(line.text):
            yield line, below >= _LED
    for block, within in every:
        if block.kind == "paragraph" and len(within) > 2:
            yield from ((line, True) for line in _inner(within, text))


_BELOW = ("paragraph", "html", "list", "quote")
_LED, _HEARD = 20, 8
"""Words of the shortest paragraph below a heading, and of what is said below one of a dialogue."""
_BRIEF = 4
"""Words of a heading above such a short paragraph."""


_PICTURE_OR_LINK = re.compile(
    r"!\[|\]\(|\]\[|<(?:img|a|iframe|video|audio)\b|https?:", re.IGNORECASE
)


def _has_more(line: str) -> bool:
    """Return whether a line is a picture, a link or a label with its value, and no title."""
    bold = "**" in line or "__" in line or "<b>" in line or "<strong>" in line
    partly = bold and not _BOLD.fullmatch(line.strip()) and "<" not in line
    return bool(_PICTURE_OR_LINK.search(line)) or partly


def _reads_like_a_title(words: str, text: TextUnderCheck) -> bool:
    words = words.strip()
    return (
        bool(_TITLE.fullmatch(words))
        and len(words.split()) <= _WORDS
        and not _ENDED.search(words)
        and not _NO_TITLE.search(words)
        and words.casefold() != text.essay.card.name.casefold()
        and recognise(words) is None
        and not is_caption(words)
    )


def _inner(within: Sequence[Line], text: TextUnderCheck) -> Iterator[Line]:
    """Find short lines between two sentences, where a program broke the lines."""
    width = max(len(line.text) for line in within)
    ended = True
    for line, after in itertools.pairwise(within):
        short = len(line.text) < 0.65 * width and len(after.text) >= 0.75 * width
        begins = after.text.lstrip()[:1].isupper()
        if ended and short and begins and _reads_like_a_title(line.bare, text):
            yield line
        ended = bool(SENTENCE_END.search(line.text))
