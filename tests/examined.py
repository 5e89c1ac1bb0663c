"""Texts for tests of ``sitegen check``: files and strings as the rules see them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sitegen.assets import Assets
from sitegen.check.blocks import blocks
from sitegen.check.case import Case, Collection, CollectionRule, Finding, TextRule
from sitegen.config import Config
from sitegen.index import Surroundings, assemble
from sitegen.loader import Tree
from sitegen.loader.encoding import decode
from sitegen.loader.split import split
from sitegen.model import Kind
from sitegen.parse import Parser

PARSER = Parser(Config())
FIXTURES = Path(__file__).parent / "check"


def case(text: str, path: str = "essays/a.md") -> Case:
    """Understand a text; its path says whether it is the file of a theme."""
    kind: Kind = "theme" if path.startswith("essays/_themes/") else "essay"
    source = split(path, kind, *decode(path, text.encode())[:1])
    return Case(source, PARSER.parse(source), blocks(source))


def collection(*cases: Case) -> Collection:
    """Put texts together."""
    config = Config()
    texts = [one.essay for one in cases]
    index = assemble(config, texts, (), Surroundings(Tree(), Assets({}, {})), PARSER.inline)
    return Collection(config, {one.path: one for one in cases}, index)


def found(
    texts: Sequence[Case], rules: Iterable[TextRule], wholes: Iterable[CollectionRule] = ()
) -> list[Finding]:
    """Let rules look at texts, one by one and together."""
    together = collection(*texts)
    findings = [finding for rule in rules for text in texts for finding in rule(text)]
    findings += [finding for rule in wholes for finding in rule(together)]
    return sorted(findings, key=lambda finding: finding.problem)


def mended(text: str, findings: Iterable[Finding]) -> str:
    """Apply the edits of findings, the last line first."""
    lines = text.split("\n")
    edits = [finding.edit for finding in findings if finding.edit]
    for edit in sorted(edits, key=lambda edit: -edit.first):
        lines[edit.first - 1 : edit.last] = edit.lines
    return "\n".join(lines)
