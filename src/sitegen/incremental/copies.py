"""Static files, files beside essays and the full-text index -> copies on the stage."""

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
            cleaned = None if positions else without_position(Path(file))
            placed = stage.place(path, cleaned or Path(file))
        stage.record(placed)
        copies[path] = CopyMemory(file, stats.get(file), placed.digest, positions=positions)
    return copies


def _is_published(
    before: CopyMemory, file: str, source: FileStat | None, on_disk: FileStat | None
) -> bool:
    same = source is not None and (before.file, before.source) == (file, source)
    return same and on_disk == before.stat


def with_fulltext(
    plan: BuildPlan,
    texts: Texts,
    words_of: Callable[[str], Words],
    cache: Cache,
    problems: list[Problem],
) -> Mapping[str, str]:
    """Add the files of the full-text index to the copies; report if pagefind could not make it."""
    findable, folder = plan.summary.findable, cache.folder / "search"
    if findable and not plan.summary.full:
        shutil.rmtree(folder, ignore_errors=True)
        return {**plan.copies, **_word_index(plan, texts, words_of, cache)}
    if not (findable or folder.is_dir()):
        return plan.copies
    from sitegen.render import fulltext  # noqa: PLC0415 (runs a program: most builds need not know how)

    corpus = fulltext.Corpus(
        texts=findable,
        fingerprints=[texts.memories[text.text].fingerprint for text in findable],
        program=cache.program,
    )
    others = {path: file for path, file in plan.copies.items() if not file.startswith(str(folder))}
    try:
        return {**others, **fulltext.full_text(corpus, folder, words_of)}
    except SitegenError as error:
        problems += error.problems
        return {**others, **_word_index(plan, texts, words_of, cache)}


def _word_index(
    plan: BuildPlan, texts: Texts, words_of: Callable[[str], Words], cache: Cache
) -> Mapping[str, str]:
    prints: dict[str, dict[str, bytes]] = {}
    for one in plan.summary.findable:
        prints.setdefault(one.folder, {})[one.text] = texts.memories[one.text].fingerprint
    files: dict[str, str] = {}
    for folder, texts_ in prints.items():
        kept = cache.folder / "words" / folder
        found = word_index(texts_, kept, cache.program, words_of)
        files |= {folder + path: file for path, file in found.items()}
    return files
