"""Catalogue -> TagIndex: the themes with their essays and passages, each essay with its themes."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.groups import grouped
from sitegen.collection.tag_index.curation import Curated, curate
from sitegen.collection.tag_index.tagging import Tagging, lookalikes, read_tags
from sitegen.collection.tag_index.thesaurus import (
    Names,
    Thesaurus,
    arrange,
    collation,
    collect_names,
)
from sitegen.config.config import Config
from sitegen.model import Essay, Html, Passage, Slug, Url
from sitegen.problems.errors import Problem
from sitegen.text.slugs import quote_path
from sitegen.text.suggest import Lexicon, did_you_mean

Inline = Callable[..., tuple[Html, str]]
"""One line of Markdown -> its markup and its plain text; ``language``: if not that of the site."""


# There are many of these, none in a reference cycle: gc=False lets the collector skip them.
class Entry(Struct, frozen=True, gc=False):
    """An essay on the page of a theme."""

    essay: str
    """Its path."""
    why: str = ""
    """The curator's reason, Markdown source."""
    via: Slug | None = None
    """The narrower theme that it belongs to; None for the theme itself."""


class Quote(Struct, frozen=True):
    """A marked passage of an essay."""

    essay: str
    """Its path."""
    passage: Passage


class Theme(Struct, frozen=True):
    """A theme with its essays and passages."""

    slug: Slug
    url: Url
    title: Html
    name: str
    """The title as plain text."""
    summary: Html = Html("")
    description: str = ""
    intro: Essay | None = None
    """The theme's file, where it has one."""
    aliases: tuple[str, ...] = ()
    broader: tuple[Slug, ...] = ()
    narrower: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Its own essays, the curated ones first; then those of narrower themes, each with ``via``."""
    quotes: tuple[Quote, ...] = ()
    """In the order of the entries; passages of other essays last."""

    @property
    def source(self) -> str:
        """The source of its pages, for problems."""
        return self.intro.path if self.intro else f"the theme '{self.name}'"


class TagIndex(Struct, frozen=True):
    """The themes of a collection, and those of each essay."""

    themes: Mapping[Slug, Theme]
    """In the order of their names."""
    of_essay: Mapping[str, tuple[Slug, ...]]
    """Path of an essay -> its themes, the chief one first."""
    addresses: Mapping[Slug, Url]
    """Every name of a theme, aliases included -> the theme's page."""
    alias_urls: Mapping[Url, Slug]
    """Address that a theme would have under another of its names -> the theme."""


def steps(theme: Theme) -> Mapping[str, tuple[str | None, str | None]]:
    """Map each of a theme's own essays to those before and after it."""
    own = [entry.essay for entry in theme.entries if entry.via is None]
    return dict(zip(own, zip([None, *own], [*own[1:], None], strict=False), strict=False))


def assemble(
    catalogue: Catalogue, config: Config, inline: Inline
) -> tuple[TagIndex, tuple[Problem, ...]]:
    """Build the index of themes from all texts."""
    names, name_problems = collect_names(catalogue.of_kind("theme"))
    tagging, tag_problems = read_tags(catalogue, names)
    thesaurus, relation_problems = arrange(names, tagging.labels, tagging.nested, catalogue.below)
    quotes, quote_problems = _gather_quotes(catalogue, names, tagging)
    members = grouped(
        (slug, essay.path) for essay in catalogue.listed for slug in tagging.carried[essay.path]
    )
    curated, order_problems = curate(
        catalogue, names, _orderable(names, members, quotes, thesaurus)
    )
    entries: dict[Slug, dict[str, Entry]] = {}
    for slug in tagging.labels:
        reasons = curated.get(slug, {})
        paths = (*reasons, *members.get(slug, ()))
        entries[slug] = {path: Entry(path, reasons.get(path, "")) for path in paths}
    plain = [_make(slug, tagging, names, config, inline) for slug in tagging.labels]
    plain.sort(key=lambda theme: (collation(theme.name), theme.slug))
    themes = {theme.slug: _fill(theme, thesaurus, entries, quotes) for theme in plain}
    problems = (*name_problems, *tag_problems, *relation_problems, *quote_problems)
    of_essay = _of_essay(themes, curated, tagging)
    index = TagIndex(themes, of_essay, *_addresses(themes, names, config))
    return index, (*problems, *order_problems, *lookalikes(tagging, names, catalogue.below))


def _gather_quotes(
    catalogue: Catalogue, names: Names, tagging: Tagging
) -> tuple[Mapping[Slug, Sequence[Quote]], tuple[Problem, ...]]:
    lexicon = Lexicon((label, label) for label in tagging.labels.values())
    quotes: dict[Slug, list[Quote]] = {}
    problems: list[Problem] = []
    for essay in catalogue.listed:
        for passage in essay.facts.passages:
            for name in passage.themes:
                if (slug := names.theme(name)) in tagging.labels:
                    quotes.setdefault(slug, []).append(Quote(essay.path, passage))
                else:
                    hint = did_you_mean(lexicon.closest(name), "tag an essay with it first")
                    message = f"the passage is marked with an unknown theme '{name}'"
                    problems.append(Problem(passage.place, "W506", message, hint))
    return quotes, tuple(problems)


def _orderable(
    names: Names,
    members: Mapping[Slug, Sequence[str]],
    quotes: Mapping[Slug, Sequence[Quote]],
    thesaurus: Thesaurus,
) -> Mapping[Slug, frozenset[str]]:
    """Map each theme to the essays that its order may name: those of narrower themes as well."""
    return {
        slug: frozenset(
            path
            for part in (slug, *thesaurus.below(slug))
            for path in (*members.get(part, ()), *(quote.essay for quote in quotes.get(part, ())))
        )
        for slug, file in names.files.items()
        if file.meta.theme.order
    }


def _make(slug: Slug, tagging: Tagging, names: Names, config: Config, inline: Inline) -> Theme:
    if file := names.files.get(slug):
        card = file.card
        # Other names are those of its translations.
        named = (alias for alias in file.meta.theme.names if alias.place.path == file.path)
        aliases = tuple(alias.text for alias in named)
        return Theme(
            slug, card.url, card.title, card.name, card.summary, card.description, file, aliases
        )
    title, name = inline(tagging.labels[slug])
    return Theme(slug, config.own_url(f"themes/{quote_path(slug)}/"), title, name)


def _fill(
    theme: Theme,
    thesaurus: Thesaurus,
    entries: Mapping[Slug, Mapping[str, Entry]],
    quotes: Mapping[Slug, Sequence[Quote]],
) -> Theme:
    slug = theme.slug
    listed = dict(entries[slug])
    for narrower in thesaurus.below(slug):
        for path in entries[narrower]:
            listed.setdefault(path, Entry(path, via=narrower))
    rank = {path: number for number, path in enumerate(listed)}
    in_order = sorted(quotes.get(slug, ()), key=lambda quote: rank.get(quote.essay, len(rank)))
    return replace(
        theme,
        broader=thesaurus.broader.get(slug, ()),
        narrower=thesaurus.narrower.get(slug, ()),
        related=thesaurus.related.get(slug, ()),
        entries=tuple(listed.values()),
        quotes=tuple(in_order),
    )


def _of_essay(
    themes: Iterable[Slug], curated: Curated, tagging: Tagging
) -> Mapping[str, tuple[Slug, ...]]:
    """Add to the themes of each essay's tags those whose curators name the essay."""
    of_essay = dict(tagging.carried)
    for slug in themes:
        for path in curated.get(slug, ()):
            if slug not in of_essay[path]:
                of_essay[path] = (*of_essay[path], slug)
    return of_essay


def _addresses(
    themes: Mapping[Slug, Theme], names: Names, config: Config
) -> tuple[Mapping[Slug, Url], Mapping[Url, Slug]]:
    addresses = {slug: theme.url for slug, theme in themes.items()}
    addresses.update((name, themes[slug].url) for name, slug in names.identities.items())
    alias_urls = {
        config.own_url(f"themes/{quote_path(name)}/"): slug
        for name, slug in names.identities.items()
        if name != slug
    }
    return addresses, alias_urls
