from datetime import UTC, datetime, timedelta, timezone
from html import escape
from pathlib import Path

import pytest

from sitegen.from_html.converter import to_markdown
from sitegen.importers.foreign import Foreign, Wishes
from sitegen.importers.formats import blogger, feed
from sitegen.importers.sources import Export
from support.xml_exports import left_out, posts, records, remarks, write

BLOG = "tag:blogger.com,1999:blog-81"
KIND = "http://schemas.google.com/g/2005#kind"


def old(*entries: str) -> str:
    """Return an export as it was up to 2025."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        f"<id>{BLOG}.archive</id><title>Moss</title>{''.join(entries)}</feed>"
    )


def entry(content: str = "Moss.", more: str = "", kind: str = "post", title: str = "Moss") -> str:
    """Return an entry of such an export."""
    return (
        f"<entry><id>{BLOG}.{kind}-1</id><published>2010-04-08T23:30:00.000-07:00</published>"
        "<updated>2010-04-10T08:00:00.000-07:00</updated>"
        f"<category scheme='{KIND}' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
        f"<title type='text'>{title}</title><content type='html'>{escape(content)}</content>"
        f"<link rel='alternate' href='http://moss.example/2010/04/moss.html'/>"
        f"<author><name>Ida Moss</name><email>noreply@blogger.com</email></author>{more}</entry>\n"
    )


def new(*entries: str) -> str:
    """Return a feed.atom of today."""
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:blogger='http://schemas.google.com/blogger/2018'>\n"
        f"<id>{BLOG}</id><title>Moss</title>{''.join(entries)}</feed>"
    )


def today(content: str = "Moss.", kind: str = "POST", status: str = "LIVE", more: str = "") -> str:
    """Return an entry of such a feed."""
    return (
        f"<entry><id>{BLOG}.post-2</id><blogger:type>{kind}</blogger:type>"
        f"<blogger:status>{status}</blogger:status>"
        "<author><name>Ida Moss</name><blogger:type>BLOGGER</blogger:type></author>"
        "<title>Moss &amp;amp; &amp;#39;stone&amp;#39;</title>"
        f"<content type='html'>{escape(content)}</content>"
        "<blogger:metaDescription>On moss.</blogger:metaDescription>"
        "<blogger:created>2024-01-01T00:00:00.000Z</blogger:created>"
        "<published>2025-07-01T22:30:00Z</published><updated>2025-07-01T23:00:00Z</updated>"
        f"<category scheme='{BLOG}' term='walls'/><category/>"
        "<blogger:filename>/2025/07/moss.html</blogger:filename><link/><blogger:trashed/>"
        f"{more}</entry>\n"
    )


def only(folder: Path, text: str, site: str = "") -> Foreign:
    """Return the only post of an export."""
    (post,) = posts(records(write(folder, text), "blogger", Wishes(site=site)))
    return post


@pytest.mark.parametrize("text", [old(entry()), new(today())])
def test_blogger_is_recognised_and_is_no_feed(tmp_path: Path, text: str) -> None:
    export = write(tmp_path, text, "feed.atom")
    assert blogger.recognise(export) == ["feed.atom"]
    assert feed.recognise(export) == []


def test_feed_of_another_platform_is_not_recognised(tmp_path: Path) -> None:
    text = "<feed xmlns='http://www.w3.org/2005/Atom'><title>On Blogger</title></feed>"
    assert blogger.recognise(write(tmp_path, text)) == []


def test_old_export_is_read(tmp_path: Path) -> None:
    labels = "".join(
        f"<category scheme='http://www.blogger.com/atom/ns#' term='{one}'/>"
        for one in ("moss", "rain &amp; stone", "moss")
    )
    post = only(tmp_path, old(entry(more=labels)))
    assert post.date == datetime(2010, 4, 8, 23, 30, tzinfo=timezone(timedelta(hours=-7)))
    assert post.updated
    assert (post.title, post.authors) == ("Moss", ("Ida Moss",))
    assert post.tags == ("moss", "rain & stone")
    assert (post.url, post.slug) == ("http://moss.example/2010/04/moss.html", "moss")
    assert (post.kind, post.draft) == ("post", "")


def test_feed_of_today_is_read(tmp_path: Path) -> None:
    post = only(tmp_path, new(today()), "https://moss.example")
    assert post.title == "Moss & 'stone'"
    assert post.date == datetime(2025, 7, 1, 22, 30, tzinfo=UTC)
    assert post.updated is None
    assert (post.tags, post.description) == (("walls",), "On moss.")
    assert (post.url, post.slug) == ("https://moss.example/2025/07/moss.html", "moss")


def test_address_is_asked_for_where_the_export_lacks_it(tmp_path: Path) -> None:
    found = records(write(tmp_path, new(today())), "blogger")
    assert posts(found)[0].url == "/2025/07/moss.html"
    assert remarks(found) == ["the export does not name the address of the blog"]


CONTROL = "<a:control xmlns:a='x'><a:draft>{}</a:draft></a:control>"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            old(entry(more="<a:control xmlns:a='x'><a:draft>yes</a:draft></a:control>")),
            "it is a draft",
        ),
        (old(entry(more="<a:control xmlns:a='x'><a:draft>no</a:draft></a:control>")), ""),
        (new(today(status="DRAFT")), "it is a draft"),
        (new(today(status="SCHEDULED")), "it is scheduled"),
        (new(today(status="")), "the export does not say that it is published"),
    ],
)
def test_what_is_not_public_is_a_draft(tmp_path: Path, text: str, why: str) -> None:
    assert only(tmp_path, text).draft == why


def test_what_is_no_post_is_counted(tmp_path: Path) -> None:
    reply = "<thr:in-reply-to ref='x'/>"
    found = records(
        write(
            tmp_path,
            old(
                entry(kind="template"),
                entry(kind="settings"),
                entry(kind="comment", more=reply),
                entry(kind="poll"),
            ),
        ),
        "blogger",
    )
    assert posts(found) == []
    assert left_out(found) == {"templates": 1, "settings": 1, "entries of type 'poll'": 1}
    assert remarks(found) == ["1 comment left out: words of other people"]


def test_trash_and_unknown_states_of_today_are_left_out(tmp_path: Path) -> None:
    text = new(
        today(status="SOFT_TRASHED"),
        today(status="FROZEN"),
        today(kind="COMMENT"),
        today(kind="COMMENT"),
        today(more="<blogger:trashed>2025-08-01</blogger:trashed>").replace(
            "<blogger:trashed/>", ""
        ),
    )
    found = records(write(tmp_path, text), "blogger")
    assert left_out(found) == {"trashed posts": 2, "posts of status 'FROZEN'": 1}
    assert remarks(found) == ["2 comments left out: words of other people"]


def test_page_is_a_page(tmp_path: Path) -> None:
    assert only(tmp_path, old(entry(kind="page"))).kind == "page"
    assert only(tmp_path, new(today(kind="PAGE"))).kind == "page"


def test_entries_of_a_public_feed_without_kinds_are_known_by_their_ids(tmp_path: Path) -> None:
    one = entry().replace(f"<category scheme='{KIND}'", "<category scheme='x'")
    assert only(tmp_path, old(one)).kind == "post"


@pytest.mark.parametrize("title", ["", "  ", "http://moss.example/", "&lt;3 moss"])
def test_title_may_be_anything(tmp_path: Path, title: str) -> None:
    shown = title.replace("&lt;", "<").strip()
    assert only(tmp_path, old(entry(title=title))).title == shown


def test_addresses_of_people_are_written_nowhere(tmp_path: Path) -> None:
    assert "@" not in repr(records(write(tmp_path, old(entry())), "blogger"))


CAPTION = (
    '<table class="tr-caption-container"><tbody><tr><td><a href="http://b.example/s1600/a.jpg">'
    '<img src="http://b.example/s320/a.jpg" /></a></td></tr>'
    '<tr><td class="tr-caption">Wet <i>moss</i></td></tr></tbody></table>'
)


def test_table_with_a_caption_is_a_figure(tmp_path: Path) -> None:
    body = only(tmp_path, old(entry(f"One.{CAPTION}Two."))).body
    picture = '<img src="http://b.example/s1600/a.jpg" />'
    assert body == f"One.<figure>{picture}<figcaption>Wet <i>moss</i></figcaption></figure>Two."


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("http://b.example/-a/s320/a.jpg", "http://b.example/-a/s1600/a.jpg"),
        ("http://b.example/-a/w400-h300/a.jpg", "http://b.example/-a/s1600/a.jpg"),
        ("http://b.example/-a/s320-rw/a.jpg", "http://b.example/-a/s1600/a.jpg"),
        ("http://b.example/img/Ab=s320", "http://b.example/img/Ab=s1600"),
        ("http://b.example/a.jpg", "http://b.example/a.jpg"),
    ],
)
def test_picture_is_taken_in_its_full_size(tmp_path: Path, small: str, large: str) -> None:
    assert only(tmp_path, old(entry(f'<img src="{small}"/>'))).body == f'<img src="{large}"/>'


def test_picture_that_is_larger_than_usual_keeps_its_size(tmp_path: Path) -> None:
    same = '<a href="http://b.example/s4032/a.jpg"><img src="http://b.example/s320/a.jpg"></a>'
    body = only(tmp_path, old(entry(same))).body
    assert "(http://b.example/s4032/a.jpg)" in to_markdown(body).markdown


def test_link_to_the_same_picture_goes_and_another_stays(tmp_path: Path) -> None:
    same = '<a href="http://b.example/s4032/a.jpg"><img src="http://b.example/s320/a.jpg"></a>'
    other = '<a href="http://moss.example/"><img src="http://b.example/s320/a.jpg"></a>'
    body = only(tmp_path, old(entry(same + other))).body
    assert body.startswith(
        '<img src="http://b.example/s4032/a.jpg"><a href="http://moss.example/">'
    )


@pytest.mark.parametrize("mark", ["<a name='more'></a>", '<a name="more"/>', "<!--more-->"])
def test_where_a_post_is_cut_leaves_nothing(tmp_path: Path, mark: str) -> None:
    assert only(tmp_path, old(entry(f"One.{mark}Two."))).body == "One.Two."


def test_pictures_of_the_albums_are_found_by_name(tmp_path: Path) -> None:
    albums = tmp_path / "Blogger" / "Albums" / "Moss"
    albums.mkdir(parents=True)
    (albums / "wet moss.jpg").write_bytes(b"x")
    body = '<img src="https://b.example/w400/wet%20moss.jpg"/><img src="https://b.example/no.jpg"/>'
    (tmp_path / "feed.atom").write_text(new(today(body)))
    (post,) = posts(records(Export(tmp_path), "blogger"))
    assert dict(post.pictures) == {
        "https://b.example/s1600/wet%20moss.jpg": "Blogger/Albums/Moss/wet moss.jpg"
    }


def test_feed_that_is_set_to_short_is_noticed(tmp_path: Path) -> None:
    text = old(*[entry("A beginning…"), entry("Another one..."), entry("Whole.")])
    found = records(write(tmp_path, text), "blogger")
    assert remarks(found) == ["2 of 3 posts break off: the blog's feed is set to 'short'"]


def test_entry_that_is_broken_leaves_its_neighbours_whole(tmp_path: Path) -> None:
    broken = entry("Cut").partition("Cut")[0]
    found = records(write(tmp_path, old(entry("One."), broken, entry("Two."))), "blogger")
    assert [one.body for one in posts(found)] == ["One.", "Two."]
    assert left_out(found) == {"records that cannot be read": 1}
