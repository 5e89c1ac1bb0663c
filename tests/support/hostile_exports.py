"""An export of every platform with the same posts, whatever their titles, dates and slugs are."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from msgspec import Struct

from support.xml_exports import item, wxr

SECRETS = ("hidden.reader@mail.example", "192.0.2.77", "$P$Bhashhashhashhash", "sesame-4711")
"""An address, an IP address, a hash and a password that no file and no message may have."""
MAIL, IP, HASH, PASSWORD = SECRETS


class Post(Struct, frozen=True, kw_only=True):
    """A post before a platform exports it."""

    title: str = "Slate"
    body: str = "<p>Slate is quiet.</p>"
    slug: str = ""
    date: str = "2011-03-04 21:30:00"
    url: str = ""
    tag: str = "roofs"
    author: str = "Wren Ode"


Posts = Sequence[Post]


def _clean(text: str) -> str:
    return escape("".join(one for one in text if one >= " " or one in "\n\t"), quote=True)


def _cdata(text: str) -> str:
    return text.replace("]]>", "]]]]><![CDATA[>")


def wordpress(folder: Path, posts: Posts) -> Path:
    comment = (
        f"<wp:comment><wp:comment_author>Reader</wp:comment_author><wp:comment_author_email>{MAIL}"
        f"</wp:comment_author_email><wp:comment_author_IP>{IP}</wp:comment_author_IP>"
        "<wp:comment_content>Yes.</wp:comment_content></wp:comment>"
    )
    head = f"<wp:author><wp:author_login>{MAIL}</wp:author_login><wp:author_email>{MAIL}"
    head += f"</wp:author_email><wp:author_pass>{HASH}</wp:author_pass></wp:author>"
    items = [
        item(
            _cdata(one.body),
            f"{comment}<category domain='post_tag'>{_clean(one.tag)}</category>",
            post_id=str(number + 1),
            title=_clean(one.title),
            creator=MAIL,
            post_date=_clean(one.date),
            post_date_gmt=_clean(one.date),
            post_name=_clean(one.slug),
            post_password=PASSWORD if number == 0 else "",
        ).replace("https://slate.example/2011/slate/", _clean(one.url))
        for number, one in enumerate(posts)
    ]
    return _file(folder / "wp.xml", wxr(*items, head=head))


def squarespace(folder: Path, posts: Posts) -> Path:
    path = wordpress(folder, posts)
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    text = text.replace("<title>Tide", "<generator>Squarespace</generator><title>Tide", 1)
    return _file(folder / "sq.xml", text.replace("<wp:base_blog_url>", "<wp:x>", 1), path)


def blogger(folder: Path, posts: Posts) -> Path:
    entries = "".join(
        f"<entry><id>tag:blogger.com,1999:blog-7.post-{number}</id><blogger:type>POST"
        f"</blogger:type><blogger:status>LIVE</blogger:status><author><name>{_clean(one.author)}"
        f"</name><email>{MAIL}</email></author><title>{_clean(one.title)}</title>"
        f"<content type='html'>{_clean(one.body)}</content><published>{_clean(one.date)}"
        f"</published><category scheme='tag:blogger.com,1999:blog-7' term='{_clean(one.tag)}'/>"
        f"<blogger:filename>{_clean(one.url)}</blogger:filename></entry>"
        for number, one in enumerate(posts)
    )
    head = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com"
    head += "/blogger/2018'><id>tag:blogger.com,1999:blog-7</id><title>S</title>"
    return _file(folder / "feed.atom", f"{head}{entries}</feed>")


def livejournal(folder: Path, posts: Posts) -> Path:
    entries = "".join(
        f"<entry><itemid>{number}</itemid><eventtime>{_clean(one.date)}</eventtime>"
        f"<logtime>{_clean(one.date)}</logtime><subject>{_clean(one.title)}</subject>"
        f"<event>{_clean(one.body)}</event><security>public</security>"
        f"<taglist>{_clean(one.tag)}</taglist></entry>"
        for number, one in enumerate(posts, 1)
    )
    return _file(folder / "lj.xml", f"<?xml version='1.0'?><livejournal>{entries}</livejournal>")


def feed(folder: Path, posts: Posts) -> Path:
    items = "".join(
        f"<item><title>{_clean(one.title)}</title><link>{_clean(one.url)}</link><author>{MAIL}"
        f"</author><guid isPermaLink='false'>{number}</guid><pubDate>{_clean(one.date)}</pubDate>"
        f"<category>{_clean(one.tag)}</category><description>{_clean(one.body)}</description>"
        "</item>"
        for number, one in enumerate(posts)
    )
    head = "<rss version='2.0'><channel><title>S</title><link>https://slate.example</link>"
    return _file(folder / "rss.xml", f"{head}{items}</channel></rss>")


def substack(folder: Path, posts: Posts) -> Path:
    rows = io.StringIO()
    out = csv.writer(rows)
    columns = "post_id post_date is_published email_sent_at type audience title subtitle"
    out.writerow([*columns.split(), "podcast_url"])
    for number, one in enumerate(posts, 1000):
        name = f"{number}.{_name(one.slug)}"
        out.writerow(
            [name, one.date, "true", one.date, "newsletter", "everyone", one.title, one.tag, ""]
        )
        _file(folder / "posts" / f"{name}.html", one.body)
        _file(folder / "posts" / f"{name}.delivers.csv", f"post_id,timestamp,email\n1,2,{MAIL}\n")
    _file(folder / "email_list.csv", f"email,active_subscription\n{MAIL},false\n")
    _file(folder / "posts.csv", rows.getvalue())
    return folder


def medium(folder: Path, posts: Posts) -> Path:
    for number, one in enumerate(posts):
        title, ident = _clean(one.title), f"{number:012x}"
        page = (
            f"<!DOCTYPE html><html><head><title>{title}</title></head><body>"
            "<article class='h-entry'><header>"
            f"<h1 class='p-name'>{title}</h1></header><section data-field='body' "
            f"class='e-content'><section class='section'>{one.body}</section>"
            f"</section><footer><p>By <a href='{_clean(one.url)}' class='p-author h-card'>"
            f"{_clean(one.author)}</a> on <a href='{_clean(one.url)}' class='p-canonical'>"
            f"<time class='dt-published' datetime='{_clean(one.date)}'>x</time></a>.</p></footer>"
            "</article></body></html>"
        )
        _file(folder / "posts" / f"2018-08-12_{_name(one.slug)}-{ident}.html", page)
    _file(folder / "profile/profile.html", f"<ul><li><b>Email address:</b> {MAIL}</li></ul>")
    return folder


def ghost(folder: Path, posts: Posts) -> Path:
    rows = [
        {
            "id": str(number),
            "title": one.title,
            "slug": one.slug,
            "html": one.body,
            "status": "published",
            "visibility": "public",
            "type": "post",
            "published_at": one.date,
            "canonical_url": one.url,
            "author_id": "1",
        }
        for number, one in enumerate(posts)
    ]
    users = [{"id": "1", "name": MAIL, "slug": "w", "email": MAIL, "password": HASH}]
    tags = [{"id": "1", "name": posts[0].tag, "slug": "t"}]
    uses = [{"post_id": row["id"], "tag_id": "1"} for row in rows]
    members = [{"email": MAIL, "last_seen_ip": IP}]
    data = {"posts": rows, "users": users, "tags": tags, "posts_tags": uses, "members": members}
    export = {"db": [{"meta": {"version": "5.75.0"}, "data": data}]}
    return _file(folder / "desk.ghost.json", json.dumps(export))


def tumblr(folder: Path, posts: Posts) -> Path:
    for number, one in enumerate(posts, 1):
        post = {
            "type": "text",
            "id": number,
            "id_string": str(number),
            "blog_name": "hooks",
            "post_url": one.url,
            "slug": one.slug,
            "date": one.date,
            "state": "published",
            "format": "html",
            "tags": [one.tag],
            "title": one.title,
            "body": one.body,
            "asking_email": MAIL,
            "asking_ip": IP,
        }
        _file(folder / "json" / f"{number}.json", json.dumps(post))
    return folder


def movabletype(folder: Path, posts: Posts) -> Path:
    entries = "".join(
        f"AUTHOR: {one.author}\nTITLE: {one.title}\nBASENAME: {one.slug}\nSTATUS: Publish\n"
        f"CONVERT BREAKS: richtext\nDATE: {one.date}\nTAGS: {one.tag}\nUNIQUE URL: {one.url}\n"
        f"-----\nBODY:\n{one.body}\n-----\nCOMMENT:\nAUTHOR: A Reader\nEMAIL: {MAIL}\nIP: {IP}\n"
        "DATE: 04/09/2010 08:00:00 AM\nI have two.\n-----\n--------\n"
        for one in posts
    )
    return _file(folder / "mt.txt", entries)


def _pages(folder: Path, posts: Posts, name: str, more: str = "") -> Path:
    for number, one in enumerate(posts):
        front = {
            "title": one.title,
            "date": one.date,
            "slug": one.slug,
            "tags": [one.tag],
            "url": one.url,
            "author": one.author,
            "email": MAIL,
            "password": PASSWORD,
        }
        lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items())
        _file(folder / name.format(number), f"---\n{lines}{more}---\n{one.body}\n")
    return folder


def hugo(folder: Path, posts: Posts) -> Path:
    _file(folder / "hugo.toml", 'baseURL = "https://well.example/"\n')
    return _pages(folder, posts, "content/posts/{}.md")


def jekyll(folder: Path, posts: Posts) -> Path:
    _file(folder / "_config.yml", "title: The Ferry\npermalink: /:year/:title.html\n")
    return _pages(folder, posts, "_posts/2013-06-01-post{}.md", "layout: post\n")


def eleventy(folder: Path, posts: Posts) -> Path:
    _file(folder / "posts/posts.11tydata.json", '{"author": "Kit Moss"}')
    return _pages(folder, posts, "posts/post{}.md", "layout: layouts/post.njk\n")


def obsidian(folder: Path, posts: Posts) -> Path:
    _file(folder / ".obsidian/app.json", "{}")
    return _pages(folder, posts, "Notes/Note {}.md")


def pelican(folder: Path, posts: Posts) -> Path:
    for number, one in enumerate(posts):
        title = " ".join(one.title.split())
        front = f"Title: {title}\nDate: {one.date}\nTags: {one.tag}\nSlug: {one.slug}\n"
        front += f"Status: published\nEmail: {MAIL}\n"
        _file(folder / f"content/water/post{number}.md", f"{front}\n{one.body}\n")
    return folder


def html(folder: Path, posts: Posts) -> Path:
    for number, one in enumerate(posts):
        title = _clean(one.title)
        page = (
            f"<!DOCTYPE html><html><head><title>{title}</title><link rel='canonical' "
            f"href='{_clean(one.url)}'><meta name='author' content='{MAIL}'><meta property="
            f"'article:published_time' content='{_clean(one.date)}'><meta name='keywords' "
            f"content='{_clean(one.tag)}'></head><body><article><h1>{title}</h1>{one.body}"
            "</article></body></html>"
        )
        _file(folder / f"page{number}.html", page)
    return folder


def text(folder: Path, posts: Posts) -> Path:
    for number, one in enumerate(posts):
        _file(folder / f"post{number}.txt", f"{one.title}\n\n{one.date}\n\n{one.body}\n")
    return folder


EXPORTS: dict[str, Callable[[Path, Posts], Path]] = {
    one.__name__: one
    for one in (
        *(wordpress, squarespace, blogger, livejournal, feed, substack, medium, ghost, tumblr),
        *(movabletype, hugo, jekyll, eleventy, obsidian, pelican, html, text),
    )
}


def _name(slug: str) -> str:
    """Return a slug as it can be in the name of a file of the test."""
    return "".join(one for one in slug if one.isalnum() or one in "-_. ")[:100]


def _file(path: Path, content: str, old: Path | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if old:
        old.unlink()
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    return path
