"""State of the last build, except the words of texts: one file with a checksum."""

import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from sitegen.anchors.registry import RegistryVersion
from sitegen.book.types import Book
from sitegen.config.config import Config
from sitegen.content.visibility import Held
from sitegen.incremental.unchanged import installed
from sitegen.output.spare import TreePair
from sitegen.problems.errors import Problem
from sitegen.store.blobs import load_blob, save_blob
from sitegen.store.codec import encode, fingerprint
from sitegen.store.filestat import FileStat
from sitegen.store.packs import Ref
from sitegen.views.parts import Site

NAME = "state"


class TextMemory(Struct, frozen=True, array_like=True):
    """A parsed text."""

    stat: FileStat | None
    """Stat of its file; None if the file must be read the next time."""
    digest: bytes
    """Fingerprint of the file's bytes; empty if it could not be read."""
    front: bytes
    """Fingerprint of its front matter and of where that begins."""
    fingerprint: bytes
    """Fingerprint of its body."""
    facts: Ref
    """The Essay without its words."""
    words: Ref
    anchors: tuple[bytes, ...] = ()
    """Fingerprints of its section in the registry, before and after this parse."""
    problems: tuple[Problem, ...] = ()


class PageMemory(Struct, frozen=True, array_like=True):
    """A rendered file of the site."""

    template: str
    source: str
    key: bytes
    """Fingerprint of its templates, what all pages show, and its view: it decides the bytes."""
    digest: str
    """Hash of its bytes."""
    stat: FileStat | None
    """Stat of the published file."""
    view: Ref
    texts: tuple[str, ...]
    """Texts whose words it shows."""
    card: tuple[str, str] = ("", "")
    """Path of its card in the output, and of the picture that the card shows."""


class CopyMemory(Struct, frozen=True, array_like=True):
    """A copied file of the site."""

    file: str
    """The original."""
    source: FileStat | None
    """Stat of the original."""
    digest: str
    stat: FileStat | None = None
    """Stat of the published file."""
    positions: bool = False
    """Whether a picture may tell where it was taken."""


class TemplateMemory(Struct, frozen=True):
    """The templates and their relations."""

    texts: Mapping[str, bytes] = {}
    """Fingerprint of every template's own text."""
    closures: Mapping[str, tuple[str, ...]] = {}
    """Template -> all templates that it may use, itself and missing ones included."""

    def fingerprint(self, name: str) -> bytes:
        """Return the fingerprint of all that a template may use."""
        parts = ((each.encode(), self.texts.get(each, b"")) for each in self.closures.get(name, ()))
        return fingerprint(*(part for pair in parts for part in pair))


class Summary(Struct, frozen=True, array_like=True):
    """Facts of the site as a whole."""

    essays: int = 0
    themes: int = 0
    pages: int = 0
    """Number of pages that readers browse; redirects and feeds are not counted."""
    held: tuple[Held, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Except those of a single text."""
    window: tuple[float, float] = (0.0, 0.0)
    """The time, in seconds since 1970, in which no text appears or disappears by its date."""
    site: Site = Site()
    """What every page shows of the site."""
    sites: Mapping[str, Site] = {}
    """The same for pages in other languages, by the language."""
    anchored: frozenset[str] = frozenset()
    """Texts to whose paragraphs or headings a link leads."""
    findable: Mapping[str, tuple[str, ...]] = {}
    """Texts that the search covers."""
    in_parts: bool = False
    """Whether the index of their words is in parts."""
    book: Book | None = None
    """The book that the site offers; its texts may have other words by now."""
    left_out: Mapping[str, str] = {}
    """Text or file that is left out because of its errors -> its path in the output, if known."""


class State(Struct, frozen=True):
    """Everything that is saved of a site."""

    config_digest: bytes = b""
    """Fingerprint of the site.yaml that ``config`` was read from."""
    config: Config = Config()
    parsing: bytes = b""
    """Fingerprint of the settings that texts were parsed with."""
    inputs: bytes = b""
    """Fingerprint of options, static files and date; empty if the site must be planned again."""
    summary: Summary = Summary()
    templates: TemplateMemory = TemplateMemory()
    texts: Mapping[str, TextMemory] = {}
    registry: RegistryVersion | None = None
    """The anchor registry, if it holds the sections of all texts."""
    pages: Mapping[str, PageMemory] = {}
    copies: Mapping[str, CopyMemory] = {}
    trees: TreePair | None = None
    """The published files and their spare tree, as the build left them."""


def load(folder: Path, program: bytes) -> State:
    """Read the state of the last build by a program; an empty one if there is none."""
    return load_blob(folder / NAME, program, State) or State()


def save(folder: Path, program: bytes, state: State) -> None:
    """Replace the state whole or not at all; raise OSError."""
    save_blob(folder / NAME, program, state)


def program_fingerprint() -> bytes:
    """Return the fingerprint of this program and its libraries, from the stat of their files.

    It is the version of all that is kept, so that no format needs a number.
    """
    return fingerprint(sys.version.encode(), encode([row[:3] for row in installed()]))
