"""The view of an essay and of a plain page."""

import posixpath
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sitegen.collection.citations.citing import Citing
from sitegen.collection.index import Index
from sitegen.collection.links.embeds import Embed
from sitegen.content.urls import output_path
from sitegen.locales.direction import other_direction
from sitegen.locales.words import written_date_text
from sitegen.model import Card, Essay, Heading, Html, Url
from sitegen.pictures.share import HEIGHT, PICTURES, WIDTH
from sitegen.text.slugs import slugify
from sitegen.views.addresses import MARKDOWN
from sitegen.views.cards import Picture
from sitegen.views.chrome import essay_head
from sitegen.views.links import theme_links
from sitegen.views.onward import onward
from sitegen.views.parts import (
    Corrected,
    Embedded,
    Erratum,
    FeedLink,
    Head,
    Origin,
    Site,
    Text,
)
from sitegen.views.types import EssayPage, PlainPage


def essay_page(index: Index, site: Site, url: Url, essay: Essay) -> EssayPage:
    """Assemble the view of an essay."""
    meta = essay.meta
    themes = theme_links(index, index.tags.of_essay.get(essay.path, ()))
    after = onward(index, essay)
    image = index.links.images.get(essay.path)
    note, note_text = index.inline(meta.editor_note) if meta.editor_note else (Html(""), "")
    return EssayPage(
        site=site,
        head=_head(index, essay_head(site, url, essay, themes, _picture(index, essay)), essay),
        card=essay.card,
        text=text_of(index, essay),
        contents=_contents(essay),
        themes=themes,
        next=after.next,
        related=after.related,
        backlinks=after.backlinks,
        source=meta.source,
        source_date=written_date_text(meta.source.published, site.language) if meta.source else "",
        image=image,
        image_alt=meta.image.alt if meta.image else "",
        image_size=index.covers.get(essay.path),
        extra=meta.extra,
        paths=after.paths,
        errata=_errata(index, site, essay),
        editor_note=note,
        editor_note_text=note_text,
        author_pages={
            author.name: writer.url
            for author in essay.card.authors
            if (writer := index.authors.get(slugify(author.name)))
        },
    )


_SAME_WORDS = frozenset({"repost", "excerpt"})
"""Kinds whose source has all their words, as a canonical address must (RFC 6596, section 3)."""


def _head(index: Index, head: Head, essay: Essay) -> Head:
    """Return the metadata that the settings ask for: the Markdown, the canonical address."""
    if index.config.publish_markdown and essay.meta.status == "published":
        address = f"{index.config.origin}{head.url}{MARKDOWN}"
        own = FeedLink(essay.card.name, "text/markdown", address)
        head = replace(head, feeds=(own, *head.feeds))
    source = essay.meta.source
    wanted = index.config.reprint_canonical == "original" and not essay.meta.canonical
    if not wanted or not source or not source.url or source.kind not in _SAME_WORDS:
        return head
    return replace(head, canonical=source.url)


def _errata(index: Index, site: Site, essay: Essay) -> tuple[Erratum, ...]:
    return tuple(
        Erratum(each.date, written_date_text(each.date, site.language), *index.inline(each.text))
        for each in essay.meta.errata
    )


def plain_page(index: Index, site: Site, url: Url, page: Essay) -> PlainPage:
    """Assemble the view of a page that is not an essay."""
    told = index.essays if url == index.config.own_url("colophon/") else ()
    return PlainPage(
        site=site,
        head=essay_head(site, url, page, (), _picture(index, page)),
        card=page.card,
        text=text_of(index, page),
        contents=_contents(page),
        extra=page.meta.extra,
        origins=tuple(_origins(index, site, told)),
        corrections=_corrections(index, site, told),
    )


def _origins(index: Index, site: Site, essays: Iterable[Essay]) -> Iterator[Origin]:
    for essay in essays:
        source = essay.meta.source
        if source and source.is_shown:
            date = written_date_text(source.published, site.language)
            yield Origin(index.mentions[essay.path], source, date)


def _corrections(index: Index, site: Site, essays: Iterable[Essay]) -> tuple[Corrected, ...]:
    found = (
        Corrected(index.mentions[essay.path], each)
        for essay in essays
        for each in _errata(index, site, essay)
    )
    return tuple(sorted(found, key=lambda one: one.erratum.iso, reverse=True))


def text_of(index: Index, text: Essay) -> Text:
    """Return a text with the addresses of its links; ``filled`` adds the words."""
    cited = index.citations.get(text.path, _NOTHING_CITED)
    return Text(
        path=text.path,
        fingerprint=text.facts.fingerprint,
        hrefs=index.links.hrefs[text.path],
        sizes=index.sizes.get(text.path, ()),
        embeds=tuple(
            _embedded(index, embed, text.card) for embed in index.links.embeds.get(text.path, ())
        ),
        citations=cited.marks,
        works=cited.works,
    )


_NOTHING_CITED = Citing((), ())


def _embedded(index: Index, embed: Embed, around: Card) -> Embedded:
    text = index.texts[embed.text]
    card, site = text.card, index.config.language
    lang, outer = card.lang or site, around.lang or site
    return Embedded(
        slot=embed.slot,
        text=text_of(index, text),
        part=embed.part,
        url=card.url,
        title=card.title,
        lang=lang if lang != outer else "",
        dir=other_direction(lang, outer),
    )


def _contents(essay: Essay) -> tuple[Heading, ...]:
    if not essay.facts.long:
        return ()
    return tuple(heading for heading in essay.facts.headings if heading.level in (2, 3))


def _picture(index: Index, text: Essay) -> Picture:
    """Return the image that represents a text."""
    url = index.links.images.get(text.path)
    if not url or not text.meta.image:
        return Picture()
    elsewhere = not url.startswith("/") or url.startswith("//")
    suffix = posixpath.splitext(url.partition("?")[0])[1].lower()
    width, height = index.covers.get(text.path, (0, 0))
    large = width >= WIDTH // 2 and height >= HEIGHT // 2
    usable = large and not elsewhere and suffix in PICTURES
    path = output_path(url, index.config) if usable else ""
    return Picture(url, text.meta.image.alt, path, elsewhere)
