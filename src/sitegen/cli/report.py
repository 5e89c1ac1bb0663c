"""Problems and results -> what the command line prints."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal
from unicodedata import category

import click
from msgspec import Struct

from sitegen.problems.errors import Problem, Severity
from sitegen.text.regex import regex

Format = Literal["text", "json", "github", "sarif"]
_LINE_END = regex(r"\r\n?|\n")
"""What counts as a line everywhere in sitegen; ``str.splitlines`` knows more."""
_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "blue"}


class Reporter(Struct, frozen=True):
    """Prints problems in one of four formats; problems go to stderr, results to stdout."""

    root: Path = Path()
    """Where the paths of problems start."""
    format: Format = "text"
    quiet: bool = False
    """Print errors alone."""
    verbose: bool = False
    """Print notes too."""

    def fail(self, problems: Sequence[Problem]) -> None:
        """Print the problems that ended a run, and that nothing was published."""
        self.show(problems)
        if self.format == "json":
            self._json(problems, {}, published=False)
        else:
            echo(f"{count(problems)}; nothing published", err=True, fg="red")

    def succeed(self, problems: Sequence[Problem], summary: dict[str, object], line: str) -> None:
        """Print the problems that a run survived, and its closing line."""
        self.show(problems)
        if self.format == "json":
            self._json(problems, summary, published=True)
        elif not self.quiet:
            echo(line)

    def conclude(self, problems: Sequence[Problem], summary: dict[str, object], line: str) -> None:
        """Print what was found where nothing was to be published, and a closing line."""
        self.show(problems)
        if self.format == "json":
            self._json(problems, summary)
        elif self.format == "sarif":
            from sitegen.cli.sarif import sarif  # noqa: PLC0415 (all explanations of problems)

            _echo_json(sarif(problems, self.root))
        elif not self.quiet:
            echo(line)

    def say(self, line: str) -> None:
        """Print a line that only a curious person wants."""
        if self.verbose and self.format == "text":
            echo(line)

    def show(self, problems: Iterable[Problem]) -> None:
        """Print problems one by one, sorted by place."""
        if self.format in ("json", "sarif"):
            return
        write = self._annotate if self.format == "github" else self._text
        for problem in sorted(problems):
            if problem.severity == "error" or (
                not self.quiet and (self.verbose or problem.severity == "warning")
            ):
                write(problem)

    def _text(self, problem: Problem) -> None:
        kind = click.style(f"{problem.severity}[{problem.code}]", fg=_COLOURS[problem.severity])
        echo(f"{self._where(problem)}: {kind}: {problem.message}", err=True)
        for line in excerpt(self.root, problem):
            echo(line, err=True)
        if problem.hint:
            echo(f"  hint: {problem.hint}", err=True)

    def _annotate(self, problem: Problem) -> None:
        echo(annotation(problem, self._file(problem)))

    def _json(self, problems: Iterable[Problem], summary: dict[str, object], **more: bool) -> None:
        document = {
            "version": 1,
            **more,
            "summary": summary,
            "problems": [
                {
                    "path": self._file(problem),
                    "line": problem.place.line,
                    "column": problem.place.column,
                    "severity": problem.severity,
                    "code": problem.code,
                    "message": problem.message,
                    "hint": problem.hint,
                }
                for problem in sorted(problems)
            ],
        }
        _echo_json(document)

    def _file(self, problem: Problem) -> str:
        return (self.root / problem.place.path).as_posix()

    def _where(self, problem: Problem) -> str:
        place = problem.place
        numbers = [str(number) for number in (place.line, place.column) if number]
        return ":".join([self._file(problem), *numbers])


def _echo_json(document: object) -> None:
    import json  # noqa: PLC0415 (few ask for it)

    echo(json.dumps(document, ensure_ascii=False, indent=2))


def annotation(problem: Problem, file: str) -> str:
    """Write a problem as GitHub Actions show it beside the line of a file.

    The form is that of docs.github.com, "Workflow commands for GitHub Actions".
    """
    level = "notice" if problem.severity == "note" else problem.severity
    place = problem.place
    facts = {"file": file, "line": place.line, "col": place.column}
    known = ",".join(f"{key}={_escape(str(value))}" for key, value in facts.items() if value)
    text = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    return f"::{level} {known},title=sitegen {problem.code}::{_escape(text, data=True)}"


def _escape(text: str, *, data: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text if data else text.replace(":", "%3A").replace(",", "%2C")


def excerpt(root: Path, problem: Problem) -> list[str]:
    """Quote the line that a problem speaks of, with a mark under its column."""
    line, column = problem.place.line, problem.place.column
    file = root / problem.place.path
    if not line or not file.is_file():
        return []
    lines = _LINE_END.split(file.read_bytes().decode("utf-8-sig", "replace"))
    if line > len(lines):
        return []
    text = lines[line - 1].expandtabs(1)
    start = max(0, column - 70)
    shown = "".join(map(_visible, text))
    number = f"{line:>5} | "
    marked = f"{'':>5} | {' ' * (column - 1 - start)}^"
    return [number + shown[start : start + 100], *([marked] if column else [])]


def _visible(char: str) -> str:
    blank = category(char) == "Zs"
    return char if blank or char.isprintable() else "\N{REPLACEMENT CHARACTER}"


def count(problems: Iterable[Problem]) -> str:
    """Count problems by severity: "2 errors and 1 warning"."""
    numbers = Counter(problem.severity for problem in problems)
    severities: tuple[Severity, ...] = ("error", "warning", "note")
    return " and ".join(plural(numbers[name], name) for name in severities[:2] if numbers[name])


def plural(number: int, noun: str) -> str:
    """Count things in English."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def echo(text: str, *, err: bool = False, fg: str | None = None) -> None:
    """Print a line; colours only on a terminal and never under NO_COLOR (no-color.org)."""
    plain = False if os.environ.get("NO_COLOR") else None
    safe = text.encode("utf-8", "replace").decode()
    click.secho(safe, err=err, fg=fg, color=plain)
