"""Manuscript -> the values that templates/book.typ sets: plain data, never its code."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sitegen.book.manuscript import COLOPHON, Manuscript, Placed, placed
from sitegen.book.markup import Element, elements, plain, tree_of
from sitegen.book.pdf.blocks import blocks, levelled
from sitegen.book.pdf.breaking import breakable
from sitegen.book.pdf.inline import Scope, Value, inline, trimmed
from sitegen.book.types import IndexLine, Locator, Part, Step
from sitegen.model import Html


class Document:
    """The values of one book."""

    def __init__(self, manuscript: Manuscript, pictures: Mapping[str, str]) -> None:
        """Take the book, and the file of each picture by its address."""
        self.book = manuscript.book
        self._manuscript = manuscript
        self._pictures = pictures
        self._chapters = {chapter.id: chapter for chapter in self.book.chapters}
        self._wanted = set(_references(manuscript))
        self._placed: set[str] = set()
        """The labels that the text has, which links may name."""

    def values(self) -> dict[str, Any]:
        """Return all values."""
        book = self.book
        texts = self._texts()
        own = (*self._chapters, *(part.id for part in book.parts), COLOPHON)
        return {
            **self.front(),
            **texts,
            "ids": dict.fromkeys((*own, *self._placed), True),
            "index": [
                {"letter": section.letter, "lines": list(map(self._index_line, section.lines))}
                for section in book.index
            ],
            "themes": [
                {"title": self._line(theme.title), "chapters": list(theme.chapters)}
                for theme in book.themes
            ],
        }

    def front(self) -> dict[str, Any]:
        """Return the values that a cover needs."""
        book = self.book
        return {
            "title": self._line(book.title),
            "name": book.name,
            "subtitle": self._line(book.subtitle),
            "series": book.series,
            "authors": list(book.authors),
            "lang": book.language,
            "date": book.date,
            "year": book.modified[:4] if book.date else "",
            "address": book.address,
            "licence": self._line(book.licence),
            "day": [int(part) for part in book.modified[:10].split("-")] if book.date else None,
            "paper": book.settings.paper,
            "words": {**book.words},
            "parts": [],
            "ids": {},
        }

    def _texts(self) -> dict[str, Any]:
        """Return the values of all texts, so that their labels are known."""
        book = self.book
        return {
            "parts": [self._part(part) for part in book.parts],
            "names": {chapter.id: self._line(chapter.card.title) for chapter in book.chapters},
            "colophon": self._blocks(COLOPHON),
            "origins": self._told((c.id, c.provenance) for c in book.chapters),
            "editor_notes": self._told((c.id, c.editor_note) for c in book.chapters),
            "corrections": self._told(
                (chapter.id, Html(f"{day}: {line}"))
                for chapter in book.chapters
                for day, line in chapter.corrections
            ),
        }

    def _told(self, lines: Iterable[tuple[str, Html]]) -> list[Value]:
        return [{"chapter": chapter, "c": self._line(line)} for chapter, line in lines if line]

    def _part(self, part: Part) -> Value:
        return {
            "id": part.id,
            "title": self._line(part.title),
            "name": part.name or self.book.name,
            "lang": part.lang,
            "summary": self._line(part.summary),
            "intro": self._blocks(part.id),
            "essays": list(map(self._chapter, placed(part))),
        }

    def _mention(self, step: Step) -> Value:
        return {"note": self._line(step.note), "chapter": step.chapter}

    def _chapter(self, found: Placed) -> Value:
        step = found.step
        chapter = self._chapters[step.chapter]
        card = chapter.card
        return {
            "id": chapter.id,
            "note": self._line(step.note, chapter.id),
            "title": self._line(card.title, chapter.id),
            "name": card.name,
            "lang": card.lang,
            "authors": [author.name for author in card.authors],
            "date": card.date.text if card.date else "",
            "summary": self._line(card.summary, chapter.id),
            "before": list(map(self._mention, found.before)),
            "after": list(map(self._mention, found.after)),
            "c": self._blocks(chapter.id),
        }

    # -------------------------------------------------------------- texts

    def _line(self, html: Html, leaf: str = COLOPHON) -> list[Value]:
        return trimmed(inline(tree_of(html), self._scope(leaf)))

    def _blocks(self, leaf: str) -> list[Value]:
        found = self._manuscript.leaves.get(leaf)
        if not found:
            return []
        above = 2 if leaf in self._chapters and any(part.title for part in self.book.parts) else 1
        return levelled(blocks(found.body, self._scope(leaf)), above)

    def _scope(self, leaf: str) -> Scope:
        noted: set[int] = set()

        def link(href: str) -> dict[str, str]:
            target = self._manuscript.target(href, leaf) if href else None
            if target and target.leaf:
                return {"ref": label_of(target.leaf, target.fragment)}
            return {"href": target.address} if target and _is_web(target.address) else {}

        def label(identity: str) -> str:
            name = label_of(leaf, identity)
            if name not in self._wanted or name in self._placed:
                return ""
            self._placed.add(name)
            return name

        def note(number: int) -> Value:
            own, notes = f"{leaf}--note{number}", self._manuscript.leaves[leaf].notes
            if number in noted or number > len(notes):
                return {"t": "note_again", "id": own}
            noted.add(number)
            return {"t": "note", "id": own, "c": blocks(notes[number - 1], scope)}

        def start(identity: str) -> str:
            return label_of(leaf, identity) if leaf in self._chapters else ""

        scope = Scope(link, label, start, self._picture, note)
        return scope

    def _picture(self, picture: Element) -> Value:
        source, alt = picture.attributes.get("src", ""), picture.attributes.get("alt", "")
        if file := self._pictures.get(source):
            width = picture.attributes.get("width", "")
            wide = int(width) if width.isdecimal() else None
            return {"t": "img", "file": file, "alt": alt, "width": wide, "alone": False}
        address = self._manuscript.target(source, COLOPHON).address if source else ""
        if _is_web(address):
            return {"t": "a", "href": address, "c": [alt or breakable(address)]}
        return alt

    # -------------------------------------------------------------- index

    def _index_line(self, line: IndexLine) -> Value:
        return {
            "id": f"index--{line.id}",
            "title": self._line(line.title),
            "places": [place_label(self._manuscript, place) for place in line.places],
            "see": [_reference(*each) for each in line.see],
            "see_also": [_reference(*each) for each in line.see_also],
            "lines": list(map(self._index_line, line.lines)),
        }


def _reference(identity: str, title: Html) -> Value:
    return {"ref": f"index--{identity}", "c": [plain(title)]}


def label_of(leaf: str, fragment: str) -> str:
    """Return the label of a place; that of a whole text is its key."""
    return f"{leaf}--{fragment}" if fragment else leaf


def place_label(manuscript: Manuscript, place: Locator) -> str:
    """Return the label of a place of the index."""
    known = place.anchor in manuscript.leaves[place.chapter].ids
    return label_of(place.chapter, place.anchor if known else "")


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://", "mailto:"))


def _references(manuscript: Manuscript) -> Iterator[str]:
    """Yield the labels of all places that something in the book leads to."""
    for key, leaf in manuscript.leaves.items():
        for tree in (leaf.body, *leaf.notes):
            for each in elements(tree):
                if each.tag == "a" and (href := each.attributes.get("href")):
                    target = manuscript.target(href, key)
                    if target.leaf and target.fragment:
                        yield label_of(target.leaf, target.fragment)
    for section in manuscript.book.index:
        yield from _places(manuscript, section.lines)


def _places(manuscript: Manuscript, lines: Sequence[IndexLine]) -> Iterator[str]:
    for line in lines:
        yield from (place_label(manuscript, place) for place in line.places)
        yield from _places(manuscript, line.lines)
