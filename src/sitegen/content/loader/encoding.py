"""Bytes of a file -> text with ``\\n`` line ends, without characters that XML does not allow."""

import re
import shlex
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from sitegen.problems.errors import Place, Problem
from sitegen.text.regex import regex

_CONTROLS = bytes(number for number in range(0x20) if number not in b"\t\n\r")
_CONTROL = regex("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def decode(path: str, content: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode UTF-8; anything else is decoded by the best guess and reported as an error.

    Control characters, which XML does not allow, are removed with a warning; lines keep their
    numbers.
    """
    problems: tuple[Problem, ...] = ()
    try:
        text = content.decode()
        at = content.find(0) if _has_many_zeros(content) else -1
    except UnicodeDecodeError as error:
        at = error.start
    if at >= 0:
        text, problem = _guess(path, content, at)
        problems = (problem,)
    text = _plain_lines(text)
    if problems or _may_hold_controls(content):
        text, warnings = _without_controls(path, text)
        problems += warnings
    return text, problems


def _has_many_zeros(content: bytes) -> bool:
    # A few are control characters like others; many are the halves of UTF-16.
    return 0 in content and content.count(0) * 8 > len(content)


def _may_hold_controls(content: bytes) -> bool:
    # Several times faster than a regular expression. The test for one byte is nearly free and
    # saves most files the test for the two bytes that begin U+FFFE and U+FFFF.
    if any(map(content.__contains__, _CONTROLS)):
        return True
    return 0xEF in content and b"\xef\xbf" in content


def _plain_lines(text: str) -> str:
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _without_controls(path: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    first = _CONTROL.search(text)
    if not first:
        return text, ()
    clean = _CONTROL.sub("", text)
    count = len(text) - len(clean)
    name = f"U+{ord(first[0]):04X}"
    what = f"control character {name} is" if count == 1 else f"{count} control characters are"
    message = f"{what} removed" if count == 1 else f"{what} removed; the first is {name}"
    place = _end_of(path, text[: first.start()])
    return clean, (Problem(place, "W113", message, "delete them in an editor that shows them"),)


def _end_of(path: str, text: str) -> Place:
    return Place(path, text.count("\n") + 1, len(text) - text.rfind("\n"))


# ------------------------------------------------------------------ not UTF-8

_UTF_32_MARKS = (BOM_UTF32_LE, BOM_UTF32_BE)
_UTF_16_MARKS = (BOM_UTF16_LE, BOM_UTF16_BE)


def _guess(path: str, content: bytes, at: int) -> tuple[str, Problem]:
    encoding = _likely(content)
    place = _end_of(path, _plain_lines(content[:at].decode()))
    what = f"byte 0x{content[at]:02x} at offset {at}"
    if encoding == "UTF-8":
        message = f"{what} is not UTF-8, although the rest of the file is"
        hint = "retype the character at this place and save the file"
    else:
        message = f"{what} is not UTF-8; the file seems to be {encoding}"
        hint = f"convert it: iconv -f {encoding} -t UTF-8 {shlex.quote(path)} > converted.md"
    text = content.decode(encoding, "replace").replace("\0", "")
    return text, Problem(place, "E106", message, hint)


def _likely(content: bytes) -> str:
    if content.startswith((*_UTF_32_MARKS, *_UTF_16_MARKS)):
        return "UTF-32" if content.startswith(_UTF_32_MARKS) else "UTF-16"
    zeros = content.count(0)
    if _has_many_zeros(content):
        return "UTF-16LE" if content[1::2].count(0) * 2 > zeros else "UTF-16BE"
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if beyond_ascii >= 2 * damaged:
        return "UTF-8"
    return "WINDOWS-1252" if re.search(rb"[\x80-\x9f]", content) else "ISO-8859-1"
