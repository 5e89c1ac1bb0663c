"""All essays -> Index: how the texts of a collection hang together, computed as a whole."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from sitegen.collection.book_index import BookIndex
from sitegen.collection.book_index import assemble as assemble_book_index
from sitegen.collection.catalogue import Catalogue, is_listed
from sitegen.collection.links.atlas import SiteFiles
from sitegen.collection.links.links import Links, resolve
from sitegen.collection.paths import Paths, lay
from sitegen.collection.related import Relatives
from sitegen.collection.relations import Ties, tie
from sitegen.collection.tag_index.index import Inline, TagIndex, steps
from sitegen.collection.tag_index.index import assemble as assemble_themes
from sitegen.config.config import Config
from sitegen.content.loader.walk import Tree
from sitegen.content.urls import alias, output_path
from sitegen.content.visibility import Held
from sitegen.model import Essay, Located, Mention, Slug, Url
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import folded, quote_path, slugify
from sitegen.theme.assets import Assets

LISTS = ("index.html", "themes/index.html", "essays/index.html", "404.html")
"""Pages that every site has."""
BOOK_INDEX = "index/index.html"
"""A page of every site that marks something for the index."""
DATA = ("feed.xml", "feed.json", "sitemap.xml", "robots.txt")
SEARCH = ("search/index.html", "search.json")
"""Where search is not off."""


class Surroundings(Struct, frozen=True):
    """The files of a site that are no texts."""

    tree: Tree
    assets: Assets


class Index(Struct, frozen=True):
    """Everything that holds between the texts of a site."""

    config: Config
    texts: Mapping[str, Essay]
    """Every published essay, page and theme introduction, by its path."""
    mentions: Mapping[str, Mention]
    """What pages that lead to each of them show of it."""
    essays: tuple[Essay, ...]
    """The listed essays, newest first; the undated ones last."""
    unlisted: tuple[Essay, ...]
    pages: tuple[Essay, ...]
    navigation: tuple[Essay, ...]
    """The pages that every page links to, in the owner's order."""
    tags: TagIndex
    headline: tuple[Slug, ...]
    """Themes of the home page, in the owner's order; empty when none are named."""
    steps: Mapping[Slug, Mapping[str, tuple[str | None, str | None]]]
    """Theme -> essay -> the essays before and after it in the theme's order."""
    links: Links
    related: Relatives
    ties: Ties
    paths: Paths
    redirects: Mapping[Url, tuple[Url, str]]
    """Old address -> where it leads, and the file that says so."""
    book: BookIndex
    """The index at the back; empty where nothing is marked."""
    assets: Assets
    files: Mapping[str, str]
    """File beside an essay -> its path in the output."""
    inline: Inline
    problems: tuple[Problem, ...]


def assemble(
    config: Config,
    published: Sequence[Essay],
    held: Iterable[Held],
    files: Surroundings,
    inline: Inline,
) -> Index:
    """Tie the published texts together; what is wrong between them is in ``Index.problems``."""
    catalogue = Catalogue.of(published, {text.path: text.reason for text in held})
    tags, tag_problems = assemble_themes(catalogue, config, inline)
    ties, tie_problems = tie(catalogue)
    paths, path_problems = lay(catalogue, config.paths)
    lists = (*LISTS, *(output_path(url, config) for url in paths.urls(config)))
    book, book_problems = assemble_book_index(catalogue.listed, tags, inline)
    lists = (*lists, BOOK_INDEX) if book.letters else lists
    search = () if config.search == "off" else SEARCH
    standing = frozenset((*files.assets.files, *lists, *DATA, *search))
    stands = SiteFiles(frozenset(files.tree.assets), standing, tags.addresses)
    links, link_problems = resolve(catalogue, stands, config)
    redirects, redirect_problems = _redirects(catalogue, tags, config)
    pages = tuple(text for text in catalogue.texts.values() if text.kind == "page")
    chosen, unknown = _chosen(config, pages, tags, paths)
    return Index(
        config=config,
        texts=catalogue.texts,
        mentions={path: text.card.mention for path, text in catalogue.texts.items()},
        essays=catalogue.listed,
        unlisted=tuple(essay for essay in catalogue.essays if not is_listed(essay)),
        pages=pages,
        navigation=chosen.pages,
        tags=tags,
        headline=chosen.themes,
        steps={slug: steps(theme) for slug, theme in tags.themes.items()},
        links=links,
        related=Relatives(catalogue, tags, links, ties),
        ties=ties,
        paths=paths,
        redirects=redirects,
        book=book,
        assets=files.assets,
        files=dict(_files(catalogue, links, files.tree, config)),
        inline=inline,
        problems=(
            *(*tag_problems, *tie_problems, *path_problems, *book_problems),
            *(*link_problems, *redirect_problems, *unknown),
        ),
    )


class _Chosen(Struct, frozen=True):
    """What site.yaml picks out by name."""

    themes: tuple[Slug, ...]
    pages: tuple[Essay, ...]


def _chosen(
    config: Config, pages: Sequence[Essay], tags: TagIndex, paths: Paths
) -> tuple[_Chosen, tuple[Problem, ...]]:
    by_slug = {slugify(PurePosixPath(unquote(page.card.url)).stem): page for page in pages}
    by_url = {theme.url: theme.slug for theme in tags.themes.values()}
    themes = {
        name: by_url.get(tags.addresses.get(slugify(name), Url(""))) for name in config.themes
    }
    chosen = {name: by_slug.get(slugify(name)) for name in config.pages}
    missing = [("theme", name) for name, slug in themes.items() if slug is None]
    slugs = {slugify(path.slug) for path in paths.every}
    missing += [("path", name) for name in config.paths if slugify(name) not in slugs]
    missing += [("page", name) for name, page in chosen.items() if page is None]
    return _Chosen(
        tuple(slug for slug in themes.values() if slug is not None),
        tuple(page for page in chosen.values() if page is not None),
    ), tuple(_unknown(what, name) for what, name in missing)


def _unknown(what: str, name: str) -> Problem:
    hint = f"name a {what} of the collection, or take '{name}' out of {what}s:"
    return Problem(Place("site.yaml"), "W608", f"there is no {what} '{name}'", hint)


def _redirects(
    catalogue: Catalogue, tags: TagIndex, config: Config
) -> tuple[Mapping[Url, tuple[Url, str]], tuple[Problem, ...]]:
    texts = catalogue.texts.values()
    moved = [(text, old) for text in texts for old in text.meta.aliases]
    owners = texts if moved else ()
    standing = {folded(output_path(text.card.url, config)): text.path for text in owners}
    redirects: dict[str, tuple[Url, tuple[Url, str]]] = {}
    problems: list[Problem] = []
    for text, old in moved:
        if (url := alias(old.text, config)) is None:
            problems.append(_without_file(old))
            continue
        key = folded(output_path(url, config))
        redirect = url, (text.card.url, text.path)
        owner = standing.get(key) or redirects.setdefault(key, redirect)[1][1]
        if key in standing or owner != text.path:
            problems.append(_taken(old, text.path, owner, stands=key in standing))
    for url, slug in tags.alias_urls.items():
        theme = tags.themes[slug]
        source = theme.intro.path if theme.intro else "site.yaml"
        redirects.setdefault(folded(output_path(url, config)), (url, (theme.url, source)))
    return dict(sorted(redirects.values())), tuple(problems)


def _without_file(old: Located) -> Problem:
    message = f"no file can stand for the alias '{old.text}'"
    hint = "write a rule for it in your host's configuration, and take it away here"
    return Problem(old.place, "W606", message, hint)


def _taken(old: Located, path: str, owner: str, *, stands: bool) -> Problem:
    if owner == path:
        message = f"the alias '{old.text}' is the address of this text itself"
        return Problem(old.place, "E605", message, "take it away")
    if stands:
        message = f"the alias '{old.text}' is the address of {owner}"
        hint = "take it away, or give that text another slug: or url:"
        return Problem(old.place, "E603", message, hint)
    message = f"'{old.text}' is an alias in {owner} too"
    return Problem(old.place, "E607", message, "take one of them away")


def _files(
    catalogue: Catalogue, links: Links, tree: Tree, config: Config
) -> Iterator[tuple[str, str]]:
    """Choose the files beside essays that are published: those linked, and all of a bundle."""
    for source, url in links.assets.items():
        yield source, output_path(url, config)
    names = ((text.path.rpartition("/"), text.card.url) for text in catalogue.texts.values())
    bundles = {folder: url for (folder, _, name), url in names if name[:6].lower() == "index."}
    for source in tree.assets:
        folder, name = posixpath.split(source)
        if folder in bundles and source not in links.assets:
            yield source, output_path(Url(bundles[folder] + quote_path(name)), config)
