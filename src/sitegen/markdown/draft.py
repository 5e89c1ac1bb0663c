"""A text on its way to a Body: what the passes over its tokens have found so far."""

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from markdown_it.token import Token
from msgspec import Struct, field

from sitegen.locales.language import Labels
from sitegen.markdown.anchors import Anchors
from sitegen.markdown.syntax import Env, Syntax
from sitegen.markdown.typography import Typographer
from sitegen.model import Heading, Link, Mark, Passage
from sitegen.problems.errors import Place, Problem


class Setting(Struct, frozen=True):
    """What holds for every text of a collection."""

    syntax: Syntax
    typographer: Typographer
    html: str
    """``sanitize``, ``trusted`` or ``off``."""
    labels: Labels


class Notes(Struct):
    """The notes of a text, in the order of their first marks."""

    defined: dict[str, list[Token]] = field(default_factory=dict)
    order: list[tuple[str, Token | None]] = field(default_factory=list)
    """Label, or "" and the mark itself for an inline note."""
    numbers: dict[str, int] = field(default_factory=dict)
    marks: dict[int, int] = field(default_factory=dict)
    """Number of a note -> how often the text refers to it."""


class Draft(Struct):
    """The work on one text. Passes add to it; nothing is ever taken away."""

    setting: Setting
    path: str
    first_line: int
    lines: list[str]
    env: Env
    seal: str = ""
    """Put before our own ids and slots while raw HTML of the author's still has to be told from
    our markup; derived from the text, so that no text can hold its own."""
    anchors: Anchors = field(default_factory=Anchors)
    notes: Notes = field(default_factory=Notes)
    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    """Anchor of a passage or mark -> the paragraph it stands in (see ``Facts.numbers``)."""
    paragraphs: int = 0
    """Paragraphs written so far, those of the notes not."""
    around: list[tuple[int, int]] = field(default_factory=list)
    """Numbers in ``prose`` of the paragraphs before and after each passage."""
    prose: list[str] = field(default_factory=list)
    """Plain text of every paragraph; "" for headings, and where a note begins."""
    problems: list[Problem] = field(default_factory=list)
    raw: list[Token] = field(default_factory=list)
    """Tokens of raw HTML, comments removed."""
    reserved: set[str] = field(default_factory=set)
    """Ids in raw HTML, claimed before any id is made of words."""
    texts: list[str] = field(default_factory=list)
    """Plain text of every paragraph, heading and cell."""
    suspicious: bool = False
    """The source may hold tags of another tool."""
    foreign: list[tuple[Place, str]] = field(default_factory=list)
    """Where they are, and what they are."""
    labels: frozenset[str] | None = None
    """Labels of all lines that look like [label]: address; None while nobody has asked."""
    deep: bool = False
    """Blocks nest too deep; said once."""
    shift: int = 0
    """Levels that headings move down; up where it is negative."""
    shifted: bool = False
    """A second H1 has been met; said once."""
    doubts: set[str] = field(default_factory=set)
    """What has been said about code already."""
    lead: str = ""
    anchor: str = ""
    """Id that passages are linked to where their own block has none: that of a note."""
    note: int = 0
    """Number of the note that is being written."""

    def warn(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Record a problem."""
        self.problems.append(Problem(place, code, message, hint))

    def keep(self, found: Passage | Mark, paragraphs: int = 1) -> None:
        """Record a passage or a mark of the paragraph to come, or of several."""
        if isinstance(found, Passage):
            self.passages.append(found)
            self.around.append((len(self.prose) - 1, len(self.prose) + paragraphs))
        else:
            self.marks.append(found)
        number = f"n{self.note}" if self.note else str(self.paragraphs + 1)
        self.numbers.setdefault(found.anchor, number)

    def line(self, token: Token, row: int = 0) -> Place:
        """The line of the file on which a token begins, or one so many rows further down."""
        return Place(self.path, self.first_line + (token.map[0] if token.map else 0) + row)

    def place(self, inline: Token, at: int) -> Place:
        """Line and column of a character of a paragraph's source."""
        if "rows" not in inline.meta:
            # Kept, as a paragraph may be long and hold thousands of links and tags.
            inline.meta["rows"] = tuple(self._rows(inline))
        rows: tuple[tuple[int, int], ...] = inline.meta["rows"]
        row = bisect_right(rows, at, key=itemgetter(0)) - 1
        start, column = rows[row]
        line = self.line(inline, row)
        return Place(self.path, line.line, column + at - start + 1) if column >= 0 else line

    def _rows(self, inline: Token) -> Iterator[tuple[int, int]]:
        """Give where each line of a paragraph's source begins, there and in its line of the file.

        The latter is -1 where the source is not found in the file as it stands.
        """
        start = 0
        for row, words in enumerate(inline.content.split("\n")):
            index = self.line(inline, row).line - self.first_line
            yield start, self.lines[index].find(words) if index < len(self.lines) else -1
            start += len(words) + 1

    def find(self, token: Token, words: str) -> Place:
        """Line and column of some words in the source of a block; its first line otherwise."""
        first, last = token.map or (0, 0)
        for index in range(first, min(max(last, first + 1), len(self.lines))):
            column = self.lines[index].find(words)
            if column >= 0:
                return Place(self.path, self.first_line + index, column + 1)
        return self.line(token)
