"""Preparations of a site before the measured build: an edit, or a start from nothing."""

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from peers import Peer


@dataclass(frozen=True, slots=True)
class Case:
    """One peer's site of one size on disk."""

    peer: Peer
    essays: int
    site: Path
    output: Path


def cold(case: Case, number: int) -> None:  # noqa: ARG001 - as the other scenarios
    """Keep only the sources."""
    if case.output.exists():
        # Moved, not removed: ext4 makes new files slowly for a while after many were deleted.
        case.output.rename(Path(tempfile.mkdtemp(dir=case.output.parent)) / "output")
    for name in case.peer.caches:
        if (case.site / name).exists():
            (case.site / name).rename(Path(tempfile.mkdtemp(dir=case.output.parent)) / name)


def unchanged(case: Case, number: int) -> None:
    """Leave everything as the last build left it."""


def body(case: Case, number: int) -> None:
    """Add a sentence to the end of an essay in the middle of the collection."""
    essay = _essay(case)
    essay.write_text(f"{essay.read_text('utf-8')}\nA sentence more, the {number}th.\n", "utf-8")


def meta(case: Case, number: int) -> None:
    """Give that essay another title, and remove its last tag or add a new one."""
    essay = _essay(case)
    text = essay.read_text("utf-8")
    text = re.sub(r'^title: "[^"]*"', f'title: "Another title, the {number}th"', text, flags=re.M)
    tags = f'"{case.peer.extra_tags[number % 2]}"'
    text = re.sub(r"^tags: \[.*\]", f"tags: [{tags}]", text, flags=re.M)
    essay.write_text(text, "utf-8")


def template(case: Case, number: int) -> None:
    """Change the template that every page extends."""
    file = case.site / case.peer.base_template
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(case.peer.base_original, file)
    text = re.sub(r"\n?<!-- \d+ -->", "", file.read_text("utf-8"))
    file.write_text(text.replace("</body>", f"<!-- {number} -->\n</body>"), "utf-8")


def _essay(case: Case) -> Path:
    essays = sorted((case.site / case.peer.essays).glob("*.md"))
    return essays[len(essays) // 2]


SCENARIOS: dict[str, Callable[[Case, int], None]] = {
    "cold": cold,
    "unchanged": unchanged,
    "body": body,
    "meta": meta,
    "template": template,
}
"""Name -> what puts a site into the state that the measured build starts from."""
