"""``sitegen new``."""

import os
from datetime import datetime
from pathlib import Path

import click

from sitegen.cli.report import Reporter, echo
from sitegen.config.site_yaml import read_config
from sitegen.problems.errors import SitegenError
from sitegen.scaffold import find_site, new_essay, write_new


@click.command()
@click.argument("title")
@click.option("--tags", default="", metavar="A,B", help="Themes of the essay, the chief one first.")
@click.option("--bundle", is_flag=True, help="Give it a folder, for pictures beside the text.")
@click.option("--edit", is_flag=True, help="Open it in $VISUAL or $EDITOR.")
@click.option(
    "--directory", type=click.Path(path_type=Path), default=".", help="Folder of the collection."
)
def new(title: str, tags: str, directory: Path, **flags: bool) -> None:
    """Begin an essay called TITLE as a draft, and print the path of its file."""
    root = directory
    try:
        root = find_site(directory)
        # Today where the site is: a date that is tomorrow there would hold the essay back.
        today = datetime.now(read_config(root).timezone).date()
        names = [name for tag in tags.split(",") if (name := tag.strip())]
        path, text = new_essay(title, today, names, bundle=flags["bundle"])
        write_new(root, {path: text})
    except SitegenError as error:
        Reporter(root).show(error.problems)
        raise click.exceptions.Exit(1) from error
    file = os.path.relpath(root / path)
    echo(file)
    echo("it is a draft: take out the line 'draft: true' to publish it", err=True)
    if flags["edit"]:
        click.edit(filename=file)
