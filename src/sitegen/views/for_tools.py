"""Index -> the views of files for programs: index.json, llms.txt, and the Markdown of an essay."""

from collections.abc import Iterator

from sitegen.collection.index import Contents, Index
from sitegen.collection.paths import ReadingPath
from sitegen.collection.tag_index.index import Theme
from sitegen.model import Essay, Url
from sitegen.views.addresses import MARKDOWN, PageAddress
from sitegen.views.essay import text_of
from sitegen.views.parts import Site
from sitegen.views.types import Catalogue, LanguageModels, Listed, ListedGroup, MarkdownFile


def markdown_files(contents: Contents) -> Iterator[PageAddress]:
    """Yield the addresses of the Markdown of listed essays, if the owner wants it published."""
    for essay in contents.essays if contents.config.publish_markdown else ():
        yield PageAddress(Url(essay.card.url + MARKDOWN), essay.path, (essay,))


def markdown_file(index: Index, site: Site, _: Url, essay: Essay) -> MarkdownFile:
    """Assemble the Markdown of an essay, with what readers see of its front matter alone."""
    links = zip(essay.facts.links, index.links.hrefs[essay.path], strict=True)
    return MarkdownFile(
        facts=_listed(index, site, essay),
        licence=index.inline(index.config.licence)[1],
        text=text_of(index, essay),
        links=tuple((link.target, link.fragment, href) for link, href in links),
    )


def catalogue(index: Index, site: Site, _: Url) -> Catalogue:
    """Assemble the index of the collection."""
    config = index.config
    return Catalogue(
        title=site.name,
        description=index.inline(config.description or config.subtitle)[1],
        url=site.origin + site.home,
        language=site.language,
        licence=index.inline(config.licence)[1],
        essays=tuple(_listed(index, site, essay) for essay in index.essays),
        themes=tuple(_theme(index, site, theme) for theme in index.tags.themes.values()),
        paths=tuple(_path(index, site, path) for path in index.paths.listed),
    )


def language_models(index: Index, site: Site, url: Url) -> LanguageModels:
    """Assemble llms.txt (llmstxt.org)."""
    return LanguageModels(catalogue(index, site, url))


def _theme(index: Index, site: Site, theme: Theme) -> ListedGroup:
    urls = (site.origin + index.mentions[entry.essay].url for entry in theme.entries)
    return ListedGroup(theme.name, site.origin + theme.url, tuple(dict.fromkeys(urls)))


def _path(index: Index, site: Site, path: ReadingPath) -> ListedGroup:
    urls = (site.origin + index.mentions[stop.essay].url for stop in path.stops)
    return ListedGroup(path.file.card.name, site.origin + path.url, tuple(urls))


def _listed(index: Index, site: Site, essay: Essay) -> Listed:
    card = essay.card
    url = site.origin + card.url
    return Listed(
        title=card.name,
        url=url,
        markdown=f"{url}{MARKDOWN}" if index.config.publish_markdown else "",
        authors=tuple(author.name for author in card.authors),
        date=card.date.iso if card.date else "",
        updated=card.updated.iso if card.updated else "",
        language=card.lang or site.language,
        summary=card.description,
        themes=tuple(index.tags.themes[slug].name for slug in index.tags.of_essay[essay.path]),
        minutes=card.minutes,
    )
