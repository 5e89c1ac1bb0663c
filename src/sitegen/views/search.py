"""Index -> the search page, the index that a browser searches, the texts that it finds."""

from collections.abc import Iterator

from sitegen.collection.book_index import Entry
from sitegen.collection.index import Index
from sitegen.model import Essay, Url
from sitegen.text.slugs import quote_path
from sitegen.views.book_index import is_long, letter_url
from sitegen.views.chrome import head
from sitegen.views.links import theme_links
from sitegen.views.parts import Site
from sitegen.views.types import SearchIndex, SearchPage, Sought


def search_page(index: Index, site: Site, url: Url) -> SearchPage:
    """Assemble the view for search.html."""
    cards = tuple(essay.card for essay in index.essays)
    years = {card.date.year: None for card in cards if card.date}
    return SearchPage(
        site=site,
        head=head(site, site.labels["search"], site.labels["search_description"], url),
        cards=cards,
        themes=theme_links(index, index.tags.themes),
        authors=tuple(sorted({author.name for card in cards for author in card.authors})),
        years=tuple(years),
        index=index.config.own_url("search.json"),
        in_parts=index.config.search == "full",
    )


def search_index(index: Index, site: Site, _url: Url) -> SearchIndex:
    """Assemble the index of titles, leads, themes, headings and entries of the book index."""
    themes = index.tags.themes.values()
    numbers = {theme.slug: len(index.essays) + at for at, theme in enumerate(themes)}
    belongs = {path: [numbers[slug] for slug in own] for path, own in index.tags.of_essay.items()}
    marks: dict[str, list[tuple[str, int]]] = {}
    for theme in themes:
        for entry in theme.entries:
            if entry.via:
                belongs[entry.essay].append(numbers[theme.slug])
        for quote in theme.quotes:
            marks.setdefault(quote.essay, []).append((quote.passage.anchor, numbers[theme.slug]))
    items = [
        _sought(essay, tuple(belongs[essay.path]), tuple(marks.get(essay.path, ())))
        for essay in index.essays
    ]
    items += [
        Sought(theme.url, theme.name, theme.description, aliases=theme.aliases) for theme in themes
    ]
    return SearchIndex((*items, *_entries(index, site)))


def _entries(index: Index, site: Site) -> Iterator[Sought]:
    """Yield the entries of the index at the back, except themes and their aliases."""
    for letter in index.book:
        page = letter_url(site.index, letter.letter) if is_long(index.book) else site.index
        for entry in letter.entries:
            yield from (
                Sought(Url(f"{page}#{quote_path(one.id)}"), name, "")
                for one, name in _named(entry)
                if not (one.theme or one.see)
            )


def _named(entry: Entry, above: str = "") -> Iterator[tuple[Entry, str]]:
    name = f"{above}{entry.name}"
    yield entry, name
    for one in entry.entries:
        yield from _named(one, f"{name}, ")


def _sought(essay: Essay, themes: tuple[int, ...], passages: tuple[tuple[str, int], ...]) -> Sought:
    card = essay.card
    return Sought(
        url=card.url,
        title=card.name,
        lead=card.description,
        themes=themes,
        authors=tuple(author.name for author in card.authors),
        year=card.date.year if card.date else "",
        headings=tuple((heading.id, heading.text) for heading in essay.facts.headings),
        passages=passages,
    )


def texts_to_find(index: Index) -> tuple[str, ...]:
    """Return the texts whose words search finds; none if the site has no search."""
    return () if index.config.search == "off" else tuple(text.path for text in index.essays)
