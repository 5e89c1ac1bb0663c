"""Our faster compiler for Jinja, compared with Jinja's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from sitegen.model import Html
from sitegen.render.jinja_speed import FastEnvironment

VALUES = {
    "text": "a < 'b' & \"c\"",
    "plain": "plain",
    "html": Html("<em>a</em>"),
    "markup": Markup("<b>b</b>"),
    "number": 3,
    "nothing": None,
    "list": ["<", Html("<i>c</i>")],
}


class Shouted(str):
    """A text that says for itself how it is printed."""

    __slots__ = ()

    def __html__(self) -> str:
        return f"<strong>{self.upper()}</strong>"


def same(template: str, values: dict[str, object]) -> str:
    """Render with the press and with plain Jinja, which must agree."""
    made = FastEnvironment(autoescape=True).from_string(template).render(values)
    assert made == Environment(autoescape=True).from_string(template).render(values)
    return made


PRINTER = "{{ x }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(x) }}"
PRINTERS = [kind(autoescape=True).from_string(PRINTER) for kind in (FastEnvironment, Environment)]


@given(st.sampled_from([str, Html, Markup, Shouted]), st.text())
def test_a_text_is_printed_as_jinja_prints_it(kind: type[str], text: str) -> None:
    made = {template.render(x=kind(text)) for template in PRINTERS}
    assert len(made) == 1


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_printed_as_jinja_prints_it(name: str) -> None:
    same(
        "[{{ x }}]{% set y %}{{ x }}{% endset %}{{ y }}{{ x ~ html }}",
        {**VALUES, "x": VALUES[name]},
    )


@pytest.mark.parametrize(
    "call",
    [
        "m(text)",
        "m(text, html)",
        "m(text, b=html)",
        "m(a=text)",
        "m(text) | upper",
        "m(m(text))",
        "m(text) ~ text",
        "m(text) | replace('a', '<')",
        "text | replace('a', m(text))",
        "plain | replace('a', m(text))",
        "plain | replace('a', html)",
        "plain | replace('a', number, 1)",
        "plain | replace(html, 'a')",
        "markup | replace('b', text)",
        "varied(text, html, markup)",
        "named(text, z=html)",
        "'{}'.format(text)",
    ],
)
def test_a_macro_is_called_as_jinja_calls_it(call: str) -> None:
    macros = (
        "{% macro m(a, b='<') %}<p>{{ a }}{{ b }}</p>{% endmacro %}"
        "{% macro varied(a) %}{{ a }}{{ varargs | join(',') }}{% endmacro %}"
        "{% macro named(a) %}{{ a }}{{ kwargs.z }}{% endmacro %}"
    )
    for place in ("{{ %s }}", "{%% for i in list %%}{{ i }}{{ %s }}{%% endfor %%}"):
        for frame in ("%s", "{%% autoescape false %%}%s{%% endautoescape %%}"):
            same(macros + frame % (place % call), VALUES)


def test_a_call_block_reaches_the_macro() -> None:
    macro = "{% macro m(a) %}{{ a }}: {{ caller(a) }}{% endmacro %}"
    made = same(macro + "{% call(x) m(text) %}<hr>{{ x }}{% endcall %}", VALUES)
    assert made.endswith(": <hr>a &lt; &#39;b&#39; &amp; &#34;c&#34;")


def test_a_macro_that_gets_too_much_says_so() -> None:
    template = FastEnvironment(autoescape=True).from_string(
        "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}"
    )
    with pytest.raises(TypeError, match="takes not more than 1 argument"):
        template.render()


def test_templates_and_blocks_print_in_their_order() -> None:
    templates = {
        "plain.css": "p { }",
        "part.html": "<{{ x }}>{% block last %}last{% endblock %}",
        "base.html": (
            "a{% include 'plain.css' without context %}b{% include 'part.html' %}c"
            "{% block one %}1{% include 'plain.css' without context %}2{% endblock %}d"
            "{% for i in list %}{{ i }}{% include 'plain.css' without context %};{% endfor %}"
            "{% set y %}{% include 'part.html' %}{% endset %}{{ y }}{{ self.one() }}e"
        ),
        "page.html": (
            "{% if x %}{% extends 'base.html' %}{% endif %}"
            "{% block one %}[{{ super() }}]{% filter upper %}f{% endfilter %}{% endblock %}"
        ),
    }
    made = [
        kind(autoescape=True, loader=DictLoader(templates))
        .get_template(name)
        .render(x="&", list=[1, "<"])
        for name in ("page.html", "base.html")
        for kind in (FastEnvironment, Environment)
    ]
    assert made[0] == made[1] != made[2] == made[3]
    assert made[2].startswith("ap { }b<&amp;>lastc1p { }2d1p { };&lt;p { };")
