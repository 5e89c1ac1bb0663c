"""What pages share: the site's own lines and each page's metadata."""

from collections.abc import Mapping

import msgspec

from sitegen.config import Config
from sitegen.index import Index
from sitegen.model import Card, Essay, Html, Json, Url
from sitegen.views.parts import Erratum, FeedLink, Head, NavItem, Site, ThemeLink, Wording
from sitegen.words import words

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"


def site_of(index: Index) -> Site:
    """Gather what every page shows of the site."""
    config = index.config
    title, name = index.inline(config.title)
    return Site(
        title=title,
        name=name,
        subtitle=index.inline(config.subtitle)[0],
        language=config.language,
        origin=config.origin,
        home=config.url(""),
        themes=config.url("themes/"),
        essays=config.url("essays/"),
        paths=config.url("paths/") if index.paths.listed else Url(""),
        index=config.url("index/") if index.book.letters else None,
        feed=config.url("feed.xml"),
        json_feed=config.url("feed.json"),
        navigation=tuple(NavItem(page.card.title, page.card.url) for page in index.navigation),
        assets=index.assets.urls,
        licence=index.inline(config.licence)[0],
        words=Wording(words(config.language)),
        extra=config.extra,
        search=config.url("search/") if config.search != "off" else Url(""),
    )


def head(site: Site, heading: str, description: str, url: Url, *, robots: str = "") -> Head:
    """Describe a page that is no essay."""
    return Head(
        title=heading if heading == site.name else f"{heading} – {site.name}",
        heading=heading,
        description=description,
        url=url,
        canonical=site.origin + url,
        type="website",
        lang=site.language,
        robots=robots,
        feeds=feeds(site, site.name, site.home),
    )


def feeds(site: Site, title: str, folder: Url) -> tuple[FeedLink, ...]:
    """Announce the two feeds that stand in a folder."""
    base = site.origin + folder
    return (
        FeedLink(title, ATOM, base + "feed.xml"),
        FeedLink(title, JSON_FEED, base + "feed.json"),
    )


def essay_head(
    site: Site,
    essay: Essay,
    themes: tuple[ThemeLink, ...],
    image: Url | None,
    errata: tuple[Erratum, ...] = (),
) -> Head:
    """Describe an essay or a page, for search engines, citation managers and previews."""
    card = essay.card
    return Head(
        title=f"{card.name} – {site.name}",
        heading=card.name,
        description=card.description or card.name,
        url=card.url,
        canonical=essay.meta.canonical or site.origin + card.url,
        type="article" if essay.kind == "essay" else "website",
        lang=card.lang or site.language,
        robots="noindex" if essay.meta.status != "published" else "",
        image=_absolute(site, image) if image else "",
        image_alt=essay.meta.image.alt if essay.meta.image else "",
        published=card.date.iso if card.date else "",
        modified=card.updated.iso if card.updated else "",
        authors=tuple(author.name for author in card.authors),
        keywords=tuple(theme.name for theme in themes),
        json_ld=_article(site, essay, themes, errata) if essay.kind == "essay" else Html(),
        feeds=feeds(site, site.name, site.home),
    )


def _absolute(site: Site, address: str) -> str:
    # Not by urllib, which refuses hosts such as "[x".
    if address.startswith("//"):
        return f"https:{address}"
    has_scheme = ":" in address.partition("/")[0]
    return address if has_scheme else f"{site.origin}/{address.lstrip('/')}"


def _article(
    site: Site, essay: Essay, themes: tuple[ThemeLink, ...], errata: tuple[Erratum, ...]
) -> Html:
    """Describe an essay as schema.org Article."""
    card = essay.card
    source = essay.meta.source
    collection: dict[str, Json] = {
        "@type": "Collection",
        "name": site.name,
        "url": site.origin + site.home,
    }
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": card.name,
            "description": card.description,
            "url": site.origin + card.url,
            "mainEntityOfPage": site.origin + card.url,
            "inLanguage": card.lang or site.language,
            "datePublished": card.date.iso if card.date else "",
            "dateModified": card.updated.iso if card.updated else "",
            "author": [_person(card, number) for number in range(len(card.authors))],
            "correction": [
                {"@type": "CorrectionComment", "text": each.plain, "datePublished": each.iso}
                for each in errata
            ],
            "isPartOf": collection,
            "about": [
                {"@type": "Thing", "name": theme.name, "url": site.origin + theme.url}
                for theme in themes
            ],
            "isBasedOn": _based_on(
                {
                    "name": source.title,
                    "author": source.author,
                    "url": source.url,
                    "datePublished": source.published,
                    "license": source.licence,
                }
            )
            if source
            else "",
        }
    )


def _person(card: Card, number: int) -> dict[str, Json]:
    author = card.authors[number]
    person: dict[str, Json] = {"@type": "Person", "name": author.name}
    return person | ({"url": author.url} if author.url else {})


def _based_on(facts: Mapping[str, str]) -> Json:
    known: dict[str, Json] = {key: value for key, value in facts.items() if value}
    return {"@type": "CreativeWork", **known} if known else ""


def json_ld(document: Mapping[str, Json]) -> Html:
    """Write a JSON-LD document without its empty values, safe inside ``<script>``."""
    known = {key: value for key, value in document.items() if value not in ("", [], None)}
    text = msgspec.json.format(msgspec.json.encode(known), indent=0).decode()
    return Html(
        text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def site_json_ld(site: Site, config: Config) -> Html:
    """Describe the whole collection as a schema.org WebSite."""
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": site.name,
            "url": site.origin + site.home,
            "description": config.description or config.subtitle,
            "inLanguage": site.language,
        }
    )
