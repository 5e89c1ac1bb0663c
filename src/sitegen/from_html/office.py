"""Lists and titles as Word writes them -> those of HTML."""

from sitegen.from_html.tree import Element
from sitegen.text.regex import regex

_LEVEL = regex(r"mso-list:\s*\S+\s+level(\d)", 2)
_IGNORED = regex(r"mso-list:\s*ignore", 2)
_NUMBER = regex(r"\s*\(?(?:\d+|[a-zA-Z]|[ivxIVX]+)[.)]\s*")


def with_lists(root: Element) -> None:
    """Make lists of paragraphs that Word calls items of a list, everywhere in a tree."""
    for parent in list(root.walk()):
        if any(_level(child) for child in parent.children):
            parent.children = _grouped(parent.children)


def _level(node: Element | str) -> int:
    if isinstance(node, str) or node.tag != "p" or "mso-list" not in node.get("style").lower():
        return 0
    found = _LEVEL.search(node.get("style"))
    return min(int(found[1]), 9) if found else 0


def _grouped(children: list[Element | str]) -> list[Element | str]:
    out: list[Element | str] = []
    open_lists: list[tuple[int, Element]] = []
    for child in children:
        level = _level(child)
        if not level or isinstance(child, str):
            if open_lists and isinstance(child, str) and not child.strip():
                continue
            open_lists = []
            out.append(child)
            continue
        tag, item = _item(child)
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level or open_lists[-1][1].tag != tag:
            if open_lists and open_lists[-1][0] == level:
                open_lists.pop()
            new = Element(tag)
            if open_lists:
                last = open_lists[-1][1].children[-1]
                if isinstance(last, Element):
                    last.children.append(new)
            else:
                out.append(new)
            open_lists.append((level, new))
        open_lists[-1][1].children.append(item)
    return out


def _item(paragraph: Element) -> tuple[str, Element]:
    """Return the kind of list that a paragraph belongs to, and its item without the mark."""
    mark = next((s for s in paragraph.walk() if _IGNORED.search(s.get("style"))), None)
    numbered = mark is not None and bool(_NUMBER.fullmatch(mark.text().replace("\xa0", " ")))
    if mark is not None:
        mark.children = []
    return ("ol" if numbered else "ul"), Element("li", dict(paragraph.attrs), paragraph.children)


def with_titles(element: Element) -> None:
    """Make a heading of each paragraph that Word calls the title."""
    for each in element.elements("p"):
        if each.has_class("msotitle"):
            each.tag = "h1"
