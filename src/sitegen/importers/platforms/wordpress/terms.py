"""The terms of a post: categories, tags, languages, authors, and what a site files posts by."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from msgspec import Struct

from sitegen.importers.fields import children, name, title
from sitegen.importers.foreign import Remark
from sitegen.text.regex import regex

_DEFAULTS = frozenset(
    {
        *(
            "uncategorized",
            "uncategorised",
            "allgemein",
            "non-classe",
            "non-classé",
            "sin-categoria",
        ),
        *("sem-categoria", "senza-categoria", "geen-categorie", "niet-gecategoriseerd"),
        *("okategoriserade", "ukategorisert", "ikke-kategoriseret", "yleinen", "luokittelematon"),
        *("bez-kategorii", "nezarazene", "genel", "без-рубрики", "未分類", "未分类", "미분류"),
        *("uncategorizable", "sin-clasificar", "nekategorizovane"),
    }
)
"""Slugs that WordPress gives to its category for posts without one."""
_OWN = frozenset(("category", "post_tag", "tag", ""))
_TOPICS = regex(
    r"(?:^|[-_ ])(?:(?:tag|cat|mot|label|section)s?(?![^-_ ])|categor|topic|subject|them|thème"
    r"|genre|keyword|kategori|schlagw|rubri|tema|sujet|etiqu|argoment|onderwerp)",
    re.IGNORECASE,
)
"""Names of taxonomies whose terms say what a post is about."""
_INTERNAL = regex(
    r"author|post_format|language|(?:post|term)_(?:translations|language)|nav_menu|link_category"
    r"|wp_.*|yst_.*|product_(?:type|visibility|shipping_class)|action-group|elementor_.*|fl-builder.*"
    r"|ef_.*|following_users"
)
"""Names of taxonomies in which WordPress and plugins keep their own facts."""


class Term(Struct, frozen=True):
    """A term of a post."""

    domain: str
    """The name of its taxonomy."""
    slug: str
    words: str


def terms_of(item: Element) -> list[Term]:
    """Return the terms of a post, of every taxonomy."""
    return [
        Term(
            field.get("domain", "category"),
            unquote(field.get("nicename", "")),
            title(field.text or ""),
        )
        for field in children(item, "category")
    ]


def tags_of(item: Element) -> tuple[str, ...]:
    """Return what a post is about: categories, tags, and terms of a site's own taxonomies."""
    own = [
        term.words
        for term in terms_of(item)
        if term.domain in _OWN
        and term.words
        and term.slug not in _DEFAULTS
        and term.words.lower().replace(" ", "-") not in _DEFAULTS
    ]
    further = (
        words for domain, found in further_of(item).items() if _is_topic(domain) for words in found
    )
    return tuple(dict.fromkeys([*own, *further]))


def extra_of(item: Element) -> dict[str, object]:
    """Return the terms that do not name topics as keys of front matter."""
    extra = {key: words for key, words in further_of(item).items() if not _is_topic(key)}
    return {"extra": extra} if extra else {}


def further_of(item: Element) -> dict[str, list[str]]:
    """Return the terms of the taxonomies that a site added, by the name of the taxonomy."""
    found: dict[str, list[str]] = {}
    for term in terms_of(item):
        domain = term.domain.strip()
        if domain in _OWN or _INTERNAL.fullmatch(domain):
            continue
        if (words := name(term.words or term.slug)) and words not in found.get(domain, []):
            found.setdefault(domain, []).append(words)
    return found


def taxonomies_kept(posts: Mapping[str, int]) -> Iterator[Remark]:
    """Yield where the terms of further taxonomies are now; ``posts`` counts those of each."""
    for domain, number in sorted(posts.items()):
        where = "among the tags" if _is_topic(domain) else f"under 'extra: {domain}'"
        noun = "post" if number == 1 else "posts"
        yield Remark(f"terms of the taxonomy '{domain}' in {number:,} {noun} are kept {where}")


def _is_topic(domain: str) -> bool:
    return bool(_TOPICS.search(domain))
