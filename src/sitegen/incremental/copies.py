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


def with_words(
    plan: BuildPlan, texts: Texts, words_of: Callable[[str], Words], cache: Cache
) -> Mapping[str, str]:
    """Add the files of the index of words to the copies."""
    folder, findable = cache.folder / "words", plan.summary.findable
    if not findable:
        shutil.rmtree(folder, ignore_errors=True)
        return plan.copies
    prints = {text: texts.memories[text].fingerprint for text in findable}
    in_parts = plan.summary.in_parts
    return {
        **plan.copies,
        **word_index(prints, folder, cache.program, words_of, in_parts=in_parts),
    }
