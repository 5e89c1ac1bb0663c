"""The views of the index at the back: one page, or one for each letter where it is long."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from msgspec import Struct

from sitegen.collection.book_index import Entry, Letter, Locator, Reference
from sitegen.collection.index import Index
from sitegen.model import Html, Url
from sitegen.text.slugs import quote_path, slugify
from sitegen.views.chrome import head
from sitegen.views.parts import IndexEntry, IndexLetter, IndexLink, Place, Site, Source
from sitegen.views.types import IndexPage

LONGEST = 1_200
"""Lines and places that a page of the index holds; a longer index has a page for each letter."""
MOST_PLACES = 12
"""Places shown of a theme, whose own page has them all."""


class _Sheet(Struct, frozen=True):
    """What the pages of the index have in common."""

    index: Index
    site: Site
    start: Url
    """Of the first page."""
    long: bool
    """Whether each letter has a page of its own."""

    def page_of(self, letter: str) -> Url:
        return Url(f"{self.start}{quote_path(_slug(letter))}/")


def _slug(letter: str) -> str:
    return slugify(letter) or "0-9"


def index_pages(index: Index, site: Site) -> Iterator[tuple[Url, Callable[[], IndexPage]]]:
    """Name the pages of the index, each with its view on demand; none where it is empty."""
    if site.index is None:
        return
    letters = index.book.letters
    long = sum(_size(entry) for letter in letters for entry in letter.entries) > LONGEST
    sheet = _Sheet(index, site, site.index, long)
    yield site.index, partial(_page, sheet, None)
    for letter in letters if long else ():
        yield sheet.page_of(letter.letter), partial(_page, sheet, letter)


def _size(entry: Entry) -> int:
    places = min(len(entry.locators), MOST_PLACES) if entry.theme else len(entry.locators)
    links = len(entry.see) + len(entry.see_also)
    return 1 + places + links + sum(map(_size, entry.entries))


def _page(sheet: _Sheet, only: Letter | None) -> IndexPage:
    words = sheet.site.words
    title = f"{words['index']}: {only.letter}" if only else words["index"]
    url = sheet.page_of(only.letter) if only else sheet.start
    return IndexPage(
        site=sheet.site,
        head=head(sheet.site, title, words["index_description"], url),
        title=title,
        letters=tuple(
            _letter(sheet, each, shown=each is only or not sheet.long)
            for each in sheet.index.book.letters
        ),
        overview=sheet.long and only is None,
    )


def _letter(sheet: _Sheet, letter: Letter, *, shown: bool) -> IndexLetter:
    identity = f"letter-{_slug(letter.letter)}"
    return IndexLetter(
        letter=letter.letter,
        id=identity,
        url=sheet.page_of(letter.letter) if sheet.long else Url(f"#{identity}"),
        first=letter.entries[0].title,
        last=letter.entries[-1].title,
        entries=tuple(_entry(sheet, each) for each in letter.entries) if shown else (),
    )


def _entry(sheet: _Sheet, entry: Entry) -> IndexEntry:
    most = MOST_PLACES if entry.theme else len(entry.locators)
    return IndexEntry(
        title=entry.title,
        id=entry.id,
        url=sheet.index.tags.themes[entry.theme].url if entry.theme else None,
        sources=tuple(_sources(sheet.index, entry.locators[:most])),
        more=max(0, len(entry.locators) - most),
        see=tuple(_link(sheet, other) for other in entry.see),
        see_also=tuple(_link(sheet, other) for other in entry.see_also),
        entries=tuple(_entry(sheet, each) for each in entry.entries),
    )


def _sources(index: Index, locators: tuple[Locator, ...]) -> Iterator[Source]:
    for path, group in groupby(locators, lambda locator: locator.essay):
        card = index.texts[path].card
        places = tuple(_place(card.url, locator) for locator in group)
        yield Source(_short(card.title), card.name, card.lang, places)


def _place(url: Url, locator: Locator) -> Place:
    return Place(Url(f"{url}#{locator.anchor}") if locator.anchor else url, locator.paragraph)


def _short(title: Html) -> Html:
    """Leave a subtitle away; not where markup might be cut in two."""
    return title if "<" in title else Html(title.partition(": ")[0])


def _link(sheet: _Sheet, other: Reference) -> IndexLink:
    page = sheet.page_of(other.letter) if sheet.long else Url("")
    return IndexLink(other.title, Url(f"{page}#{other.id}"))
