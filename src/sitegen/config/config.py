"""What holds for the whole collection."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from sitegen import SITE_FILE
from sitegen.model import Author, Url
from sitegen.problems.errors import Severity

NAME = SITE_FILE
"""Where an owner writes it; ``settings`` reads it."""


class Config(Struct, frozen=True):
    """The settings of a site, complete: every default is already in."""

    title: str = "Essays"
    subtitle: str = ""
    description: str = ""
    """One or two sentences for search engines and feeds; the subtitle where it is empty."""
    language: str = "en"
    """BCP 47 tag of the collection's main language."""
    base_url: str = "http://localhost:8000/"
    """Where the site will stand; ends with a slash; may have a path."""
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    authors: tuple[Author, ...] = ()
    """Who wrote an essay that names nobody."""
    licence: str = ""
    themes: tuple[str, ...] = ()
    """Headline themes for the home page, in order, by slug or name; all themes where empty."""
    paths: tuple[str, ...] = ()
    """Reading paths that go before the others, in order, by slug."""
    pages: tuple[str, ...] = ()
    """Pages in the site's navigation, in order, by slug."""
    former_hosts: tuple[str, ...] = ()
    """Hosts the collection lived on before: links to them are links into the collection."""
    html: Literal["sanitize", "trusted", "off"] = "sanitize"
    """What happens to raw HTML in essays."""
    search: Literal["auto", "full", "small", "off"] = "auto"
    """What the page of search looks through; ``auto`` depends on the number of essays."""
    feed_size: int = 20
    """Newest essays in each feed; 0 for all."""
    output: str = "public"
    strict: bool = False
    check: Mapping[str, Severity | Literal["off"]] = field(default_factory=dict)
    """Code of a problem -> what ``sitegen check`` makes of it, where not what its letter says."""
    policy: tuple[str, ...] = ("title", "date", "author")
    """What every essay of the collection must say of itself."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Texts of the owner's own, for templates."""

    @property
    def base_path(self) -> str:
        """Path of ``base_url`` without the final slash: "" or "/prefix"."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of ``base_url``: put before a Url it makes an absolute address."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    def url(self, path: str) -> Url:
        """The Url of a percent-encoded path below the site's root: "themes/passion/"."""
        return Url(f"{self.base_path}/{path}")
