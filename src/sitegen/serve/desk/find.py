"""Sources and a query -> the lines that hold its words, through SQLite's FTS5, in memory."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from threading import Lock

from msgspec import Struct

from sitegen.model import Html, Source

_LONGEST_QUERY = 200
_MOST = 50
_LINES = 3
_BEFORE, _AFTER = 90, 180
"""Characters of a line shown around its first hit."""
_OPEN, _CLOSE = "\x02", "\x03"
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


class Line(Struct, frozen=True):
    """A line with some of the words."""

    number: int
    """1-based, in the file."""
    excerpt: Html
    """The words stand in ``<mark>``."""


class Hit(Struct, frozen=True):
    """A file that holds all the words."""

    path: str
    lines: tuple[Line, ...]


class Finder:
    """Finds words in sources; keeps its index, and renews in it what changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, tuple[int, Source]] = {}
        self._rows = 0
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE texts USING fts5("
            "path UNINDEXED, text, tokenize = 'unicode61 remove_diacritics 2')"
        )

    def find(self, sources: Sequence[Source], query: str) -> tuple[Hit, ...]:
        """Find the files with all words of a query, the best first.

        A word finds those that begin with it; words between quotes stand together.
        """
        wanted = _expression(query)
        if not wanted:
            return ()
        with self._lock:
            self._renew(sources)
            rows = self._database.execute(
                "SELECT path, highlight(texts, 1, ?, ?) FROM texts WHERE texts MATCH ? "
                "ORDER BY rank, path LIMIT ?",
                (_OPEN, _CLOSE, wanted, _MOST),
            ).fetchall()
        return tuple(Hit(path, tuple(islice(_lines(text), _LINES))) for path, text in rows)

    def close(self) -> None:
        """Let go of the index."""
        self._database.close()

    def _renew(self, sources: Sequence[Source]) -> None:
        now = {source.path: source for source in sources}
        stale = [path for path, (_, source) in self._known.items() if now.get(path) != source]
        for path in stale:
            row, _ = self._known.pop(path)
            self._database.execute("DELETE FROM texts WHERE rowid = ?", (row,))
        for path in now.keys() - self._known.keys():
            self._rows += 1
            self._known[path] = self._rows, now[path]
            self._database.execute(
                "INSERT INTO texts (rowid, path, text) VALUES (?, ?, ?)",
                (self._rows, path, _whole(now[path])),
            )


def _expression(query: str) -> str:
    """Write a query as FTS5 understands it, so that no sign of it has a meaning there."""
    found = _TERM.findall(query[:_LONGEST_QUERY].replace("\0", " "))
    phrases = (f'"{phrase}"' if phrase else f'"{word}"*' for phrase, word in found)
    return " ".join(phrase for phrase in phrases if any(map(str.isalnum, phrase)))


def _whole(source: Source) -> str:
    """Put a file together again, each line where it stands, without the fences."""
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
