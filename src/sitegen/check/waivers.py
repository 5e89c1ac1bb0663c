"""Findings and the waivers of the texts -> the findings that are left, and what is wrong with
the waivers themselves."""

from collections.abc import Collection as Codes
from collections.abc import Iterable, Iterator

from sitegen.check.case import Case, Finding
from sitegen.model import Waiver
from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Problem


def waive(
    findings: Iterable[Finding], cases: Iterable[Case], looked_for: Codes[str]
) -> tuple[Finding, ...]:
    """Leave out what a text's author lets stand with a reason; add waivers that are wrong.

    A waiver no longer applies when its code was ``looked_for`` and nothing was found.
    """
    found = tuple(findings)
    kept = {(one.problem.place.path, one.problem.code) for one in found}
    waived = {
        (case.path, waiver.code)
        for case in cases
        for waiver in case.essay.meta.waive
        if waiver.reason and _may_be_waived(waiver.code)
    }
    left = [one for one in found if (one.problem.place.path, one.problem.code) not in waived]
    wrong = (
        problem
        for case in cases
        for waiver in case.essay.meta.waive
        for problem in _wrong(waiver, (case.path, waiver.code) in kept, looked_for)
    )
    return (*left, *(Finding(problem) for problem in wrong if problem.code in looked_for))


def _may_be_waived(code: str) -> bool:
    """Tell whether a code is one that does not stop a build, which knows no waivers."""
    return (
        code in explanations()
        and (len(code) == 5 or code[0] != "E")
        and not code.startswith("17", 1)
    )


def _wrong(waiver: Waiver, applies: bool, looked_for: Codes[str]) -> Iterator[Problem]:  # noqa: FBT001 (one of two facts)
    code = waiver.code
    if code not in explanations():
        hint = "sitegen explain lists all codes"
        yield Problem(waiver.place, "E1703", f"the waived '{code}' is no problem code", hint)
    elif not _may_be_waived(code):
        message = f"'{code}' cannot be waived: it stops the build"
        yield Problem(waiver.place, "E1703", message, "mend what it speaks of")
    elif not waiver.reason:
        hint = f"write why it may stand, {code}: and the reason"
        yield Problem(waiver.place, "E1702", f"the waiver of {code} gives no reason", hint)
    elif not applies and code in looked_for:
        message = f"the waiver of {code} applies to nothing any more"
        yield Problem(waiver.place, "W1701", message, "take it away")
