"""Pictures that imported essays show from elsewhere -> files beside the essays."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.loader.split import split
from sitegen.importers.essays.links import rewritten
from sitegen.importers.files.record import ImportRecord, Known
from sitegen.importers.pictures.at_hand import file_name
from sitegen.importers.pictures.fetching import Fetcher, NotFetchedError
from sitegen.importers.reading import Progress
from sitegen.store.files import atomic_write
from sitegen.text.filenames import is_index
from sitegen.text.slugs import quote_path


class Fetched(Struct, frozen=True):
    """One picture of one essay, and its copy if there is one."""

    address: str
    essay: str
    """Relative to the folder of texts."""
    file: str = ""
    """Its copy, relative to the folder of texts; "" for none."""
    why: str = ""
    """Why there is none."""


def waiting_pictures(folder: Path) -> tuple[Fetched, ...]:
    """Return the pictures that are listed, without asking for one."""
    known = ImportRecord(folder).known.values()
    return tuple(Fetched(address, one.file) for one in known for address in one.pictures)


def fetch_pictures(folder: Path, fetcher: Fetcher, progress: Progress) -> tuple[Fetched, ...]:
    """Fetch the listed pictures; those that cannot be fetched stay listed.

    An essay is written after its pictures, so a run may be stopped and repeated.
    """
    record = ImportRecord(folder)
    results: list[Fetched] = []
    waiting = [one for one in record.known.values() if one.pictures]
    total = sum(len(one.pictures) for one in waiting)
    try:
        for known in waiting:
            essay = _essay(folder, known)
            found = list(_of_essay(folder, essay, known, fetcher)) if essay else []
            results += found
            left = tuple(one.address for one in found if not one.file)
            record.replace([replace(known, pictures=left)])
            progress("fetching", len(results), total)
    finally:
        if waiting:
            record.close()
    return tuple(results)


def _essay(folder: Path, known: Known) -> Path | None:
    """Find an essay, which may have been moved since."""
    usual = folder / known.file
    if usual.is_file() and _shows(usual, known.pictures):
        return usual
    moved = (file for file in sorted(folder.rglob("*.md")) if _shows(file, known.pictures))
    return next(moved, None)


def _shows(file: Path, addresses: tuple[str, ...]) -> bool:
    content = file.read_bytes()
    return any(address.encode() in content for address in addresses)


def _of_essay(folder: Path, essay: Path, known: Known, fetcher: Fetcher) -> Iterator[Fetched]:
    text = essay.read_bytes().decode("utf-8")
    below = essay.parent if is_index(essay.name) else essay.parent / essay.stem
    names: dict[str, str] = {}
    named = essay.relative_to(folder).as_posix()
    for address in known.pictures:
        if address not in text:
            continue  # its author removed it
        try:
            content = fetcher.fetch(address)
        except NotFetchedError as error:
            yield Fetched(address, named, why=str(error))
            continue
        file = _save(below, address, content)
        names[address] = file.relative_to(essay.parent).as_posix()
        yield Fetched(address, named, file.relative_to(folder).as_posix())
    if names:
        atomic_write(essay, _with(text, names).encode(), like=essay)


def _save(below: Path, address: str, content: bytes) -> Path:
    below.mkdir(parents=True, exist_ok=True)
    taken = [file.name for file in below.iterdir() if not _is(file, content)]
    file = below / file_name(address, content, taken)
    if not file.exists():
        atomic_write(file, content)
    return file


def _is(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _with(text: str, names: Mapping[str, str]) -> str:
    """Return a text that shows pictures from their files."""
    body = split("", "essay", text).body
    front = text.removesuffix(body) if body else text
    for address, name in names.items():
        whole = rf"(?<![^\s\"'\[{{(,]){re.escape(address)}(?![^\s\"'\]}}),])"
        front = re.sub(rf"(?<=path: )['\"]?{whole}['\"]?", name, front)
    return front + rewritten(body, lambda address: quote_path(names.get(address, "")) or None)
