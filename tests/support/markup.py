"""Cases of Markdown, and questions about HTML: slots, ids, balance."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from sitegen.markdown.converter import Converted

_FIXTURES = Path(__file__).parents[1] / "data" / "markdown"
_VOID = {"br", "col", "hr", "img", "source", "track", "wbr"}


def fixtures() -> Iterator[tuple[str, str, str]]:
    """Name, Markdown and HTML of every case in the fixture files."""
    for file in sorted(_FIXTURES.glob("*.md")):
        title, *parts = re.split(r"^\.\n", file.read_text("utf-8"), flags=re.MULTILINE)
        for text, html, following in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            yield f"{file.stem}: {title.strip()}", text, html
            title = following


def printed(body: Converted) -> str:
    """A body as fixtures show it: title, text, notes."""
    title = f"<!-- title -->\n{body.facts.title}\n" if body.facts.title else ""
    notes = (f"<!-- note {n} -->\n{note}\n" for n, note in enumerate(body.words.notes, 1))
    return f"{title}{body.words.html}{''.join(notes)}".rstrip("\n")


def whole(body: Converted) -> str:
    """Text and notes as a page joins them."""
    notes = (f'<li id="fn{n}">{note}</li>' for n, note in enumerate(body.words.notes, 1))
    return f"{body.words.html}<ol>{''.join(notes)}</ol>"


def slots(body: Converted) -> list[int]:
    """The numbers of all slots."""
    return sorted(int(n) for n in set(re.findall(r'(?:href|src)="slot:(\d+)"', whole(body))))


class Elements(HTMLParser):
    """Collects elements and attributes, and whether every element is closed in its place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.balanced = True
        self.feed(html)
        self.close()
        self.balanced = self.balanced and not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.balanced = False

    def ids(self) -> list[str]:
        """Every id, as often as it occurs."""
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]
