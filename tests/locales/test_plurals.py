"""Numbers of things take the forms that the rules of the Unicode CLDR give them."""

from pathlib import Path

import pytest

from sitegen.locales.plurals import counted
from sitegen.locales.words import words
from support.site import build, essay, page, write_site


@pytest.mark.parametrize(
    ("tag", "number", "written"),
    [
        ("en", 0, "0 essays"),
        ("en", 1, "1 essay"),
        ("en", 2, "2 essays"),
        ("fr", 0, "0 essai"),
        ("fr", 2, "2 essais"),
        ("pt-BR", 0, "0 ensaio"),
        ("pl", 0, "0 esejów"),
        ("pl", 1, "1 esej"),
        ("pl", 4, "4 eseje"),
        ("pl", 5, "5 esejów"),
        ("pl", 12, "12 esejów"),
        ("pl", 22, "22 eseje"),
        ("pl", 112, "112 esejów"),
        ("ja", 1, "エッセイ1編"),
        ("ja", 3, "エッセイ3編"),
        ("ar", 0, "لا مقالات"),
        ("ar", 1, "مقال واحد"),
        ("ar", 2, "مقالان"),
        ("ar", 3, "3 مقالات"),
        ("ar", 11, "11 مقالًا"),
        ("ar", 100, "100 مقال"),
        ("ar", 103, "103 مقالات"),
        ("sv", 2, "2 essays"),
    ],
)
def test_number_of_essays_has_the_right_form(tag: str, number: int, written: str) -> None:
    assert counted(number, "count", words(tag)) == written


def test_pages_in_polish_have_plural_forms(tmp_path: Path) -> None:
    texts = "".join(f"-- essays/{name}.md --\n{essay(name, 'Word ' * 900)}" for name in "abc")
    site = "title: T\nbase_url: https://trial.example/\nlanguage: pl\n"
    assert build(write_site(tmp_path, f"-- site.yaml --\n{site}{texts}")).code == 0
    shown = page(tmp_path, "essays/index.html")
    assert "3 eseje" in shown
    assert "4\u00a0minuty" in page(tmp_path, "a/index.html")
    assert "Wszystkie eseje" in page(tmp_path, "index.html")
