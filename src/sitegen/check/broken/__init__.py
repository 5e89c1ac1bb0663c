"""The rules of broken text: what paste, export and scrape did to words (codes 13xx)."""

from sitegen.check.broken.addresses import empty_links, trackers, unencrypted
from sitegen.check.broken.letters import invisible, mojibake
from sitegen.check.broken.mentions import dangling, invitations
from sitegen.check.broken.outline import plain_headings, second_title, skipped_levels
from sitegen.check.broken.pairs import unclosed_emphasis, unclosed_quotes
from sitegen.check.broken.sentences import glued, hard_wraps
from sitegen.check.broken.strays import captions, list_markers
from sitegen.check.case import CollectionRule, TextRule

TEXT_RULES: tuple[TextRule, ...] = (
    hard_wraps,
    glued,
    plain_headings,
    list_markers,
    captions,
    mojibake,
    invisible,
    unclosed_quotes,
    unclosed_emphasis,
    skipped_levels,
    second_title,
    dangling,
    invitations,
    empty_links,
    trackers,
)
COLLECTION_RULES: tuple[CollectionRule, ...] = (unencrypted,)
