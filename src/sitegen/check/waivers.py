"""Findings and the waivers of texts -> the findings that are left, and problems of the waivers."""

from collections.abc import Collection as Codes
from collections.abc import Iterable, Iterator

from sitegen.check.types import Finding, TextUnderCheck
from sitegen.model import Waiver
from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Problem


def waive(
    findings: Iterable[Finding], texts: Iterable[TextUnderCheck], checked: Codes[str]
) -> tuple[Finding, ...]:
    """Drop findings that a text waives with a reason; add the problems of waivers.

    A waiver is out of date if its code was ``checked`` and nothing was found.
    """
    findings = tuple(findings)
    found = {(one.problem.place.path, one.problem.code) for one in findings}
    waivers = [(text.path, waiver) for text in texts for waiver in text.essay.meta.waive]
    waived = {(path, one.code) for path, one in waivers if one.reason and _can_waive(one.code)}
    left = [one for one in findings if (one.problem.place.path, one.problem.code) not in waived]
    wrong = (
        problem
        for path, waiver in waivers
        for problem in _problems(waiver, checked, applies=(path, waiver.code) in found)
    )
    return (*left, *(Finding(problem) for problem in wrong if problem.code in checked))


def _can_waive(code: str) -> bool:
    """Return whether a code can be waived: known, not about waivers, no error of a build."""
    can_be = len(code) == 5 or code[0] != "E"
    return code in explanations() and can_be and not code.startswith("17", 1)


def _problems(waiver: Waiver, checked: Codes[str], *, applies: bool) -> Iterator[Problem]:
    place, code = waiver.place, waiver.code
    if code not in explanations():
        message = f"unknown code '{code}' in waive:"
        yield Problem(place, "W1703", message, "sitegen explain lists all codes")
    elif not _can_waive(code):
        message = f"'{code}' cannot be waived: it stops the build"
        yield Problem(place, "W1703", message, "fix the problem and delete the waiver")
    elif not waiver.reason:
        message = f"the waiver of {code} has no reason"
        yield Problem(place, "W1702", message, f"write the reason after the code: '{code}: …'")
    elif not applies and code in checked:
        message = f"the waiver of {code} is no longer used"
        yield Problem(place, "W1701", message, "delete it")
