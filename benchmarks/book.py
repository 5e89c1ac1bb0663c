"""The corpus as a book -> a table: time and memory of EPUB and PDF, beside Pandoc's EPUB."""

import argparse
import compileall
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import corpus
import measure

SOURCE = Path(__file__).parents[1] / "src"
HEADINGS = f"{'book':34} {'wall s':>7} {'CPU s':>7} {'peak MB':>8}  bar"


@dataclass(frozen=True, slots=True)
class Case:
    """A command to measure."""

    name: str
    command: Sequence[str]
    prepare: Callable[[], None]
    """Called before each run."""
    bar: str = ""


def main() -> int:
    """Measure each book, one after the other in each round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--essays", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=corpus.SEED)
    options = parser.parse_args()
    compileall.compile_dir(SOURCE, quiet=1)
    environment = {name: text for name, text in os.environ.items() if name[:6] != "PYTHON"}
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-") as work:
        cases = _cases(Path(work), options.essays, options.seed)
        costs: dict[str, list[measure.Cost]] = {case.name: [] for case in cases}
        for _ in range(options.runs):
            for case in cases:
                case.prepare()
                costs[case.name].append(measure.run(case.command, environment))
    print(HEADINGS)
    for case in cases:
        print(_line(case, costs[case.name]))
    return 0


def _line(case: Case, costs: Sequence[measure.Cost]) -> str:
    wall, cpu, peak = (median(getattr(one, name) for one in costs) for name in _FIELDS)
    return f"{case.name:34} {wall:7.2f} {cpu:7.2f} {peak:8.0f}  {case.bar}"


_FIELDS = ("wall", "cpu", "peak")


def _cases(work: Path, essays: int, seed: int) -> list[Case]:
    site = work / "site"
    corpus.write_followed(site, essays, seed)
    epub, pdf = site / "book.epub", site / "book.pdf"

    def without_cache() -> None:
        shutil.rmtree(site / ".sitegen", ignore_errors=True)

    def without_books() -> None:
        for file in (epub, pdf):
            file.unlink(missing_ok=True)

    def untouched() -> None:
        """Leave everything as it is."""

    command = [sys.executable, "-m", "sitegen", "book", str(site), "--output"]
    cases = [
        Case("EPUB, no cache", [*command, str(epub)], without_cache),
        Case("EPUB", [*command, str(epub)], without_books, "1.0 s"),
        Case("EPUB, nothing changed", [*command, str(epub)], untouched),
    ]
    if find_spec("typst"):
        cases += [
            Case("PDF", [*command, str(pdf)], without_books, "10 s, 700 MB"),
            Case("PDF, nothing changed", [*command, str(pdf)], untouched),
        ]
    if pandoc := _pandoc():
        cases.append(Case("EPUB by Pandoc", _by_pandoc(pandoc, work, essays, seed), untouched))
    return cases


def _pandoc() -> str:
    """Find Pandoc: that of the package ``pypandoc_binary``, or an installed one; "" for none."""
    spec = find_spec("pypandoc")
    packed = Path(spec.origin or "").parent / "files" / "pandoc" if spec else None
    return str(packed) if packed and packed.exists() else shutil.which("pandoc") or ""


def _by_pandoc(pandoc: str, work: Path, essays: int, seed: int) -> list[str]:
    """Write the same words for Pandoc, which takes titles from headings; return its command."""
    folder = work / "pandoc"
    folder.mkdir()
    files = []
    for number, draft in enumerate(corpus.drafts(essays, seed)):
        file = folder / f"{number:05}.md"
        file.write_text(f"# {draft.title}\n\n{draft.body}\n", encoding="utf-8")
        files.append(str(file))
    options = ["--from", "markdown", "--toc", "--metadata", "title=Essays", "--file-scope"]
    return [pandoc, *options, "--output", str(work / "pandoc.epub"), *files]


if __name__ == "__main__":
    sys.exit(main())
