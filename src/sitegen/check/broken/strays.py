"""What lost the thing it belonged to: list markers without an item, captions without a picture."""

import re
from collections.abc import Iterator, Sequence

from sitegen.check.broken.prose import CODE, Line, lines
from sitegen.check.case import Block, Case, Finding
from sitegen.problems.errors import Place, Problem

# ------------------------------------------------------------------ list markers

_MARKER = re.compile(r"[ \t>]*(?:[-*+]|[•·▪◦‣●○■]|\(?\d{1,2}[.)])[ \t]*")
_EMPTY_ITEM = re.compile(r"<li\b[^<>]*>\s*(?:&nbsp;|<br ?/?>)?\s*</li>", re.IGNORECASE)


def list_markers(case: Case) -> Iterator[Finding]:
    """Find the sign of a list that stands on a line without its item."""
    every = lines(case)
    around = zip([None, *every], every, [*every[1:], None], strict=False)
    for before, line, after in around:
        if found := _EMPTY_ITEM.search(line.text):
            if line.bare[found.start()] != CODE:
                yield _orphan(line.place(case, found.start()), "an item of the list is empty")
        elif _MARKER.fullmatch(line.bare) and not _goes_on(before, line, after):
            sign = line.text.strip()
            message = f"the sign '{sign}' of a list stands alone on its line"
            yield _orphan(line.place(case, len(line.text) - len(line.text.lstrip())), message)


def _goes_on(before: Line | None, line: Line, after: Line | None) -> bool:
    # A number may end a sentence; and the item may begin on the next line, if that is indented.
    if before and line.text[:1].isdigit() and before.text[-1:].isalpha():
        return True
    if after is None or not after.text.strip():
        return False
    indent = len(after.text) - len(after.text.lstrip())
    return indent > len(line.text) - len(line.text.lstrip())


def _orphan(place: Place, message: str) -> Finding:
    hint = "write the item on the same line, or take the sign away"
    return Finding(Problem(place, "W1304", message, hint))


# ------------------------------------------------------------------ captions

_CAPTION = re.compile(
    r"[\[(*_\s]*(?:"
    r"(?:photo|image|picture|illustration|foto|bild|abbildung|imagen|imagem|immagine|légende|legende"
    r"|crédit|crédits|bildquelle|bildnachweis|fotos?)(?:\s+(?:credits?|courtesy|source|photo))?"
    r"\s?(?::|©|\(c\)|\bby\b|\bcourtesy\b)"
    r"|(?:fig(?:ure|ura)?\.?|abb(?:ildung)?\.?|figura)\s?\d+(?:\.\d+)?\s?[:.–—-]"
    r"|(?:click|tap)\s(?:(?:on\s)?(?:the\s)?(?:image|picture|photo)\s)?(?:to|for)\s"
    r"(?:enlarge|zoom|a\slarger|see\sfull|full)"
    r"|(?:zum\svergrößern|cliquez\s(?:sur\sl.image\s)?pour\sagrandir|clic\spara\sampliar"
    r"|clique\spara\sampliar|clicca\sper\singrandire)"
    r"|image\s(?:not\savailable|missing|removed)"
    r")",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"!\[|<(?:img|figure|picture|video|iframe|svg|object|embed|canvas|table)\b|\{%|\{\{|!\[\["
    r"|\.(?:png|jpe?g|gif|svg|webp)\b",
    re.IGNORECASE,
)
_LONGEST = 30
"""Words a caption may have."""


def captions(case: Case) -> Iterator[Finding]:
    """Find the caption of a picture that is not there."""
    blocks = case.blocks
    for number, block in enumerate(blocks):
        if block.kind in ("paragraph", "html", "quote") and _CAPTION.match(block.text):
            short = len(block.text.split()) <= _LONGEST
            if short and not _has_picture(blocks[max(number - 2, 0) : number + 3]):
                shown = block.text if len(block.text) <= 60 else f"{block.text[:59]}…"
                message = f"'{shown}' is the caption of a picture that is not here"
                hint = "put the picture back, or take its caption away"
                yield Finding(Problem(Place(case.path, block.line), "W1305", message, hint))


def _has_picture(near: Sequence[Block]) -> bool:
    return any(block.kind in ("code", "table") or _PICTURE.search(block.source) for block in near)
