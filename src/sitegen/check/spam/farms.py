"""A text -> the paragraphs in it that exist for their outside links alone."""

import re
from collections.abc import Iterator, Sequence

from sitegen.check.case import Block, Case, Finding
from sitegen.check.spam.pieces import pieces
from sitegen.check.spam.trades import Lexicon, words
from sitegen.problems.errors import Place, Problem

LEAST = 3
"""Outside links a farm has."""
_ANCHORED = 0.5
"""Share of its words that stand in links."""
_LONGEST = 5
"""Words of an anchor that is a keyword and not a title."""
_LINK = re.compile(
    r"\[(?P<markdown>[^\[\]]{1,200})\]\(\s*<?(?:https?:)?//(?P<to>[^\s()<>]+)"
    r"|<a\s[^<>]*href\s*=\s*[\"']?(?:https?:)?//(?P<page>[^\s\"'<>]+)[^<>]*>(?P<html>[^<>]{1,200})"
    r"|\[url=[\"']?(?:https?:)?//(?P<board>[^\]\s]+)\](?P<code>[^\[\]]{1,200})\[/url\]"
    r"|https?://(?P<bare>[^\s<>()\[\]]+)",
    re.IGNORECASE,
)


def farms(case: Case) -> Iterator[Finding]:
    """Find paragraphs that are mostly outside links with keywords for anchors."""
    parted = pieces(case)
    for number, block in enumerate(parted.blocks):
        if is_farm(parted, number):
            anchors = _anchors(block)
            shown = ", ".join(f"'{' '.join(anchor)}'" for anchor in anchors[:3])
            message = f"{len(anchors)} outside links with keywords for anchors: {shown}"
            hint = "remove the block; keep a link by saying in a sentence where it leads"
            yield Finding(Problem(Place(case.path, block.line), "E1203", message, hint))


def is_farm(case: Case, number: int) -> bool:
    """Tell whether a block of a text is a link farm on a subject the text does not treat."""
    block = case.blocks[number]
    if block.kind not in {"paragraph", "list", "html"} or block.source.lower().count("//") < LEAST:
        return False
    anchors = _anchors(block)
    linked = sum(map(len, anchors))
    if len(anchors) < LEAST or linked < _ANCHORED * max(linked, len(words(block.text))):
        return False
    lexicon = Lexicon()
    short = [anchor for anchor in anchors if len(anchor) <= _LONGEST]
    keywords = [anchor for anchor in short if lexicon.is_keyword(anchor)]
    return 2 * len(keywords) >= len(anchors) and not _is_treated(case, block, keywords, lexicon)


def _is_treated(
    case: Case, block: Block, anchors: Sequence[Sequence[str]], lexicon: Lexicon
) -> bool:
    """Tell whether the rest of a text is about what the anchors name."""
    trades = set[str]().union(*map(lexicon.touched, anchors))
    others = (words(other.text) for other in case.blocks if other is not block)
    treated = [*others, words(case.essay.card.name)]
    return sum(bool(trades & lexicon.subjects(said)) for said in treated) > 1


def _anchors(block: Block) -> Sequence[Sequence[str]]:
    """Take the words of each link; of a bare address, those of its host and path."""
    found = []
    for link in _LINK.finditer(block.source):
        text = link["markdown"] or link["html"] or link["code"]
        found.append(words(text) if text else _address(link["bare"]))
    return found


def _address(bare: str) -> Sequence[str]:
    return [word for word in words(bare) if word not in {"www", "com", "net", "org", "html", "php"}]
