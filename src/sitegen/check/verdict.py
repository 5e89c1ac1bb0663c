"""Collection -> findings: every rule asked, the site's weights and the texts' waivers applied."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from sitegen.check.case import Case, Collection, Finding
from sitegen.check.memory import Memory, Seen
from sitegen.check.rules import COLLECTION_RULES, TEXT_RULES
from sitegen.check.spam.trades import Lexicon
from sitegen.check.traits import traits
from sitegen.check.waivers import waive
from sitegen.config.config import Config
from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Problem, Severity
from sitegen.workers.parallel import for_each, spread

Clock = Callable[[], float]
"""Gives seconds; only differences count."""

_GRAVE = frozenset({"W401", "W402", "W403", "W404", "W511"})
"""A build goes on without these links and images; who checks wants to mend them."""
_SAID_BETTER = {"W301": "W1314", "W314": "W1309", "W407": "W1314", "W1404": "W1502"}
"""Codes that another one makes needless on the same line."""
NOTHING = Memory()
"""No text was looked at before."""


class Verdict(Struct, frozen=True):
    """What a check found."""

    findings: tuple[Finding, ...]
    seconds: Mapping[str, float]
    """Name of each rule that was asked -> what it took, over all processes."""
    memory: Memory
    """What the rules for texts found, for the next time."""


def selected(words: Iterable[str], config: Config) -> frozenset[str]:
    """Choose the codes to look for: those named, else all that site.yaml does not turn off.

    A word is a code or the beginning of one, with or without its letter: W1001, 1001, 10.
    Raise KeyError with a word that begins none.
    """
    chosen: set[str] = set()
    for word in words:
        code = word.strip().upper()
        found = {
            name
            for name in explanations()
            if code and (name.startswith(code) or _begins(name, code))
        }
        if not found:
            raise KeyError(word)
        chosen |= found
    return frozenset(chosen or (code for code in explanations() if config.check.get(code) != "off"))


def _begins(name: str, digits: str) -> bool:
    # Two digits or more, so that 10 means the left-overs and not what 1 begins.
    return len(digits) > 1 and name.startswith(digits, 1) and (len(name) == 5 or len(digits) == 3)


def check(
    collection: Collection, codes: frozenset[str], clock: Clock, known: Memory = NOTHING
) -> Verdict:
    """Ask every rule of the codes; texts whose findings are ``known`` are not looked at again."""
    seconds: defaultdict[str, float] = defaultdict(float)
    findings = [Finding(problem) for problem in collection.problems]
    seen = _read(collection, clock, known, seconds)
    for one in seen.values():
        findings += one.findings
    whole = replace(collection, traits={path: one.traits for path, one in seen.items()})
    for rule in COLLECTION_RULES:
        if codes & rule.codes:
            start = clock()
            findings += rule.look(whole)
            seconds[rule.name] += clock() - start
    texts = {known.key(case): seen[path] for path, case in collection.cases.items()}
    return Verdict(tuple(findings), seconds, replace(known, texts=texts))


def _read(
    collection: Collection, clock: Clock, known: Memory, seconds: defaultdict[str, float]
) -> Mapping[str, Seen]:
    """Ask all rules for texts, whatever is looked for: what they find is kept."""
    seen = {path: known.texts.get(known.key(case)) for path, case in collection.cases.items()}
    new = [path for path, one in seen.items() if one is None]
    asked = spread(
        for_each(partial(_ask, clock, Lexicon())), [collection.cases[path] for path in new]
    )
    for path, (one, times) in zip(new, asked, strict=True):
        seen[path] = one
        for name, time in times.items():
            seconds[name] += time
    return {path: one for path, one in seen.items() if one}


def _ask(clock: Clock, lexicon: Lexicon, case: Case) -> tuple[Seen, Mapping[str, float]]:
    found: list[Finding] = []
    times: dict[str, float] = {}
    start = clock()
    for rule in TEXT_RULES:
        found += rule.look(case)
        end = clock()
        times[rule.name], start = end - start, end
    known = traits(case, lexicon)
    times["traits"] = clock() - start
    return Seen(tuple(found), known), times


def weigh(
    findings: Iterable[Finding], collection: Collection, codes: frozenset[str]
) -> tuple[Finding, ...]:
    """Choose the findings of some codes, apply waivers and the site's weights; sort by place."""
    if "W1401" in codes:
        codes -= {"W510"}  # a build's share of it
    wanted = [finding for finding in findings if finding.problem.code in codes]
    left = waive(_once(wanted), collection.cases.values(), codes)
    weighed = {_weighed(finding, collection.config): None for finding in left}
    return tuple(sorted(weighed, key=lambda one: one.problem))


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out what is said better by another finding on the same line."""
    told = {_said(finding.problem) for finding in findings}
    for finding in findings:
        problem = finding.problem
        better = _SAID_BETTER.get(problem.code)
        if not better or _said(replace(problem, code=better)) not in told:
            yield finding


def _said(problem: Problem) -> tuple[str, str, int]:
    return problem.code, problem.place.path, problem.place.line


def _weighed(finding: Finding, config: Config) -> Finding:
    problem = finding.problem
    weight: Severity = "error" if problem.code in _GRAVE else problem.severity
    level = config.check.get(problem.code, weight)
    if level in ("off", problem.severity):
        return finding
    return replace(finding, problem=replace(problem, weight=level))
