"""``sitegen check``."""

import gc
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import replace

from sitegen.check.case import Collection, Finding
from sitegen.check.collect import examine
from sitegen.check.external import EXTERNAL_CODES, Manners, ask
from sitegen.check.fix import difference, not_committed, plan_mending, write_mended
from sitegen.check.memory import load_memory, new_memory, save_memory
from sitegen.check.verdict import check as check_collection
from sitegen.check.verdict import selected, weigh
from sitegen.cli.report import Format, Reporter, count, echo, plural
from sitegen.config.config import Config
from sitegen.config.site_yaml import read_config
from sitegen.content.visibility import Showing
from sitegen.incremental.cache import opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.model import Moment
from sitegen.problems.errors import Problem, SitegenError
from sitegen.scaffold import find_site


class Task(Struct, frozen=True):
    """What is to be looked at, and for what."""

    root: Path
    config: Config
    words: tuple[str, ...] = ()
    """Codes or beginnings of codes; none for all that the site does not turn off."""
    inside: tuple[str, ...] = ()
    """Files and folders to tell of, relative to the root; none for all."""
    external: bool = False
    anew: bool = False
    """Whether what was found before does not count."""

    def is_grave(self, problems: Iterable[Problem]) -> bool:
        """Tell whether some problems are such that all is not well."""
        grave = ("error", "warning") if self.config.strict else ("error",)
        return any(problem.severity in grave for problem in problems)


class Found(Struct, frozen=True):
    """What was found."""

    collection: Collection
    findings: tuple[Finding, ...]
    seconds: Mapping[str, float]
    """What each rule took."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong."""
        return tuple(finding.problem for finding in self.findings)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--select", metavar="CODES", default="", help="Look for these alone: W1001, or 10.")
@click.option("--fix", is_flag=True, help="Mend what is certain; keep what is taken out.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--force", is_flag=True, help="Mend files even if git could not bring them back.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="How findings are printed.",
)
@click.option("--external", is_flag=True, help="Ask the links to other sites too.")
@click.option("--profile", is_flag=True, help="Print the time that each rule takes.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors alone.")
@click.option("--verbose", "-v", is_flag=True, help="Print notes too.")
def check(paths: tuple[Path, ...], select: str, form: Format, **flags: bool) -> None:
    """Find what is wrong or odd in the essays; tell of PATHS alone, if any are named."""
    started = time.monotonic()
    gc.disable()  # as a build does
    root = Path()
    try:
        root = _root(paths)
        task = replace(
            _task(root, paths, select), external=flags["external"], anew=flags["profile"]
        )
        found = look(task)
        if flags["diff"]:
            _show_differences(task, found)
        mended, refused = 0, tuple[Problem, ...]()
        if flags["fix"] and not flags["diff"]:
            mended, refused = _mend(task, found, force=flags["force"])
            found = look(task) if mended else found
    except SitegenError as error:
        Reporter(root, form).conclude(error.problems, {}, count(error.problems))
        raise click.exceptions.Exit(1) from error
    if flags["profile"] and form == "text":
        _show_times(found.seconds)
    problems = (*found.problems, *refused)
    texts = len(found.collection.cases)
    line = f"{plural(texts, 'text')} in {time.monotonic() - started:.2f} s"
    summary = {"texts": texts, "mended": mended, "seconds": {**found.seconds}}
    reporter = Reporter(root, form, quiet=flags["quiet"], verbose=flags["verbose"])
    reporter.conclude(problems, summary, f"{line}: {_counted(problems, mended, reporter)}")
    if task.is_grave(problems):
        raise click.exceptions.Exit(1)


def _root(paths: Sequence[Path]) -> Path:
    found = find_site(paths[0] if paths else Path())
    return Path(os.path.relpath(found)) if found.is_absolute() else found


def _task(root: Path, paths: Sequence[Path], select: str) -> Task:
    inside = tuple(_inside(path, root) for path in paths)
    words = tuple(select.replace(",", " ").split())
    return Task(root, read_config(root), words, () if "." in inside else inside)


def _inside(path: Path, root: Path) -> str:
    relative = Path(os.path.relpath(path, root)).as_posix()
    if relative.startswith("../") or relative == "..":
        raise click.BadParameter(f"'{path}' is not in the collection", param_hint="PATHS")
    return relative


def look(task: Task) -> Found:
    """Look at a collection as a task asks."""
    began, now = time.time_ns(), datetime.now(UTC)
    config, codes = task.config, _codes(task)
    with opened(task.root) as cache:
        collection = examine(BuildRequest(task.root, config, Showing(Moment(now)), began), cache)
        known = new_memory(config) if task.anew else load_memory(cache.folder, config)
        verdict = check_collection(collection, codes, time.perf_counter, known)
        if verdict.memory != known:
            save_memory(cache.folder, verdict.memory)
    answers = ask(collection, task.root, now, Manners()) if task.external else ()
    findings = weigh((*verdict.findings, *answers), collection, codes)
    return Found(collection, tuple(_told(findings, task.inside)), verdict.seconds)


def _codes(task: Task) -> frozenset[str]:
    try:
        codes = selected(task.words, task.config)
    except KeyError as error:
        message = f"'{error.args[0]}' begins no code; sitegen explain lists them"
        raise click.BadParameter(message, param_hint="--select") from error
    return codes if task.external else codes - EXTERNAL_CODES


def _told(findings: Iterable[Finding], inside: Sequence[str]) -> Iterable[Finding]:
    for finding in findings:
        path = finding.problem.place.path
        if not inside or any(path == place or path.startswith(f"{place}/") for place in inside):
            yield finding


def _show_differences(task: Task, found: Found) -> None:
    for one in plan_mending(task.root, found.collection, found.findings)[0]:
        echo(difference(one).rstrip("\n"))


def _mend(task: Task, found: Found, *, force: bool) -> tuple[int, tuple[Problem, ...]]:
    """Mend what may be mended; give how many files were, and why others were not."""
    plan, problems = plan_mending(task.root, found.collection, found.findings)
    refused = () if force else not_committed(task.root, plan)
    kept = {problem.place.path for problem in refused}
    chosen = [one for one in plan if one.path not in kept]
    failed = write_mended(chosen)
    return len(chosen) - len(failed), (*problems, *refused, *failed)


def _show_times(seconds: Mapping[str, float]) -> None:
    for name, time_taken in sorted(seconds.items(), key=lambda one: (-one[1], one[0])):
        echo(f"{time_taken * 1000:10,.1f} ms  {name}", err=True)


def _counted(problems: Sequence[Problem], mended: int, reporter: Reporter) -> str:
    notes = sum(problem.severity == "note" for problem in problems)
    parts = [f"{plural(mended, 'file')} mended"] if mended else []
    parts += [count(problems) or "nothing to mend"]
    if notes:
        parts += [plural(notes, "note") + ("" if reporter.verbose else " (--verbose shows them)")]
    return "; ".join(parts)
