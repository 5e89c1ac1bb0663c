"""The pages of an EPUB: title, parts, chapters, themes, index, colophon."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from msgspec import Struct

from sitegen.book.epub.xhtml import Places, Writer, identifier, text
from sitegen.book.manuscript import COLOPHON, Leaf, Manuscript, Placed, placed
from sitegen.book.markup import Element, Node, tree_of
from sitegen.book.types import Chapter, IndexLine, Locator, Part, Step
from sitegen.locales.direction import direction
from sitegen.model import Html


class Page(Struct, frozen=True):
    """A page of the book."""

    name: str
    """Name of its file without ``.xhtml``."""
    title: str
    content: str
    has_math: bool = False
    depth: int = 1
    """Its level in the table of contents; 0 for none."""


class Pages:
    """Makes the pages of one book."""

    def __init__(self, manuscript: Manuscript, pictures: Mapping[str, str]) -> None:
        """Take the book, and the file in the EPUB of each picture by its address."""
        self.manuscript = manuscript
        self.book = manuscript.book
        self._pictures = pictures
        self._chapters = {chapter.id: chapter for chapter in self.book.chapters}

    def all(self) -> Iterator[Page]:
        """Make all pages, in the order of the book."""
        book, words = self.book, self.book.words
        yield self._title()
        for part in book.parts:
            if part.title or part.intro:
                yield self._part(part)
            for step in placed(part):
                yield self._chapter(step, depth=2 if part.title else 1)
        if book.themes:
            yield Page("themes", words["themes"], self._frame(words["themes"], self._themes()))
        if book.index:
            yield Page("index", words["index"], self._frame(words["index"], self._index()))
        yield self._colophon()

    def _frame(self, title: str, body: str, lang: str = "") -> str:
        return frame(title, body, lang or self.book.language)

    def _writer(self, leaf: str) -> Writer:
        def link(href: str) -> str:
            target = self.manuscript.target(href, leaf)
            if not target.leaf:
                return target.address
            fragment = f"#{identifier(target.fragment)}" if target.fragment else ""
            return (
                fragment if target.leaf == leaf and fragment else f"{target.leaf}.xhtml{fragment}"
            )

        def outside(source: str) -> str:
            address = self.manuscript.target(source, leaf).address if source else ""
            return address if address.startswith(("https:", "http:")) else ""

        return Writer(Places(link, lambda source: self._pictures.get(source, ""), outside))

    def _line(self, html: Html, leaf: str = COLOPHON) -> str:
        """Write a line of markup that is not a text of its own."""
        return self._writer(leaf).write(tree_of(html), inline=True)

    # -------------------------------------------------------------- the beginning

    def _title(self) -> Page:
        book = self.book
        lines = [f'<h1 epub:type="title">{self._line(book.title)}</h1>']
        if book.subtitle:
            lines.append(f'<p class="lead" role="doc-subtitle">{self._line(book.subtitle)}</p>')
        if book.authors:
            lines.append(f'<p class="author">{text(self._names(book.authors))}</p>')
        if book.series:
            lines.append(f'<p class="series">{text(book.series)}</p>')
        body = f'<section epub:type="titlepage" class="titlepage">\n{_joined(lines)}</section>'
        return Page("title", book.name, self._frame(book.name, body), depth=0)

    def _names(self, names: Sequence[str]) -> str:
        *others, last = names
        return f"{', '.join(others)}{self.book.words['and']}{last}" if others else last

    def _part(self, part: Part) -> Page:
        writer = self._writer(part.id)
        title = part.title or self.book.title
        lines = [f'<h1 id="book-title">{self._line(title)}</h1>']
        if part.summary:
            lines.append(f'<p class="lead">{self._line(part.summary)}</p>')
        lines.append(self._leaf(writer, part.id))
        kind = "part" if part.title else "introduction"
        body = (
            f'<section epub:type="{kind}" role="doc-{kind}" aria-labelledby="book-title"'
            f'{lang_of(part.lang)} class="{kind}">\n{_joined(lines)}</section>'
        )
        name = part.name or self.book.name
        return Page(part.id, name, self._frame(name, body), writer.has_math)

    def _leaf(self, writer: Writer, key: str) -> str:
        leaf = self.manuscript.leaves.get(key)
        return writer.write(leaf.body) + self._notes(writer, leaf) if leaf else ""

    def _notes(self, writer: Writer, leaf: Leaf) -> str:
        if not leaf.notes:
            return ""
        heading = text(self.book.words["notes"])
        notes = "\n".join(
            f'<aside id="fn{number}" epub:type="footnote" role="doc-footnote">'
            f"{writer.write(_numbered(number, note))}</aside>"
            for number, note in enumerate(leaf.notes, 1)
        )
        return (
            f'<section epub:type="footnotes" aria-labelledby="book-notes" class="notes">\n'
            f'<h2 id="book-notes">{heading}</h2>\n{notes}\n</section>\n'
        )

    # -------------------------------------------------------------- an essay

    def _chapter(self, found: Placed, *, depth: int) -> Page:
        chapter = self._chapters[found.step.chapter]
        card, writer = chapter.card, self._writer(chapter.id)
        lines = [self._mention(step) for step in found.before]
        if found.step.note:
            lines.append(f'<p class="onward">{self._line(found.step.note, chapter.id)}</p>')
        lines.append(f'<h1 id="book-title">{self._line(card.title, chapter.id)}</h1>')
        if byline := self._byline(chapter):
            lines.append(f'<p class="byline">{byline}</p>')
        if card.summary:
            lines.append(f'<p class="lead">{self._line(card.summary, chapter.id)}</p>')
        lines.append(self._leaf(writer, chapter.id))
        lines += (self._mention(step) for step in found.after)
        body = (
            '<section epub:type="chapter" role="doc-chapter" aria-labelledby="book-title">\n'
            f"{_joined(lines)}</section>"
        )
        page = self._frame(card.name, body, card.lang)
        return Page(chapter.id, card.name, page, writer.has_math, depth)

    def _mention(self, step: Step) -> str:
        note = f"{self._line(step.note)} " if step.note else ""
        return f'<p class="onward">{note}{self._link(step.chapter)}</p>'

    def _link(self, chapter: str, *, anchor: str = "") -> str:
        card = self._chapters[chapter].card
        return (
            f'<a href="{chapter}.xhtml{anchor}"{lang_of(card.lang)}>{self._title_of(chapter)}</a>'
        )

    def _title_of(self, chapter: str) -> str:
        return self._line(self._chapters[chapter].card.title, chapter)

    def _byline(self, chapter: Chapter) -> str:
        card = chapter.card
        names = self._names([author.name for author in card.authors]) if card.authors else ""
        return text(", ".join(filter(None, (names, card.date.text if card.date else ""))))

    # -------------------------------------------------------------- the end

    def _themes(self) -> str:
        items = (
            f"<li><p>{self._line(theme.title)}</p>\n<ul>{''.join(self._items(theme.chapters))}</ul></li>"
            for theme in self.book.themes
        )
        title = text(self.book.words["themes"])
        return (
            '<section aria-labelledby="book-title" class="themes">'
            f'<h1 id="book-title">{title}</h1>\n'
            f"<ul>\n{_joined(items)}</ul></section>"
        )

    def _items(self, chapters: Iterable[str]) -> Iterator[str]:
        return (f"<li>{self._link(chapter)}</li>" for chapter in chapters)

    def _index(self) -> str:
        letters = (
            f"<h2>{text(section.letter)}</h2>\n<ul>\n{self._lines(section.lines)}</ul>"
            for section in self.book.index
        )
        title = text(self.book.words["index"])
        return (
            '<section epub:type="index" role="doc-index" aria-labelledby="book-title"'
            ' class="index">'
            f'<h1 id="book-title">{title}</h1>\n{_joined(letters)}</section>'
        )

    def _lines(self, lines: Sequence[IndexLine]) -> str:
        return _joined(self._index_line(line) for line in lines)

    def _index_line(self, line: IndexLine) -> str:
        words = self.book.words
        parts = [f'<span id="{identifier(line.id)}">{self._line(line.title)}</span>']
        parts += self._places(line.places)
        for word, others in (("index_see", line.see), ("index_see_also", line.see_also)):
            if others:
                links = "; ".join(
                    f'<a href="#{identifier(name)}">{self._line(title)}</a>'
                    for name, title in others
                )
                parts.append(f"<i>{text(words[word])}</i> {links}")
        below = f"\n<ul>\n{self._lines(line.lines)}</ul>" if line.lines else ""
        return f"<li>{', '.join(parts)}{below}</li>"

    def _places(self, places: Sequence[Locator]) -> Iterator[str]:
        """Yield the links to the places of an entry: those in one essay after its title."""
        seen = ""
        for place in places:
            known = place.anchor in self.manuscript.leaves[place.chapter].ids
            anchor = f"#{identifier(place.anchor)}" if known else ""
            if place.chapter == seen:
                label = text(place.paragraph or "·")
                yield f'<a href="{place.chapter}.xhtml{anchor}">¶\u202f{label}</a>'
            else:
                yield self._link(place.chapter, anchor=anchor)
            seen = place.chapter

    def _colophon(self) -> Page:
        book, words = self.book, self.book.words
        writer = self._writer(COLOPHON)
        lines = [f'<h1 id="book-title">{text(words["colophon"])}</h1>']
        lines.append(self._leaf(writer, COLOPHON))
        lines += self._told(words["origins"], [(c, c.provenance) for c in book.chapters])
        lines += self._told(words["editor-note"], [(c, c.editor_note) for c in book.chapters])
        mistakes = [
            (chapter, Html(f"{escape(day)}: {line}"))
            for chapter in book.chapters
            for day, line in chapter.corrections
        ]
        lines += self._told(words["corrections"], mistakes)
        about = [f'<a href="{escape(book.address)}">{text(book.address)}</a>']
        about += [f"{text(words['licence'])}: {self._line(book.licence)}"] if book.licence else []
        about += [text(book.date)] if book.date else []
        lines.append(f'<p class="imprint">{"<br/>".join(about)}</p>')
        body = (
            '<section epub:type="colophon" role="doc-colophon" aria-labelledby="book-title">\n'
            f"{_joined(lines)}</section>"
        )
        page = self._frame(words["colophon"], body)
        return Page(COLOPHON, words["colophon"], page, writer.has_math)

    def _told(self, heading: str, lines: Iterable[tuple[Chapter, Html]]) -> Iterator[str]:
        """Yield a heading and lines about essays below it; nothing if there are none."""
        items = [
            f"<li>{self._link(chapter.id)}<br/>{self._line(line)}</li>"
            for chapter, line in lines
            if line
        ]
        if items:
            yield f"<h2>{text(heading)}</h2>\n<ul>\n{_joined(items)}</ul>"


def frame(title: str, body: str, language: str) -> str:
    """Write a whole page."""
    right = ' dir="rtl"' if direction(language) == "rtl" else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{language}" xml:lang="{language}"{right}>\n<head>\n'
        f"<title>{text(title)}</title>\n"
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def lang_of(language: str) -> str:
    """Write the language of an element; nothing if it is that of the page."""
    if not language:
        return ""
    right = f' dir="{direction(language)}"'
    return f' lang="{language}" xml:lang="{language}"{right}'


def _numbered(number: int, note: tuple[Node, ...]) -> tuple[Node, ...]:
    """Put the number of a note in front of its words."""
    label = f"{number}. "
    if note and isinstance(note[0], Element) and note[0].tag == "p":
        first = note[0]
        return (first._replace(children=(label, *first.children)), *note[1:])
    return (label, *note)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines if line)
