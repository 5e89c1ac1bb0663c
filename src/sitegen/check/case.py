"""What the rules of ``sitegen check`` look at, and what they find."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec import Struct

from sitegen.collection.index import Index
from sitegen.config.config import Config
from sitegen.model import Essay, Source
from sitegen.problems.errors import Problem

BlockKind = Literal["paragraph", "heading", "list", "quote", "code", "html", "table", "rule"]


class Block(Struct, frozen=True):
    """A block of a text's source, as its author sees it: set off by blank lines or by its kind."""

    kind: BlockKind
    text: str
    """Its words alone: markup, tags and addresses taken away, blanks joined."""
    source: str
    """The lines as they are written, joined by line feeds."""
    line: int
    """1-based number of its first line in the file."""
    last: int
    """1-based number of its last line."""


class Case(Struct, frozen=True):
    """A text under examination."""

    source: Source
    essay: Essay
    blocks: tuple[Block, ...]
    """Of the body; front matter is no block."""

    @property
    def path(self) -> str:
        """The text's file."""
        return self.source.path


class Traits(Struct, frozen=True):
    """What rules for the collection want to know of a text first; remembered with it."""

    prints: Mapping[int, int]
    """Fingerprints of its words, each with the number of its first word."""
    advertises: bool
    """Whether a paragraph of it uses the words of a trade."""


class Collection(Struct, frozen=True):
    """All texts under examination, and how they hang together."""

    config: Config
    cases: Mapping[str, Case]
    """By path, in the order of the paths; essays, pages and themes, held-back ones included."""
    index: Index
    """Of what is published."""
    problems: tuple[Problem, ...] = ()
    """What a build would tell."""
    traits: Mapping[str, Traits] = {}
    """Of each text, by path; the rules for the collection ask for them."""


class Edit(Struct, frozen=True):
    """A change of a file that is certain to be right."""

    first: int
    """1-based number of the first line that is replaced."""
    last: int
    """1-based number of the last one."""
    lines: tuple[str, ...]
    """What stands there instead, without line ends; nothing to take the lines away."""
    reason: str
    """Why, in half a sentence."""


class Finding(Struct, frozen=True):
    """What a rule found: a problem, and how to mend it where that is certain."""

    problem: Problem
    edit: Edit | None = None


TextRule = Callable[[Case], Iterable[Finding]]
"""Looks at one text alone; what it finds may be remembered as long as the text is the same."""
CollectionRule = Callable[[Collection], Iterable[Finding]]
"""Looks at the texts together."""
