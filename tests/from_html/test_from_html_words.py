"""Properties of the writer: the words of the HTML are the words of its Markdown, rendered."""

import re
from html import escape, unescape

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.from_html.converter import to_markdown
from sitegen.markdown.converter import Markdown

MARKDOWN = Markdown("en")
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("“”„«»", '"'),
        "–": "-",
        "—": "-",
        "…": ".",
        "\xa0": None,
        "\u202f": None,
    }
)
_BLOCKS = {"p", "div", "li", "ul", "ol", "td", "th", "tr", "table", "blockquote", "pre", "br"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "dl", "section", "figure", "figcaption"}


def words(html: str) -> list[str]:
    text = "".join(_texts(html5lib.parseFragment(html, namespaceHTMLElements=False)))
    folded = re.sub(r"--+", "-", text.translate(_FOLDED))
    return re.sub(r"\.{2,}", ".", folded).split()


def _texts(element) -> list[str]:  # type: ignore[no-untyped-def] # html5lib has no types
    tag = element.tag if isinstance(element.tag, str) else ""
    space = " " if tag in _BLOCKS else ""
    inner = [element.text or ""] if tag else []
    for child in element:
        inner += [*_texts(child), child.tail or ""]
    return [space, *inner, space]


def rendered(markdown: str) -> str:
    found = MARKDOWN.convert(markdown, "essays/a.md", titled="x")
    notes = "".join(f"<div>{note}</div>" for note in found.words.notes)
    return re.sub(r'<a href="#[^"]*" role="doc-[^>]*>.*?</a>', "", found.words.html + notes)


def letters(found: list[str]) -> str:
    """Return all that is not a space; signs in a row, which may part a text, do not count."""
    return re.sub(r"[*_-]{3,}", "", "".join(found))


NASTY = (
    *("a", "b", "cd", "1.", "12)", "-", "+", "#", "##", "*", "**", "_", "__", "`", "``", "~", "~~"),
    *(
        "==",
        "=",
        "$",
        "$$",
        "^",
        "[",
        "]",
        "(",
        ")",
        "](",
        "[^1]",
        "]:",
        "{",
        "}",
        "{{",
        "}}",
        "{%",
    ),
    *("%}", "%%", "{#x}", "{.y}", "<", ">", "&", "&amp;", "<b>", "|", "!", "\\", ":", ":::", "..."),
    *('"', "'", "é", "漢字", "“q”", "—", "http://x.example/a_b_c", "snake_case_x", "2*3*4", "x^2^"),
    *(" ", " ", " ", "\n", "[TOC]", "---", "===", "~~~", "```", "word", "Über", "<!--", "-->", "/"),
)
TEXT = st.lists(st.sampled_from(NASTY), min_size=1, max_size=6).map("".join)
INLINE_TAGS = ("b", "i", "em", "strong", "s", "mark", "sub", "sup", "u", "span", "code", "kbd")


def inline(depth: int) -> st.SearchStrategy[str]:
    plain = TEXT.map(escape)
    if not depth:
        return plain
    inner = st.lists(inline(depth - 1), min_size=1, max_size=3).map("".join)
    tagged = st.tuples(st.sampled_from(INLINE_TAGS), inner).map(
        lambda f: f"<{f[0]}>{f[1]}</{f[0]}>"
    )
    linked = inner.map(lambda words: f'<a href="https://x.example/a">{words}</a>')
    return st.one_of(plain, tagged, linked, st.just("<br>"))


LINE = st.lists(inline(2), min_size=1, max_size=3).map("".join)


def block(depth: int) -> st.SearchStrategy[str]:
    line = st.tuples(st.sampled_from(("p", "div", "h2", "h3")), LINE).map(
        lambda f: f"<{f[0]}>{f[1]}</{f[0]}>"
    )
    code = TEXT.map(lambda text: f"<pre>x{escape(text)}</pre>")
    table = st.lists(st.lists(LINE, min_size=2, max_size=3), min_size=2, max_size=3).map(_table)
    if not depth:
        return st.one_of(line, code, table, LINE)
    inner = st.lists(block(depth - 1), min_size=1, max_size=3).map("".join)
    nested = st.tuples(st.sampled_from(("div", "blockquote", "section")), inner).map(
        lambda f: f"<{f[0]}>{f[1]}</{f[0]}>"
    )
    lists = st.tuples(st.sampled_from(("ul", "ol")), st.lists(inner, min_size=1, max_size=3)).map(
        lambda f: f"<{f[0]}>{''.join(f'<li>{item}</li>' for item in f[1])}</{f[0]}>"
    )
    return st.one_of(line, nested, lists, table)


def _table(rows: list[list[str]]) -> str:
    made = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in made)}</table>"


@given(LINE)
def test_words_of_a_paragraph_are_those_of_its_markdown(line: str) -> None:
    html = f"<p>{line}</p>"
    shown = words(rendered(to_markdown(html).markdown))
    assert letters(shown) == letters(words(html))


@given(st.lists(block(1), min_size=1, max_size=3).map("".join))
def test_words_of_blocks_are_those_of_their_markdown(html: str) -> None:
    shown = words(rendered(to_markdown(html).markdown))
    assert letters(shown) == letters(words(html))


@given(st.lists(st.sampled_from((*NASTY, "<p>", "</b>", "<b>", "<ul><li>", "</i>", "<i>", "<td>"))))
def test_words_with_wrong_nesting_and_without_escapes_are_kept(parts: list[str]) -> None:
    html = "".join(part for part in parts if "<!--" not in part)
    kept = re.sub(r"</?(?:p|b|i|ul|li|td)>", "", html)
    shown = " ".join(words(rendered(to_markdown(html).markdown)))
    assert _only_letters(shown) == _only_letters(unescape(kept))


def _only_letters(text: str) -> str:
    return "".join(re.findall(r"[a-zé漢字]", text))


@pytest.mark.parametrize("html", ["<p>a<b>b </b>c</p>"])
def test_words_keep_their_spaces(html: str) -> None:
    assert words(rendered(to_markdown(html).markdown)) == words(html)
