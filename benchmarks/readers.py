"""Collections of 5, 120 and 500 essays -> what readers meet on their pages, beside the bars."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grown import write_grown
from pages import WINDOWS, Measured, measure

ROOT = Path(__file__).parents[1]
SHIPPED = 5
"""Essays of the collection in this repository; other sizes are generated."""
SIZES = (SHIPPED, 120, 500)

_LISTS = ("all essays", "themes and map", "theme", "passages", "index", "paths", "path", "author")
_PAGES = ("home", "essay", *_LISTS, "search", "404")
_WIDE = WINDOWS[1][0]
_SMALL_LIST, _LARGE_LIST = 6_000, 12_000
"""Greatest heights of a list, up to 120 essays and beyond."""

Value = Callable[[Measured], float | None]
Bar = Callable[[int, int], float | None]
"""Essays and the width of the window -> the greatest value that is allowed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    name: str
    value: Value
    bar: Bar = lambda _, __: None
    form: str = ",.0f"


def rows() -> Iterator[Row]:
    """Yield all that is measured, with its bar."""
    yield Row("text begins, median", lambda site: site.middle, _first)
    yield Row("text begins, worst", lambda site: max(site.first), _first)
    for kind in _PAGES:
        yield Row(f"height: {kind}", _height(kind), _bar_of(kind))
    yield Row("after the text, % of the page", lambda site: site.share * 100, lambda *_: 15, ".1f")
    yield Row("after the text, links to one essay", lambda site: site.links, lambda *_: 2)
    yield Row("HTML and CSS, bytes gzip", lambda site: site.weight)
    yield Row("requests", lambda site: site.requests)


def _first(_: int, wide: int) -> float:
    return 360 if wide == _WIDE else 300


def _height(kind: str) -> Value:
    return lambda site: site.heights.get(kind)


def _bar_of(kind: str) -> Bar:
    if kind == "home":
        return lambda size, wide: _home(size) if wide == _WIDE else None
    if kind in _LISTS:
        return lambda size, wide: _list(size) if wide == _WIDE else None
    return lambda *_: None


def _home(size: int) -> int:
    return 2_000 if size == SHIPPED else 4_000


def _list(size: int) -> int:
    return _SMALL_LIST if size <= 120 else _LARGE_LIST


# ------------------------------------------------------------------ sites


def built(size: int, program: Path, work: Path) -> list[Measured]:
    """Build a collection by the program in a folder, and measure it."""
    site = program
    if size != SHIPPED:
        site = work / f"essays-{size}"
        if not site.exists():
            write_grown(site, size)
    output = Path(tempfile.mkdtemp(dir=work)) / "public"
    subprocess.run(
        [sys.executable, "-m", "sitegen", "build", "--output", output],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(program / "src")},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return measure(output)


def _checked_out(commit: str, work: Path) -> Path:
    """Write the program of another commit into a folder."""
    folder = work / "before"
    folder.mkdir()
    archive = work / "before.tar"
    subprocess.run(["git", "archive", "-o", archive, commit], cwd=ROOT, check=True)
    subprocess.run(["tar", "-xf", archive, "-C", folder], check=True)
    return folder


# ------------------------------------------------------------------ table


def table(sizes: Sequence[int], found: Sequence[Sequence[list[Measured]]]) -> Iterator[str]:
    """Yield the lines of a table for each window; ``found`` has the programs of each size."""
    for at, (wide, high) in enumerate(WINDOWS):
        names = ("before", "now")[-len(found[0]) :]
        heads = [f"{size}: {name}" for size in sizes for name in (*names, "bar")]
        yield f"| {wide} × {high} | {' | '.join(heads)} |"
        yield "|---|" + "--:|" * len(heads)
        for row in rows():
            cells = (
                cell
                for size, programs in zip(sizes, found, strict=True)
                for cell in _cells(row, [one[at] for one in programs], row.bar(size, wide))
            )
            yield f"| {row.name} | {' | '.join(cells)} |"
        yield ""


def _cells(row: Row, programs: Sequence[Measured], bar: float | None) -> Iterator[str]:
    """Yield what each program gives, with a mark where that misses the bar, and the bar."""
    for site in programs:
        value = row.value(site)
        missed = " ✗" if value is not None and bar is not None and value > bar else ""
        yield "" if value is None else f"{value:{row.form}}{missed}"
    yield "" if bar is None else f"{bar:,.0f}"


def main() -> None:
    """Print the tables, or write a collection to look at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--before", metavar="COMMIT", help="measure the program of a commit, too")
    parser.add_argument("--write", metavar="FOLDER", type=Path, help="write a collection, no more")
    parser.add_argument("--essays", type=int, default=120, help="its size")
    options = parser.parse_args()
    if options.write:
        write_grown(options.write, options.essays)
        return
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        programs = [_checked_out(options.before, work)] if options.before else []
        programs.append(ROOT)
        found = [[built(size, program, work) for program in programs] for size in sizes]
    print("\n".join(table(sizes, found)))


if __name__ == "__main__":
    main()
