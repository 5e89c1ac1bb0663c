"""Texts as the rules of a check see them, without a site around them."""

import re
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from sitegen.check.collect import examine
from sitegen.check.external import EXTERNAL_CODES
from sitegen.check.rules import COLLECTION_RULES, TEXT_RULES, Rule
from sitegen.check.types import Collection, Finding, TextUnderCheck
from sitegen.check.verdict import check, features, selected, weigh
from sitegen.collection.index import Surroundings, assemble
from sitegen.config.config import Config
from sitegen.content.loader.encoding import decode
from sitegen.content.loader.split import split
from sitegen.content.loader.walk import Tree
from sitegen.content.parse import Parser
from sitegen.content.visibility import Showing
from sitegen.incremental.cache import opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.model import Kind, Moment
from sitegen.shape.shape import shape_of
from sitegen.theme.assets import Assets
from sitegen.views.pages import linkable

PARSER = Parser(Config())
FOLDER = Path(__file__).parents[1] / "data" / "check"


def case(text: str, path: str = "essays/a.md") -> TextUnderCheck:
    """Understand a text; its path says whether it is the file of a theme."""
    kind: Kind = "theme" if path.startswith("essays/_themes/") else "essay"
    source = split(path, kind, *decode(path, text.encode())[:1])
    return TextUnderCheck(source, PARSER.parse(source).essay, shape_of(source).blocks)


def endless(text: str, path: str = "essays/a.md") -> TextUnderCheck:
    """Make a case of a hostile text, without the time that its Markdown takes."""
    source = split(path, "essay", text)
    return replace(case("", path), source=source, blocks=shape_of(source).blocks)


def collection(*cases: TextUnderCheck) -> Collection:
    """Put texts together."""
    texts = [one.essay for one in cases]
    files = Surroundings(Tree(), Assets({}, {}), linkable)
    index = assemble(Config(), texts, (), files, PARSER.inline)
    known = {one.path: features(one) for one in cases}
    return Collection(Config(), {one.path: one for one in cases}, index, features=known)


def examined(root: Path, moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> Collection:
    """Understand the site in a folder, on some day."""
    with opened(root) as cache:
        request = BuildRequest(root, cache.site_config[0], Showing(Moment(moment)), time.time_ns())
        return examine(request, cache)


def checked(whole: Collection, words: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Ask all rules but those that need other sites; choose the codes that begin with words."""
    codes = selected(words, whole.config) - EXTERNAL_CODES
    return weigh(check(whole, codes, lambda: 0.0).findings, whole, codes)


def rules(family: str) -> tuple[list[Rule[TextUnderCheck]], list[Rule[Collection]]]:
    """Choose the rules of a family: those for a text, and those for all."""
    return (
        [rule for rule in TEXT_RULES if any(code[1:3] == family for code in rule.codes)],
        [rule for rule in COLLECTION_RULES if any(code[1:3] == family for code in rule.codes)],
    )


def found(texts: Sequence[TextUnderCheck], family: str) -> list[Finding]:
    """Let the rules of a family look at texts, one by one and together."""
    alone, together = rules(family)
    whole = collection(*texts)
    findings = [finding for rule in alone for text in texts for finding in rule.run(text)]
    findings += [finding for rule in together for finding in rule.run(whole)]
    return sorted(findings, key=lambda finding: finding.problem)


def as_lines(findings: Iterable[Finding]) -> list[str]:
    """Print findings on a line each."""
    return [
        f"{one.problem.place}: {one.problem.code}: {one.problem.message} ({one.problem.hint})"
        for one in findings
    ]


def placed(findings: Iterable[Finding]) -> list[str]:
    """Print place and code of findings, sorted."""
    return sorted(f"{one.problem.place} {one.problem.code}" for one in findings)


def fixed(text: str, findings: Iterable[Finding]) -> str:
    """Apply the edits of findings, the last line first."""
    lines = text.split("\n")
    edits = [finding.edit for finding in findings if finding.edit]
    for edit in sorted(edits, key=lambda edit: -edit.first):
        lines[edit.first - 1 : edit.last] = edit.lines
    return "\n".join(lines)


def clean() -> list[TextUnderCheck]:
    """Read the clean texts that are files of their own."""
    return [_read(file) for file in sorted((FOLDER / "clean").glob("*.md")) if _is_single(file)]


def dirty(family: str) -> list[tuple[TextUnderCheck, list[str]]]:
    """Read the dirty texts in files of their own with findings of a family: place and code."""
    texts = []
    for file in sorted((FOLDER / "dirty").glob("*.md")):
        wanted = _TOLD.findall(file.with_suffix(".txt").read_text())
        lines = [f"{place} {code}" for place, code in wanted if code[1:3] == family]
        if lines and _is_single(file):
            texts.append((_read(file), sorted(lines)))
    return texts


_TOLD = re.compile(r"^(essays/[^ \n]+): \w+\[(\w+)\]", re.MULTILINE)


def _is_single(file: Path) -> bool:
    return not file.read_bytes().startswith(b"-- ")


def _read(file: Path) -> TextUnderCheck:
    return case(file.read_bytes().decode(), f"essays/{file.name}")
