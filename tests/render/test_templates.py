"""Every template, with an empty view and with a full one."""

import base64
import hashlib
import re
from datetime import date
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from sitegen import model
from sitegen.locales.words import day_text, words, written_date_text
from sitegen.render.renderer import make_renderer
from sitegen.theme.files import squeeze_css, template_files, theme_folders
from sitegen.views import index_parts, parts, types
from sitegen.views.wording import marked
from support.sample_views import KINDS, bare_pages, full_pages

TEMPLATES = theme_folders("templates")
STATIC = theme_folders("static")
MANUAL = (Path(__file__).parents[2] / "docs/templates.md").read_text("utf-8")
(KEY,) = re.findall(r"<script>(.*)</script>", (TEMPLATES / "base.html").read_text("utf-8"))
"""The one inline script, which lets the key / open search; it is the same on every page."""
PAGES = sorted(bare_pages())
VALUES = (
    *(
        "Site",
        "NavItem",
        "Head",
        "FeedLink",
        "Mention",
        "Card",
        "Author",
        "Day",
        "ThemeLink",
        "ThemeCard",
        "ThemeBranch",
    ),
    *("Entry", "Text", "Heading", "Quotation", "Debate", "Reason", "RelatedCard"),
    *("BacklinkCard", "NextUp", "Citation", "Provenance", "Year"),
    *("PathLink", "PathStep", "PathCard", "OnPath", "PrintedStep"),
)
HOSTILE = '<script>alert("1")</script>\'&amp;{{ 7 * 7 }}'


def section(title: str) -> str:
    return MANUAL.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


# ------------------------------------------------------------------ templates


@pytest.mark.parametrize("name", PAGES)
def test_template_renders_a_page_that_has_next_to_nothing(name: str, tmp_path: Path) -> None:
    html = make_renderer(template_files(tmp_path)).render(name, bare_pages()[name])
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert len(page.findall(".//h1")) == 1
    assert page.find("head/title").text == "T"


@pytest.mark.parametrize("name", PAGES)
def test_template_escapes_every_text_of_an_author(name: str, tmp_path: Path) -> None:
    html = make_renderer(template_files(tmp_path)).render(name, full_pages(HOSTILE)[name])
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    inline = {(it.get("type"), it.text) for it in page.iter("script") if not it.get("src")}
    kinds = {kind for kind, text in inline if text != KEY}
    assert kinds <= {"application/ld+json", "speculationrules"}
    assert html.count("<script>") == html.count(KEY) <= 1
    assert "49" not in html


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_inline_handler_and_no_inline_style_attribute(
    name: str, tmp_path: Path
) -> None:
    html = make_renderer(template_files(tmp_path)).render(name, full_pages("Words")[name])
    assert not re.search(r"\s(style|on\w+)=", html)
    assert "javascript:" not in html


@pytest.mark.parametrize("name", PAGES)
def test_page_links_only_below_the_base_path_or_to_itself(name: str, tmp_path: Path) -> None:
    html = make_renderer(template_files(tmp_path)).render(name, bare_pages()[name])
    links = re.findall(r'(?:href|src)="(/[^"]*)"', html)
    assert all(link.startswith(("/prefix/", "/t/")) for link in links)


def test_essay_shows_its_reasons_in_words(tmp_path: Path) -> None:
    html = make_renderer(template_files(tmp_path)).render(
        "essay.html", full_pages("Respect")["essay.html"]
    )
    theme = '<a href="/themes/t/">Respect</a>'
    assert f'<p class="why">The next essay on {theme}.</p>' in html
    assert f'<span class="why">Also on {theme} and {theme}.</span>' in html


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("links", "This essay links to it."),
        ("linked", "It links to this essay."),
        ("disagrees", "A disagrees with B: Why."),
        ("replies-by", "B replies to A: Why."),
    ],
)
def test_reason_is_one_sentence_with_both_names(kind: str, sentence: str, tmp_path: Path) -> None:
    page = full_pages("Words")["essay.html"]
    assert isinstance(page, types.EssayPage)
    first = page.related[0]
    card, other = (replace(first.card, title=model.Html(name)) for name in "AB")
    text = model.Html("" if kind.startswith("link") else "Why.")
    related = (replace(first, card=other, reasons=(parts.Reason(kind, text=text),)),)
    shown = replace(page, card=replace(page.card, title=card.title), related=related)
    html = make_renderer(template_files(tmp_path)).render("essay.html", shown)
    assert f'<span class="why">{sentence}</span>' in html


def test_essay_without_relations_has_no_empty_sections(tmp_path: Path) -> None:
    html = make_renderer(template_files(tmp_path)).render("essay.html", bare_pages()["essay.html"])
    assert re.findall(r"<h2.*?>(.*?)</h2>", html) == ["Cite this essay"]


def test_essay_has_its_notes_once_with_the_ids_that_marks_point_to(tmp_path: Path) -> None:
    html = make_renderer(template_files(tmp_path)).render(
        "essay.html", full_pages("Words")["essay.html"]
    )
    assert html.count("A note.") == 1
    assert '<li id="fn1" data-n="1">A note.</li>' in html


def test_theme_shows_where_the_collection_disagrees(tmp_path: Path) -> None:
    html = make_renderer(template_files(tmp_path)).render(
        "theme.html", full_pages("Essay")["theme.html"]
    )
    link = '<a href="/t/" hreflang="de" lang="de" dir="rtl">Essay</a>'
    apart, together = html.split("Where the collection disagrees")[1].split("Where the essays")
    assert f"{link} disagrees with {link}" in apart
    assert all(f"{link} {verb} {link}" in together for verb in ("agrees with", "extends"))


def test_theme_says_by_way_of_which_theme_an_essay_belongs(tmp_path: Path) -> None:
    html = make_renderer(template_files(tmp_path)).render(
        "theme.html", full_pages("Respect")["theme.html"]
    )
    assert 'by way of <a href="/themes/t/">Respect</a>' in html


def test_redirect_needs_no_script_and_stays_out_of_search_engines(tmp_path: Path) -> None:
    html = make_renderer(template_files(tmp_path)).render(
        "redirect.html", bare_pages()["redirect.html"]
    )
    assert '<meta http-equiv="refresh" content="0; url=/t/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://essays.example/t/">' in html


def test_no_template_is_longer_than_a_screen_or_two() -> None:
    lengths = {path.name: path.read_text("utf-8").count("\n") for path in TEMPLATES.glob("*.html")}
    assert [name for name, length in lengths.items() if length > 80] == []


def test_templates_ask_only_for_words_that_there_are() -> None:
    text = "".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.html"))
    asked = set(re.findall(r"(?<!\")words\.(\w+)", text))
    assert asked | {"links", "linked"} | {f"it-{kind}" for kind in KINDS} <= {
        *marked(words("en"), "en")
    }


def test_words_in_attributes_are_plain_text() -> None:
    text = "".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.html"))
    found = re.findall(r'="[^"<>]*\{\{ (?:site\.)?words\.(?!lang|foreign)\w+', text)
    assert found == []


# ------------------------------------------------------------------ style sheets


def test_page_carries_the_style_sheet_without_comments_and_line_ends(tmp_path: Path) -> None:
    html = make_renderer(template_files(tmp_path)).render("404.html", bare_pages()["404.html"])
    style = html.partition("<style>")[2].partition("</style>")[0].strip()
    assert "/*" not in style
    assert "\n" not in style
    assert style.startswith("@layer page, text, parts, state;@layer page {:root {")


def test_squeezed_style_sheet_holds_the_same_tokens() -> None:
    css = (TEMPLATES / "base.css").read_text("utf-8")
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    assert squeeze_css(css).replace(" ", "") == re.sub(r"\s", "", plain)


@pytest.mark.parametrize(
    ("css", "squeezed"),
    [
        ("a,\nb {\n  color: red;\n}\n", "a,b {color: red;}"),
        ("a\nb {}", "a b {}"),
        ("a /* why */ b {}", "a b {}"),
        ("a/* why */b {}", "a/**/b {}"),
        ('a { content: "/* no\\" \n"; }', 'a { content: "/* no\\" \n"; }'),
        ("a { background: url(//x/*.png) }\n", "a { background: url(//x/*.png) }"),
        ("a  >  b { x: calc(1px  +  2px) }", "a  >  b { x: calc(1px  +  2px) }"),
    ],
)
def test_squeezing_keeps_the_meaning(css: str, squeezed: str) -> None:
    assert squeeze_css(css) == squeezed


@given(st.text(alphabet="ab{};,:/*\"' \n", max_size=60))
def test_squeezing_twice_changes_nothing_more(css: str) -> None:
    once = squeeze_css(css)
    assert squeeze_css(once) == once


def test_every_note_mark_of_the_wide_sheet_has_its_note() -> None:
    css = (STATIC / "wide.css").read_text("utf-8")
    marks = re.findall(r"#r(\d+)\{anchor-name:--r(\d+)\}#fn(\d+)\{--mark:--r(\d+)\}", css)
    assert marks == [(str(n),) * 4 for n in range(1, 61)]


# ------------------------------------------------------------------ words


def test_words_are_chosen_by_the_primary_subtag_with_english_for_the_rest() -> None:
    assert words("de-CH")["skip"] == "Zum Text"
    assert words("PT-br")["themes"] == "Temas"
    assert words("tlh") == words("en")


@pytest.mark.parametrize(
    ("language", "text", "first", "month"),
    [
        ("en", "8 April 2010", "1 April 2010", "April 2010"),
        ("en-GB", "8 April 2010", "1 April 2010", "April 2010"),
        ("en-US", "April 8, 2010", "April 1, 2010", "April 2010"),
        ("de", "8. April 2010", "1. April 2010", "April 2010"),
        ("fr", "8 avril 2010", "1er avril 2010", "avril 2010"),
        ("es", "8 de abril de 2010", "1 de abril de 2010", "abril de 2010"),
        ("it", "8 aprile 2010", "1 aprile 2010", "aprile 2010"),
        ("nl", "8 april 2010", "1 april 2010", "april 2010"),
        ("pt-BR", "8 de abril de 2010", "1 de abril de 2010", "abril de 2010"),
        ("xx", "8 April 2010", "1 April 2010", "April 2010"),
    ],
)
def test_date_is_written_as_the_language_writes_it(
    language: str, text: str, first: str, month: str
) -> None:
    assert day_text(date(2010, 4, 8), language) == text
    assert written_date_text("2010-04-08", language) == text
    assert day_text(date(2010, 4, 1), language) == first
    assert written_date_text("2010-04", language) == month


@pytest.mark.parametrize("written", ["2010", "around 2010", "2010-13", "2010-02-30", ""])
def test_date_that_is_no_whole_date_stays_as_written(written: str) -> None:
    assert written_date_text(written, "en") == written


# ------------------------------------------------------------------ docs/templates.md


@pytest.mark.parametrize("name", PAGES)
def test_manual_names_every_variable_of_every_page(name: str) -> None:
    documented = re.findall(r"^- `(\w+)`", section(name), flags=re.MULTILINE)
    own = [field.name for field in fields(bare_pages()[name])]
    assert sorted(documented) == sorted(set(own) - {"site", "head"})


@pytest.mark.parametrize("kind", VALUES)
def test_manual_names_every_field_of_every_value(kind: str) -> None:
    value = next(
        getattr(at, kind) for at in (parts, index_parts, types, model) if hasattr(at, kind)
    )
    row = re.search(rf"^\| `{kind}` \|(.*)\|$", section("Values"), flags=re.MULTILINE)
    assert row
    own = [field.name for field in fields(value)]
    own += [name for name, made in vars(value).items() if isinstance(made, property)]
    assert re.findall(r"`(\w+)`", row[1]) == own


def test_manual_names_every_block() -> None:
    documented = set(re.findall(r"^- `(\w+)`", section("Blocks"), flags=re.MULTILINE))
    text = "".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.html"))
    assert documented == set(re.findall(r"\{% block (\w+) %\}", text))


def test_frame_lists_its_own_blocks_on_top() -> None:
    text = (TEMPLATES / "base.html").read_text("utf-8")
    listed = re.findall(r"^  (\w+) ", text.partition("#}")[0], flags=re.MULTILINE)
    assert listed == re.findall(r"\{% block (\w+) %\}", text)


def test_manual_names_every_macro_with_its_arguments() -> None:
    documented = set(re.findall(r"^- `(\w+\([^`]*\))`", section("Macros"), flags=re.MULTILINE))
    text = "".join(
        (TEMPLATES / name).read_text("utf-8")
        for name in ("macros.html", "long-lists.html", "works.html")
    )
    assert documented == set(re.findall(r"\{% macro (\w+\(.*?\)) -?%\}", text))


def test_manual_names_every_template() -> None:
    assert all(f"`{path.name}`" in MANUAL for path in TEMPLATES.iterdir())


def test_manual_has_the_hash_of_the_script_of_every_page() -> None:
    digest = base64.b64encode(hashlib.sha256(KEY.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in MANUAL
