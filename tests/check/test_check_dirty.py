"""Dirty texts and clean ones: what ``sitegen check`` finds in each, and what it would fix.

``check/dirty/NAME.md`` is an essay, or a site in txtar form (``-- path --`` before each file);
``NAME.jpg`` is a picture that it shows, and ``NAME.txt`` beside it holds what is found. RENEW=1
rewrites the latter; read the difference before you commit it. In ``check/clean`` nothing is found.
"""

import os
from pathlib import Path

import pytest

from sitegen.check.rules import COLLECTION_RULES, TEXT_RULES
from sitegen.check.types import Finding
from sitegen.problems.catalogue import explanations
from support.checked_texts import checked, examined
from support.site import write_site

FOLDER = Path(__file__).parents[1] / "data" / "check"
DIRTY = sorted((FOLDER / "dirty").glob("*.md"))
CLEAN = sorted((FOLDER / "clean").glob("*.md"))


@pytest.mark.parametrize("case", DIRTY, ids=lambda case: case.stem)
def test_what_is_wrong_with_a_dirty_text_is_found(case: Path, tmp_path: Path) -> None:
    found = "\n".join(_shown(one) for one in findings(tmp_path, case)) + "\n"
    expected = case.with_suffix(".txt")
    if "RENEW" in os.environ:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert found.strip()


@pytest.mark.parametrize("case", CLEAN, ids=lambda case: case.stem)
def test_nothing_is_wrong_with_a_clean_text(case: Path, tmp_path: Path) -> None:
    assert [_shown(one) for one in findings(tmp_path, case)] == []


def test_there_are_enough_texts_to_measure_with() -> None:
    assert len(DIRTY) >= 120
    assert len(CLEAN) >= 80


def test_every_code_of_every_rule_is_found_in_a_dirty_text() -> None:
    codes = {code for rule in TEXT_RULES for code in rule.codes}
    codes |= {code for rule in COLLECTION_RULES for code in rule.codes}
    reports = "\n".join(case.with_suffix(".txt").read_text(encoding="utf-8") for case in DIRTY)
    assert sorted(code for code in codes if f"[{code}]" not in reports) == []
    families = {"10", "11", "12", "13", "15"}
    assert {code for code in explanations() if len(code) == 5 and code[1:3] in families} <= codes


def findings(root: Path, case: Path) -> tuple[Finding, ...]:
    text = case.read_bytes().decode()
    site = text if text.startswith("-- ") else f"-- essays/{case.name} --\n{text}"
    write_site(root, site)
    picture = case.with_suffix(".jpg")
    if picture.exists():
        (root / "essays" / picture.name).write_bytes(picture.read_bytes())
    return checked(examined(root))


def _shown(finding: Finding) -> str:
    problem, edit = finding.problem, finding.edit
    line = f"{problem.place}: {problem.severity}[{problem.code}]: {problem.message}"
    lines = [line, f"  hint: {problem.hint}"] if problem.hint else [line]
    if edit:
        option = "fix" if edit.sure else "fix=all"
        lines.append(f"  {option}: lines {edit.first} to {edit.last}")
    return "\n".join(lines)
