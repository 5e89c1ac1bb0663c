"""Edits of findings -> fixed files: other bytes as before, and no word lost."""

import difflib
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from sitegen.check.types import Collection, Edit, Finding
from sitegen.content.loader.names import REMOVED
from sitegen.content.loader.walk import read
from sitegen.problems.errors import Place, Problem, fail
from sitegen.store.files import atomic_write

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
"""A line as the loader counts lines."""


class Fix(Struct, frozen=True):
    """A file before and after its edits."""

    path: str
    real: Path
    """The file itself, where a text is a link."""
    before: bytes
    after: bytes
    removed: bytes
    """The addition to ``beside``; empty if no word was removed."""
    beside: Path
    """The file that keeps what was removed: ``ESSAY.removed.md``."""


def plan_fixes(
    root: Path, collection: Collection, findings: Iterable[Finding], *, every: bool = False
) -> tuple[tuple[Fix, ...], tuple[Problem, ...]]:
    """Apply the sure edits of findings in memory, or every edit; of two that overlap, the first.

    One that yields waits for the next run.
    """
    edits: dict[str, list[Edit]] = {}
    for finding in findings:
        for edit in (finding.edit, *finding.edits):
            if edit and (every or edit.sure):
                edits.setdefault(finding.problem.place.path, []).append(edit)
    fixes: list[Fix] = []
    problems: list[Problem] = []
    for path, of_file in sorted(edits.items()):
        source = collection.texts[path].source
        real = Path(os.path.realpath(root / path))
        before = _bytes(real)
        if not before or read(root, path, source.kind, collection.config) != source:
            problems.append(_not_fixed(path, "it changed during the check"))
            continue
        after, removed = apply_edits(before, tuple(without_overlaps(of_file)))
        beside = real.with_name(PurePosixPath(path).stem + REMOVED)
        addition = _removed(path, _bytes(beside), removed) if removed else b""
        fixes.append(Fix(path, real, before, after, addition, beside))
    return tuple(fixes), tuple(problems)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _not_fixed(path: str, why: str) -> Problem:
    return Problem(Place(path), "E1713", f"not fixed: {why}", "run sitegen check --fix again")


def without_overlaps(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Sort edits by line; of two that overlap keep the first."""
    last, taken = 0, set[int]()
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.yields, edit.first, edit.last)):
        lines = range(edit.first, max(edit.first, edit.last) + 1)
        if not (taken.isdisjoint(lines) if edit.yields else edit.first > last):
            continue
        last = max(last, edit.last)
        taken.update(lines)
        kept.append(edit)
    yield from sorted(kept, key=lambda edit: (edit.first, edit.last))


def apply_edits(
    content: bytes, edits: Sequence[Edit]
) -> tuple[bytes, tuple[tuple[Edit, bytes], ...]]:
    """Replace lines of a file; return its new bytes, and the edits that removed words.

    Edits are in order and do not overlap. New lines end like the old ones. With each edit go the
    lines that it removed.
    """
    lines = _LINE.findall(content)
    usual = next((end for line in lines if (end := _end(line))), b"\n")
    parts: list[bytes] = []
    removed: list[tuple[Edit, bytes]] = []
    at = 0
    for edit in edits:
        old = lines[edit.first - 1 : edit.last]
        parts += lines[at : edit.first - 1]
        new = _ended([line.encode() for line in edit.lines], old, usual)
        parts += new
        at = edit.last
        if _letters(old) != _letters(new):
            removed.append((edit, b"".join(old)))
    return b"".join((*parts, *lines[at:])), tuple(removed)


_MARK = re.compile(rb"^[ \t>]*(?:(?:#{1,6}|[-+*>o]|\xc2\xb7|\xe2[\x80-\x99].)[ \t]+)*")
"""What makes a line a heading, a quotation or an item: of bullets any sign of punctuation."""


def _letters(lines: Iterable[bytes]) -> bytes:
    """Return what is in lines besides marks and spaces."""
    return b"".join(word for line in lines for word in _MARK.sub(b"", line).split())


def _end(line: bytes) -> bytes:
    return line[len(line.rstrip(b"\r\n")) :]


def _ended(new: Sequence[bytes], old: Sequence[bytes], usual: bytes) -> list[bytes]:
    ends = [_end(line) for line in old]
    usual = next((end for end in ends if end), usual)
    last = ends[-1] if ends else usual
    return [line + (usual if number < len(new) else last) for number, line in enumerate(new, 1)]


def _removed(path: str, known: bytes, removed: Sequence[tuple[Edit, bytes]]) -> bytes:
    """Write removed lines, each with its reason, below those of earlier runs."""
    name = PurePosixPath(path).name
    parts = [] if known else [f"# Removed from {name} by sitegen check\n".encode()]
    for edit, lines in removed:
        single = edit.first == edit.last
        shown = f"Line {edit.first}" if single else f"Lines {edit.first}–{edit.last}"
        fence = b"`" * max(3, 1 + max((len(run) for run in re.findall(rb"`+", lines)), default=0))
        end = b"" if lines.endswith((b"\n", b"\r")) else b"\n"
        heading = f"\n## {shown}: {edit.reason}\n\n".encode()
        parts += [heading, fence, b"\n", lines, end, fence, b"\n"]
    return b"".join(parts)


def difference(fix: Fix) -> str:
    """Return what would change as a unified diff."""
    old, new = (
        [line.decode("utf-8", "replace") for line in _LINE.findall(content)]
        for content in (fix.before, fix.after)
    )
    lines = difflib.unified_diff(old, new, f"a/{fix.path}", f"b/{fix.path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


# ------------------------------------------------------------------ writing


def write_fixes(fixes: Iterable[Fix]) -> tuple[Problem, ...]:
    """Replace files whole, after what is removed was saved; return those that failed."""
    problems: list[Problem] = []
    for one in fixes:
        try:
            if one.removed:
                atomic_write(one.beside, _bytes(one.beside) + one.removed, like=one.real)
            atomic_write(one.real, one.after, like=one.real)
        except OSError as error:
            problems.append(_not_fixed(one.path, (error.strerror or str(error)).lower()))
    return tuple(problems)


# ------------------------------------------------------------------ files that git could restore


_STATES = {"??": "git does not track it", "!!": "git ignores it"}


def not_committed(root: Path, fixes: Sequence[Fix]) -> tuple[Problem, ...]:
    """Report files that git could not restore."""
    states = _states(root, [one.real for one in fixes]) if fixes else {}
    hint = "commit it first, or use --force"
    return tuple(
        Problem(Place(one.path), "E1711", f"not fixed: {states[one.real]}", hint)
        for one in fixes
        if one.real in states
    )


def _states(root: Path, files: Sequence[Path]) -> Mapping[Path, str]:
    top = Path(os.path.realpath(_git(root, "rev-parse", "--show-toplevel").strip()))
    options = ("--porcelain", "-z", "--ignored", "--untracked-files=all", "--")
    found: dict[Path, str] = {}
    for entry in _git(root, "status", *options, *map(str, files)).split("\0"):
        state, path = entry[:2], entry[3:]
        if path:
            found[top / path] = _STATES.get(state, "it has uncommitted changes")
    # Of an ignored folder git reports the folder, not its files.
    ignored = [path for path, state in found.items() if state == _STATES["!!"]]
    for file in files:
        if any(folder in file.parents for folder in ignored):
            found[file] = _STATES["!!"]
    return found


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        run = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 (no shell; paths after --)
    except (OSError, subprocess.CalledProcessError) as error:
        hint = "run git init and commit the essays, or use --force"
        message = "nothing was fixed: the collection is not in a git repository"
        raise fail(Place("."), "E1712", message, hint) from error
    return os.fsdecode(run.stdout)
