"""Types of the report of an import: what became of every record of the sources."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from sitegen.importers.foreign import LeftOut, Remark
from sitegen.importers.report.balance import Balance, together
from sitegen.problems.errors import Problem


class Entry(Struct, frozen=True, kw_only=True):
    """A text that was imported."""

    key: str
    place: str
    """Where it is in its source."""
    file: str
    """Relative to the collection."""
    kind: Literal["post", "page"] = "post"
    title: str = ""
    draft: str = ""
    """Why it is a draft; "" if it is not."""
    words: Balance = Balance()
    removed: tuple[tuple[str, int], ...] = ()
    """What was removed, and the number of its words."""
    changed: tuple[str, ...] = ()
    """Why lines were changed without losing a word."""
    doubts: tuple[str, ...] = ()
    """Codes of findings of ``sitegen check`` that only the author can decide."""
    notices: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    """Names of the pictures and files that were copied."""
    missing: tuple[str, ...] = ()
    """Addresses of pictures that are not at hand."""


class Report(Struct, frozen=True, kw_only=True):
    """The result of an import, or of one that would be made."""

    formats: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    known: tuple[str, ...] = ()
    """Files of records that an earlier run imported."""
    deleted: int = 0
    """How many of those files are not there now."""
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()
    hosts: tuple[str, ...] = ()
    """Hosts of the old addresses."""
    record: str = ""
    """The file that keeps what was imported."""
    created: str = ""
    """The language in the settings that were written; "" if there were some."""

    @property
    def words(self) -> Balance:
        """The words of all texts together."""
        return together([entry.words for entry in self.entries])

    @property
    def drafts(self) -> Mapping[str, int]:
        """Reason -> the number of drafts."""
        return _most(entry.draft for entry in self.entries if entry.draft)

    @property
    def reasons(self) -> Mapping[str, int]:
        """Reason -> the number of records that are left out."""
        return _most(one.reason for one in self.left_out)

    @property
    def removed(self) -> Mapping[str, int]:
        """Kinds of removed words -> in how many places."""
        return _most(what for entry in self.entries for what, _ in entry.removed)

    @property
    def missing(self) -> tuple[str, ...]:
        """Addresses of all pictures that are not at hand."""
        return tuple(dict.fromkeys(one for entry in self.entries for one in entry.missing))


def _most(names: Iterable[str]) -> Mapping[str, int]:
    counted = Counter(names)
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))
