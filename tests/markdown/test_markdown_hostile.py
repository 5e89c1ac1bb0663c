"""Texts made to be slow or deep: each is converted, and no text is lost in silence."""

import pytest

from sitegen.markdown.converter import Markdown
from support.markup import Elements, slots, whole

pytestmark = pytest.mark.slow

SIZE = 50_000
MARKDOWN = Markdown("en")


def fill(piece: str) -> str:
    return piece * (SIZE // len(piece))


FAMILIES = {
    "emphasis, nested": fill("*a **a ") + "b** b*",
    "emphasis, closers": fill("a_ "),
    "emphasis, openers": fill("_a "),
    "emphasis, mismatched": fill("*a_ "),
    "emphasis in words": fill("foo**bar**"),
    "brackets, openers": fill("["),
    "brackets, closers": fill("a]"),
    "brackets, nested": "[" * (SIZE // 2) + "a" + "]" * (SIZE // 2),
    "brackets and emphasis": fill("[ a_"),
    "links, half": fill("[a](b"),
    "links, half in angles": fill("[a](<b"),
    "links, empty": fill("[ (]("),
    "references": fill("[a]["),
    "images, openers": fill("!["),
    "images, nested": "![" * 150 + "](x)" * 150,
    "notes, openers": fill("[^"),
    "notes, inline openers": fill("^["),
    "notes, nested": "^[" * 100 + "a" + "]" * 100,
    "notes of notes": "[^0]\n\n" + "".join(f"[^{n}]: a[^{n + 1}]\n" for n in range(3000)),
    "wiki links": fill("[["),
    "spans": fill("[a]{.x .y"),
    "attributes": fill('[a](b){a="'),
    "attribute lines": fill("{.a}\n"),
    "dollars": fill("$a "),
    "double dollars": fill("$$"),
    "backticks": "".join("e" + "`" * n for n in range(310)),
    "quotes": fill("a' \""),
    "quotes in blanks": fill("' "),
    "dashes": fill("-- "),
    "dots": fill("... "),
    "addresses": fill("https://"),
    "address of brackets": "https://a.example/" + ")" * SIZE,
    "template tags": fill("{%"),
    "template variables": fill("{{"),
    "stars": fill("a** "),
    "angles": fill("<a "),
    "elements": fill("<b>"),
    "links as tags, openers": 20 * fill('<a href="x">b '),
    "divisions": fill("<div>"),
    "comments, openers": fill("<!--"),
    "scripts": fill("<script>a"),
    "entities": fill("&amp;"),
    "headings": fill("## a\n"),
    "headings like notes": fill("## R1\n"),
    "paragraphs": fill("a b c d e\n\n"),
    "quotations": ">" * SIZE + "a",
    "lists": fill("- a\n"),
    "lists, deep": "".join("  " * n + "* a\n" for n in range(200)),
    "tables": fill("a|b\n-|-\n\n"),
    "table of one row": "|a" * 5000 + "|\n" + "|-" * 5000 + "|\n",
    "containers": fill("::: aside\n"),
    "containers of unknown names": fill("::: gallery\n"),
    "containers, closed late": fill("::: gallery\n") + fill(":::\n"),
    "callouts": fill("> [!note] a\n\n"),
    "callouts, nested": "".join("> " * n + "[!note] a\n" for n in range(1, 150)),
    "admonitions": fill("!!! note\n    a\n\n"),
    "admonitions, nested": "".join("    " * n + "!!! note\n" for n in range(100)),
    "directives": fill("```{note}\n"),
    "components": fill("<Panel>\n"),
    "components, closed late": fill("<Panel>\n") + fill("</Panel>\n"),
    "components in a line": fill("<Panel>a"),
    "types": fill("a<Type>"),
    "details": fill("<details>\n<summary>a</summary>\n"),
    "Markdown in HTML": fill('<div markdown="1">\n') + fill("</div>\n"),
    "marks": fill("==a "),
    "marks, pairs": fill("==a== "),
    "subscripts": fill("a~b"),
    "superscripts": fill("a^b"),
    "quoted texts": fill("![[a"),
    "ids of blocks": fill("a ^ab12\n\n"),
    "ids alone": fill("^ab12\n\n"),
    "attributes below": fill("a\n{: .b}\n"),
    "abbreviations": "".join(f"*[a{n}]: b\n" for n in range(1000)) + fill("a1 "),
    "formulas": fill("$$\na\n\n"),
    "environments": fill("\\begin{a}\n"),
    "fences": fill("```a\n```\n"),
    "definitions": fill("a\n: b\n"),
    "definitions of links": fill("[a]: b\n"),
    "sentences": fill("A. ") + "[x](y)",
    "characters": fill("中文。"),
}


@pytest.mark.parametrize("text", FAMILIES.values(), ids=FAMILIES.keys())
def test_a_hostile_text_ends_in_whole_html(text: str) -> None:
    found = MARKDOWN.convert(text, "essays/a.md", 1)
    elements = Elements(whole(found))
    assert elements.balanced
    assert len(set(elements.ids())) == len(elements.ids())
    assert slots(found) == list(range(len(found.facts.links)))
    assert len(found.words.html) < 40 * SIZE


def test_fourteen_levels_of_lists_keep_all_their_text() -> None:
    text = "".join("  " * n + f"- level{n}\n" for n in range(14))
    found = MARKDOWN.convert(text, "essays/a.md", 1)
    assert all(f"<li>level{n}" in found.words.html for n in range(14))
    assert found.facts.problems == ()


def test_a_thousand_equal_paragraphs_and_headings_have_ids_of_their_own() -> None:
    found = MARKDOWN.convert("## Same\n\nThe same words again.\n\n" * 1000, "essays/a.md", 1)
    assert {"same-1000", "p-the-same-words-again-1000"} <= found.facts.ids
    assert len(found.facts.ids) == 2000
