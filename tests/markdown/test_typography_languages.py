"""Typography of languages: elisions, spaces before signs, and scripts without spaces."""

import pytest

from sitegen.markdown.converter import Markdown
from sitegen.markdown.typography import Typographer


def typography(text: str, language: str) -> str:
    return Typographer(language).text(text).replace("\u202f", "_")


@pytest.mark.parametrize(
    ("language", "text", "set_"),
    [
        ("fr", "l'\"arbre\", qu'\"elle\"", "l’«_arbre_», qu’«_elle_»"),
        ("fr", "l’\"or\", d''ici'", "l’«_or_», d’“ici”"),
        ("fr", "aujourd'hui \"l'or\"", "aujourd’hui «_l’or_»"),
        ("it", "un'\"erba\" e nell'\"orto\"", "un’«erba» e nell’«orto»"),
        ("ca", "l'\"hort\" d'\"ara\"", "l’«hort» d’«ara»"),
        ("en", "the painter of d'\"Or\" and l'\"Air\"", "the painter of d’“Or” and l’“Air”"),
        ("en", "the cooks'\" he said", "the cooks’” he said"),
    ],
)  # fmt: skip
def test_a_quote_after_an_elided_article_opens(language: str, text: str, set_: str) -> None:
    assert typography(text, language) == set_


def test_an_elision_before_emphasis_is_one_too() -> None:
    markdown = Markdown("fr")
    html = markdown.convert('l\'*"arbre"* d\'**"or"**', "essays/a.md").words.html
    assert "l’<em>«\u202farbre\u202f»</em> d’<strong>«\u202for\u202f»</strong>" in html
    assert markdown.inline('Sur l\'"or"')[1] == "Sur l’«\u202for\u202f»"


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("Quoi ? Non ! Si ; car : rien", "Quoi_? Non_! Si_; car_: rien"),
        ("Quoi? Non! Si; car: rien", "Quoi_? Non_! Si_; car_: rien"),
        ("Quoi\u00a0? «\u00a0Non\u00a0»", "Quoi_? «_Non_»"),
        ("« Non », «Si», ‹ car ›", "«_Non_», «_Si_», ‹_car_›"),
        ('"Quoi?" (non ?) Si ?! Et...?', "«_Quoi_?_» (non_?) Si_?! Et…_?"),
        ("10:30, 3:4, a::b :) ;-) http://x.example/?q", "10:30, 3:4, a::b :) ;-) http://x.example/?q"),
    ],
)  # fmt: skip
def test_french_punctuation_has_narrow_spaces_that_do_not_break(text: str, set_: str) -> None:
    assert typography(text, "fr") == set_
    assert typography(set_.replace("_", "\u202f"), "fr") == set_


def test_swiss_and_canadian_french_only_keeps_typed_spaces_together() -> None:
    assert typography("Quoi? Car : «si» « non »", "fr-CA") == "Quoi? Car_: «si» «_non_»"
    assert typography("Quoi ! Si;", "fr-CH") == "Quoi_! Si;"
    assert typography("Why ? So : it", "en") == "Why ? So : it"


def test_code_and_addresses_of_french_texts_stay_as_they_are() -> None:
    html = Markdown("fr").convert("`a ? b : c` ? <https://x.example/a?b> ; fin", "essays/a.md")
    assert "<code>a ? b : c</code>\u202f?" in html.words.html
    assert "https://x.example/a?b</a>\u202f; fin" in html.words.html


@pytest.mark.parametrize(
    ("language", "text", "set_"),
    [
        ("en", "'Cause it rains", "’Cause it rains"),
        ("en", "'Tain't so", "’Tain’t so"),
        ("en", "'Twas, 'tis, 'em, 'til", "’Twas, ’tis, ’em, ’til"),
        ("en", "('90s) '60s rock 'n' roll", "(’90s) ’60s rock ’n’ roll"),
        ("en", '"\'Cause it rains"', "“’Cause it rains”"),
        ("en", "'Cause of the cooks' wine", "’Cause of the cooks’ wine"),
        ("en", "'Cause and effect' is a phrase", "‘Cause and effect’ is a phrase"),
        ("en", "'s all; 't Hooft; the 's' of it", "’s all; ’t Hooft; the ‘s’ of it"),
        ("nl", "'s Avonds in 't bos, 'k zag 'm", "’s Avonds in ’t bos, ’k zag ’m"),
        ("de", "'ne Frage, geht's, so 'n Tag", "’ne Frage, geht’s, so ’n Tag"),
        ("it", "'sto libro, 'o mare", "’sto libro, ’o mare"),
    ],
)
def test_a_word_without_its_beginning_has_an_apostrophe(
    language: str, text: str, set_: str
) -> None:
    assert typography(text, language) == set_


@pytest.mark.parametrize(
    ("language", "text", "set_"),
    [
        ("ja", "彼は\"空\"と'海'を見た。", "彼は「空」と『海』を見た。"),
        ("zh", "她看\"山\"和\"水\"。", "她看“山”和“水”。"),
        ("zh-TW", "她看\"山\"。", "她看「山」。"),
        ("en", "他说\"走\"，and \"so\" on", "他说“走”，and “so” on"),
        ("zh", "5\"屏和\"山\"", "5\"屏和\"山\""),
        ("zh", "走--停---走", "走--停---走"),
        ("th", "เธอว่า\"ไป\"แล้ว", "เธอว่า“ไป”แล้ว"),
        ("ko", "그는 \"산\"이라 했다. '강'도", "그는 “산”이라 했다. ‘강’도"),
    ],
)  # fmt: skip
def test_quotes_beside_letters_without_spaces_come_in_pairs(
    language: str, text: str, set_: str
) -> None:
    assert typography(text, language) == set_


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**先休息。**再走。", "<strong>先休息。</strong>再走。"),
        ("她**“走”**了，我**“停”**了。", "她<strong>“走”</strong>了，我<strong>“停”</strong>了。"),
        ("*「空」*を_“海”_と", "<em>「空」</em>を<em>“海”</em>と"),
        ("**제목(부제)**은", "<strong>제목(부제)</strong>은"),
        ("**\"말\"**이다", "<strong>“말”</strong>이다"),
        ("~~（旧）~~新", "<s>（旧）</s>新"),
        ("文件_名_字 a_b_c", "文件_名_字 a_b_c"),
        ("a**\"b\"**c **d.**e", "a**”b”**c **d.**e"),
    ],
)  # fmt: skip
def test_emphasis_opens_and_closes_beside_letters_without_spaces(text: str, html: str) -> None:
    found = Markdown("en").convert(text, "essays/a.md").words.html
    assert found.partition(">")[2].removesuffix("</p>\n") == html


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("山很高\n水很长，\n路很远。", "山很高水很长，路很远。"),
        ("**山**\n水", "<strong>山</strong>水"),
        ("走，\nand\n（停）", "走，and（停）"),
        ("山\nand\n水", "山\nand\n水"),
        ("그는\n산", "그는\n산"),
        ("山  \n水", "山<br>\n水"),
    ],
)
def test_line_ends_between_letters_without_spaces_leave_none(text: str, printed: str) -> None:
    found = Markdown("zh").convert(text, "essays/a.md")
    assert found.words.html.partition(">")[2].removesuffix("</p>\n") == printed


def test_leads_and_quotations_have_no_spaces_at_such_line_ends() -> None:
    found = Markdown("zh").convert("> 山很高\n> 水很长\n\n- 路\n  远\n", "essays/a.md")
    assert "山很高水很长" in found.words.html
    assert "路远" in found.words.html
    assert (
        Markdown("zh").convert("山很高\n水很长。\n", "essays/a.md").words.lead == "山很高水很长。"
    )


@pytest.mark.parametrize(
    "text", ["A[^1][^2].\n\n[^1]: B\n\n[^2]: C\n", "A^[B]^[C].", "A[^1]^[C].\n\n[^1]: B\n"]
)
def test_marks_of_notes_side_by_side_are_apart(text: str) -> None:
    html = Markdown("en").convert(text, "essays/a.md").words.html
    assert ">1</a></sup><sup>,\u202f</sup><sup" in html


def test_marks_of_notes_with_words_between_them_have_no_comma() -> None:
    html = Markdown("en").convert("A^[B] and^[C] ^[D].", "essays/a.md").words.html
    assert "<sup>," not in html
