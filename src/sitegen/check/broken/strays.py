"""List markers without an item, and captions without an image."""

import re
from collections.abc import Iterator, Sequence

from sitegen.check.broken.prose import SENTENCE_END, Line, lines, shortened
from sitegen.check.types import Finding, TextUnderCheck
from sitegen.check.wordlists import pattern
from sitegen.shape.types import Block
from sitegen.shape.written import BULLETS

# ------------------------------------------------------------------ list markers

_MARKER = re.compile(rf"[ \t>]*(?:[-*+·{BULLETS}]|\(?\d{{1,2}}[.)])[ \t]*")
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
        found = list(_captions(block))
        if found and not _has_image(blocks[max(number - 2, 0) : number + 3]):
            for line, caption in found:
                message = f"'{shortened(caption)}' looks like a caption, but has no image near it"
                hint = "add the image, or delete the caption"
                yield text.finding("W1305", message, hint, line)


def is_caption(words: str) -> bool:
    """Return whether words name a picture, or its photographer."""
    return bool(pattern(_CAPTION).match(words))


def _captions(block: Block) -> Iterator[tuple[int, str]]:
    """Yield a block that is a caption, or lines between two sentences of it that are."""
    plain = block.kind == "heading" and block.source[:1] != "#"
    if block.kind not in ("paragraph", "html", "quote") and not plain:
        return
    if is_caption(block.text) and len(block.text.split()) <= _LONGEST:
        yield block.line, block.text
    elif block.kind == "paragraph" and block.line < block.last:
        written = ["", *block.source.split("\n"), ""]
        triples = zip(written, written[1:], written[2:], strict=False)
        for at, (before, line, after) in enumerate(triples):
            alone = not before or SENTENCE_END.search(before)
            begins = not after or after.lstrip()[:1].isupper() or not after.lstrip()[:1].isalpha()
            if alone and begins and len(line) < _LINE and is_caption(line.strip()):
                yield block.line + at, line.strip()


_LINE = 60
"""Columns of the longest caption within a paragraph."""


def _has_image(near: Sequence[Block]) -> bool:
    return any(block.kind in ("code", "table") or _IMAGE.search(block.source) for block in near)
