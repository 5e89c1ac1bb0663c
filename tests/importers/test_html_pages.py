"""Saved pages: body, title, date, author, themes, address, language and encoding."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.importers.foreign import Foreign, Record
from support.exports import EXPORTS, essays, left_out, markdown, records, zipped
from support.site import sitegen

PAGES = EXPORTS / "html"


@pytest.fixture(scope="module")
def found() -> Sequence[Record]:
    return records(PAGES, "html")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("A nail", "A nail is *small*.\n\n![](http://pics.example/s1600/nail.jpg)\n\nIt holds.\n"),
        ("Fog", "It came at nine[^1].\n\nIt went at ten.\n\n[^1]: By my watch.\n"),
        ("La lampe", "Elle est allumée.\n\n```js\na < b\n```\n"),
        ("Keys", "Everybody has a key – or two.\n\nThe café has three.\n"),
        ("Stoves", "A stove is a room.\n"),
        ("Weite", "Über die Weite ließe sich vieles sagen, und manches davon wäre wahr.\n"),
        ("First hook", "Words of the first one, with a hook.\n"),
        ("Second hook", "Words of the second one, with a nail.\n"),
        (
            "On kettles",
            "A kettle boils when nobody watches it, that much we know.\n\n"
            "But who has watched a kettle that boils over and over and over again?\n",
        ),
        (
            "Lamps",
            "The lamp was on when I came home that evening, and nobody was there to see it."
            " I sat down.\n\nThen I turned it off, which was the end of it.\n\n---\n\n"
            "[Home](/index.html)\n",
        ),
    ],
)
def test_a_page_becomes_its_text_alone(found: Sequence[Record], title: str, text: str) -> None:
    assert markdown(essays(found)[title]) == text


@pytest.mark.parametrize(
    ("title", "date", "has_time"),
    [
        ("A nail", "2009-03-01T18:20:00-08:00", True),
        ("Der Kahn", "2011-05-03T20:10:00+02:00", True),
        ("Fog", "2023-02-04T09:00:00+00:00", True),
        ("Stoves", "2017-11-02T07:00:00-05:00", True),
        ("Keys", "2010-04-08", False),
        ("First hook", "2010-05-04", False),
        ("Second hook", "2010-05-03", False),
        ("Lamps", "1999-03-03", False),
    ],
)
def test_the_date_is_that_of_the_post(
    found: Sequence[Record], title: str, date: str, has_time: bool
) -> None:
    page = essays(found)[title]
    assert (page.date, page.has_time) == (datetime.fromisoformat(date), has_time)


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("A nail", "http://shed.blog.example/2009/03/nail.html"),
        ("Der Kahn", "https://fluss.example/2011/05/der-kahn/"),
        ("Stoves", "https://kitchen.example/blog/stoves"),
        ("The oar", "https://row.example/2018/oar.html"),
        ("First hook", "https://shed.example/2010/05/first.html"),
        ("Lamps", "/plain.htm"),
    ],
)
def test_the_address_is_that_of_the_post(found: Sequence[Record], title: str, url: str) -> None:
    assert essays(found)[title].url == url


def test_people_themes_and_languages(found: Sequence[Record]) -> None:
    def about(page: Foreign) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        return page.authors, page.tags, page.lang

    pages = essays(found)
    assert about(pages["A nail"]) == (("Ann Peg",), ("nails", "walls, old"), "")
    assert about(pages["Der Kahn"]) == (("Ida Moll",), ("Kähne",), "de-DE")
    assert about(pages["La lampe"]) == (("Omar Roux",), ("Lampes",), "fr")
    assert pages["Fog"].summary == "It came"


def test_what_readers_wrote_is_nowhere(found: Sequence[Record]) -> None:
    for words in ("Kurt", "Bo said", "Mine bends", "First!", "I disagree wholly"):
        assert words not in repr(found)


def test_the_rest_of_a_page_whose_body_only_its_size_shows_is_removed_not_lost(
    found: Sequence[Record],
) -> None:
    (rest,) = essays(found)["On kettles"].removed
    assert "Words beside it" in rest.text


def test_pages_without_words_are_counted_and_frames_are_no_pages(found: Sequence[Record]) -> None:
    assert left_out(found) == [("pages without a text", "Nothing")]
    assert "A frame with words" not in repr(found)


@pytest.mark.parametrize("tag", ["<title><$BlogPageTitle$></title>", "<b:skin></b:skin>"])
def test_a_template_of_a_blog_is_not_a_page(tmp_path: Path, tag: str) -> None:
    (tmp_path / "theme.html").write_text(f"<html><head>{tag}</head><body>A.</body></html>")
    (tmp_path / "page.html").write_text("<html><body><p>A page with words.</p></body></html>")
    assert len(records(tmp_path, "html")) == 1


def test_an_archive_of_pages_gives_the_same(found: Sequence[Record], tmp_path: Path) -> None:
    again = records(zipped(PAGES, tmp_path / "pages.zip"), "html")
    assert list(essays(again)) == list(essays(found))


def test_pictures_come_along_from_the_folder_beside_one_page_and_from_within(
    tmp_path: Path,
) -> None:
    pages = (PAGES / "wordpress.html", PAGES / "page.mhtml")
    assert sitegen("import", *pages, "--into", tmp_path).code == 0
    assert (tmp_path / "essays/der-kahn/kahn.png").read_bytes()[:4] == b"\x89PNG"
    assert "![An oar](picture.png)" in (tmp_path / "essays/oar/index.md").read_text("utf-8")


@pytest.mark.parametrize(
    "page",
    [
        b"<html><head><title>x",
        b"<p>",
        b"<html>" + b"<div>" * 5_000,
        b"<html><body>" + b"<p>\xff\xfe\x00 words" * 20,
        b"<html><script type='application/ld+json'>{broken</script><article>Enough words to be read"
        b", and a few more so that this is a text which somebody has written.</article>",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n",
    ],
)
def test_a_damaged_page_ends_in_words(tmp_path: Path, page: bytes) -> None:
    (tmp_path / "a.html").write_bytes(page)
    found = records(tmp_path / "a.html", "html")
    assert len(found) == 1


LONG = "This is a text that somebody wrote with some care, and it is long enough to be one. "


def one(folder: Path, html: str, name: str = "a.html") -> Foreign:
    (folder / name).write_text(html, encoding="utf-8")
    (page,) = essays(records(folder / name, "html")).values()
    return page


def test_a_page_of_the_wayback_machine_has_its_own_addresses_again(tmp_path: Path) -> None:
    archive = "https://web.archive.org/web/20090401000000"
    page = one(
        tmp_path,
        f"<!-- saved from url=(0070){archive}/http://old.example/2009/03/rope.html -->"
        f"<html><head><title>Rope</title></head><body><div id='wm-ipp-base'>13 captures</div>"
        f"<div class='post-body'>A rope, and <a href='{archive}/http://old.example/knot'>a knot</a>"
        f"<img src='/web/20090401000000im_/http://old.example/r.jpg' alt='R'></div></body></html>",
    )
    assert page.url == "http://old.example/2009/03/rope.html"
    assert markdown(page) == (
        "A rope, and [a knot](http://old.example/knot)\n\n![R](http://old.example/r.jpg)\n"
    )


def test_a_live_page_of_medium_is_its_text_alone(tmp_path: Path) -> None:
    page = one(
        tmp_path,
        '<html lang="en"><head><title>Kites. A short one | by Olga | Medium</title>'
        '<meta property="og:title" content="Kites"><script type="application/ld+json">'
        '{"@type":"NewsArticle","headline":"Kites","datePublished":"2019-03-02T22:15:00Z",'
        '"author":{"@type":"Person","name":"Olga Reed"}}</script></head><body><article><div>'
        '<section><div><h1 class="pw-post-title">Kites</h1>'
        '<h2 class="pw-subtitle-paragraph">A short one</h2><div class="speechify-ignore">'
        "<a>Olga Reed</a><span>5 min read</span><button>Listen</button></div>"
        f'<p class="pw-post-body-paragraph">{LONG}</p><figure><img src="k.jpg" alt="K">'
        "<figcaption>A kite</figcaption></figure></div></section></div></article>"
        "<footer><p>More from Olga</p></footer></body></html>",
    )
    assert (page.title, page.summary, page.authors) == ("Kites", "A short one", ("Olga Reed",))
    assert markdown(page) == f'{LONG.strip()}\n\n![K](k.jpg "A kite")\n'


def test_a_small_picture_is_kept_if_it_is_described(tmp_path: Path) -> None:
    gif = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    pictures = f"<img alt='The gate' src={gif}><img src={gif}>"
    page = one(tmp_path, f"<div class=post-body>{LONG}<br><br>{pictures}</div>")
    assert markdown(page) == f"{LONG.strip()}\n\n![The gate]({gif})\n"


def test_other_texts_on_a_page_are_reported(tmp_path: Path) -> None:
    card = f"<article><div class=entry-content>{LONG * 3}</div></article>"
    page = one(tmp_path, f"<article><div class=entry-content>{LONG * 9}</div></article>{card * 2}")
    assert page.notices == ("other texts on its page are left out: 2",)


def test_posts_of_one_day_have_its_date(tmp_path: Path) -> None:
    title = "<h3 class=post-title><a href=/{0}>{0}</a></h3>"
    post = f"<div class=hentry>{title}<div class=post-body>Words</div></div>"
    day = "<div class=date-outer><h2 class=date-header>Monday, May 3, 2010</h2>"
    html = day + post.format("A") + post.format("B") + "</div>"
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    found = essays(records(tmp_path, "html"))
    assert {title: one.date for title, one in found.items()} == {
        "A": datetime(2010, 5, 3),
        "B": datetime(2010, 5, 3),
    }


def test_a_post_without_a_title_among_others_is_a_post(tmp_path: Path) -> None:
    post = (
        "<div class=hentry><h2><a href=/{0}>{0}</a></h2><div class=post-body>{0} words</div></div>"
    )
    bare = "<div class=hentry><div class=post-body>No title here, but words</div></div>"
    (tmp_path / "a.html").write_text(post.format("A") + bare + post.format("B"), encoding="utf-8")
    assert list(essays(records(tmp_path, "html"))) == ["A", "", "B"]


def test_a_page_of_contents_is_no_text(tmp_path: Path) -> None:
    links = "".join(f"<li><a href='{n}.html'>The story number {n}</a></li>" for n in range(20))
    (tmp_path / "index.html").write_text(f"<html><body><ul>{links}</ul></body></html>", "utf-8")
    assert left_out(records(tmp_path, "html")) == [("pages without a text", "")]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "<title>Rope | Gate</title><meta property=og:site_name content='Gate'>",
            "Rope",
        ),
        (
            "<title>Gate: Rope</title><meta property=og:site_name content='Gate'>",
            "Rope",
        ),
        ("<title>Rope - a story</title>", "Rope - a story"),
        ("<title>Tom &amp; Jerry</title>", "Tom & Jerry"),
        ("<meta property=og:title content='Rope'><title>Gate</title>", "Rope"),
        ("", ""),
    ],
)
def test_the_title_is_without_the_name_of_the_site(tmp_path: Path, head: str, title: str) -> None:
    assert (
        one(tmp_path, f"<html><head>{head}</head><body><p>{LONG}</p></body></html>").title == title
    )


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("<p class=date>Posted on 3 March 2010</p>", "2010-03-03"),
        ("<div class=post-meta>by Ann | March 3rd, 2010 | 5 comments</div>", "2010-03-03"),
        ("<span class=published>3. März 2010</span>", "2010-03-03"),
        ("<div class=entry-date>le 3 mars 2010</div>", "2010-03-03"),
        ("<time datetime=2010-03-03>long ago</time>", "2010-03-03"),
        (
            "<abbr class=published title='2010-03-03T10:00:00Z'>x</abbr>",
            "2010-03-03T10:00:00+00:00",
        ),
        ("<p class=date>Once upon a time</p>", None),
    ],
)
def test_dates_as_themes_write_them(tmp_path: Path, written: str, date: str | None) -> None:
    page = one(tmp_path, f"<html><body>{written}<div class=post-body>{LONG}</div></body></html>")
    assert page.date == (datetime.fromisoformat(date) if date else None)
