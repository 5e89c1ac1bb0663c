"""The other languages of a page: its translations, and where a language has none, its home page."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from sitegen.collection.index import Index
from sitegen.collection.paths import ReadingPath
from sitegen.collection.tag_index.index import Theme
from sitegen.collection.translations import shown_together
from sitegen.config.config import Config
from sitegen.locales.language import primary
from sitegen.locales.names import language_name
from sitegen.model import Essay, Url
from sitegen.views.addresses import PageAddress
from sitegen.views.parts import LanguageLink
from sitegen.views.types import Page, View


class Languages(Struct, frozen=True):
    """The languages of a site."""

    main: Config
    pages: Mapping[str, frozenset[Url]]
    """Folder of a language -> the addresses of its pages; empty for a site in one language."""

    def tag(self, folder: str) -> str:
        """Return the tag of the language that has a folder."""
        return self.main.others[folder].tag if folder else self.main.language


def concerns_languages(index: Index, languages: Languages, address: PageAddress) -> bool:
    """Return whether a page has links to other languages."""
    text = _text(address)
    return bool(languages.pages) or (text is not None and text.path in index.translations)


def with_languages(
    index: Index, languages: Languages, address: PageAddress, view: Callable[[], View]
) -> View:
    """Add to a page the links to the same page in other languages."""
    page = view()
    if not isinstance(page, Page):
        return page
    links = tuple(_links(index, languages, address, page.head.lang))
    if sum(link.same for link in links) < 2:
        links = tuple(replace(link, same=False) for link in links)
    return replace(page, head=replace(page.head, languages=links)) if len(links) > 1 else page


def _text(address: PageAddress) -> Essay | None:
    """Return the text whose translations are the same page in other languages."""
    match address.about:
        case (Theme() as theme,):
            return theme.intro
        case (ReadingPath() as path,):
            return path.file
        case (Essay() as text,):
            return text
    return None


def _links(
    index: Index, languages: Languages, address: PageAddress, own: str
) -> Iterator[LanguageLink]:
    """Yield the page in every language, the languages of the site first; ``own``: its own."""
    found = dict(_translations(index, languages, address))
    for folder in languages.pages:
        tag = languages.tag(folder)
        lang, url = found.pop(folder, None) or (tag, None)
        if url is None and folder == index.config.folder and primary(own) == primary(tag):
            url = address.url
        url = url or _counterpart(index, languages, address, folder)
        home = languages.main.url(folder)
        yield LanguageLink(lang, language_name(lang), url or home, same=bool(url))
    for lang, url in found.values():
        yield LanguageLink(lang, language_name(lang), url, same=True)


def _translations(
    index: Index, languages: Languages, address: PageAddress
) -> Iterator[tuple[str, tuple[str, Url]]]:
    """Yield the same page of each translation, by the folder of its language, else by that."""
    text = _text(address)
    group = shown_together(text.path, index.texts, index.translations) if text else ()
    rest = address.url.removeprefix(text.card.url) if text else ""
    for other in group:
        lang, url = other.meta.lang or languages.main.language, Url(other.card.url + rest)
        folder = languages.main.folder_of(lang)
        fits = primary(lang) == primary(languages.tag(folder))
        if not rest or any(url in pages for pages in languages.pages.values()):
            yield folder if fits else lang, (lang, url)


def _counterpart(
    index: Index, languages: Languages, address: PageAddress, folder: str
) -> Url | None:
    """Return the page of the same name in another language; texts have none."""
    is_text = any(isinstance(about, Essay | ReadingPath) for about in address.about)
    if is_text or folder == index.config.folder:
        return None
    url = languages.main.url(folder + address.url.removeprefix(index.config.own_url("")))
    return url if url in languages.pages[folder] else None
