"""``sitegen config``."""

from pathlib import Path

import click

from sitegen.cli.report import echo
from sitegen.config.site_yaml import effective, read_config


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
def config(directory: Path) -> None:
    """Print the effective configuration of the collection in DIRECTORY, defaults included."""
    echo(effective(read_config(directory)).rstrip())
