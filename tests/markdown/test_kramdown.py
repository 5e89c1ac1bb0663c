"""Attributes as kramdown writes them, ids of Obsidian's blocks, and places of contents."""

import pytest

from sitegen.markdown.converter import Converted, Markdown
from support.markup import printed

MARKDOWN = Markdown("en")


def body(text: str) -> Converted:
    return MARKDOWN.convert(text, "essays/a.md")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Rain.\n{: .lead #first}", '<p id="first" class="lead">Rain.</p>'),
        ("Rain.\n{:.lead.wide}\n\nSnow.", '<p id="p-rain" class="lead wide">Rain.</p>'),
        ("{: .lead}\nRain.", '<p id="p-rain" class="lead">Rain.</p>'),
        ("## Rain\n{: #wet .no_toc}", '<h2 id="wet" class="no_toc">Rain</h2>'),
        ("Rain\n----\n{: #wet}", '<h2 id="wet">Rain</h2>'),
        ("> Rain.\n{: .wide}", '<blockquote id="b--rain" class="wide"><p>Rain.</p>\n</blockquote>'),
        ("- Rain.\n{: .wide}", '<ul id="b--rain" class="wide"><li>Rain.</li>\n</ul>'),
        ("- {:.wide} Rain.", "<li> Rain.</li>\n</ul>"),
        ("*Rain*{: .wide} and `snow`{:.sh}.", "<em>Rain</em> and <code"),
        ('[Rain](a.md){:target="_blank" rel="nofollow"}', '<a href="slot:0">Rain</a>'),
        ('![Rain](a.png){: width="300" .left}', 'alt="Rain" class="left" width="300"'),
        ('Rain.\n{: style="text-align: center"}', '<p id="p-rain" class="center">Rain.</p>'),
        ("{::nomarkdown}\n<b>Rain.</b>\n{:/nomarkdown}", "<b>Rain.</b>"),
        ("{:mine: .wide}\n\nRain.", "Rain."),
        ("{:mine: .wide}\nRain.\n{: mine}", "Rain."),
        ("Rain^[Snow.]{: .wide} fell.", "</sup> fell."),
        ("{dir=rtl}\nRain.", 'dir="rtl"'),
    ],
)
def test_attributes_of_kramdown_are_used_or_left_out(text: str, html: str) -> None:
    found = body(text)
    assert html in printed(found)
    assert "{" not in printed(found)
    assert found.facts.problems == ()


def test_a_line_of_attributes_ends_a_table() -> None:
    html = printed(body("| Rain | Snow |\n|---|---|\n| a | b |\n{: .wide}\n"))
    assert '<table id="b--rain" class="wide">' in html
    assert html.count("<tr>") == 2


@pytest.mark.parametrize(
    "text",
    [
        "returns {:ok, result}",
        "words\n{:ok, result}",
        "a smiley {:-}",
        "in Clojure {:a 1}",
        "`{: .lead}`",
        "words {: .lead} more",
        "words\n{: mine}",
    ],
)
def test_braces_that_are_no_attributes_stay(text: str) -> None:
    assert "{:" in printed(body(text))


@pytest.mark.parametrize(
    "text",
    [
        "[TOC]",
        "[toc]",
        "[[_TOC_]]",
        "* TOC\n{:toc}",
        "1. Contents\n{:toc}",
        "{:toc}",
        "<!-- toc -->",
        "Rain.\n\n- [TOC]",
    ],
)
def test_the_place_of_contents_is_not_printed(text: str) -> None:
    found = body(f"{text}\n\n## Snow\n\nSnow.")
    assert "toc" not in printed(found).lower()
    assert "Contents" not in printed(found)
    assert found.facts.problems == ()


def test_who_asks_for_contents_gets_them_in_a_short_text() -> None:
    assert body("[TOC]\n\n## Snow\n\nSnow.").facts.long
    assert not body("## Snow\n\nSnow.").facts.long


@pytest.mark.parametrize(
    "text", ["The [TOC] is here.", "[TOC]\n\n[TOC]: https://a.example/", "`[TOC]`", "toc"]
)
def test_contents_that_are_only_mentioned_stay(text: str) -> None:
    assert "toc" in printed(body(text)).lower()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Rain. ^ab12", '<p id="ab12">Rain.</p>'),
        ("Rain.\n^ab12", '<p id="ab12">Rain.</p>'),
        ("- Rain. ^ab12\n- Snow.", '<li><span id="ab12">Rain.</span></li>'),
        ("> Rain. ^the-rain", '<p id="the-rain">Rain.</p>'),
        ("> Rain.\n\n^ab12", '<blockquote id="ab12">'),
        ("| a |\n|---|\n| b |\n\n^ab12", '<table id="ab12">'),
        ("## Rain ^ab12", '<h2 id="ab12">Rain</h2>'),
        ("Rain. ^123456", '<p id="123456">Rain.</p>'),
    ],
)
def test_the_id_of_a_block_is_not_printed(text: str, html: str) -> None:
    found = body(f"Before.\n\n{text}")
    assert html in printed(found)
    assert "^" not in printed(found)
    assert found.facts.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "The area is 10 ^2",
        "about 10 ^23",
        "x^2",
        "a smiley ^_^",
        "Rain ^ab12 and snow",
        "Rain. ^a",
        "Rain^ab12",
        "`Rain ^ab12`",
        "\\$x \\^ab12",
    ],
)
def test_a_caret_that_begins_no_id_stays(text: str) -> None:
    assert "^" in printed(body(text))


def test_an_id_of_a_block_that_is_used_twice_is_reported() -> None:
    found = body("Rain. ^ab12\n\nSnow. ^ab12")
    assert [problem.code for problem in found.facts.problems] == ["W309"]
    assert "^" not in printed(found)


@pytest.mark.parametrize(
    ("heading", "html"),
    [
        ("## Rain {: #wet }", '<h2 id="wet">Rain</h2>'),
        ("## Rain {: #wet .big}", '<h2 id="wet" class="big">Rain</h2>'),
        ("## Rain {:.big}", 'class="big">Rain</h2>'),
        ("## Rain {: wet}", "Rain {: wet}</h2>"),
    ],
)
def test_attributes_behind_a_heading_are_read(heading: str, html: str) -> None:
    assert html in printed(body(heading))
