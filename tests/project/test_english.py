"""Messages, docstrings, comments and documentation are in plain English: listed words stay out.

A message is every text with a space in the source, except patterns and word lists.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sitegen"
PAGES = (
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / folder / "README.md" for folder in ("tests", "benchmarks", "findings")),
)
OUT = {
    "blank, for a space": r"\b(?:a|no|the|two|several|plain|single) blanks?\b(?! (?:line|page))"
    r"|\bblanks\b",
    "stands, for is": r"\b(?:stands?|stood)\b(?! for\b)",
    "sign, for a character": r"\b(?:the|a|this|these|no|several|closing|same) signs?\b"
    r"(?! (?:of|in|up|out))",
    "told, for reported": r"\b(?:told|tells?) of\b|\b(?:is|are|be) told\b",
    "slip, for a mistake": r"\bslips? of the pen\b",
    "by turns": r"\bby turns\b",
    "take away, for delete": r"\b(?:takes?|taken|took) (?:(?!to\b)\w+ ){0,2}(?:away|out)\b",
    "mend, for fix": r"\bmend(?:s|ed|ing)?\b",
    "leads nowhere, for not found": r"\bleads? nowhere\b",
    "serves, for is used": r"\bserves instead\b|\busual one serves\b",
    "parted, for split": r"\b(?:parted|part the|commas part)\b",
    "lay, for put": r"\b(?:lays?|laid)\b(?! out\b)",
    "archaisms": r"\b(?:lest|thereof|thereby|whither|whence|at the least|for ever|anew|whilst)\b"
    r"|\bof old\b(?! \w)|\b(?:and|or|that) is none\b|\bis none that\b",
    "is no, for is not a": r"(?<!there )\b(?:is|are) no (?!longer\b|more\b|such\b)\w+",
    "is to, for must or will": r"\b(?:is|are) to (?:be|have|say)\b",
    "may not, for must not": r"\bmay not\b(?! be\b)",
    "but for, for except": r"\bbut for\b",
    "% after a space": r"\{\w+\} % ",
    "directory, for the output folder": r"\boutput director(?:y|ies)\b",
}
"""What is out -> its pattern."""
VAGUE = {"Give", "How", "Name", "Say", "Tell", "What", "Where", "Whether"}
"""No docstring begins with these: a function returns or reports, a class is a noun phrase."""
EXCEPTIONS = {"docs/guide.md": 1}
"""File -> the number of words in it that are out: what the form of a host is called."""


def found(texts: Iterable[str]) -> list[str]:
    """List the words that are out, each with a piece of its text."""
    return [
        f"{name}: …{' '.join(text[max(0, match.start() - 30) : match.end() + 30].split())}…"
        for text in texts
        for name, pattern in OUT.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]


def assert_plain(path: Path, texts: Iterable[str]) -> None:
    words = found(texts)
    assert len(words) <= EXCEPTIONS.get(path.relative_to(ROOT).as_posix(), 0), words


# ------------------------------------------------------------------ source

_PATTERN = re.compile(r"\\[\w.\[(]|\(\?|\|\||(?:\b\w+ ){40}")
"""Regular expressions, and lists of words."""


def texts_of(file: Path) -> Iterator[str]:
    """Yield the messages, docstrings and comments of a module; formatted values are an X."""
    content = file.read_text(encoding="utf-8")
    parts = set()
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, ast.JoinedStr):
            parts |= {id(value) for value in node.values}
            yield "".join(
                str(value.value) if isinstance(value, ast.Constant) else "X"
                for value in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            prose = " " in node.value and not _PATTERN.search(node.value)
            if prose and id(node) not in parts:
                yield node.value
    for token in tokenize.generate_tokens(io.StringIO(content).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def modules(*folders: Path) -> pytest.MarkDecorator:
    files = [file for folder in folders for file in sorted(folder.rglob("*.py"))]
    return pytest.mark.parametrize("file", files, ids=lambda file: str(file.relative_to(ROOT)))


@modules(SOURCE, ROOT / "benchmarks")
def test_source_is_in_plain_english(file: Path) -> None:
    assert_plain(file, texts_of(file))


@modules(SOURCE)
def test_docstrings_begin_with_a_plain_word(file: Path) -> None:
    vague = [
        f"{node.name}: {text.splitlines()[0]}"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and (text := ast.get_docstring(node))
        and text.split()[0] in VAGUE
    ]
    assert not vague


# ------------------------------------------------------------------ documentation

_CODE = re.compile(r"^( *)(`{3,}).*?^\1\2 *$|(`+)(?!`).+?(?<!`)\3(?!`)", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_documentation_is_in_plain_english(path: Path) -> None:
    assert_plain(path, [_CODE.sub("X", path.read_text(encoding="utf-8"))])


# ------------------------------------------------------------------ this test


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a blank of another kind stands here", 2),
        ("put a blank line before it; sign up for this; the sign of a table", 0),
        ("mend it, or take the line away", 2),
        ("X is no address", 1),
        ("X is no longer there, and stands for Y; there is no link to old posts", 0),
        ("what is to be written may not stand here", 3),
        ("it may not be found; lay out a page; the snapshot was taken to find out", 0),
    ],
)
def test_words_that_are_out_are_found_and_others_are_not(text: str, wrong: int) -> None:
    assert len(found([text])) == wrong
