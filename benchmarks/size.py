"""Count the lines of the program by room: code, data, imports, documentation and empty lines.

A line of code holds at least one token of a statement other than an import. Data is a literal of
constants that a module assigns over several lines; documentation is docstrings and comments.
Files that are not Python are not counted.
"""

import ast
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "sitegen"
OUTSIDE_CORE = frozenset({"check", "curate", "serve", "cli", "locales"})


def main(source: Path) -> None:
    """Print a table of rooms."""
    rooms: dict[str, Counter[str]] = {}
    for file in sorted(source.rglob("*.py")):
        counts = rooms.setdefault(_room(file.relative_to(source)), Counter())
        counts += Counter(files=1, **count(file.read_text(encoding="utf-8")))
        rooms[_room(file.relative_to(source))] = counts
    columns = ("files", "lines", "code", "data", "imports", "documentation", "empty")
    print(f"{'room':16}", *(f"{name:>14}" for name in columns))
    core = Counter[str]()
    whole = Counter[str]()
    for room, counts in sorted(rooms.items()):
        print(f"{room:16}", *(f"{counts[name]:14,}" for name in columns))
        whole += counts
        core += counts if room not in OUTSIDE_CORE else Counter()
    print(f"{'core':16}", *(f"{core[name]:14,}" for name in columns))
    print(f"{'whole':16}", *(f"{whole[name]:14,}" for name in columns))


def _room(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def count(text: str) -> dict[str, int]:
    """Count the lines of a module by kind."""
    tree = ast.parse(text)
    documentation = {line for node in _docstrings(tree) for line in _lines(node)}
    data = {line for node in _literals(tree) for line in _lines(node)}
    code: set[int] = set()
    skipped = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    for token in tokenize.generate_tokens(iter(text.splitlines(keepends=True)).__next__):
        rows = range(token.start[0], token.end[0] + 1)
        if token.type == tokenize.COMMENT:
            documentation.update(rows)
        elif token.type not in skipped and token.type != tokenize.ENDMARKER:
            code.update(rows)
    docstrings = {line for node in _docstrings(tree) for line in _lines(node)}
    imports = {line for node in _imports(tree) for line in _lines(node)}
    code -= docstrings | data | imports
    documentation -= code | data | imports
    lines = len(text.splitlines())
    return {
        "lines": lines,
        "code": len(code),
        "data": len(data),
        "imports": len(imports),
        "documentation": len(documentation),
        "empty": lines - len(code | data | imports | documentation),
    }


def _docstrings(tree: ast.Module) -> Iterator[ast.stmt]:
    for node in ast.walk(tree):
        body = getattr(node, "body", ())
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement


def _imports(tree: ast.Module) -> Iterator[ast.stmt]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))


def _literals(tree: ast.Module) -> Iterator[ast.expr]:
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and (value := statement.value):
            several = value.end_lineno is not None and value.end_lineno > value.lineno
            if several and _is_constant(value):
                yield value


def _is_constant(value: ast.expr) -> bool:
    names = (node for node in ast.walk(value) if isinstance(node, ast.Name))
    return all(name.id[:1].isupper() or name.id in {"frozenset"} for name in names)


def _lines(node: ast.stmt | ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE)
