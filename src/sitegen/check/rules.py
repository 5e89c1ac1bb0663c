"""Every rule of ``sitegen check``: the codes it gives, and the function that looks."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from sitegen.check import leftovers, structure
from sitegen.check.case import Case, Collection, Finding

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


_LEFTOVERS = (*("W1001", "W1002", "W1003", "W1004", "W1005", "W1006", "W1007", "W1008", "W1009"),)

TEXT_RULES: tuple[Rule[Case], ...] = (
    _rule(leftovers.leftovers, *_LEFTOVERS),
    _rule(structure.images, "W1503"),
    _rule(structure.summaries, "W1505"),
    _rule(structure.titles, "W1507", "W1508"),
)
"""Each looks at one text alone."""

COLLECTION_RULES: tuple[Rule[Collection], ...] = (
    _rule(structure.one_way, "N1501"),
    _rule(structure.orphans, "W1502"),
    _rule(structure.policy, "W1504"),
    _rule(structure.twice, "W1506", "W1509"),
)
"""Each looks at all texts together."""
