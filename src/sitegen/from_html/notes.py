"""Footnotes of any platform -> marks in the text and notes of their own.

A note is what a short link, such as a raised number, leads down to.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sitegen.from_html import plain_notes
from sitegen.from_html.cleaning import clean
from sitegen.from_html.tree import Element, parse
from sitegen.from_html.types import Removed
from sitegen.text.regex import regex

_MARK = regex(
    r"[\[(]?\s*(?:\d{1,3}(?::\d{1,2})?|[a-zA-Z]|[ivxlcIVXLC]{1,6}|[*†‡§¶#]{1,4}|[⁰¹²³⁴-⁹]{1,3})\s*[\])]?\.?"
)
_BACK = regex(r"[\s\[(]*(?:[↩↑⤴⏎^←⬆↵⇑]\ufe0e?\ufe0f?|\^|back|return|jump up|zurück)[\s\])]*\.?", 2)
_NAMED = regex(
    r"(?:^|[\s_-])(?:fn|ftn|edn|footnote|endnote|sdfootnote|sdendnote|note|cite|fussnote)", 2
)
_NUMBER = regex(r"[\s\xa0]*[\[(]?\s*(\d{1,3}|[*†‡§¶]{1,4}|[a-zA-Z])\s*[\])]?[.:)]?[\s\xa0]*")
_REST = regex(r"^(?:[.:)\]](?=\s))?[\s\xa0]+")
_BLOCKS = frozenset({"li", "p", "div", "dd", "aside", "section", "tr", "blockquote", "article"})
_SECTION = regex(
    r"(?:foot|end)?notes?(?: and references)?|references|fußnoten|anmerkungen|notas(?: al pie)?"
    r"|note(?: a piè di pagina)?|notes de bas de page|voetnoten|noten|przypisy|примечания|сноски"
    r"|notas de rodapé",
    2,
)


class Note(NamedTuple):
    """A footnote."""

    label: str
    body: Element


class Found(NamedTuple):
    """The notes of a text in the order of their marks, and what was left out with them."""

    notes: Sequence[Note]
    removed: Sequence[Removed]


def take(root: Element, given: Mapping[str, str]) -> Found:
    """Replace the marks of notes in a tree by ``note-mark`` elements, and remove the notes."""
    taking = _Taking(root, given)
    taking.take()
    return Found(taking.notes, taking.removed)


class _Taking:
    def __init__(self, root: Element, given: Mapping[str, str]) -> None:
        self.root = root
        self.given = given
        self.notes: list[Note] = []
        self.removed: list[Removed] = []
        self._labels: dict[str, str] = {}
        self._bodies: dict[int, str] = {}
        """Identity of the body of a note -> its label."""
        self._index()

    def _index(self) -> None:
        self._order: dict[int, int] = {}
        self._parents: dict[int, Element] = {}
        self._ids: dict[str, Element] = {}
        for at, each in enumerate(self.root.walk()):
            self._order[id(each)] = at
            for name in filter(None, (each.get("id"), each.get("name") if each.tag == "a" else "")):
                self._ids.setdefault(name, each)
            for child in each.children:
                if isinstance(child, Element):
                    self._parents[id(child)] = each

    def take(self) -> None:
        marks = [each for each in self.root.walk() if each.tag == "a" and "#" in each.get("href")]
        found = [(mark, name) for mark in marks if (name := self._target(mark))]
        targets = {id(self._ids[name]) for _, name in found if name in self._ids}
        for mark, name in found:
            if name not in self._labels and not self._define(mark, name, targets):
                continue
            self._replace(mark, self._labels[name])
        if not found:
            self._take_plain()
        for note in self.notes:
            if self._parents.get(id(note.body)) is not None:
                self._remove(note.body)

    def _take_plain(self) -> None:
        for number, (body, around) in enumerate(plain_notes.take(self.root), 1):
            self.notes.append(Note(str(number), body))
            self._parents[id(body)] = around

    def _target(self, mark: Element) -> str:
        """Return the id of the note that a link may be the mark of; "" for none."""
        name = mark.get("href").partition("#")[2]
        words = mark.text().strip()
        if name in self.given:
            return name
        target = self._ids.get(name)
        if (
            target is None
            or not _MARK.fullmatch(words)
            or self._order[id(target)] < self._order[id(mark)]
        ):
            return ""
        return name

    def _define(self, mark: Element, name: str, targets: set[int]) -> bool:
        if name in self.given:
            body = parse(clean(self.given[name]))
        else:
            found = self._body(mark, self._ids[name], targets)
            if found is None:
                return False
            body = found
        if id(body) in self._bodies:
            self._labels[name] = self._bodies[id(body)]
            return True
        label = str(len(self.notes) + 1)
        self._labels[name] = label
        self._bodies[id(body)] = label
        _without_marks(body, mark.text().strip(" []()."), self._ids)
        self.notes.append(Note(label, body))
        return True

    def _body(self, mark: Element, target: Element, targets: set[int]) -> Element | None:
        """Return the element that holds the words of a note."""
        found: Element | None = target
        while found is not None and (found.tag not in _BLOCKS or _is_only_mark(found)):
            found = self._parents.get(id(found))
            if found is self.root:
                return None
        if found is None or found is self.root or self._is_in(mark, found):
            return None
        parent = self._parents.get(id(found))
        if found.tag == "p" and parent is not None and self._is_whole(parent, mark, targets):
            found = parent
        if sum(id(each) in targets for each in found.walk()) > 1:
            return self._part(found, target, targets)
        noted = self._looks_noted(mark) or _is_note(found) or _is_note(target)
        return found if noted or _leads_to(found, mark) else None

    def _is_whole(self, element: Element, mark: Element, targets: set[int]) -> bool:
        """Return whether an element around a paragraph is the whole of one note."""
        if element.tag not in ("div", "li", "aside") or not _is_note(element):
            return False
        if self._is_in(mark, element):
            return False
        return sum(id(each) in targets for each in element.walk()) == 1

    def _is_in(self, element: Element, other: Element) -> bool:
        found: Element | None = element
        while found is not None and found is not other:
            found = self._parents.get(id(found))
        return found is other

    def _looks_noted(self, mark: Element) -> bool:
        parent = self._parents.get(id(mark))
        raised = parent is not None and parent.tag == "sup"
        symbol = not any(char.isalnum() for char in mark.text())
        return raised or symbol or mark.find("sup") is not None or _is_note(mark)

    def _part(self, around: Element, target: Element, targets: set[int]) -> Element | None:
        """Split an element with several notes: return the one that begins at a target."""
        starts = [
            at
            for at, child in enumerate(around.children)
            if isinstance(child, Element) and any(id(each) in targets for each in child.walk())
        ]
        own = [
            at for at in starts if any(each is target for each in _walk_child(around.children[at]))
        ]
        if not own or len(starts) < 2:
            return None
        for start, end in zip(starts, [*starts[1:], len(around.children)], strict=True):
            part = Element("p", {}, around.children[start:end])
            around.children[start:end] = [part, *[""] * (end - start - 1)]
            self._parents[id(part)] = around
            for child in part.children:
                if isinstance(child, Element):
                    self._parents[id(child)] = part
        found = around.children[own[0]]
        return found if isinstance(found, Element) else None

    def _replace(self, mark: Element, label: str) -> None:
        new = Element("note-mark", {"label": label})
        around, inner = self._parents.get(id(mark)), mark
        while around is not None and around.tag in ("sup", "span", "small", "font", "a"):
            if around.text().strip(" []()\n\xa0,") != mark.text().strip(" []()\n\xa0,"):
                break
            inner, around = around, self._parents.get(id(around))
        if around is None:
            return
        around.children = [new if child is inner else child for child in around.children]
        if around.tag == "sup":
            around.tag = "span"
        self._parents[id(new)] = around

    def _remove(self, body: Element) -> None:
        """Take the body of a note out of the tree, and what is left empty around it."""
        inner: Element = body
        while (around := self._parents.get(id(inner))) is not None:
            at = next(n for n, child in enumerate(around.children) if child is inner)
            del around.children[at]
            if around is self.root or not around.is_empty():
                break
            inner = around
            if around.has_class("footnotes-sep"):
                break
        if around is not None:
            self._remove_heading(around, at)

    def _remove_heading(self, around: Element, at: int) -> None:
        """Remove the heading and the rule of a section of notes that has none any more."""
        rest = around.children[at:]
        if any(child.strip() if isinstance(child, str) else not child.is_empty() for child in rest):
            return
        before = at - 1
        while before >= 0:
            child = around.children[before]
            if isinstance(child, str):
                if child.strip():
                    return
            elif child.tag == "hr" or child.is_empty():
                pass
            elif child.find("note-mark"):
                return
            elif len(child.text()) < 60 and _SECTION.fullmatch(child.text().strip(" :\n\t\xa0")):
                self.removed.append(Removed("heading of the notes", child.text().strip()))
            else:
                return
            del around.children[before]
            before -= 1
        if (
            around is not self.root
            and around.is_empty()
            and (outer := self._parents.get(id(around)))
        ):
            at = next(n for n, child in enumerate(outer.children) if child is around)
            del outer.children[at]
            self._remove_heading(outer, at)


def _walk_child(child: Element | str) -> Iterable[Element]:
    return child.walk() if isinstance(child, Element) else ()


def _holds(element: Element, other: Element) -> bool:
    return any(each is other for each in element.walk())


def _is_only_mark(element: Element) -> bool:
    words = element.text().strip()
    return not words or bool(_MARK.fullmatch(words))


def _leads_to(body: Element, mark: Element) -> bool:
    """Return whether a link in a note leads back to its mark."""
    names = {mark.get("id"), mark.get("name")} - {""}
    return any(each.get("href").partition("#")[2] in names for each in body.elements("a"))


def _is_note(element: Element) -> bool:
    names = (element.get("id"), element.get("class"), element.get("name"), element.get("role"))
    return any(name and _NAMED.search(name) for name in names)


def _without_marks(body: Element, words: str, ids: Mapping[str, Element]) -> None:
    """Remove the number of a note and the links back to its mark."""
    for parent in list(body.walk()):
        parent.children = [
            child
            for child in parent.children
            if not (isinstance(child, Element) and _leads_back(child, body, ids))
        ]
    for parent in list(body.walk()):
        parent.children = [
            child
            for child in parent.children
            if not (
                isinstance(child, Element)
                and child.tag in ("sup", "span")
                and child.text().strip(" []()\xa0") == ""
                and not child.find("img")
            )
        ]
    first = next((c for c in body.children if not isinstance(c, str) or c.strip()), "")
    if isinstance(first, Element) and first.text().strip(" []().\n") == words:
        body.children = [child for child in body.children if child is not first]
    else:
        _strip_number(body, words)


def _leads_back(element: Element, body: Element, ids: Mapping[str, Element]) -> bool:
    if element.tag != "a":
        return element.has_class("footnote-backref", "footnote-back", "easy-footnote-to-top")
    words = element.text().strip()
    if element.has_class("footnote-backref", "footnote-number", "footnote-back", "reversefootnote"):
        return True
    href = element.get("href")
    if not href and not words:
        return True
    back = "#" in href and (not words or _MARK.fullmatch(words) or _BACK.fullmatch(words))
    target = ids.get(href.partition("#")[2]) if back else None
    return bool(back) and (target is None or not _holds(body, target) or target is element)


def _strip_number(body: Element, words: str) -> None:
    """Remove the number at the beginning of a note that is the same as that of its mark."""
    stack: list[Element] = [body]
    while stack:
        element = stack.pop()
        for at, child in enumerate(element.children):
            if isinstance(child, Element):
                if child.tag == "sup" and child.text().strip(" []()\xa0.") == words:
                    element.children[at] = ""
                    continue
                if not child.text().strip():
                    continue
                stack.append(child)
                break
            if not child.strip(" \n\t\xa0"):
                continue
            match = _NUMBER.match(child)
            if match and match[1] == words and len(match[0]) > len(words):
                element.children[at] = child[match.end() :]
            else:
                element.children[at] = _REST.sub("", child)
            return
