"""A new kind of inline markup: a rule, and a row of the table."""

from pathlib import Path

import pytest

from support.changed_program import ChangedProgram
from support.site import essay, write_site

MARK = {
    "src/sitegen/markdown/inline_rules.py": [
        ('    Inline("[", (bracket,)),', '    Inline("+", (highlighted,), ("dfn",)),'),
        (
            "def inside(state: StateInline, start: int, end: int) -> None:",
            '''\
_MARKED = regex(r"[+]{2}([^+]+)[+]{2}")


def highlighted(state: StateInline, silent: bool) -> bool:
    """Read highlighted words between ``++``."""
    match = _MARKED.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("dfn_open", "dfn", 1)
        inside(state, *match.span(1))
        state.push("dfn_close", "dfn", -1)
    state.pos = match.end()
    return True


''',
        ),
    ],
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> ChangedProgram:
    return ChangedProgram(tmp_path_factory.mktemp("program"), MARK)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("One ++two *three*++ four.", "One <dfn>two <em>three</em></dfn> four."),
        ("[One ++two++](https://a.example/).", ">One <dfn>two</dfn></a>."),
        ("## One ++two++\n", '<h2 id="one-two">One <dfn>two</dfn></h2>'),
        ("One ++two++ <b>three</b>.", "One <dfn>two</dfn> <b>three</b>."),
        ("One *two ++three++*.", "One <em>two <dfn>three</dfn></em>."),
        ("One ++ two.", "One ++ two."),
    ],
)
def test_new_inline_markup_takes_a_rule_and_a_row(
    program: ChangedProgram, tmp_path: Path, body: str, html: str
) -> None:
    text = essay("A ++new++ title", body)
    root = write_site(tmp_path, f"-- essays/a.md --\n{text}")
    program.build(root)
    page = (root / "public/a/index.html").read_text(encoding="utf-8")
    assert html in page
    assert "<h1>A <dfn>new</dfn> title</h1>" in page
