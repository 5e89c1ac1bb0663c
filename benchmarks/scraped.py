"""Posts as programs save them -> how much of what is wrong in them ``check`` finds.

``posts.py`` writes the posts. A trap counts as found if a finding with one of its codes is at its
lines; lines of a platform must all be covered.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from layouts import LAYOUTS, REPORTED
from posts import HEAD, TAIL, TRAPS, Post, rounds
from sitegen.check.collect import examine
from sitegen.check.types import Collection, Finding
from sitegen.check.verdict import check, weigh
from sitegen.content.visibility import Showing
from sitegen.incremental.cache import opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.model import Moment
from sitegen.problems.catalogue import explanations

_PLATFORM = {f"W10{number:02}" for number in range(1, 13)}
_CODES = {
    "paragraphs": {"W1301"},
    "other-date": {"W1010"},
    "title": {"W1008"},
    "title-lower": {"W1008"},
    "ad-middle": {"E1201", "W1204", "W1205"},
    "ad-end": {"E1201", "W1204", "W1205"},
    "glued": {"W1302"},
    "marker": {"W1304"},
    "caption": {"W1305"},
    "dots": {"W1327"},
    "bullets": {"W1328"},
    "headings": {"W1303"},
    "doubled": {"W1101"},
    "doubled-edited": {"W1101"},
    "note": {"W1326"},
}
"""Codes that name a trap; a platform's lines have any of theirs."""
_WHOLE = ({*HEAD, *TAIL} - {"ad-end"}) | {"headings"}
"""Traps of which every line must be covered."""
_MORE = re.compile(r"and the (?:(\d+) lines|line) after it")
_ALSO = re.compile(r"also lines? ([\d, ]+)")


@dataclass
class Tally:
    """What was counted so far."""

    asked: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    """By trap, layout, and whether the essay is held out."""
    found: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    """Findings in clean posts."""
    beside: list[str] = field(default_factory=list)
    """Findings in dirty posts that are at no trap."""
    cut: list[str] = field(default_factory=list)
    """Posts in which ``--fix`` would remove some of a comment, or an author's line."""
    right: Counter[str] = field(default_factory=Counter)
    """Paragraphs that were recovered, by layout."""
    given: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    posts: int = 0


def checked(sources: Mapping[str, str]) -> tuple[Collection, Mapping[str, Sequence[Finding]]]:
    """Check texts by path as one collection; return it with its findings by path."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "essays").mkdir()
        (root / "site.yaml").write_text("title: A\nauthor: B\n")
        for path, source in sources.items():
            (root / path).write_text(source, encoding="utf-8")
        with opened(root) as cache:
            showing = Showing(Moment(datetime.now(UTC)))
            collection = examine(BuildRequest(root, cache.site_config[0], showing, 0), cache)
        codes = frozenset(code for code in explanations() if code[1:3] in ("10", "11", "12", "13"))
        found = check(collection, codes - {"W1102", "W1103"}, lambda: 0.0).findings
        by_path: dict[str, list[Finding]] = defaultdict(list)
        for finding in weigh(found, collection, codes):
            if finding.problem.code[0] != "N":
                by_path[finding.problem.place.path].append(finding)
    return collection, by_path


def covered(finding: Finding) -> Iterator[int]:
    """Yield the lines that a finding names."""
    problem = finding.problem
    yield problem.place.line
    if more := _MORE.search(problem.message):
        yield from range(problem.place.line, problem.place.line + int(more[1] or 1) + 1)
    if also := _ALSO.search(problem.message):
        yield from map(int, re.findall(r"\d+", also[1]))


def removed(findings: Sequence[Finding]) -> Set[int]:
    """Return the lines that ``--fix`` removes."""
    return {
        line
        for one in findings
        if one.edit and one.edit.sure and not one.edit.lines
        for line in range(one.edit.first, one.edit.last + 1)
    }


def _shown(post: Post, finding: Finding) -> str:
    problem = finding.problem
    return f"{post.path}:{problem.place.line} {problem.code} {problem.message}"


def tally_dirty(post: Post, findings: Sequence[Finding], tally: Tally) -> None:
    """Count which traps of a post were found."""
    at: dict[int, set[str]] = defaultdict(set)
    for finding in findings:
        for line in covered(finding):
            at[line].add(finding.problem.code)
    lines = post.source.split("\n")
    for trap, places in post.traps.items():
        key = (trap, post.layout, post.essay.held)
        tally.asked[key] += 1
        hits = [bool(at[line] & _CODES.get(trap, _PLATFORM)) for line in places]
        if all(hits) if trap in _WHOLE else any(hits):
            tally.found[key] += 1
        else:
            missing = next(line for line, hit in zip(places, hits, strict=True) if not hit)
            tally.missed.append(f"{trap} {post.path}:{missing} {lines[missing - 1][:90]}")
    known = {line for trap, places in post.traps.items() if trap != "paragraphs" for line in places}
    tally.beside += [
        _shown(post, finding)
        for finding in findings
        if finding.problem.code != "W1301" and not known & set(covered(finding))
    ]
    _tally_fix(post, findings, tally)


def _tally_fix(post: Post, findings: Sequence[Finding], tally: Tally) -> None:
    """Note where sure removals cover part of a comment, or a line that is not a platform's."""
    gone = removed(findings)
    lines = post.source.split("\n")
    platform = {line for trap in (*HEAD, *TAIL) for line in post.traps.get(trap, ())}
    # A platform's lines twice are one of the two traps of doubling.
    platform |= {
        line for trap in ("doubled", "doubled-edited") for line in post.traps.get(trap, ())
    }
    authors = [line for line in gone - platform if lines[line - 1].strip()]
    if authors:
        tally.cut.append(f"{post.path}:{authors[0]} the author's: {lines[authors[0] - 1][:60]}")
    comments = set(post.traps.get("comments", ()))
    if gone & comments and not comments <= gone:
        tally.cut.append(f"{post.path}:{min(comments - gone)} part of a comment is left")


def tally_paragraphs(post: Post, collection: Collection, tally: Tally) -> None:
    """Compare the paragraphs of the blocks with those that were written."""
    platform = {
        line
        for trap, places in post.traps.items()
        if trap in (*HEAD, *TAIL, "caption", "marker", "bullets", "headings") and trap != "ad-end"
        for line in places
    }
    true = Counter(" ".join(_plain(text)) for text in post.paragraphs)
    given = Counter(
        " ".join(_plain(block.text))
        for block in collection.texts[post.path].blocks
        if block.kind in ("paragraph", "code") and block.line not in platform
    )
    tally.true[post.layout] += true.total()
    tally.given[post.layout] += given.total()
    tally.right[post.layout] += (true & given).total()


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text)


# ------------------------------------------------------------------ the table


def run(count: int, seed: str) -> Tally:
    """Check all posts."""
    tally = Tally()
    for dirty, clean in rounds(count, seed):
        collection, found = checked({one.path: one.source for one in dirty})
        for one in dirty:
            tally_dirty(one, found.get(one.path, ()), tally)
            tally_paragraphs(one, collection, tally)
        collection, found = checked({one.path: one.source for one in clean})
        for one in clean:
            tally_paragraphs(one, collection, tally)
            tally.false += [
                _shown(one, finding)
                for finding in found.get(one.path, ())
                if finding.problem.code != "W1301" or one.layout not in REPORTED
            ]
        tally.posts += len(dirty)
    return tally


def table(tally: Tally) -> Iterator[str]:
    """Yield the lines of the table: recall by trap and layout, then with held-out words alone."""
    yield f"| {tally.posts} posts | {' | '.join(LAYOUTS)} | held out |"
    yield f"|---|{'---|' * (len(LAYOUTS) + 1)}"
    for trap in TRAPS:
        cells = [_recall(tally, trap, [layout], (False, True)) for layout in LAYOUTS]
        yield f"| {trap} | {' | '.join(cells)} | {_recall(tally, trap, LAYOUTS, (True,))} |"
    yield f"| paragraphs' F1 | {' | '.join(_f1(tally, layout) for layout in LAYOUTS)} | |"


def _recall(tally: Tally, trap: str, layouts: Sequence[str], held: Sequence[bool]) -> str:
    keys = [(trap, layout, one) for layout in layouts for one in held]
    asked = sum(tally.asked[key] for key in keys)
    return f"{sum(tally.found[key] for key in keys) / asked:.2f}" if asked else ""


def _f1(tally: Tally, layout: str) -> str:
    both = tally.true[layout] + tally.given[layout]
    return f"{2 * tally.right[layout] / both:.3f}" if both else ""


def main() -> None:
    """Print the table, or everything as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=12, help="36 dirty posts and 36 clean ones")
    options.add_argument("--seed", default="1")
    options.add_argument("--json", action="store_true")
    options.add_argument(
        "--show", default="", help="list what was missed of a trap; 'all', 'clean'"
    )
    chosen = options.parse_args()
    tally = run(chosen.rounds, chosen.seed)
    if chosen.json:
        print(json.dumps(_figures(tally), indent=1, ensure_ascii=False))
        return
    print("\n".join(table(tally)))
    print(f"\n{len(tally.false)} false findings in {tally.posts} clean posts")
    print(f"{len(tally.beside)} findings beside the traps, {len(tally.cut)} unsafe removals")
    shown = {"clean": tally.false, "beside": tally.beside, "cut": tally.cut}
    missed = [one for one in tally.missed if chosen.show in ("all", one.partition(" ")[0])]
    for line in shown.get(chosen.show, missed):
        print(f"  {line}")


def _figures(tally: Tally) -> object:
    recall = {
        trap: {
            layout: [
                sum(tally.found[trap, layout, held] for held in (False, True)),
                sum(tally.asked[trap, layout, held] for held in (False, True)),
            ]
            for layout in LAYOUTS
        }
        for trap in TRAPS
    }
    f1 = {layout: _f1(tally, layout) for layout in LAYOUTS}
    lists = {"missed": tally.missed, "false": tally.false, "beside": tally.beside, "cut": tally.cut}
    return {"posts": tally.posts, "recall": recall, "f1": f1} | lists


if __name__ == "__main__":
    main()
