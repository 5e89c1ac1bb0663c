"""Code in colours: languages, marked lines, and code made to be slow."""

import html
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markdown.highlight import LARGEST, Shown, highlight

LANGUAGES = ["python", "javascript", "html", "bash", "json", "yaml", "rust", "go", "sql", "diff"]


def test_code_is_coloured_by_short_classes() -> None:
    assert highlight("x = 1  # <one>\n", "python") == Shown(
        'x = <span class="mi">1</span>  <span class="c1"># &lt;one&gt;</span>\n',
        "python",
    )


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("python", "python"),
        (" Python3 ", "python"),
        ("py{1,3}", "python"),
        ("rust,ignore", "rust"),
        ("js=title", "javascript"),
        ("golang", "go"),
        ("C#", "csharp"),
        ("CSharp", "csharp"),
        ("viml", "vim"),
        ("{.python .numberLines}", "python"),
        ("console", "console"),
    ],
)
def test_the_language_is_the_first_word_in_any_case_or_its_other_name(
    info: str, language: str
) -> None:
    shown = highlight("a\n", info)
    assert (shown.language, shown.doubt) == (language, "")


@pytest.mark.parametrize("info", ["", "text", "none", "plaintext", "{2}", "{}", "="])
def test_plain_text_needs_no_colours(info: str) -> None:
    assert highlight("a < b\n", info) == Shown("a &lt; b\n")


def test_an_unknown_language_is_plain_and_doubtful() -> None:
    assert highlight("a & b", "Fortran {1}") == Shown(
        '<span class="hll">a &amp; b</span>',
        "",
        "unknown language 'fortran' in a code block",
    )


def test_long_code_is_plain_and_doubtful() -> None:
    shown = highlight("a " * LARGEST, "python")
    assert shown.html == "a " * LARGEST
    assert shown.doubt == "'python' code is longer than 8,000 characters"


@pytest.mark.parametrize(
    "info", ["text {2,4-5}", "text{2,4-5}", 'text hl_lines="2 4-5"', 'text {hl_lines=[2,"4-5"]}']
)
def test_marked_lines_are_wrapped_one_by_one(info: str) -> None:
    assert highlight("1\n2\n3\n4\n5\n", info).html == (
        '1\n<span class="hll">2</span>\n3\n<span class="hll">4</span>\n<span class="hll">5</span>\n'
    )


def test_a_token_over_several_lines_is_split_where_lines_are_marked() -> None:
    assert highlight("'''a\nb'''\n", "python {2}").html == (
        "<span class=\"sd\">'''a</span>\n"
        '<span class="hll"><span class="sd">b\'\'\'</span></span>\n'
    )


@given(st.text(), st.sampled_from([*LANGUAGES, "none", "python {1}"]))
def test_no_character_of_the_code_is_lost(code: str, info: str) -> None:
    shown = re.sub(r"</?span[^>]*>", "", highlight(code, info).html)
    newlines = re.compile("\r\n?")
    assert html.unescape(shown) == newlines.sub("\n", code) or html.unescape(shown) == code


# The worst code found for each kind of lexer, in the size that is still coloured. Generous: what
# is guarded against takes minutes.
@pytest.mark.slow
@pytest.mark.parametrize(
    ("info", "piece"),
    [
        ("c", "\n"),
        ("java", "a "),
        ("csharp", "a\n"),
        ("python", "  \n"),
        ("html", "&"),
        ("sql", "'"),
    ],
)
def test_the_worst_code_still_ends(info: str, piece: str) -> None:
    size = {"c": 4_000, "java": 4_000, "csharp": 2_000}.get(info, LARGEST)
    assert highlight(piece * (size // len(piece)), info).doubt == ""


def test_plain_code_does_not_import_pygments() -> None:
    program = (
        "import sys; from sitegen.markdown.converter import Markdown;"
        "Markdown().convert('```none\\na\\n```\\n', 'a.md'); print('pygments' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": "src"},
    )  # fmt: skip
    assert done.stdout == "False\n"
