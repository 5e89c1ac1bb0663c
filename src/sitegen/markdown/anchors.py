"""Words -> ids of headings, paragraphs and passages, each unique in its text."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from html import escape, unescape

from sitegen.anchors.matching import Target, is_like
from sitegen.model import Slug
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify

TEMPLATE_IDS = frozenset(
    {"contents", "errata", "main", "notes", "cited-works", "theme-map", "theme-map-text", "top"}
)
"""Ids that page templates use themselves."""

_OPENING = regex(r'<(?:p|h[2-6]|span)(?: [^<>]*?)? id="([^"<>]*)"[^<>]*>')
_NOTE = regex(r"(?:fn|r)\d+(?:-\d+)?")
_WORDS = 4
_MOST_WORDS = 12
_LONGEST = 32
_REACH = 160
"""Characters of a paragraph in which its first words are searched for."""
_PLAIN = str.maketrans({"’": "'", "“": None, "”": None, "‘": None, "–": " ", "—": " ", "…": " "})
"""Typographic marks never get into a slug; without them most texts are ASCII, which is quick."""


class Anchors:
    """The ids of one text, assigned one by one.

    An id that an author claims is taken even if its element is never printed. An id that readers
    know from another paragraph is not assigned to one that is nothing like it.
    """

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self.ids: set[str] = set()
        self.targets: list[Target] = []
        """Paragraphs and headings that readers may link to, in the order of rendering."""
        self._known = known or {}
        self.claimed = False
        self._numbers: dict[str, int] = {}

    def claim(self, name: str) -> bool:
        """Claim an id that an author wrote; return False if it is taken."""
        if self._taken(name):
            return False
        self.ids.add(name)
        self.claimed = True
        return True

    def note(self, name: str) -> str:
        """Record the id of a note or of its mark, which nothing else may have."""
        self.ids.add(name)
        return name

    def heading(self, text: str) -> str:
        """Return the id of a heading, made from the names of its characters if it has no words."""
        slug = slugify(text)
        if not slug or _NOTE.fullmatch(slug):
            slug = Slug(f"section-{slug or _character_names(text)}".rstrip("-"))
        return self._number(slug, text)

    def paragraph(self, text: str) -> str:
        """Return an id made of a paragraph's first words: edits elsewhere do not change it."""
        words = text[:_REACH].split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]
        slug = _short(_joined(words[:_WORDS]))
        count = _WORDS
        while self._barred(f"p-{slug}", text) and count < len(words):
            count += 1
            slug = _joined(words[:count])
        return self._number(f"p-{slug}" if slug else "p", text)

    def block(self, text: str) -> str:
        """Return an id of a list, table or quotation, which no heading or paragraph may get."""
        words = text[:_REACH].split(maxsplit=_WORDS)[:_WORDS]
        return self._number(f"b--{_short(_joined(words))}".rstrip("-"), text)

    def _barred(self, name: str, text: str) -> bool:
        if self._taken(name):
            return True
        words = self._known.get(name)
        return words is not None and not is_like(words, text)

    def _taken(self, name: str) -> bool:
        return name in self.ids or name in TEMPLATE_IDS or _NOTE.fullmatch(name) is not None

    def _number(self, slug: str, text: str) -> str:
        # The last number of each slug is kept, so that a thousand equal headings stay linear.
        name = slug
        while self._barred(name, text):
            self._numbers[slug] = number = self._numbers.get(slug, 1) + 1
            name = f"{slug}-{number}"
        self.ids.add(name)
        return name


def insert_aliases(html: str, aliases: Mapping[str, Sequence[str]]) -> str:
    """Insert empty elements with old ids where the elements with the new ids begin."""

    def filled(opening: re.Match[str]) -> str:
        names = aliases.get(unescape(opening[1]), ())
        return opening[0] + "".join(f'<span id="{escape(name)}"></span>' for name in names)

    return _OPENING.sub(filled, html)


def _joined(words: Sequence[str]) -> str:
    text = " ".join(words)
    return slugify(text if text.isascii() else text.translate(_PLAIN))


def _short(slug: str) -> str:
    if len(slug) <= _LONGEST:
        return slug
    cut = slug[: _LONGEST + 1].rpartition("-")[0]
    return cut or slug[:_LONGEST]


def _character_names(text: str) -> str:
    return slugify(" ".join(unicodedata.name(char, "") for char in text.strip()[:8]))
