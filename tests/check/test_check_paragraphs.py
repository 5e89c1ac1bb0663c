"""Lost paragraphs: what ``--fix`` writes, and that no word changes."""

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.check.broken.paragraphs import run_together
from sitegen.check.fix import apply_edits
from sitegen.check.types import Finding
from sitegen.content.loader.split import split
from support.checked_texts import PARSER, case, endless
from support.layouts import (
    LANGUAGES,
    Layout,
    Part,
    indented,
    one_a_line,
    parts,
    ragged,
    spaced,
    wrapped,
)
from support.site import sitegen, write_site

STAYS = Path(__file__).parents[1] / "data" / "shape" / "stays"
HEAD = "---\ntitle: A\n---\n\n"


def findings(text: str) -> list[Finding]:
    return list(run_together(case(text)))


def repaired(text: str) -> str:
    edits = [edit for finding in findings(text) for edit in finding.edits]
    ordered = sorted(edits, key=lambda edit: (edit.first, edit.last))
    return apply_edits(text.encode(), ordered)[0].decode()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


LAYOUTS: dict[str, Layout] = {
    "lines": one_a_line,
    "wrapped at 50": wrapped(50),
    "wrapped at 72": wrapped(72),
    "wrapped at 100": wrapped(100),
    "ragged": ragged(76),
    "as lynx without nolist": wrapped(72, indent=3),
    "first lines indented": wrapped(68, first=4),
    "indented by 6": indented(6),
    "indented by 8 and wrapped": wrapped(79, apart=True, indent=8),
}


@given(
    st.sampled_from(LANGUAGES),
    st.integers(0, 10_000),
    st.integers(2, 14),
    st.sampled_from(sorted(LAYOUTS)),
)
@example("en", 8495, 11, "first lines indented")
def test_a_fix_keeps_each_word_in_its_place(
    language: str, seed: int, count: int, layout: str
) -> None:
    text = HEAD + LAYOUTS[layout](parts(language, seed, count=count))
    after = repaired(text)
    assert words(after) == words(text)
    assert repaired(after) == after


@given(st.lists(st.text("ab C.\t -•>#1\n", min_size=1, max_size=90), min_size=1, max_size=12))
def test_a_fix_of_any_lines_keeps_each_word_in_its_place(lines: list[str]) -> None:
    text = HEAD + "\n".join(lines) + "\n"
    assert words(repaired(text)) == words(text)


@pytest.mark.parametrize("file", sorted(STAYS.glob("*.md")), ids=lambda file: file.stem)
def test_a_text_whose_lines_have_a_meaning_stays(file: Path) -> None:
    text = file.read_bytes().decode()
    assert findings(text) == []
    assert repaired(text) == text


def test_there_are_many_texts_that_stay() -> None:
    assert len(list(STAYS.glob("*.md"))) >= 60


def test_recovered_text_has_headings_and_lists() -> None:
    made = parts("en", 1, count=9)
    made[2:2] = [Part("list", ("• First, a rope.", "• Then the coal.", "• A key."))]
    text = HEAD + one_a_line(made)
    after = repaired(text)
    assert "\n\n- First, a rope.\n- Then the coal.\n- A key.\n\n" in after
    titles = [part.lines[0] for part in made if part.kind == "heading"]
    assert [line[3:] for line in after.split("\n") if line[:2] == "##"] == titles


def test_only_the_mark_before_an_item_is_written_anew() -> None:
    made = parts("en", 1, count=9)
    made[2:2] = [Part("list", ("1. They go to the mill.", "2. They come into a barn, o so late."))]
    after = repaired(HEAD + one_a_line(made))
    assert "\n1. They go to the mill.\n2. They come into a barn, o so late.\n" in after


def test_spaced_text_is_left_alone() -> None:
    assert findings(HEAD + spaced(parts("de", 3))) == []


def test_paragraphs_are_written_beside_fixes_of_other_rules(tmp_path: Path) -> None:
    made = parts("en", 4, count=8, headings=False)
    made[3] = Part("paragraph", ("Was it so right? That was never asked. He kept the count.",))
    body = one_a_line(made).replace("right? That", "right?That")
    write_site(tmp_path, f"-- essays/a.md --\n{HEAD}{body}No comments:\nPost a Comment\n")
    run = sitegen("check", "--fix", "--force", str(tmp_path))
    after = (tmp_path / "essays" / "a.md").read_text(encoding="utf-8")
    assert "W1301" not in run.out
    assert after.removeprefix(HEAD).rstrip() == spaced(made).rstrip()
    kept = (tmp_path / "essays" / "a.removed.md").read_text(encoding="utf-8")
    assert "Post a Comment" in kept
    assert made[0].lines[0] not in kept


def test_finding_says_what_was_lost_and_where_paragraphs_begin() -> None:
    made = parts("en", 4, count=4, headings=False)
    (finding,) = findings(HEAD + one_a_line(made))
    problem = finding.problem
    count = sum(len(part.lines[0].split()) for part in made)
    assert problem.message == f"paragraphs were lost in {count} words: each line is a paragraph"
    assert problem.hint == (
        "add an empty line before lines 6, 7, 8, or let sitegen check --fix do it"
    )


def test_indented_text_loses_its_spaces_alone() -> None:
    made = parts("it", 4, count=5)
    text = HEAD + indented(7)(made)
    (finding,) = findings(text)
    assert finding.problem.hint == "delete these spaces, or let sitegen check --fix do it"
    assert repaired(text).replace("## ", "") == HEAD + spaced(made)


def test_stanza_in_a_recovered_text_keeps_its_lines() -> None:
    verse: tuple[str, ...] = ("The boat was late, and no one said,", "or no one I had ever met,")
    verse += ("that lateness is a kind of bread,", "the harbour has not eaten yet.")
    made = parts("en", 1, count=8)
    made[3:3] = [Part("verse", verse)]
    assert "  \n".join(verse) in repaired(HEAD + one_a_line(made))


@pytest.mark.slow
@pytest.mark.parametrize("lines", ["a. B\n" * 60_000, "word " * 200_000 + "\n" + "x. " * 100_000])
def test_hostile_lengths_are_read_in_linear_time(lines: str) -> None:
    assert run_together(endless(lines)) is not None
    assert [finding.problem.code for finding in run_together(endless(lines))] in ([], ["W1301"])


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_readers_see_the_same_words_after_a_fix(layout: str) -> None:
    text = HEAD + LAYOUTS[layout](parts("es", 8, count=9))
    assert shown(repaired(text)) == shown(text)


def shown(text: str) -> list[str]:
    source = split("essays/a.md", "essay", text)
    return words(re.sub(r"<[^<>]*>|&#?\w+;", " ", PARSER.parse(source).words.html))


def test_code_below_an_indented_paragraph_gets_an_empty_line_above_it() -> None:
    prose = textwrap.indent(
        f"{' '.join(['The ferry left at six and nobody was there.'] * 4)}\n", "   "
    )
    text = f"{prose}\n" * 3 + f"{prose}for box in boxes:\n    weigh(box)\n\n   1. Tea\n   2. Rope\n"
    assert "nobody was there.\n\nfor box in boxes:\n    weigh(box)\n" in repaired(text)
