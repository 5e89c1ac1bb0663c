"""An essay as converted -> the essay without what a blog platform left in it, and what that was."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from sitegen.check.fix import apply_edits, without_overlaps
from sitegen.check.leftovers.rules import CODES
from sitegen.check.rules import TEXT_RULES
from sitegen.check.types import Edit, Finding, TextUnderCheck
from sitegen.config.config import Config
from sitegen.content.loader.split import split
from sitegen.content.parse import Parser
from sitegen.from_html.types import Removed
from sitegen.importers.report.balance import Words, words_of
from sitegen.model import Kind, Parsed
from sitegen.shape.shape import shape_of

_ROUNDS = 3
"""Times that the rules run: what is removed may uncover a further line."""
_SPAM = frozenset({"E1201", "E1202", "E1203", "W1204"})
"""Hidden and injected words do not come from a platform: their author decides."""
_DOUBTFUL = frozenset({*CODES, "W1101", "W1301", "W1302"})
"""Codes of what may not be the author's, or not as it was written."""


class Cleaned(Struct, frozen=True):
    """A text after the sure edits of the rules."""

    text: str
    """The whole file."""
    parsed: Parsed
    removed: tuple[Removed, ...] = ()
    words: Words = Words()
    """The words that are only in what was removed."""
    changed: tuple[str, ...] = ()
    """Why lines were changed without losing a word."""
    doubts: tuple[str, ...] = ()
    """Codes of findings that only the author can decide."""


class Cleaner:
    """Runs the rules of ``sitegen check`` on one text after the other."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self.parser = Parser(config)

    def clean(self, path: str, kind: Kind, text: str) -> Cleaned:
        """Apply every edit that cannot be wrong."""
        removed: list[Removed] = []
        words, changed = Words(), dict[str, None]()
        for _ in range(_ROUNDS):
            checked, parsed = self._checked(path, kind, text)
            findings = tuple(self._findings(checked))
            edits = tuple(without_overlaps(_sure_edits(findings)))
            if not edits:
                break
            content, lost = apply_edits(text.encode(), edits)
            text = content.decode()
            lines_of = {id(edit): lines.decode() for edit, lines in lost}
            for edit in edits:
                old = lines_of.get(id(edit), "")
                if fewer := words_of(old) - words_of("\n".join(edit.lines)):
                    words += fewer
                    removed.append(Removed(edit.reason, old.strip("\r\n")))
                else:
                    changed[edit.reason] = None
        else:
            checked, parsed = self._checked(path, kind, text)
            findings = tuple(self._findings(checked))
        if removed:
            text = text.rstrip("\n") + "\n"
        doubts = tuple(sorted({one.problem.code for one in findings} & _DOUBTFUL))
        return Cleaned(text, parsed, tuple(removed), words, tuple(changed), doubts)

    def _checked(self, path: str, kind: Kind, text: str) -> tuple[TextUnderCheck, Parsed]:
        source = split(path, kind, text)
        parsed = self.parser.parse(source)
        return TextUnderCheck(source, parsed.essay, shape_of(source).blocks), parsed

    def _findings(self, text: TextUnderCheck) -> Iterator[Finding]:
        levels = self._config.check
        for rule in TEXT_RULES:
            for finding in rule.run(text):
                if levels.get(finding.problem.code) != "off":
                    yield finding


def _sure_edits(findings: Iterable[Finding]) -> Iterator[Edit]:
    for finding in findings:
        if finding.problem.code not in _SPAM:
            edits = (finding.edit, *finding.edits)
            yield from (edit for edit in edits if edit and edit.sure)
