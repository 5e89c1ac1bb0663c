"""Problems in formats for other programs: SARIF by its schema, annotations for GitHub."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker

from sitegen.cli.report import annotation
from sitegen.cli.sarif import sarif
from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Place, Problem
from support.site import essay, sitegen, write_site

DATA = Path(__file__).parents[1] / "data"
SCHEMA = json.loads((DATA / "schemas/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
# By name: the checker of an address that is not installed is an error, not a silence.
SARIF = Draft4Validator(SCHEMA, format_checker=FormatChecker(["uri", "uri-reference"]))
HOSTILE = f"""\
-- essays/a.md --
{essay("A", "Words of [mine](gone.md).", tags="[t]")}
No comments:

Post a Comment
-- essays/ü b#1?, 100%25: c.md --
{essay("B", "Words{title='a' theme=x}.", date="'2010, 100%: {0} [a](1)'")}
-- essays/c\udcff.md --
{essay("C")}
"""
_VALUE = r"(?:[^%:,\r\n]|%25|%0D|%0A|%3A|%2C)+"
_COMMAND = re.compile(
    rf"::(notice|warning|error) ([A-Za-z]+={_VALUE}(?:,[A-Za-z]+={_VALUE})*)"
    r"::((?:[^%\r\n]|%25|%0D|%0A)*)"
)
HOSTILE_TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("%:,=\r\nü0123456789ABCDabcd"),
    min_size=1,
)


def results(*arguments: str | Path) -> list[dict[str, Any]]:
    log = json.loads(sitegen("check", "--format", "sarif", *arguments).out)
    assert [error.message for error in SARIF.iter_errors(log)] == []
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    found: list[dict[str, Any]] = run["results"]
    assert [rules[result["ruleIndex"]] for result in found] == [one["ruleId"] for one in found]
    assert set(rules) == {one["ruleId"] for one in found}
    return found


def where(result: dict[str, Any]) -> tuple[str, dict[str, int]]:
    (location,) = result["locations"]
    place = location["physicalLocation"]
    return unquote(place["artifactLocation"]["uri"]), place.get("region", {})


def test_the_schema_would_find_a_fault() -> None:
    log = sarif([Problem(Place("essays/a b.md"), "W401", "words")])
    assert list(SARIF.iter_errors(log)) == []
    faulty = json.loads(json.dumps(log).replace("a%20b", "a b"))
    assert [error.message for error in SARIF.iter_errors(faulty)] == [
        "'essays/a b.md' is not a 'uri-reference'"
    ]


def test_a_run_without_findings_is_a_log_too(tmp_path: Path) -> None:
    assert results(write_site(tmp_path, f"-- essays/a.md --\n{essay()}")) == []


def test_the_shipped_collection_makes_a_log() -> None:
    assert [one for one in results(DATA.parents[1]) if one["level"] != "note"] == []


def test_places_of_every_kind_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_site(tmp_path, HOSTILE))
    found = {one["ruleId"]: where(one) for one in results()}
    assert found == {
        "E103": ("essays/c\\xff.md", {}),
        "W210": ("essays/ü b#1?, 100%25: c.md", {"startLine": 3, "startColumn": 7}),
        "W401": ("essays/a.md", {"startLine": 7, "startColumn": 17}),
        "W1001": ("essays/a.md", {"startLine": 9}),
        "W1502": ("essays/ü b#1?, 100%25: c.md", {}),
        "W1504": ("essays/ü b#1?, 100%25: c.md", {}),
    }


def test_mistakes_in_settings_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path / "site", "-- site.yaml --\ntitle: [A]\nbase_url: nowhere\nwords: 3\n")
    monkeypatch.chdir(tmp_path)
    found = results("site")
    # Relative to the current folder, as code hosts want it.
    assert {where(one)[0] for one in found} == {"site/site.yaml"}
    # Single braces would ask for an argument.
    assert found[0]["message"]["text"].endswith("if it contains characters like : [ {{")
    assert [where(one)[1]["startLine"] for one in found] == [1, 2, 3]


@pytest.mark.slow
def test_every_dirty_text_makes_a_log(tmp_path: Path) -> None:
    texts = {file.name: file.read_bytes() for file in (DATA / "check/dirty").glob("*.md")}
    write_site(tmp_path, "-- essays/a.md --\n")
    for name, text in texts.items():
        (tmp_path / "essays" / name).write_bytes(text)
    found = results(tmp_path)
    assert len(found) > len(texts) > 100
    assert len({one["ruleId"] for one in found}) > 40


@pytest.mark.parametrize("command", ["build", "check"])
def test_annotations_are_commands_to_github(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(write_site(tmp_path, HOSTILE))
    lines = sitegen(command, "--format", "github", "--verbose").out.splitlines()
    commands = [understood(line) for line in lines if line.startswith("::")]
    assert {one["file"] for _, one, _ in commands} >= {"essays/ü b#1?, 100%25: c.md"}
    said = next(text for _, one, text in commands if one["title"] == "sitegen W210")
    assert said.startswith("date: '2010, 100%: {0} [a](1)' is not a date")


@given(
    st.sampled_from(sorted(explanations())),
    HOSTILE_TEXT,
    HOSTILE_TEXT,
    HOSTILE_TEXT,
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
)
def test_an_annotation_says_what_a_problem_says(
    code: str, path: str, message: str, hint: str, at: tuple[int, int]
) -> None:
    problem = Problem(Place(path, *at), code, message, hint)
    levels = {"error": "error", "warning": "warning", "note": "notice"}
    numbers = {key: str(number) for key, number in zip(("line", "col"), at, strict=True) if number}
    assert understood(annotation(problem, path)) == (
        levels[problem.severity],
        {"file": path, **numbers, "title": f"sitegen {code}"},
        f"{message}. {hint}",
    )


def understood(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command strictly: level, properties, message."""
    match = _COMMAND.fullmatch(line)
    assert match, line
    level, pairs, message = match.groups()
    properties = [pair.split("=", 1) for pair in pairs.split(",")]
    assert len(dict(properties)) == len(properties)
    assert dict(properties).keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
    return level, {key: decoded(value) for key, value in properties}, decoded(message)


def decoded(text: str) -> str:
    return re.sub("%(25|0D|0A|3A|2C)", lambda match: chr(int(match[1], 16)), text)
