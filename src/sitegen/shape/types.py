"""Types of the shape of a text: its blocks, and the layout that they were recovered from."""

from typing import Literal

from msgspec import Struct

BlockKind = Literal["paragraph", "heading", "list", "quote", "code", "html", "table", "rule"]


class Block(Struct, frozen=True):
    """A block of a text's Markdown, as its author sees it."""

    kind: BlockKind
    text: str
    """Its words alone, without markup, tags and addresses; white space is one space."""
    source: str
    """Its lines as written, joined by line feeds."""
    line: int
    """1-based number of its first line in the file."""
    last: int
    """1-based number of its last line."""


Layout = Literal["markdown", "paragraphs", "lines", "wrapped", "mixed"]
"""How a text shows where its paragraphs end.

markdown: by Markdown, and its line ends may mean something; nothing was lost.
paragraphs: plain text with empty lines between paragraphs.
lines: each line is a paragraph.
wrapped: lines were broken at some width, and the empty lines between paragraphs are lost.
mixed: its head or foot has another layout than its body.
"""


class Shape(Struct, frozen=True):
    """The blocks of a text as its author meant them, recovered where line ends were lost."""

    layout: Layout
    sure: bool
    """Whether the recovered paragraphs may be written into the file without asking."""
    why: str
    """What shows the layout, in half a sentence; "" for Markdown."""
    blocks: tuple[Block, ...]
    """In order; each begins at the beginning of a line and ends at the end of one."""
