"""``sitegen init``."""

import shlex
from pathlib import Path

import click

from sitegen.cli.report import Reporter, echo
from sitegen.problems.errors import SitegenError
from sitegen.scaffold import starter_files, write_new


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="My Essays", show_default=True, help="Name of the collection.")
@click.option("--author", default="", help="Who writes the essays.")
def init(directory: Path, title: str, author: str) -> None:
    """Begin a collection of your own in DIRECTORY: settings, three essays and two themes.

    The essays explain how to go on. Files that are there already are never overwritten.
    """
    try:
        write_new(directory, starter_files(title, author))
    except SitegenError as error:
        Reporter(directory).show(error.problems)
        raise click.exceptions.Exit(1) from error
    where = shlex.quote(str(directory))
    echo(f"a collection of three essays stands in {where}; look at it with:\n")
    if directory.resolve() != Path.cwd():
        echo(f"  cd {where}")
    echo("  sitegen build\n  python3 -m http.server --directory public\n")
    echo("and open http://localhost:8000/")
