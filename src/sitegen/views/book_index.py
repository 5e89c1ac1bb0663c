"""Index -> the views of the index at the back: one page, or one for each letter if it is long."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from sitegen.collection.book_index import BookIndex, Entry, Letter, Locator, Reference
from sitegen.collection.index import Index
from sitegen.model import Html, Url
from sitegen.text.slugs import quote_path, slugify
from sitegen.views.chrome import head
from sitegen.views.parts import IndexEntry, IndexLetter, IndexLink, Place, Site, Source
from sitegen.views.types import IndexPage

PageOf = Callable[[str], Url]
"""Letter -> the page that has its entries; "" for the same page."""
LONGEST = 360
"""Lines and places that a page of the index holds; a longer index has a page for each letter."""
MOST_PLACES = 12
"""Places shown of a theme, whose own page has them all."""


def is_long(book: BookIndex) -> bool:
    """Return whether each letter has a page of its own."""
    return sum(_size(entry) for letter in book for entry in letter.entries) > LONGEST


def _size(entry: Entry) -> int:
    places = min(len(entry.locators), MOST_PLACES) if entry.theme else len(entry.locators)
    links = len(entry.see) + len(entry.see_also)
    return 1 + places + links + sum(map(_size, entry.entries))


def letter_url(start: Url, letter: str) -> Url:
    """Return the address of a letter's own page, ``start`` being that of the first page."""
    return Url(f"{start}{quote_path(_slug(letter))}/")


def _slug(letter: str) -> str:
    return slugify(letter) or "0-9"


def index_page(index: Index, site: Site, url: Url, only: Letter | None = None) -> IndexPage:
    """Assemble the view for book-index.html, for all letters or one."""
    words, long = site.labels, only is not None or is_long(index.book)
    page_of = partial(letter_url, site.index) if long else lambda _: Url("")
    title = f"{words['index']}: {only.letter}" if only else words["index"]
    return IndexPage(
        site=site,
        head=head(site, title, words["index_description"], url),
        title=title,
        letters=tuple(
            _letter(index, page_of, each, shown=each is only or not long) for each in index.book
        ),
        overview=long and only is None,
    )


def _letter(index: Index, page_of: PageOf, letter: Letter, *, shown: bool) -> IndexLetter:
    identity = f"letter-{_slug(letter.letter)}"
    return IndexLetter(
        letter=letter.letter,
        id=identity,
        url=page_of(letter.letter) or Url(f"#{identity}"),
        first=letter.entries[0].title,
        last=letter.entries[-1].title,
        entries=tuple(_entry(index, page_of, each) for each in letter.entries) if shown else (),
    )


def _entry(index: Index, page_of: PageOf, entry: Entry) -> IndexEntry:
    most = MOST_PLACES if entry.theme else len(entry.locators)
    return IndexEntry(
        title=entry.title,
        id=entry.id,
        url=index.tags.themes[entry.theme].url if entry.theme else None,
        sources=tuple(_sources(index, entry.locators[:most])),
        more=max(0, len(entry.locators) - most),
        see=tuple(_link(page_of, other) for other in entry.see),
        see_also=tuple(_link(page_of, other) for other in entry.see_also),
        entries=tuple(_entry(index, page_of, each) for each in entry.entries),
    )


def _sources(index: Index, locators: tuple[Locator, ...]) -> Iterator[Source]:
    for path, group in groupby(locators, lambda locator: locator.essay):
        card = index.texts[path].card
        places = tuple(
            Place(Url(f"{card.url}#{each.anchor}" if each.anchor else card.url), each.paragraph)
            for each in group
        )
        yield Source(_short(card.title), card.name, card.lang, card.dir, places)


def _short(title: Html) -> Html:
    """Remove a subtitle, but not where that might cut markup in two."""
    return title if "<" in title else Html(title.partition(": ")[0])


def _link(page_of: PageOf, other: Reference) -> IndexLink:
    return IndexLink(other.title, Url(f"{page_of(other.letter)}#{other.id}"))
