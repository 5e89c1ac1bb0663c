"""Texts as the rules of a check see them, without a site around them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from sitegen.assets import Assets
from sitegen.check.blocks import blocks
from sitegen.check.case import Case, Collection, Finding
from sitegen.config import Config
from sitegen.index import Surroundings, assemble
from sitegen.loader import Tree
from sitegen.loader.split import split
from sitegen.parse import Parser

FOLDER = Path(__file__).parent / "check"


def case(text: str, path: str = "essays/a.md") -> Case:
    """Make a case of a file's text."""
    source = split(path, "essay", text)
    return Case(source, Parser(Config()).parse(source), blocks(source))


def endless(text: str, path: str = "essays/a.md") -> Case:
    """Make a case of a hostile text, without the time that its Markdown takes."""
    source = split(path, "essay", text)
    return replace(case("", path), source=source, blocks=blocks(source))


def collection(*cases: Case) -> Collection:
    """Put cases together."""
    parser = Parser(Config())
    essays = [one.essay for one in cases]
    index = assemble(Config(), essays, (), Surroundings(Tree(), Assets({}, {})), parser.inline)
    return Collection(Config(), {one.path: one for one in cases}, index)


def told(findings: Iterable[Finding]) -> list[str]:
    """Print findings on a line each."""
    return [
        f"{one.problem.place}: {one.problem.code}: {one.problem.message} ({one.problem.hint})"
        for one in findings
    ]


def groups(family: str) -> Iterator[tuple[Mapping[str, Case], list[str]]]:
    """Give the dirty texts of a family, those of one folder together, and what is to be found."""
    for path in sorted((FOLDER / "dirty").glob(f"{family}*")):
        if path.suffix != ".expected":
            files = sorted(path.glob("*.md")) if path.is_dir() else [path]
            cases = {file.name: case(file.read_text(), f"essays/{file.name}") for file in files}
            yield cases, [line for file in files for line in _expected(file)]


def _expected(file: Path) -> Iterator[str]:
    notes = file.with_suffix(".expected")
    for line in notes.read_text().splitlines() if notes.exists() else ():
        code, number = line.split()
        yield f"essays/{file.name}:{number} {code}".replace(":0 ", " ")


def placed(findings: Iterable[Finding]) -> list[str]:
    """Print place and code of findings, sorted."""
    return sorted(f"{one.problem.place} {one.problem.code}" for one in findings)


def clean() -> list[Case]:
    """Read the clean texts."""
    files = sorted((FOLDER / "clean").glob("*.md"))
    return [case(file.read_text(), f"essays/{file.name}") for file in files]
