"""Views -> JSON-LD documents, which tell search engines what pages show readers."""

from collections.abc import Mapping

import msgspec

from sitegen.model import Card, Html, Json
from sitegen.views.types import EssayPage


def json_ld(document: Mapping[str, Json]) -> Html:
    """Write a JSON-LD document without its empty values, safe inside ``<script>``."""
    known = {key: value for key, value in document.items() if value not in ("", [], None)}
    text = msgspec.json.format(msgspec.json.encode(known), indent=0).decode()
    return Html(
        text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def article(page: EssayPage) -> Html:
    """Describe an essay as schema.org Article."""
    site, card, source = page.site, page.card, page.source
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
                for each in page.errata
            ],
            "isPartOf": collection,
            "about": [
                {"@type": "Thing", "name": theme.name, "url": site.origin + theme.url}
                for theme in page.themes
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
