"""Texts -> editions: the texts of each language of a site, as its own pages show them."""

from collections.abc import Iterator, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.tag_index.index import Inline
from sitegen.collection.translations import Translations
from sitegen.config.config import Config
from sitegen.locales.direction import other_direction
from sitegen.locales.words import day_text
from sitegen.model import Card, Day, Essay, Located


class Edition(Struct, frozen=True):
    """The pages of a site in one language."""

    config: Config
    """The settings with the titles and the folder of the language."""
    catalogue: Catalogue
    """All texts, of which lists name those in the language."""
    inline: Inline


def editions(
    catalogue: Catalogue, config: Config, inline: Inline, translations: Translations
) -> Iterator[Edition]:
    """Yield the edition of the main language, then the others in the owner's order."""
    if not config.others:
        yield Edition(config, catalogue, inline)
        return
    folders = {text.path: config.folder_of(text.meta.lang) for text in catalogue.texts.values()}
    for folder in ("", *config.others):
        own = frozenset(path for path in folders if folders[path] == folder)
        if not folder:
            yield Edition(config, replace(catalogue, own=own), inline)
            continue
        edition = config.in_language(folder)
        texts = {path: _shown(text, config, edition) for path, text in catalogue.texts.items()}
        texts |= _named(texts, own, translations)
        here = Catalogue(texts, catalogue.held, catalogue.below, own)
        yield Edition(edition, here, partial(inline, language=edition.language))


def _shown(text: Essay, config: Config, edition: Config) -> Essay:
    """Return a text as pages in another language than the main one show it."""
    lang = text.meta.lang or config.language
    card = replace(
        text.card,
        lang="" if lang.lower() == edition.language.lower() else lang,
        dir=other_direction(lang, edition.language),
        date=_day(text.card.date, edition),
        updated=_day(text.card.updated, edition),
    )
    return replace(text, card=card)


def _day(day: Day | None, edition: Config) -> Day | None:
    return replace(day, text=day_text(day.day, edition.language)) if day else None


def _named(
    texts: Mapping[str, Essay], own: frozenset[str], translations: Translations
) -> Iterator[tuple[str, Essay]]:
    """Let a theme have the names of its translations: a translated essay may keep its tags."""
    for path in own:
        text = texts[path]
        others = [texts[one] for one in translations.get(path, ()) if one != path]
        if text.kind == "theme" and others:
            names = tuple(Located(name, one.place) for one in others for name in _names(one.card))
            theme = text.meta.theme
            meta = replace(text.meta, theme=replace(theme, names=(*theme.names, *names)))
            yield path, replace(text, meta=meta)


def _names(card: Card) -> tuple[str, str]:
    return card.name, card.url.rstrip("/").rpartition("/")[2]
