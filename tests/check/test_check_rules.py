"""A new rule of check is a function, a row in ``rules.py`` and a section of docs/problems.md."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.check import verdict
from sitegen.check.rules import COLLECTION_RULES, TEXT_RULES, Rule
from sitegen.check.types import Finding, TextUnderCheck
from sitegen.problems.catalogue import Explanation, explanations
from support.site import Run, essay, sitegen, write_site


def shouts(text: TextUnderCheck) -> Iterator[Finding]:
    """Find paragraphs in capitals."""
    for block in text.blocks:
        if block.kind == "paragraph" and block.text.isupper():
            message = f"'{block.text}' is in capitals"
            yield text.finding("W1399", message, "write small letters", block.line)


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a rule as its manual says."""
    monkeypatch.setitem(explanations(), "W1399", Explanation("Paragraph in capitals", "-", "", "-"))
    monkeypatch.setattr(verdict, "TEXT_RULES", (*TEXT_RULES, Rule(shouts, {"W1399"})))


def check(root: Path, front: str = "", config: str = "", *arguments: str) -> Run:
    text = essay(body="Some words.\n\nWORDS IN CAPITALS.").replace("---\n\n", f"{front}---\n\n")
    site = f"-- site.yaml --\ntitle: A\nauthor: B\n{config}-- essays/a.md --\n{text}"
    return sitegen("check", *arguments, write_site(root, site))


def test_new_rule_reports(tmp_path: Path) -> None:
    run = check(tmp_path)
    assert "essays/a.md:8: warning[W1399]: 'WORDS IN CAPITALS.' is in capitals\n" in run.err
    assert "  hint: write small letters\n" in run.err
    assert "test_check_rules.shouts\n" in check(tmp_path, "", "", "--profile").err


def test_new_rule_can_be_selected(tmp_path: Path) -> None:
    assert "W1399" in check(tmp_path, "", "", "--select", "13").err
    assert check(tmp_path, "", "", "--select", "W10").err == ""


def test_new_rule_can_be_waived(tmp_path: Path) -> None:
    run = check(tmp_path, "waive:\n  W1399: A telegram.\n")
    assert (run.code, run.err) == (0, "")


def test_new_rule_can_be_configured(tmp_path: Path) -> None:
    run = check(tmp_path, config="check:\n  W1399: error\n")
    assert run.code == 1
    assert "essays/a.md:8: error[W1399]" in run.err
    assert check(tmp_path, config="check:\n  W1399: 'off'\n").err == ""


def test_every_code_of_a_rule_is_explained() -> None:
    codes = {code for rule in TEXT_RULES for code in rule.codes}
    codes |= {code for rule in COLLECTION_RULES for code in rule.codes}
    assert sorted(codes - explanations().keys()) == []
