"""Slugs: characters that are kept, and a slug of a slug."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.slugs import LONGEST, LONGEST_WIDE, quote_path, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The Wrong Questions", "the-wrong-questions"),
        ("  Blanks,\tcommas — and dashes ", "blanks-commas-and-dashes"),
        ("snake_case", "snake-case"),
        ("the three R's", "the-three-rs"),
        ("the three R’s", "the-three-rs"),
        ("rock ’n’ roll in the ’60s", "rock-n-roll-in-the-60s"),
        ("Hawaiʻi", "hawaii"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C/C++11", "c-c-plus-plus-11"),
        ("Google+", "google-plus"),
        ("a+b", "a-b"),
        ("1 + 1", "1-1"),
        ("C#", "c-sharp"),
        ("F# and C#", "f-sharp-and-c-sharp"),
        ("issue#5", "issue-5"),
        ("Q&A #1", "q-a-1"),
        (".NET", "dot-net"),
        ("on .NET", "on-dot-net"),
        ("ASP.NET", "asp-net"),
        ("net", "net"),
        ("wait...what", "wait-what"),
    ],
)
def test_punctuation_goes_but_names_of_languages_stay_apart(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("日本語 テスト", "日本語-テスト"),
        ("Ёлка и Лес", "ёлка-и-лес"),
        ("العربية", "العربية"),
        ("हिन्दी में", "हिन्दी-में"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("İstanbul", "istanbul"),
        ("e\u0301te\u0301", "été"),
        ("Œuvre d’été", "œuvre-dété"),
    ],
)
def test_letters_of_every_script_stay(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize(
    "text", ["", " ", "😀", "❤️ 👩‍👩‍👧", "…!?", "\u0301", "-_-", "'", "+", "#", "."]
)
def test_a_text_without_letters_has_no_slug(text: str) -> None:
    assert slugify(text) == ""


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\ufe0f"])
def test_invisible_characters_leave_no_trace(mark: str) -> None:
    assert slugify(f"{mark}zero{mark}width{mark}") == "zerowidth"


def test_a_keycap_is_its_digit() -> None:
    assert slugify("1\ufe0f\u20e3 first") == "1-first"


def test_a_long_title_is_cut_between_words() -> None:
    slug = slugify("seventeen letters " * 17)
    assert slug == "seventeen-letters-seventeen-letters-seventeen-letters-seventeen-letters"


def test_a_long_word_is_cut_inside() -> None:
    assert slugify("x" * 300) == "x" * LONGEST


@pytest.mark.parametrize("letter", ["я", "語", "𝗕"])
def test_a_cut_slug_fits_into_the_name_of_a_file(letter: str) -> None:
    slug = slugify(letter * 300)
    assert slug == letter * LONGEST_WIDE
    assert len(f"{slug}.html".encode()) <= 255


_SPICE = st.sampled_from(
    [*"aiIçσΣß+#.'’-_ ", "\u0301", "\u0307", "\u0345", "\u0323", "\u200d", "İ", "ǰ", "ſ", "ʼ"]
)
_TEXTS = st.text() | st.lists(_SPICE | st.characters(), max_size=30).map("".join)


@given(_TEXTS)
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@given(_TEXTS)
def test_composed_and_decomposed_text_have_one_slug(text: str) -> None:
    assert slugify(unicodedata.normalize("NFD", text)) == slugify(text)


@given(_TEXTS)
def test_a_slug_holds_words_and_single_dashes(text: str) -> None:
    slug = slugify(text)
    assert "--" not in slug
    assert slug == slug.strip("-") == unicodedata.normalize("NFC", slug.casefold())
    assert bool(slug) == any(char.isalnum() for char in slug)


@given(st.text(st.characters(codec="utf-8")))
def test_a_quoted_path_is_ascii_without_query_or_fragment(text: str) -> None:
    assert quote_path(text).isascii()
    assert not set('?# \n"<>') & set(quote_path(text))


def test_a_quoted_path_keeps_its_slashes() -> None:
    assert quote_path("a b/50% #1?/ä") == "a%20b/50%25%20%231%3F/%C3%A4"
