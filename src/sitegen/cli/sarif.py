"""Problems -> a SARIF log, which code hosts show beside the lines (OASIS SARIF 2.1.0)."""

from collections.abc import Iterable
from pathlib import Path

from sitegen import __version__
from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import quote_path

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif(problems: Iterable[Problem], root: Path = Path()) -> dict[str, object]:
    """Return a log with one run: the problems of the site in a folder."""
    ordered = sorted(problems)
    codes = sorted({problem.code for problem in ordered})
    rules = [_rule(code) for code in codes]
    driver = {"name": "sitegen", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code), root) for problem in ordered],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, object]:
    entry = explanations()[code]
    return {
        "id": code,
        "shortDescription": _message(entry.title),
        "fullDescription": _message(entry.meaning),
        "help": _message(entry.remedy),
    }


def _message(text: str) -> dict[str, str]:
    # Single braces would be placeholders (section 3.11.5).
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _result(problem: Problem, rule: int, root: Path) -> dict[str, object]:
    related = [{"physicalLocation": _location(place, root)} for place in problem.places]
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": _message(problem.sentences),
        "locations": [{"physicalLocation": _location(problem.place, root)}],
        **({"relatedLocations": related} if related else {}),
    }


def _location(place: Place, root: Path) -> dict[str, object]:
    numbers = {"startLine": place.line, "startColumn": place.column}
    region = {key: value for key, value in numbers.items() if value}
    uri = quote_path((root / place.path).as_posix())
    return {"artifactLocation": {"uri": uri}, **({"region": region} if region else {})}
