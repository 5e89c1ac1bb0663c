"""Feeds and other files for machines, read back by independent parsers."""

import json
import xml.etree.ElementTree as ET

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.model import Author, Card, Day, Html, Url
from sitegen.render.feeds import atom, json_feed, redirects, robots, sitemap
from sitegen.views.citation import Citation, bibtex
from sitegen.views.parts import Text
from sitegen.views.types import Feed, FeedEntry, Redirects, Robots, Sitemap


def a_card(text: str, *authors: Author) -> Card:
    return Card(Url("/a/"), Html(text), text, authors, None, 1, text, "", Html(""), text, None)


CARD = replace(
    a_card("Whose “conversation”?", Author("Ann & Co", "https://ann.example/")),
    description="A & B",
    lang="en-GB",
)
ENTRY = FeedEntry(
    card=CARD,
    url="https://x.example/a/",
    text=Text(Html('<p>One <a href="https://x.example/b/">link</a>.</p>')),
    tags=("The three R’s",),
    published="2020-01-02T00:00:00+00:00",
    updated="2020-03-04T00:00:00+00:00",
)


def a_feed(*entries: FeedEntry, **changes: str) -> Feed:
    facts = {
        "title": "Essays & more",
        "subtitle": "On people",
        "home": "https://x.example/",
        "url": "https://x.example/feed.xml",
        "icon": "https://x.example/icon.svg",
        "updated": "2020-03-04T00:00:00+00:00",
        "lang": "en-GB",
        "licence": "CC BY 4.0",
    } | changes
    return Feed(authors=(Author("The Editors"),), entries=entries, **facts)


def test_a_feed_reader_finds_everything_in_the_atom_feed() -> None:
    read = feedparser.parse(atom(a_feed(ENTRY)))
    assert read.bozo == 0
    assert (read.feed.title, read.feed.subtitle, read.feed.rights) == (
        "Essays & more",
        "On people",
        "CC BY 4.0",
    )
    (entry,) = read.entries
    assert (entry.id, entry.link, entry.title) == (ENTRY.url, ENTRY.url, CARD.name)
    assert (entry.published, entry.updated) == (ENTRY.published, ENTRY.updated)
    assert entry.author == "Ann & Co"
    assert [tag.term for tag in entry.tags] == ["The three R’s"]
    assert entry.content[0].value == ENTRY.text.html
    assert entry.summary == "A & B"


def test_an_entry_without_author_has_the_authors_of_the_feed() -> None:
    nameless = replace(ENTRY, card=a_card("t"))
    assert feedparser.parse(atom(a_feed(nameless))).entries[0].author == "The Editors"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_atom_and_sitemap_stay_well_formed_whatever_the_text(text: str) -> None:
    card = a_card(text, Author(text))
    entry = FeedEntry(card, text, Text(Html(text)), (text,), text, text)
    ET.fromstring(atom(a_feed(entry, title=text)))
    ET.fromstring(sitemap(Sitemap({text: text})))


def test_the_json_feed_holds_the_same() -> None:
    read = json.loads(json_feed(a_feed(ENTRY, url="https://x.example/feed.json")))
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert read["feed_url"] == "https://x.example/feed.json"
    assert read["authors"] == [{"name": "The Editors"}]
    assert read["items"] == [
        {
            "id": ENTRY.url,
            "url": ENTRY.url,
            "title": CARD.name,
            "summary": "A & B",
            "content_html": ENTRY.text.html,
            "date_published": ENTRY.published,
            "date_modified": ENTRY.updated,
            "authors": [{"name": "Ann & Co", "url": "https://ann.example/"}],
            "tags": ["The three R’s"],
            "language": "en-GB",
        }
    ]


def test_a_feed_without_entries_is_still_a_feed() -> None:
    assert feedparser.parse(atom(a_feed())).bozo == 0
    assert json.loads(json_feed(a_feed()))["items"] == []


def test_robots_and_redirects_are_plain_lines() -> None:
    assert robots(Robots("https://x.example/sitemap.xml")) == (
        "User-agent: *\nAllow: /\n\nSitemap: https://x.example/sitemap.xml\n"
    )
    rules = Redirects(((Url("/old/"), Url("/new/")),))
    assert redirects(rules) == "/old/ /new/ 301\n"


def test_a_bibtex_entry_keeps_its_braces_in_balance() -> None:
    day = Day("2020-01-02", "", "2020", "")
    authors = (Author("Ann Lee"), Author("The Bo_b Trust"))
    card = Card(Url("/a/"), Html(), "50 % & {more}", authors, day, 1, "en", "", Html(), "", None)
    citation = Citation(card, Html(), "Essays", "https://x.example", "en", " and ", "")
    assert bibtex(citation) == (
        "@online{lee-2020-50-more,\n"
        "  author = {Ann Lee and {The Bo\\_b Trust}},\n"
        "  title = {{50 \\% \\& (more)}},\n"
        "  organization = {Essays},\n"
        "  date = {2020-01-02},\n"
        "  year = {2020},\n"
        "  url = {https://x.example/a/},\n"
        "  langid = {en},\n"
        "}\n"
    )
