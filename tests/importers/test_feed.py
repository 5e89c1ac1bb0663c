import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from sitegen.importers.foreign import Foreign, Wishes
from sitegen.importers.formats import feed
from sitegen.problems.errors import SitegenError
from support.xml_exports import left_out, posts, records, remarks, write, wxr

RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">'
    "<channel><title>Loom</title><link>https://loom.example</link>"
    "<image><url>x</url><link>https://other.example</link></image>"
)
WHOLE = "<description><![CDATA[<p>A warp.</p><p>A weft.</p>]]></description>"


def rss(*items: str) -> str:
    """Return a feed in RSS."""
    return RSS + "".join(f"<item>{one}</item>" for one in items) + "</channel></rss>"


def atom(entry: str, own: str = "", more: str = "") -> str:
    """Return a feed in Atom with one entry."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{own}><id>f</id>{more}'
        f"<entry><id>e</id><title>Warp</title>{entry}</entry></feed>"
    )


def only(folder: Path, text: str, name: str = "feed.xml") -> Foreign:
    """Return the only post of a feed."""
    (post,) = posts(records(write(folder, text, name), "feed"))
    return post


# ------------------------------------------------------------------ what is a feed


@pytest.mark.parametrize(
    "text",
    [
        rss("<title>a</title>"),
        '<rss version="0.91"><channel><item><title>a</title></item></channel></rss>',
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "rss.dtd">\n<rss/>',
        '<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/"><item/></rdf:RDF>',
        atom(""),
        '{"version": "https://jsonfeed.org/version/1", "items": []}',
    ],
)
def test_feeds_are_recognised(tmp_path: Path, text: str) -> None:
    assert feed.recognise(write(tmp_path, text, "any.name")) == ["any.name"]


@pytest.mark.parametrize(
    "text",
    [
        wxr(),
        '<opml version="2.0"><body><outline xmlUrl="https://a.example/rss"/></body></opml>',
        "<html><body>a feed</body></html>",
        '{"items": []}',
        "A text on <rss>.",
    ],
)
def test_other_files_are_no_feeds(tmp_path: Path, text: str) -> None:
    assert feed.recognise(write(tmp_path, text)) == []


@pytest.mark.parametrize(("number", "noun"), [(1, "post"), (12, "posts")])
def test_number_of_posts_is_said(tmp_path: Path, number: int, noun: str) -> None:
    found = records(write(tmp_path, rss(*[WHOLE] * number)), "feed")
    assert remarks(found) == [f"{number} {noun} in this feed; the site may have more: export.xml"]


# ------------------------------------------------------------------ whole or not


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (WHOLE, ""),
        ("<description>Only a few words.</description>", "the feed has only its summary"),
        (
            "<description>&lt;p&gt;It begins […]&lt;/p&gt;</description>",
            "the feed has only its summary",
        ),
        ("<description>T.</description><content:encoded>W.</content:encoded>", ""),
        (f"<description>{'word ' * 400}</description>", ""),
        ("<title>nothing</title>", "the feed has only its summary"),
    ],
)
def test_post_of_which_a_feed_has_a_summary_is_a_draft(
    tmp_path: Path, fields: str, why: str
) -> None:
    assert only(tmp_path, rss(fields)).draft == why


def test_summary_that_somebody_wrote_is_kept_and_a_cut_one_is_not(tmp_path: Path) -> None:
    body = "<content:encoded>&lt;p&gt;A warp and a weft.&lt;/p&gt;</content:encoded>"
    own = only(tmp_path, rss(f"<description>On looms.</description>{body}"))
    cut = only(tmp_path, rss(f"<description>A warp and [&amp;#8230;]</description>{body}"))
    assert (own.summary, cut.summary) == ("On looms.", "")


def test_content_elsewhere_is_no_text(tmp_path: Path) -> None:
    entry = '<summary>Short.</summary><content src="https://a.example/x" type="text/html"/>'
    assert only(tmp_path, atom(entry)).draft == "the feed has only its summary"


# ------------------------------------------------------------------ fields


def test_facts_of_rss_are_read(tmp_path: Path) -> None:
    post = only(
        tmp_path,
        rss(
            "<media:title>no</media:title><title>Warp &amp;amp; weft</title>"
            "<link>https://loom.example/2021/warp.html?utm_source=rss&amp;id=4</link>"
            '<guid isPermaLink="false">5f0c</guid><pubDate>Tue, 2 Feb 2021 08:00:00 EST</pubDate>'
            "<author>ada@loom.example (Ada Loom)</author><dc:creator>Bo Weft</dc:creator>"
            f"<category>Cloth</category><category>cloth</category>{WHOLE}"
        ),
    )
    assert (post.title, post.ident) == ("Warp & weft", "5f0c")
    assert (post.url, post.slug) == ("https://loom.example/2021/warp.html?id=4", "warp")
    assert post.date == datetime(2021, 2, 2, 8, tzinfo=timezone(timedelta(hours=-5)))
    assert post.authors == ("Ada Loom", "Bo Weft")
    assert post.tags == ("Cloth",)
    assert "@" not in repr(post)


def test_facts_of_atom_are_read(tmp_path: Path) -> None:
    post = only(
        tmp_path,
        atom(
            '<link rel="replies" href="r"/><link href="warp/"/>'
            "<published>2021-02-01T22:00:00-05:00</published><updated>2021-02-04T08:00:00Z</updated>"
            '<category term="cloth" label="The cloth"/>'
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; b'
            "<br/>c <em>d</em></p></div></content>",
            own=' xml:base="https://loom.example/blog/" xml:lang="en-GB"',
            more="<author><name>Ada Loom</name></author>",
        ),
    )
    assert post.body == "<p>A &amp; b<br>c <em>d</em></p>"
    assert post.url == "https://loom.example/blog/warp/"
    assert post.base == "https://loom.example/blog/"
    assert (post.authors, post.tags, post.lang) == (("Ada Loom",), ("The cloth",), "en-GB")
    assert post.date
    assert (post.date.day, post.date.hour) == (1, 22)
    assert post.updated == datetime(2021, 2, 4, 8, tzinfo=UTC)


def test_base_of_the_content_is_nearest(tmp_path: Path) -> None:
    entry = '<content type="html" xml:base="../b/">&lt;p&gt;x&lt;/p&gt;</content>'
    post = only(tmp_path, atom(entry, own=' xml:base="https://loom.example/a/"'))
    assert post.base == "https://loom.example/b/"


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ('<content type="html">&lt;p&gt;a&lt;/p&gt;</content>', "<p>a</p>"),
        ('<content type="html">&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;</content>', "<p>a</p>"),
        ('<content type="text">a &lt;b&gt; c</content>', "a &lt;b&gt; c"),
        ("<content>a &amp;amp; c</content>", "a &amp; c"),
    ],
)
def test_escaping_of_a_text_is_undone(tmp_path: Path, written: str, body: str) -> None:
    assert only(tmp_path, atom(written)).body == body


@pytest.mark.parametrize("date", ["not a date", "", "4/5/2021", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_date_that_is_none_is_none(tmp_path: Path, date: str) -> None:
    assert only(tmp_path, rss(f"<pubDate>{date}</pubDate>{WHOLE}")).date is None


@pytest.mark.parametrize(
    "date",
    [
        "<pubDate>Wed, 2 Feb 2021 08:00:00 GMT</pubDate>",
        "<pubDate>02 Feb 21 08:00:00 GMT</pubDate>",
        "<dc:date>2021-02-02T08:00:00Z</dc:date>",
    ],
)
def test_dates_of_old_feeds_are_read(tmp_path: Path, date: str) -> None:
    post = only(tmp_path, rss(date + WHOLE))
    assert post.date == datetime(2021, 2, 2, 8, tzinfo=UTC)


def test_rss_1_is_read(tmp_path: Path) -> None:
    text = (
        '<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel/>'
        '<item rdf:about="x"><title>Warp</title><link>https://loom.example/w</link>'
        f"<dc:subject>cloth</dc:subject>{WHOLE}</item></rdf:RDF>"
    )
    post = only(tmp_path, text)
    assert (post.title, post.tags, post.ident) == ("Warp", ("cloth",), "https://loom.example/w")


def test_html_without_escaping_is_read(tmp_path: Path) -> None:
    post = only(tmp_path, rss("<title>W</title><description><p>One<br>two</description>"))
    assert post.body == "<p>One<br>two"
    assert post.notices == ("it is not well-formed in the export: compare it with the original",)


def test_line_that_wordpress_adds_is_removed(tmp_path: Path) -> None:
    url = "https://loom.example/2021/warp/"
    tail = (
        f'<p>The post <a href="{url}">Warp</a> appeared first on '
        '<a href="https://loom.example">Loom</a>.</p>'
    )
    body = f"<content:encoded><![CDATA[<p>A warp.</p>{tail}]]></content:encoded>"
    post = only(tmp_path, rss(f"<link>{url}</link>{body}"))
    assert post.body == "<p>A warp.</p>"
    assert [one.text for one in post.removed] == ["The post Warp appeared first on Loom."]


def test_last_paragraph_with_links_of_its_own_stays(tmp_path: Path) -> None:
    words = '<p>See <a href="https://a.example/">a</a> and <a href="https://b.example/">b</a>.</p>'
    body = f"<content:encoded><![CDATA[{words}]]></content:encoded>"
    assert only(tmp_path, rss(f"<link>https://loom.example/w</link>{body}")).body == words


def test_picture_that_counts_readers_is_left_out(tmp_path: Path) -> None:
    pixel = '<img src="https://count.example/1.gif" height="1" width="1" alt=""/>'
    body = f"<content:encoded><![CDATA[<p>A warp.</p>{pixel}]]></content:encoded>"
    assert only(tmp_path, rss(body)).body == "<p>A warp.</p>"


def test_file_that_comes_with_a_post_is_named(tmp_path: Path) -> None:
    file = '<enclosure url="https://loom.example/a.mp3" length="1" type="audio/mpeg"/>'
    post = only(tmp_path, rss(file + WHOLE))
    assert post.notices == ("file that came with it: https://loom.example/a.mp3",)


def test_picture_that_comes_with_a_post_represents_it(tmp_path: Path) -> None:
    file = '<enclosure url="https://loom.example/a.jpg" length="1" type="image/jpeg"/>'
    post = only(tmp_path, rss(file + WHOLE))
    assert (post.image, post.notices) == ("https://loom.example/a.jpg", ())


def test_item_that_is_broken_leaves_its_neighbours_whole(tmp_path: Path) -> None:
    text = rss(WHOLE).replace("</channel></rss>", f"<item><title>Cut<item>{WHOLE}</item></channel>")
    found = records(write(tmp_path, text), "feed")
    assert len(posts(found)) == 2
    assert left_out(found) == {"records that cannot be read": 1}


def test_thousands_of_levels_keep_their_words(tmp_path: Path) -> None:
    deep = "<div>" * 10_000 + "Deep." + "</div>" * 10_000
    assert "Deep." in only(tmp_path, atom(f'<content type="xhtml">{deep}</content>')).body


# ------------------------------------------------------------------ JSON Feed


def json_feed(*items: object) -> str:
    """Return a JSON Feed."""
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "home_page_url": "https://ink.example/", "items": items})


def test_json_feed_is_read(tmp_path: Path) -> None:
    post = only(
        tmp_path,
        json_feed(
            {
                "id": 4,
                "url": "/blots/?utm_medium=feed",
                "title": "Blots &amp; ink",
                "content_html": "<p>A blot.</p>",
                "summary": "On blots.",
                "date_published": "2022-05-05T23:00:00+09:00",
                "authors": [{"name": "Ken Ink"}, {"name": "ken@ink.example"}, 7],
                "tags": ["Ink", "ink", 5],
                "language": "en",
            }
        ),
    )
    assert (post.ident, post.title, post.body) == ("4", "Blots & ink", "<p>A blot.</p>")
    assert (post.url, post.slug) == ("https://ink.example/blots/", "blots")
    assert post.date == datetime(2022, 5, 5, 23, tzinfo=timezone(timedelta(hours=9)))
    assert (post.authors, post.tags, post.lang) == (("Ken Ink",), ("Ink",), "en")
    assert (post.summary, post.draft) == ("On blots.", "")


def test_plain_text_of_a_json_feed_stays_plain(tmp_path: Path) -> None:
    post = only(tmp_path, json_feed({"id": "1", "content_text": "One.\n\nTwo <b>."}))
    assert (post.markup, post.body) == ("text", "One.\n\nTwo <b>.")


def test_page_that_an_item_is_about_is_not_its_address(tmp_path: Path) -> None:
    item = {"id": "1", "content_text": "Look.", "external_url": "https://a.example/x"}
    post = only(tmp_path, json_feed(item))
    assert (post.url, post.notices) == ("", ("it is about the page https://a.example/x",))


def test_items_that_are_none_are_left_out(tmp_path: Path) -> None:
    found = records(write(tmp_path, json_feed(7, {"id": "1"}, None)), "feed")
    assert left_out(found) == {"records that cannot be read": 2}
    assert posts(found)[0].draft == "the feed has only its summary"


@pytest.mark.parametrize("end", ["", '"items": 4}', '"items": {"a": 1}}', "[" * 100_000])
def test_json_that_cannot_be_read_is_an_error(tmp_path: Path, end: str) -> None:
    export = write(tmp_path, f'{{"version": "https://jsonfeed.org/version/1", {end}')
    with pytest.raises(SitegenError) as error:
        list(feed.read(export, export.names, Wishes()))
    assert [problem.code for problem in error.value.problems] == ["E1801"]
