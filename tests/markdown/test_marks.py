"""Marked words, subscripts, superscripts, abbreviations, captions and sides of other tools."""

import pytest

from sitegen.markdown.converter import Converted, Markdown
from support.markup import printed

MARKDOWN = Markdown("en")


def body(text: str) -> Converted:
    return MARKDOWN.convert(text, "essays/a.md")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Some ==wet *rain*==.", "Some <mark>wet <em>rain</em></mark>."),
        ("==Rain== and ==snow==", "<mark>Rain</mark> and <mark>snow</mark>"),
        (
            "**==rain==** *==snow==*",
            "<strong><mark>rain</mark></strong> <em><mark>snow</mark></em>",
        ),
        ("[==rain==](a.md)", '<a href="slot:0"><mark>rain</mark></a>'),
        ("==[rain](a.md)==", '<mark><a href="slot:0">rain</a></mark>'),
        ("==`rain`==", "<mark><code>rain</code></mark>"),
        ("(==rain==)", "(<mark>rain</mark>)"),
        ("这是==重点==的。", "这是<mark>重点</mark>的。"),
        ("และ==เน้น==นะ", "และ<mark>เน้น</mark>นะ"),
        ("H~2~O and CO~2~.", "H<sub>2</sub>O and CO<sub>2</sub>."),
        ("T~max~ and C~n~H~m~", "T<sub>max</sub> and C<sub>n</sub>H<sub>m</sub>"),
        ("2^10^ and x^2^ + y^2^", "2<sup>10</sup> and x<sup>2</sup> + y<sup>2</sup>"),
        ("M^me^ on the 1^st^", "M<sup>me</sup> on the 1<sup>st</sup>"),
        ("| H~2~O |\n|---|\n| ==rain== x^2^ |", "<td><mark>rain</mark> x<sup>2</sup></td>"),
        ("> ==rain==", "<p><mark>rain</mark></p>"),
        ("Rain.[^1]\n\n[^1]: ==Snow== H~2~O", "<mark>Snow</mark> H<sub>2</sub>O"),
        ("## ==Rain== H~2~O", '<h2 id="rain-h2o"><mark>Rain</mark> H<sub>2</sub>O</h2>'),
        ("~~gone~~ stays", "<s>gone</s> stays"),
    ],
)
def test_marks_of_other_tools_are_read(text: str, html: str) -> None:
    assert html in printed(body(text))


@pytest.mark.parametrize(
    "text",
    [
        "a == b and c == d",
        "Not ==, nor ==, but ==.",
        "a ==> b ==> c and d <== e <==> f",
        "if i <j and k> l, then <b or c>",
        "if a==b or c==d",
        "x === y",
        "==== rain ====",
        "==unclosed words",
        "= one = two =",
        "\\==rain\\==",
        "YWJj== and ZGVm==",
        "~5 km ~ 6 km",
        "5~10~15 km",
        "Mon~Wed~Fri",
        "~/bin and ~/src",
        "cp ~/a~1~ there",
        "about ~20~ of them",
        "a^2 + b^2 = c^2",
        "a^2+b^2=c^2",
        "2^3^4",
        "x^y^z",
        "^_^ and ^o^",
        "a^b c^d",
        "H\\~2\\~O",
        "one~two three~four",
    ],
)
def test_plain_characters_stay(text: str) -> None:
    html = printed(body(text))
    assert not any(f"<{tag}>" in html for tag in ("mark", "sub", "sup", "s"))


def test_bare_addresses_keep_their_characters() -> None:
    links = body("See https://a.example/~b/x~1~/c==d==?e^2^ there.").facts.links
    assert [link.target for link in links] == ["https://a.example/~b/x~1~/c==d==?e%5E2%5E"]


def test_marks_in_titles_are_markup_and_plain_text() -> None:
    assert MARKDOWN.inline("==Wet== H~2~O") == ("<mark>Wet</mark> H<sub>2</sub>O", "Wet H2O")


def test_many_marks_without_partners_are_read() -> None:
    text = "==a " * 20_000 + "x~" * 10_000 + "y^" * 10_000
    assert "==a" in printed(body(text))


def test_abbreviations_are_explained_and_their_lines_not_printed() -> None:
    html = printed(
        body('HTML, [HTML](a.md), XHTML, `HTML`.\n\n*[HTML]: Markup "of" pages\n*[X.Y]: Z\n')
    )
    assert html.count('<abbr title="Markup “of” pages">HTML</abbr>') == 2
    assert "XHTML, <code>HTML</code>" in html
    assert "*[" not in html


@pytest.mark.parametrize("text", ["*[HTML] is short*", "*[a]: b* c", "* [a]: b"])
def test_what_explains_no_abbreviation_stays(text: str) -> None:
    assert "<abbr" not in printed(body(f"HTML a.\n\n{text}\n"))


@pytest.mark.parametrize(
    ("title", "caption"),
    [
        ("A *wet* day, see [there](b.md)", 'A <em>wet</em> day, see <a href="slot:1">there</a>'),
        ("H~2~O `code`", "H<sub>2</sub>O <code>code</code>"),
        ("5 * 3 and snake_case_name", "5 * 3 and snake_case_name"),
        ("It's <so>", "It’s &lt;so&gt;"),
    ],
)
def test_captions_are_markdown(title: str, caption: str) -> None:
    html = printed(body(f'![Rain](a.png "{title}")'))
    assert f"<figcaption>{caption}</figcaption>" in html


def test_the_title_of_a_picture_in_a_line_is_plain() -> None:
    html = printed(body('Rain ![a](a.png "A *wet* [day](b.md)") fell.'))
    assert 'title="A wet day"' in html


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<td align="right">a</td>', '<td class="right">a</td>'),
        ("<td align=CENTER>a</td>", '<td class="center">a</td>'),
        ('<td style="color: red; text-align:right">a</td>', '<td class="right">a</td>'),
        ('<td class="x" align="left">a</td>', '<td class="left x">a</td>'),
        ("<td class=x align='justify'>a</td>", '<td class="justify x">a</td>'),
        ("<td>align=right</td>", "<td>align=right</td>"),
        ('<td valign="top">a</td>', "<td>a</td>"),
        ('<td title="align=right">a</td>', '<td title="align=right">a</td>'),
    ],
)
def test_cells_of_html_keep_their_side(html: str, kept: str) -> None:
    found = body(f"<table>\n<tr>{html}</tr>\n</table>")
    assert kept in printed(found)
    assert found.facts.problems == ()


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<p align="center">a</p>', '<p class="center">a</p>'),
        ('<h2 align="right">a</h2>', '<h2 class="right">a</h2>'),
        ("<center>\n\n*a*\n\n</center>", '<div class="center">'),
        ('<tr align="right"><td>a</td></tr>', '<tr class="right">'),
    ],
)
def test_blocks_of_html_keep_their_side(html: str, kept: str) -> None:
    wrapped = f"<table>\n{html}\n</table>" if html.startswith("<tr") else html
    found = body(wrapped)
    assert kept in printed(found)
    assert found.facts.problems == ()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("$$a_1\n+ *b* c*$$", ">a_1\n+ *b* c*</annotation>"),
        ("$$\na_1\n\n*b*\n$$", ">a_1\n\n*b*</annotation>"),
        (
            "\\begin{align}\na_1 *b*\n\\end{align}",
            ">\\begin{align}\na_1 *b*\n\\end{align}</annotation>",
        ),
    ],
)
def test_formulas_stay_to_the_letter(text: str, html: str) -> None:
    assert html in printed(body(f"Before.\n\n{text}\n\nAfter."))


@pytest.mark.parametrize(
    "text", ["$$ is money", "\\begin{a} is TeX", "$$\nnever closed", "$$$ dear\n\nand $$"]
)
def test_characters_that_begin_no_formula_stay(text: str) -> None:
    assert '<div class="math"' not in printed(body(f"Before.\n\n{text}\n\nAfter."))


def test_a_wiki_link_in_a_table_has_its_own_words() -> None:
    assert '<td><a href="slot:0">the lamp</a></td>' in printed(
        body("| a |\n|---|\n| [[lamp\\|the lamp]] |")
    )
