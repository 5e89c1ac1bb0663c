"""What the last build knew, but for the words themselves: one blob, checked before it is read."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from sitegen.anchors.registry import Imprint
from sitegen.config.config import Config
from sitegen.content.visibility import Held
from sitegen.problems.errors import Problem
from sitegen.store.blobs import load_blob, save_blob
from sitegen.store.codec import fingerprint
from sitegen.store.filestat import Sign, Twins
from sitegen.store.packs import Ref
from sitegen.views.parts import NO_SITE, Site
from sitegen.views.types import Findable

NAME = "state"
_MAGIC = b"sitegen state 1\n"


class TextMemory(Struct, frozen=True, array_like=True):
    """A text as it was understood."""

    sign: Sign | None
    """Of its file; None where the file must be looked into the next time."""
    digest: bytes
    """Of the file's bytes; empty where it could not be read."""
    front: bytes
    """Of its front matter, and where that stands."""
    fingerprint: bytes
    """Of its body."""
    facts: Ref
    """The Essay without its words."""
    words: Ref
    lock: tuple[bytes, ...] = ()
    """Of what the lock file said of its ids, and of what it is to say: both come to the same."""
    problems: tuple[Problem, ...] = ()


class PageMemory(Struct, frozen=True, array_like=True):
    """A rendered file of the site."""

    template: str
    source: str
    key: bytes
    """Of all its templates, and of its view: while the key stays, the bytes stay."""
    digest: str
    """Of its bytes."""
    sign: Sign | None
    """Of the published file."""
    view: Ref
    texts: tuple[str, ...]
    """Texts whose words it shows."""


class CopyMemory(Struct, frozen=True, array_like=True):
    """A file of the site that is a copy."""

    file: str
    """The original."""
    source: Sign | None
    """Of the original."""
    digest: str
    sign: Sign | None = None
    """Of the published file."""


class Summary(Struct, frozen=True, array_like=True):
    """What a build tells about the site as a whole."""

    essays: int = 0
    themes: int = 0
    pages: int = 0
    held: tuple[Held, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Those that no text has alone."""


class TemplateMemory(Struct, frozen=True):
    """The templates, and how they hang together."""

    texts: Mapping[str, bytes] = {}
    """Fingerprint of every template's own text."""
    closures: Mapping[str, tuple[str, ...]] = {}
    """Template -> all templates that it may draw on, itself included, also missing ones."""

    def fingerprint(self, name: str) -> bytes:
        """Fingerprint all that a template may draw on; nothing for one that is not known."""
        parts = ((each.encode(), self.texts.get(each, b"")) for each in self.closures.get(name, ()))
        return fingerprint(*(part for pair in parts for part in pair))


class State(Struct, frozen=True):
    """All that is remembered of a site."""

    program: bytes = b""
    """What built it."""
    config_digest: bytes = b""
    """Of site.yaml as it was when it said ``config``."""
    config: Config = Config()
    reading: bytes = b""
    """Of the program and the settings that texts were understood with."""
    making: bytes = b""
    """Of all else that decides what the pages are, but for texts and templates."""
    window: tuple[float, float] = (0.0, 0.0)
    """The time, in seconds since 1970, in which no text appears or disappears by its date."""
    templates: TemplateMemory = TemplateMemory()
    texts: Mapping[str, TextMemory] = {}
    lock: Imprint | None = None
    """The lock file, if it says of all texts what it is to say."""
    pages: Mapping[str, PageMemory] = {}
    copies: Mapping[str, CopyMemory] = {}
    site: Site = NO_SITE
    """What every page shows of the site."""
    anchored: frozenset[str] = frozenset()
    """Texts to whose paragraphs or headings some link leads."""
    summary: Summary = Summary()
    findable: tuple[Findable, ...] = ()
    """Texts of the full index."""
    twins: Twins | None = None
    """The published files and their spare, as they were left."""


def load(folder: Path, program: bytes) -> State:
    """Read the state of the last build by a program; an empty one where none can be read."""
    found = load_blob(folder / NAME, _MAGIC, State)
    return found if found and found.program == program else State(program=program)


def save(folder: Path, state: State) -> None:
    """Put a state in the place of the last one, whole or not at all; raises OSError."""
    save_blob(folder / NAME, _MAGIC, state)
