"""Sites written from one string, commands run on them, and the results read."""

import gc
import re
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from sitegen.cli.app import cli
from sitegen.problems.errors import SitegenError

_FILE = re.compile(r"^-- (.+) --\n", re.MULTILINE)
CONFIG = "title: Trial\nbase_url: https://trial.example/\nauthor: The Editors\n"


@dataclass(frozen=True)
class Run:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def write_site(root: Path, text: str) -> Path:
    """Write the files of a text in txtar form (``-- path --`` before each); add a site.yaml."""
    parts = _FILE.split(text)
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    for path, content in ({"site.yaml": CONFIG} | files).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8", "surrogateescape"))
    return root


def essay(title: str = "A", body: str = "Some words.", **front: str) -> str:
    """Write an essay with a title, a date and what else is asked for."""
    keys = {"title": title, "date": "2020-01-02", **front}
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\n{lines}---\n\n{body}\n"


def sitegen(*arguments: str | Path) -> Run:
    """Run a command in this process, as the command line runs it."""
    runner = CliRunner()
    result = runner.invoke(cli, [str(argument) for argument in arguments])
    gc.enable()  # as a command that ends soon, `check` does without
    error = result.exception
    if error is not None and not isinstance(error, (SystemExit, SitegenError)):
        raise error
    return Run(result.exit_code, result.stdout, result.stderr)


def build(root: Path, *arguments: str | Path) -> Run:
    """Build a site at a fixed date."""
    return sitegen("build", root, "--now", "2026-01-01", *arguments)


def problems(root: Path, *arguments: str | Path) -> str:
    """Build a site and give the problems as printed, without the root's own path."""
    return build(root, *arguments).err.replace(f"{root.as_posix()}/", "")


def tree(root: Path) -> dict[str, bytes]:
    """Read every file below a folder, except the cache of a build."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".sitegen" not in path.relative_to(root).parts
    }


def stats(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Read what a write would change of each file and folder: mode, inode and time."""
    found = ((path.relative_to(folder).as_posix(), path.stat()) for path in folder.rglob("*"))
    return {path: (stat.st_mode, stat.st_ino, stat.st_mtime_ns) for path, stat in found}


def page(root: Path, path: str) -> str:
    """Read one page of the built site."""
    return (root / "public" / path).read_text(encoding="utf-8")
