"""``sitegen build`` and ``sitegen clean``."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import asdict, replace

from sitegen import CACHE_FOLDER, SITE_FILE
from sitegen.build import BuildResult
from sitegen.build import build as build_site
from sitegen.cli.progress import ProgressBar
from sitegen.cli.report import Format, Reporter, count, echo, plural, report_waiting, reporting
from sitegen.config.config import Config
from sitegen.content.visibility import Held, Showing
from sitegen.incremental.cache import clean_up, opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.incremental.unchanged import Snapshot
from sitegen.model import Moment
from sitegen.problems.errors import Place, Problem, SitegenError
from sitegen.text.dates import read_moment
from sitegen.workers.parallel import Workers

if TYPE_CHECKING:
    from concurrent.futures import Executor


class _Options(Struct, frozen=True, kw_only=True):
    """Arguments and options of `sitegen build`."""

    directory: Path
    output: Path | None
    base_url: str | None
    drafts: bool
    future: bool
    now: str | None
    check: bool
    strict: bool
    keep_going: bool
    form: Format
    why: str | None
    executor: str | None
    profile: bool
    quiet: bool
    verbose: bool


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Publish into this folder.")
@click.option("--base-url", metavar="URL", help="Address of the site.")
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--future", is_flag=True, help="Publish essays dated in the future too.")
@click.option("--now", metavar="DATE", help="Build as if it were this date.")
@click.option("--check", is_flag=True, help="Run sitegen check first; stop on its errors.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--keep-going", is_flag=True, help="Publish all texts but those with errors.")
@click.option(
    "--why", is_flag=False, flag_value="", metavar="[PAGE]", help="Print why files were rendered."
)
@click.option("--executor", metavar="dask:tcp://HOST:PORT", help="Build on a Dask cluster.")
@click.option("--profile", is_flag=True, help="Print how long each phase took.")
@reporting("text", "json", "github", "sarif", verbose="Print notes and what is held back too.")
def build(**given: Any) -> None:  # Any: each option has the type that it is declared with
    """Publish the collection in DIRECTORY (default: the current folder).

    Nothing is published unless the whole collection is in order, or --keep-going is given; readers
    see the old site or the new one, never a mixture.
    """
    started, began = time.monotonic(), time.time_ns()
    options = _options(given)
    reporter = Reporter(
        options.directory, options.form, quiet=options.quiet, verbose=options.verbose
    )
    snapshot = _snapshot(options.directory)
    try:
        if options.check:
            _check(options)
        with (
            opened(options.directory, report_waiting) as cache,
            closing(ProgressBar(wanted=not options.quiet and options.form == "text")) as bar,
            _executor(options.executor) as executor,
        ):
            config = _configured(options, cache.site_config[0])
            showing, seen = _showing(options, config), snapshot.stats() if snapshot else {}
            request = BuildRequest(
                options.directory,
                config,
                showing,
                began,
                seen,
                write_anchors=True,
                waiting=report_waiting,
                why=options.why,
            )
            built = build_site(request, cache, Workers(bar, executor))
    except SitegenError as error:
        reporter.fail(error)
        raise click.exceptions.Exit(1) from error
    for held in built.summary.held:
        reporter.say(str(held))
    for reason in built.why:
        echo(reason)
    if options.profile:
        echo(_profile(bar, built))
    output = options.directory / config.output
    line = _closing_line(built, options.output or output)
    line_now = line.format(seconds=time.monotonic() - started)
    problems = (*built.problems, *_address_problems(options, config))
    reporter.finish(problems, _summary(built), line_now, published=True)
    if options.keep_going and _fails(built, config):
        raise click.exceptions.Exit(1)
    told = options.verbose or options.profile
    if snapshot and snapshot.essays == config.essays and options.form == "text" and not told:
        _remember(snapshot, built, output, "" if options.quiet else line)


def _options(given: dict[str, Any]) -> _Options:  # Any: as in ``build``
    options = _Options(**given)
    if options.check and options.keep_going:
        raise click.UsageError("--check stops on errors, --keep-going does not: choose one")
    return options


def _fails(built: BuildResult, config: Config) -> bool:
    grave = ("error", "warning") if config.strict else ("error",)
    return any(problem.severity in grave for problem in built.problems)


def _snapshot(directory: Path) -> Snapshot | None:
    """Take a snapshot of the site, unless this process has taken it already."""
    seen = click.get_current_context().obj
    if isinstance(seen, Snapshot) and seen.root == str(directory):
        return seen
    try:
        return Snapshot(str(directory))
    except OSError:
        return None


def _check(options: _Options) -> None:
    from sitegen.cli.commands.check import CheckRequest, run_check  # noqa: PLC0415 (all the rules: a plain build has no use for them)
    from sitegen.config.site_yaml import read_config  # noqa: PLC0415 (as is this)

    config = read_config(options.directory)
    strict = config.strict or options.strict
    request = CheckRequest(options.directory, replace(config, strict=strict))
    problems = [finding.problem for finding in run_check(request)[1]]
    if request.fails(problems):
        raise SitegenError(problems)


def _executor(named: str | None) -> AbstractContextManager["Executor | None"]:
    if named is None:
        return nullcontext()
    kind, _, address = named.partition(":")
    if kind != "dask" or "://" not in address:
        message = f"unknown executor '{named}'; write dask:tcp://HOST:PORT"
        raise click.BadParameter(message, param_hint="--executor")
    try:
        from sitegen.workers.dask import joined  # noqa: PLC0415 - needs an extra
    except ImportError as error:
        message = "Dask is not installed; install it: pip install 'distributed>=2025.1'"
        raise click.BadParameter(message, param_hint="--executor") from error
    return joined(address)


def _configured(options: _Options, config: Config) -> Config:
    """Apply the options of the command line to the settings."""
    if options.output is not None:
        config = replace(config, output=str(options.output.absolute()))
    if options.base_url is not None:
        from sitegen.config.site_yaml import read_base_url  # noqa: PLC0415 (few builds have new settings)

        try:
            config = replace(config, base_url=read_base_url(options.base_url))
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--base-url") from error
    return replace(config, strict=config.strict or options.strict)


def _address_problems(options: _Options, config: Config) -> Iterator[Problem]:
    """Report a site for everybody whose address is local; never an error, as its pages work."""
    for_others = any(os.environ.get(name) for name in ("CI", "NETLIFY", "CF_PAGES"))
    if config.is_local and (for_others or options.check or config.strict):
        message = f"feeds, sitemap and previews name {config.base_url} as the address of the site"
        hint = "write base_url: https://… into site.yaml, or use --base-url"
        yield Problem(Place(SITE_FILE), "W808", message, hint)


def _showing(options: _Options, config: Config) -> Showing:
    moment, clock = moment_of(options.now, config)
    return Showing(moment, options.drafts, options.future, clock, options.keep_going)


def moment_of(now: str | None, config: Config) -> tuple[Moment, bool]:
    """Return the date of ``--now``, of SOURCE_DATE_EPOCH or of the clock, and if it is the clock's.

    Raise BadParameter if ``--now`` is not a date.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if now is not None:
        try:
            return read_moment(now, config.timezone), False
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--now") from error
    if epoch.isdecimal():
        return Moment(datetime.fromtimestamp(int(epoch), UTC)), False
    return Moment(datetime.now(UTC)), True


def _closing_line(built: BuildResult, output: Path) -> str:
    summary = built.summary
    numbers = {"essay": summary.essays, "theme": summary.themes, "page": summary.pages}
    counts = ", ".join(plural(number, noun) for noun, number in numbers.items())
    where = output.as_posix().replace("{", "{{").replace("}", "}}")
    line = f"{counts} in {{seconds:.2f}} s → {where}/"
    extras = [f"{plural(len(summary.left_out), 'text')} left out"] if summary.left_out else []
    extras += [_held_back(summary.held)] if summary.held else []
    extras += [counted] if (counted := count(built.problems)) else []
    return f"{line} ({'; '.join(extras)})" if extras else line


def _held_back(held: Sequence[Held]) -> str:
    if all(one.reason == "draft" and not one.because for one in held):
        return f"{plural(len(held), 'draft')} held back: delete 'draft: true' to publish"
    return f"{plural(len(held), 'text')} held back: sitegen status says why"


def _profile(bar: ProgressBar, built: BuildResult) -> str:
    """Return the time of each phase and of the ten slowest texts."""
    lines = [f"{seconds * 1000:10.1f} ms  {phase}" for phase, seconds in bar.phases()]
    costs = sorted(built.seconds.items(), key=lambda cost: -cost[1])[:10]
    lines += [f"{seconds * 1000:10.1f} ms  {path}" for path, seconds in costs]
    return "\n".join(lines)


def _summary(built: BuildResult) -> dict[str, object]:
    return {
        "essays": built.summary.essays,
        "themes": built.summary.themes,
        "pages": built.summary.pages,
        "held": [asdict(held) for held in built.summary.held],
        "left_out": sorted(built.summary.left_out),
        "files": asdict(built.files),
    }


def _remember(snapshot: Snapshot, built: BuildResult, output: Path, line: str) -> None:
    """Save the last line, so that the same command can repeat it if nothing changes."""
    if built.registry and not built.problems and not built.why:
        registry = built.registry.stat, built.registry.fingerprint
        answer = built.summary.window, line
        snapshot.remember(str(output), built.published, registry, answer)


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
def clean(directory: Path) -> None:
    """Remove the cache of the collection in DIRECTORY (default: the current folder)."""
    folder = (directory / CACHE_FOLDER).as_posix()
    echo(f"removed {folder}/" if clean_up(directory) else f"{folder}/ not found")
