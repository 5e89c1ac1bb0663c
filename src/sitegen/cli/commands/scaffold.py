"""``sitegen init`` and ``sitegen new``."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from sitegen.cli.report import echo, problems_shown
from sitegen.config.site_yaml import read_config
from sitegen.scaffold import find_site, new_essay, starter_files, write_new


@contextmanager
def inside_site(start: Path) -> Iterator[Path]:
    """Find the site around a folder; print the problems that end the work inside, and exit 1."""
    with problems_shown(start):
        root = find_site(start)
    with problems_shown(root):
        yield root


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="My Essays", show_default=True, help="Name of the collection.")
@click.option("--author", default="", help="Author of the essays.")
def init(directory: Path, title: str, author: str) -> None:
    """Create a collection in DIRECTORY: settings, three essays and two themes.

    The essays explain what to do next. Existing files are never overwritten.
    """
    with problems_shown(directory):
        write_new(directory, starter_files(title, author))
    where = shlex.quote(str(directory))
    echo(f"created a collection of three essays in {where}; see it while you write:\n")
    if directory.resolve() != Path.cwd():
        echo(f"  cd {where}")
    echo(f"  {_program()} serve")


def _program() -> str:
    """Return what to type to run this program."""
    if shutil.which("sitegen"):
        return "sitegen"
    script = Path(sys.argv[0]).absolute()
    if script.name == "sitegen":
        return shlex.quote(str(script))
    return f"{shlex.quote(sys.executable)} -m sitegen"


@click.command()
@click.argument("title")
@click.option("--tags", default="", metavar="A,B", help="Themes of the essay, the chief one first.")
@click.option("--bundle", is_flag=True, help="Create a folder, for images beside the text.")
@click.option("--edit", is_flag=True, help="Open the essay in $VISUAL or $EDITOR.")
@click.option(
    "--directory", type=click.Path(path_type=Path), default=".", help="Folder of the collection."
)
def new(title: str, tags: str, directory: Path, **flags: bool) -> None:
    """Create an essay called TITLE as a draft, and print the path of its file."""
    with inside_site(directory) as root:
        # Today where the site is: a date that is tomorrow there would hold the essay back.
        config = read_config(root)
        today = datetime.now(config.timezone).date()
        names = [name for tag in tags.split(",") if (name := tag.strip())]
        path, text = new_essay(
            title, today, names, bundle=flags["bundle"], below=config.below_essays
        )
        write_new(root, {path: text})
    file = os.path.relpath(root / path)
    echo(file)
    echo("it is a draft: delete the line 'draft: true' to publish it", err=True)
    if flags["edit"]:
        click.edit(filename=file)
