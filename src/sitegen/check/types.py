"""Types of ``sitegen check``: the texts that rules receive, and the findings they return."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from sitegen.collection.index import Index
from sitegen.config.config import Config
from sitegen.model import Essay, Source
from sitegen.problems.errors import Place, Problem
from sitegen.shape.types import Block


class TextUnderCheck(Struct, frozen=True):
    """A text with its blocks, as rules receive it."""

    source: Source
    essay: Essay
    blocks: tuple[Block, ...]
    """Blocks of the body, without front matter."""

    @property
    def path(self) -> str:
        """The text's file."""
        return self.source.path

    def finding(
        self,
        code: str,
        message: str,
        hint: str,
        line: int,
        column: int = 0,
        edit: "Edit | None" = None,
    ) -> "Finding":
        """Return a finding at a place in the text's file."""
        return Finding(Problem(Place(self.path, line, column), code, message, hint), edit)


class Features(Struct, frozen=True):
    """Facts of a text that rules for the collection need; saved with its findings."""

    prints: Mapping[int, int]
    """Fingerprint of some of its words -> the number of their first word."""
    advertises: bool
    """Whether one of its paragraphs uses the words of a trade."""


class Collection(Struct, frozen=True):
    """All texts under check, and the index of the collection."""

    config: Config
    texts: Mapping[str, TextUnderCheck]
    """Texts by path, sorted; essays, pages and themes, unpublished ones included."""
    index: Index
    """Index of the published texts."""
    problems: tuple[Problem, ...] = ()
    """Problems that a build reports."""
    features: Mapping[str, Features] = {}
    """Features by path; filled for the rules for the collection."""
    copies: Mapping[str, Path] = {}
    """Published files that are copied, by their paths from the site's root."""


class Edit(Struct, frozen=True):
    """A change of a file."""

    first: int
    """1-based number of the first line to replace."""
    last: int
    """1-based number of the last one; ``first - 1`` to insert lines before the first."""
    lines: tuple[str, ...]
    """The new lines without line ends; none to delete the old ones."""
    reason: str
    """The reason, in half a sentence."""
    sure: bool = True
    """Whether it cannot be wrong; ``--fix`` makes no other change, ``--fix=all`` makes each."""
    yields: bool = False
    """Whether it is not made where another edit changes one of its lines."""


class Fact(Struct, frozen=True):
    """A fact about the whole collection that several findings state."""

    message: str
    """``{} essays have no date``: the braces are the number of findings."""
    hint: str


class Finding(Struct, frozen=True):
    """A problem that a rule found, with its fix where there is one."""

    problem: Problem
    edit: Edit | None = None
    fact: Fact | None = None
    """The fact that is reported instead if many texts have this finding."""
    edits: tuple[Edit, ...] = ()
    """Further edits of the same file; each is applied unless another one overlaps it."""
