"""Blocks of a post -> its lines, in one of the layouts that programs save pages in."""

import random
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

LAYOUTS = ("lines", "wrapped", "wrapped-kept", "ragged", "empty", "indented", "mixed", "markdown")
LOST = {"lines", "wrapped", "ragged", "mixed"}
"""Layouts in which the ends of paragraphs are lost."""
REPORTED = LOST | {"indented"}
"""Layouts that W1301 names: in Markdown, an indented body is code."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a post: of the author (p, h, li), or a platform's line."""

    kind: str
    text: str
    trap: str = ""


class Page:
    """Lines of a post in the making, with the trap of each."""

    def __init__(self, layout: str, rng: random.Random) -> None:
        self.lines: list[str] = []
        self.traps: list[str] = []
        self.rng = rng
        self.width = rng.randrange(40, 101)
        self.wraps = layout in ("wrapped", "wrapped-kept", "ragged")
        self.wraps |= layout in ("mixed", "indented", "markdown") and rng.random() < 0.5
        self.ragged = layout == "ragged"
        self.layout = layout
        self.indent = " " * rng.randrange(4, 11) if layout == "indented" else ""
        self.packed = rng.random() < 0.5
        self.apart = "foot" if rng.random() < 0.5 else "head"
        """Where a mixed layout has empty lines."""

    def add(self, piece: Piece, before: Piece | None, part: str) -> None:
        """Write a piece below the one before it."""
        if before and self._is_apart(piece, before, part):
            self._write("", "")
        indent = self.indent if piece.kind != "line" or not self.packed else self.indent[:2]
        for line in self._wrapped(piece, indent):
            self._write(line, piece.trap)

    def _is_apart(self, piece: Piece, before: Piece, part: str) -> bool:
        if piece.kind == before.kind == "line":
            return not self.packed and self.layout not in LOST and piece.trap != before.trap
        if piece.kind == before.kind == "li":
            return False
        if self.layout == "mixed":
            return part == self.apart
        return self.layout not in LOST

    def _wrapped(self, piece: Piece, indent: str) -> Iterator[str]:
        mark = {"li": "- ", "h": "## " if self.layout == "markdown" and not piece.trap else ""}
        text = mark.get(piece.kind, "") + piece.text
        if piece.kind == "line" or not self.wraps:
            yield indent + text
        elif self.ragged:
            yield from _ragged(text, self.width, self.rng)
        else:
            hanging = "  " if piece.kind == "li" else ""
            for line in textwrap.wrap(
                *(text, self.width),
                break_long_words=False,
                break_on_hyphens=False,
                subsequent_indent=hanging,
            ):
                yield indent + line

    def _write(self, line: str, trap: str) -> None:
        self.lines.append(line)
        self.traps.append(trap)


def _ragged(text: str, width: int, rng: random.Random) -> Iterator[str]:
    line = ""
    limit = width - rng.randrange(15)
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > limit:
            yield line
            line, limit = word, width - rng.randrange(15)
        else:
            line = f"{line} {word}" if line else word
    yield line
