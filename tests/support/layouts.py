"""Texts with known paragraphs, laid out as scrapers, browsers and mail programs do."""

import random
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sitegen.model import Source
from sitegen.shape.shape import shape_of

PartKind = Literal["paragraph", "heading", "list", "verse"]
BODY_LINE = 6
"""Line on which a text begins below its front matter."""

_FOLDER = Path(__file__).parents[1] / "data" / "shape" / "sentences"
"""Sentences of a language, one a line; headings begin with ``#``."""
LANGUAGES = tuple(sorted(file.stem for file in _FOLDER.glob("*.txt")))


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, a heading, a list or a stanza."""

    kind: PartKind
    lines: tuple[str, ...]
    """One for a paragraph; the items of a list, the lines of a stanza."""


def parts(language: str, seed: int, *, count: int = 9, headings: bool = True) -> list[Part]:
    """Make a text."""
    rng = random.Random(f"{language}{seed}")
    lines = (_FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    titles = [line[2:] for line in lines if line[0] == "#"]
    made: list[Part] = []
    for number in range(count):
        if headings and number and number % 4 == 0:
            made.append(Part("heading", (rng.choice(titles),)))
        sentences = rng.sample(lines[len(titles) :], rng.randint(2, 6))
        made.append(Part("paragraph", (" ".join(sentences),)))
    return made


def source_of(body: str) -> Source:
    """Make the source of a text."""
    return Source("essays/a.md", "essay", "title: A", "yaml", 2, body, BODY_LINE)


# ------------------------------------------------------------------ layouts

Layout = Callable[[Sequence[Part]], str]


def spaced(made: Sequence[Part]) -> str:
    """Put an empty line between parts."""
    return "\n\n".join("\n".join(part.lines) for part in made) + "\n"


def one_a_line(made: Sequence[Part]) -> str:
    """Put each part on a line."""
    return "\n".join("\n".join(part.lines) for part in made) + "\n"


def wrapped(width: int, *, apart: bool = False, indent: int = 0, first: int = 0) -> Layout:
    """Break lines at a column; without empty lines unless ``apart``."""

    def lay_out(made: Sequence[Part]) -> str:
        texts = [_broken(part, width, indent, first) for part in made]
        return ("\n\n" if apart else "\n").join(texts) + "\n"

    return lay_out


def _broken(part: Part, width: int, indent: int, first: int) -> str:
    plain = part.kind in ("paragraph", "list")
    lead = " " * (indent + (first if part.kind == "paragraph" else 0))
    return "\n".join(
        textwrap.fill(
            line,
            width if plain else 1000,
            initial_indent=lead,
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in part.lines
    )


def ragged(width: int, seed: int = 0) -> Layout:
    """Break lines as somebody at a keyboard does, some columns earlier than need be."""

    def lay_out(made: Sequence[Part]) -> str:
        rng = random.Random(seed)
        return "\n".join(line for part in made for line in _typed(part, width, rng)) + "\n"

    return lay_out


def _typed(part: Part, width: int, rng: random.Random) -> Iterator[str]:
    if part.kind not in ("paragraph", "list"):
        yield from part.lines
        return
    for whole in part.lines:
        line, limit = "", width - rng.randint(0, 7)
        for word in whole.split():
            if line and len(line) + 1 + len(word) > limit:
                yield line
                line, limit = word, width - rng.randint(0, 7)
            else:
                line = f"{line} {word}".strip()
        yield line


def indented(columns: int) -> Layout:
    """Put an empty line between parts, and spaces before each line."""
    return lambda made: textwrap.indent(spaced(made), " " * columns)


# ------------------------------------------------------------------ comparison


@dataclass(frozen=True, slots=True)
class Score:
    """Beginnings of paragraphs."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / ((2 * self.right + self.wrong + self.missed) or 1)


def compare(made: Sequence[Part], body: str) -> Score:
    """Compare the recovered blocks of a text with its parts, by the words before each."""
    true = set(_counted([" ".join(part.lines) for part in made]))
    lines = body.split("\n")
    found = {
        len(" ".join(lines[: block.line - BODY_LINE]).split())
        for block in shape_of(source_of(body)).blocks
    }
    return Score(len(true & found), len(found - true), len(true - found))


def _counted(texts: Sequence[str]) -> Iterator[int]:
    count = 0
    for text in texts:
        yield count
        count += len(text.split())
