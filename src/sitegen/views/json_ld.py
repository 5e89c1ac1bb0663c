"""Views -> JSON-LD documents, which describe pages to search engines."""

import msgspec

from sitegen.model import Html, Json, Provenance
from sitegen.views.types import EssayPage


def json_ld(kind: str, **facts: Json) -> Html:
    """Write a schema.org document without its empty values, safe inside ``<script>``."""
    document = {"@context": "https://schema.org", "@type": kind, **_known(**facts)}
    text = msgspec.json.format(msgspec.json.encode(document), indent=0).decode()
    return Html(
        text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def _known(**facts: Json) -> dict[str, Json]:
    return {key: value for key, value in facts.items() if value not in ("", [], {}, None)}


def article(page: EssayPage) -> Html:
    """Describe an essay as schema.org Article."""
    site, card, source = page.site, page.card, page.source or Provenance()
    url, home = site.origin + card.url, site.origin + site.home
    original = _known(
        name=source.title,
        author=source.author,
        url=source.url,
        datePublished=source.published,
        license=source.licence,
    )
    return json_ld(
        "Article",
        headline=card.name,
        description=card.description,
        url=url,
        inLanguage=card.lang or site.language,
        datePublished=card.date.iso if card.date else "",
        dateModified=card.updated.iso if card.updated else "",
        author=[
            {"@type": "Person", **_known(name=author.name, url=author.url)}
            for author in card.authors
        ],
        correction=[
            {"@type": "CorrectionComment", "text": each.plain, "datePublished": each.iso}
            for each in page.errata
        ],
        isPartOf={"@type": "Collection", "name": site.name, "url": home},
        backstory=page.editor_note_text,
        isBasedOn={"@type": "CreativeWork", **original} if original else "",
    )
