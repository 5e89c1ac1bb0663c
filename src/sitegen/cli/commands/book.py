"""``sitegen book``."""

import time
from collections.abc import Sequence
from pathlib import Path

import click

from sitegen.book.choice import Choice
from sitegen.book.edition import Edition, Made
from sitegen.book.pdf.typesetter import is_installed
from sitegen.cli.commands.build import moment_of
from sitegen.cli.commands.scaffold import inside_site
from sitegen.cli.report import Reporter, echo, plural, report_waiting
from sitegen.config.config import Config
from sitegen.config.site_yaml import read_config
from sitegen.content.visibility import Showing
from sitegen.incremental.books import read_book
from sitegen.incremental.cache import opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.text.slugs import slugify

_FORMATS = (".epub", ".pdf")


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
@click.option("--path", metavar="SLUG", help="Only the essays of this reading path.")
@click.option("--theme", metavar="SLUG", help="Only the essays of this theme.")
@click.option("--essays", metavar="A,B", help="Only these essays, in this order.")
@click.option("--epub", is_flag=True, help="Make an EPUB, for e-readers.")
@click.option("--pdf", is_flag=True, help="Make a PDF, for paper.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write this file; its ending, .epub or .pdf, says which.",
)
@click.option("--now", metavar="DATE", help="Make it as if it were this date.")
def book(directory: Path, output: Path | None, now: str | None, **given: str | bool) -> None:
    """Make a book of the collection in DIRECTORY (default: the current folder).

    Without --epub and --pdf both are made, the PDF only if typst is installed.
    """
    started = time.monotonic()
    choice = _choice({kind: given[kind] for kind in ("path", "theme", "essays") if given[kind]})
    formats = tuple(name for name in _FORMATS if given[name[1:]])
    with inside_site(directory) as root:
        config = read_config(root)
        files = _files(output or root / _name(config, choice), formats, named=output is not None)
        request = BuildRequest(root, config, Showing(moment_of(now, config)[0]), time.time_ns())
        with opened(root, report_waiting) as cache:
            tree, fetch = read_book(request, cache, choice)
            made = Edition(tree, fetch, root, (cache.folder, cache.program)).make(files)
    Reporter(root).show({problem for one in made for problem in one.problems})
    _report(made, len(tree.chapters), time.monotonic() - started)


def _choice(given: dict[str, str | bool]) -> Choice:
    if len(given) > 1:
        raise click.UsageError(f"choose one of {', '.join(f'--{kind}' for kind in given)}")
    for kind, value in given.items():
        names = [name.strip() for name in str(value).split(",")] if kind == "essays" else [value]
        return Choice(kind, tuple(str(name) for name in names if name))  # type: ignore[arg-type]  # one of three
    return Choice()


def _name(config: Config, choice: Choice) -> str:
    names = choice.names if choice.kind in ("path", "theme") else (config.title,)
    return slugify(names[0]) or "book"


def _files(output: Path, formats: Sequence[str], *, named: bool) -> Sequence[Path]:
    """Return the files to write, the PDF first."""
    suffix = output.suffix.lower()
    if named and suffix in _FORMATS:
        formats = formats or (suffix,)
        output = output.with_suffix("")
    elif named and len(formats) == 1:
        return (output,) if suffix == formats[0] else (output.with_name(output.name + formats[0]),)
    formats = formats or (_FORMATS if is_installed() else _FORMATS[:1])
    return [output.with_name(output.name + name) for name in sorted(formats, reverse=True)]


def _report(made: Sequence[Made], essays: int, seconds: float) -> None:
    for one in made:
        state = "" if one.is_new else " (unchanged)"
        echo(f"{plural(essays, 'essay')} in {seconds:.2f} s → {one.file.as_posix()}{state}")
