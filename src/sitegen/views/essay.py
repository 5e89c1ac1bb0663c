"""The view of an essay and of a plain page."""

from collections.abc import Sequence

from sitegen.index import Index
from sitegen.model import Card, Essay, Heading, Html, Slug, Url
from sitegen.related import Reason as FoundReason
from sitegen.views.chrome import essay_head
from sitegen.views.citation import citation
from sitegen.views.types import (
    BacklinkCard,
    EssayPage,
    PlainPage,
    Reason,
    RelatedCard,
    Site,
    Steps,
    Text,
    ThemeLink,
)
from sitegen.words import written_date_text


def essay_page(index: Index, site: Site, essay: Essay) -> EssayPage:
    """Assemble what essay.html receives."""
    meta = essay.meta
    themes = tuple(theme_link(index, slug) for slug in index.tags.of_essay.get(essay.path, ()))
    image = _image(index, essay)
    return EssayPage(
        site=site,
        head=essay_head(site, essay, themes, image),
        card=essay.card,
        text=text_of(index, essay),
        contents=_contents(essay),
        themes=themes,
        steps=_steps(index, essay),
        related=_related(index, essay),
        backlinks=_backlinks(index, essay),
        source=meta.source,
        source_date=written_date_text(meta.source.published, site.language) if meta.source else "",
        citation=citation(site, essay),
        image=image,
        image_alt=meta.image.alt if meta.image else "",
        extra=meta.extra,
    )


def plain_page(index: Index, site: Site, page: Essay) -> PlainPage:
    """Assemble what page.html receives."""
    return PlainPage(
        site=site,
        head=essay_head(site, page, (), None),
        card=page.card,
        text=text_of(index, page),
        contents=_contents(page),
        extra=page.meta.extra,
    )


def theme_link(index: Index, slug: Slug) -> ThemeLink:
    """Name a theme by its slug."""
    theme = index.tags.themes[slug]
    return ThemeLink(theme.title, theme.name, theme.url)


def text_of(index: Index, text: Essay) -> Text:
    """Name a body and the addresses of its links; ``filled`` puts both together."""
    return Text(path=text.path, print=text.body.print, hrefs=index.links.hrefs[text.path])


def _image(index: Index, essay: Essay) -> Url | None:
    href = index.links.images.get(essay.path)
    return Url(href) if href else None


def _contents(essay: Essay) -> tuple[Heading, ...]:
    if not essay.body.long:
        return ()
    return tuple(heading for heading in essay.body.headings if heading.level in (2, 3))


def _steps(index: Index, essay: Essay) -> Steps | None:
    slugs = index.tags.of_essay.get(essay.path, ())
    for slug in slugs[:1]:
        before, after = index.steps[slug].get(essay.path, (None, None))
        if before or after:
            return Steps(theme_link(index, slug), _card(index, before), _card(index, after))
    return None


def _card(index: Index, path: str | None) -> Card | None:
    return index.texts[path].card if path else None


def _related(index: Index, essay: Essay) -> tuple[RelatedCard, ...]:
    return tuple(
        RelatedCard(index.texts[found.essay].card, _reasons(index, found.reasons))
        for found in index.related.get(essay.path, ())
    )


def _reasons(index: Index, reasons: Sequence[FoundReason]) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            reason.kind,
            tuple(theme_link(index, slug) for slug in reason.themes),
            index.inline(reason.text)[0] if reason.text else Html(),
        )
        for reason in reasons
    )


def _backlinks(index: Index, essay: Essay) -> tuple[BacklinkCard, ...]:
    return tuple(
        BacklinkCard(index.texts[link.essay].card, link.sentence)
        for link in index.links.backlinks.get(essay.path, ())
    )
