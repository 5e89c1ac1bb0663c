"""Mentions of what readers cannot see: earlier posts without a link, a comment form."""

import re
from collections.abc import Iterator

from sitegen.check.types import Finding, TextUnderCheck
from sitegen.check.wordlists import pattern, words
from sitegen.shape.types import Block

_EARLIER = r"(?i)\b(?:<earlier>)\b"
_FORMS = "(?i)<forms>"
_INVITATIONS = "(?i)<invitations>"
_MENTIONS = "(?i)<mentions>"
_ASKING = r"(?i)\b(?:<asking>)"
_BUTTONS = r"[a-z] Comments?\b|(?i:<buttons>)"
"""Texts of buttons and headings of forms, which the leftovers are about."""
_LINK = re.compile(
    r"\]\(|\]\[|\[\[|<a\b|https?://|\bwww\.|<https?:|\[[^\]\n]+\](?!\()", re.IGNORECASE
)


def dangling(text: TextUnderCheck) -> Iterator[Finding]:
    """Find "last week I wrote …" where no link is near; the first mention in a text counts."""
    blocks = [block for block in text.blocks if block.kind not in ("code", "rule")]
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        lower = block.text.lower() if block.kind != "heading" else ""
        # Every mention has one of these words, and they are quick to look for.
        if not any(map(lower.__contains__, words("calendar"))):
            continue
        found = pattern(_EARLIER).search(block.text)
        if found is None or _is_shown(block, found, after):
            continue
        if not any(near and _LINK.search(near.source) for near in (before, block, after)):
            message = f"'{found[0].strip()}' mentions a text without linking to it"
            hint = "link to the text, or rephrase the sentence without the date"
            yield text.finding("W1312", message, hint, *_place(block, found[0]))
        return


def _is_shown(block: Block, found: re.Match[str], after: Block | None) -> bool:
    """Return whether what was written follows: "this is what I wrote last week:"."""
    last = not re.search(r"[.!?]\s", found.string[found.end() :])
    shown = after is not None and after.kind in ("code", "quote", "list", "html", "table")
    return last and shown and block.text.endswith((":", "："))


def _place(block: Block, phrase: str) -> tuple[int, int]:
    # The words may be on any line of the block, or on two of them.
    parts = phrase.split()
    written = block.source.split("\n")
    for wanted in (phrase, " ".join(parts[:2]), parts[0]):
        for number, line in enumerate(written, block.line):
            if (at := line.find(wanted)) >= 0:
                return number, at + 1
    return block.line, 0


def invitations(text: TextUnderCheck) -> Iterator[Finding]:
    """Find invitations to comment: a site of sitegen has no comments."""
    for block in text.blocks:
        if block.kind in ("paragraph", "html") and pattern(_FORMS).search(block.text):
            found = pattern(_INVITATIONS).search(block.text)
            if found and not found.string.endswith(":") and _is_invitation(block, found[0]):
                phrase = found[0].strip(" .!?;:,—–-")
                message = f"'{phrase}' invites comments, but the site has no comments"
                hint = "say where readers can reply, or delete the sentence"
                yield text.finding("W1313", message, hint, *_place(block, phrase))


def _is_invitation(block: Block, phrase: str) -> bool:
    if len(block.text.split()) < 5 or _LINK.search(block.source):
        return False
    if pattern(_BUTTONS).search(block.text):
        return False
    return not pattern(_MENTIONS).fullmatch(phrase) or bool(pattern(_ASKING).search(block.text))
