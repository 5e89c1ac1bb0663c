"""Typography: quotation marks, dashes, dots and spaces, by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.locales.words import quotes_of
from sitegen.markdown.typography import Typographer


def typography(text: str, language: str = "en") -> str:
    return Typographer(language).text(text)


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ('"It isn\'t the plan," she said, "it\'s the \'planning\' that counts."',
         "“It isn’t the plan,” she said, “it’s the ‘planning’ that counts.”"),
        ("In the '60s and '99, rock 'n' roll; 'tis so, get 'em, 'til then.",
         "In the ’60s and ’99, rock ’n’ roll; ’tis so, get ’em, ’til then."),
        ("\"'Hello,' he said\"", "“‘Hello,’ he said”"),
        ("'First,' he said", "‘First,’ he said"),
        ("I'm 'fraid so", "I’m ’fraid so"),
        ("the dogs' bowl and James's", "the dogs’ bowl and James’s"),
        ('("in brackets") ["so"]', "(“in brackets”) [“so”]"),
        ('"I was--" she said', "“I was–” she said"),
        ('word--"quoted"--word', "word–“quoted”–word"),
        ('say " what " now', "say “ what ” now"),
        ('""', "“”"),
        ("a -- b---c 1890--1914", "a – b—c 1890–1914"),
        ("wait... what", "wait… what"),
        ("use --verbose or (--quiet)", "use --verbose or (--quiet)"),
        ("a --> b <-- c ---- d", "a --> b <-- c ---- d"),
        ("go test ./... ....", "go test ./... ...."),
        ("(c) 2010, 2 x 3, 1/2", "(c) 2010, 2 x 3, 1/2"),
        ('“already” ‘set’ ’60s – … "too"', "“already” ‘set’ ’60s – … “too”"),
        ("", ""),
    ],
)  # fmt: skip
def test_english_is_set_as_a_printer_would(text: str, set_: str) -> None:
    assert typography(text) == set_


@pytest.mark.parametrize(
    ("language", "set_"),
    [
        ("en", "“a ‘b’ c’s”"),
        ("en-GB", "“a ‘b’ c’s”"),
        ("de", "„a ‚b‘ c’s“"),
        ("de-CH", "«a ‹b› c’s»"),
        ("fr", "«\u202fa “b” c’s\u202f»"),
        ("es-MX", "«a “b” c’s»"),
        ("it", "«a “b” c’s»"),
        ("nl", "“a ‘b’ c’s”"),
        ("pt", "«a “b” c’s»"),
        ("pt-BR", "“a ‘b’ c’s”"),
        ("sv", "”a ’b’ c’s”"),
        ("pl", "„a «b» c’s”"),
        ("ru", "«a „b“ c’s»"),
        ("ja", "「a 『b』 c’s」"),
        ("xx", "“a ‘b’ c’s”"),
    ],
)
def test_quotes_follow_the_language(language: str, set_: str) -> None:
    assert typography("\"a 'b' c's\"", language) == set_


def test_dutch_has_elisions_of_its_own() -> None:
    assert typography("'s avonds in 't huis", "nl") == "’s avonds in ’t huis"


def test_a_tag_may_have_an_underscore_and_any_case() -> None:
    assert quotes_of("DE_ch") == quotes_of("de-CH")


@given(st.text(alphabet="ab1 '\"-.(\n—é"))
def test_only_quotes_dashes_and_dots_change_and_a_second_pass_changes_no_quote(text: str) -> None:
    once = typography(text)
    assert "'" not in once
    plain = str.maketrans({**dict.fromkeys("\"'‘’“”-–—.…", "")})
    assert once.translate(plain) == text.translate(plain)
