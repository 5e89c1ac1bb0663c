"""Broken text: what is found in ``tests/check``, how it is said, and what is mended."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examined import FIXTURES, case, found, mended
from sitegen.check.broken import COLLECTION_RULES, TEXT_RULES
from sitegen.check.case import Finding
from sitegen.codes import CODES

DIRTY = sorted((FIXTURES / "dirty").glob("broken-*.md"))
CLEAN = sorted((FIXTURES / "clean").glob("broken-*.md"))


def examine(text: str) -> list[Finding]:
    return found([case(text)], TEXT_RULES, COLLECTION_RULES)


def said(text: str) -> list[str]:
    return [
        f"{one.place.line}:{one.place.column} {one.code} {one.message} | {one.hint}"
        for one in (finding.problem for finding in examine(text))
    ]


@pytest.mark.parametrize("file", DIRTY, ids=lambda file: file.stem)
def test_dirty_text_has_exactly_the_findings_expected(file: Path) -> None:
    findings = examine(file.read_bytes().decode())
    seen = [f"{one.problem.code} {one.problem.place.line}" for one in findings]
    assert sorted(seen) == sorted(file.with_suffix(".expected").read_text().split("\n")[:-1])
    assert all(one.problem.code in CODES for one in findings)


@pytest.mark.parametrize("file", CLEAN, ids=lambda file: file.stem)
def test_clean_text_has_no_finding(file: Path) -> None:
    assert said(file.read_bytes().decode()) == []
