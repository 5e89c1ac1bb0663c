"""Formulas: MathML when the site is built."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markdown import formulas
from sitegen.markdown.converter import Converted, Markdown

PATH = "essays/a.md"


def converted(text: str, html: str = "sanitize") -> Converted:
    return Markdown(html=html).convert(text, PATH)  # type: ignore[arg-type]


def shown(text: str, html: str = "sanitize") -> str:
    found = converted(text, html)
    return "\n".join((found.words.html, *found.words.notes))


def reported(text: str) -> list[tuple[int, int, str]]:
    problems = converted(text).facts.problems
    return [(one.place.line, one.place.column, one.message) for one in problems]


@pytest.mark.parametrize("html", ["sanitize", "trusted", "off"])
def test_formulas_are_the_same_beside_raw_html(html: str) -> None:
    text = "A $x^2$ b <b>c</b>[^1].\n\n[^1]: And $y_1$.\n"
    plain = shown(text.replace("<b>c</b>", "c"))
    formulas_in = re.compile(r"<math>.*?</math>")
    assert formulas_in.findall(shown(text, html)) == formulas_in.findall(plain)
    assert len(formulas_in.findall(plain)) == 2


@pytest.mark.parametrize(
    "text", ["$$\nx + 1\n$$", "$$x + 1$$", "```math\nx + 1\n```", "Then $$x + 1$$ follows."]
)
def test_formula_between_two_dollars_or_in_a_fence_is_set_apart(text: str) -> None:
    html = shown(text)
    assert '<math display="block">' in html
    assert '<annotation encoding="application/x-tex">x + 1</annotation>' in html


def test_formula_between_dollars_and_backticks_is_read() -> None:
    assert ">a&lt;b</annotation>" in shown("Let $`a<b`$.")


def test_formula_that_is_a_block_can_be_reached_by_keyboard() -> None:
    assert shown("$$\nx\n$$").startswith('<div class="math" tabindex="0"><math display="block">')


def test_formula_in_a_heading_is_in_its_contents_too() -> None:
    found = converted("## On $x^2$\n\nText.")
    assert found.facts.headings[0].text == "On x^2"
    assert "<msup>" in found.facts.headings[0].title
    assert "<msup>" in found.words.html


def test_formula_in_a_title_is_typeset() -> None:
    html, name = Markdown().inline("On $x^2$")
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html
    assert name == "On x^2"


def test_unknown_command_is_reported_with_its_place_and_printed_as_it_was_typed() -> None:
    text = "One.\n\nTwo $a + \\foo{b}$ and\n\n$$\nc\n+ \\baz\n$$\n"
    html = shown(text)
    assert "Two $a + \\foo{b}$ and" in html
    assert "$$\nc\n+ \\baz\n$$" in html
    assert reported(text) == [
        (3, 10, "formula: unknown command '\\foo'"),
        (7, 3, "formula: unknown command '\\baz'"),
    ]


def test_place_is_right_in_a_quotation_and_after_letters_with_accents() -> None:
    assert reported("> Été $é\\foo$.")[0][:2] == (1, 9)
    assert reported("> $$\n> x \\foo\n> $$")[0][:2] == (2, 5)


def test_formulas_are_numbered_through_a_text_and_refer_forwards() -> None:
    html = shown(
        "See $\\eqref{last}$.\n\n\\begin{equation}\na\n\\end{equation}\n\n"
        "$$\n\\label{last} b\n$$\n\n$$\nc \\tag{C}\n$$\n"
    )
    assert 'See <a href="#eq-last">(2)</a>.' in html
    assert re.findall(r'id="(eq-\w+)"', html) == ["eq-last"]
    assert re.findall(r"<mtext>(\(\w\))</mtext>", html) == ["(1)", "(2)", "(C)"]


def test_labels_become_ids_that_texts_can_link_to() -> None:
    assert "eq-one" in converted("$$\n\\label{one} b\n$$").facts.ids


def test_label_that_is_twice_in_a_text_is_an_id_once() -> None:
    one = "$$\n\\label{one} b\n$$\n\n"
    assert shown(one + one).count('id="eq-one"') == 1


def test_reference_to_no_formula_is_reported() -> None:
    text = "See $\\eqref{nope}$."
    assert reported(text) == [(1, 6, "no formula of this text has the label 'nope'")]
    assert "<a " not in shown(text)


def test_alignment_needs_no_style_in_attributes() -> None:
    html = shown("\\begin{align}\na &= b \\\\\n c &= d\n\\end{align}\n\n$\\color{red}x$")
    assert "style=" not in html.replace("displaystyle=", "")
    assert 'class="left near"' in html


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 41 + "}" * 41,
        "\\left(" * 41 + "\\right)" * 41,
        "\\sqrt" * 1_001 + "x",
        "x" * 20_001,
        "\\newcommand{\\a}{\\a\\a}\\a",
        "\\def\\a{b}\\a",
    ],
)
def test_formula_that_could_exhaust_memory_is_printed_as_it_was_typed(tex: str) -> None:
    found = converted(f"$$\n{tex}\n$$")
    assert [one.code for one in found.facts.problems] == ["W321"]
    assert tex in found.words.html


@pytest.mark.slow
@pytest.mark.parametrize(
    "tex",
    ["\\frac1" * 999 + "x", "x_{" * 40 + "}" * 40, "\\sqrt" * 960 + "x^{" * 39 + "}" * 39],
)
def test_the_deepest_formulas_do_not_end_the_program(tex: str) -> None:
    code = f"from sitegen.markdown.formulas import _typeset\n_typeset({tex!r}, display=True)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr


@given(st.text(alphabet=st.sampled_from("\\{}[]^_&$ab1 \n\"<>'%~#é"), max_size=30))
def test_any_formula_is_typeset_or_printed(tex: str) -> None:
    found = converted(f"```math\n{tex}\n```")
    assert "\0" not in found.words.html
    assert found.words.html.count("<math") <= 1


def test_without_the_library_formulas_are_printed_and_reported_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(formulas, "find_spec", lambda _: None)
    formulas.is_installed.cache_clear()
    try:
        found = converted("A $x^2$ and $y$.")
    finally:
        formulas.is_installed.cache_clear()
    assert "A $x^2$ and $y$." in found.words.html
    assert [one.code for one in found.facts.problems] == ["W322"]
