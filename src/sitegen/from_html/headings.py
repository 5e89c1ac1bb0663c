"""Headings of a tree -> their levels in the Markdown: from 2 on, none skipped."""

from sitegen.from_html.tree import Element
from sitegen.text.slugs import whole_slug

_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LAST = 6
_SIGNS = frozenset({"", "#", "¶", "§", "🔗", "∞", "⚓"})


def without_title(root: Element, title: str) -> None:
    """Remove the first heading of a text if it repeats the title."""
    slug = whole_slug(title)
    first = next((each for each in root.elements(*_TAGS) if each.text().strip()), None)
    if slug and first is not None and whole_slug(" ".join(first.text().split())) == slug:
        first.tag = "div"
        first.children = list(first.elements("img"))


def without_permalinks(root: Element) -> None:
    """Remove from headings the links that only lead to them."""
    for heading in root.elements(*_TAGS):
        names = {each.get("id") for each in heading.walk()} - {""}
        heading.children = [
            child
            for child in heading.children
            if not (
                isinstance(child, Element)
                and child.tag == "a"
                and child.text().strip() in _SIGNS
                and not child.find("img")
                and child.get("href").partition("#")[2] in names
            )
        ]


def levels(root: Element, first: int) -> dict[int, int]:
    """Return the level of each heading by the identity of its element, from a first one on."""
    found: dict[int, int] = {}
    above: list[int] = []
    for heading in root.elements(*_TAGS):
        if not heading.text().strip():
            continue
        level = int(heading.tag[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        found[id(heading)] = min(len(above) + first - 1, _LAST)
    return found
