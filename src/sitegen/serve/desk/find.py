"""Files and search words -> the lines that contain them, through SQLite's FTS5, in memory."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import islice
from threading import Lock

from msgspec import Struct

from sitegen.model import Html, Source

_LONGEST_QUERY = 200
_MOST = 50
_LINES = 3
_BEFORE, _AFTER = 90, 180
"""Characters of a line shown around its first match."""
_OPEN, _CLOSE = "\x02", "\x03"
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


class Line(Struct, frozen=True):
    """A line with some of the words."""

    number: int
    """1-based, in the file."""
    excerpt: Html
    """With the words in ``<mark>``."""


class Hit(Struct, frozen=True):
    """A file that contains all the words."""

    path: str
    lines: tuple[Line, ...]


class Finder:
    """A search index of files, which reads them again only if they changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, tuple[object, int | None]] = {}
        """Path -> version of the file, and its row."""
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE texts USING fts5("
            "path UNINDEXED, text, tokenize = 'unicode61 remove_diacritics 2')"
        )

    def find(
        self, versions: Mapping[str, object], source: Callable[[str], Source], query: str
    ) -> tuple[Hit, ...]:
        """Find the files with all words of a query, the best first.

        A word also matches longer words that begin with it; words in quotation marks match as a
        phrase. ``versions`` has a value for each file that changes with it, ``source`` reads one.
        """
        expression = _expression(query)
        if not expression:
            return ()
        with self._lock:
            self._update(versions, source)
            rows = self._database.execute(
                "SELECT path, highlight(texts, 1, ?, ?) FROM texts WHERE texts MATCH ? "
                "ORDER BY rank, path LIMIT ?",
                (_OPEN, _CLOSE, expression, _MOST),
            ).fetchall()
        return tuple(Hit(path, tuple(islice(_lines(text), _LINES))) for path, text in rows)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _update(self, versions: Mapping[str, object], source: Callable[[str], Source]) -> None:
        stale = [path for path, (known, _) in self._known.items() if versions.get(path) != known]
        for path in stale:
            _, row = self._known.pop(path)
            self._database.execute("DELETE FROM texts WHERE rowid = ?", (row,))
        for path in versions.keys() - self._known.keys():
            content = path, _content(source(path))
            insertion = self._database.execute("INSERT INTO texts VALUES (?, ?)", content)
            self._known[path] = versions[path], insertion.lastrowid


def _expression(query: str) -> str:
    """Write a query for FTS5, so that none of its characters has a special meaning."""
    found = _TERM.findall(query[:_LONGEST_QUERY].replace("\0", " "))
    phrases = (f'"{phrase}"' if phrase else f'"{word}"*' for phrase, word in found)
    return " ".join(phrase for phrase in phrases if any(map(str.isalnum, phrase)))


def _content(source: Source) -> str:
    """Join front matter and text, each line at its number in the file, without the fences."""
    front = "\n" * (source.front_line - 1) + source.front
    gap = "\n" * (source.body_line - 1 - front.count("\n"))
    return (front + gap + source.body).replace(_OPEN, " ").replace(_CLOSE, " ")


def _lines(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), 1):
        if _OPEN in line:
            yield Line(number, _excerpt(line))


def _excerpt(line: str) -> Html:
    first = line.index(_OPEN)
    start, end = max(0, first - _BEFORE), first + _AFTER
    shown = line[start:end].strip()
    if shown.rfind(_OPEN) > shown.rfind(_CLOSE):
        shown += _CLOSE
    marked = escape(shown).replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>")
    return Html(("… " if start else "") + marked + (" …" if end < len(line) else ""))
