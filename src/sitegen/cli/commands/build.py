"""``sitegen build``."""

import os
import time
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click
from msgspec.structs import replace

from sitegen.build import BuildResult
from sitegen.build import build as build_site
from sitegen.cli.progress import Stopwatch, progress_bar
from sitegen.cli.report import Format, Reporter, count, echo, plural
from sitegen.config.config import Config
from sitegen.content.visibility import Showing
from sitegen.incremental.cache import opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.incremental.unchanged import Snapshot
from sitegen.model import Moment
from sitegen.problems.errors import SitegenError
from sitegen.text.dates import read_moment

if TYPE_CHECKING:
    from concurrent.futures import Executor


class _Rest(TypedDict):
    executor: str | None
    check: bool
    drafts: bool
    future: bool
    strict: bool
    profile: bool
    quiet: bool
    verbose: bool


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Publish into this folder.")
@click.option("--base-url", metavar="URL", help="Where the site will stand.")
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--future", is_flag=True, help="Publish essays dated in the future too.")
@click.option("--now", metavar="DATE", help="Build as if it were this date.")
@click.option("--check", is_flag=True, help="Run sitegen check first; stop on its errors.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are printed.",
)
@click.option(
    "--why",
    is_flag=False,
    flag_value="",
    metavar="[PAGE]",
    help="Say why each file was made, or all that one page depends on.",
)
@click.option(
    "--executor",
    metavar="dask:tcp://HOST:PORT",
    help="Let a Dask cluster understand texts and render pages.",
)
@click.option("--profile", is_flag=True, help="Print where the time went.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors alone.")
@click.option("--verbose", "-v", is_flag=True, help="List what is held back, and notes.")
def build(
    directory: Path,
    output: Path | None,
    base_url: str | None,
    now: str | None,
    why: str | None,
    form: Format,
    **rest: Unpack[_Rest],
) -> None:
    """Publish the collection in DIRECTORY (here, if none is named).

    Nothing is published unless the whole collection is in order; readers see the old site or the
    new one, never a mixture.
    """
    started, began = time.monotonic(), time.time_ns()
    quiet, verbose = rest["quiet"], rest["verbose"]
    reporter = Reporter(directory, form, quiet=quiet, verbose=verbose)
    snapshot = _snapshot(click.get_current_context().obj, directory)
    try:
        if rest["check"]:
            _check(directory, strict=rest["strict"])
        with (
            opened(directory) as cache,
            progress_bar(wanted=not quiet and form == "text") as bar,
            _executor(rest["executor"]) as executor,
        ):
            watch = Stopwatch(bar)
            config = _settled(cache.site_config[0], output, base_url, strict=rest["strict"])
            moment, clock = _moment(now, config)
            showing = Showing(moment, rest["drafts"], rest["future"], clock)
            seen = snapshot.stats() if snapshot else {}
            request = BuildRequest(
                directory, config, showing, began, seen, write_anchors=True, why=why
            )
            built = build_site(request, cache, watch, executor)
    except SitegenError as error:
        reporter.fail(error.problems)
        raise click.exceptions.Exit(1) from error
    for held in built.summary.held:
        reporter.say(str(held))
    for reason in built.why:
        echo(reason)
    if rest["profile"]:
        echo(_profile(watch, built))
    line = _closing_line(built, output or directory / config.output)
    seconds = time.monotonic() - started
    reporter.succeed(built.problems, _summary(built), line.format(seconds=seconds))
    if (
        snapshot
        and built.registry
        and form == "text"
        and not (built.problems or built.why or verbose or rest["profile"])
    ):
        registry = built.registry.stat, built.registry.fingerprint
        answer = built.summary.window, "" if quiet else line
        snapshot.remember(str(directory / config.output), built.published, registry, answer)


def _executor(named: str | None) -> AbstractContextManager["Executor | None"]:
    if named is None:
        return nullcontext()
    kind, _, address = named.partition(":")
    if kind != "dask" or "://" not in address:
        message = f"'{named}' names no executor; write dask:tcp://HOST:PORT"
        raise click.BadParameter(message, param_hint="--executor")
    try:
        from sitegen.workers.dask import joined  # noqa: PLC0415 - needs an extra
    except ImportError as error:
        message = "Dask is not installed here; try: pip install 'sitegen[dask]'"
        raise click.BadParameter(message, param_hint="--executor") from error
    return joined(address)


def _snapshot(seen: object, directory: Path) -> Snapshot | None:
    """Take a snapshot of the site, unless the command line of this process has taken it."""
    if isinstance(seen, Snapshot) and seen.root == str(directory):
        return seen
    try:
        return Snapshot(str(directory))
    except OSError:
        return None


def _check(directory: Path, *, strict: bool) -> None:
    from sitegen.cli.commands.check import Task, look  # noqa: PLC0415 (all the rules: a plain build has no use for them)
    from sitegen.config.site_yaml import read_config  # noqa: PLC0415 (as is this)

    config = read_config(directory)
    task = Task(directory, replace(config, strict=config.strict or strict))
    found = look(task)
    if task.is_grave(found.problems):
        raise SitegenError(found.problems)


def _settled(config: Config, output: Path | None, base_url: str | None, *, strict: bool) -> Config:
    """Let the command line's options win over site.yaml."""
    if output is not None:
        config = replace(config, output=str(output.absolute()))
    if base_url is not None:
        from sitegen.config.site_yaml import read_base_url  # noqa: PLC0415 (few builds have new settings)

        try:
            config = replace(config, base_url=read_base_url(base_url))
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--base-url") from error
    return replace(config, strict=config.strict or strict)


def _moment(written: str | None, config: Config) -> tuple[Moment, bool]:
    """Take the date to build for: ``--now``, else SOURCE_DATE_EPOCH, else the clock's (true)."""
    if written is not None:
        try:
            return read_moment(written, config.timezone), False
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--now") from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return Moment(datetime.fromtimestamp(int(epoch), UTC)), False
    return Moment(datetime.now(UTC)), True


def _closing_line(built: BuildResult, output: Path) -> str:
    counts = [
        plural(built.summary.essays, "essay"),
        plural(built.summary.themes, "theme"),
        plural(built.summary.pages, "page"),
    ]
    where = output.as_posix().replace("{", "{{").replace("}", "}}")
    line = f"{', '.join(counts)} in {{seconds:.2f}} s → {where}/"
    extras = [f"{plural(len(built.summary.held), 'text')} held back"] if built.summary.held else []
    extras += [counted] if (counted := count(built.problems)) else []
    return f"{line} ({'; '.join(extras)})" if extras else line


def _profile(watch: Stopwatch, built: BuildResult) -> str:
    """List the phases of a build, and the ten texts that took longest."""
    lines = [f"{seconds * 1000:10.1f} ms  {phase}" for phase, seconds in watch.phases()]
    costs = sorted(built.seconds.items(), key=lambda cost: -cost[1])[:10]
    lines += [f"{seconds * 1000:10.1f} ms  {path}" for path, seconds in costs]
    return "\n".join(lines)


def _summary(built: BuildResult) -> dict[str, object]:
    return {
        "essays": built.summary.essays,
        "themes": built.summary.themes,
        "pages": built.summary.pages,
        "held": [
            {"path": held.path, "reason": held.reason, "until": held.until}
            for held in built.summary.held
        ],
        "files": {
            "written": built.files.written,
            "unchanged": built.files.unchanged,
            "removed": built.files.removed,
        },
    }
