"""``sitegen book``."""

import time
from collections.abc import Sequence
from pathlib import Path

import click

from sitegen.book.choice import Choice
from sitegen.book.edition import Edition, Made, make
from sitegen.cli.commands.build import moment_of
from sitegen.cli.commands.scaffold import inside_site
from sitegen.cli.report import Reporter, count, echo, plural, report_waiting
from sitegen.config.site_yaml import read_config
from sitegen.content.visibility import Showing
from sitegen.incremental.books import open_book
from sitegen.incremental.cache import opened
from sitegen.incremental.inputs import BuildRequest


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
@click.option("--path", metavar="SLUG", help="Only the essays of this reading path.")
@click.option("--theme", metavar="SLUG", help="Only the essays of this theme.")
@click.option("--essays", metavar="A,B", help="Only these essays, in this order.")
@click.option("--epub", is_flag=True, help="Make an EPUB; without --pdf, nothing else.")
@click.option("--pdf", is_flag=True, help="Make a PDF; without --epub, nothing else.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write this file; its ending decides, if nothing else does: .epub or .pdf.",
)
@click.option("--now", metavar="DATE", help="Make it as if it were this date.")
def book(directory: Path, output: Path | None, now: str | None, **given: str | bool) -> None:
    """Make a book of the collection in DIRECTORY: EPUB for readers, PDF for paper."""
    started = time.monotonic()
    choice = _choice({kind: given[kind] for kind in ("path", "theme", "essays") if given[kind]})
    with inside_site(directory) as root:
        config = read_config(root)
        files = _files(root, output, choice, epub=bool(given["epub"]), pdf=bool(given["pdf"]))
        showing = Showing(moment_of(now, config)[0])
        with opened(root, report_waiting) as cache:
            request = BuildRequest(root, config, showing, time.time_ns())
            manuscript = open_book(request, cache, choice)
            made = make(Edition(manuscript, root, cache.folder, cache.program), files)
    _report(root, made, time.monotonic() - started)
