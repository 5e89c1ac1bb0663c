"""What the server asks of a site, and what a site says of a change."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from sitegen.collection.index import Index
from sitegen.content.visibility import Held
from sitegen.model import Essay
from sitegen.problems.errors import Problem


class Found(Struct, frozen=True):
    """What stands at an address."""

    content: bytes | Path
    """The bytes, or the file that holds them."""
    media_type: str
    """As in ``Content-Type``, charset included."""
    held: str = ""
    """Why a build would hold this page back: "it is a draft"; "" when it would not."""
    status: int = 200


class Edited(Struct, frozen=True):
    """The essay whose text changed."""

    url: str
    ids: tuple[str, ...]
    """Its paragraphs that differ, in their order."""


class Change(Struct, frozen=True):
    """What a look at the sources brought."""

    version: int
    """Of the site that is served now; as it was where the sources are broken."""
    sources: tuple[str, ...]
    """Files that differ, relative to the site's root."""
    changed: tuple[str, ...]
    """Addresses, as in links, of pages that readers may have open and that differ."""
    edited: Edited | None
    css: bool
    """Whether a style sheet is among the files that differ."""
    problems: tuple[Problem, ...]
    """All that is wrong now, sorted by place."""
    replaced: bool
    """Whether a new site is served; False where the last good one stays."""


class Collection(Struct, frozen=True):
    """What the editor's desk is told of the sources."""

    index: Index
    texts: tuple[Essay, ...]
    """All of them, without their words."""
    held: tuple[Held, ...]
    """What a build of today would hold back, whether it is served or not."""
    problems: tuple[Problem, ...]
    digests: Mapping[str, bytes]
    """Path of a text -> fingerprint of its file."""


class Site(Protocol):
    """A site in memory, as the server sees it; every method may be called by many threads."""

    @property
    def version(self) -> int:
        """Grows with each change."""

    def get(self, path: str) -> Found | None:
        """Find what stands at a decoded path: "/", "/slug/", "/feed.xml"."""

    def not_found(self) -> bytes:
        """Give the page for addresses where nothing stands."""
