"""All texts -> Index: their relations, computed as a whole."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import asdict

from sitegen.collection.authors import Writer, build_authors
from sitegen.collection.book_index import BookIndex
from sitegen.collection.book_index import assemble as assemble_book_index
from sitegen.collection.catalogue import Catalogue, is_listed
from sitegen.collection.citations.citing import Citing, find_citations
from sitegen.collection.editions import Edition, editions
from sitegen.collection.links.atlas import SiteFiles
from sitegen.collection.links.links import Links, resolve
from sitegen.collection.paths import Paths, ReadingPath, build_paths
from sitegen.collection.pictures import Pictures
from sitegen.collection.redirects import Redirects, make_redirects
from sitegen.collection.related import Relatives
from sitegen.collection.relations import Ties, resolve_relations
from sitegen.collection.tag_index.index import Inline, TagIndex, steps
from sitegen.collection.tag_index.index import assemble as assemble_themes
from sitegen.collection.theme_map import has_map
from sitegen.collection.translations import Translations, resolve_translations
from sitegen.config.config import Config, NavLink
from sitegen.content.loader.walk import Tree
from sitegen.content.urls import output_path
from sitegen.content.visibility import Held
from sitegen.model import Essay, Mention, Slug, Url
from sitegen.pictures.share import CardStyle
from sitegen.pictures.size import Size
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import quote_path, slugify
from sitegen.text.suggest import did_you_mean, nearest
from sitegen.theme.assets import Assets


class Contents(Struct, frozen=True):
    """The contents of a site, before the links of its texts are resolved."""

    config: Config
    texts: Mapping[str, Essay]
    """Every published essay, page and theme introduction, by its path."""
    mentions: Mapping[str, Mention]
    """Path of a text -> its mention on other pages."""
    essays: tuple[Essay, ...]
    """The listed essays, newest first; the undated ones last."""
    unlisted: tuple[Essay, ...]
    pages: tuple[Essay, ...]
    home: str
    """Path of the text that introduces the home page; "" for none."""
    navigation: tuple[str | NavLink, ...]
    """Links of every page, in the owner's order: paths of texts, ``paths``, ``index``, ``map``."""
    tags: TagIndex
    headline: tuple[Slug, ...]
    """Themes of the home page, in the owner's order; empty when none are named."""
    steps: Mapping[Slug, Mapping[str, tuple[str | None, str | None]]]
    """Theme -> essay -> the essays before and after it in the theme's order."""
    ties: Ties
    paths: Paths
    translations: Translations
    authors: Mapping[str, Writer]
    """The authors who have a page, by the slugs of their names."""
    redirects: Redirects
    book: BookIndex
    """The index at the back; empty where nothing is marked."""
    assets: Assets
    inline: Inline
    cards: CardStyle | None
    """How cards are drawn; None where they are not."""


class Index(Contents, frozen=True):
    """The texts of a site and everything that relates them."""

    links: Links
    related: Relatives
    files: Mapping[str, str]
    """File beside an essay -> its path in the output."""
    sizes: Mapping[str, tuple[tuple[int, int, int], ...]]
    """Path of a text -> number of the link of each picture, its width and height in pixels."""
    citations: Mapping[str, Citing]
    """Path of a text -> what it cites."""
    covers: Mapping[str, Size]
    """Path of a text -> width and height of the image that represents it."""
    problems: tuple[Problem, ...]
    others: tuple["Index", ...] = ()
    """The same in each other language of the site, without what the site has once."""

    @property
    def editions(self) -> tuple["Index", ...]:
        """The index of every language, that of the main one first."""
        return (self, *self.others)


class Surroundings(Struct, frozen=True):
    """The parts of a site beside its texts."""

    tree: Tree
    assets: Assets
    linkable: Callable[[Contents], Iterable[str]]
    """Paths in the output of the pages without a text that links may lead to."""
    root: Path = Path()
    private: frozenset[str] = frozenset()
    """Files of ``essays/`` that texts held back show or link: published only if others do so."""
    cards: CardStyle | None = None


def assemble(
    config: Config,
    published: Sequence[Essay],
    held: Iterable[Held],
    files: Surroundings,
    inline: Inline,
) -> Index:
    """Relate the published texts to each other; mistakes between them are in ``Index.problems``."""
    reasons = {text.path: text.why for text in held}
    catalogue = Catalogue.of(published, reasons, config.below_essays)
    ties, relation_problems = resolve_relations(catalogue)
    translations, translation_problems = resolve_translations(catalogue, config)
    bonds = Bonds(ties, translations, files)
    every = list(editions(catalogue, config, inline, translations))
    main, problems = _contents(every[0], bonds)
    parts = [main]
    for edition in every[1:]:
        part, more = _contents(edition, bonds, main)
        parts.append(part)
        problems += more
    outputs = frozenset(
        (*files.assets.files, *(at for part in parts for at in files.linkable(part)))
    )
    themes = {name: url for part in reversed(parts) for name, url in part.tags.addresses.items()}
    site_files = SiteFiles(frozenset(files.tree.assets), outputs, themes)
    tags = [part.tags for part in parts]
    redirects, redirect_problems = make_redirects(catalogue, tags, config, outputs)
    links, link_problems = resolve(catalogue, site_files, config)
    pictures = Pictures(catalogue, links, files.root, files.assets, config)
    citations, cite_problems = find_citations(catalogue, config, files.tree, files.root)
    common = {
        "links": links,
        "citations": citations,
        "sizes": {path: found for path in catalogue.texts if (found := pictures.in_text(path))},
        "covers": {
            path: size for path, url in links.images.items() if (size := pictures.size(url))
        },
    }
    others = tuple(
        Index(
            **(asdict(part) | common),
            related=Relatives(edition.catalogue, part.tags, links, ties),
            files={},
            problems=(),
        )
        for part, edition in zip(parts[1:], every[1:], strict=True)
    )
    return Index(
        **(asdict(main) | common | {"redirects": redirects}),
        related=Relatives(every[0].catalogue, main.tags, links, ties),
        files=dict(_files(catalogue, links, files, config)),
        others=others,
        problems=(
            *(*problems, *relation_problems, *translation_problems),
            *(*link_problems, *redirect_problems, *cite_problems),
        ),
    )


class Bonds(Struct, frozen=True):
    """What relates texts of all languages."""

    ties: Ties
    translations: Translations
    files: Surroundings


def _contents(
    edition: Edition, bonds: Bonds, main: Contents | None = None
) -> tuple[Contents, list[Problem]]:
    """Gather the contents of an edition; ``main`` is that of the main language, for all others."""
    config, catalogue, inline = edition.config, edition.catalogue, edition.inline
    tags, tag_problems = assemble_themes(catalogue, config, inline)
    order = config.paths if main is None else _translated_paths(main, catalogue, bonds.translations)
    paths, path_problems = build_paths(catalogue, order)
    book, book_problems = assemble_book_index(catalogue.listed, tags, inline)
    pages = catalogue.of_kind("page")
    own = {"paths": paths.listed, "index": book, "map": has_map(catalogue.listed, tags)}
    own_pages = {name: name for name, there in own.items() if there}
    if main is None:
        by_name = own_pages | {
            slugify(PurePosixPath(unquote(page.card.url)).stem): page.path for page in pages
        }
        headline, navigation, unknown = _chosen(config, by_name, tags, paths)
    else:
        known = {*own_pages, *(page.path for page in pages)}
        headline = _translated_themes(main, tags, bonds.translations)
        navigation = tuple(_translated(main.navigation, known, bonds.translations))
        unknown = ()
    contents = Contents(
        config=config,
        texts=catalogue.texts,
        mentions={path: text.card.mention for path, text in catalogue.texts.items()},
        essays=catalogue.listed,
        unlisted=tuple(essay for essay in catalogue.essays if not is_listed(essay)),
        pages=pages,
        home=next((text.path for text in catalogue.of_kind("home")), ""),
        navigation=navigation,
        tags=tags,
        headline=headline,
        steps={slug: steps(theme) for slug, theme in tags.themes.items()},
        ties=bonds.ties,
        paths=paths,
        translations=bonds.translations,
        authors=build_authors(catalogue, config),
        redirects={},
        book=book,
        assets=bonds.files.assets,
        inline=inline,
        cards=bonds.files.cards,
    )
    return contents, [*tag_problems, *path_problems, *book_problems, *unknown]


def _translated(
    chosen: Iterable[str | NavLink], known: Set[str], translations: Translations
) -> Iterator[str | NavLink]:
    """Yield what corresponds to the links of the navigation in another language."""
    for item in chosen:
        if isinstance(item, NavLink) or item in known:
            yield item
        else:
            yield from (path for path in translations.get(item, ()) if path in known)


def _translated_themes(
    main: Contents, tags: TagIndex, translations: Translations
) -> tuple[Slug, ...]:
    """Return the themes of the home page that are translations of those in the main language."""
    files = {theme.intro.path: slug for slug, theme in tags.themes.items() if theme.intro}
    found: list[Slug] = []
    for slug in main.headline:
        intro = main.tags.themes[slug].intro
        group = translations.get(intro.path, ()) if intro else ()
        same = [slug] if slug in tags.themes else []
        found += [files[path] for path in group if path in files] or same
    return tuple(dict.fromkeys(found))


def _translated_paths(
    main: Contents, catalogue: Catalogue, translations: Translations
) -> tuple[str, ...]:
    """Return the order of the reading paths: that of the main language."""
    groups = (translations.get(path.file.path, ()) for path in main.paths.every)
    texts = catalogue.texts
    return tuple(ReadingPath(texts[path], ()).slug for group in groups for path in group)


def _chosen(
    config: Config, pages: Mapping[str, str], tags: TagIndex, paths: Paths
) -> tuple[tuple[Slug, ...], tuple[str | NavLink, ...], tuple[Problem, ...]]:
    """Find the themes and pages that site.yaml names, and the names that nothing has."""
    by_url = {theme.url: theme.slug for theme in tags.themes.values()}
    urls = {name: tags.addresses.get(slugify(name), Url("")) for name in config.themes}
    themes = {name: by_url.get(url) for name, url in urls.items()}
    listed = {
        item: item if isinstance(item, NavLink) else pages.get(slugify(item))
        for item in config.pages
    }
    slugs = {slugify(path.slug): path for path in paths.every}
    walked = {name: slugs.get(slugify(name)) for name in config.paths}
    unknown = tuple(
        _unknown(kind, str(name), known)
        for kind, found, known in (
            ("theme", themes, tags.addresses),
            ("path", walked, slugs),
            ("page", listed, pages),
        )
        for name, thing in found.items()
        if thing is None
    )
    return tuple(filter(None, themes.values())), tuple(filter(None, listed.values())), unknown


def _unknown(kind: str, name: str, known: Iterable[str]) -> Problem:
    otherwise = f"name a {kind} of the collection, or delete '{name}' from {kind}s:"
    hint = did_you_mean(nearest(slugify(name), known, 0.75), otherwise)
    return Problem(Place("site.yaml"), "W608", f"{kind} '{name}' not found", hint)


def _files(
    catalogue: Catalogue, links: Links, files: Surroundings, config: Config
) -> Iterator[tuple[str, str]]:
    """Choose the files beside essays that are published: those linked, and all of a bundle.

    An index at the top of all texts makes no bundle: anything may be beside it.
    """
    for source, url in links.assets.items():
        yield source, output_path(url, config)
    names = ((text.path.rpartition("/"), text.card.url) for text in catalogue.texts.values())
    bundles = {folder: url for (folder, _, name), url in names if name[:6].lower() == "index."}
    # The index of all texts has no files of its own.
    bundles.pop(config.below_essays.rstrip("/"), None)
    for source in files.tree.assets:
        folder, name = posixpath.split(source)
        if folder in bundles and source not in links.assets and source not in files.private:
            yield source, output_path(Url(bundles[folder] + quote_path(name)), config)
