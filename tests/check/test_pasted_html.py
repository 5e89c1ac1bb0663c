"""HTML in a text that Markdown can say: what is reported, and what ``--fix`` writes for it."""

import subprocess
import sys

import pytest

from sitegen.check.broken.pasted_html import pasted
from sitegen.check.fix import without_overlaps
from sitegen.check.types import Edit
from support.checked_texts import as_lines, case, clean

PARAGRAPHS = '<p>One <b>bold</b> and <a href="b.md">link</a>.</p>\n<p>Two<br>lines.</p>\n'


MANY = "\n<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>\n"
"""What makes a text one that is reported."""


def edits(text: str) -> list[Edit]:
    """Return the edits of a text, which is put before enough HTML to be reported."""
    (finding,) = pasted(case(f"{text}\nBetween.\n{MANY}"))
    found = [edit for edit in (finding.edit, *finding.edits) if edit is not None]
    assert found.pop().lines == ("One.", "", "Two.", "", "Three.")
    return found


def test_paragraphs_of_html_become_markdown() -> None:
    (edit,) = edits(f"Text.\n\n{PARAGRAPHS}\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n\nMore.\n")
    assert (edit.first, edit.last, edit.sure) == (3, 9, True)
    assert edit.lines == (
        *("One **bold** and [link](b.md).", "", "Two  ", "lines.", "", "- a", "- b"),
    )


def test_one_finding_says_how_many_places_a_text_has() -> None:
    text = "<p>One.</p>\n\nText.\n\n<p>Two.</p>\n\nText.\n\n<blockquote>Three.</blockquote>\n"
    assert as_lines(pasted(case(text))) == [
        "essays/a.md:1: N1331: '<p>One.</p>' is HTML that Markdown can say (and in 2 more places) "
        "(write it as Markdown, or let sitegen check --fix do it)"
    ]
    assert [edit.lines for edit in edits(text)] == [("One.",), ("Two.",), ("> Three.",)]


@pytest.mark.parametrize("text", ["<p>One.</p>\n<p>Two.</p>\n", "<p>One<br>two.</p>\n"])
def test_little_html_is_left_alone(text: str) -> None:
    assert list(pasted(case(text))) == []


def test_what_was_pasted_from_word_is_written_as_markdown() -> None:
    text = (
        "<p class=MsoNormal><span style='mso-x:y'>One<o:p></o:p></span></p>\n\n"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
        "<span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Two</p>\n"
    )
    (edit,) = edits(text)
    assert edit.lines == ("One", "", "- Two")
    assert not edit.sure


def test_what_was_pasted_from_google_docs_is_written_as_markdown() -> None:
    text = (
        '<b style="font-weight:normal;" id="docs-internal-guid-1">'
        '<p dir="ltr"><span style="font-weight:700;">Bold</span></p></b>\n'
    )
    assert [edit.lines for edit in edits(f"<div>\n{text}</div>\n")] == [("**Bold**",)]


@pytest.mark.parametrize(
    "text",
    [
        '<p class="lead">Words.</p>\n',
        '<div class="box"><p>Words.</p></div>\n',
        '<p>A <span style="color:red">red</span> word.</p>\n',
        '<figure class="wide"><img src="a.png" alt=""></figure>\n',
        "<details><summary>More</summary>Words.</details>\n",
        '<div markdown="1">\n*Words.*\n</div>\n',
        "<table><tr><td>1</td><td>2</td></tr></table>\n",
        "<p>A <u>line</u> and <kbd>Ctrl</kbd>.</p>\n",
        '<p align="center">Words.</p>\n',
        '<p dir="rtl">שלום</p>\n',
        '<iframe src="https://video.example/1"></iframe>\n',
        "<!-- more -->\n",
        "<br>\n\nWords.\n",
        '<a id="here"></a>\n\nWords.\n',
        "<p>{{ page.title }}</p>\n",
        "<p>Words\n\nthat go on.</p>\n",
        "Words <b>in</b> a line.<br>\nMore.\n",
        "```html\n<p>Code.</p>\n```\n",
        "- item\n\n  <p>Words.</p>\n",
    ],
)
def test_html_on_purpose_is_left_alone(text: str) -> None:
    assert edits(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<h4>A part</h4>\n<p>Words.</p>\n",
        "<p>See http://lamp.example/a for more.</p>\n",
        "<pre>\n a\n</pre>\n\n<p>Words.</p>\n",
    ],
)
def test_markdown_that_changes_the_page_is_only_proposed(text: str) -> None:
    assert [edit.sure for edit in edits(text)] == [False]


def test_characters_of_markdown_in_html_stay_as_they_are() -> None:
    (edit,) = edits("<p>a *b* and # c</p>\n<p># d</p>\n")
    assert edit.lines == (r"a \*b\* and # c", "", r"\# d")
    assert edit.sure


def test_what_else_is_to_be_changed_in_html_comes_first() -> None:
    (finding,) = pasted(case(MANY))
    deleted = Edit(3, 3, (), "left over")
    assert finding.edit is not None
    assert list(without_overlaps([finding.edit, deleted])) == [deleted]
    assert next(iter(without_overlaps([finding.edit, Edit(9, 9, (), "x")]))) == finding.edit


def test_clean_texts_have_no_pasted_html() -> None:
    assert [finding for text in clean() for finding in pasted(text)] == []


def test_a_build_does_not_load_the_writer_of_markdown() -> None:
    code = (
        "import sys, sitegen.build, sitegen.cli.app, sitegen.cli.commands.build\n"
        "print([name for name in sys.modules if name.startswith('sitegen.from_html')])"
    )
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
