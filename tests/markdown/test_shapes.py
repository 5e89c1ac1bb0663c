"""Texts of one shape, long and four times as long: the work grows with the length."""

import gc
import math
import time
from collections.abc import Callable

import pytest

from sitegen.config.config import Config
from sitegen.content.parse import Parser
from sitegen.model import Source

PARSER = Parser(Config())
SMALL, LARGE = 400, 1_600
MOST = 1.35
"""Exponent of growth: 1 is linear, 2 quadratic; noise takes the rest."""
TRIES = 4


def each(piece: str, between: str = "\n\n", before: str = "") -> Callable[[int], str]:
    """Make a text of pieces, in each of which ``N`` is its number."""
    return lambda n: before + between.join(piece.replace("N", str(i)) for i in range(n))


def nested(piece: str, depth: int = 40) -> Callable[[int], str]:
    """Make a text of blocks that lie ``depth`` deep in each other."""
    return lambda n: "\n".join(piece * (i % depth) + f"- word {i}" for i in range(n))


SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": each("Words of paragraph N, quite a few of them."),
    "one paragraph": each("a word N and", " "),
    "one paragraph of lines": each("a line N", "\n"),
    "hard breaks": each("a line N", "  \n"),
    "headings": each("## Heading N"),
    "equal headings": each("## Heading"),
    "equal paragraphs": each("The same words again."),
    "emphasis": each("*word N*", " "),
    "open emphasis": each("*word N", " "),
    "strong and emphasis": each("***word** N*", " "),
    "code": each("`word N`", " "),
    "open back-ticks": lambda n: " ".join("`" * (i % 50 + 1) + "a" for i in range(n)),
    "links": each("[word N](https://x.example/N)", " "),
    "reference links": each("[word N]", " ", "[word 1]: /a\n\n"),
    "definitions": each("[word N]: https://x.example/N", "\n"),
    "wiki links": each("[[word N]]", " "),
    "open brackets": each("[word N", " "),
    "closed brackets": each("word N]", " "),
    "images": each("![word N](https://x.example/N.png)", " "),
    "addresses": each("<https://x.example/N>", " "),
    "bare addresses": each("https://x.example/N", " "),
    "index marks": each('[word N]{index="entry N"}', " "),
    "marked passages": each("[word N]{theme=strategy}", " "),
    "marked paragraphs": each("Words of paragraph N.\n{theme=strategy}"),
    "spans with classes": each("[word N]{.small}", " "),
    "notes": lambda n: each("word[^N]", " ")(n) + "\n\n" + each("[^N]: Note N.", "\n")(n),
    "notes inside": each("word^[note N]", " "),
    "undefined notes": each("word[^N]", " "),
    "one note many times": each("word[^1]", " ", "[^1]: Note.\n\n"),
    "list": each("- word N", "\n"),
    "numbered list": each("1. word N", "\n"),
    "deep lists": nested("  "),
    "deep quotations": nested("> ", 20),
    "quotations": each("> Words of quotation N."),
    "fences": each("```\ncode N\n```"),
    "open fences": each("~~~~\ncode N"),
    "indented code": each("    code N"),
    "tables": each("| a | b |\n|---|---|\n| N | N |"),
    "one long table": each("| N | N |", "\n", "| a | b |\n|---|---|\n"),
    "definition lists": each("Term N\n: Meaning N"),
    "boxes": each("::: note\nWords N.\n:::"),
    "rules": each("Word N\n\n---"),
    "raw HTML": each("<b>word N</b>", " "),
    "raw blocks": each("<div>word N</div>"),
    "open tags": each("<b>word N", " "),
    "comments": each("<!-- word N --> word", " "),
    "open comments": each("<!-- word N", " "),
    "quotation marks": each("\"word N\" and 'word'", " "),
    "dashes and dots": each("word -- N --- word...", " "),
    "mathematics": each("$x_N$", " "),
    "dollars": each("$N", " "),
    "entities": each("&amp;&auml;&nope;", " "),
    "escapes": each("\\*word N\\*", " "),
    "shortcodes": each("{{< figure N >}}", " "),
    "Liquid": each("{% raw N %}", " "),
    "Chinese": each("第N章说话。", ""),
    "one long word": each("wordN", ""),
    "spaces": each("word", " " * 30),
    "empty lines": lambda n: "word" + "\n" * n + "word",
}


def seconds(text: str) -> float:
    source = Source("essays/a.md", "essay", "title: A\n", "yaml", 2, text, 4)
    gc.disable()
    try:
        began = time.process_time()
        PARSER.parse(source)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_length_of_the_text(shape: str) -> None:
    small, large = SHAPES[shape](SMALL), SHAPES[shape](LARGE)
    seconds(small)  # compiles what it needs
    exponents = []
    for _ in range(TRIES):
        exponents.append(math.log(seconds(large) / seconds(small)) / math.log(LARGE / SMALL))
        if exponents[-1] <= MOST:
            return
    assert min(exponents) <= MOST
