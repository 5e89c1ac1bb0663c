"""HTML that somebody made to break a program, or that a program broke: nothing is lost."""

import re

import pytest

from sitegen.from_html.converter import to_markdown

MANY = 10_000
NESTED = {
    "div": "<div>a",
    "quotation": "<blockquote>a",
    "list": "<ul><li>a",
    "bold": "<b>a",
    "span": "<span>a",
    "link": "<a href=x>a",
    "font in paragraph": "<font color=red>a<p>",
    "table": "<table><tr><td>a",
    "details": "<details>a",
    "figure": "<figure>a",
    "heading": "<h2>a",
    "terms": "<dl><dd>a",
    "custom": "<x-a>a",
}


@pytest.mark.slow
@pytest.mark.parametrize("part", NESTED.values(), ids=NESTED)
def test_ten_thousand_levels_keep_their_words(part: str) -> None:
    found = to_markdown(part * MANY + "end")
    words = re.sub(r"<[^>]*>|\]\(x\)", "", found.markdown)
    assert words.count("a") == MANY
    assert words.rstrip().rstrip("*](x)").endswith("end")


def test_deep_nesting_is_a_notice() -> None:
    found = to_markdown("<div>" * 300 + "a<p>b</p>c" + "</div>" * 300 + "d")
    assert found.markdown == "a\n\nb\n\nc\n\nd\n"
    assert found.notices == ("elements nested deeper than 100 levels are side by side",)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "<",
            "<a ",
            '<a "',
            "<!--",
            "<script",
            "<style>",
            "[",
            "](",
            "*a ",
            "_",
            "`",
            "$a ",
            "{{ ",
        ),
        *("&", "~", "^", "==", "%%", "<br>", "<hr>", "<p>", "</p>", "<td>", "<li>", "<img src=a>"),
        *("\0", "\ufeff", "<sup>1</sup>", "<a href=#a id=a>1</a>", "[1]", "¹", "<input>", "<dt>"),
    ],
)
def test_many_of_anything_end(text: str) -> None:
    assert isinstance(to_markdown(text * 2_000).markdown, str)


def test_many_notes_keep_their_order() -> None:
    marks = "".join(f"<p>a<sup><a href=#f{n}>{n}</a></sup></p>" for n in range(1, 500))
    notes = "".join(f"<li id=f{n}>note {n}.</li>" for n in range(1, 500))
    found = to_markdown(f"{marks}<ol>{notes}</ol>").markdown
    assert re.findall(r"^\[\^(\d+)\]: note (\d+)\.$", found, re.MULTILINE) == [
        (str(n), str(n)) for n in range(1, 500)
    ]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("", ""),
        ("   \n", ""),
        ("<p></p><div>&nbsp;</div>", ""),
        ("plain words", "plain words\n"),
        ("<p>cut <b>of", "cut **of**\n"),
        ('<p>cut</p><a href="http://x.exa', "cut\n"),
        ("</div></p>a</b>", "a\n"),
        ("<p>a<table><tr><td>b<p>c", "a\n\nb\n\nc\n"),
        ("<b><i>x</b>y</i>", "<strong><em>x</em></strong><em>y</em>\n"),
        ("a\r\nb\rc", "a b c\n"),
        ("\ud800a", "a\n"),
    ],
)
def test_html_that_is_broken_is_read_as_browsers_do(html: str, markdown: str) -> None:
    assert to_markdown(html).markdown == markdown


@pytest.mark.parametrize("comment", ["<!-->", "<!--->", "<!-- a -->", "<!-- a --!>", "<!---->"])
def test_a_comment_ends_where_browsers_end_it(comment: str) -> None:
    assert to_markdown(f"<p>one {comment}two</p>").markdown == "one two\n"


def test_words_after_a_comment_without_an_end_are_removed_not_lost() -> None:
    found = to_markdown("<p>one</p><!-- two <p>three &amp; four</p>")
    assert found.markdown == "one\n"
    assert [each.what for each in found.removed] == ["hidden text"]
    assert found.removed[0].text == "two three & four"
