"""Problems and results -> what the command line prints."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeVar
from unicodedata import category

import click
from msgspec import Struct
from msgspec.structs import asdict, replace

from sitegen.problems.errors import Place, Problem, Severity, SitegenError
from sitegen.problems.grouping import grouped, listed
from sitegen.text.regex import regex

NOWHERE = "the current folder was removed; go to the folder of your collection"
Format = Literal["text", "json", "github", "sarif"]
_Function = TypeVar("_Function", bound=Callable[..., None])
_LINE_END = regex(r"\r\n?|\n")
"""Line ends everywhere in sitegen; ``str.splitlines`` knows more."""
_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "blue"}


def reporting(*formats: Format, verbose: str) -> Callable[[_Function], _Function]:
    """Add the options that decide how a command prints problems."""

    def add(command: _Function) -> _Function:
        choice = click.Choice(formats)
        command = click.option("--verbose", "-v", is_flag=True, help=verbose)(command)
        command = click.option("--quiet", "-q", is_flag=True, help="Print errors only.")(command)
        option = click.option(
            "--format", "form", type=choice, default="text", help="Output format."
        )
        return option(command)

    return add


class Reporter(Struct, frozen=True):
    """Prints problems to stderr and results to stdout, in one of four formats."""

    root: Path = Path()
    """The folder that the paths of problems are relative to."""
    format: Format = "text"
    quiet: bool = False
    """Print errors only."""
    verbose: bool = False
    """Print notes too."""

    def fail(self, error: SitegenError) -> None:
        """Print the problems that ended a build, and what would be published without them."""
        if [one.code for one in error.problems] == ["E801"] and not is_somewhere():
            echo(NOWHERE, err=True)
            return
        sound, every = error.sound
        line = f"{count(error.problems)}; nothing published"
        if sound:
            be, them = ("is", "it") if sound == 1 else ("are", "them")
            line = f"{line}. {sound:,} of {plural(every, 'text')} {be} sound; "
            line += f"`sitegen build --keep-going` publishes {them}"
        summary = {"texts": every, "sound": sound} if sound else {}
        self.finish(error.problems, {**summary}, line, published=False)

    def finish(
        self,
        problems: Sequence[Problem],
        summary: dict[str, object],
        line: str,
        *,
        published: bool | None = None,
    ) -> None:
        """Print the problems of a run and its closing line.

        ``published`` is None for a run that was not meant to publish.
        """
        self.show(problems)
        if not self.verbose:
            problems = [one for one in problems if one.severity != "note"]
        if self.format == "json":
            said = {} if published is None else {"published": published}
            rooted = (replace(one, places=self._rooted(one.places)) for one in sorted(problems))
            sorted_problems = [described(one, self._file(one)) for one in rooted]
            echo_json({"version": 1, **said, "summary": summary, "problems": sorted_problems})
        elif self.format == "sarif":
            from sitegen.cli.sarif import sarif  # noqa: PLC0415 (all explanations of problems)

            echo_json(sarif(problems, self.root))
        elif published is False:
            echo(line, err=True, fg="red")
        elif not self.quiet:
            echo(line)

    def say(self, line: str) -> None:
        """Print a line for ``--verbose``."""
        if self.verbose and self.format == "text":
            echo(line)

    def show(self, problems: Iterable[Problem]) -> None:
        """Print problems, sorted by place."""
        if self.format in ("json", "sarif"):
            return
        wanted = {"error"}
        if not self.quiet:
            wanted |= {"warning", "note"} if self.verbose else {"warning"}
        shown = [one for one in problems if one.severity in wanted]
        if self.format == "github":
            for problem in sorted(shown):
                echo(annotation(problem, self._file(problem)))
            return
        for group in grouped(shown):
            self._text(group.problem)
            if group.others:
                echo(f"  {replace(group, others=self._rooted(group.others)).more}", err=True)

    def _text(self, problem: Problem) -> None:
        kind = click.style(f"{problem.severity}[{problem.code}]", fg=_COLOURS[problem.severity])
        place = replace(problem.place, path=self._file(problem))
        echo(f"{place}: {kind}: {problem.message}", err=True)
        for line in excerpt(self.root, problem):
            echo(line, err=True)
        if problem.places:
            echo(f"  in {listed(self._rooted(problem.places))}", err=True)
        if problem.hint:
            echo(f"  hint: {problem.hint}", err=True)

    def _rooted(self, places: Iterable[Place]) -> tuple[Place, ...]:
        return tuple(replace(place, path=(self.root / place.path).as_posix()) for place in places)

    def _file(self, problem: Problem) -> str:
        return (self.root / problem.place.path).as_posix()


def is_somewhere() -> bool:
    """Return whether the current folder still exists."""
    try:
        return bool(Path.cwd())
    except FileNotFoundError:
        return False


@contextmanager
def problems_shown(root: Path) -> Iterator[None]:
    """Print the problems that end the work inside, and exit 1."""
    try:
        yield
    except SitegenError as error:
        Reporter(root).show(error.problems)
        raise click.exceptions.Exit(1) from error


def described(problem: Problem, path: str) -> dict[str, object]:
    """Describe a problem for other programs."""
    places = [asdict(place) for place in problem.places]
    return {
        **asdict(replace(problem.place, path=path)),
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        **({"places": places} if places else {}),
    }


def echo_json(document: object) -> None:
    """Print a JSON document."""
    import json  # noqa: PLC0415 (few ask for it)

    echo(json.dumps(document, ensure_ascii=False, indent=2))


def annotation(problem: Problem, file: str) -> str:
    """Return a problem as an annotation for GitHub Actions.

    The format is in docs.github.com, "Workflow commands for GitHub Actions".
    """
    level = "notice" if problem.severity == "note" else problem.severity
    place = problem.place
    facts = {"file": file, "line": place.line, "col": place.column}
    known = ",".join(f"{key}={_escape(str(value))}" for key, value in facts.items() if value)
    text = _escape(problem.sentences, data=True)
    return f"::{level} {known},title=sitegen {problem.code}::{text}"


def _escape(text: str, *, data: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text if data else text.replace(":", "%3A").replace(",", "%2C")


def excerpt(root: Path, problem: Problem) -> list[str]:
    """Return the line of a problem, and a second line with a mark under its column."""
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
    shown = category(char) == "Zs" or char.isprintable()
    return char if shown else "\N{REPLACEMENT CHARACTER}"


def report_waiting(process: int) -> None:
    """Print a line about another process that holds the collection."""
    named = f" (process {process})" if process else ""
    echo(f"waiting for another sitegen{named} that is at work on this collection", err=True)


def count(problems: Iterable[Problem]) -> str:
    """Return the numbers of errors and warnings: "2 errors and 1 warning"."""
    numbers = Counter(problem.severity for problem in problems)
    grave: tuple[Severity, ...] = ("error", "warning")
    return " and ".join(plural(numbers[name], name) for name in grave if numbers[name])


def plural(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def echo(text: str, *, err: bool = False, fg: str | None = None) -> None:
    """Print a line, with colours only on a terminal and without NO_COLOR (no-color.org)."""
    plain = False if os.environ.get("NO_COLOR") else None
    safe = text.encode("utf-8", "replace").decode()
    click.secho(safe, sys.stderr if err else sys.stdout, fg=fg, color=plain)
