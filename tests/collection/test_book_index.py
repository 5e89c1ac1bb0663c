"""The index: entries from marks and themes, references, letters and pages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.book_index import BookIndex, Entry, assemble, collation, letter_of
from sitegen.collection.catalogue import Catalogue
from sitegen.collection.tag_index.index import assemble as assemble_themes
from sitegen.markdown.converter import Markdown
from sitegen.model import Essay
from sitegen.problems.errors import Problem
from support.markup import Elements
from support.sample_texts import SITE, inline, text, theme_file
from support.site import build, essay, page, problems, write_site

MARKDOWN = Markdown()


def marked(name: str, body: str, **front: tuple[str, ...]) -> Essay:
    path = f"essays/{name}.md"
    made = text(path, **front)  # type: ignore[arg-type]  # only tags are given here
    return Essay(path, "essay", made.meta, made.card, MARKDOWN.convert(body, path).facts)


def index(*texts: Essay) -> tuple[BookIndex, tuple[Problem, ...]]:
    catalogue = Catalogue.of(texts)
    tags, _ = assemble_themes(catalogue, SITE, inline)
    return assemble(catalogue.listed, tags, inline)


def printed(book: BookIndex) -> str:
    """The index as a plain text."""
    lines = []
    for letter in book:
        lines.append(f"[{letter.letter}]")
        lines += [line for entry in letter.entries for line in _lines(entry, "")]
    return "\n".join(lines)


def _lines(entry: Entry, indent: str) -> list[str]:
    places = [f"{p.essay[7:-3]} {p.paragraph}".rstrip() for p in entry.locators]
    places += [f"see {other.title}" for other in entry.see]
    places += [f"see also {other.title}" for other in entry.see_also]
    own = indent + ", ".join([entry.name, *places])
    return [own, *(line for sub in entry.entries for line in _lines(sub, indent + "  "))]


def test_marks_make_entries_and_sub_entries_with_paragraphs() -> None:
    a = marked("a", 'One [word]{index="Bridges!repair of; Towns"}.\n\n{index=Bridges}\nTwo.')
    b = marked("b", "Three.\n\nFour.[^1]\n\n[^1]: In a [note]{index=Towns}.")
    book, found = index(a, b)
    assert printed(book) == "[B]\nBridges, a 2\n  repair of, a 1\n[T]\nTowns, a 1, b n1"
    assert found == ()


def test_a_mark_does_not_change_the_text() -> None:
    plain = MARKDOWN.convert("One word *and* two.", "a.md")
    assert (
        MARKDOWN.convert('One [word *and*]{index="a!b"} two.', "a.md").words.html
        == plain.words.html
    )


def test_every_block_that_can_be_marked_gets_an_anchor() -> None:
    source = "\n\n".join(
        (
            "- an [item]{index=one}",
            "{index=two}\n> A quotation.",
            "## A heading {index=three}",
            "| a |\n|---|\n| [cell]{index=four} |",
            "Last [word]{index=five #own}.",
        )
    )
    body = MARKDOWN.convert(source, "a.md")
    assert [mark.text for mark in body.facts.marks] == ["one", "two", "three", "four", "five"]
    assert {mark.anchor for mark in body.facts.marks} <= body.facts.ids
    assert body.facts.marks[-1].anchor == "own"


def test_themes_are_entries_and_their_other_names_lead_to_them() -> None:
    book, _ = index(
        theme_file("listening", aliases=("being heard",), related=("respect",)),
        marked("a", "[Words.]{theme=listening}", tags=("listening", "respect")),
        marked("b", "Words.", tags=("respect",)),
    )
    assert printed(book) == (
        "[B]\nbeing heard, see Listening\n[L]\nListening, a 1, see also respect\n"
        "[R]\nrespect, a, b, see also Listening"
    )


def test_a_mark_with_the_name_of_a_theme_adds_to_its_entry() -> None:
    book, found = index(
        marked("a", "One.\n\n[Two]{index=LISTENING}. [Three]{theme=listening}", tags=("listening",))
    )
    assert printed(book) == "[L]\nlistening, a 2"
    assert found == ()


def test_references_lead_past_entries_that_hold_nothing() -> None:
    book, found = index(
        marked("a", '[x]{index="Cars|see Carts; Carts|see Wagons!old"} [y]{index="Wagons!old"}')
    )
    assert "Cars, see Wagons, old" in printed(book)
    assert found == ()


def test_an_entry_with_places_of_its_own_says_see_also() -> None:
    book, _ = index(marked("a", '[x]{index="Cars; Cars|see Carts; Carts"}'))
    assert printed(book) == "[C]\nCars, a 1, see also Carts\nCarts, a 1"


def test_a_character_after_a_backslash_is_part_of_a_name() -> None:
    catalogue = Catalogue.of([marked("a", r'[x]{index="Oh\!; A\|B"}')])
    tags, _ = assemble_themes(catalogue, SITE, inline)
    book, _ = assemble(catalogue.listed, tags, MARKDOWN.inline)
    assert printed(book) == "[A]\nA|B, a 1\n[O]\nOh!, a 1"


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ("", "W541 the index mark '' names no entry"),
        ("a!", "W541 the index mark 'a!' names no entry"),
        ("a!b!c", "W541 the index mark 'a!b!c' names no entry"),
        ("a|b", "W541 the index mark 'a|b' names no entry"),
        ("a|see b", "W542 index entry 'b' not found"),
        ("a|see a", "W543 the index references of 'a' form a circle"),
    ],
)
def test_a_mark_that_cannot_be_followed_is_reported(mark: str, message: str) -> None:
    _, found = index(marked("a", f'[x]{{index="{mark}"}} [y]{{index=other}}'))
    assert [f"{problem.code} {problem.message}" for problem in found] == [message]


def test_a_circle_is_reported_at_each_of_its_marks() -> None:
    book, found = index(marked("a", '[x]{index="a|see b; b|see c; c|see a; d"}'))
    assert [problem.code for problem in found] == ["W543"] * 3
    assert printed(book) == "[D]\nd, a 1"


def test_a_long_chain_of_references_is_followed() -> None:
    chain = "; ".join(f"e{n}|see e{n + 1}" for n in range(300))
    book, found = index(marked("a", f'[x]{{index="{chain}; e300"}}'))
    assert found == ()
    assert len(book[0].entries) == 301


def test_entries_that_differ_in_case_are_one_and_both_places_are_reported(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        f"-- essays/a.md --\n{essay('A', '[x]{index=Town}')}"
        f"-- essays/b.md --\n{essay('B', '[x]{index=town}')}",
    )
    told = problems(tmp_path)
    assert "warning[W544]: 'Town' is spelled 'town' in the index at essays/b.md:6:1" in told or (
        "warning[W544]: 'town' is spelled 'Town' in the index at essays/a.md:6:1" in told
    )


def test_entries_sort_without_accents_and_case() -> None:
    names = ["zebra", "Äpfel", "apple", "Øre", "oslo", "Straße", "strasse", "écran", "10", "9"]
    assert sorted(names, key=collation) == [
        "9", "10", "Äpfel", "apple", "écran", "Øre", "oslo", "Straße", "strasse", "zebra",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("ähnlich", "A"), ("“Quoted”", "Q"), ("Œuvre", "O"), ("’90s", "0–9"), ("ёлка", "Е"),
        ("Ὀδυσσεύς", "Ο"), ("漢字", "漢"), ("한국", "한"), ("が", "か"), ("!!!", "0–9"),
    ],
)  # fmt: skip
def test_an_entry_is_under_its_first_letter(name: str, letter: str) -> None:
    assert letter_of(name) == letter


@given(st.lists(st.text(min_size=1, max_size=12), max_size=12))
def test_every_name_is_under_a_letter_once(names: list[str]) -> None:
    escaped = "; ".join("".join(f"\\{c}" if c in "\\!|;" else c for c in n) for n in names)
    quoted = escaped.translate({ord(c): "" for c in '"{}\n\r\0'})
    book, _ = index(marked("a", f'[x]{{index="{quoted}"}}'))
    letters = [letter.letter for letter in book]
    ids = [entry.id for letter in book for entry in letter.entries]
    assert len(set(letters)) == len(letters)
    assert len(set(ids)) == len(ids)


def test_a_site_without_marks_has_no_index(tmp_path: Path) -> None:
    write_site(tmp_path, f"-- essays/a.md --\n{essay('A', tags='[one]')}")
    assert build(tmp_path).code == 0
    assert not (tmp_path / "public/index").exists()
    assert "/index/" not in page(tmp_path, "a/index.html")


def test_the_index_names_essays_and_paragraphs(tmp_path: Path) -> None:
    body = 'One [w]{index="Bridges!old"}.\n\nTwo [w]{index="Bridges!old; Rivers|see Bridges"}.'
    first = essay('"First: a subtitle"', body)
    write_site(tmp_path, f"-- essays/a.md --\n{first}")
    assert build(tmp_path, "--strict").code == 0
    html = page(tmp_path, "index/index.html")
    assert '<a href="/a/#p-one-w">First&nbsp;<span class="at">¶&nbsp;1</span></a>' in html
    assert (
        '<a href="/a/#p-two-w" aria-label="First: a subtitle ¶ 2"><span class="at">2</span></a>'
        in html
    )
    assert '<em>see</em> <a href="#e-bridges">Bridges</a>' in html
    assert 'href="/index/"' in page(tmp_path, "a/index.html")
    assert "https://trial.example/index/" in page(tmp_path, "sitemap.xml")


def test_a_long_index_has_a_page_for_each_letter(tmp_path: Path) -> None:
    marks = "; ".join(f"{chr(97 + n % 20)}{n}" for n in range(1_300))
    body = f'[w]{{index="{marks}; zoo|see a20"}}'
    write_site(tmp_path, f"-- essays/a.md --\n{essay('A', body)}")
    assert build(tmp_path, "--strict").code == 0
    assert "a1280" not in page(tmp_path, "index/index.html")
    assert 'id="e-a1280"' in page(tmp_path, "index/a/index.html")
    assert 'href="/index/a/#e-a20"' in page(tmp_path, "index/z/index.html")
    ids = Elements(page(tmp_path, "index/a/index.html")).ids()
    assert len(set(ids)) == len(ids)


def test_an_edit_that_moves_a_paragraph_renews_the_index(tmp_path: Path) -> None:
    write_site(tmp_path, f"-- essays/a.md --\n{essay('A', 'One [w]{index=Town}.')}")
    build(tmp_path)
    longer = essay("A", "New.\n\nOne [w]{index=Town}.")
    write_site(tmp_path, f"-- essays/a.md --\n{longer}")
    build(tmp_path)
    assert "¶&nbsp;2" in page(tmp_path, "index/index.html")
