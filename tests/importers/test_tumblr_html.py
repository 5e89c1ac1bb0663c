"""Posts of Tumblr as a backup keeps them in pages."""

from datetime import UTC, datetime
from pathlib import Path

from sitegen.importers.foreign import Foreign, Wishes
from support.exports import essays, left_out, markdown, records

_PAGE = """<!DOCTYPE html>

<meta charset=utf-8>
<title>Pegs</title>
<link rel=stylesheet href=../backup.css>

<body class={page}>

<header>
</header>
<article class={kind} id=p-{number}>
<header>
<p><time datetime=2012-10-24T13:30:55Z>10/24/2012 09:30:55 AM</time>
<a class=llink href=../posts/{number}.html>¶</a>
<a href=https://tmblr.co/Z8x>●</a></header>
{body}
<footer>{tags} — 5 notes</footer>
</article>
"""
_TAG = "<a href=https://pegs.tumblr.example/tagged/wood%20pegs>#wood pegs</a>"


def backup(folder: Path, *posts: tuple[str, str], page: str = "post") -> Path:
    (folder / "posts").mkdir()
    for number, (kind, body) in enumerate(posts, 1):
        html = _PAGE.format(page=page, kind=kind, number=number, body=body, tags=_TAG)
        (folder / f"posts/{number}.html").write_text(html, encoding="utf-8")
    return folder


def test_a_page_has_the_facts_of_its_post_and_none_of_its_head_and_foot(tmp_path: Path) -> None:
    source = backup(tmp_path, ("text", "<h2>On pegs</h2>\n<p>A peg holds.</p>"))
    (post,) = records(source, "tumblr")
    assert isinstance(post, Foreign)
    assert (post.ident, post.title, post.tags) == ("1", "On pegs", ("wood pegs",))
    assert post.date == datetime(2012, 10, 24, 13, 30, 55, tzinfo=UTC)
    assert post.url == "https://pegs.tumblr.example/post/1"
    assert markdown(post) == "A peg holds.\n"


def test_a_question_is_quoted_and_a_link_has_its_address(tmp_path: Path) -> None:
    source = backup(
        tmp_path,
        ("answer", "<h2>Why wood?</h2><p>It grows.</p>"),
        ("link", '<h2><a href="https://wood.example/">All of it</a></h2><p>Read on.</p>'),
        ("photo", '<p><img alt="" src="../media/peg.gif"></p>'),
    )
    found = essays(records(source, "tumblr"))
    assert markdown(found["All of it"]) == "<https://wood.example/>\n\nRead on.\n"
    texts = [markdown(one) for one in records(source, "tumblr") if isinstance(one, Foreign)]
    assert texts[0] == "> Why wood?\n\nIt grows.\n"
    assert texts[2] == "![](/media/peg.gif)\n"


def test_the_words_of_another_blog_are_left_out_unless_wished_for(tmp_path: Path) -> None:
    again = '<p><a class="tumblr_blog" href="#">oak</a>:</p><blockquote><p>Hm.</p></blockquote>'
    source = backup(tmp_path, ("text", f"<h2>Oak</h2>{again}"))
    assert left_out(records(source, "tumblr")) == [("reblogs", "Oak")]
    wished = records(source, "tumblr", Wishes(types=frozenset({"reblog"})))
    assert [one.title for one in wished if isinstance(one, Foreign)] == ["Oak"]


def test_pages_of_months_are_read_where_no_post_has_its_own(tmp_path: Path) -> None:
    source = backup(tmp_path, ("text", "<p>A peg.</p>"), page="archive")
    assert len(records(source, "tumblr")) == 1
    (source / "posts/2.html").write_text(
        (source / "posts/1.html").read_text(encoding="utf-8").replace("=archive", "=post"),
        encoding="utf-8",
    )
    (post,) = records(source, "tumblr")
    assert isinstance(post, Foreign)
    assert "2.html" in post.place
