"""The state of the conversion of one text: its source, and what the passes have found so far."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import NamedTuple

from markdown_it.token import Token
from msgspec import Struct, field

from sitegen.locales.language import Labels
from sitegen.markdown.anchors import Anchors
from sitegen.markdown.embeds import Embeds
from sitegen.markdown.syntax import Env, Syntax
from sitegen.markdown.typography import Typographer
from sitegen.model import CitationMark, Heading, Link, Mark, Passage
from sitegen.problems.errors import Place, Problem


class Setup(Struct, frozen=True):
    """The settings and tools that all texts of one language share."""

    syntax: Syntax
    typographer: Typographer
    html: str
    """``sanitize``, ``trusted`` or ``off``."""
    labels: Labels
    language: str
    """BCP 47."""
    of_labels: str = ""
    """Attribute of elements with a label, where labels are in another language."""
    embeds: Embeds = Embeds()
    cites: bool = False
    """Whether ``[@key]`` cites a work."""


class Notes(Struct):
    """The notes of a text, in the order of their first marks."""

    defined: dict[str, list[Token]] = field(default_factory=dict)
    order: list[tuple[str, Token | None]] = field(default_factory=list)
    """Label, or "" and the content of an inline note."""
    numbers: dict[str, int] = field(default_factory=dict)
    marks: dict[int, int] = field(default_factory=dict)
    """Number of a note -> how often the text refers to it."""


class Formula(NamedTuple):
    """A formula of a text."""

    tex: str
    typed: str
    """The same as its author typed it, with its dollars."""
    display: bool
    place: Callable[[int], Place]
    """Returns the place of a character of ``tex``."""


class Context(Struct):
    """The state of the conversion of one text; the passes only add to it."""

    setup: Setup
    path: str
    first_line: int
    lines: list[str]
    env: Env
    anchors: Anchors
    may_be_foreign: bool
    """Whether the source may contain tags of another tool."""
    seal: str = ""
    """Prefix of our own ids and slots while they must differ from those in the author's raw HTML;
    derived from the text, so that no text can contain its own."""
    notes: Notes = field(default_factory=Notes)
    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    """Anchor of a passage or mark -> its paragraph (see ``Facts.numbers``)."""
    paragraphs: int = 0
    """Number of paragraphs written so far, without those of the notes."""
    around: list[tuple[int, int]] = field(default_factory=list)
    """Indexes in ``prose`` of the paragraphs before and after each passage."""
    prose: list[str] = field(default_factory=list)
    """Plain text of every paragraph; "" for headings, and where a note begins."""
    texts: list[str] = field(default_factory=list)
    """Plain text of every paragraph, heading and cell."""
    problems: list[Problem] = field(default_factory=list)
    reported: set[str] = field(default_factory=set)
    """Messages that are reported only once in a text."""
    raw: list[Token] = field(default_factory=list)
    """Tokens of raw HTML, without comments."""
    reserved: set[str] = field(default_factory=set)
    """Ids in raw HTML, claimed before any id is made of words."""
    foreign: list[tuple[Place, str, str]] = field(default_factory=list)
    """Tags of another tool: place, words and what became of them."""
    frames: dict[int, str] = field(default_factory=dict)
    """Number of a link in the place of a frame that is shown -> how (see ``embeds``)."""
    components: list[tuple[Place, str]] = field(default_factory=list)
    """Components whose tags are left out."""
    contents: bool = False
    """Whether the author asks for a table of contents."""
    abbreviations: dict[str, str] = field(default_factory=dict)
    """Abbreviation -> its words."""
    labels: frozenset[str] | None = None
    """Labels of all lines that look like [label]: address, once they are needed."""
    referred: frozenset[str] | None = None
    """Everything in brackets that does not define an address, once it is needed."""
    shift: int = 0
    """Levels that headings move down; up where it is negative."""
    formulas: list[Formula] = field(default_factory=list)
    citations: list[tuple[CitationMark, str]] = field(default_factory=list)
    """Each with its source."""
    lead: str = ""
    anchor: str = ""
    """Id that passages are linked to where their own block has none: that of a note."""
    note: int = 0
    """Number of the note that is being written."""

    def sign(self, kind: str) -> str:
        """Return the beginning of a mark that is replaced after raw HTML is cleaned.

        No text contains a NUL, but the sanitizer removes it.
        """
        sealed = self.seal and self.setup.html == "sanitize"
        return f"{self.seal}{kind}" if sealed else f"\0{kind}"

    def warn(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Record a problem."""
        self.problems.append(Problem(place, code, message, hint))

    def warn_once(self, code: str, place: Place, message: str, hint: str) -> None:
        """Record a problem unless one with this message was recorded before."""
        if message not in self.reported:
            self.reported.add(message)
            self.warn(code, place, message, hint)

    def refuse_address(self, place: Place, written: str) -> None:
        """Record that an address is of a kind that no text may link to."""
        hint = "write a path, or an address that begins with https:// or mailto:"
        self.warn("W301", place, f"address '{written}' is not allowed", hint)

    def refuse_id(self, place: Place, name: str) -> None:
        """Record that an author's id is taken."""
        if "{{" not in name and "{%" not in name:  # of a template, which is reported itself
            self.warn("W309", place, f"the id '{name}' is already used", "choose another id")

    def add(self, found: Passage | Mark, paragraphs: int = 1) -> None:
        """Record a passage or a mark of the next paragraph, or of the next few."""
        if isinstance(found, Passage):
            self.passages.append(found)
            self.around.append((len(self.prose) - 1, len(self.prose) + paragraphs))
        else:
            self.marks.append(found)
        number = f"n{self.note}" if self.note else str(self.paragraphs + 1)
        self.numbers.setdefault(found.anchor, number)

    def line(self, token: Token, row: int = 0) -> Place:
        """Return the line of the file on which a token begins, or one some rows below it."""
        return Place(self.path, self.first_line + (token.map[0] if token.map else 0) + row)

    def place(self, inline: Token, at: int) -> Place:
        """Return line and column of a character of a paragraph's source."""
        if "rows" not in inline.meta:
            # Kept, because a paragraph may be long and contain thousands of links and tags.
            inline.meta["rows"] = tuple(self._rows(inline))
        rows: tuple[tuple[int, int], ...] = inline.meta["rows"]
        row = bisect_right(rows, at, key=itemgetter(0)) - 1
        start, column = rows[row]
        line = self.line(inline, row)
        return Place(self.path, line.line, column + at - start + 1) if column >= 0 else line

    def _rows(self, inline: Token) -> Iterator[tuple[int, int]]:
        """Yield where each line of a paragraph begins, in its source and in its line of the file.

        The latter is -1 where the line of the file does not contain the source.
        """
        start = 0
        for row, words in enumerate(inline.content.split("\n")):
            index = self.line(inline, row).line - self.first_line
            yield start, self.lines[index].find(words) if index < len(self.lines) else -1
            start += len(words) + 1

    def find(self, token: Token, words: str) -> Place:
        """Return line and column of some words in the source of a block, else its first line."""
        first, last = token.map or (0, 0)
        for index in range(first, min(max(last, first + 1), len(self.lines))):
            column = self.lines[index].find(words)
            if column >= 0:
                return Place(self.path, self.first_line + index, column + 1)
        return self.line(token)
