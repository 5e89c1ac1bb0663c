"""The metadata of pages."""

from sitegen.locales.direction import direction, open_graph
from sitegen.model import Card, Essay, Html, Url
from sitegen.views.parts import FeedLink, Head, Site, ThemeLink

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"


def head(
    site: Site,
    heading: str,
    description: str,
    url: Url,
    *,
    robots: str = "",
    own_feeds: bool = False,
) -> Head:
    """Return the metadata of a page that is not a text; ``own_feeds``: its folder has feeds."""
    own = _feeds(site, f"{heading} – {site.name}", url) if own_feeds else ()
    return Head(
        title=heading if heading == site.name else f"{heading} – {site.name}",
        heading=heading,
        description=description,
        url=url,
        canonical=site.origin + url,
        type="website",
        lang=site.language,
        robots=robots,
        feeds=(*own, *_feeds(site, site.name, site.home)),
        dir=_dir(site.language),
        locale=open_graph(site.language),
    )


def _dir(language: str) -> str:
    found = direction(language)
    return found if found == "rtl" else ""


def _ours(site: Site, card: Card) -> Html:
    """Return the attributes of what is not in the language of a text."""
    run = f' dir="{site.dir}"' if card.dir else ""
    return Html(f' lang="{site.language}"{run}')


def _feeds(site: Site, title: str, folder: Url) -> tuple[FeedLink, ...]:
    """Return the links to the two feeds of a folder."""
    base = site.origin + folder
    return (
        FeedLink(title, ATOM, base + "feed.xml"),
        FeedLink(title, JSON_FEED, base + "feed.json"),
    )


def essay_head(
    site: Site, url: Url, essay: Essay, themes: tuple[ThemeLink, ...], image: Url | None
) -> Head:
    """Return the metadata of a text, for search engines, citation managers and previews."""
    card = essay.card
    return Head(
        title=f"{card.name} – {site.name}",
        heading=card.name,
        description=card.description or card.name,
        url=url,
        canonical=essay.meta.canonical or site.origin + url,
        type="article" if essay.kind == "essay" else "website",
        lang=card.lang or site.language,
        robots="noindex" if essay.meta.status != "published" else "",
        image=_absolute(site, image) if image else "",
        image_alt=essay.meta.image.alt if essay.meta.image else "",
        published=card.date.iso if card.date else "",
        modified=card.updated.iso if card.updated else "",
        authors=tuple(author.name for author in card.authors),
        keywords=tuple(theme.name for theme in themes),
        feeds=_feeds(site, site.name, site.home),
        dir=_dir(card.lang or site.language),
        locale=open_graph(card.lang or site.language),
        ours=_ours(site, card) if card.lang else Html(""),
    )


def _absolute(site: Site, address: str) -> str:
    # Not by urllib, which refuses hosts such as "[x".
    if address.startswith("//"):
        return f"https:{address}"
    has_scheme = ":" in address.partition("/")[0]
    return address if has_scheme else f"{site.origin}/{address.lstrip('/')}"
