"""Sources -> essays: every format goes the same way from Foreign to file.

An export is read once. Each text is converted as it comes and waits on the disk, until the files of
all texts are known and links between them can be rewritten. No more than one text is in memory.
"""

import re
from collections.abc import Set
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.importers.essays.links import OldAddresses
from sitegen.importers.files.record import ImportRecord
from sitegen.importers.files.shelf import Shelf
from sitegen.importers.files.spool import Spool
from sitegen.importers.files.writing import write_text, writing
from sitegen.importers.finishing import Finished, Finisher
from sitegen.importers.foreign import Wishes
from sitegen.importers.reading import Found, Progress, Reader
from sitegen.importers.report.types import Entry, Report
from sitegen.problems.errors import SitegenError
from sitegen.scaffold import SETTINGS, settings_of_import, write_new


class ImportRequest(Struct, frozen=True, kw_only=True):
    """Arguments of an import."""

    sources: tuple[Path, ...]
    root: Path
    """The folder of the collection."""
    config: Config
    wanted: str = ""
    """The only format; "" to find out."""
    wishes: Wishes = Wishes()
    inside: str = ""
    """Folder for new essays, relative to that of the texts, with a slash at its end."""
    is_new: bool = False
    """Whether the collection has no settings yet; they are written then."""
    dry: bool = False
    """Write nothing."""


def bring_home(request: ImportRequest, progress: Progress) -> Report:
    """Import every record of some sources; raise SitegenError if a file cannot be written.

    What is wrong with a source is in the report, and the others are imported.
    """
    config, folder = request.config, request.root / request.config.essays
    record = ImportRecord(folder)
    old = OldAddresses()
    there = [one for one in record.known.values() if (folder / one.file).is_file()]
    for one in there:
        old.add((one.url, *one.aliases), config.below_essays + one.file)
    reader = Reader(request.wanted, request.wishes, progress)
    reader.open(request.sources)
    with writing(str(record.file)), Spool() as spool:
        reader.read(spool, record, Shelf(request.root, config, request.inside), old)
        if request.is_new:
            config = _settings(request, reader.found, old.hosts, spool.count)
        finisher = Finisher(config, old, reader.at_hand, request.root)
        for one in there:
            finisher.claim((one.url, *one.aliases))
        entries: list[Entry] = []
        for number, waiting in enumerate(spool, 1):
            essay = finisher.finish(waiting)
            if not request.dry:
                _write(request.root, essay, record)
            entries.append(essay.entry)
            progress("writing", number, spool.count)
        if entries and not request.dry:
            record.close()
    found = reader.found
    return Report(
        formats=tuple(found.formats),
        entries=tuple(entries),
        left_out=tuple(found.left_out),
        known=tuple(found.known),
        deleted=sum(not (folder / file).exists() for file in found.known),
        remarks=tuple(found.remarks),
        problems=tuple(found.problems),
        hosts=tuple(sorted(old.hosts)),
        record=str(record.file),
        created=config.language if request.is_new and entries else "",
    )


def _settings(request: ImportRequest, found: Found, hosts: Set[str], texts: int) -> Config:
    """Return the settings of a new collection; write them if there is a text."""
    common = (tag for tag, _ in found.languages.most_common() if _LANGUAGE.fullmatch(tag))
    language = next(common, "en")
    author = next(iter(found.authors)) if len(found.authors) == 1 else ""
    if texts and not request.dry:
        text = settings_of_import(language, author, sorted(hosts))
        write_new(request.root, {SETTINGS: text})
    return replace(request.config, language=language)


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def _write(root: Path, one: Finished, record: ImportRecord) -> None:
    record.add(one.known)
    try:
        write_text(root, one.entry.file, one.text, one.beside, one.removed)
    except SitegenError:
        record.drop(one.known.key)
        raise
