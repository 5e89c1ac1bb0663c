"""A large file of JSON with tables -> their rows one by one, also after one that is broken."""

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from sitegen.model import Json
from sitegen.text.regex import regex

Row = dict[str, Json]

_CHUNK = 1024 * 1024
_LONGEST = 64 * _CHUNK
"""Letters of a row; whatever is longer is broken."""
_DATA = regex(r'"data"\s*:\s*\{')
_NEXT = regex(r'\}\s*(?P<at>,\s*\{\s*"\w+"\s*:|\]\s*(?:,\s*"\w+"\s*:|\}))')
"""Where a row ends whose inside cannot be read: rows hold no tables of their own."""


def rows(file: BinaryIO) -> Iterator[tuple[str, Row | None]]:
    """Yield the rows of each table in the first object called ``data``, and their table.

    None is a row that cannot be read. No more than one row is in memory.
    """
    reader = _Reader(file)
    if not reader.skip_through(_DATA):
        return
    with suppress(ValueError):  # what is after a broken table cannot be read
        yield from _tables(reader)


def _tables(reader: "_Reader") -> Iterator[tuple[str, Row | None]]:
    while reader.peek() == '"':
        table = str(reader.value())
        if reader.peek() == ":":
            reader.at += 1
        if reader.peek() == "[":
            reader.at += 1
            yield from ((table, row) for row in _rows(reader))
        else:
            reader.value()
        if reader.peek() == ",":
            reader.at += 1


def _rows(reader: "_Reader") -> Iterator[Row | None]:
    while (mark := reader.peek()) != "]":
        if mark == ",":
            reader.at += 1
            continue
        try:
            row = reader.value()
            yield row if isinstance(row, dict) else None
        except ValueError:
            yield None
            reader.skip_row()
            if not reader.peek():
                return
    reader.at += 1


class _Reader:
    """Holds the part of a file that is being read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = codecs.getreader("utf-8-sig")(file, "replace")
        self._text = ""
        self._decoder = json.JSONDecoder(strict=False)
        self.at = 0

    def peek(self) -> str:
        """Return the next character that is not a space; "" at the end."""
        while True:
            while self.at < len(self._text) and self._text[self.at].isspace():
                self.at += 1
            if self.at < len(self._text):
                return self._text[self.at]
            if not self._more(_CHUNK):
                return ""

    def value(self) -> Json:
        """Read a value; raise ValueError if it is broken or never ends."""
        size = _CHUNK
        value: Json
        while True:
            try:
                # A number at the end may go on.
                value, end = self._decoder.raw_decode(self._text, self.at)
                if end < len(self._text) or not self._more(size):
                    self.at = min(end, len(self._text))
                    return value
            except json.JSONDecodeError as error:
                goes_on = "Unterminated" in error.msg or error.pos > len(self._text) - 64
                if not goes_on or len(self._text) > _LONGEST or not self._more(size):
                    raise
            except RecursionError as error:
                raise ValueError from error
            size *= 2

    def skip_through(self, pattern: re.Pattern[str]) -> bool:
        """Go to the end of what a pattern finds; False if it finds nothing."""
        if found := self._find(pattern):
            self.at = found.end()
        return bool(found)

    def skip_row(self) -> None:
        """Go to the end of a row that is broken, or to that of the file."""
        self.at += 1
        found = self._find(_NEXT)
        self.at = found.start("at") if found else len(self._text)

    def _find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        while not (found := pattern.search(self._text, self.at)):
            self.at = max(self.at, len(self._text) - 200)
            if not self._more(_CHUNK):
                return None
        return found

    def _more(self, size: int) -> bool:
        piece = self._file.read(size)
        self._text = self._text[self.at :] + piece
        self.at = 0
        return bool(piece)
