"""Build the corpus with sitegen and its peers alternately -> a table, and JSON on request."""

import argparse
import compileall
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import corpus
import measure
from peers import PEERS, SITEGEN, Peer
from scenarios import SCENARIOS, Case

SOURCE = Path(__file__).parents[1] / "src"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a case with the costs of all its runs."""

    tool: str
    scenario: str
    essays: int
    costs: tuple[measure.Cost, ...]
    pages: int
    """HTML files in the output."""
    files: int
    bytes: int

    @property
    def wall(self) -> float:
        return median(cost.wall for cost in self.costs)

    @property
    def peak(self) -> float:
        return median(cost.peak for cost in self.costs)


def main() -> int:
    """Measure the cases that the command line names."""
    options = _options()
    compileall.compile_dir(SOURCE, quiet=1)
    rows = []
    print(HEADINGS)
    with tempfile.TemporaryDirectory(dir=options.work, prefix="sitegen-bench-") as work:
        for size in options.sizes:
            folder = Path(work) / str(size)
            cases = [_case(peer, size, folder, options.seed) for peer in options.tools]
            for scenario in options.scenarios:
                group = _measure(cases, scenario, options.runs)
                print(*_lines(group), sep="\n", flush=True)
                rows += group
    if options.json:
        report = _report(rows, options.tools, options.seed)
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure sitegen beside its peers.")
    parser.add_argument("--sizes", type=_sizes, default=(5, 100, 1_000, 10_000))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tools", type=_tools, default=(SITEGEN, PEERS["hugo"]))
    parser.add_argument("--scenarios", type=_scenarios, default=tuple(SCENARIOS))
    parser.add_argument("--seed", type=int, default=corpus.SEED)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument(
        "--work", type=Path, metavar="DIR", help="where sites are written and built"
    )
    return parser.parse_args()


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(","))


def _scenarios(text: str) -> tuple[str, ...]:
    if unknown := set(text.split(",")) - SCENARIOS.keys():
        raise argparse.ArgumentTypeError(f"there is no {', '.join(unknown)}")
    return tuple(text.split(","))


def _tools(text: str) -> tuple[Peer, ...]:
    try:
        return tuple(PEERS[name] for name in text.split(","))
    except KeyError as error:
        raise argparse.ArgumentTypeError(f"choose from {', '.join(PEERS)}") from error


def _case(peer: Peer, essays: int, folder: Path, seed: int) -> Case:
    site = folder / peer.name / "site"
    site.parent.mkdir(parents=True)
    peer.write(site, essays, seed)
    return Case(peer, essays, site, folder / peer.name / "output")


# ------------------------------------------------------------------ runs


def _measure(cases: Sequence[Case], scenario: str, runs: int) -> list[Row]:
    costs: dict[str, list[measure.Cost]] = {case.peer.name: [] for case in cases}
    for number in range(-1, runs):
        # Alternately, so that a busy minute of the machine falls on all of them.
        for case in cases:
            if number < 0 and case.output.exists() and scenario in ("cold", "unchanged"):
                continue
            SCENARIOS[scenario](case, number + 1)
            # An editor takes longer: files must not be so fresh that they are looked at twice.
            time.sleep(0.15)
            os.sync()  # nobody pays for what an earlier run left to be written
            command = case.peer.command(case.site, case.output)
            cost = measure.run(command, _environment())
            if number >= 0:  # the first one warms up
                costs[case.peer.name].append(cost)
    return [_row(case, scenario, tuple(costs[case.peer.name])) for case in cases]


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(SOURCE)}


def _row(case: Case, scenario: str, costs: tuple[measure.Cost, ...]) -> Row:
    files = [path for path in case.output.rglob("*") if path.is_file()]
    return Row(
        tool=case.peer.name,
        scenario=scenario,
        essays=case.essays,
        costs=costs,
        pages=sum(path.suffix == ".html" for path in files),
        files=len(files),
        bytes=sum(path.stat().st_size for path in files),
    )


# ------------------------------------------------------------------ reports

HEADINGS = """\
| essays | scenario | tool | wall s, median (min) | CPU s | peak MB | pages | files | MB \
| sitegen / it: wall | memory |
|--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"""


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    ours = next((row for row in rows if row.tool.startswith(SITEGEN.name)), None)
    for row in rows:
        ratios = ("", "")
        if ours and row is not ours:
            ratios = (f"{ours.wall / row.wall:.2f}", f"{ours.peak / row.peak:.2f}")
        cells = (
            f"{row.essays:,}",
            row.scenario,
            row.tool,
            f"{row.wall:.3f} ({min(cost.wall for cost in row.costs):.3f})",
            f"{median(cost.cpu for cost in row.costs):.2f}",
            f"{row.peak:.0f}",
            f"{row.pages:,}",
            f"{row.files:,}",
            f"{row.bytes / 1e6:.1f}",
            *ratios,
        )
        yield f"| {' | '.join(cells)} |"


def _report(rows: Sequence[Row], tools: Sequence[Peer], seed: int) -> dict[str, object]:
    return {
        "taken": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "system": platform.platform(),
            "processor": _processor(),
            "cores": len(os.sched_getaffinity(0)),
            "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 10**6,
        },
        "versions": {
            "python": platform.python_version(),
            **{peer.name: peer.version() for peer in tools},
        },
        "seed": seed,
        "rows": [{**asdict(row), "wall": row.wall, "peak": row.peak} for row in rows],
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (measure.CommandError, FileNotFoundError) as error:
        sys.exit(str(error))
