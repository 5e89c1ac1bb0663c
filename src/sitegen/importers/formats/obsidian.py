"""A vault of Obsidian -> its notes (help.obsidian.md)."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sitegen.importers.folders import front, patterns
from sitegen.importers.folders.addresses import folder_of
from sitegen.importers.folders.catalogue import Catalogue
from sitegen.importers.folders.kinds import NO_RECORD, reason_of
from sitegen.importers.folders.notes import Note
from sitegen.importers.folders.prose import Prose
from sitegen.importers.folders.reading import Own, Place, Tool
from sitegen.importers.folders.reading import read as read_site
from sitegen.importers.folders.site import Site, text_of
from sitegen.importers.folders.tools import members_of
from sitegen.importers.foreign import Record, Wishes
from sitegen.importers.sources import Export
from sitegen.text.filenames import without_suffix
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify

_OPT_IN = regex(r"^(?:dg-?publish|share)\s*:\s*true\s*$", re.MULTILINE | re.IGNORECASE)
"""Plugins that publish only notes with a key: Digital Garden, Enveloppe."""


def recognise(export: Export) -> Sequence[str]:
    """Return the files of a vault."""
    return members_of(export, "obsidian")


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Read all notes."""
    yield from read_site(export, names, wishes, OBSIDIAN)


def _reason(site: Site, name: str) -> str:
    if name.endswith((".canvas", ".base", ".excalidraw.md")):
        return "drawings and tables of Obsidian"
    folder = text_of(site.data(".obsidian/templates.json"), "folder").strip("/")
    if folder and name.startswith(f"{folder}/"):
        return "templates"
    reason = reason_of(name, ("data", "themes", "resources", "output", "public", "dist", "build"))
    return NO_RECORD if reason == "templates" else reason


def _rewrite(place: Place, prose: Prose, catalogue: Catalogue) -> Own:
    app = place.site.data(".obsidian/app.json")
    breaks = app.get("strictLineBreaks") is not True
    note = Note(place.site, catalogue, folder_of(place.name), breaks, {}, [], [], [])
    prose = note.rewrite(prose)
    return Own(
        prose=prose,
        notices=tuple(note.notices),
        removed=tuple(note.removed),
        tags=tuple(note.tags),
        files=note.files,
    )


def _title(place: Place) -> str:
    """Return the title; a note without one has the name of its file, to the letter."""
    name = posixpath.basename(without_suffix(place.name))
    given = front.title_of(place.text)
    return name if slugify(given) == slugify(name) else given


def _held(place: Place) -> str:
    """Hold a note back that a plugin for publishing would not have published."""
    if not _is_opt_in(place.site):
        return ""
    values = front.values_of(place.text)
    told = any(values.get(key) is True for key in ("dgpublish", "share", "publish"))
    return (
        "" if told else "other notes of the vault say that they may be published, this one does not"
    )


@lru_cache(1)  # of the vault that is being read
def _is_opt_in(site: Site) -> bool:
    texts = (name for name in site.names if name.endswith(".md"))
    return any(_OPT_IN.search(site.read(name)[:2000]) for name in texts)


OBSIDIAN = Tool(
    name="Obsidian",
    settings=(".obsidian/app.json",),
    reason=_reason,
    address=lambda place: patterns.path_of(place.text.meta.url) if place.text.meta.url else "",
    is_page=lambda _: False,
    files=lambda _: ("",),
    roots=lambda _: ("",),
    rewrite=_rewrite,
    title=_title,
    names=True,
    held=_held,
)
