"""The editor's desk, from real files."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Source
from sitegen.problems.errors import Place, Problem
from sitegen.serve.desk.desk import DeskData, desk_page
from sitegen.serve.desk.find import Finder
from support.desk_site import desk_data, find
from support.fake_preview import CLIENT


@pytest.fixture
def finder() -> Iterator[Finder]:
    finder = Finder()
    yield finder
    finder.close()


def read(page: bytes) -> Element:
    tree = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(
        page, transport_encoding="utf-8"
    )
    assert isinstance(tree, Element)
    return tree


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def section(tree: Element, name: str) -> list[str]:
    """Read the rows or list items of a section."""
    found = tree.find(f".//section[@aria-labelledby='{name}']")
    if found is None:
        return []
    items = [*found.iterfind(".//tbody/tr"), *found.iterfind(".//li")]
    return [text_of(item) for item in items]


def test_the_desk_lists_every_essay_with_its_state(tmp_path: Path, finder: Finder) -> None:
    tree = read(desk_page(desk_data(tmp_path, finder), ""))
    assert section(tree, "essays") == [
        "Alone essays/alone.md published 6 2026-11-20",
        "Not yet essays/draft.md draft 2 passion 2026-11-20",
        "Sooner essays/due-first.md due 2026-11-30 1 2026-11-20",
        "Soon essays/due.md due 2026-12-01 1 2026-11-20",
        "Hidden essays/hidden.md unlisted 5 2026-11-20",
        "One essays/one.md published 2 passion, strategy 2026-11-20",
        "Past essays/past.md expired 2020-01-01 1 2026-11-20",
        "Two and a half essays/two.md published 4 passions 2026-11-20",
    ]
    opening = tree.find(".//h1/..")
    assert opening is not None
    assert text_of(opening) == ("The editor’s desk 8 essays · 1 draft · 3 themes · 0 problems")


def test_the_last_changed_essay_comes_first(tmp_path: Path, finder: Finder) -> None:
    data = desk_data(tmp_path, finder)
    later = {**data.changed, "essays/two.md": data.changed["essays/two.md"] + 86_400}
    del later["essays/one.md"]
    rows = section(read(desk_page(_with(data, changed=later), "")), "essays")
    assert rows[0] == "Two and a half essays/two.md published 4 passions 2026-11-21"
    assert rows[-1] == "One essays/one.md published 2 passion, strategy"


def test_what_is_held_back_is_in_the_order_of_its_days(tmp_path: Path, finder: Finder) -> None:
    expected = [
        "2026-11-30 Sooner essays/due-first.md",
        "2026-12-01 Soon essays/due.md",
        "Not yet essays/draft.md",
        "2020-01-01 Past essays/past.md",
    ]
    page = desk_page(desk_data(tmp_path, finder), "")
    assert section(read(page), "waiting") == expected
    assert b'<a href="/draft/">Not yet</a>' in page


def test_a_text_that_the_preview_does_not_show_has_no_link(tmp_path: Path, finder: Finder) -> None:
    page = desk_page(desk_data(tmp_path, finder, drafts=False), "")
    assert "Not yet essays/draft.md" in section(read(page), "waiting")
    assert b"/draft/" not in page


def test_themes_have_counts_and_doubtful_ones_are_named(tmp_path: Path, finder: Finder) -> None:
    tree = read(desk_page(desk_data(tmp_path, finder), ""))
    assert section(tree, "themes") == [
        "passion 2", "passions 1", "strategy 1", "passions and passion",
    ]  # fmt: skip
    thin = tree.find(".//section[@aria-labelledby='themes']/p")
    assert thin is not None
    assert text_of(thin) == "passions, strategy"


def test_orphans_are_those_without_a_theme_or_a_link(tmp_path: Path, finder: Finder) -> None:
    tree = read(desk_page(desk_data(tmp_path, finder), ""))
    assert section(tree, "orphans") == [
        "Soon no theme, no link in or out essays/due.md",
        "Sooner no theme, no link in or out essays/due-first.md",
        "Alone no theme, no link in or out essays/alone.md",
        "Not yet no link in or out essays/draft.md",
    ]


def test_problems_come_with_the_way_to_their_place(tmp_path: Path, finder: Finder) -> None:
    data = desk_data(tmp_path, finder)
    problems = (
        Problem(Place("essays/one.md", 3, 2), "W101", "something is '<b>odd</b>'", "fix it"),
        Problem(Place("essays/two.md", 9), "E203", "something is wrong"),
    )
    page = desk_page(_with(data, problems=problems), "")
    tree = read(page)
    assert section(tree, "problems") == [
        "essays/two.md:9 error E203 something is wrong",
        "essays/one.md:3:2 warning W101 something is '<b>odd</b>' fix it",
    ]
    assert "One essays/one.md published 2 passion, strategy 1 2026-11-20" in section(tree, "essays")
    assert b'href="vscode://file/site/essays/one.md:3:2"' in page


def test_an_empty_collection_has_a_desk(tmp_path: Path, finder: Finder) -> None:
    (tmp_path / "essays").mkdir()
    tree = read(desk_page(desk_data(tmp_path, finder, {}), ""))
    assert section(tree, "essays") == []
    assert "0 essays" in text_of(tree)


def test_the_desk_brings_no_script_of_its_own(tmp_path: Path, finder: Finder) -> None:
    page = desk_page(desk_data(tmp_path, finder), "").decode()
    assert "<script" not in page
    assert page.count("<form") == 1


# ------------------------------------------------------------------ find


def found(data: DeskData, query: str) -> list[str]:
    return section(read(desk_page(data, query)), "found")


def test_find_names_the_line_and_marks_the_words(tmp_path: Path, finder: Finder) -> None:
    data = desk_data(tmp_path, finder)
    page = desk_page(data, "zurich PASSION")
    assert section(read(page), "found") == [
        "Alone essays/alone.md:5 "
        "Nobody links here; <i>passion</i> in Zürich."
    ]  # fmt: skip
    assert b"&lt;i&gt;<mark>passion</mark>&lt;/i&gt; in <mark>Z\xc3\xbcrich</mark>." in page
    assert b'href="vscode://file/site/essays/alone.md:5"' in page


def test_a_word_finds_those_that_begin_with_it_and_quotes_hold_words_together(
    tmp_path: Path, finder: Finder
) -> None:
    data = desk_data(tmp_path, finder)
    assert [hit.path for hit in data.find("strat")] == ["essays/one.md"]
    assert [hit.path for hit in data.find("row words")] == ["essays/two.md"]
    assert data.find('"row words"') == ()
    assert [hit.path for hit in data.find('"words in a row')] == ["essays/two.md"]


def test_find_counts_lines_as_the_file_does(tmp_path: Path, finder: Finder) -> None:
    files = {
        "essays/a.md": "\n\n---\ntitle: Needle\n---\n\n\nneedle\n",
        "essays/b.md": "# No front matter\n\nneedle\n",
        "essays/c.md": "+++\ntitle = 'C'\n# a needle\n+++\nneedle\n",
    }
    data = desk_data(tmp_path, finder, files)
    lines = {hit.path: [line.number for line in hit.lines] for hit in data.find("needle")}
    assert lines == {"essays/a.md": [4, 8], "essays/b.md": [3], "essays/c.md": [3, 5]}


def test_find_sees_changed_and_deleted_files(finder: Finder) -> None:
    def source(path: str, body: str) -> Source:
        return Source(path, "essay", "", "", 1, body, 1)

    old, other = source("a.md", "old words"), source("b.md", "old words too")
    assert [hit.path for hit in find(finder, (old, other), "old")] == ["a.md", "b.md"]
    new = source("a.md", "new words")
    assert [hit.path for hit in find(finder, (new,), "words")] == ["a.md"]
    assert find(finder, (new,), "old") == ()


def test_a_long_line_is_cut_around_what_was_found(finder: Finder) -> None:
    body = "before " * 100 + "needle" + " <after>" * 100
    (hit,) = find(finder, [Source("a.md", "essay", "", "", 1, body, 1)], "needle")
    excerpt = hit.lines[0].excerpt
    assert "<mark>needle</mark>" in excerpt
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")
    assert len(unescape(excerpt)) < 320


@pytest.mark.parametrize(
    "query",
    ['"', '""', "AND", "NOT a", "a OR", "NEAR(", "path:x", "*", "a*b*", "^a", "{a b}: c", "-", "\0",
     "a\0b", "(" * 500, '"a" "b', "a+b", "'; DROP TABLE texts; --", "\x02a\x03", "%", "🙂", "²"],
)  # fmt: skip
def test_no_query_has_a_meaning_beyond_its_words(finder: Finder, query: str) -> None:
    source = Source("a.md", "essay", "", "", 1, "path near not and or \x02b\x03 drop texts", 1)
    find(finder, (source,), query)
    assert [hit.path for hit in find(finder, (source,), "drop")] == ["a.md"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_are_the_only_tags_for_any_text_and_query(text: str, query: str) -> None:
    finder = Finder()
    source = Source("a.md", "essay", "", "", 1, text, 1)
    for hit in find(finder, (source,), query):
        for line in hit.lines:
            assert set(re.findall(r"<[^>]*>", line.excerpt)) == {"<mark>", "</mark>"}
            assert line.excerpt.count("<mark>") == line.excerpt.count("</mark>")
    finder.close()


def test_a_query_cannot_put_markup_into_the_desk(tmp_path: Path, finder: Finder) -> None:
    page = desk_page(desk_data(tmp_path, finder), '"><script>alert(1)</script>')
    assert b"<script" not in page
    assert b"&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page


# ------------------------------------------------------------------ the client's files


def test_the_clients_files_load_nothing_from_elsewhere() -> None:
    for file in CLIENT.iterdir():
        text = file.read_text(encoding="utf-8")
        for asked in re.findall(r"^import .* from \"(.*)\";$", text, re.MULTILINE):
            assert (CLIENT / asked).is_file()
        if file.name != "idiomorph.js":
            assert "://" not in text


def _with(data: DeskData, **changes: object) -> DeskData:
    fields = {name: getattr(data, name) for name in data.__struct_fields__}
    return DeskData(**{**fields, **changes})
