"""``sitegen themes``."""

import difflib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from sitegen.cli.report import Reporter, echo, plural
from sitegen.collection.tag_index.thesaurus import collation
from sitegen.curate.files import carry_out
from sitegen.curate.library import Library, open_library
from sitegen.curate.renaming import Step
from sitegen.curate.renaming import merge as plan_merge
from sitegen.curate.renaming import rename as plan_rename
from sitegen.curate.suggestion import Suggestion
from sitegen.curate.suggestion import suggest as find_suggestions
from sitegen.problems.errors import Place, SitegenError, fail
from sitegen.scaffold import find_site


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--directory", type=click.Path(path_type=Path), default=".", help="Folder of the collection."
)
@click.pass_context
def themes(context: click.Context, directory: Path) -> None:
    """List the themes of the collection, rename and merge them, or suggest some for essays."""
    context.obj = directory


def _told(directory: Path, work: Callable[[Path], None]) -> None:
    """Do the work in the collection around a folder; print what is wrong and exit 1."""
    root = directory
    try:
        root = find_site(directory)
        work(root)
    except SitegenError as error:
        Reporter(root).show(error.problems)
        raise click.exceptions.Exit(1) from error


# ------------------------------------------------------------------ list


@themes.command("list")
@click.pass_obj
def list_(directory: Path) -> None:
    """List every theme: its essays, of how many it is the chief theme, its introduction."""

    def work(root: Path) -> None:
        library = open_library(root)
        for line in _table(library):
            echo(line)

    _told(directory, work)


def _table(library: Library) -> Iterator[str]:
    chief: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for path, meta in library.metas.items():
        if library.documents[path].source.kind == "essay":
            slugs = list(dict.fromkeys(library.names.theme(tag.text) for tag in meta.tags))
            every.update(slugs)
            chief.update(slugs[:1])
    labels = sorted(library.labels().items(), key=lambda pair: (collation(pair[1]), pair[0]))
    width = max((len(label) for _, label in labels), default=0)
    for slug, label in labels:
        file = library.names.files.get(slug)
        intro = "introduction" if file and file.facts.word_count else "no introduction"
        counts = f"{plural(every[slug], 'essay'):>10}, chief of {chief[slug]}"
        yield f"{label:<{width}}  {counts}, {intro}"


# ------------------------------------------------------------------ rename and merge

_dry = click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
_forget = click.option("--forget", is_flag=True, help="Keep no alias, so old addresses are lost.")


@themes.command()
@click.argument("old")
@click.argument("new")
@_dry
@_forget
@click.pass_obj
def rename(directory: Path, /, old: str, new: str, **flags: bool) -> None:
    """Give the theme OLD the name NEW, in every essay and theme; OLD stays as an alias."""

    def work(root: Path) -> None:
        library = open_library(root)
        steps = plan_rename(library, old, new, forget=flags["forget"])
        _carry(root, library, steps, dry=flags["dry_run"])

    _told(directory, work)


@themes.command()
@click.argument("old")
@click.argument("new")
@_dry
@_forget
@click.pass_obj
def merge(directory: Path, /, old: str, new: str, **flags: bool) -> None:
    """Make the theme OLD part of NEW, in every essay and theme; OLD stays as an alias."""

    def work(root: Path) -> None:
        library = open_library(root)
        steps = plan_merge(library, old, new, forget=flags["forget"])
        _carry(root, library, steps, dry=flags["dry_run"])

    _told(directory, work)


def _carry(root: Path, library: Library, steps: Sequence[Step], *, dry: bool) -> None:
    for step in steps:
        for line in _shown(library, step):
            echo(line)
    if dry:
        echo(f"{plural(len(steps), 'file')} would change")
        return
    carry_out(root, steps)
    echo(f"{plural(len(steps), 'file')} changed")


def _shown(library: Library, step: Step) -> Iterator[str]:
    if not step.path:
        yield f"{step.target} (new)"
    elif not step.target:
        yield f"{step.path} (taken away)"
    else:
        yield step.path if step.path == step.target else f"{step.path} -> {step.target}"
    before = library.documents[step.path].text.splitlines() if step.path else []
    for line in difflib.unified_diff(before, step.text.splitlines(), n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")) or line.startswith(("----", "++++")):
            yield f"  {line[0]} {line[1:]}"


# ------------------------------------------------------------------ suggest


@themes.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.pass_obj
def suggest(directory: Path, paths: tuple[Path, ...]) -> None:
    """Suggest themes for the essays in PATHS (for all, if none is named); nothing is written."""

    def work(root: Path) -> None:
        library = open_library(root)
        essay = ""
        for found in find_suggestions(library, _essays(root, library, paths)):
            if found.essay != essay:
                essay = found.essay
                echo(essay)
            for line in _evidence(library, found):
                echo(line)
        if not essay:
            echo("no theme suggests itself")

    _told(directory, work)


def _essays(root: Path, library: Library, paths: Sequence[Path]) -> list[str]:
    chosen: list[str] = []
    for given in paths:
        path = Path(os.path.relpath(given.resolve(), root.resolve())).as_posix()
        inside = [
            one
            for one in library.metas
            if library.documents[one].source.kind == "essay"
            and (one == path or one.startswith(f"{path}/"))
        ]
        if not inside:
            hint = "name an essay, or a folder with essays"
            raise fail(Place(path), "E1452", f"there is no essay '{given}'", hint)
        chosen += inside
    return chosen


def _evidence(library: Library, found: Suggestion) -> Iterator[str]:
    label = library.labels()[found.theme]
    yield f"  {label} ({found.score:.2f}): {', '.join(found.words)}"
    sentence = " ".join(found.sentence.split())
    yield f"    “{sentence if len(sentence) <= 160 else sentence[:159] + '…'}”"
