"""Edits -> mended files: certain changes alone, every other byte as it was, no word lost."""

import difflib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from tempfile import mkstemp

from msgspec import Struct

from sitegen.check.case import Collection, Edit, Finding
from sitegen.content.loader.walk import REMOVED, read
from sitegen.problems.errors import Place, Problem, fail

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
"""What the loader counts as a line."""


class Mended(Struct, frozen=True):
    """A file as it would be."""

    path: str
    real: Path
    """Where it really is: a text may be a link."""
    before: bytes
    after: bytes
    removed: bytes
    """What is added to ``ESSAY.removed.md``; empty when no word was taken away."""

    @property
    def beside(self) -> Path:
        """The file that keeps what was taken out."""
        return self.real.with_name(PurePosixPath(self.path).stem + REMOVED)


def plan_mending(
    root: Path, collection: Collection, findings: Iterable[Finding]
) -> tuple[tuple[Mended, ...], tuple[Problem, ...]]:
    """Apply the edits of findings to the files' bytes, in memory; where two overlap, the first."""
    edits: dict[str, list[Edit]] = {}
    for finding in findings:
        if finding.edit:
            edits.setdefault(finding.problem.place.path, []).append(finding.edit)
    mended: list[Mended] = []
    problems: list[Problem] = []
    for path, of_file in sorted(edits.items()):
        source = collection.cases[path].source
        real = Path(os.path.realpath(root / path))
        before = _bytes(real)
        if before is None or read(root, path, source.kind) != source:
            problems.append(_unmended(path, "changed while it was examined"))
            continue
        chosen = tuple(_apart(of_file))
        after, removed = mend(before, chosen)
        heading = b"" if not removed else _removed(path, real, removed)
        mended.append(Mended(path, real, before, after, heading))
    return tuple(mended), tuple(problems)


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _unmended(path: str, why: str) -> Problem:
    return Problem(Place(path), "E1713", f"not mended: {why}", "run sitegen check --fix again")


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    last = 0
    for edit in sorted(edits, key=lambda edit: (edit.first, edit.last)):
        if edit.first > last:
            last = edit.last
            yield edit


def mend(content: bytes, edits: Sequence[Edit]) -> tuple[bytes, tuple[tuple[Edit, bytes], ...]]:
    """Replace lines of a file; give its new bytes, and each edit that took words with its lines.

    Edits are in order and do not overlap. New lines end as the ones they stand for.
    """
    lines = _LINE.findall(content)
    parts: list[bytes] = []
    removed: list[tuple[Edit, bytes]] = []
    at = 0
    for edit in edits:
        old = lines[edit.first - 1 : edit.last]
        parts += lines[at : edit.first - 1]
        new = _ended([line.encode() for line in edit.lines], old)
        parts += new
        at = edit.last
        if b"".join(old).split() != b"".join(new).split():
            removed.append((edit, b"".join(old)))
    return b"".join((*parts, *lines[at:])), tuple(removed)


def _ended(new: Sequence[bytes], old: Sequence[bytes]) -> list[bytes]:
    ends = [line[len(line.rstrip(b"\r\n")) :] for line in old]
    usual = next((end for end in ends if end), b"\n")
    last = ends[-1] if ends else usual
    return [line + (usual if number < len(new) else last) for number, line in enumerate(new, 1)]


def _removed(path: str, real: Path, removed: Sequence[tuple[Edit, bytes]]) -> bytes:
    """Write the pieces that were taken out, each with its reason, below those of earlier runs."""
    known = _bytes(real.with_name(PurePosixPath(path).stem + REMOVED))
    name = PurePosixPath(path).name
    parts = [] if known else [f"# Taken out of {name} by sitegen check\n".encode()]
    for edit, lines in removed:
        shown = (
            f"line {edit.first}" if edit.first == edit.last else f"lines {edit.first}–{edit.last}"
        )
        fence = b"`" * max(3, 1 + max((len(run) for run in re.findall(rb"`+", lines)), default=0))
        tidy = lines if lines.endswith((b"\n", b"\r")) else lines + b"\n"
        parts.append(f"\n## {shown.capitalize()}: {edit.reason}\n\n".encode())
        parts += [fence, b"\n", tidy, fence, b"\n"]
    return b"".join(parts)


def difference(mended: Mended) -> str:
    """Show what would change as a unified diff."""
    old, new = (_decoded(content) for content in (mended.before, mended.after))
    lines = difflib.unified_diff(old, new, f"a/{mended.path}", f"b/{mended.path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _decoded(content: bytes) -> list[str]:
    return [line.decode("utf-8", "replace") for line in _LINE.findall(content)]


# ------------------------------------------------------------------ writing


def write_mended(mended: Iterable[Mended]) -> tuple[Problem, ...]:
    """Replace the files whole, what was taken out kept first; tell which could not be written."""
    problems: list[Problem] = []
    for one in mended:
        try:
            if one.removed:
                _replace(one.beside, (_bytes(one.beside) or b"") + one.removed, one.real)
            _replace(one.real, one.after, one.real)
        except OSError as error:
            problems.append(_unmended(one.path, (error.strerror or str(error)).lower()))
    return tuple(problems)


def _replace(file: Path, content: bytes, like: Path) -> None:
    number, name = mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(like, name)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


# ------------------------------------------------------------------ what git could bring back


def not_committed(root: Path, mended: Sequence[Mended]) -> tuple[Problem, ...]:
    """Tell which files git could not bring back as they are."""
    states: Mapping[Path, str] = {}
    if mended:
        states = _states(root, [one.real for one in mended])
    return tuple(
        Problem(
            Place(one.path),
            "E1711",
            f"not mended: {states[one.real]}",
            "commit it first, or say --force",
        )
        for one in mended
        if one.real in states
    )


def _states(root: Path, files: Sequence[Path]) -> Mapping[Path, str]:
    top = Path(os.path.realpath(_git(root, "rev-parse", "--show-toplevel").strip()))
    listed = _git(
        root,
        "status",
        "--porcelain",
        "-z",
        "--ignored",
        "--untracked-files=all",
        "--",
        *map(str, files),
    )
    found: dict[Path, str] = {}
    for entry in listed.split("\0"):
        state, path = entry[:2], entry[3:]
        if path:
            found[top / path] = _STATES.get(state, "it has changes that are not committed")
    # An ignored folder is named, not the files in it.
    ignored = [path for path, state in found.items() if state == _STATES["!!"]]
    for file in files:
        if any(folder in file.parents for folder in ignored):
            found[file] = _STATES["!!"]
    return found


_STATES = {"??": "it is not in git", "!!": "git ignores it"}


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        run = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 (no shell; paths after --)
    except (OSError, subprocess.CalledProcessError) as error:
        hint = "begin a repository with git init and commit the essays, or say --force"
        message = "git does not watch this collection, so nothing is mended"
        raise fail(Place("."), "E1712", message, hint) from error
    return os.fsdecode(run.stdout)
