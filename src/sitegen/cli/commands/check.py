"""``sitegen check``."""

import gc
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from msgspec import Struct

from sitegen.check.collect import examine
from sitegen.check.external import EXTERNAL_CODES, Manners, ask
from sitegen.check.facts import summed_up
from sitegen.check.fix import Fix, difference, not_committed, plan_fixes, write_fixes
from sitegen.check.memory import load_memory, new_memory, save_memory
from sitegen.check.types import Collection, Finding
from sitegen.check.verdict import check as check_collection
from sitegen.check.verdict import selected, weigh
from sitegen.cli.report import Format, Reporter, count, echo, plural, report_waiting, reporting
from sitegen.config.config import Config
from sitegen.config.site_yaml import read_config
from sitegen.content.visibility import Showing
from sitegen.incremental.cache import opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.model import Moment
from sitegen.problems.errors import Problem, SitegenError
from sitegen.scaffold import find_site


class CheckRequest(Struct, frozen=True):
    """Options of ``sitegen check``."""

    root: Path
    config: Config
    words: tuple[str, ...] = ()
    """Codes or beginnings of codes; none for all that the site does not turn off."""
    inside: tuple[str, ...] = ()
    """Files and folders whose findings are reported, relative to the root; none for all."""
    external: bool = False
    anew: bool = False
    """Ignore the saved findings of earlier checks."""
    notes: bool = False
    """Look for what is only a note, too."""

    def fails(self, problems: Iterable[Problem]) -> bool:
        """Return whether one of some problems makes the check fail."""
        grave = ("error", "warning") if self.config.strict else ("error",)
        return any(problem.severity in grave for problem in problems)


class _CheckCommand(click.Command):
    """A command with an option whose value may be left out, though paths follow it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, ["--fix=sure" if one == "--fix" else one for one in args])


@click.command(cls=_CheckCommand)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--select", metavar="CODES", default="", help="Report only these: W1001, or 10.")
@click.option(
    "--fix",
    type=click.Choice(["sure", "all"]),
    metavar="[=all]",
    help="Fix what is certain, or all that can be fixed; keep what is removed.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--force", is_flag=True, help="Fix files even if git could not restore them.")
@click.option("--external", is_flag=True, help="Check the links to other sites too.")
@click.option("--profile", is_flag=True, help="Print the time that each rule takes.")
@reporting("text", "json", "github", "sarif", verbose="Print notes too.")
def check(
    paths: tuple[Path, ...], select: str, form: Format, fix: str | None, **flags: bool
) -> None:
    """Report what is wrong or odd in the essays (only in PATHS, if any are given)."""
    started = time.monotonic()
    gc.disable()  # as a build does
    root, fixed, refused = Path(), 0, tuple[Problem, ...]()
    try:
        root = _root(paths)
        words = tuple(select.replace(",", " ").split())
        options = _inside(paths, root), flags["external"], flags["profile"]
        request = CheckRequest(root, read_config(root), words, *options, flags["verbose"])
        collection, findings, times = run_check(request)
        if flags["diff"]:
            for edit in plan_fixes(root, collection, findings, every=fix == "all")[0]:
                echo(difference(edit).rstrip("\n"))
        elif fix:
            planned = plan_fixes(root, collection, findings, every=fix == "all")
            fixed, refused = _fix(root, *planned, force=flags["force"])
            if fixed:
                collection, findings, times = run_check(request)
    except SitegenError as error:
        Reporter(root, form).finish(error.problems, {}, count(error.problems))
        raise click.exceptions.Exit(1) from error
    if flags["profile"] and form == "text":
        for name, seconds in sorted(times.items(), key=lambda one: (-one[1], one[0])):
            echo(f"{seconds * 1000:10,.1f} ms  {name}", err=True)
    problems = (*(finding.problem for finding in findings), *refused)
    texts = len(collection.texts)
    summary = {"texts": texts, "fixed": fixed, "seconds": {**times}}
    counted = _counted(problems, fixed)
    line = f"{plural(texts, 'text')} in {time.monotonic() - started:.2f} s: {counted}"
    # Notes were looked for only if they are wanted.
    Reporter(root, form, quiet=flags["quiet"], verbose=True).finish(problems, summary, line)
    if request.fails(problems):
        raise click.exceptions.Exit(1)


def _root(paths: Sequence[Path]) -> Path:
    found = find_site(paths[0] if paths else Path())
    return Path(os.path.relpath(found)) if found.is_absolute() else found


def _inside(paths: Sequence[Path], root: Path) -> tuple[str, ...]:
    """Return files and folders relative to the root; none if the root is one of them."""
    places = tuple(Path(os.path.relpath(path, root)).as_posix() for path in paths)
    for path, place in zip(paths, places, strict=True):
        if place.split("/")[0] == "..":
            raise click.BadParameter(f"'{path}' is not in the collection", param_hint="PATHS")
    return () if "." in places else places


def run_check(request: CheckRequest) -> tuple[Collection, Sequence[Finding], Mapping[str, float]]:
    """Check a collection; return it with its findings and the seconds that each rule took."""
    began, now = time.time_ns(), datetime.now(UTC)
    root, config, codes = request.root, request.config, _codes(request)
    with opened(root, report_waiting) as cache:
        collection = examine(BuildRequest(root, config, Showing(Moment(now)), began), cache)
        known = new_memory(config) if request.anew else load_memory(cache.folder, config)
        verdict = check_collection(collection, codes, time.perf_counter, known)
        if verdict.memory != known:
            save_memory(cache.folder, verdict.memory)
    answers = ask(collection, root, now, Manners()) if request.external else ()
    findings = weigh((*verdict.findings, *answers), collection, codes)
    inside = (finding for finding in findings if _is_in(request.inside, finding))
    return collection, summed_up(inside), verdict.seconds


def _codes(request: CheckRequest) -> frozenset[str]:
    try:
        codes = selected(request.words, request.config, notes=request.notes)
    except KeyError as error:
        message = f"no code begins with '{error.args[0]}'; sitegen explain lists all codes"
        raise click.BadParameter(message, param_hint="--select") from error
    return codes if request.external else codes - EXTERNAL_CODES


def _is_in(places: Sequence[str], finding: Finding) -> bool:
    path = finding.problem.place.path
    return not places or any(path == place or path.startswith(f"{place}/") for place in places)


def _fix(
    root: Path, plan: Sequence[Fix], problems: Sequence[Problem], *, force: bool
) -> tuple[int, tuple[Problem, ...]]:
    """Apply fixes; return the number of fixed files and the problems of the others."""
    refused = () if force else not_committed(root, plan)
    kept = {problem.place.path for problem in refused}
    chosen = [edit for edit in plan if edit.path not in kept]
    failed = write_fixes(chosen)
    return len(chosen) - len(failed), (*problems, *refused, *failed)


def _counted(problems: Sequence[Problem], fixed: int) -> str:
    notes = sum(problem.severity == "note" for problem in problems)
    parts = [f"{plural(fixed, 'file')} fixed"] if fixed else []
    parts += [count(problems) or "no problems"]
    if notes:
        parts += [plural(notes, "note")]
    return "; ".join(parts)
