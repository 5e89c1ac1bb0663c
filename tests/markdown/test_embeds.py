"""Frames of other sites: links in their place, what a site may show, and feeds."""

from pathlib import Path

import pytest

from sitegen.markdown.converter import Converted, Markdown
from sitegen.model import Html
from sitegen.text.frames import without_frames
from support.site import essay, page, problems, write_site

MARKDOWN = Markdown("en")
CONFIG = "-- site.yaml --\ntitle: Trial\nbase_url: https://trial.example/\nauthor: A\n"
VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"


def body(text: str) -> Converted:
    return MARKDOWN.convert(text, "essays/a.md", 1)


def reported(text: str) -> list[str]:
    return [f"{p.place}: {p.code} {p.message}" for p in body(text).facts.problems]


@pytest.mark.parametrize(
    ("address", "target", "label"),
    [
        ("https://www.youtube.com/embed/abcdefghijk?start=3", VIDEO, VIDEO[12:]),
        ("//www.youtube-nocookie.com/embed/abcdefghijk", VIDEO, VIDEO[12:]),
        ("https://youtu.be/abcdefghijk", VIDEO, VIDEO[12:]),
        (
            "https://www.youtube.com/embed/videoseries?list=PLab",
            "https://www.youtube.com/playlist?list=PLab",
            "youtube.com/playlist?list=PLab",
        ),
        ("https://player.vimeo.com/video/12?h=3", "https://vimeo.com/12", "vimeo.com/12"),
        (
            "https://open.spotify.com/embed/track/1a",
            "https://open.spotify.com/track/1a",
            "open.spotify.com/track/1a",
        ),
        ("https://maps.example/x?y=1", "https://maps.example/x?y=1", "maps.example/x?y=1"),
        ("plan.pdf", "plan.pdf", "plan.pdf"),
        ("../files/plan.html", "../files/plan.html", "plan.html"),
    ],
)
def test_a_frame_becomes_a_link_to_the_page_that_it_shows(
    address: str, target: str, label: str
) -> None:
    found = body(f'<iframe src="{address}"></iframe>')
    assert found.words.html == f'<p class="embed"><a href="slot:0">{label}</a></p>'
    assert [link.target for link in found.facts.links] == [target]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            '<iframe title="The &amp; talk" src="https://a.example/"></iframe>',
            '<p class="embed"><a href="slot:0">The &amp; talk (a.example)</a></p>',
        ),
        (
            '<div class="x"><iframe src="https://a.example/b"></iframe></div>',
            '<div class="x"><p class="embed"><a href="slot:0">a.example/b</a></p></div>',
        ),
        (
            "Here <iframe src='https://a.example/b'>d</iframe> and <object data=c.pdf>e</object>.",
            '<p id="p-here-and">Here <a href="slot:0">a.example/b</a> and '
            '<a href="slot:1">c.pdf</a>.</p>\n',
        ),
        (
            '<object width="1"><param name="movie" value="x">'
            '<embed src="https://a.example/b"></object>',
            '<p id="p"><a href="slot:0">a.example/b</a></p>\n',
        ),
        ("- <iframe src=b.html></iframe>", None),
        ("a | b\n--|--\n<iframe src=b.html></iframe> | c", None),
        ("One[^1].\n\n[^1]: <iframe src=b.html></iframe>", None),
        ("<iframe srcdoc='x'></iframe><iframe></iframe><iframe src='about:blank'></iframe>", ""),
        ("<iframe src='javascript:x'></iframe>", ""),
    ],
)
def test_a_frame_is_a_link_wherever_it_is(text: str, html: str | None) -> None:
    found = body(text)
    printed = found.words.html + "".join(found.words.notes)
    assert "<iframe" not in printed
    if html is None:
        assert '<a href="slot:0">b.html</a>' in printed
    else:
        assert printed == html


@pytest.mark.parametrize(
    ("text", "problems_"),
    [
        (
            "<font>a</font>\n\n<iframe src=b></iframe>\n\n<font>c</font> <big>d</big>",
            [
                "essays/a.md:1:1: W311 <font> is not allowed in essays and is left out "
                "(and 2 more)",
                "essays/a.md:3:1: W311 <iframe> is not allowed in essays and becomes a link",
            ],
        ),
        (
            '<form><input><button onclick="x">a</button></form>',
            [
                "essays/a.md:1:1: W311 <form> is not allowed in essays and is left out "
                "(and 2 more)",
                "essays/a.md:1:22: W311 the attribute 'onclick' is not allowed in essays and is "
                "left out",
            ],
        ),
        (
            "<svg><path/><g/></svg> <script>b</script>",
            [
                "essays/a.md:1:1: W311 <svg> is not allowed in essays and is left out",
                "essays/a.md:1:24: W311 <script> is not allowed in essays and is left out",
            ],
        ),
        (
            "a <t> b <u8> c",
            ["essays/a.md:1:3: W311 <t> is not allowed in essays and is left out (and 1 more)"],
        ),
        (
            "<iframe src=a></iframe>\n\n<object data=b></object>",
            [
                "essays/a.md:1:1: W311 <iframe> is not allowed in essays and becomes a link "
                "(and 1 more)"
            ],
        ),
        (
            "<iframe></iframe>",
            ["essays/a.md:1:1: W311 <iframe> is not allowed in essays and is left out"],
        ),
    ],
)
def test_each_kind_of_element_is_reported_once(text: str, problems_: list[str]) -> None:
    assert reported(text) == problems_


FRAMES = (
    '{{< youtube id="abcdefghijk" title="The talk" >}}\n\n'
    '<iframe src="https://frames.example/b?c=1&amp;d=2" title="Both"></iframe>\n\n'
    "Or {{< youtube abcdefghijk >}} here.\n"
)
LINK = f'<a href="{VIDEO}">The talk (youtube.com)</a>'
OTHER = '<a href="https://frames.example/b?c=1&amp;d=2">Both (frames.example)</a>'


def published(tmp_path: Path, settings: str, text: str = FRAMES) -> tuple[str, str, str]:
    root = write_site(tmp_path, f"{CONFIG}{settings}-- essays/a.md --\n{essay('A', text)}")
    warnings = problems(root)
    return page(root, "a/index.html"), page(root, "feed.xml"), warnings


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "embeds: privacy\n",
        "embeds: privacy\nembed_hosts: [frames.example, youtube.com]\n",
        "embeds: allow\nembed_hosts: [frames.example, www.youtube.com]\n",
        "html: trusted\n",
    ],
)
def test_feeds_hold_links(tmp_path: Path, settings: str) -> None:
    _, feed, _ = published(tmp_path, settings)
    assert "iframe" not in feed
    for link in (LINK, OTHER):
        assert link.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in feed


def test_by_default_pages_hold_links(tmp_path: Path) -> None:
    html, _, warnings = published(tmp_path, "")
    assert "<iframe" not in html
    assert f'<p id="p-the-talk-youtube-com">{LINK}</p>' in html
    assert f'<p class="embed">{OTHER}</p>' in html
    assert warnings.count("W313") == warnings.count("W311") == 1


def test_a_private_frame_asks_for_nothing_before_a_click(tmp_path: Path) -> None:
    html, _, warnings = published(tmp_path, "embeds: privacy\n")
    assert '<figure id="p-the-talk-youtube-com" class="embed"><iframe srcdoc="' in html
    assert "<iframe src=" not in html
    assert "https://www.youtube-nocookie.com/embed/abcdefghijk&#x27;" in html
    assert f"<figcaption>{LINK}</figcaption></figure>" in html
    assert f'<p class="embed">{OTHER}</p>' in html  # no site is known to be private there
    assert warnings.count("W311") == 1


def test_a_list_of_hosts_says_which_frames_are_private(tmp_path: Path) -> None:
    html, _, _ = published(tmp_path, "embeds: privacy\nembed_hosts: [frames.example]\n")
    assert f'<p id="p-the-talk-youtube-com">{LINK}</p>' in html
    assert f"<figcaption>{OTHER}</figcaption></figure>" in html
    assert "<iframe src=" not in html


def test_allowed_frames_are_shown_and_others_are_links(tmp_path: Path) -> None:
    html, _, warnings = published(tmp_path, "embeds: allow\nembed_hosts: [www.frames.example]\n")
    assert html.count("<iframe") == 1
    assert (
        '<figure class="embed"><iframe src="https://frames.example/b?c=1&amp;d=2" '
        'title="Both (frames.example)" loading="lazy" sandbox="' in html
    )
    assert f'<p id="p-the-talk-youtube-com">{LINK}</p>' in html
    assert (warnings.count("W313"), warnings.count("W311")) == (1, 0)


def test_no_host_is_allowed_by_the_end_of_its_name_alone(tmp_path: Path) -> None:
    html, _, _ = published(tmp_path, "embeds: allow\nembed_hosts: [ames.example]\n")
    assert "<iframe" not in html


def test_an_unknown_way_of_embedding_is_an_error(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"{CONFIG}embeds: all\n-- essays/a.md --\n{essay()}")
    assert "site.yaml:4:9: error[" in problems(root)


def test_trusted_frames_stay_on_pages(tmp_path: Path) -> None:
    html, _, _ = published(tmp_path, "html: trusted\n")
    assert '<iframe src="https://frames.example/b?c=1&amp;d=2" title="Both">' in html


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<p>a<iframe src="/b/" title="C"></iframe>d</p>', '<p>a<a href="/b/">C</a>d</p>'),
        ("<iframe></iframe>e", "e"),
        ('<figure class="embed">f</figure>', '<figure class="embed">f</figure>'),
    ],
)
def test_frames_of_a_text_become_links(html: str, links: str) -> None:
    assert without_frames(Html(html)) == links
