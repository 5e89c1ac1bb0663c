"""Pages as extractors save them -> which of their paragraphs the shape recovers.

``platforms.py`` writes the pages and knows whose words are whose; ``extractors.py`` runs what is
installed. Only what an extractor kept counts: a paragraph that it dropped or joined is not asked
for.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from extractors import Extractor, installed
from platforms import Part, WebPage, pages
from scraped import checked, covered, removed
from sitegen.check.types import Finding, TextUnderCheck
from sitegen.shape.blocks import blocks
from sitegen.shape.types import Block

_MARKS = re.compile(r"\^?\[\d{1,3}\]|</?sup>|\^|\[(?:DEL|INS):|:(?:DEL|INS)\]")
"""What tools write into an author's words: numbers of links and notes."""
_OWN = {"W1303": "h", "W1305": "caption", "W1328": "li", "W1304": "li"}
"""Codes that are right at the author's lines, and the kind of these."""
_ROWS = ("paragraphs", "indented", "headings", "left-over lines", "comments")


@dataclass
class Tally:
    """What was counted of a tool."""

    asked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    true: int = 0
    given: int = 0
    right: int = 0
    shown: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By row: what was missed; "false", "cut" and "shape" too."""

    def ask(self, row: str, *, found: bool, shown: str) -> None:
        """Count a thing that should have been found."""
        self.asked[row] += 1
        self.found[row] += found
        if not found:
            self.shown[row].append(shown)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", _MARKS.sub("", text))


# ------------------------------------------------------------------ whose line is it


@dataclass(frozen=True)
class Owners:
    """The lines of a text by whose they are."""

    parts: Mapping[int, Set[int]]
    """Line -> numbers of the author's parts of which it has words."""
    kept: Set[int]
    """Parts that begin and end with a line."""
    comments: Set[int]
    others: Set[int]
    """Lines of a platform."""

    def of(self, block: Block) -> Set[int]:
        """Return the author's parts that have words in a block."""
        lines = range(block.line, block.last + 1)
        return {at for line in lines for at in self.parts.get(line, ())}


def owners(page: WebPage, lines: Sequence[str], first: int) -> Owners:
    """Find out whose each line is; the first one has a number in its file."""
    stream = [(word, at) for at, part in enumerate(page.parts) for word in _tokens(part.text)]
    words = [word for word, _ in stream]
    begins = {at: min(n for n, one in enumerate(stream) if one[1] == at) for _, at in stream}
    strangers = [f" {' '.join(_tokens(text))} " for text in page.comments]
    found: dict[int, tuple[int, int]] = {}
    comments: set[int] = set()
    others: set[int] = set()
    place = 0
    for number, line in enumerate(lines, first):
        said = _tokens(line)
        if not said:
            continue
        starts = [place, *sorted(begins.values(), key=lambda start: start < place)]
        here = [s for s in starts if words[s : s + len(said)] == said]
        if here and (len(said) > 3 or 0 <= here[0] - place < _NEAR):
            place = here[0] + len(said)
            found[number] = (here[0], place)
        elif any(f" {' '.join(said)} " in text for text in strangers):
            comments.add(number)
        else:
            others.add(number)
    edges = [{span[side] for span in found.values()} for side in (0, 1)]
    sizes = Counter(at for _, at in stream)
    kept = {at for at, s in begins.items() if s in edges[0] and s + sizes[at] in edges[1]}
    parts = {line: {at for _, at in stream[a:b]} for line, (a, b) in found.items()}
    return Owners(parts, kept, comments, others)


_NEAR = 60
"""Words within which a line of three words is still the author's."""


# ------------------------------------------------------------------ counting


def tally(page: WebPage, text: TextUnderCheck, findings: Sequence[Finding], into: Tally) -> None:
    """Count what the shape and the rules made of a page."""
    source = text.source
    lines = source.body.split("\n")
    own = owners(page, lines, source.body_line)
    prose = {at for at in own.kept if page.parts[at].kind in ("p", "quote")}
    _tally_paragraphs(page.parts, text, (own, prose), into)
    codes: dict[int, set[str]] = defaultdict(set)
    for finding in findings:
        for line in covered(finding):
            codes[line].add(finding.problem.code)

    def at(line: int) -> str:
        return f"{text.essay.path}:{line} {lines[line - source.body_line][:100]}"

    named = {line for line, known in codes.items() if any(code[:3] == "W10" for code in known)}
    for line in sorted(own.others):
        into.ask("left-over lines", found=line in named, shown=at(line))
    if own.comments:
        missing = min(own.comments - named, default=0)
        shown = at(missing) if missing else ""
        into.ask("comments", found=not missing, shown=shown)
    kinds = {block.line: block.kind for block in text.blocks}
    for line, parts in own.parts.items():
        plain = not lines[line - source.body_line].lstrip().startswith("#")
        if plain and {page.parts[one].kind for one in parts} == {"h"} and parts <= own.kept:
            found = "W1303" in codes[line] or kinds.get(line) == "heading"
            into.ask("headings", found=found, shown=at(line))
    _tally_lost(text, (own, prose), set().union(*codes.values()), into)
    for finding in findings:
        if _is_false(page, own, finding):
            into.shown["false"].append(f"{at(finding.problem.place.line)} {finding.problem.code}")
    _tally_cut(own, findings, at, into)


def _tally_paragraphs(
    parts: Sequence[Part], text: TextUnderCheck, known: tuple[Owners, Set[int]], into: Tally
) -> None:
    own, prose = known
    true = Counter(" ".join(_tokens(parts[at].text)) for at in prose)
    given: Counter[str] = Counter()
    for block in text.blocks:
        if own.of(block) & prose:
            given[" ".join(_tokens(block.source))] += 1
    for wrong in given - true:
        into.shown["shape"].append(f"{text.essay.path}: {wrong[:60]} … {wrong[-60:]}")
    into.true += true.total()
    into.given += given.total()
    into.right += (true & given).total()


def _tally_lost(
    text: TextUnderCheck,
    known: tuple[Owners, Set[int]],
    codes: Set[str],
    into: Tally,
) -> None:
    """Ask for W1301 where Markdown joins paragraphs or takes them for code."""
    own, prose = known
    joined = code = False
    for block in blocks(text.source):
        inside = own.of(block) & prose
        joined |= len(inside) > 1
        code |= block.kind == "code" and bool(inside)
    if joined:
        into.ask("paragraphs", found="W1301" in codes, shown=text.essay.path)
    if code:
        into.ask("indented", found="W1301" in codes, shown=text.essay.path)


def _is_false(page: WebPage, own: Owners, finding: Finding) -> bool:
    """Return whether a finding is in the author's words alone, and not about what a tool did."""
    code = finding.problem.code
    parts = [own.parts.get(line) for line in covered(finding)]
    if code == "W1301" or not all(parts):
        return False
    there = [page.parts[at] for one in parts if one for at in one]
    if code == "W1326":
        return not any(re.search(r"\d{5}", part.text) for part in there)
    return not any(part.kind == _OWN.get(code) for part in there)


def _tally_cut(
    own: Owners, findings: Sequence[Finding], at: Callable[[int], str], into: Tally
) -> None:
    """Note where ``--fix`` removes an author's line, or a part of the comments."""
    gone = removed(findings)
    into.shown["cut"] += [at(line) for line in sorted(gone & own.parts.keys())]
    if gone & own.comments and not own.comments <= gone:
        into.shown["cut"].append(at(min(own.comments - gone)))


# ------------------------------------------------------------------ the table


def run(extract: Extractor, every: Sequence[WebPage]) -> Tally:
    """Let a tool extract all pages, and check what it made of them."""
    result = Tally()
    by_path = {f"essays/{page.name}.md": page for page in every}
    sources = {path: _front(page) + extract(page.html) for path, page in by_path.items()}
    collection, found = checked(sources)
    for path, page in by_path.items():
        tally(page, collection.texts[path], found.get(path, ()), result)
    return result


def _front(page: WebPage) -> str:
    essay = page.essay
    front = ["---", f'title: "{essay.title}"', f"date: {essay.day}", f"author: {essay.author}"]
    return "\n".join([*front, f"lang: {essay.language}", "---", "", ""])


def _row(name: str, tally: Tally) -> str:
    cells = [f"{2 * tally.right / (tally.true + tally.given):.3f}"]
    cells += [f"{tally.found[row]}/{tally.asked[row]}" if tally.asked[row] else "" for row in _ROWS]
    cells += [str(len(tally.shown[row])) for row in ("false", "cut")]
    return f"| {name} | {' | '.join(cells)} |"


def table(tallies: Mapping[str, Tally], count: int) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"| {count} pages | F1 | {' | '.join(_ROWS)} | false | unsafe |"
    yield f"|---|{'---|' * (len(_ROWS) + 3)}"
    whole = Tally()
    for name, tally in tallies.items():
        yield _row(name, tally)
        whole.asked += tally.asked
        whole.found += tally.found
        whole.true, whole.given = whole.true + tally.true, whole.given + tally.given
        whole.right += tally.right
        for row in ("false", "cut"):
            whole.shown[row] += tally.shown[row]
    yield _row("all", whole)


def _write(folder: Path, tools: Mapping[str, Extractor], every: Sequence[WebPage]) -> None:
    for name, extract in tools.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for page in every:
            text = _front(page) + extract(page.html)
            (folder / name / f"{page.name}.md").write_text(text, encoding="utf-8")


def main() -> None:
    """Print the table, and what was missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=60)
    options.add_argument("--seed", default="1")
    options.add_argument("--tool", default="", help="run this one alone")
    options.add_argument("--write", type=Path, help="write the texts into this folder")
    options.add_argument("--show", default="", help="list the misses of a column, or shape, cut")
    chosen = options.parse_args()
    every = list(pages(chosen.pages, chosen.seed))
    tools, absent = installed()
    used = {name: tool for name, tool in tools.items() if chosen.tool in ("", name)}
    tallies = {name: run(tool, every) for name, tool in used.items()}
    if chosen.write:
        _write(chosen.write, used, every)
    print("\n".join(table(tallies, len(every))))
    for name in absent:
        print(f"{name} is not installed")
    for name, tally in tallies.items():
        for line in tally.shown.get(chosen.show, ()):
            print(f"  {name}: {line}")


if __name__ == "__main__":
    main()
