"""The program as a contributor changes it: copied, a few lines added, run as a process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_ROOT = Path(__file__).parents[2]
Additions = Mapping[str, Sequence[tuple[str, str]]]
"""File of the repository -> lines of it, each with the lines to put above it."""


class ChangedProgram:
    """A copy of the program with lines added."""

    def __init__(self, folder: Path, additions: Additions) -> None:
        self._folder = folder
        skip = shutil.ignore_patterns("__pycache__")
        for name in ("src", "templates", "static"):
            shutil.copytree(_ROOT / name, folder / name, ignore=skip)
        for path, places in additions.items():
            text = (folder / path).read_text("utf-8")
            for line, lines in places:
                before, found, after = text.partition(f"\n{line}\n")
                assert found, f"{path} has no line {line!r}"
                text = f"{before}\n{lines}\n{line}\n{after}"
            (folder / path).write_text(text, "utf-8")

    def build(self, site: Path) -> str:
        """Build a site at a fixed date; returns what the command printed."""
        run = subprocess.run(
            [sys.executable, "-m", "sitegen", "build", site, "--now", "2026-01-01"],
            env={**os.environ, "PYTHONPATH": str(self._folder / "src")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        return run.stdout + run.stderr
