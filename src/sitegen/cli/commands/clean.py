"""``sitegen clean``."""

from pathlib import Path

import click

from sitegen import CACHE_FOLDER
from sitegen.cli.report import echo
from sitegen.incremental.cache import clean_up


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
def clean(directory: Path) -> None:
    """Remove what builds of the collection in DIRECTORY keep for the next one."""
    folder = (directory / CACHE_FOLDER).as_posix()
    echo(f"removed {folder}/" if clean_up(directory) else f"there is no {folder}/")
