"""Citations of works: bibliographies, words in the text, and the list of works."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.citations.bibtex import plain, read_bibtex
from sitegen.collection.citations.csl import read_csl
from sitegen.collection.citations.work import Person
from support.site import CONFIG, build, essay, page, problems, write_site

BIB = """\
@string{mit = "MIT Press"}
@book{lee2020, author = {Lee, Ann and M{\\"u}ller, J{\\'o}zef},
  title = {A {Theory} of Ice \\& Snow}, year = 2020, publisher = mit # " and Co", address = {Oslo}}
@article{lee2020b, author = {Lee, Ann and M{\\"u}ller, J{\\'o}zef}, title = {On <Ice>},
  journal = {Journal of Cold}, volume = 3, number = 2, pages = {12--20}, year = 2020,
  doi = {10.1/x}}
@online{page, title = {A Page}, url = {javascript:alert(1)}, date = {2015-03-02}}
@incollection{board, author = {{The Board}}, title = {Why?}, booktitle = {Rules}, year = {1999}}
"""
SETTINGS = f"-- site.yaml --\n{CONFIG}bibliography: refs.bib\n-- essays/refs.bib --\n{BIB}"


def shown(tmp_path: Path, words: str, settings: str = SETTINGS) -> str:
    root = write_site(tmp_path, f"{settings}-- essays/a.md --\n{essay('A', words)}")
    assert build(root).code == 0
    return page(root, "a/index.html")


def reported(tmp_path: Path, words: str, settings: str = SETTINGS) -> str:
    return problems(write_site(tmp_path, f"{settings}-- essays/a.md --\n{essay('A', words)}"))


def link(key: str, words: str) -> str:
    return f'<a href="#ref-{key}" role="doc-biblioref">{words}</a>'


def test_work_is_cited_by_author_and_year_with_what_is_around(tmp_path: Path) -> None:
    html = shown(tmp_path, "Cold [see @lee2020, p. 12; @board].")
    assert (
        f"Cold (see {link('lee2020', 'Lee &amp; Müller 2020')}, p. 12; "
        f"{link('board', 'The Board 1999')})." in html
    )


def test_works_of_the_same_year_get_letters_and_a_year_may_be_alone(tmp_path: Path) -> None:
    html = shown(tmp_path, "Cold [@lee2020], colder [-@lee2020b].")
    assert f"Cold ({link('lee2020', 'Lee &amp; Müller 2020a')})" in html
    assert f"colder ({link('lee2020b', '2020b')})" in html


def test_list_of_works_has_what_is_cited_in_order(tmp_path: Path) -> None:
    html = shown(tmp_path, "[@board] [@page] [@lee2020b] <b>and</b>[^1]\n\n[^1]: [@lee2020].")
    works = html.partition('id="cited-works"')[2]
    entries = [
        '<span id="ref-page">“A Page.” 2015.</span></li>',
        '<span id="ref-lee2020">Lee, Ann, &amp; Józef Müller. 2020a. '
        "<cite>A Theory of Ice &amp; Snow</cite>. Oslo: MIT Press and Co.</span>",
        '<span id="ref-lee2020b">Lee, Ann, &amp; Józef Müller. 2020b. “On &lt;Ice&gt;.” '
        "<cite>Journal of Cold</cite> 3 (2): 12–20.</span> "
        '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>',
        '<span id="ref-board">The Board. 1999. “Why?” <cite>Rules</cite>.</span>',
    ]
    places = [works.find(entry) for entry in entries]
    assert -1 not in places
    assert places == sorted(places)


def test_unknown_key_is_reported_with_the_nearest_and_printed_as_typed(tmp_path: Path) -> None:
    printed = reported(tmp_path, "Cold [@lee2021].")
    assert "essays/a.md:6:6: warning[W422]: 'lee2021' is not in the bibliography" in printed
    assert "did you mean 'lee2020'?" in printed
    assert "Cold [@lee2021]." in page(tmp_path, "a/index.html")


@pytest.mark.parametrize(
    "words", ["me@x.example", "[a@x.example](mailto:a@x.example)", "`[@lee2020]`", "[@ x]"]
)
def test_mail_and_code_in_brackets_cite_nothing(tmp_path: Path, words: str) -> None:
    assert "ref-" not in shown(tmp_path, words)
    assert "W42" not in reported(tmp_path, words)


def test_without_a_bibliography_nothing_is_cited(tmp_path: Path) -> None:
    assert "Cold [@lee2020]." in shown(tmp_path, "Cold [@lee2020].", "")


def test_essay_may_have_a_bibliography_of_its_own(tmp_path: Path) -> None:
    text = essay("A", "Cold [@own].", bibliography="own.json")
    own = '[{"id": "own", "author": [{"family": "Li"}], "issued": {"date-parts": [[1]]}}]'
    root = write_site(tmp_path, f"-- essays/x/a.md --\n{text}-- essays/x/own.json --\n{own}\n")
    assert build(root).code == 0
    assert f"Cold ({link('own', 'Li 1')})." in page(root, "x/a/index.html")


def test_missing_bibliography_is_reported_once(tmp_path: Path) -> None:
    settings = f"-- site.yaml --\n{CONFIG}bibliography: none.bib\n"
    printed = reported(tmp_path, "Cold [@a].", settings)
    assert printed.count("W420") == 1
    assert "bibliography 'none.bib' not found" in printed


def test_changed_bibliography_changes_the_page(tmp_path: Path) -> None:
    assert "2020" in shown(tmp_path, "Cold [@lee2020].").partition('class="text"')[2]
    write_site(tmp_path, SETTINGS.replace("year = 2020", "year = 2021"))
    assert build(tmp_path).code == 0
    assert "Müller 2021" in page(tmp_path, "a/index.html")


def test_feeds_have_the_list_of_works(tmp_path: Path) -> None:
    shown(tmp_path, "Cold [@board].")
    assert "<cite>Rules</cite>" in page(tmp_path, "feed.json").replace("\\", "")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("@book{}", 1, "'@book' has no key"),
        ("@book{a, title={A}\n year=1}", 2, "a comma or a brace is missing here"),
        ("@book{a, title={A", 1, "this value is never closed"),
        ("@book{a,}\n@book{a,}", 2, "the key 'a' is already used; this entry is left out"),
    ],
)
def test_mistake_in_bibtex_has_its_line(text: str, line: int, message: str) -> None:
    found = read_bibtex(text, "a.bib")[1][0]
    assert (found.place.line, found.message) == (line, message)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("{\\'e}t{\\\"{u}}", "étü"),
        ("\\v{c}\\c c \\o \\ss{} \\&", "čç øß &"),
        ("a--b~c ``d''", "a–b\u00a0c “d”"),
        ("\\emph{x}", "x"),
    ],
)
def test_latex_becomes_plain_text(tex: str, text: str) -> None:
    assert plain(tex) == text


def test_names_are_divided_as_in_bibtex() -> None:
    works, _ = read_bibtex(
        "@book{a, author={Ludwig van Beethoven and de Gaulle, C. and {Big Co}}}", "a"
    )
    assert works["a"].authors == (
        Person("van Beethoven", "Ludwig"),
        Person("de Gaulle", "C."),
        Person("Big Co"),
    )


@pytest.mark.parametrize("text", ["{", "{}", '[{"title": "no id"}]', "[" * 100_000])
def test_what_is_no_csl_json_is_reported(text: str) -> None:
    works, found = read_csl(text, "a.json")
    assert not works
    assert [one.code for one in found] == ["W421"]


@given(st.text(alphabet=st.sampled_from("@{}()\",=#a1\\ \n'"), max_size=40))
def test_any_text_is_read_as_bibtex_without_an_exception(text: str) -> None:
    works, found = read_bibtex(text, "a.bib")
    assert isinstance(works, dict)
    assert all(one.place.line >= 1 for one in found)


def test_an_address_of_mail_in_brackets_cites_nothing(tmp_path: Path) -> None:
    assert "[me@x.example]" in shown(tmp_path, "Write [me@x.example].")


@pytest.mark.parametrize("inside", [" " * 599, "@a;" * 199, "- " * 290, "@" + "a." * 290])
def test_long_brackets_are_read_soon(tmp_path: Path, inside: str) -> None:
    assert "</article>" in shown(tmp_path, f"[{inside}@b]\n\n" * 50)
