"""Code of MDX in a text: left out where it is a statement or a comment, reported once."""

import re

import pytest

from sitegen.markdown.converter import Converted, Markdown
from support.markup import printed

MARKDOWN = Markdown("en")


def body(text: str, path: str = "essays/a.mdx") -> Converted:
    return MARKDOWN.convert(text, path)


def found(text: str, path: str = "essays/a.mdx") -> list[str]:
    problems = body(text, path).facts.problems
    return [f"{p.place.line}: {p.code} {p.message}" for p in problems]


@pytest.mark.parametrize(
    "code",
    [
        "import Panel from './panel'",
        'import {Panel, Tab} from "../ui";',
        "import {\n  Panel,\n  Tab,\n} from 'ui'",
        "import 'style.css'",
        "import A from 'a'\nimport B from 'b'",
        "export const meta = {title: 'It'}",
        'export const meta = {\n  title: "It\'s",\n\n  words: [1],\n}',
        "export default ({children}) => <Layout>{children}</Layout>",
        "export * from './x'",
        "{/* a remark */}",
        "{/* a remark\n\nof two paragraphs */}",
    ],
)
def test_statements_and_comments_are_not_printed(code: str) -> None:
    html = printed(body(f"{code}\n\nRain.\n\n{code}\n\nSnow."))
    assert html == '<p id="p-rain">Rain.</p>\n<p id="p-snow">Snow.</p>'


def test_statements_are_reported_once_and_lines_stay() -> None:
    text = "import A from 'a'\n\nexport const b = {\n  c: 1\n}\n\nRain[^x].\n"
    assert found(text) == [
        "1: W318 'import A from 'a'' is code of MDX and is left out, and 1 more in this text",
        "7: W303 footnote 'x' is not defined",
    ]


def test_a_comment_in_a_line_is_not_printed_nor_reported() -> None:
    text = "Rain {/* hidden */}and snow."
    assert printed(body(text)) == '<p id="p-rain-and-snow">Rain and snow.</p>'
    assert found(text) == []


def test_an_expression_stays_and_is_reported() -> None:
    text = "Rain{' '}and {\"snow\"} for {props.name}."
    assert "Rain and snow for {props.name}." in printed(body(text))
    assert found(text) == ["1: W318 '{props.name}' is code of MDX and is printed unchanged"]


def test_a_text_that_uses_what_it_imports_is_mdx_whatever_its_name() -> None:
    text = "import Panel from './panel'\n\n<Panel>\nRain.\n</Panel>"
    assert printed(body(text, "essays/a.md")) == '<p id="p-rain">Rain.</p>'


@pytest.mark.parametrize(
    "text",
    [
        "import duties rose by a third.",
        "export of goods was forbidden.",
        "```js\nimport a from 'b'\nexport const c = 1\n{/* d */}\n```",
        "`import a from 'b'` and `{/* d */}` and `{e.f}`",
        "    import a from 'b'",
    ],
)
def test_words_and_code_that_look_alike_stay(text: str) -> None:
    html = re.sub(r"<[^>]*>", "", printed(body(f"Rain.\n\n{text}")))
    assert re.sub(r"\W", "", html) == "Rain" + re.sub(r"\W", "", text.removeprefix("```js"))
    assert found(f"Rain.\n\n{text}") == []


@pytest.mark.parametrize("code", ["export const a = {\n", "import {\n", "{/* ", "{/*\n", "*/}{/*"])
def test_much_code_without_an_end_is_read(code: str) -> None:
    assert len(printed(body(code * 5_000 + "\n\nRain."))) < 10**6


def test_in_markdown_statements_and_braces_stay() -> None:
    text = "import A from 'a'\n\nRain and {c.d}."
    assert "Rain and {c.d}" in printed(body(text, "essays/a.md"))
    assert "import A" in printed(body(text, "essays/a.md"))


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="a.png" alt="Rain" style={{width: 10}} />',
        '<img src="a.png" alt={"Rain"} {...rest} onClick={() => go({a: 1})} />',
        '<img\n  src="a.png"\n  alt="Rain"\n  style={{\n    width: 10\n  }}\n/>',
    ],
)
def test_a_picture_whose_attributes_are_code_is_a_picture(tag: str) -> None:
    html = printed(body(f"Snow {tag} falls."))
    assert '<img src="' in html or '<img alt="Rain" src="' in html
    assert 'alt="Rain"' in html
    assert "{" not in re.sub(r"<[^>]*>", "", html)
    assert re.sub(r"<[^>]*>", "", html).split() == ["Snow", "falls."]


def test_the_words_of_a_value_in_braces_are_whole() -> None:
    html = printed(body('<Panel title={"Rain and snow"}>Hail.</Panel>'))
    assert "Rain and snow" in html


def test_tags_with_code_in_their_attributes_stay_in_code() -> None:
    text = '`<img style={{a: 1}} />`\n\n```jsx\n<p style={{b: 2}}>{"c"}</p>\n```'
    html = printed(body(text))
    assert "&lt;img style={{a: 1}} /&gt;" in html
    assert '<p style={{b: 2}}>{"c"}</p>' in re.sub(r"<[^>]*>", "", html).replace(
        "&lt;", "<"
    ).replace("&gt;", ">").replace("&quot;", '"')


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('Write `{"c"}` here.', '<code>{"c"}</code>'),
        ("Write ``{'c'} ` `` and {'d'}.", "<code>{'c'} ` </code> and d."),
        ('Write `<A d={"e f"}>` here.', '<code>&lt;A d={"e f"}&gt;</code>'),
        ("Write\n\n    {'c'}", "<code>{'c'}\n</code>"),
    ],
)
def test_words_in_braces_stay_in_code(text: str, code: str) -> None:
    assert code in printed(body(text))
