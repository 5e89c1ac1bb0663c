"""``translation_of``: links between a text and its translations."""

from pathlib import Path

import pytest

from support.site import build, essay, page, problems, write_site

ORIGINAL = "-- essays/value.md --\n" + essay("Value", "Words.")


def german(body: str = "Worte.", **meta: str) -> str:
    return "-- essays/wert.md --\n" + essay("Wert", body, **({"lang": "de"} | meta))


def alternate(lang: str, address: str) -> str:
    return f'<link rel="alternate" hreflang="{lang}" href="https://trial.example{address}">'


@pytest.mark.parametrize("name", ["value.md", "value", "Value", "essays/value.md", "/value/"])
def test_text_and_translation_name_each_other(tmp_path: Path, name: str) -> None:
    root = write_site(tmp_path, ORIGINAL + german(translation_of=name))
    assert not problems(root)
    for path in ("value", "wert"):
        shown = page(root, f"{path}/index.html")
        assert alternate("en", "/value/") in shown
        assert alternate("de", "/wert/") in shown
    switch = '<a href="/wert/" hreflang="de" lang="de" dir="auto">Deutsch</a>'
    assert switch in page(root, "value/index.html")
    assert switch not in page(root, "wert/index.html")
    assert ">English</a>" in page(root, "wert/index.html")


def test_page_without_translation_has_no_links_to_languages(tmp_path: Path) -> None:
    root = write_site(tmp_path, ORIGINAL + german())
    build(root)
    assert 'rel="alternate" hreflang' not in page(root, "value/index.html")


def test_three_languages_are_one_group(tmp_path: Path) -> None:
    french = essay("Valeur", lang="fr", translation_of="wert.md")
    site = ORIGINAL + german(translation_of="value.md") + f"-- essays/valeur.md --\n{french}"
    root = write_site(tmp_path, site)
    assert not problems(root)
    for path in ("value", "wert", "valeur"):
        assert page(root, f"{path}/index.html").count('rel="alternate" hreflang') == 3


def test_texts_may_name_each_other(tmp_path: Path) -> None:
    site = "-- essays/value.md --\n" + essay("Value", translation_of="wert.md")
    assert not problems(write_site(tmp_path, site + german(translation_of="value.md")))


def test_unlisted_translation_is_named_by_itself_alone(tmp_path: Path) -> None:
    site = ORIGINAL + german(translation_of="value.md", status="unlisted")
    root = write_site(tmp_path, site)
    build(root)
    assert "/wert/" not in page(root, "value/index.html")
    assert alternate("en", "/value/") in page(root, "wert/index.html")


def test_translation_of_a_draft_is_not_linked(tmp_path: Path) -> None:
    draft = "-- essays/value.md --\n" + essay("Value", draft="true")
    printed = problems(write_site(tmp_path, draft + german(translation_of="value.md")))
    assert "warning[W512]: the original 'value.md' is not published" in printed


def test_unknown_original_is_reported_with_the_likely_one(tmp_path: Path) -> None:
    printed = problems(write_site(tmp_path, ORIGINAL + german(translation_of="valeu")))
    assert "essays/wert.md:5:17: warning[W512]: essay 'valeu' not found" in printed
    assert "did you mean 'essays/value.md'?" in printed


@pytest.mark.parametrize("lang", ["en", "EN"])
def test_translation_into_the_same_language_is_reported(tmp_path: Path, lang: str) -> None:
    printed = problems(write_site(tmp_path, ORIGINAL + german(translation_of="value", lang=lang)))
    assert "warning[W513]: the translation is in the language of the original, 'en'" in printed


def test_second_translation_into_a_language_is_reported(tmp_path: Path) -> None:
    second = essay("Der Wert", lang="de", translation_of="value.md")
    site = ORIGINAL + german(translation_of="value.md") + f"-- essays/x.md --\n{second}"
    printed = problems(write_site(tmp_path, site))
    assert "essays/x.md" in printed
    assert "'value.md' has a translation into 'de' already: essays/wert.md" in printed


def test_new_language_of_a_text_changes_the_pages_of_its_translations(tmp_path: Path) -> None:
    root = write_site(tmp_path, ORIGINAL + german(translation_of="value.md"))
    build(root)
    text = (root / "essays/wert.md").read_text(encoding="utf-8")
    (root / "essays/wert.md").write_text(text.replace("lang: de", "lang: nl"), encoding="utf-8")
    build(root)
    assert alternate("nl", "/wert/") in page(root, "value/index.html")
