"""Texts -> LiveIndex, assembled again only if an edit changed more than the words of texts."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import unquote

from msgspec.structs import asdict, replace

from sitegen.collection.index import Index, Surroundings, assemble
from sitegen.collection.tag_index.index import Inline, TagIndex, Theme
from sitegen.config.config import Config
from sitegen.content.visibility import Held
from sitegen.incremental.texts import outline
from sitegen.model import Essay, Slug
from sitegen.text.slugs import quote_path, slugify

_I = TypeVar("_I", bound=Index)


class LiveIndex(Index, frozen=True, kw_only=True):
    """An index with what else it was assembled from."""

    held: tuple[Held, ...]
    surroundings: Surroundings
    fragments: frozenset[str]
    """Everything after the ``#`` of a link."""


def update_index(
    known: LiveIndex | None,
    inline: Inline,
    config: Config,
    published: tuple[Essay, ...],
    held: tuple[Held, ...],
    files: Surroundings,
) -> LiveIndex:
    """Assemble the index, or put new words into the known one if nothing else changed."""
    inputs = config, held, files, inline
    same = known and inputs == (known.config, known.held, known.surroundings, known.inline)
    if known and same and not known.others:
        edited = [text for text in published if known.texts.get(text.path) is not text]
        same_texts = len(published) == len(known.texts)
        if same_texts and (updated := with_new_words(known, edited)):
            return updated
    index = assemble(config, published, held, files, inline)
    links = (link for text in published for link in text.facts.links if link.fragment)
    written = {name for link in links for name in (link.fragment, unquote(link.fragment))}
    fragments = frozenset(name.removeprefix("^") for name in written)
    return LiveIndex(**asdict(index), held=held, surroundings=files, fragments=fragments)


def with_new_words(known: LiveIndex, edited: Sequence[Essay]) -> LiveIndex | None:
    """Put edited texts into an index; return None if more than their words changed."""
    if all(_only_words_changed(known, text) for text in edited):
        return _with_texts(known, edited)
    return None


def _only_words_changed(index: LiveIndex, now: Essay) -> bool:
    before = index.texts.get(now.path)
    if before is None or outline(now) != outline(before):
        return False
    # Every paragraph has an id, and few are linked to.
    if index.fragments & (now.facts.ids ^ before.facts.ids):
        return False
    # Problems between texts have a line, which may have moved.
    return all(problem.place.path != now.path for problem in index.problems)


def _with_texts(index: _I, edited: Sequence[Essay]) -> _I:
    changed = {text.path: text for text in edited}
    texts = {**index.texts, **changed}
    lists = {
        name: tuple([texts[text.path] for text in getattr(index, name)])
        for name in ("essays", "unlisted", "pages")
    }
    mentions = {path: text.card.mention for path, text in changed.items()}
    return replace(index, texts=texts, mentions={**index.mentions, **mentions}, **lists)


def for_own_page(index: Index, now: Essay) -> Index | None:
    """Return an index that is right for what the page of an edited text says about that text.

    What the page shows of other texts stays, and so does what lists show of this one. Return None
    if the page may have appeared, disappeared or moved, or if its links changed.
    """
    before, tags = index.texts[now.path], index.tags
    if _address_and_links(before) != _address_and_links(now):
        return None
    if [tag.text for tag in before.meta.tags] != [tag.text for tag in now.meta.tags]:
        tags = _with_tags(index, now)
    steps = {**{slug: {} for slug in tags.of_essay.get(now.path, ())}, **index.steps}
    return replace(_with_texts(index, [now]), tags=tags, steps=steps)


def _address_and_links(text: Essay) -> tuple[object, ...]:
    """Return what decides whether and where a page is published, and where its links lead."""
    meta = text.meta
    links = [(link.kind, link.target, link.fragment) for link in text.facts.links]
    visible = meta.status, meta.date, meta.appears, meta.expires, meta.template, meta.image
    return text.kind, text.card.url, visible, links


def _with_tags(index: Index, now: Essay) -> TagIndex:
    tags = index.tags
    slugs = {theme.url: slug for slug, theme in tags.themes.items()}
    themes: dict[Slug, Theme] = {}
    for tag in now.meta.tags:
        slug = slugify(tag.text)
        slug = slugs.get(tags.addresses[slug], slug) if slug in tags.addresses else slug
        if slug in tags.themes:
            themes[slug] = tags.themes[slug]
        elif slug:
            url = index.config.url(f"themes/{quote_path(slug)}/")
            themes[slug] = Theme(slug, url, *index.inline(tag.text))
    of_essay = {**tags.of_essay, now.path: tuple(themes)}
    return replace(tags, themes={**tags.themes, **themes}, of_essay=of_essay)
