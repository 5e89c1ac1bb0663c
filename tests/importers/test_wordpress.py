from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from sitegen.importers.foreign import Foreign, LeftOut, Wishes
from sitegen.importers.formats import squarespace, wordpress
from support.xml_exports import (
    attachment,
    item,
    left_out,
    meta,
    posts,
    records,
    remarks,
    write,
    wxr,
)

AUTHOR = (
    "<wp:author><wp:author_login>{0}</wp:author_login>"
    "<wp:author_email>wren@mail.example</wp:author_email>"
    "<wp:author_display_name><![CDATA[{1}]]></wp:author_display_name>"
    "<wp:author_first_name>Wren</wp:author_first_name>"
    "<wp:author_last_name>Abel</wp:author_last_name></wp:author>\n"
)


def only(folder: Path, *items: str, head: str = "", wishes: Wishes | None = None) -> Foreign:
    """Return the only post of an export."""
    (post,) = posts(records(write(folder, wxr(*items, head=head)), "wordpress", wishes))
    return post


@pytest.mark.parametrize(
    "space",
    [
        f"{scheme}://wordpress.org/export/{version}/"
        for scheme in ("http", "https")
        for version in ("1.0", "1.1", "1.2", "1.3")
    ],
)
def test_every_version_is_read_under_either_namespace(tmp_path: Path, space: str) -> None:
    export = write(tmp_path, wxr(item("A line."), space=space))
    assert wordpress.recognise(export) == ["export.xml"]
    assert posts(records(export, "wordpress"))[0].body.strip() == "<p>A line.</p>"


def test_other_prefixes_than_those_of_wordpress_are_read(tmp_path: Path) -> None:
    text = wxr(item("A line.", more="<excerpt:encoded>Short.</excerpt:encoded>"))
    for old, new in (("wp", "ns1"), ("content", "ns2"), ("excerpt", "ns3"), ("dc", "ns4")):
        text = text.replace(f"<{old}:", f"<{new}:").replace(f"</{old}:", f"</{new}:")
        text = text.replace(f"xmlns:{old}=", f"xmlns:{new}=")
    (post,) = posts(records(write(tmp_path, text), "wordpress"))
    assert (post.summary, post.slug, post.body.strip()) == ("Short.", "slate", "<p>A line.</p>")


@pytest.mark.parametrize(
    "text",
    [
        "An essay about <rss> and wordpress.org/export/1.2/ in plain words.",
        "<rss version='2.0'><channel><item><title>a feed</title></item></channel></rss>",
        "<!doctype html><html><body><rss xmlns:wp='http://wordpress.org/export/1.2/'>",
        "",
    ],
)
def test_what_is_no_export_of_wordpress_is_not_recognised(tmp_path: Path, text: str) -> None:
    assert wordpress.recognise(write(tmp_path, text)) == []


# ------------------------------------------------------------------ who may read it


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "publish"}, ""),
        ({"status": "draft"}, "it is a draft"),
        ({"status": "pending"}, "it waits for review"),
        ({"status": "private"}, "it is private"),
        ({"status": "future"}, "it is scheduled"),
        ({"status": "auto-draft"}, "it is a draft"),
        ({"status": "archive"}, "its status is 'archive'"),
        ({"status": ""}, "the export does not say that it is published"),
        ({"post_password": "rope"}, "it is protected by a password"),
    ],
)
def test_what_is_not_public_is_a_draft(tmp_path: Path, fields: dict[str, str], why: str) -> None:
    assert only(tmp_path, item(**fields)).draft == why


@pytest.mark.parametrize(
    "more",
    [
        meta("_jetpack_newsletter_access", "paid_subscribers"),
        meta("_members_access_role", "reader"),
        meta("_wpmem_block", "1"),
    ],
)
def test_what_is_for_members_is_a_draft(tmp_path: Path, more: str) -> None:
    assert only(tmp_path, item(more=more)).draft == "it is for members only"


def test_text_with_a_paid_part_is_a_draft(tmp_path: Path) -> None:
    body = (
        "<!-- wp:paragraph -->\n<p>Free.</p>\n<!-- /wp:paragraph -->\n<!-- wp:jetpack/paywall /-->"
    )
    assert only(tmp_path, item(body)).draft == "a part of it is for members only"


def test_password_address_and_login_are_written_nowhere(tmp_path: Path) -> None:
    comment = (
        "<wp:comment><wp:comment_author>Rook</wp:comment_author>"
        "<wp:comment_author_email>rook@mail.example</wp:comment_author_email>"
        "<wp:comment_author_IP>192.0.2.9</wp:comment_author_IP>"
        "<wp:comment_content>Me too.</wp:comment_content></wp:comment>"
    )
    head = AUTHOR.format("wren@mail.example", "wren@mail.example")
    one = item(creator="wren@mail.example", more=comment, post_password="rope")
    found = records(write(tmp_path, wxr(one, head=head)), "wordpress")
    shown = repr(found)
    assert all(word not in shown for word in ("rope", "@", "192.0.2.9", "Rook", "Me too"))
    assert posts(found)[0].authors == ("Wren Abel",)
    assert remarks(found) == ["1 comment left out: words of other people"]


# ------------------------------------------------------------------ what is no post


def test_other_types_are_left_out_and_counted(tmp_path: Path) -> None:
    types = ("nav_menu_item", "revision", "wp_block", "wp_navigation", "oembed_cache", "recipe")
    items = [item(post_type=one, post_id=str(n)) for n, one in enumerate(types)]
    found = records(write(tmp_path, wxr(*items, item(status="trash"))), "wordpress")
    assert left_out(found) == {
        "menu items": 2,
        "revisions": 1,
        "reusable blocks": 1,
        "cached frames": 1,
        "posts of type 'recipe'": 1,
        "trashed posts": 1,
    }
    assert posts(found) == []


def test_type_that_is_wished_for_is_read(tmp_path: Path) -> None:
    wishes = Wishes(types=frozenset({"recipe"}))
    assert only(tmp_path, item(post_type="recipe"), wishes=wishes).kind == "post"


def test_page_is_a_page(tmp_path: Path) -> None:
    assert only(tmp_path, item(post_type="page")).kind == "page"


def test_record_without_type_and_id_is_left_out(tmp_path: Path) -> None:
    text = wxr("<item><title>stray</title></item>")
    (found,) = records(write(tmp_path, text), "wordpress")
    assert isinstance(found, LeftOut)
    assert (found.reason, found.title) == ("records that cannot be read", "stray")


def test_automatic_draft_without_words_is_left_out(tmp_path: Path) -> None:
    found = records(write(tmp_path, wxr(item("", status="auto-draft"))), "wordpress")
    assert left_out(found) == {"drafts that WordPress made and nobody wrote": 1}


# ------------------------------------------------------------------ facts


def test_date_is_on_the_clock_of_its_author(tmp_path: Path) -> None:
    post = only(tmp_path, item())
    assert post.date == datetime(2011, 3, 4, 21, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize("none", ["0000-00-00 00:00:00", "-0001-11-30 00:00:00", "", "1970-01-01"])
def test_date_that_means_none_is_none(tmp_path: Path, none: str) -> None:
    only_local = only(tmp_path, item(post_date_gmt=none))
    assert only_local.date == datetime(2011, 3, 4, 21, 30)
    assert only(tmp_path, item(post_date=none, post_date_gmt=none)).date is None


def test_date_of_the_feed_helps_where_there_is_no_other(tmp_path: Path) -> None:
    more = "<pubDate>Fri, 04 Mar 2011 20:30:00 +0000</pubDate>"
    post = only(tmp_path, item(more=more, post_date="", post_date_gmt=""))
    assert post.date == datetime(2011, 3, 4, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(("changed", "day"), [("2011-03-04", None), ("2012-01-02", 2)])
def test_update_counts_if_it_is_on_a_later_day(
    tmp_path: Path, changed: str, day: int | None
) -> None:
    post = only(tmp_path, item(post_modified=f"{changed} 22:00:00"))
    assert (post.updated and post.updated.day) == day


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Salt &amp; slate", "Salt & slate"),
        ("Salt &amp;amp; slate", "Salt & slate"),
        ("It isn&amp;#8217;t", "It isn’t"),
        ("<![CDATA[An <em>old</em> wall]]>", "An old wall"),
        ("<![CDATA[How to use <b>]]>", "How to use <b>"),
        ("<![CDATA[a < b]]>", "a < b"),
        ("<![CDATA[Two<br />lines]]>", "Two lines"),
        ("", ""),
    ],
)
def test_title_is_as_readers_saw_it(tmp_path: Path, written: str, title: str) -> None:
    assert only(tmp_path, item(title=written)).title == title


def test_author_is_named_as_readers_know_them(tmp_path: Path) -> None:
    assert only(tmp_path, item(), head=AUTHOR.format("wren", "Wren A.")).authors == ("Wren A.",)


def test_author_behind_the_posts_is_found(tmp_path: Path) -> None:
    assert only(tmp_path, item(), AUTHOR.format("wren", "Wren A.")).authors == ("Wren A.",)


def test_login_that_names_nobody_is_no_author(tmp_path: Path) -> None:
    assert only(tmp_path, item(creator="admin")).authors == ()
    assert only(tmp_path, item(creator="wren")).authors == ("wren",)


def test_several_authors_of_one_post_are_named(tmp_path: Path) -> None:
    more = (
        '<category domain="author" nicename="cap-wren">wren</category>'
        '<category domain="author" nicename="cap-guest">Ida Moss</category>'
    )
    post = only(tmp_path, item(more=more), head=AUTHOR.format("wren", "Wren A."))
    assert post.authors == ("Wren A.", "Ida Moss")


def test_tags_are_categories_and_tags_without_the_default(tmp_path: Path) -> None:
    more = (
        '<category domain="category" nicename="walls"><![CDATA[Walls & roofs]]></category>'
        '<category domain="category" nicename="allgemein">Allgemein</category>'
        "<category>Allgemein</category><category>Non classé</category>"
        "<category>Walls &amp; roofs</category>"
        '<category domain="post_tag" nicename="slate">slate</category>'
        '<category domain="post_format" nicename="post-format-aside">Aside</category>'
        '<category domain="language" nicename="de">Deutsch</category>'
    )
    post = only(tmp_path, item(more=more))
    assert (post.tags, post.lang) == (("Walls & roofs", "slate"), "de")


def test_addresses_old_and_new_are_kept(tmp_path: Path) -> None:
    more = meta("_wp_old_slug", "slates") + meta("_wp_old_slug", "roof")
    post = only(tmp_path, item(more=more))
    assert (post.url, post.slug) == ("https://slate.example/2011/slate/", "slate")
    assert post.aliases == ("/2011/slates/", "/2011/roof/", "https://slate.example/?p=7")


def test_slug_that_is_encoded_is_read(tmp_path: Path) -> None:
    assert only(tmp_path, item(post_name="%d1%87%d0%b0%d0%b9")).slug == "чай"


def test_draft_has_no_address_yet(tmp_path: Path) -> None:
    one = item(status="draft").replace("/2011/slate/", "/?p=7")
    assert only(tmp_path, one).url == ""


@pytest.mark.parametrize(
    "key",
    [
        *("_yoast_wpseo_metadesc", "advanced_seo_description", "_aioseo_description"),
        *("_aioseop_description", "rank_math_description"),
    ],
)
def test_description_of_each_plugin_is_read(tmp_path: Path, key: str) -> None:
    assert only(tmp_path, item(more=meta(key, "About roofs."))).description == "About roofs."


def test_description_made_of_variables_is_none(tmp_path: Path) -> None:
    more = meta("_yoast_wpseo_metadesc", "%%title%% on %%sitename%%")
    assert only(tmp_path, item(more=more)).description == ""


def test_excerpt_is_the_summary(tmp_path: Path) -> None:
    more = "<excerpt:encoded><![CDATA[<p>A <b>roof</b> lasts.</p>]]></excerpt:encoded>"
    assert only(tmp_path, item(more=more)).summary == "A roof lasts."


def test_picture_of_a_post_is_found_behind_it(tmp_path: Path) -> None:
    file = attachment("9", "roof-scaled.jpg", meta("_wp_attachment_image_alt", "A wet roof"))
    post = only(tmp_path, item(more=meta("_thumbnail_id", "9")), file)
    assert post.image.endswith("/2011/03/roof-scaled.jpg")
    assert post.image_alt == "A wet roof"


def test_original_of_a_picture_that_was_made_smaller_is_taken(tmp_path: Path) -> None:
    data = 'a:1:{s:14:"original_image";s:8:"roof.jpg";}'
    file = attachment("9", "roof-scaled.jpg", meta("_wp_attachment_metadata", data))
    post = only(tmp_path, item(more=meta("_thumbnail_id", "9")), file)
    assert post.image.endswith("/2011/03/roof.jpg")


def test_posts_with_one_guid_have_two_identities(tmp_path: Path) -> None:
    twin = item(post_id="8").replace("?p=8</guid>", "?p=7</guid>")
    first, second = posts(records(write(tmp_path, wxr(item(), twin)), "wordpress"))
    assert first.ident == "https://slate.example/?p=7"
    assert second.ident == "https://slate.example/?p=7 8"


def test_export_in_two_files_is_one_site(tmp_path: Path) -> None:
    write(tmp_path, wxr(item(more=meta("_thumbnail_id", "9"))), "a.xml")
    export = write(tmp_path, wxr(attachment("9", "roof.jpg")), "b.xml")
    found = records(type(export)(tmp_path), "wordpress")
    assert posts(found)[0].image.endswith("roof.jpg")
    assert left_out(found) == {"attachments": 1}


def test_record_that_is_broken_leaves_its_neighbours_whole(tmp_path: Path) -> None:
    broken = item("A cut", post_id="2").partition("cut")[0]
    items = (item(post_id="1"), broken, item(post_id="3"))
    export = write(tmp_path, wxr(*items))
    found = records(export, "wordpress")
    assert [one.ident[-1] for one in posts(found)] == ["1", "3"]
    assert left_out(found) == {"records that cannot be read": 1}
    (said,) = remarks(found)
    assert said.startswith(f"{export.path}:21: this record cannot be read: a section")


def test_record_that_lacks_only_its_end_is_read(tmp_path: Path) -> None:
    items = (item(post_id="1").replace("</item>", ""), item(post_id="2"))
    first, second = posts(records(write(tmp_path, wxr(*items)), "wordpress"))
    assert first.notices
    assert not second.notices


def test_post_with_a_broken_field_says_so(tmp_path: Path) -> None:
    one = item("<p>Words.</p>", more="<wp:comment><p></wp:comment>")
    post = only(tmp_path, one)
    assert "Words." in post.body
    assert post.notices == ("it is not well-formed in the export: compare it with the original",)


# ------------------------------------------------------------------ Squarespace


SQUARESPACE = """<rss xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Kiln</title><link>https://www.kiln.example</link>
<wp:author><wp:author_id>-77</wp:author_id><wp:author_login>ada@kiln.example</wp:author_login>
<wp:author_display_name>Ada Kiln</wp:author_display_name></wp:author>
<item><title>Ash &amp;amp; glaze</title><link>/notes/ash-and-glaze.html</link>
<content:encoded><![CDATA[<div class="sqs-html-content"><p>Ash
melts.</p></div><noscript><img src="https://cdn.example/a.jpg?w=1&h=2"/></noscript>
<img data-src="https://cdn.example/a.jpg" alt="a.jpg"/>]]></content:encoded>
<wp:post_name>notes/ash-and-glaze.html</wp:post_name><wp:post_type>post</wp:post_type>
<wp:post_id>4</wp:post_id><wp:status>publish</wp:status>
<link>https://cdn.example/x?a=1&b=2</link>
<pubDate>Fri, 07 Jun 2013 03:00:44 +0000</pubDate><dc:creator>ada@kiln.example</dc:creator>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:postmeta>
</item>
<item><wp:attachment_url>https://cdn.example/a.jpg</wp:attachment_url><title>a.jpg</title>
<wp:post_type>attachment</wp:post_type><wp:post_id>5</wp:post_id><wp:status>inherit</wp:status>
<content:encoded><![CDATA[img-5134cbefe4b0]]></content:encoded>
<excerpt:encoded><![CDATA[exc-5134cbefe4b0]]></excerpt:encoded></item>
</channel></rss>
"""


def test_squarespace_is_recognised_apart(tmp_path: Path) -> None:
    export = write(tmp_path, SQUARESPACE)
    assert squarespace.recognise(export) == ["export.xml"]
    assert wordpress.recognise(export) == []
    assert squarespace.recognise(write(tmp_path, wxr(item()))) == []


def test_squarespace_is_read_with_its_habits(tmp_path: Path) -> None:
    found = records(write(tmp_path, SQUARESPACE), "squarespace")
    (post,) = posts(found)
    assert (post.title, post.slug) == ("Ash & glaze", "ash-and-glaze")
    assert post.url == "https://www.kiln.example/notes/ash-and-glaze.html"
    assert post.authors == ("Ada Kiln",)
    assert post.date == datetime(2013, 6, 7, 3, 0, 44, tzinfo=UTC)
    assert "<br" not in post.body
    assert 'alt="a.jpg"' not in post.body
    assert (post.image, post.image_alt) == ("https://cdn.example/a.jpg", "")
    assert left_out(found) == {"attachments": 1}
