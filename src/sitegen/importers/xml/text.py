"""Bytes that claim to be XML -> text, whatever encoding they declare and whatever they hold."""

import codecs
import re
import zlib
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple
from zipfile import BadZipFile

from sitegen.importers.sources import Export
from sitegen.text.regex import regex

READ_ERRORS = (OSError, RuntimeError, EOFError, ValueError, BadZipFile, zlib.error)
"""What reading a member of a damaged archive or a lost disk raises."""
PROLOGUE = 256 * 1024
"""Characters in which the first element of a file has to be."""
_CHUNK = 1024 * 1024
_DECLARED = regex(r"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252"})
"""Encodings that browsers read as windows-1252."""
_STRAY = regex("[\udc80-\udcff]")
_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not allow (section 2.2)."""
_OPENS = regex(r"<!--|<!\[CDATA\[|<\?")
ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
"""What begins a comment, a section of text or an instruction, and what ends it."""
_LOOSE = regex(
    r"&(?!(?:amp|lt|gt|quot|apos);)(?:#([0-9]{1,9}|[xX][0-9a-fA-F]{1,8});|([A-Za-z][A-Za-z0-9]{1,31};))?"
    r"|<(?![A-Za-z_/!?])"
)
_ROOT = regex(
    r"<(?![?!])(?:[\w.-]++:)?+([A-Za-z_][\w.-]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
)
_ATTRIBUTE = regex(r"""([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Root(NamedTuple):
    """The first element of a file."""

    name: str
    """Without its prefix, lower case; "" for none."""
    attributes: dict[str, str]
    """By their names as written: ``xml:base``, ``xmlns:wp``."""
    end: int
    """Where its start tag ends in the text."""
    text: str
    """The head of the file."""


def root_of(text: str) -> Root:
    """Find the first element of a text, behind declarations, comments and stray output.

    Output of a program may be before the declaration; other words before it make it no XML.
    """
    start = max(text.find("<?xml", 0, PROLOGUE), 0)
    if not text[start:].lstrip("\ufeff \t\r\n").startswith("<"):
        return Root("", {}, 0, text)
    pieces = _pieces(text[start:PROLOGUE])
    bare = " " * start
    bare += "".join(" " * len(piece) if opaque else piece for opaque, piece in pieces)
    if not (found := _ROOT.search(bare)):
        return Root("", {}, 0, text)
    return Root(found[1].lower(), attributes_of(found[2]), found.end(), text)


def attributes_of(tag: str) -> dict[str, str]:
    """Return the attributes in the source of a start tag."""
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def sniff(export: Export, name: str) -> Root:
    """Look at the head of a member: its first element, and its text as far as it was read."""
    start = export.head(name, 4096)
    begins = start.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
    if not (begins or b"<?xml" in start):
        return Root("", {}, 0, "")
    head = export.head(name)
    codec = codecs.getincrementaldecoder(_codec(head))("replace")
    return root_of(codec.decode(head))


def chunks(export: Export, name: str) -> Iterator[str]:
    """Yield the text of a member, piece by piece."""
    head = export.head(name, 4096)
    codec = _codec(head)
    if not codec.startswith("utf") and _is_utf8(export, name):
        codec = "utf-8"
    decoder = codecs.getincrementaldecoder(codec)(
        "surrogateescape" if codec.startswith("utf-8") else "replace"
    )
    with export.open(name) as file:
        while piece := file.read(_CHUNK):
            yield _STRAY.sub(_as_windows, decoder.decode(piece))
    yield _STRAY.sub(_as_windows, decoder.decode(b"", final=True))


def clean(text: str) -> str:
    """Make a piece of XML well-formed where its characters alone break it.

    Characters that XML does not allow are dropped everywhere. Outside CDATA, named entities of HTML
    become characters, and ``&`` and ``<`` that begin nothing are escaped.
    """
    text = _ILLEGAL.sub("", text)
    pieces = _pieces(text)
    return "".join(piece if opaque else _LOOSE.sub(_escaped, piece) for opaque, piece in pieces)


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Split a text into what is markup and what is comment, section of text or instruction."""
    at, endless = 0, set[str]()
    for found in _OPENS.finditer(text):
        if found.start() < at or found[0] in endless:
            continue
        end = text.find(ENDS[found[0]], found.end())
        if end < 0:
            endless.add(found[0])
            continue
        yield False, text[at : found.start()]
        at = end + len(ENDS[found[0]])
        yield True, text[found.start() : at]
    yield False, text[at:]


def _codec(head: bytes) -> str:
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec
    zeros = [head[:400][start::2].count(0) for start in (0, 1)]
    if max(zeros) > 40:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    declared = _DECLARED.search(head[:4096].decode("ascii", "replace"))
    try:
        codec = codecs.lookup(declared[1]).name if declared else "utf-8"
        "<".encode(codec)
    except (LookupError, UnicodeError):
        return "utf-8"
    if codec.startswith("utf"):
        return "utf-8"  # a declaration that can be read byte by byte is not in UTF-16
    return "cp1252" if codec in _LATIN else codec


def _is_utf8(export: Export, name: str) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with export.open(name) as file:
            while piece := file.read(_CHUNK):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _as_windows(found: re.Match[str]) -> str:
    return _as_windows_character(ord(found[0]) - 0xDC00)


def _as_windows_character(code: int) -> str:
    return bytes([code]).decode("cp1252", "replace")


def _escaped(found: re.Match[str]) -> str:
    number, name = found[1], found[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        if 0x80 <= code <= 0x9F:
            return _as_windows_character(code)  # as browsers read it
        legal = code <= 0x10FFFF and not _ILLEGAL.match(chr(code))
        return found[0] if legal else ""
    if name and (character := html5.get(name)):
        return character if character not in "<>&" else f"&#{ord(character)};"
    return found[0].replace("&", "&amp;", 1).replace("<", "&lt;", 1)
