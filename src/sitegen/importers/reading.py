"""The first look at the sources: records converted, named, and put down until all are known."""

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from sitegen.from_html.types import Converted
from sitegen.importers.detection import (
    Part,
    detect,
    format_named,
    is_of_pictures,
    not_read,
    not_recognised,
)
from sitegen.importers.essays.conversion import completed, converted, first_words
from sitegen.importers.essays.links import OldAddresses, places
from sitegen.importers.files.record import ImportRecord
from sitegen.importers.files.shelf import Shelf
from sitegen.importers.files.spool import Spool, Waiting
from sitegen.importers.foreign import Foreign, LeftOut, Remark, Wishes
from sitegen.importers.pictures.at_hand import AtHand, Held
from sitegen.importers.sources import READ_ERRORS, Export
from sitegen.problems.errors import Place, Problem, SitegenError

Progress = Callable[[str, int, int], None]
"""Hears a phase, how much of it is done, and of how much."""


@dataclass
class Found:
    """The findings of the first look, beside the texts."""

    formats: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    """Files of records that an earlier run imported."""
    remarks: dict[Remark, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)


class Reader:
    """Reads sources into a spool."""

    def __init__(self, wanted: str, wishes: Wishes, progress: Progress) -> None:
        self._wanted = wanted
        self._wishes = wishes
        self._progress = progress
        self._exports: list[_CountedExport] = []
        self.found = Found()
        self.at_hand = AtHand(())

    def open(self, sources: Sequence[Path]) -> None:
        """Open sources; what cannot be opened is a problem."""
        for source in sources:
            try:
                self._exports.append(_CountedExport(source, self._progress))
            except SitegenError as error:
                self.found.problems += error.problems
        self.at_hand = AtHand(self._exports)

    def read(self, spool: Spool, record: ImportRecord, shelf: Shelf, old: OldAddresses) -> None:
        """Put every new text into the spool, and its addresses into ``old``."""
        naming = _Naming(spool, record, shelf, old, self)
        parts = [self._parts(export) for export in self._exports]
        for number, (export, of_export) in enumerate(zip(self._exports, parts, strict=True)):
            self.found.problems += export.problems
            for part in of_export:
                self._read(number, part, naming)
            if of_export:
                self.found.remarks |= dict.fromkeys(not_read(export, of_export))
            elif not export.problems and not (any(parts) and is_of_pictures(export)):
                self.found.problems.append(not_recognised(export))

    def _parts(self, export: Export) -> Sequence[Part]:
        try:
            parts = detect(export, self._wanted)
        except SitegenError as error:
            self.found.problems += error.problems
            return ()
        self.found.formats += (one.name for one in parts if one.name not in self.found.formats)
        return parts

    def _read(self, number: int, part: Part, naming: "_Naming") -> None:
        export, found = self._exports[number], self.found
        try:
            for one in format_named(part.name).read(export, part.members, self._wishes):
                if isinstance(one, LeftOut):
                    found.left_out.append(one)
                elif isinstance(one, Remark):
                    found.remarks[one] = None
                else:
                    whole = completed(one, self._wishes)
                    naming.add(number, f"{part.name} {whole.ident}", whole)
        except SitegenError as error:
            found.problems += error.problems
        except READ_ERRORS as error:
            why = (getattr(error, "strerror", None) or str(error)).lower()
            message = f"cannot be read to its end: {why}"
            hint = "get the export from its platform again; what was read is imported"
            found.problems.append(Problem(Place(str(export.path)), "E1801", message, hint))


@dataclass
class _Naming:
    """Gives each new text its file."""

    spool: Spool
    record: ImportRecord
    shelf: Shelf
    old: OldAddresses
    reader: Reader
    seen: set[str] = field(default_factory=set)

    def add(self, source: int, key: str, foreign: Foreign) -> None:
        found = self.reader.found
        key = self._key(key, foreign)
        if key in self.seen:
            found.left_out.append(LeftOut("records that occur twice", foreign.place, foreign.title))
            return
        self.seen.add(key)
        if known := self.record.known.get(key):
            found.known.append(known.file)
            return
        try:
            one = converted(foreign)
        except RecursionError:
            reason = "texts that are nested too deeply"
            found.left_out.append(LeftOut(reason, foreign.place, foreign.title))
            return
        if not one.markdown.strip() and not foreign.title.strip():
            found.left_out.append(LeftOut("records without a word", foreign.place))
            return
        self._keep(source, key, foreign, one)

    def _key(self, key: str, foreign: Foreign) -> str:
        # Two blogs may number their posts alike; one may be imported with and without --site.
        one = self.record.known.get(key)
        same = not one or one.title == foreign.title or _path(one.url) == _path(foreign.url)
        return key if same else f"{key} {foreign.url}"

    def _keep(self, source: int, key: str, foreign: Foreign, one: Converted) -> None:
        begins = first_words(one.markdown)
        if not foreign.title.strip() and not one.markdown.startswith("# "):
            notice = "it has no title; its first words are the title"
            notices = (*foreign.notices, notice)
            foreign = replace(foreign, title=begins, notices=notices)
        held = self._held(source, foreign, one)
        name = self.shelf.name(foreign, begins)
        file = f"{name}/index.md" if held else f"{name}.md"
        found = self.reader.found
        found.languages[foreign.lang.replace("_", "-")] += 1
        found.authors.update(foreign.authors)
        if foreign.draft:
            self.old.drafts.add(file)
        self.old.add((foreign.url, *foreign.aliases), file)
        self.old.places[file] = places(one.markdown)
        self.spool.add(Waiting(key, source, name, foreign, one, held))

    def _held(self, source: int, foreign: Foreign, one: Converted) -> dict[str, Held]:
        shown = [picture.address for picture in one.pictures]
        wanted = dict.fromkeys([*shown, *one.links, *foreign.pictures, foreign.image])
        find = self.reader.at_hand.find
        found = {address: find(address, source, foreign.pictures) for address in wanted if address}
        return {address: held for address, held in found.items() if held}


def _path(url: str) -> str:
    """Return an address without its host, which not every export names."""
    return url.partition("://")[2].partition("/")[2] if "://" in url else url.lstrip("/")


# ------------------------------------------------------------------ progress


class _CountedExport(Export):
    """An export that reports how many of its bytes were read."""

    def __init__(self, path: Path, progress: Progress) -> None:
        super().__init__(path)
        self._progress = progress
        self._done = 0
        self._total = sum(self.size(name) for name in self.names)
        self.problems: dict[Problem, None] = {}
        """Members that cannot be read; the others are."""

    def head(self, name: str, size: int = 65_536) -> bytes:
        try:
            return super().head(name, size)
        except SitegenError as error:
            self.problems |= dict.fromkeys(error.problems)
            return b""

    def open(self, name: str) -> BinaryIO:
        return io.BufferedReader(_Counted(super().open(name), self._count), 1 << 16)

    def _count(self, size: int) -> None:
        self._done = min(self._done + size, self._total)
        self._progress("reading", self._done, self._total)


class _Counted(io.RawIOBase):
    def __init__(self, file: BinaryIO, count: Callable[[int], None]) -> None:
        self._file = file
        self._count = count

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a BufferedReader's buffer
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        self._count(len(content))
        return len(content)

    def close(self) -> None:
        self._file.close()
        super().close()
