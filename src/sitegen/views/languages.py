"""The other languages of a page: its translations, and where a language has none, its home page."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from sitegen.collection.index import Index
from sitegen.collection.paths import ReadingPath
from sitegen.collection.tag_index.index import Theme
from sitegen.collection.translations import shown_together
from sitegen.locales.names import language_name
from sitegen.model import Essay
from sitegen.views.addresses import PageAddress
from sitegen.views.parts import LanguageLink
from sitegen.views.types import Page

P = TypeVar("P", bound=Page)


def text_of_page(address: PageAddress) -> Essay | None:
    """Return the text that decides which page is the same in another language."""
    about = address.about[0] if address.about else None
    match about:
        case Theme():
            return about.intro
        case ReadingPath():
            return about.file
    return about if isinstance(about, Essay) else None


def with_languages(index: Index, address: PageAddress, view: Callable[[], P]) -> P:
    """Add to a page the links to its translations."""
    page = view()
    links = tuple(_links(index, address))
    return replace(page, head=replace(page.head, languages=links)) if links else page


def _links(index: Index, address: PageAddress) -> Iterator[LanguageLink]:
    text = text_of_page(address)
    if text is None:
        return
    rest = address.url.removeprefix(text.card.url)
    for other in shown_together(text.path, index.texts, index.translations):
        if not rest:
            lang = other.meta.lang or index.config.language
            yield LanguageLink(lang, language_name(lang), other.card.url, same=True)
