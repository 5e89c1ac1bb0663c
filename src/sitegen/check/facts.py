"""Findings -> one finding for a fact about the whole collection."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sitegen.check.types import Fact, Finding
from sitegen.problems.errors import Place, Problem, Severity
from sitegen.problems.grouping import ENOUGH

_SETTINGS = Place("site.yaml")


def summed_up(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Replace findings that state one fact by a single finding, if there are enough."""
    gathered: dict[tuple[str, Severity, Fact | None], list[Finding]] = {}
    for finding in findings:
        problem = finding.problem
        gathered.setdefault((problem.code, problem.severity, finding.fact), []).append(finding)
    summed = (one for (_, _, fact), group in gathered.items() for one in _summed(fact, group))
    return tuple(sorted(summed, key=lambda one: one.problem))


def _summed(fact: Fact | None, group: list[Finding]) -> Iterator[Finding]:
    if fact is None or len(group) < ENOUGH:
        yield from group
        return
    first, places = group[0].problem, tuple(one.problem.place for one in group)
    message = fact.message.format(f"{len(group):,}")
    problem = Problem(_SETTINGS, first.code, message, fact.hint, first.weight, places)
    yield replace(group[0], problem=problem)
