"""Rendering pages: which template, and mistakes with their places."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Place, Problem, SitegenError
from sitegen.render.renderer import Renderer, make_renderer
from sitegen.theme.files import template_files
from support.sample_views import bare_pages, full_pages

LOST = bare_pages()["404.html"]


def renderer(root: Path, templates: Mapping[str, str | bytes]) -> Renderer:
    for name, text in templates.items():
        file = root / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return make_renderer(template_files(root))


def problems(root: Path, templates: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
    with pytest.raises(SitegenError) as caught:
        renderer(root, templates).render("404.html", LOST)
    return caught.value.problems


def test_template_of_the_site_wins_over_the_theme_file_by_file(tmp_path: Path) -> None:
    own = renderer(tmp_path, {"404.html": "own {{ head.heading }}"})
    assert own.render("404.html", LOST) == "own T"
    assert own.render("page.html", bare_pages()["page.html"]).startswith("<!DOCTYPE html>")


def test_template_of_the_site_can_extend_the_one_it_replaces(tmp_path: Path) -> None:
    text = '{% extends "default/404.html" %}{% block footer %}the end{% endblock %}'
    html = renderer(tmp_path, {"404.html": text}).render("404.html", LOST)
    assert "Nothing at this address" in html
    assert "the end" in html


def test_template_gets_the_fields_of_its_view_and_nothing_else(tmp_path: Path) -> None:
    names = "site head range dict lipsum cycler joiner namespace self config now"
    text = "".join(f"{{% if {name} is defined %}}{name} {{% endif %}}" for name in names.split())
    assert renderer(tmp_path, {"404.html": text}).render("404.html", LOST) == "site head self "


def test_one_view_gives_one_text(tmp_path: Path) -> None:
    page = full_pages("Words")["essay.html"]
    made = {make_renderer(template_files(tmp_path)).render("essay.html", page) for _ in range(2)}
    assert len(made) == 1


def test_values_are_escaped_and_markup_is_not(tmp_path: Path) -> None:
    page = full_pages("<b>")["404.html"]
    made = renderer(tmp_path, {"404.html": "{{ site.name }} {{ site.title }}"})
    assert made.render("404.html", page) == "&lt;b&gt; &lt;b&gt;"


def test_style_sheet_is_included_squeezed_and_never_read_as_a_template(tmp_path: Path) -> None:
    css = "/* a */\na {\n  content: '{{ x }}';\n}\n"
    made = renderer(tmp_path, {"404.html": '{% include "own.css" %}', "own.css": css})
    assert made.render("404.html", LOST) == "a{content:'{{ x }}';}"


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ("{{ head.titel }}", "E704", "'Head' has no attribute 'titel'", "did you mean 'title'?"),
        ("{{ haed.title }}", "E704", "unknown variable 'haed'", "did you mean 'head'?"),
        ("{{ weather }}", "E704", "unknown variable 'weather'", "this page has: head, site"),
        ("{{ site.words.ntoes }}", "E704", "entry 'ntoes' not found", "did you mean 'notes'?"),
        ("{{ 1 if 1 is evne }}", "E702", "unknown test 'evne'", "did you mean 'even'?"),
        ("{% include head.title %}", "E703", "template 'T' not found", ""),
        (
            '{% import "macros.html" as m %}{{ m.entri() }}',
            "E705",
            "unknown macro 'entri'",
            "did you mean 'entry'?",
        ),
        (
            "{% block word %}{{ self.wrd() }}{% endblock %}",
            "E705",
            "unknown block 'wrd'",
            "",
        ),
        ("{{ 1 / 0 }}", "E706", "ZeroDivisionError: division by zero", ""),
        (
            '{{ "a" + 1 }}',
            "E706",
            'TypeError: can only concatenate str (not "int") to str',
            "",
        ),
        (
            '{% include "404.html" %}',
            "E706",
            "the template calls itself endlessly",
            "extend the default theme's by its full name, such as default/essay.html",
        ),
    ],
)
def test_mistake_names_template_line_page_and_remedy(
    tmp_path: Path, text: str, code: str, message: str, hint: str
) -> None:
    place = Place("templates/404.html", 2)
    expected = Problem(place, code, f"{message}, while rendering /t/", hint)
    assert problems(tmp_path, {"404.html": f"\n{text}"}) == (expected,)


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ("{{ 1 +}}", "E701", "unexpected 'end of print statement'", ""),
        ("{% foo %}", "E701", "unknown tag 'foo'", ""),
        ("{{ 1|uper }}", "E702", "unknown filter 'uper'", "did you mean 'upper'?"),
        (
            '{% include "macro.html" %}',
            "E703",
            "template 'macro.html' not found",
            "did you mean 'macros.html'?",
        ),
        (
            '{% from "macros.html" import entri %}',
            "E705",
            "'macros.html' has no macro 'entri'",
            "did you mean 'entry'?",
        ),
        (
            '{% extends "base.html" %}{% block mian %}{% endblock %}',
            "E705",
            "the block 'mian' is ignored: no template above has it",
            "did you mean 'main'?",
        ),
    ],
)
def test_mistake_that_shows_unfilled_is_found_in_a_template_nobody_asks_for(
    tmp_path: Path, text: str, code: str, message: str, hint: str
) -> None:
    found = problems(tmp_path, {"spare.html": f"\n{text}"})
    assert found == (Problem(Place("templates/spare.html", 2), code, message, hint),)


def test_mistakes_of_all_templates_are_reported_together(tmp_path: Path) -> None:
    found = problems(tmp_path, {"a.html": "{% if %}", "b/c.html": "{{ x|nope }}", "ok.html": "x"})
    assert [str(problem.place) for problem in found] == [
        "templates/a.html:1",
        "templates/b/c.html:1",
    ]


def test_template_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    expected = Problem(
        Place("templates/404.html"),
        "E707",
        "the template is not UTF-8 at byte 1",
        "save the file as UTF-8",
    )
    assert problems(tmp_path, {"404.html": b"a\xff"}) == (expected,)


def test_template_that_an_essay_asks_for_and_nobody_has_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        make_renderer(template_files(tmp_path)).render("esay.html", LOST)
    message = "template 'esay.html' not found, while rendering /t/"
    expected = Problem(Place("templates/esay.html"), "E703", message, "did you mean 'essay.html'?")
    assert caught.value.problems == (expected,)


def test_mistake_inside_the_default_theme_says_so(tmp_path: Path) -> None:
    own = renderer(
        tmp_path, {"base.css": "", "macros.html": "{% macro fill(a, b) %}{% endmacro %}"}
    )
    with pytest.raises(SitegenError) as caught:
        own.render("home.html", full_pages("Words")["home.html"])
    assert caught.value.problems[0].place.path == "<default theme>/templates/home.html"


def test_template_outside_the_folders_is_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    found = problems(tmp_path, {"404.html": '{% include "../secret.html" %}'})
    assert found[0].message == "template '../secret.html' not found"


def test_optional_include_of_nothing_is_fine(tmp_path: Path) -> None:
    own = renderer(tmp_path, {"404.html": 'a{% include "none.html" ignore missing %}b'})
    assert own.render("404.html", LOST) == "ab"


def test_editors_leftovers_and_hidden_files_are_no_templates(tmp_path: Path) -> None:
    own = renderer(
        tmp_path, {"404.html~": "{% if %}", ".404.html": "{% if %}", "a.orig": "{% x %}"}
    )
    assert not {"404.html~", ".404.html", "a.orig"} & set(own.files.names())
    assert "404.html" in own.files.names()


def test_every_code_of_templates_is_explained() -> None:
    assert {code for code in explanations() if code[1] == "7"} == {
        *(f"E70{n}" for n in range(1, 8)),
        *("W708", "W709", "W710"),
    }
