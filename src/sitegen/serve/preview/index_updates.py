"""Texts -> Index, tied together anew only when what one text shows of another moved."""

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen.collection.index import Index, Surroundings, assemble
from sitegen.collection.tag_index.index import Inline, TagIndex, Theme
from sitegen.config.config import Config
from sitegen.content.visibility import Held
from sitegen.incremental.texts import outline
from sitegen.model import Essay, Meta, Slug
from sitegen.text.slugs import quote_path, slugify


class Strands(Struct, frozen=True):
    """All that an index is made of."""

    config: Config
    published: tuple[Essay, ...]
    held: tuple[Held, ...]
    files: Surroundings
    inline: Inline


class Tied(Struct, frozen=True):
    """An index and what it was made of."""

    strands: Strands
    index: Index
    fragments: frozenset[str]
    """What stands behind the ``#`` of some link."""


def tie(strands: Strands, known: Tied | None) -> Tied:
    """Make the index, or put new words into the one that is known where nothing else changed."""
    if known and (texts := _reworded(strands, known)) is not None:
        return Tied(strands, _with(known.index, texts), known.fragments)
    files, inline = strands.files, strands.inline
    index = assemble(strands.config, strands.published, strands.held, files, inline)
    links = (link for text in strands.published for link in text.facts.links if link.fragment)
    written = {name for link in links for name in (link.fragment, unquote(link.fragment))}
    return Tied(strands, index, frozenset(written))


def retie(known: Tied, now: Essay) -> Tied | None:
    """Put new words of one text into an index; None where more than its words changed."""
    if not _words_alone(known, known.index.texts[now.path], now):
        return None
    published = (now if text.path == now.path else text for text in known.strands.published)
    strands = replace(known.strands, published=tuple(published))
    return Tied(strands, _with(known.index, [now]), known.fragments)


def _reworded(new: Strands, known: Tied) -> list[Essay] | None:
    """Name the texts that differ, if nothing but their words does."""
    old = known.strands
    if replace(new, published=()) != replace(old, published=()):
        return None
    if len(new.published) != len(old.published):
        return None
    both = zip(new.published, old.published, strict=True)
    edited = [(now, before) for now, before in both if now is not before]
    if all(_words_alone(known, before, now) for now, before in edited):
        return [now for now, _ in edited]
    return None


def _words_alone(known: Tied, before: Essay, now: Essay) -> bool:
    # Each paragraph has an id, and few are ever linked to.
    if outline(now) != outline(before) or known.fragments & (now.facts.ids ^ before.facts.ids):
        return False
    # What is wrong between texts is told with its line, which may have moved.
    return all(problem.place.path != now.path for problem in known.index.problems)


def _with(index: Index, edited: Iterable[Essay]) -> Index:
    changed = {text.path: text for text in edited}
    texts = {**index.texts, **changed}
    mentions = {path: text.card.mention for path, text in changed.items()}

    def present(old: tuple[Essay, ...]) -> tuple[Essay, ...]:
        return tuple([texts[text.path] for text in old])

    return replace(
        index,
        texts=texts,
        mentions={**index.mentions, **mentions},
        essays=present(index.essays),
        unlisted=present(index.unlisted),
        pages=present(index.pages),
        navigation=present(index.navigation),
    )


def own_view(index: Index, now: Essay) -> Index | None:
    """Give an index that is right for what an edited text's own page says of the text.

    What its page shows of others, and others of it, is as it was; so is the index for its lists.
    None where the page may have come, gone or moved, or where its links changed.
    """
    before = index.texts[now.path]
    if _stand(before) != _stand(now) or now.kind == "theme":
        return None
    tags = index.tags
    if [tag.text for tag in before.meta.tags] != [tag.text for tag in now.meta.tags]:
        tags = _retagged(index, now)
    steps = {**{slug: {} for slug in tags.of_essay.get(now.path, ())}, **index.steps}
    return replace(_with(index, [now]), tags=tags, steps=steps)


def _stand(text: Essay) -> tuple[object, ...]:
    """Gather what decides where a page stands, whether it does, and where its links lead."""
    meta: Meta = text.meta
    links = [(link.kind, link.target, link.fragment) for link in text.facts.links]
    seen = meta.status, meta.date, meta.expires, meta.template, meta.image
    return text.kind, text.card.url, seen, links


def _retagged(index: Index, now: Essay) -> TagIndex:
    tags = index.tags
    slugs = {theme.url: slug for slug, theme in tags.themes.items()}
    themes: dict[Slug, Theme] = {}
    for tag in now.meta.tags:
        slug = slugify(tag.text)
        slug = slugs.get(tags.addresses[slug], slug) if slug in tags.addresses else slug
        if slug:
            themes[slug] = tags.themes.get(slug) or _new(index, slug, tag.text)
    of_essay: Mapping[str, tuple[Slug, ...]] = {**tags.of_essay, now.path: tuple(themes)}
    return replace(tags, themes={**tags.themes, **themes}, of_essay=of_essay)


def _new(index: Index, slug: Slug, label: str) -> Theme:
    title, name = index.inline(label)
    return Theme(slug, index.config.url(f"themes/{quote_path(slug)}/"), title, name)
