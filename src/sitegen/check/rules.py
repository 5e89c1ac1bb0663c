"""Every rule of ``sitegen check``: the codes it gives, and the function that looks."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from sitegen.check import broken, doubling, spam, structure, themes
from sitegen.check.case import Case, Collection, Finding
from sitegen.check.leftovers import rules as leftovers

T = TypeVar("T")


class Rule(Struct, Generic[T], frozen=True):
    """A function that looks for some kinds of finding."""

    codes: frozenset[str]
    look: Callable[[T], Iterable[Finding]]

    @property
    def name(self) -> str:
        """What ``--profile`` calls it."""
        module = self.look.__module__.removeprefix("sitegen.check.")
        return f"{module}.{self.look.__qualname__}"


def _rule(look: Callable[[T], Iterable[Finding]], *codes: str) -> Rule[T]:
    return Rule(frozenset(codes), look)


_LEFTOVERS = ("W1001", "W1002", "W1003", "W1004", "W1005", "W1006", "W1007", "W1008", "W1009")

TEXT_RULES: tuple[Rule[Case], ...] = (
    _rule(leftovers.leftovers, *_LEFTOVERS),
    _rule(doubling.doubled, "W1101"),
    _rule(spam.hidden, "E1202"),
    _rule(spam.farms, "E1203"),
    _rule(broken.hard_wraps, "W1301"),
    _rule(broken.glued, "W1302"),
    _rule(broken.plain_headings, "W1303"),
    _rule(broken.list_markers, "W1304"),
    _rule(broken.captions, "W1305"),
    _rule(broken.mojibake, "W1306"),
    _rule(broken.invisible, "W1307"),
    _rule(broken.unclosed_quotes, "W1308"),
    _rule(broken.unclosed_emphasis, "W1309"),
    _rule(broken.skipped_levels, "W1310"),
    _rule(broken.second_title, "W1311"),
    _rule(broken.dangling, "W1312"),
    _rule(broken.invitations, "W1313"),
    _rule(broken.empty_links, "W1314"),
    _rule(broken.trackers, "W1315"),
    _rule(structure.images, "W1503"),
    _rule(structure.summaries, "W1505"),
    _rule(structure.titles, "W1507", "W1508"),
)
"""Each looks at one text alone."""

COLLECTION_RULES: tuple[Rule[Collection], ...] = (
    _rule(doubling.shared, "W1102", "W1103"),
    _rule(spam.injected, "E1201"),
    _rule(broken.unencrypted, "N1316"),
    _rule(themes.lookalikes, "W1401"),
    _rule(themes.everywhere, "W1402"),
    _rule(themes.alone, "N1403"),
    _rule(themes.without, "W1404"),
    _rule(structure.one_way, "N1501"),
    _rule(structure.orphans, "W1502"),
    _rule(structure.policy, "W1504"),
    _rule(structure.twice, "W1506", "W1509"),
)
"""Each looks at all texts together."""
