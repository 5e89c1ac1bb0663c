"""Texts with known faults, and clean ones -> precision and recall of ``check`` by family.

``tests/check/dirty`` holds texts, or folders of texts that belong together; beside ``NAME.md``
stands ``NAME.expected`` with a line ``CODE LINE`` for each finding, or
``NAME.txt``, the report. In ``tests/check/clean`` nothing may be found,
nor in the folders named on the command line.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from sitegen.assets import Assets
from sitegen.check.blocks import blocks
from sitegen.check.case import Case, Collection, CollectionRule, TextRule
from sitegen.check.doubling import doubled, shared
from sitegen.check.spam import farms, hidden, injected
from sitegen.config import Config
from sitegen.index import Surroundings, assemble
from sitegen.loader import Tree
from sitegen.loader.encoding import decode
from sitegen.loader.split import split
from sitegen.parse import Parser

TEXTS = Path(__file__).parents[1] / "tests" / "check"
FAMILIES = {"11": "doubling", "12": "spam"}
TEXT_RULES: tuple[TextRule, ...] = (doubled, hidden, farms)
COLLECTION_RULES: tuple[CollectionRule, ...] = (shared, injected)

_TOLD = re.compile(r"^essays/[^:\n]+(?::(\d+))?(?::\d+)?: \w+\[([EWN]\d+)\]", re.MULTILINE)

Told = tuple[str, str, int]
"""Path, code and line of a finding."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a family of rules did."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        return self.right / ((self.right + self.missed) or 1)


def collect(files: Iterable[Path], root: Path) -> Collection:
    """Understand some texts as one collection."""
    parser = Parser(Config())
    cases: dict[str, Case] = {}
    for file in sorted(files):
        path = f"essays/{file.relative_to(root).as_posix()}"
        text, problems = decode(path, file.read_bytes())
        source = split(path, "essay", text, problems)
        cases[path] = Case(source, parser.parse(source), blocks(source))
    texts = [case.essay for case in cases.values()]
    index = assemble(Config(), texts, (), Surroundings(Tree(), Assets({}, {})), parser.inline)
    return Collection(Config(), cases, index)


def told(collection: Collection, seconds: dict[str, float]) -> Iterator[Told]:
    """Ask all rules; what each takes is added to ``seconds``."""
    cases = collection.cases.values()
    asked = [(rule.__name__, rule(case)) for rule in TEXT_RULES for case in cases]
    asked += [(rule.__name__, rule(collection)) for rule in COLLECTION_RULES]
    for name, findings in asked:
        start = process_time()
        problems = [finding.problem for finding in findings]
        seconds[name] += process_time() - start
        for problem in problems:
            yield problem.place.path, problem.code, problem.place.line


def expected(files: Iterable[Path], root: Path) -> Iterator[Told]:
    """Read what is to be found in some texts."""
    for file in files:
        path = f"essays/{file.relative_to(root).as_posix()}"
        notes, report = file.with_suffix(".expected"), file.with_suffix(".txt")
        if notes.exists():
            pairs = [line.split() for line in notes.read_text().splitlines()]
            yield from ((path, code, int(line)) for code, line in pairs)
        if report.exists():
            found = _TOLD.findall(report.read_text())
            yield from ((path, code, int(line or 0)) for line, code in found)


def groups(folder: Path) -> Iterator[Sequence[Path]]:
    """Give the texts of a folder one by one, those of a folder in it together."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield sorted(path.glob("*.md"))
        elif path.suffix == ".md":
            yield [path]


def score(found: Iterable[Told], wanted: Iterable[Told]) -> Mapping[str, Score]:
    """Compare findings with what was to be found, by family."""
    got, want = Counter(found), Counter(wanted)
    families = sorted({code[1:3] for _, code, _ in got | want})
    return {
        family: Score(
            _count(got & want, family), _count(got - want, family), _count(want - got, family)
        )
        for family in families
    }


def _count(told: Mapping[Told, int], family: str) -> int:
    return sum(number for (_, code, _), number in told.items() if code[1:3] == family)


def main() -> None:
    """Print the table and what went wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("clean", nargs="*", type=Path, help="folders of texts without faults")
    seconds: dict[str, float] = defaultdict(float)
    found: list[Told] = []
    wanted: list[Told] = []
    for group in groups(TEXTS / "dirty"):
        found += told(collect(group, TEXTS), seconds)
        wanted += expected(group, TEXTS)
    texts = 0
    for folder in (TEXTS / "clean", *options.parse_args().clean):
        files = list(folder.rglob("*.md"))
        texts += len(files)
        found += told(collect(files, folder), seconds)
    for family, result in score(found, wanted).items():
        name = FAMILIES.get(family, family)
        print(f"{name:12} precision {result.precision:.3f}  recall {result.recall:.3f}  {result}")
    for sign, kind in ((set(found) - set(wanted), "wrong"), (set(wanted) - set(found), "missed")):
        for path, code, line in sorted(sign):
            print(f"{kind}: {path}:{line} {code}")
    print(f"{texts} clean texts;", ", ".join(f"{k} {v:.2f} s" for k, v in seconds.items()))


if __name__ == "__main__":
    main()
