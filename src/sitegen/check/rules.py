"""Every rule of ``sitegen check``: a function, and the codes of its findings.

A new rule is such a function, a row here, and its codes in ``problems.codes``.
"""

from collections.abc import Callable, Iterable, Set
from typing import Generic, TypeVar

from msgspec import Struct

from sitegen.check import pictures, structure, themes
from sitegen.check.broken import (
    addresses,
    handmade,
    letters,
    mentions,
    outline,
    pairs,
    paragraphs,
    pasted_html,
    sentences,
    strays,
    typing,
)
from sitegen.check.doubling import between, within
from sitegen.check.leftovers import rules as leftovers
from sitegen.check.spam import farms, hidden, injected
from sitegen.check.types import Collection, Finding, TextUnderCheck

T = TypeVar("T")


class Rule(Struct, Generic[T], frozen=True):
    """A function that looks for problems of some codes."""

    run: Callable[[T], Iterable[Finding]]
    codes: Set[str]

    @property
    def name(self) -> str:
        """Return the name of the rule in ``--profile``."""
        return f"{self.run.__module__}.{self.run.__qualname__}".removeprefix("sitegen.check.")


TEXT_RULES: tuple[Rule[TextUnderCheck], ...] = (
    Rule(leftovers.leftovers, leftovers.CODES),
    Rule(within.doubled, {"W1101"}),
    Rule(hidden.hidden, {"E1202"}),
    Rule(farms.farms, {"E1203"}),
    Rule(paragraphs.run_together, {"W1301"}),
    Rule(sentences.glued, {"W1302"}),
    Rule(outline.plain_headings, {"W1303"}),
    Rule(strays.list_markers, {"W1304"}),
    Rule(strays.captions, {"W1305"}),
    Rule(letters.mojibake, {"W1306"}),
    Rule(letters.invisible, {"W1307"}),
    Rule(pairs.unclosed_quotes, {"W1308"}),
    Rule(pairs.unclosed_emphasis, {"W1309"}),
    Rule(outline.skipped_levels, {"W1310"}),
    Rule(outline.second_title, {"W1311"}),
    Rule(mentions.dangling, {"W1312"}),
    Rule(mentions.invitations, {"W1313"}),
    Rule(addresses.empty_links, {"W1314"}),
    Rule(addresses.trackers, {"W1315"}),
    Rule(handmade.notes, {"N1317"}),
    Rule(typing.glued_notes, {"W1326"}),
    Rule(typing.dots, {"W1327"}),
    Rule(typing.bullets, {"W1328"}),
    Rule(pasted_html.pasted, {"N1331"}),
    Rule(structure.images, {"W1503"}),
    Rule(structure.summaries, {"W1505"}),
    Rule(structure.titles, {"W1507", "W1508"}),
)
"""Rules for one text; their findings are saved until the text changes."""

COLLECTION_RULES: tuple[Rule[Collection], ...] = (
    Rule(between.shared, {"W1102", "W1103"}),
    Rule(injected.injected, {"E1201", "W1204"}),
    Rule(addresses.unencrypted, {"N1316"}),
    Rule(themes.lookalikes, {"W1401"}),
    Rule(themes.everywhere, {"W1402"}),
    Rule(themes.alone, {"N1403"}),
    Rule(themes.without, {"W1404"}),
    Rule(pictures.located, {"W621"}),
    Rule(structure.one_way, {"N1501"}),
    Rule(structure.orphans, {"W1502"}),
    Rule(structure.languages, {"N1510"}),
    Rule(structure.policy, {"W1504"}),
    Rule(structure.twice, {"W1506", "W1509"}),
)
"""Rules for all texts together."""
