"""What pages share: the site's own lines and each page's metadata."""

from sitegen.collection.index import Index
from sitegen.config.config import Config
from sitegen.locales.words import words
from sitegen.model import Essay, Html, Url
from sitegen.views.json_ld import json_ld
from sitegen.views.parts import FeedLink, Head, NavItem, Site, ThemeLink, Wording

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
        feeds=feeds(site, site.name, site.home),
    )


def _absolute(site: Site, address: str) -> str:
    # Not by urllib, which refuses hosts such as "[x".
    if address.startswith("//"):
        return f"https:{address}"
    has_scheme = ":" in address.partition("/")[0]
    return address if has_scheme else f"{site.origin}/{address.lstrip('/')}"


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
