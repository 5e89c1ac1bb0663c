"""``sitegen provenance`` and ``sitegen status``."""

import time
from datetime import UTC
from pathlib import Path
from typing import Literal

import click
from msgspec.structs import asdict

from sitegen.cli.commands.build import moment_of
from sitegen.cli.commands.scaffold import inside_site
from sitegen.cli.report import echo, echo_json, report_waiting
from sitegen.config.config import Config
from sitegen.config.site_yaml import read_config
from sitegen.content.visibility import Showing
from sitegen.curate import provenance as table
from sitegen.curate import schedule
from sitegen.curate.calendar import START, calendar
from sitegen.incremental.cache import opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.incremental.plan import SitePlan, read_site
from sitegen.problems.errors import Place, fail
from sitegen.store.files import atomic_write


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    help="Output format.",
)
def provenance(directory: Path, form: Literal["text", "csv", "json"]) -> None:
    """Show where each essay of the collection in DIRECTORY comes from, and what is missing."""
    with inside_site(directory) as root:
        config = read_config(root)
        rows = table.origins(
            _planned(root, config, Showing(moment_of(None, config)[0])).texts, config
        )
        if form == "csv":
            echo(table.as_csv(rows).removesuffix("\r\n"))
        elif form == "json":
            missing = dict(table.missing_facts(rows))
            echo_json({"version": 1, "missing": missing, "essays": [asdict(row) for row in rows]})
        else:
            for line in table.lines(rows):
                echo(line)


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
@click.option("--now", metavar="DATE", help="Show it as if it were this date.")
@click.option(
    "--ics",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the days to come into this calendar.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Output format."
)
def status(
    directory: Path, now: str | None, ics: Path | None, form: Literal["text", "json"]
) -> None:
    """Show the drafts, scheduled and expiring texts of the collection in DIRECTORY."""
    with inside_site(directory) as root:
        config = read_config(root)
        moment = moment_of(now, config)[0]
        site = _planned(root, config, Showing(moment))
        found = schedule.turns(site.texts, site.held, config, root)
        if ics:
            _write(ics, calendar(found, config, moment.at.astimezone(UTC)))
        if form == "json":
            echo_json({"version": 1, "texts": [_described(turn, config) for turn in found]})
        else:
            for line in schedule.lines(found, config):
                echo(line)


def _planned(root: Path, config: Config, showing: Showing) -> SitePlan:
    with opened(root, report_waiting) as cache:
        return read_site(BuildRequest(root, config, showing, time.time_ns()), cache)


def _write(file: Path, content: bytes) -> None:
    place = Place(str(file))
    try:
        if file.exists() and not file.read_bytes().startswith(START):
            hint = "name another file; this one stays as it is"
            raise fail(place, "E1461", f"'{file}' is not a calendar", hint)
        atomic_write(file, content)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"calendar cannot be written: {reason}"
        raise fail(place, "E1461", message, "name a file that you may write") from error


def _described(turn: schedule.Turn, config: Config) -> dict[str, object]:
    days = {"appears": turn.appears, "expires": turn.expires}
    shown = {key: schedule.written(day, config) if day else "" for key, day in days.items()}
    return asdict(turn) | shown
