"""Views -> files for machines: feeds, references, sitemap, robots.txt, redirects, search."""

from collections.abc import Iterable, Mapping
from functools import lru_cache, singledispatch
from html import escape

import msgspec

from sitegen.locales.direction import direction
from sitegen.model import Author, Html
from sitegen.render import for_tools
from sitegen.text.frames import without_frames
from sitegen.text.link_slots import absolute
from sitegen.views.parts import Text
from sitegen.views.references import FORMATS
from sitegen.views.types import (
    Catalogue,
    Feed,
    FeedEntry,
    LanguageModels,
    MarkdownFile,
    Redirects,
    References,
    Robots,
    SearchIndex,
    Sitemap,
    View,
)

_XML = '<?xml version="1.0" encoding="utf-8"?>\n'


@singledispatch
def write(view: View) -> str:
    """Write a file for machines in the format of its kind."""
    raise TypeError(type(view).__name__)


@write.register
def feed(view: Feed) -> str:
    """Write a feed in the format that its address asks for."""
    return json_feed(view) if view.url.endswith(".json") else atom(view)


def atom(feed: Feed) -> str:
    """Write a feed as Atom (RFC 4287)."""
    lines = [
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(feed.lang)}>',
        _element("id", feed.home),
        _element("title", feed.title),
        _element("subtitle", feed.subtitle),
        _element("updated", feed.updated),
        _element("icon", feed.icon),
        _element("rights", feed.licence),
        f'<link rel="self" type="application/atom+xml" href={_quoted(feed.url)}/>',
        f'<link rel="alternate" type="text/html" href={_quoted(feed.home)}/>',
        *(_author(author.name, author.url) for author in feed.authors),
        *(_entry(feed, entry) for entry in feed.entries),
        "</feed>\n",
    ]
    return "\n".join(filter(None, lines))


# Needed for Atom and, next, for the JSON Feed of the same essays.
@lru_cache(24)
def _content(text: Text, url: str, language: str) -> Html:
    """Return the full text with its notes, every address absolute."""
    notes = "".join(f'<li id="fn{n}">{note}</li>' for n, note in enumerate(text.notes, 1))
    works = "".join(f"<li>{work}</li>" for work in text.works)
    lists = (f"<ol>{notes}</ol>" if notes else "") + (f"<ul>{works}</ul>" if works else "")
    whole = without_frames(Html(f"{text.html}{lists}"))
    if direction(language) == "rtl":
        whole = Html(f'<div lang="{escape(language)}" dir="rtl">{whole}</div>')
    return absolute(whole, url)


def _whole(entry: FeedEntry, language: str) -> str:
    return f"{entry.editor_note}{_content(entry.text, entry.url, language)}"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>" if text else ""


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'


def _author(name: str, url: str) -> str:
    return f"<author>{_element('name', name)}{_element('uri', url)}</author>"


def _entry(feed: Feed, entry: FeedEntry) -> str:
    card = entry.card
    language = card.lang or feed.lang
    authors = card.authors or feed.authors
    lines = [
        f"<entry xml:lang={_quoted(language)}>",
        _element("id", entry.url),
        _element("title", card.name),
        f'<link rel="alternate" type="text/html" href={_quoted(entry.url)}/>',
        f'<link rel="via" href={_quoted(entry.via)}/>' if entry.via else "",
        _element("published", entry.published),
        _element("updated", entry.updated),
        # RFC 4287, 4.1.2: an entry has an author, its own or the feed's.
        *(_author(author.name, author.url) for author in authors),
        "" if authors else _author(feed.title, ""),
        *(f"<category term={_quoted(tag)}/>" for tag in entry.tags),
        _element("summary", card.description),
        f'<content type="html">{_escaped(_whole(entry, language))}</content>',
        "</entry>",
    ]
    return "\n".join(filter(None, lines))


def _escaped(text: str) -> str:
    # Dashes and quotation marks double a str in memory, but not bytes.
    escaped = text.encode().replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return escaped.decode()


def json_feed(feed: Feed) -> str:
    """Write a feed as JSON Feed 1.1 (jsonfeed.org)."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "icon": feed.icon,
        "language": feed.lang,
        "authors": _authors(feed.authors),
        "items": [_item(feed, entry) for entry in feed.entries],
    }
    return msgspec.json.encode(_known(document, "items")).decode() + "\n"


def _authors(authors: Iterable[Author]) -> list[dict[str, object]]:
    return [_known({"name": author.name, "url": author.url}) for author in authors]


def _known(facts: Mapping[str, object], always: str = "") -> dict[str, object]:
    return {key: value for key, value in facts.items() if value or key == always}


def _item(feed: Feed, entry: FeedEntry) -> dict[str, object]:
    card = entry.card
    item = {
        "id": entry.url,
        "url": entry.url,
        "title": card.name,
        "summary": card.description,
        "content_html": _whole(entry, card.lang or feed.lang),
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": _authors(card.authors),
        "tags": list(entry.tags),
        "language": card.lang or feed.lang,
    }
    return _known(item, "content_html")


@write.register
def references(view: References) -> str:
    """Write references in the format that the address asks for."""
    return FORMATS[view.url.rpartition(".")[2]][2](view.entries)


@write.register
def catalogue(view: Catalogue) -> str:
    """Write index.json."""
    return for_tools.index_json(view)


@write.register
def language_models(view: LanguageModels) -> str:
    """Write llms.txt."""
    return for_tools.llms_txt(view)


@write.register
def markdown_file(view: MarkdownFile) -> str:
    """Write the Markdown of an essay."""
    return for_tools.markdown(view)


@write.register
def sitemap(view: Sitemap) -> str:
    """Write the sitemap (sitemaps.org 0.9)."""
    entries = (
        f"<url><loc>{escape(url)}</loc>{_element('lastmod', day)}</url>\n"
        for url, day in view.days.items()
    )
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{_XML}{opening}{''.join(entries)}</urlset>\n"


@write.register
def robots(view: Robots) -> str:
    """Write robots.txt (RFC 9309): everything may be read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {view.sitemap}\n"


@write.register
def redirects(view: Redirects) -> str:
    """Write ``_redirects``, the rules that Netlify, Cloudflare Pages and others follow."""
    own = f"{view.own.rstrip()}\n" if view.own.strip() else ""
    return own + "".join(f"{old} {new} 301\n" for old, new in view.rules)


@write.register
def search_index(view: SearchIndex) -> str:
    """Write the index that the script of the search page searches, one item a line."""
    items = ",\n".join(msgspec.json.encode(item).decode() for item in view.items)
    return f'{{"items":[\n{items}\n]}}\n'
