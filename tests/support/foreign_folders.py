"""Small folders of other tools, and what their formats read in them."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.importers.detection import format_named
from sitegen.importers.foreign import Foreign, LeftOut, Record, Remark, Wishes
from sitegen.importers.sources import Export

TOOLS = ("hugo", "jekyll", "pelican", "eleventy", "obsidian")


class Found(Struct, frozen=True):
    """The records of a folder."""

    records: Sequence[Record]

    @property
    def texts(self) -> Mapping[str, Foreign]:
        """Return the texts by the names of their files."""
        return {one.ident: one for one in self.records if isinstance(one, Foreign)}

    @property
    def left_out(self) -> Mapping[str, str]:
        """Return why each file was left out."""
        return {one.place: one.reason for one in self.records if isinstance(one, LeftOut)}

    @property
    def remarks(self) -> Sequence[str]:
        """Return what is said of the whole folder."""
        return [one.text for one in self.records if isinstance(one, Remark)]

    def only(self) -> Foreign:
        """Return the only text."""
        (text,) = self.texts.values()
        return text


def write(root: Path, *files: Mapping[str, str | bytes] | Mapping[str, str]) -> Path:
    """Write files below a folder."""
    for name, content in ((name, one[name]) for one in files for name in one):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def zipped(folder: Path, inside: str = "") -> Path:
    """Pack a folder into an archive beside it, below the folder ``inside`` of the archive."""
    file = folder.with_suffix(".zip")
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, inside + path.relative_to(folder).as_posix())
    return file


def recognised(path: Path) -> list[str]:
    """Return the tools whose format recognises something."""
    export = Export(path)
    return [tool for tool in TOOLS if format_named(tool).recognise(export)]


def read(path: Path, tool: str, site: str = "") -> Found:
    """Read a folder or an archive as that of a tool."""
    export = Export(path)
    names = format_named(tool).recognise(export) or export.names
    return Found(list(format_named(tool).read(export, names, Wishes(site=site))))


def notices(text: Foreign) -> tuple[str, ...]:
    """Return what could not be carried over, each without the name of its own file."""
    assert all(one.startswith(f"{text.ident}, ") for one in text.notices)
    return tuple(one.removeprefix(f"{text.ident}, ") for one in text.notices)
