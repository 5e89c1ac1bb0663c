"""Texts with known faults, and clean ones -> precision and recall of ``check`` by family.

``tests/data/check/dirty`` holds essays and collections, each with the report of what is wrong in
it. In ``tests/data/check/clean`` nothing may be found, nor in generated essays, in those that are
shipped, and in the collections named on the command line. A third sort is made here: generated
essays into which one fault was pasted, at a place that only this program knows.
"""

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import drafts
from sitegen.check.collect import examine
from sitegen.check.external import EXTERNAL_CODES
from sitegen.check.types import Finding
from sitegen.check.verdict import check, selected, weigh
from sitegen.content.visibility import Showing
from sitegen.incremental.cache import opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.model import Moment

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "tests" / "data" / "check"
FAMILIES = {
    "10": "left-overs",
    "11": "doubling",
    "12": "spam",
    "13": "broken text",
    "14": "themes",
    "15": "structure",
    "17": "waivers",
}
GENERATED = 200
"""Clean essays; as many get a fault."""

_FILE = re.compile(r"^-- (.+) --\n", re.MULTILINE)
_TOLD = re.compile(r"^([^\s:]+)(?::(\d+))?(?::\d+)?: \w+\[([EWN]\d+)\]", re.MULTILINE)
_FORM = "No comments:\n\nPost a Comment"

Told = tuple[str, str, int]
"""File, code and line of a finding."""


@dataclass(frozen=True, slots=True)
class Score:
    """Result of a family of rules."""

    right: int
    wrong: int
    missed: int

    def __str__(self) -> str:
        precision = self.right / ((self.right + self.wrong) or 1)
        recall = self.right / ((self.right + self.missed) or 1)
        counts = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"precision {precision:.3f}  recall {recall:.3f}  {counts}"


def findings(root: Path, name: str) -> Iterator[Told]:
    """Check a collection with its own settings, without asking other sites."""
    moment = Moment(datetime.now(UTC))
    with opened(root) as cache:
        order = BuildRequest(root, cache.site_config[0], Showing(moment), time.time_ns())
        collection = examine(order, cache)
    codes = selected((), collection.config) - EXTERNAL_CODES
    found = check(collection, codes, time.perf_counter).findings
    return (_told(name, finding) for finding in weigh(found, collection, codes))


def _told(name: str, finding: Finding) -> Told:
    problem = finding.problem
    return f"{name}/{problem.place.path}", problem.code, problem.place.line


def checked(files: Mapping[str, str], name: str) -> list[Told]:
    """Check a collection that is not on the disk yet."""
    with TemporaryDirectory() as folder:
        for path, text in ({"site.yaml": "title: A\nauthor: B\n"} | dict(files)).items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        return list(findings(Path(folder), name))


def files_of(fixture: Path) -> Mapping[str, str]:
    """Split a file that may be one essay or a collection."""
    text = fixture.read_bytes().decode()
    parts = _FILE.split(text)
    if parts[0]:
        return {f"essays/{fixture.name}": text}
    return dict(zip(parts[1::2], parts[2::2], strict=True))


# ------------------------------------------------------------------ faults that are pasted


def pasted(count: int) -> tuple[Mapping[str, str], list[Told]]:
    """Paste one fault into each of some essays; return them, and the expected findings.

    Where a pasted run begins is not asked: the word before it may be the same in both places.
    """
    rng = random.Random(count)
    spam = list(_advertisements())
    files: dict[str, str] = {}
    wanted: list[Told] = []
    for number, draft in enumerate(drafts(count, seed=count)):
        path = f"essays/{draft.slug}.md"
        blocks = draft.text.rstrip("\n").split("\n\n")
        if number % 3 == 0:
            code = "W1101"
            _double(blocks, rng)
        elif number % 3 == 1 and spam:
            code = "E1201"
            blocks.append(spam.pop())
        else:
            code = "W1001"
            blocks.append(_FORM)
        files[path] = "\n\n".join(blocks) + "\n"
        wanted.append((f"pasted/{path}", code, 0))
    return files, wanted


def _advertisements() -> Iterator[str]:
    """Return the paragraphs of the dirty texts that are known to advertise."""
    for report in sorted((TEXTS / "dirty").glob("spam-*.txt")):
        lines = report.with_suffix(".md").read_text().split("\n")
        for _, line, code in _TOLD.findall(report.read_text()):
            paragraph = "\n".join(lines[int(line) - 1 :]).split("\n\n")[0].strip()
            if code == "E1201" and "<" not in paragraph:
                yield paragraph


def _double(blocks: list[str], rng: random.Random) -> None:
    """Paste a run of prose again, further down."""
    prose = [at for at in range(1, len(blocks) - 3) if blocks[at][:1].isalpha()]
    start = rng.choice(prose)
    end = start + 1
    while end < len(blocks) and _words(blocks[start:end]) < 60:
        end += 1
    run = [block.replace("’", "'").replace(", ", ",  ") for block in blocks[start:end]]
    at = rng.randrange(end, len(blocks) + 1)
    blocks[at:at] = run


def _words(blocks: Iterable[str]) -> int:
    """Count the words of an author's own; quotations do not count."""
    return sum(len(block.split()) for block in blocks if block[:1].isalpha())


# ------------------------------------------------------------------ the table


def score(found: Iterable[Told], wanted: Iterable[Told]) -> Mapping[str, Score]:
    """Compare findings with the expected ones, by family."""
    got, want = Counter(found), Counter(wanted)

    def count(told: Mapping[Told, int], family: str) -> int:
        return sum(number for (_, code, _), number in told.items() if _family(code) == family)

    return {
        family: Score(
            count(got & want, family), count(got - want, family), count(want - got, family)
        )
        for family in FAMILIES
    }


def _family(code: str) -> str:
    return code[1:3] if len(code) == 5 else ""


def dirty() -> tuple[list[Told], list[Told]]:
    """Return the findings in the dirty texts, and the expected ones."""
    found: list[Told] = []
    wanted: list[Told] = []
    for fixture in sorted((TEXTS / "dirty").glob("*.md")):
        found += checked(files_of(fixture), fixture.stem)
        report = fixture.with_suffix(".txt").read_text()
        told = _TOLD.findall(report)
        wanted += ((f"{fixture.stem}/{path}", code, int(line or 0)) for path, line, code in told)
    return found, wanted


def clean(folders: Iterable[Path]) -> Iterator[tuple[str, int, list[Told]]]:
    """Yield each clean collection: its name, the number of its texts, its findings."""
    fixtures = sorted((TEXTS / "clean").glob("*.md"))
    told = [one for file in fixtures for one in checked(files_of(file), file.stem)]
    yield "tests/data/check/clean", len(fixtures), told
    essays = {f"essays/{draft.slug}.md": draft.text for draft in drafts(GENERATED)}
    yield "generated", GENERATED, checked(essays, "generated")
    for folder in (ROOT, *folders):
        texts = len(list((folder / "essays").rglob("*.md")))
        yield folder.name, texts, list(findings(folder, folder.name))


def main() -> None:
    """Print the tables and what went wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("clean", nargs="*", type=Path, help="collections without faults")
    found, wanted = dirty()
    print(f"{len({path.split('/')[0] for path, _, _ in wanted})} dirty texts of our own making")
    for family, result in score(found, wanted).items():
        print(f"  {FAMILIES[family]:12} {result}")
    files, faults = pasted(GENERATED)
    told = [(path, code, 0) for path, code, _ in checked(files, "pasted") if _family(code)]
    print(f"{GENERATED} generated essays, a fault pasted into each")
    for family, result in score(told, faults).items():
        if result.right + result.wrong + result.missed:
            print(f"  {FAMILIES[family]:12} {result}")
    for kind, some in (("wrong", set(told) - set(faults)), ("missed", set(faults) - set(told))):
        for path, code, _ in sorted(some):
            print(f"  {kind}: {path} {code}")
    for name, texts, alarms in clean(options.parse_args().clean):
        grouped: dict[str, int] = defaultdict(int)
        for _, code, _ in alarms:
            grouped[FAMILIES.get(_family(code), "a build's")] += code[0] != "N"
        counts = ", ".join(f"{number} {kind}" for kind, number in sorted(grouped.items()) if number)
        print(f"{texts} clean texts of {name}: {counts or 'nothing found'}")


if __name__ == "__main__":
    main()
