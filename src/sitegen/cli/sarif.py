"""Problems -> a SARIF log, which code hosts show beside the lines (OASIS SARIF 2.1.0)."""

from collections.abc import Iterable

from sitegen import __version__
from sitegen.codes import CODES
from sitegen.errors import Problem
from sitegen.slugs import quote_path

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif(problems: Iterable[Problem]) -> dict[str, object]:
    """Write problems as one run; paths are relative to the site's root."""
    ordered = sorted(problems)
    codes = sorted({problem.code for problem in ordered})
    driver = {
        "name": "sitegen",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in ordered],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, object]:
    entry = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.meaning},
        "help": {"text": entry.remedy},
    }


def _result(problem: Problem, rule: int) -> dict[str, object]:
    place = problem.place
    facts = {"startLine": place.line, "startColumn": place.column}
    region = {key: value for key, value in facts.items() if value}
    location: dict[str, object] = {"artifactLocation": {"uri": quote_path(place.path)}}
    text = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": location | ({"region": region} if region else {})}],
    }
