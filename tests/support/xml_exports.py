"""Exports of other platforms in tests: their records, and the Markdown that these become."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

from sitegen.from_html.converter import to_markdown
from sitegen.from_html.types import Rules
from sitegen.importers.detection import detect, format_named
from sitegen.importers.foreign import Foreign, LeftOut, Record, Remark, Wishes
from sitegen.importers.sources import Export

EXPORTS = Path(__file__).parents[1] / "data" / "import"


def records(source: Path, name: str, wishes: Wishes | None = None) -> Sequence[Record]:
    """Read an export, which must be recognised as one of this format alone."""
    export = Export(source)
    parts = detect(export)
    assert [part.name for part in parts] == [name]
    return list(format_named(name).read(export, parts[0].members, wishes or Wishes()))


def essays(found: Sequence[Record]) -> dict[str, Foreign]:
    """Return the texts among records by their titles."""
    return {one.title: one for one in found if isinstance(one, Foreign)}


def left_out(found: Sequence[Record]) -> list[tuple[str, str]]:
    """Return the reasons and titles of what is left out."""
    return [(one.reason, one.title) for one in found if isinstance(one, LeftOut)]


def remarks(found: Sequence[Record]) -> list[str]:
    return [one.text for one in found if isinstance(one, Remark)]


def markdown(one: Foreign) -> str:
    """Return the text of a record as its essay has it, before any rule."""
    if one.markup != "html":
        return one.body
    rules = Rules(base=one.base, title=one.title, notes=one.notes, unwanted=one.unwanted)
    return to_markdown(one.body, rules).markdown


def zipped(folder: Path, file: Path) -> Path:
    """Pack a folder as platforms do."""
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return file
