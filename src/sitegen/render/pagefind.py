"""A folder of pages -> a full-text index, built by the program of the extra ``search``."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from sitegen.problems.errors import Place, SitegenError, fail

_TIMEOUT = 900
"""Seconds that pagefind may take; a thousand essays take three."""


def is_installed() -> bool:
    """Return whether pagefind is installed, without importing it."""
    return bool(find_spec("pagefind") and find_spec("pagefind_bin"))


def run(pages: Path, output: Path) -> None:
    """Index every page of a folder into another one; raise SitegenError."""
    if not is_installed():
        message = "full-text search needs pagefind, which is not installed"
        hint = "run: pip install 'sitegen[search]'; or set search: small"
        raise fail(Place("site.yaml"), "W921", message, hint)
    command = [sys.executable, "-m", "pagefind", "--quiet"]
    command += ["--site", str(pages), "--output-path", str(output)]
    try:
        ended = subprocess.run(  # noqa: S603 (the program of our own extra, on our own folders)
            command, capture_output=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise fail(Place("site.yaml"), "W922", f"pagefind cannot be run: {error}") from error
    if ended.returncode or not (output / "pagefind-entry.json").is_file():
        lines = (ended.stderr or ended.stdout).decode(errors="replace").strip().splitlines()
        reason = lines[-1] if lines else "no output"
        message = f"pagefind built no index and exited with status {ended.returncode}: {reason}"
        raise failed(message)


def failed(message: str) -> SitegenError:
    """Return the error of an index that cannot be used."""
    hint = "until it works, search uses the small index; or set search: small"
    return fail(Place("site.yaml"), "W922", message, hint)
