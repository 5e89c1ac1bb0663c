"""The settings of a collection, typed."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from sitegen import ESSAYS_FOLDER, SITE_FILE, THEME_FOLDERS
from sitegen.locales.language import primary
from sitegen.locales.words import words
from sitegen.model import Author, Url
from sitegen.problems.errors import Problem, Severity

NAME = SITE_FILE
"""The file that holds the settings."""


LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "0.0.0.0", "::1"})  # noqa: S104 (named, not bound)
"""Hosts that mean the computer that asks for them."""


class NavLink(Struct, frozen=True):
    """A link of the navigation that the owner wrote whole."""

    title: str
    url: str
    """An address of anywhere; "/feed.xml" is below the site's own."""


class SiteLanguage(Struct, frozen=True):
    """A language that has pages of its own, and what the site is called in it."""

    tag: str
    title: str = ""
    short_title: str = ""
    subtitle: str = ""
    description: str = ""


class BookSettings(Struct, frozen=True, array_like=True):
    """Settings of the book that the collection becomes."""

    link: bool = False
    """Whether the site publishes the book and links to it."""
    paper: Literal["a5", "a4", "letter", "6x9in"] = "a5"
    cover: str = ""
    """Picture for the cover, relative to the site's root; "" for one of words alone."""
    fonts: tuple[str, ...] = ()
    """Fonts of the PDF: files relative to the site's root, or names of installed fonts."""


class Config(Struct, frozen=True):
    """The settings of a site, defaults included."""

    title: str = "Essays"
    short_title: str = ""
    """The title as the top of pages shows it; the whole one if empty."""
    subtitle: str = ""
    description: str = ""
    """One or two sentences for search engines and feeds; the subtitle if empty."""
    language: str = "en"
    """BCP 47 tag of the collection's main language."""
    languages: tuple[SiteLanguage, ...] = ()
    """Languages with a home page, lists, themes, feeds and a search of their own."""
    base_url: str = "http://localhost:8000/"
    """Address of the site; ends with a slash; may have a path."""
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    authors: tuple[Author, ...] = ()
    """Authors of essays that name none."""
    licence: str = ""
    themes: tuple[str, ...] = ()
    """Headline themes for the home page, in order, by slug or name; all themes if empty."""
    paths: tuple[str, ...] = ()
    """Reading paths that come before the others, in order, by slug."""
    pages: tuple[str | NavLink, ...] = ()
    """The navigation, in order: slugs of pages, ``paths``, ``index``, ``map``, and links."""
    former_hosts: tuple[str, ...] = ()
    """Former hosts of the collection: links to them are links into the collection."""
    html: Literal["sanitize", "trusted", "off"] = "sanitize"
    """Handling of raw HTML in essays."""
    embeds: Literal["link", "privacy", "allow"] = "link"
    """What takes the place of a frame of another site."""
    embed_hosts: tuple[str, ...] = ()
    """Hosts whose frames ``privacy`` and ``allow`` show."""
    picture_positions: Literal["remove", "keep"] = "remove"
    """Whether published pictures tell where they were taken."""
    type: Literal["system", "book", "modern"] = "system"
    """The face of pages: one of the reader's system, or one that the site brings."""
    card_fonts: tuple[str, ...] = ()
    """Fonts of cards for letters that the built-in one lacks: files in templates/ or static/."""
    search: Literal["auto", "full", "small", "off"] = "auto"
    """What the search page covers; ``auto`` depends on the number of essays."""
    reprint_canonical: Literal["self", "original"] = "self"
    """Which copy of a reprint search engines count."""
    openings: bool = True
    """Whether lists show how essays without a summary begin."""
    bibliography: str = ""
    """A file of works that texts cite, in the folder of the texts."""
    publish_markdown: bool = False
    """Whether the Markdown of each essay is beside its page, and listed in llms.txt."""
    feed_size: int = 20
    """Newest essays in each feed; 0 for all."""
    essays: str = ESSAYS_FOLDER
    """Folder of the texts, relative to the site's root; ``.`` for the root itself."""
    output: str = "public"
    strict: bool = False
    check: Mapping[str, Severity | Literal["off"]] = field(default_factory=dict)
    """Code of a problem -> its severity in ``sitegen check``, if not that of its letter."""
    policy: tuple[str, ...] = ("title", "date", "author")
    """Facts that the front matter of every essay must give."""
    book: BookSettings = BookSettings()
    extra: Mapping[str, str] = field(default_factory=dict)
    """The owner's own texts, for templates."""
    strings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Language tag in small letters -> the owner's own words of the interface."""
    folder: str = ""
    """Folder of the pages in this language: ``de/``; "" for the main one."""
    problems: tuple[Problem, ...] = ()
    """Warnings about site.yaml."""

    @property
    def below_essays(self) -> str:
        """Beginning of the path of every text: ``essays/``; "" if the texts are in the root."""
        return "" if self.essays == "." else f"{self.essays}/"

    @property
    def source_folders(self) -> tuple[str, ...]:
        """Folders of the owner's files."""
        return (self.essays, *THEME_FOLDERS)

    @property
    def base_path(self) -> str:
        """Path of ``base_url`` without the final slash: "" or "/prefix"."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of ``base_url``; with a Url after it, an absolute address."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def is_local(self) -> bool:
        """Return whether ``base_url`` is an address of the computer that asks for it."""
        return urlsplit(self.base_url).hostname in LOCAL_HOSTS

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the interface: the owner's, else those of the language, else English."""
        tag = self.language.lower()
        own = [self.strings[each] for each in (primary(tag), tag) if each in self.strings]
        found = dict(words(tag))
        for each in own:
            found |= {**each, "language": primary(tag)}
        return found

    def url(self, path: str) -> Url:
        """Return the Url of a percent-encoded path below the site's root: "themes/passion/"."""
        return Url(f"{self.base_path}/{path}")

    def own_url(self, path: str) -> Url:
        """Return the Url of a path below the home page of this language."""
        return self.url(self.folder + path)

    # ------------------------------------------------------------------ several languages

    @property
    def others(self) -> Mapping[str, "SiteLanguage"]:
        """The languages besides the main one, by their folders: ``de/``."""
        main = self.language.lower()
        tags = ((one.tag.lower(), one) for one in self.languages)
        return {f"{tag}/": one for tag, one in tags if tag != main}

    def folder_of(self, lang: str) -> str:
        """Return the folder of a language: that of the tag, else of its language; "" for main."""
        others = self.others if lang else {}
        near = primary(self.language), primary(lang)
        if f"{lang.lower()}/" in others:
            return f"{lang.lower()}/"
        return f"{near[1]}/" if near[0] != near[1] and f"{near[1]}/" in others else ""

    def in_language(self, folder: str) -> "Config":
        """Return the settings of the pages in a language."""
        chosen = self.others[folder]
        names = ("title", "short_title", "subtitle", "description")
        given = {name: text for name in names if (text := getattr(chosen, name))}
        if "title" in given:
            given.setdefault("short_title", "")
        return replace(self, language=chosen.tag, folder=folder, **given)
