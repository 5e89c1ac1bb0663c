"""Static files, files beside essays and the index of words -> copies on the stage."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from sitegen.incremental.cache import Cache
from sitegen.incremental.inputs import Inputs
from sitegen.incremental.pages import BuildPlan
from sitegen.incremental.state import CopyMemory
from sitegen.incremental.texts import Texts
from sitegen.model import Words
from sitegen.output.stage import Placed, Stage
from sitegen.pictures.position import without_position
from sitegen.problems.errors import Problem, SitegenError
from sitegen.render.wordlist import word_index
from sitegen.store.filestat import FileStat
from sitegen.theme.assets import file_stats
from sitegen.theme.files import squeezed_file

_EDITIONS = "editions"
"""Folder of the cache with the files of the book."""


def copy_files(
    stage: Stage,
    files: Mapping[str, str],
    inputs: Inputs,
    known: Mapping[str, CopyMemory],
    *,
    positions: bool,
) -> dict[str, CopyMemory]:
    """Put copies on the stage, ``files`` by their paths in the output.

    Unless they keep their ``positions``, pictures do not tell where they were taken.
    """
    indexed = (Path(file) for file in files.values() if file not in inputs.copied)
    stats = inputs.copied | file_stats((), indexed)
    copies: dict[str, CopyMemory] = {}
    for path, file in files.items():
        before = known.get(path)
        on_disk = stage.on_disk.get(path)
        same_rule = before is not None and before.positions == positions
        if before and same_rule and _is_published(before, file, stats.get(file), on_disk):
            placed = Placed(path, before.digest, changed=False)
        else:
            placed = stage.place(path, _edited(Path(file), positions=positions) or Path(file))
        stage.record(placed)
        copies[path] = CopyMemory(file, stats.get(file), placed.digest, positions=positions)
    return copies


def _edited(file: Path, *, positions: bool) -> bytes | None:
    """Return what is published of a file; None if it is copied as it is."""
    return squeezed_file(file) or (None if positions else without_position(file))


def _is_published(
    before: CopyMemory, file: str, source: FileStat | None, on_disk: FileStat | None
) -> bool:
    same = source is not None and (before.file, before.source) == (file, source)
    return same and on_disk == before.stat


def with_book(
    files: Mapping[str, str],
    plan: BuildPlan,
    texts: Texts,
    words_of: Callable[[str], Words],
    cache: Cache,
    problems: list[Problem],
) -> Mapping[str, str]:
    """Add the book that the site offers to the copies; report what it lacks."""
    folder = cache.folder / _EDITIONS
    files = {path: file for path, file in files.items() if Path(file).parent != folder}
    if not plan.summary.book:
        return files
    from sitegen.incremental.books import editions  # noqa: PLC0415 (few sites offer themselves as a book)

    try:
        made = editions(plan.summary.book, texts, words_of, cache, folder)
    except SitegenError as error:
        problems += error.problems
        return files
    problems += (problem for one in made for problem in one.problems)
    return files | {one.file.name: str(one.file) for one in made}


def with_words(
    plan: BuildPlan, texts: Texts, words_of: Callable[[str], Words], cache: Cache
) -> Mapping[str, str]:
    """Add the files of the index of words, one in each language, to the copies."""
    kept, findable = cache.folder / "words", plan.summary.findable
    if not findable:
        shutil.rmtree(kept, ignore_errors=True)
    files = dict(plan.copies)
    for folder, paths in findable.items():
        prints = {path: texts.memories[path].fingerprint for path in paths}
        at, in_parts = kept / (folder or "main"), plan.summary.in_parts
        found = word_index(prints, at, cache.program, words_of, in_parts=in_parts)
        files |= {folder + path: file for path, file in found.items()}
    return files
