"""``sitegen import``."""

import os
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Literal

import click
from msgspec import Struct, to_builtins
from msgspec.structs import replace

from sitegen.check.external import Manners
from sitegen.cli.commands.check import CheckRequest, run_check
from sitegen.cli.progress import ProgressBar
from sitegen.cli.report import Reporter, described, echo, echo_json
from sitegen.config.config import Config
from sitegen.config.site_yaml import read_config
from sitegen.importers.detection import FORMATS
from sitegen.importers.foreign import Wishes
from sitegen.importers.pictures.fetching import Fetcher
from sitegen.importers.pictures.missing import Fetched, fetch_pictures, waiting_pictures
from sitegen.importers.report.summary import of_pictures, summary
from sitegen.importers.report.types import Report
from sitegen.importers.road import ImportRequest, bring_home
from sitegen.problems.errors import Place, Problem, SitegenError, fail
from sitegen.scaffold import SETTINGS, find_site


class _Options(Struct, frozen=True, kw_only=True):
    """Arguments and options of `sitegen import`."""

    sources: tuple[Path, ...]
    wanted: str
    site: str
    into: Path | None
    types: tuple[str, ...]
    form: Literal["text", "json"]
    dry_run: bool
    fetch_images: bool
    allow_private_hosts: bool


@click.command("import")
@click.argument("sources", nargs=-1, metavar="SOURCE…", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "wanted",
    type=click.Choice(["auto", *sorted(FORMATS)]),
    default="auto",
    help="Format of the sources, if it is not found by their content.",
)
@click.option("--site", metavar="URL", default="", help="Address of the old site.")
@click.option("--into", metavar="DIR", type=click.Path(path_type=Path), help="Collection.")
@click.option("--dry-run", is_flag=True, help="Show everything and write nothing.")
@click.option("--type", "types", metavar="NAME", multiple=True, help="Take this kind of post too.")
@click.option("--fetch-images", is_flag=True, help="Fetch the pictures that are not at hand.")
@click.option("--allow-private-hosts", is_flag=True, help="Fetch from private networks too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def import_(**given: Any) -> None:  # Any: each option has the type that it is declared with
    """Import posts from exports of other platforms: files, folders or zip archives.

    Nothing is overwritten, and what an earlier run imported is left alone. What a platform put into
    a text, and what was left of its pages, goes to NAME.removed.md beside the essay.
    """
    options = _Options(**given)
    if not options.sources and not options.fetch_images:
        raise click.UsageError("name a SOURCE: a file, a folder or a zip archive")
    reporter = Reporter(Path(), options.form)
    try:
        with closing(ProgressBar(wanted=options.form == "text")) as bar:
            done = _imported(options, bar) if options.sources else _Done()
            fetched = _fetched(options, bar) if options.fetch_images else ()
    except SitegenError as error:
        reporter.finish(error.problems, {}, "nothing more was imported", published=False)
        raise click.exceptions.Exit(1) from error
    if options.form == "json":
        echo_json(_document(done, fetched))
    else:
        reporter.show(done.problems)
        for line in done.lines:
            echo(line)
        if options.fetch_images:
            for line in of_pictures(fetched, dry=options.dry_run):
                echo(line)
    if done.report.problems:
        raise click.exceptions.Exit(1)


class _Done(Struct, frozen=True):
    """An import, if there was one."""

    report: Report = Report()
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()


def _imported(options: _Options, bar: ProgressBar) -> _Done:
    request = _request(options)
    report = bring_home(request, bar)
    where = (request.root / request.config.essays / request.inside).as_posix().rstrip("/")
    lines = tuple(summary(report, f"{where}/", dry=request.dry))
    return _Done(report, (*report.problems, *_advertisements(request, report)), lines)


def _fetched(options: _Options, bar: ProgressBar) -> Sequence[Fetched]:
    root = _collection(options.sources, options.into)[0]
    folder = root / read_config(root).essays if (root / SETTINGS).is_file() else root
    if options.dry_run:
        return waiting_pictures(folder)
    return fetch_pictures(folder, Fetcher(Manners(), private=options.allow_private_hosts), bar)


# ------------------------------------------------------------------ where


def _request(options: _Options) -> ImportRequest:
    root, is_new = _collection(options.sources, options.into)
    config = Config() if is_new else read_config(root)
    folder = (root / config.essays).resolve()
    for source in options.sources:
        if not is_new and folder.is_relative_to(source.resolve()):
            hint = "name the export, which is somewhere else"
            message = "this source contains the essays of the collection itself"
            raise fail(Place(str(source)), "E1807", message, hint)
    target = (options.into or folder).resolve()
    is_inside = not is_new and target != folder and target.is_relative_to(folder)
    return ImportRequest(
        sources=options.sources,
        root=root,
        config=config,
        wanted="" if options.wanted == "auto" else options.wanted,
        wishes=Wishes(site=options.site, types=frozenset(options.types)),
        inside=f"{target.relative_to(folder).as_posix()}/" if is_inside else "",
        is_new=is_new,
        dry=options.dry_run,
    )


def _collection(sources: Sequence[Path], into: Path | None) -> tuple[Path, bool]:
    """Find the collection, or the folder that becomes one."""
    start = into or Path()
    with suppress(SitegenError):
        found = find_site(start)
        if into is None or _belongs(into, found):
            return (Path(os.path.relpath(found)) if found.is_absolute() else found), False
    if into is None and not _is_empty(start, sources):
        hint = "name a new folder: sitegen import SOURCE --into my-essays"
        message = "there is no collection here, and the folder has other files"
        raise fail(Place("."), "E1806", message, hint)
    return start, True


def _belongs(folder: Path, root: Path) -> bool:
    """Return whether a folder is a collection itself or lies among the essays of one."""
    essays = (root / read_config(root).essays).resolve()
    return folder.resolve() == root.resolve() or folder.resolve().is_relative_to(essays)


def _is_empty(folder: Path, sources: Sequence[Path]) -> bool:
    given = {source.resolve() for source in sources}
    return all(one.name[0] == "." or one.resolve() in given for one in folder.iterdir())


# ------------------------------------------------------------------ the report


_LOOKED_THROUGH = 1_000_000
"""Words that are looked through at once; more would need the memory that an import saves."""


def _advertisements(request: ImportRequest, report: Report) -> Sequence[Problem]:
    """Look for injected words in the new essays, as ``sitegen check`` does."""
    files = tuple(entry.file for entry in report.entries)
    if not files or request.dry or report.words.kept > _LOOKED_THROUGH:
        return ()
    check = CheckRequest(request.root, read_config(request.root), ("12",), files)
    return [_rooted(finding.problem, request.root) for finding in run_check(check)[1]]


def _rooted(problem: Problem, root: Path) -> Problem:
    place = replace(problem.place, path=(root / problem.place.path).as_posix())
    return replace(problem, place=place)


def _document(done: _Done, fetched: Sequence[Fetched]) -> dict[str, object]:
    report = done.report
    return {
        "version": 1,
        "formats": report.formats,
        "words": to_builtins(report.words),
        "texts": to_builtins(report.entries),
        "left_out": to_builtins(report.left_out),
        "imported_before": report.known,
        "remarks": to_builtins(report.remarks),
        "pictures": to_builtins(fetched),
        "problems": [described(one, one.place.path) for one in done.problems],
    }
