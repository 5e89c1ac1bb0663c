"""The rules of broken text: what paste, export and scrape did to words (codes 13xx)."""

from sitegen.check.broken.addresses import empty_links, trackers, unencrypted
from sitegen.check.broken.letters import invisible, mojibake
from sitegen.check.broken.mentions import dangling, invitations
from sitegen.check.broken.outline import plain_headings, second_title, skipped_levels
from sitegen.check.broken.pairs import unclosed_emphasis, unclosed_quotes
from sitegen.check.broken.sentences import glued, hard_wraps
from sitegen.check.broken.strays import captions, list_markers

__all__ = [
    "captions",
    "dangling",
    "empty_links",
    "glued",
    "hard_wraps",
    "invisible",
    "invitations",
    "list_markers",
    "mojibake",
    "plain_headings",
    "second_title",
    "skipped_levels",
    "trackers",
    "unclosed_emphasis",
    "unclosed_quotes",
    "unencrypted",
]
