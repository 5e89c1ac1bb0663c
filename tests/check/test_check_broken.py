"""Rules for broken text: what they find in ``data/check``, say and fix."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.check.broken.letters import fix_encoding
from sitegen.check.types import Finding
from support.checked_texts import FOLDER, case, fixed, found

DIRTY = sorted((FOLDER / "dirty").glob("broken-*.md"))
ESSAYS = sorted((Path(__file__).parents[2] / "essays").rglob("*.md"))


def examine(text: str) -> list[Finding]:
    return found([case(text)], "13")


def said(text: str) -> list[str]:
    return [
        f"{one.place.line}:{one.place.column} {one.code} {one.message} | {one.hint}"
        for one in (finding.problem for finding in examine(text))
    ]


@pytest.mark.parametrize("file", ESSAYS, ids=lambda file: file.stem)
def test_shipped_text_has_no_finding(file: Path) -> None:
    assert said(file.read_bytes().decode()) == []


def without_yielding(findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if not (one.edit and one.edit.yields)]


@pytest.mark.parametrize("file", DIRTY, ids=lambda file: file.stem)
def test_edits_take_their_findings_away_and_add_none(file: Path) -> None:
    text = file.read_bytes().decode()
    findings = without_yielding(examine(text))
    left = [one for one in findings if one.edit is None]
    again = without_yielding(examine(fixed(text, findings)))
    assert sorted((one.problem.code, one.problem.place.line) for one in again) == sorted(
        (one.problem.code, one.problem.place.line) for one in left
    )


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("Am I right?That is it.", "Am I right? That is it."),
        ("It is late.The end is near.", "It is late. The end is near."),
        ("“Go.”The end.", "“Go.” The end."),
        ("Por fin.¿Quién lo sabe?", "Por fin. ¿Quién lo sabe?"),
        ("It wasnâ€™t so.", "It wasn’t so."),
        ("â€œGoâ€\x9d, he said â€” twice.", "“Go”, he said — twice."),
        ("The cafÃ© and `cafÃ©`.", "The café and `cafÃ©`."),
        ("cafÃƒÂ©", "café"),
        ("a ðŸ˜€ b", "a 😀 b"),
        ("one\u200b two\ufeff", "one two"),
        ("one &#8203;two", "one two"),
        ("[a](https://x.org/?utm_source=b)", "[a](https://x.org/)"),
        ("[a](https://x.org/?b=1&fbclid=c&d=2#e)", "[a](https://x.org/?b=1&d=2#e)"),
        ("https://x.org/?gclid=1&amp;b=2", "https://x.org/?b=2"),
        ("https://x.org/?b=2&utm_source=c&#0045;v2&#45;0&d=1", "https://x.org/?b=2&d=1"),
        ("https://x.org/?b=c&#0045;v2&fbclid=d", "https://x.org/?b=c&#0045;v2"),
        ("[a](http://en.wikipedia.org/wiki/A)", "[a](https://en.wikipedia.org/wiki/A)"),
    ],
)
def test_what_is_certain_is_fixed(dirty: str, clean: str) -> None:
    assert fixed(dirty, examine(dirty)) == clean


@pytest.mark.parametrize(("name", "sure"), [("fbclid", True), ("utm_campaign", False)])
def test_marks_that_an_author_may_have_chosen_stay_without_consent(name: str, sure: bool) -> None:
    [finding] = examine(f"[a](https://x.org/?{name}=b)")
    assert finding.edit
    assert finding.edit.sure == sure


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "right?That is it",
            "1:1 W1302 missing space between sentences in 'right?That' | write: right? That",
        ),
        (
            "the cafÃ© closed",
            "1:8 W1306 'cafÃ©' is UTF-8 text that was read in another encoding"
            " | it should read: café closed",
        ),
        (
            "a caf\ufffd closed",
            "1:6 W1306 'caf\ufffd' lost letters when the encoding of the text was changed"
            " | retype the word",
        ),
        (
            "a\u200bb\u200bc",
            "1:2 W1307 2 invisible characters; the first is U+200B zero-width space"
            " | delete them: they break searching and copying",
        ),
        (
            "She said “no and left.",
            "1:10 W1308 unmatched quotation mark in 'She said “no and left.'"
            " | close the quotation, or delete the mark",
        ),
        (
            "It was **not so.",
            "1:8 W1309 emphasis is not closed in '**not so.' | write ** where it ends",
        ),
        (
            "## A\n\n#### B",
            "3:0 W1310 heading 'B' has level 4, but follows one of level 2"
            " | make it level 3, or add the missing heading above it",
        ),
        (
            "# A\n\nText.\n\n# B",
            "5:0 W1311 'B' is a second heading of level 1 "
            "| begin it with ##; the first one is on line 1",
        ),
        (
            "In my last post I asked.",
            "1:1 W1312 'In my last post' mentions a text without linking to it"
            " | link to the text, or rephrase the sentence without the date",
        ),
        (
            "Leave a comment if you like.",
            "1:1 W1313 'Leave a comment' invites comments, but the site has no comments"
            " | say where readers can reply, or delete the sentence",
        ),
        (
            "[](https://x.org/)",
            "1:1 W1314 the link '[](https://x.org/)' has no text or no address"
            " | give it a text and an address, or delete it",
        ),
        (
            "[a](https://x.org/?utm_source=b)",
            "1:5 W1315 tracking parameters in the address: utm_source | write: https://x.org/",
        ),
        (
            "[a](http://github.com/a)",
            "1:5 N1316 'github.com' is linked over http, but the host offers https"
            " | write https:// instead of http://",
        ),
        (
            "Text.\n\n-\n\nMore.",
            "3:1 W1304 empty list item: '-' | write the item on this line, or delete the marker",
        ),
        (
            "Photo: the cellar",
            "1:0 W1305 'Photo: the cellar' looks like a caption, but has no image near it"
            " | add the image, or delete the caption",
        ),
    ],
)
def test_finding_is_said_in_whole_sentences(text: str, message: str) -> None:
    assert said(text) == [message]


def test_paragraphs_of_a_wrapped_text_are_proposed() -> None:
    file = FOLDER / "dirty" / "broken-hard-wraps.md"
    (finding,) = examine(file.read_bytes().decode())
    assert finding.problem.message == (
        "paragraphs were lost in 304 words: lines are broken at column 72, and shorter ones end"
        " paragraphs"
    )
    assert finding.problem.hint == (
        "add an empty line before lines 14, 19, 24, or let sitegen check --fix do it"
    )


def test_title_is_fixed_like_the_text() -> None:
    text = "---\ntitle: It wasnâ€™t so\n---\nText.\n"
    assert fixed(text, examine(text)) == "---\ntitle: It wasn’t so\n---\nText.\n"


def test_front_matter_without_fences_is_left_alone() -> None:
    assert examine("Title: It wasnâ€™t so\nDate: 2010-04-08\n\nText.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "**We go to [https://letters.example/][guide].** And so on.",
        '[^1]: He said: "What is it, and\n  whose is it?"',
    ],
)
def test_addresses_and_notes_hide_no_partner(text: str) -> None:
    assert said(f"{text}\n") == []


def test_http_is_reported_where_another_text_links_the_host_with_https() -> None:
    first = case("[a](http://letters.example.org/1)", "essays/a.md")
    second = case("[b](https://letters.example.org/2)", "essays/b.md")
    (finding,) = found([first, second], "13")
    assert (finding.problem.place.path, finding.edit) == ("essays/a.md", None)


def _misread(text: str) -> str:
    """Read UTF-8 as browsers read Windows-1252."""
    bytes_ = [bytes([byte]) for byte in text.encode()]
    return "".join(one.decode("latin-1" if one in _UNDEFINED else "cp1252") for one in bytes_)


_UNDEFINED = [bytes([byte]) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)]


@given(st.text("aé ü’n–ñ“ç”à€ß"))
def test_misread_letters_come_back_as_they_were(text: str) -> None:
    assert fix_encoding(_misread(text), _misread(text)) == text


@pytest.mark.slow
@given(st.text('ab.?!"“*_`<>()[]&;=:/# \n-1é\u200bÃ', max_size=300))
@settings(max_examples=300)
def test_any_text_is_examined_and_edits_stay_on_their_lines(text: str) -> None:
    last = text.count("\n") + 1
    for finding in examine(text):
        assert 1 <= finding.problem.place.line <= last
        if finding.edit:
            assert finding.edit.first == finding.edit.last == finding.problem.place.line


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "`",
        "``a`",
        "<a ",
        "<pre>",
        "](",
        "[",
        "**a ",
        '"a ',
        "a.B",
        "{{",
        "$$",
        "<!--",
        "Ã©",
        "- \n",
    ],
)
def test_hostile_text_is_examined_in_bounded_steps(unit: str) -> None:
    """Sizes at which a quadratic rule would not end in this life."""
    examine(unit * (40_000 // len(unit)))
