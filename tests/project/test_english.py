"""Messages, documentation and commands are in plain English: words that are out stay out.

Messages are the texts that the program hands to ``Problem``, ``fail`` and ``click``; a file that
still has words of old is listed in ``EXCEPTIONS`` with their number, which may only shrink.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sitegen"
PAGES = (
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").glob("*.md")),
)
OUT = {
    "blank, for a space": r"\b(?:a|no|the|two|several|plain|single) blanks?\b(?! (?:line|page))"
    r"|\bblanks\b",
    "stands, for is": r"\b(?:stands?|stood)\b(?! for\b)",
    "sign, for a character": r"\b(?:the|a|this|these|no|several|closing|same) signs?\b"
    r"(?! (?:of|in|up|out))",
    "told of": r"\b(?:told|tells?) of\b",
    "slip, for a mistake": r"\bslips? of the pen\b",
    "by turns": r"\bby turns\b",
    "take away, for delete": r"\b(?:takes?|taken|took) (?:\w+ ){0,2}(?:away|out)\b",
    "mend, for fix": r"\bmend(?:s|ed|ing)?\b",
    "leads nowhere, for not found": r"\bleads? nowhere\b",
    "serves, for is used": r"\bserves instead\b|\busual one serves\b",
    "parted, for split": r"\b(?:parted|part the|commas part)\b",
    "archaisms": r"\b(?:lest|thereof|whither|whence|at the least|for ever|anew)\b|\bof old\b(?! \w)"
    r"|\b(?:and|or|that) is none\b|\bis none that\b",
    "is no, for is not a": r"(?<!there )\bis no (?!longer\b|more\b|such\b)\w+",
}
"""What is out -> its pattern."""
EXCEPTIONS = {
    "src/sitegen/anchors/registry.py": 1,
    "src/sitegen/theme/files.py": 1,
    "README.md": 2,
    "CONTRIBUTING.md": 1,
}
"""File -> the number of words in it that are still out."""


def found(texts: Iterator[str]) -> list[str]:
    """List the words that are out, each with a piece of its text."""
    return [
        f"{name}: …{' '.join(text[max(0, match.start() - 30) : match.end() + 30].split())}…"
        for text in texts
        for name, pattern in OUT.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]


# ------------------------------------------------------------------ messages

_MAKERS = {
    "Problem",
    "fail",
    "BadParameter",
    "ClickException",
    "option",
    "echo",
    "wrong_kind",
    "Cause",
}
_NAMES = {"message", "hint", "why", "reason", "said", "what"}


def messages(file: Path) -> Iterator[str]:
    """Yield the texts in a module that authors may read: formatted values are left out."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _MAKERS:
            for value in (*node.args, *(one.value for one in node.keywords)):
                yield from _texts(value)
        elif isinstance(node, ast.Assign) and {_name(one) for one in node.targets} & _NAMES:
            yield from _texts(node.value)
        elif isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield ast.get_docstring(node) or ""


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and _name(decorator.func) in {"command", "group"}


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        values = (one.value if isinstance(one, ast.Constant) else "X" for one in node.values)
        yield "".join(map(str, values))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp | ast.BoolOp | ast.BinOp | ast.Tuple):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _texts(child)


@pytest.mark.parametrize(
    "file", sorted(SOURCE.rglob("*.py")), ids=lambda file: file.relative_to(SOURCE).as_posix()
)
def test_messages_are_in_plain_english(file: Path) -> None:
    words = found(messages(file))
    assert len(words) <= EXCEPTIONS.get(file.relative_to(ROOT).as_posix(), 0), words


# ------------------------------------------------------------------ documentation

_CODE = re.compile(r"^( *)(`{3,}).*?^\1\2 *$|(`+)(?!`).+?(?<!`)\3(?!`)", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "path", [page for page in PAGES if page.exists()], ids=lambda path: path.name
)
def test_documentation_is_in_plain_english(path: Path) -> None:
    words = found(iter([_CODE.sub("X", path.read_text(encoding="utf-8"))]))
    assert len(words) <= EXCEPTIONS.get(path.relative_to(ROOT).as_posix(), 0), words


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a blank of another kind stands here", 2),
        ("put a blank line before it; sign up for this; the sign of a table", 0),
        ("mend it, or take the line away", 2),
        ("X is no address", 1),
        ("X is no longer there, and stands for Y; there is no link to old posts", 0),
    ],
)
def test_words_that_are_out_are_found_and_others_are_not(text: str, wrong: int) -> None:
    assert len(found(iter([text]))) == wrong
