"""Text -> paragraphs that are there only for their links to other sites."""

import re
from collections.abc import Iterator, Sequence

from sitegen.check.spam.pieces import pieces
from sitegen.check.spam.terms import words
from sitegen.check.spam.trades import is_keyword, subjects, touched
from sitegen.check.types import Finding, TextUnderCheck
from sitegen.shape.types import Block

LEAST = 3
"""Links to other sites in a farm."""
_ANCHORED = 0.5
"""Share of its words that are in links."""
_LONGEST = 5
"""Words of a link that is a keyword and not a title."""
_LINK = re.compile(
    r"\[(?P<markdown>[^\[\]]{1,200})\]\(\s*<?(?:https?:)?//(?P<to>[^\s()<>]+)"
    r"|<a\s[^<>]*href\s*=\s*[\"']?(?:https?:)?//(?P<page>[^\s\"'<>]+)[^<>]*>(?P<html>[^<>]{1,200})"
    r"|\[url=[\"']?(?:https?:)?//(?P<board>[^\]\s]+)\](?P<code>[^\[\]]{1,200})\[/url\]"
    r"|https?://(?P<bare>[^\s<>()\[\]]+)",
    re.IGNORECASE,
)


_OF_ADDRESSES = frozenset({"www", "com", "net", "org", "html", "php"})


def farms(text: TextUnderCheck) -> Iterator[Finding]:
    """Find paragraphs that are mostly keywords with links to other sites."""
    text = pieces(text)
    for number, block in enumerate(text.blocks):
        if is_farm(text, number):
            anchors = _anchors(block)
            shown = ", ".join(f"'{' '.join(anchor)}'" for anchor in anchors[:3])
            message = f"{len(anchors)} keywords with links to other sites: {shown}"
            hint = "delete the block; to keep a link, say in a sentence where it leads"
            yield text.finding("E1203", message, hint, block.line)


def is_farm(text: TextUnderCheck, number: int) -> bool:
    """Return whether a block is a link farm, on a subject that is not the text's."""
    block = text.blocks[number]
    if block.kind not in {"paragraph", "list", "html"} or block.source.lower().count("//") < LEAST:
        return False
    anchors = _anchors(block)
    linked = sum(map(len, anchors))
    if len(anchors) < LEAST or linked < _ANCHORED * max(linked, len(words(block.text))):
        return False
    keywords = [anchor for anchor in anchors if len(anchor) <= _LONGEST and is_keyword(anchor)]
    return 2 * len(keywords) >= len(anchors) and not _is_subject(text, block, keywords)


def _is_subject(text: TextUnderCheck, block: Block, anchors: Sequence[Sequence[str]]) -> bool:
    """Return whether the rest of a text is about what the links name."""
    trades = set[str]().union(*map(touched, anchors))
    others = (words(other.text) for other in text.blocks if other is not block)
    rest = [*others, words(text.essay.card.name)]
    return sum(bool(trades & subjects(said)) for said in rest) > 1


def _anchors(block: Block) -> Sequence[Sequence[str]]:
    """Return the words of each link; of a bare address, those of its host and path."""
    found = []
    for link in _LINK.finditer(block.source):
        text = link["markdown"] or link["html"] or link["code"]
        said = words(text or link["bare"])
        found.append(said if text else [word for word in said if word not in _OF_ADDRESSES])
    return found
