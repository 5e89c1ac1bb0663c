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
from sitegen.theme.files import squeeze_css, theme_folders


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
    if file.suffix == ".css" and file.parent.resolve() == theme_folders("static"):
        return squeeze_css(file.read_text("utf-8")).encode()
    return None if positions else without_position(file)


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
        language=plan.summary.site.language,
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
    prints = {one.text: texts.memories[one.text].fingerprint for one in plan.summary.findable}
    return word_index(prints, cache.folder / "words", cache.program, words_of)
