"""List markers without an item, and captions without an image."""

import re
from collections.abc import Iterator, Sequence

from sitegen.check.broken.prose import Line, lines, shortened
from sitegen.check.types import Finding, TextUnderCheck
from sitegen.check.wordlists import pattern
from sitegen.shape.types import Block

# ------------------------------------------------------------------ list markers

_MARKER = re.compile(r"[ \t>]*(?:[-*+]|[•·▪◦‣●○■]|\(?\d{1,2}[.)])[ \t]*")
_EMPTY_ITEM = re.compile(r"<li\b[^<>]*>\s*(?:&nbsp;|<br ?/?>)?\s*</li>", re.IGNORECASE)


def list_markers(text: TextUnderCheck) -> Iterator[Finding]:
    """Find list items without words."""
    every = lines(text)
    for before, line, after in zip([None, *every], every, [*every[1:], None], strict=False):
        if found := next(line.finditer(_EMPTY_ITEM), None):
            at = found.start()
        elif _MARKER.fullmatch(line.bare) and not _goes_on(before, line, after):
            at = _indent(line)
        else:
            continue
        message = f"empty list item: '{shortened(line.text[at:].strip())}'"
        hint = "write the item on this line, or delete the marker"
        yield text.finding("W1304", message, hint, line.number, at + 1)


def _goes_on(before: Line | None, line: Line, after: Line | None) -> bool:
    # A number may end a sentence, and an item may begin on the next line if that is indented.
    if before and line.text[:1].isdigit() and before.text[-1:].isalpha():
        return True
    return after is not None and bool(after.text.strip()) and _indent(after) > _indent(line)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


# ------------------------------------------------------------------ captions

_CAPTION = (
    r"(?i)[\[(*_\s]*(?:(?:<captions>)(?:\s+(?:credits?|courtesy|source|photo))?"
    r"\s?(?::|©|\(c\)|\bby\b|\bcourtesy\b)"
    r"|(?:<figures>)\.?\s?\d+(?:\.\d+)?\s?[:.–—-]|(?:<placeholders>))"
)
_IMAGE = re.compile(
    r"!\[|<(?:img|figure|picture|video|iframe|svg|object|embed|canvas|table)\b|\{%|\{\{|!\[\["
    r"|\.(?:png|jpe?g|gif|svg|webp)\b",
    re.IGNORECASE,
)
_LONGEST = 30
"""Words of a caption."""


def captions(text: TextUnderCheck) -> Iterator[Finding]:
    """Find captions without an image."""
    blocks = text.blocks
    for number, block in enumerate(blocks):
        if block.kind in ("paragraph", "html", "quote") and pattern(_CAPTION).match(block.text):
            short = len(block.text.split()) <= _LONGEST
            if short and not _has_image(blocks[max(number - 2, 0) : number + 3]):
                shown = shortened(block.text)
                message = f"'{shown}' looks like a caption, but has no image near it"
                hint = "add the image, or delete the caption"
                yield text.finding("W1305", message, hint, block.line)


def _has_image(near: Sequence[Block]) -> bool:
    return any(block.kind in ("code", "table") or _IMAGE.search(block.source) for block in near)
