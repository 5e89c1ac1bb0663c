"""Decoding: line ends, byte order marks, control characters, and bytes that are not UTF-8."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.loader.encoding import decode
from sitegen.problems.errors import Place, Problem


def _decode(content: bytes) -> tuple[str, tuple[Problem, ...]]:
    return decode("essays/a b.md", content)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"one\ntwo", "one\ntwo"),
        (b"one\r\ntwo\r\n", "one\ntwo\n"),
        (b"one\rtwo\r", "one\ntwo\n"),
        (b"one\r\ntwo\nthree\rfour\n\r\n", "one\ntwo\nthree\nfour\n\n"),
        (b"\xef\xbb\xbfone", "one"),
        (b"\xef\xbb\xbf\xef\xbb\xbfone", "one"),
        ("a\tb\xa0c\u2028d\x85e\u200b".encode(), "a\tb\xa0c\u2028d\x85e\u200b"),
        ("，\ufffd\uffe5".encode(), "，\ufffd\uffe5"),
    ],
)
def test_utf8_of_any_make_becomes_plain_lines(content: bytes, text: str) -> None:
    assert _decode(content) == (text, ())


# ------------------------------------------------------------------ not UTF-8

_CONVERT = "convert it: iconv -f {} -t UTF-8 'essays/a b.md' > converted.md"
_RETYPE = "retype the character at this place and save the file"


@pytest.mark.parametrize(
    ("content", "text", "where", "message", "hint"),
    [
        (
            "Über\nein Café\n".encode("latin-1"),
            "Über\nein Café\n",
            (1, 1),
            "byte 0xdc at offset 0 is not UTF-8; the file seems to be ISO-8859-1",
            _CONVERT.format("ISO-8859-1"),
        ),
        (
            "One\r\n\r\n“Two”\r\n".encode("cp1252"),
            "One\n\n“Two”\n",
            (3, 1),
            "byte 0x93 at offset 7 is not UTF-8; the file seems to be WINDOWS-1252",
            _CONVERT.format("WINDOWS-1252"),
        ),
        (
            "One é\n".encode("utf-16"),
            "One é\n",
            (1, 1),
            "byte 0xff at offset 0 is not UTF-8; the file seems to be UTF-16",
            _CONVERT.format("UTF-16"),
        ),
        (
            b"\xfe\xff" + "One é\n".encode("utf-16-be"),
            "One é\n",
            (1, 1),
            "byte 0xfe at offset 0 is not UTF-8; the file seems to be UTF-16",
            _CONVERT.format("UTF-16"),
        ),
        (
            "One é\n".encode("utf-32"),
            "One é\n",
            (1, 1),
            "byte 0xff at offset 0 is not UTF-8; the file seems to be UTF-32",
            _CONVERT.format("UTF-32"),
        ),
        (
            "One\nTwo\n".encode("utf-16-le"),
            "One\nTwo\n",
            (1, 2),
            "byte 0x00 at offset 1 is not UTF-8; the file seems to be UTF-16LE",
            _CONVERT.format("UTF-16LE"),
        ),
        (
            "One\nTwo\n".encode("utf-16-be"),
            "One\nTwo\n",
            (1, 1),
            "byte 0x00 at offset 0 is not UTF-8; the file seems to be UTF-16BE",
            _CONVERT.format("UTF-16BE"),
        ),
        (
            b"\xef\xbb\xbf\xc3\xa9t\xc3\xa9\nO\xffne",
            "été\nO\ufffdne",
            (2, 2),
            "byte 0xff at offset 10 is not UTF-8, although the rest of the file is",
            _RETYPE,
        ),
    ],
)
def test_what_is_not_utf8_is_named_and_read_as_well_as_can_be(
    content: bytes, text: str, where: tuple[int, int], message: str, hint: str
) -> None:
    problem = Problem(Place("essays/a b.md", *where), "E106", message, hint)
    assert _decode(content) == (text, (problem,))


# ------------------------------------------------------------------ controls

_SHOW = "delete them in an editor that shows them"


def test_a_control_character_is_left_out_and_named() -> None:
    problem = Problem(
        Place("essays/a b.md", 2, 4), "W113", "control character U+000C is removed", _SHOW
    )
    assert _decode("é\r\ntwo\x0c!".encode()) == ("é\ntwo!", (problem,))


def test_a_few_zero_bytes_are_control_characters_like_others() -> None:
    message = "2 control characters are removed; the first is U+0000"
    problem = Problem(Place("essays/a b.md", 2, 2), "W113", message, _SHOW)
    assert _decode(b"A long enough line\nO\x00ne\x00") == ("A long enough line\nOne", (problem,))


def test_many_control_characters_are_one_warning() -> None:
    message = "4 control characters are removed; the first is U+0007"
    problem = Problem(Place("essays/a b.md", 1, 1), "W113", message, _SHOW)
    assert _decode("\x07\x1b[1m\ufffe\uffff".encode()) == ("[1m", (problem,))


def test_a_damaged_file_with_control_characters_has_both_problems() -> None:
    text, problems = _decode(b"caf\xe9 \x01")
    assert text == "café "
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("E106", "essays/a b.md:1:4"),
        ("W113", "essays/a b.md:1:6"),
    ]


@given(st.binary() | st.text().map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_any_bytes_become_a_text_that_xml_can_hold(content: bytes) -> None:
    text, problems = _decode(content)
    assert not {chr(number) for number in range(32)} - {"\t", "\n"} & set(text)
    assert not {"\ufffe", "\uffff"} & set(text)
    text.encode()
    assert len(problems) <= 2


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn"))), st.booleans())
def test_utf8_text_comes_through_unchanged(text: str, mark: bool) -> None:
    plain = text.lstrip("\ufeff")
    content = plain.encode("utf-8-sig" if mark else "utf-8")
    assert _decode(content) == (plain, ())
