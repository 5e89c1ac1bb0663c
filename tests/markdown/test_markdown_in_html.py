"""Markdown between the tags of HTML and of components."""

import pytest

from sitegen.markdown.converter import Converted, Markdown
from support.markup import Elements, printed

MARKDOWN = Markdown("en")


def body(text: str, path: str = "essays/a.md") -> Converted:
    return MARKDOWN.convert(text, path)


def codes(text: str) -> list[str]:
    return [problem.code for problem in body(text).facts.problems]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('<aside markdown="1">\nRain *fell*.\n</aside>', "<aside>"),
        ("<div markdown=1>\n\nRain *fell*.\n\n</div>", "<div>"),
        ('<section class="x" markdown="block">\nRain *fell*.\n</section>', '<section class="x">'),
        ('<div markdown="1">Rain *fell*.</div>', "<div>"),
        ('<div markdown="1">\n<div>\n</div>\n\nRain *fell*.\n</div>', "<div>"),
        ('<div parse="block">\n  Rain *fell*.\n</div>', "<div>"),
        ("<details>\n<summary>More</summary>\nRain *fell*.\n</details>", "<summary>More</summary>"),
        ("<details>\n  <summary>More</summary>\n      Rain *fell*.\n</details>", "<details>"),
        ("<details open><summary>More</summary>\n\nRain *fell*.</details>", "<details open="),
    ],
)
def test_words_in_html_that_are_markdown_are_read(text: str, html: str) -> None:
    found = printed(body(f"Before.\n\n{text}\n\nAfter."))
    assert html in found
    assert "Rain <em>fell</em>." in found
    assert "markdown" not in found
    assert found.endswith('<p id="p-after">After.</p>')
    assert Elements(found).balanced
    assert codes(text) == []


def test_the_words_of_a_phrase_get_no_paragraph_of_their_own() -> None:
    html = printed(
        body('<p markdown="span">Rain *fell*.</p>\n\n<details>\n<summary>*M*</summary>\n</details>')
    )
    assert "<p>Rain <em>fell</em>.</p>" in html
    assert "<summary><em>M</em></summary>" in html


def test_markdown_in_a_list_item_and_a_quotation() -> None:
    text = '- <div markdown="1">\n  Rain *fell*.\n  </div>\n\n'
    text += "> <details>\n> <summary>M</summary>\n> Snow *fell*.\n> </details>"
    html = printed(body(text))
    assert "Rain <em>fell</em>." in html
    assert "Snow <em>fell</em>." in html
    assert Elements(html).balanced


def test_indented_html_in_what_unfolds_is_not_code() -> None:
    text = "<details>\n<summary>More</summary>\n    <p>Rain.</p>\n      Snow.\n</details>"
    assert "<pre" not in printed(body(text))
    assert "<p>Rain.</p>" in printed(body(text))


def test_lists_below_a_tag_keep_their_levels() -> None:
    text = "<details>\n<summary>More</summary>\n- Rain.\n    - Hail.\n</details>"
    assert "<li>Rain.\n<ul>\n<li>Hail.</li>" in printed(body(text))


def test_code_in_what_unfolds_is_code() -> None:
    text = "<details>\n<summary>More</summary>\n\n    x = 1\n\n- Rain.\n\n  Snow.\n</details>"
    html = printed(body(text))
    assert "<pre><code>x = 1" in html
    assert "<p>Snow.</p>\n</li>" in html


@pytest.mark.parametrize(
    "text",
    [
        "<div>\nRain *fell*.\n</div>",
        '<div markdown="0">\nRain *fell*.\n</div>',
        "<pre>\nRain *fell*.\n</pre>",
        "<TABLE>\n<TR><TD>Rain *fell*.</TD></TR>\n</TABLE>",
    ],
)
def test_other_html_stays_as_it_is(text: str) -> None:
    assert "Rain *fell*." in printed(body(text))


@pytest.mark.parametrize(
    "text",
    [
        "<Panel>\n  Rain *fell*, see [there](b.md).\n</Panel>",
        "<Panel>\n\nRain *fell*, see [there](b.md).\n\n</Panel>",
        '<Panel\n  kind="x"\n  style={{a: "red"}}\n>\nRain *fell*, see [there](b.md).\n</Panel>',
        "<Panel>Rain *fell*, see [there](b.md).</Panel>",
        "<Outer>\n  <Panel>\n    Rain *fell*, see [there](b.md).\n  </Panel>\n</Outer>",
        "<Outer><Panel>\nRain *fell*, see [there](b.md).\n</Panel></Outer>",
        "<Ui.Panel>\nRain *fell*, see [there](b.md).\n</Ui.Panel>",
        "<Panel>\nRain *fell*, see [there](b.md).",
        "Then <Panel x={1}>Rain *fell*, see [there](b.md).</Panel>",
        "- <Panel>\n  Rain *fell*, see [there](b.md).\n  </Panel>",
    ],
)
def test_the_tags_of_a_component_go_and_its_words_stay(text: str) -> None:
    html = printed(body(f"{text}\n\nAfter."))
    assert 'Rain <em>fell</em>, see <a href="slot:0">there</a>.' in html
    assert "anel" not in html
    assert html.endswith('<p id="p-after">After.</p>')
    assert codes(text) == ["W318"]


@pytest.mark.parametrize(
    ("text", "kinds", "title"),
    [
        ("<Callout>\nRain.\n</Callout>", "note", ""),
        ('<Note title="Thin ice">\nRain.\n</Note>', "note", "Thin ice"),
        ('<Callout type="warning">\nRain.\n</Callout>', "note warning", "Warning"),
        ("<Tip>Rain.</Tip>", "note tip", "Tip"),
        (
            '<Aside type="caution" title="Thin *ice*">\nRain.\n</Aside>',
            "note caution",
            "Thin <em>ice</em>",
        ),
    ],
)
def test_a_component_that_is_a_box_becomes_one(text: str, kinds: str, title: str) -> None:
    html = printed(body(text))
    shown = f'<p class="title">{title}</p>\n' if title else ""
    assert f'<aside class="{kinds}" role="note"' in html
    assert f">\n{shown}<p>Rain.</p>\n</aside>" in html


def test_words_in_the_attributes_of_a_component_are_kept() -> None:
    html = printed(
        body('<Tabs>\n<Tab title="North">\nRain.\n</Tab><Tab label="South">Snow.</Tab>\n</Tabs>')
    )
    assert '<p id="p-north" class="title">North</p>' in html
    assert '<p id="p-south" class="title">South</p>' in html


def test_a_component_with_a_picture_shows_it() -> None:
    found = body('<Image src="lamp.png" alt="A lamp" />')
    assert '<img src="slot:0" alt="A lamp"' in printed(found)
    assert found.facts.links[0].target == "lamp.png"


@pytest.mark.parametrize(
    "text",
    [
        "`<Panel>`",
        "```\n<Panel>\n</Panel>\n```",
        "a <B>bold</B> word",
        "x <Y and Z> w",
        "\\<Panel>",
    ],
)
def test_what_is_no_component_is_not_reported_as_one(text: str) -> None:
    assert "W318" not in codes(text)


@pytest.mark.parametrize("text", ["a List<String> of", "Map<Key, Value>", "Vec<T> or Box<U>"])
def test_the_parameter_of_a_type_stays(text: str) -> None:
    found = body(text)
    assert text.replace("<", "&lt;").replace(">", "&gt;") in printed(found)
    assert found.facts.problems == ()


def test_many_components_without_an_end_are_read() -> None:
    text = "<Panel>\n" * 5_000 + "</Panel>\n" * 500 + "\n" + "<Panel x='" * 2_000
    assert codes(text) == ["W318"]
