"""The pages of which pagefind makes its index."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render import findable as module
from sitegen.render.findable import LINE_END, findable
from sitegen.theme.files import theme_folders


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>One <em>two</em></p>\n<p>Three</p>", "<p>One <em>two|</em></p>\n<p>Three|</p>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a|<ul><li>b|</li></ul></li></ul>"),
        ("<p>a<br>\nb <code>c</code> d</p>", "<p>a|<br>\nb <code>c</code> d|</p>"),
        (
            '<p>a<sup id="r1"><a href="#fn1" role="doc-noteref">1</a></sup> b</p>',
            "<p>a|<br> b|</p>",
        ),
        (
            '<li>a. <a href="#r1" role="doc-backlink" aria-label="Back">↩</a></li>',
            "<li>a.|<br></li>",
        ),
        ("<p>m<sup>2</sup></p>", "<p>m|<sup>2|</sup></p>"),
        ('<p id="p-山高">山高<em>水</em>长。', '<p id="p-山高">山 高<em> 水</em> 长。'),
        ("<p>abc路x</p>", "<p>abc 路 x|</p>"),
        ("<p>เดินไป</p>", "<p>เ ดิ น ไ ป|</p>"),
        ("<p>산이 높다</p>", "<p>산이 높다|</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_ends_of_lines_are_marked_and_scripts_without_spaces_divided(html: str, made: str) -> None:
    assert findable(html).replace(LINE_END, "|") == made


@given(st.text(alphabet="a山 <>/bem&;\n“。").map(lambda text: f"<p>{text}</p>"))
def test_nothing_but_spaces_and_marks_is_added(html: str) -> None:
    made = findable(html).replace(LINE_END, "")
    assert "".join(made.split()) == "".join(html.split())


def test_search_page_divides_the_same_scripts() -> None:
    template = (theme_folders("templates") / "search.html").read_text()
    scripts = template.partition('set apart = "')[2].partition('"')[0].replace(r"\\", "\\")
    ours = scripts.replace("u{20000}", "U00020000").replace("u{3ffff}", "U0003ffff")
    assert len(ours) > 50
    assert ours in inspect.getsource(module)
