"""``sitegen themes``."""

import difflib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from sitegen.cli.commands.scaffold import inside_site
from sitegen.cli.report import echo, plural
from sitegen.collection.tag_index.thesaurus import collation
from sitegen.curate.files import carry_out
from sitegen.curate.library import Library, open_library
from sitegen.curate.renaming import FileEdit
from sitegen.curate.renaming import merge as plan_merge
from sitegen.curate.renaming import rename as plan_rename
from sitegen.curate.suggestion import Suggestion
from sitegen.curate.suggestion import suggest as find_suggestions
from sitegen.problems.errors import Place, fail


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--directory", type=click.Path(path_type=Path), default=".", help="Folder of the collection."
)
@click.pass_context
def themes(context: click.Context, directory: Path) -> None:
    """List the themes of the collection, rename and merge them, or suggest some for essays."""
    context.obj = directory


@themes.command("list")
@click.pass_obj
def list_(directory: Path) -> None:
    """List every theme: its essays, of how many it is the chief theme, its introduction."""
    with inside_site(directory) as root:
        for line in _table(open_library(root)):
            echo(line)


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


def _edit_command(plan: Callable[..., Sequence[FileEdit]], about: str) -> click.Command:
    """Make the command that carries out a plan for two themes."""

    @click.command(help=about)
    @click.argument("old")
    @click.argument("new")
    @click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
    @click.option("--forget", is_flag=True, help="Keep no alias, so old addresses are lost.")
    @click.pass_obj
    def command(directory: Path, /, old: str, new: str, **flags: bool) -> None:
        with inside_site(directory) as root:
            library = open_library(root)
            edits = plan(library, old, new, forget=flags["forget"])
            _carry(root, library, edits, dry=flags["dry_run"])

    return command


_RENAME = "Rename the theme OLD to NEW everywhere; OLD becomes an alias of NEW."
_MERGE = "Merge the theme OLD into NEW everywhere; OLD becomes an alias of NEW."
themes.add_command(_edit_command(plan_rename, _RENAME), "rename")
themes.add_command(_edit_command(plan_merge, _MERGE), "merge")


def _carry(root: Path, library: Library, edits: Sequence[FileEdit], *, dry: bool) -> None:
    for edit in edits:
        for line in _shown(library, edit):
            echo(line)
    if not dry:
        carry_out(root, edits)
    echo(f"{plural(len(edits), 'file')} {'would change' if dry else 'changed'}")


def _shown(library: Library, edit: FileEdit) -> Iterator[str]:
    if not edit.path:
        yield f"{edit.target} (new)"
    elif not edit.target:
        yield f"{edit.path} (deleted)"
    else:
        yield edit.path if edit.path == edit.target else f"{edit.path} -> {edit.target}"
    before = library.documents[edit.path].text.splitlines() if edit.path else []
    for line in difflib.unified_diff(before, edit.text.splitlines(), n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")) or line.startswith(("----", "++++")):
            yield f"  {line[0]} {line[1:]}"


# ------------------------------------------------------------------ suggest


@themes.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.pass_obj
def suggest(directory: Path, paths: tuple[Path, ...]) -> None:
    """Suggest themes for the essays in PATHS (default: all essays); nothing is written."""
    with inside_site(directory) as root:
        library = open_library(root)
        essay = ""
        for found in find_suggestions(library, _essays(root, library, paths)):
            if found.essay != essay:
                essay = found.essay
                echo(essay)
            for line in _evidence(library, found):
                echo(line)
        if not essay:
            echo("no theme to suggest")


def _essays(root: Path, library: Library, paths: Sequence[Path]) -> list[str]:
    essays = [path for path in library.metas if library.documents[path].source.kind == "essay"]
    chosen: list[str] = []
    for given in paths:
        path = Path(os.path.relpath(given.resolve(), root.resolve())).as_posix()
        inside = [one for one in essays if one == path or one.startswith(f"{path}/")]
        if not inside:
            hint = "name an essay, or a folder with essays"
            raise fail(Place(path), "E1452", f"essay '{given}' not found", hint)
        chosen += inside
    return chosen


def _evidence(library: Library, found: Suggestion) -> Iterator[str]:
    label = library.labels()[found.theme]
    yield f"  {label} ({found.score:.2f}): {', '.join(found.words)}"
    sentence = " ".join(found.sentence.split())
    yield f"    “{sentence if len(sentence) <= 160 else sentence[:159] + '…'}”"
