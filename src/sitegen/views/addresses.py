"""Contents -> the addresses of pages, kind by kind, and what each page is made from."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from sitegen.collection.index import Contents
from sitegen.collection.paths import ReadingPath
from sitegen.collection.tag_index.index import Theme
from sitegen.model import Essay, Url
from sitegen.views.book_index import is_long, letter_url

FEEDS = ("feed.xml", "feed.json")
REFERENCES = ("cite.bib", "cite.ris", "cite.json")
MARKDOWN = "essay.md"
PASSAGES = "passages/"
PRINT = "print/"


# There are many of these, none in a reference cycle: gc=False lets the collector skip them.
class PageAddress(Struct, frozen=True, gc=False):
    """The address of a page or another rendered file."""

    url: Url
    source: str = "site.yaml"
    """The file or theme that it is made from, for problems."""
    about: tuple[object, ...] = ()
    """The text, theme or path that the view function needs beside index, site and address."""
    template: str = ""
    """The template that its author asks for."""
    modified: str = ""
    """ISO date, for the sitemap."""
    hidden: bool = False
    """Whether the page is kept out of the sitemap, unlike others of its kind."""


Addresses = Callable[[Contents], Iterator[PageAddress]]


def _always(_: object) -> bool:
    return True


def once(address: str, exists: Callable[[Contents], object] = _always) -> Addresses:
    """Return a function that yields the address of a page that a site has once."""

    def addresses(contents: Contents) -> Iterator[PageAddress]:
        if exists(contents):
            yield PageAddress(contents.config.own_url(address))

    return addresses


def essays(contents: Contents) -> Iterator[PageAddress]:
    """Yield the addresses of essays."""
    return map(text_address, (*contents.essays, *contents.unlisted))


def plain_pages(contents: Contents) -> Iterator[PageAddress]:
    """Yield the addresses of plain pages."""
    return map(text_address, contents.pages)


def text_address(text: Essay) -> PageAddress:
    """Return the address of an essay or a plain page."""
    day = text.card.updated or text.card.date
    hidden = text.meta.status == "unlisted"
    modified = day.iso if day else ""
    return PageAddress(text.card.url, text.path, (text,), text.meta.template, modified, hidden)


def of_themes(*names: str, among: Callable[[Theme], object] = _always) -> Addresses:
    """Return a function that yields the addresses of pages and files below themes."""

    def addresses(contents: Contents) -> Iterator[PageAddress]:
        for theme in filter(among, contents.tags.themes.values()):
            for name in names:
                yield PageAddress(Url(theme.url + name), theme.source, (theme,))

    return addresses


def of_paths(*names: str, among: Callable[[ReadingPath], object] = _always) -> Addresses:
    """Return a function that yields the addresses of pages and files below reading paths."""

    def addresses(contents: Contents) -> Iterator[PageAddress]:
        for path in filter(among, contents.paths.every):
            for name in names:
                url, hidden = Url(path.url + name), not path.is_listed
                yield PageAddress(url, path.file.path, (path,), hidden=hidden)

    return addresses


def of_authors(*names: str) -> Addresses:
    """Return a function that yields the addresses of pages and files below authors."""

    def addresses(contents: Contents) -> Iterator[PageAddress]:
        for writer in contents.authors.values():
            source = writer.file.path if writer.file else "site.yaml"
            for name in names:
                yield PageAddress(Url(writer.url + name), source, (writer,))

    return addresses


def book_index(contents: Contents) -> Iterator[PageAddress]:
    """Yield the address of the index at the back and, if it is long, of each letter."""
    start = contents.config.own_url("index/")
    if contents.book:
        yield PageAddress(start)
    for letter in contents.book if is_long(contents.book) else ():
        yield PageAddress(letter_url(start, letter.letter), about=(letter,))


def redirects(contents: Contents) -> Iterator[PageAddress]:
    """Yield the old addresses of texts and themes."""
    for old, (target, source) in contents.redirects.items():
        yield PageAddress(old, source, (target,))
