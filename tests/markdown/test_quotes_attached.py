"""Quotation marks that follow a letter, or enclose a word that often begins with an apostrophe."""

import pytest

from sitegen.markdown.converter import Markdown
from sitegen.markdown.typography import Typographer


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("ar", 'قال و"نعم" ثم ل"لا"', "قال و”نعم“ ثم ل”لا“"),
        ("ar", "قال و'ربما' ثم ذهب", "قال و’ربما‘ ثم ذهب"),
        ("ar", 'قال "نعم" فقط', "قال ”نعم“ فقط"),
        ("fa", 'گفت "نه"ها و"بله"', "گفت «نه»ها و«بله»"),
        ("ar", "5'10 x's", "5’10 x’s"),
        ("it", "Disse 'no' e 'na mela", "Disse “no” e ’na mela"),
        ("it", "\"ma 'a' no\" e 'o sole", "«ma “a” no» e ’o sole"),
        ("en", "the word 'em', then get 'em", "the word ‘em’, then get ’em"),
        ("en", "rock 'n' roll in the '80s", "rock ’n’ roll in the ’80s"),
        ("en", "the word 'is' and 'his'", "the word ‘is’ and ‘his’"),
        ("en", 'He said:"Yes" to Ctrl+"C"', "He said:“Yes” to Ctrl+“C”"),
        ("de", 'Das 10" Rohr', 'Das 10" Rohr'),
        ("fr", 'Un écran de 15" et un de 17".', 'Un écran de 15" et un de 17".'),
        ("it", 'Nel "1914" e "14"', "Nel «1914» e «14»"),
        ("ja", '3"×5"の板', '3"×5"の板'),
        ("de", "'ne' ist kurz, 'ne Frau", "‚ne‘ ist kurz, ’ne Frau"),
    ],
)
def test_a_mark_turns_to_the_words_that_it_encloses(
    language: str, typed: str, printed: str
) -> None:
    assert Typographer(language).text(typed) == printed


@pytest.mark.parametrize("name", ["code", "kbd", "samp", "KBD"])
def test_words_in_elements_of_code_are_as_typed(name: str) -> None:
    text = f'He "typed" <{name}>x -- "y"...</{name}> -- "so".'
    html = Markdown("en").convert(text, "essays/a.md").words.html
    assert 'x -- "y"...' in html
    assert "He “typed”" in html
    assert "– “so”." in html
