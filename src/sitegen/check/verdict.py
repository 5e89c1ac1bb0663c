"""Collection -> findings: every rule run, the site's weights and the texts' waivers applied."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from sitegen.check.doubling.winnowing import fingerprints
from sitegen.check.doubling.wording import wording
from sitegen.check.memory import CheckedText, Memory
from sitegen.check.rules import COLLECTION_RULES, TEXT_RULES
from sitegen.check.spam.injected import advertises
from sitegen.check.types import Collection, Features, Finding, TextUnderCheck
from sitegen.check.waivers import waive
from sitegen.config.config import Config
from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Problem, Severity
from sitegen.workers.parallel import for_each, spread

Clock = Callable[[], float]
"""Returns seconds; only differences count."""

_GRAVE = frozenset({"W401", "W402", "W403", "W404", "W511"})
"""Links and images not found: warnings of a build, errors of a check."""
_REDUNDANT = {"W301": "W1314", "W314": "W1309", "W407": "W1314", "W1404": "W1502"}
"""Code -> another one that says more about the same line."""
_REDUNDANT_IN_TEXT = {"W1311": "W308"}
"""Code -> another one that says more about the same text."""
NOTHING = Memory()


class Verdict(Struct, frozen=True):
    """The result of a check."""

    findings: tuple[Finding, ...]
    seconds: Mapping[str, float]
    """Name of each rule that ran -> its time, over all processes."""
    memory: Memory
    """For the next check."""


def selected(words: Iterable[str], config: Config, *, notes: bool = True) -> frozenset[str]:
    """Choose the codes to check: those named, else all that site.yaml does not turn off.

    Without ``notes``, codes of notes are left out, unless site.yaml gives them a weight. A word is
    a code or the beginning of one, with or without its letter: W1001, 1001, 10. Raise KeyError
    with a word that begins none.
    """
    codes = explanations().keys()
    chosen: set[str] = set()
    for word in words:
        found = {code for code in codes if _begins(code, word.strip().upper())}
        if not found:
            raise KeyError(word)
        chosen |= found
    usual = {code: "off" if code[0] == "N" and not notes else "on" for code in codes}
    levels = {**usual, **config.check}
    return frozenset(chosen or (code for code in codes if levels[code] != "off"))


def _begins(code: str, word: str) -> bool:
    # Two digits or more, so that 10 means the leftovers and not all that 1 begins.
    digits = len(word) > 1 and code.startswith(word, 1) and (len(code) == 5 or len(word) == 3)
    return digits or bool(word and code.startswith(word))


def check(
    collection: Collection, codes: frozenset[str], clock: Clock, known: Memory = NOTHING
) -> Verdict:
    """Run the rules of some codes; findings in texts that are ``known`` are taken from there."""
    seconds: defaultdict[str, float] = defaultdict(float)
    keys = {path: known.key(text) for path, text in collection.texts.items()}
    remembered = {path: known.texts[key] for path, key in keys.items() if key in known.texts}
    checked = _check_texts(collection.texts, clock, remembered, seconds)
    findings = [Finding(problem) for problem in collection.problems]
    findings += [finding for one in checked.values() for finding in one.findings]
    features = {path: one.features for path, one in checked.items()}
    collection = replace(collection, features=features)
    for rule in COLLECTION_RULES:
        if codes & rule.codes:
            start = clock()
            findings += rule.run(collection)
            seconds[rule.name] += clock() - start
    texts = {keys[path]: one for path, one in checked.items()}
    return Verdict(tuple(findings), seconds, replace(known, texts=texts))


_Checked = Mapping[str, CheckedText]
"""Path of a text -> what was found in it."""


def _check_texts(
    texts: Mapping[str, TextUnderCheck], clock: Clock, known: _Checked, seconds: dict[str, float]
) -> _Checked:
    """Run all rules for one text, whatever the codes: their findings are saved."""
    new = [path for path in texts if path not in known]
    results = spread(for_each(partial(_check_text, clock)), [texts[path] for path in new])
    found = {**known}
    for path, (one, times) in zip(new, results, strict=True):
        found[path] = one
        for name, time in times.items():
            seconds[name] += time
    return {path: found[path] for path in texts}


def _check_text(clock: Clock, text: TextUnderCheck) -> tuple[CheckedText, Mapping[str, float]]:
    found: list[Finding] = []
    times: dict[str, float] = {}
    start = clock()
    for rule in TEXT_RULES:
        found += rule.run(text)
        end = clock()
        times[rule.name], start = end - start, end
    known = features(text)
    times["features"] = clock() - start
    return CheckedText(tuple(found), known), times


def features(text: TextUnderCheck) -> Features:
    """Return the facts of a text that rules for the collection need."""
    return Features(fingerprints(wording(text.blocks).words), advertises(text))


def weigh(
    findings: Iterable[Finding], collection: Collection, codes: frozenset[str]
) -> tuple[Finding, ...]:
    """Choose the findings of some codes, apply waivers and the site's weights; sort by place."""
    if "W1401" in codes:
        codes -= {"W510"}  # a part of it that a build reports
    wanted = [finding for finding in findings if finding.problem.code in codes]
    left = waive(_without_redundant(wanted), collection.texts.values(), codes)
    weighed = {_weighed(finding, collection.config): None for finding in _kept(left)}
    return tuple(sorted(weighed, key=lambda one: one.problem))


def _without_redundant(findings: Sequence[Finding]) -> Iterator[Finding]:
    reported = {_line(one.problem, one.problem.code) for one in findings}
    of_texts = {(one.problem.code, one.problem.place.path) for one in findings}
    for finding in findings:
        code, path = finding.problem.code, finding.problem.place.path
        better = _line(finding.problem, _REDUNDANT.get(code, ""))
        if better not in reported and (_REDUNDANT_IN_TEXT.get(code), path) not in of_texts:
            yield finding


def _kept(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out invitations to comment in a comment form that ``--fix`` removes."""
    gone = {
        ("", one.problem.place.path, line)
        for one in findings
        if one.problem.code == "W1001" and one.edit and one.edit.sure
        for line in range(one.edit.first, one.edit.last + 1)
    }
    for one in findings:
        if one.problem.code != "W1313" or _line(one.problem, "") not in gone:
            yield one


def _line(problem: Problem, code: str) -> tuple[str, str, int]:
    return code, problem.place.path, problem.place.line


def _weighed(finding: Finding, config: Config) -> Finding:
    problem = finding.problem
    weight: Severity = "error" if problem.code in _GRAVE else problem.severity
    level = config.check.get(problem.code, weight)
    if level in ("off", problem.severity):
        return finding
    return replace(finding, problem=replace(problem, weight=level))
