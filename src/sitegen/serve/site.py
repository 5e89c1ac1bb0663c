"""The values that the preview, its server and the editor's desk exchange."""

from pathlib import Path
from typing import Protocol

from msgspec import Struct

from sitegen.collection.index import Index
from sitegen.content.visibility import Held
from sitegen.model import Essay
from sitegen.problems.errors import Problem


class Resource(Struct, frozen=True):
    """The answer for an address."""

    content: bytes | Path
    """The bytes, or the file that contains them."""
    media_type: str
    """As in ``Content-Type``, charset included."""
    held: str = ""
    """Why a build would hold this page back, such as "it is a draft"; "" if it would not."""
    status: int = 200


class Edit(Struct, frozen=True):
    """An edit of one text."""

    url: str
    ids: tuple[str, ...]
    """Of the paragraphs that changed, in their order."""


class Change(Struct, frozen=True):
    """The result of an update of the preview."""

    version: int
    """Of the site that is served now; unchanged if the sources are broken."""
    sources: tuple[str, ...]
    """Files that changed, relative to the site's root."""
    problems: tuple[Problem, ...]
    """All current problems, sorted by place."""
    changed: tuple[str, ...] = ()
    """Addresses, as in links, of pages that changed and that readers may have open."""
    edited: Edit | None = None
    css: bool = False
    """Whether a style sheet changed."""
    replaced: bool = True
    """Whether a new site is served; False if the last good one stays."""


class Collection(Struct, frozen=True):
    """The state of the sources, for the editor's desk."""

    index: Index
    texts: tuple[Essay, ...]
    """All texts, without their words; those that the preview does not show included."""
    held: tuple[Held, ...]
    """The texts that a build today would hold back, whether the preview shows them or not."""
    problems: tuple[Problem, ...]


class Site(Protocol):
    """A site in memory, as the server uses it; many threads may call its methods."""

    @property
    def version(self) -> int:
        """Number that grows with each change."""

    def get(self, path: str) -> Resource | None:
        """Return the answer for a decoded path: "/", "/slug/", "/feed.xml"."""

    def not_found(self) -> bytes:
        """Return the page for unknown addresses."""
