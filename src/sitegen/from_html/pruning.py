"""A tree -> the same without what a platform put there, hidden words and forms."""

from collections.abc import Mapping

from sitegen.from_html.cleaning import styles
from sitegen.from_html.pictures import best
from sitegen.from_html.tree import SHOWN, Element, rewrite
from sitegen.from_html.types import Removed

_FORMS = {
    **dict.fromkeys(("form", "fieldset", "select", "textarea", "label"), "form"),
    "button": "button",
    "input": "form",
    "nav": "navigation",
}
_UNSEEN = (
    "screen-reader-text",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-only",
)


class Pruning:
    """Removes parts of a tree; ``removed`` has their words."""

    def __init__(self, unwanted: Mapping[str, str]) -> None:
        self._unwanted = unwanted
        self._classes = {
            key[1:].lower(): what for key, what in unwanted.items() if key[:1] == "." and key[1:]
        }
        self._beginnings = {key[:-1]: what for key, what in self._classes.items() if key[-1] == "*"}
        self.removed: list[Removed] = []

    def prune(self, root: Element) -> None:
        """Remove what nobody is to read."""
        rewrite(root, self._pruned)
        _remove_twins(root)

    def _pruned(self, element: Element) -> list[Element | str] | None:
        what = self._what(element)
        if what is None:
            return None
        words = element.words()
        if words and what:
            self.removed.append(Removed(what, words))
        return []

    def _what(self, element: Element) -> str | None:
        """Return what an element is if it must be removed; "" for what has no name, else None."""
        if found := self._wanted_away(element):
            return found
        if element.tag in _FORMS and not (element.tag == "input" and _is_checkbox(element)):
            return None if element.tag == "label" and element.find("input") else _FORMS[element.tag]
        style = styles(element.get("style")) if element.get("style") else {}
        hidden = "hidden" in element.attrs or style.get("display") == "none"
        if hidden or style.get("visibility") == "hidden" or style.get("font-size") in ("0", "0px"):
            return "hidden text"
        return "text for screen readers" if element.has_class(*_UNSEEN) else None

    def _wanted_away(self, element: Element) -> str:
        if not self._unwanted:
            return ""
        found = self._unwanted.get(element.tag, "")
        if element.get("id"):
            found = found or self._unwanted.get(f"#{element.get('id')}", "")
        for name in element.classes:
            found = found or self._classes.get(name, "")
            for beginning, what in self._beginnings.items():
                found = found or (what if name.startswith(beginning) else "")
        return found


def _is_checkbox(element: Element) -> bool:
    return element.get("type").lower() == "checkbox"


def _remove_twins(root: Element) -> None:
    """Keep of a lazy picture and its copy for browsers without scripts the one with an address."""
    copies = [each for each in root.elements("span") if "data-noscript" in each.attrs]
    if not copies:
        return
    inside = {id(image) for copy in copies for image in copy.elements("img")}
    shown = {best(each) for each in root.elements("img") if id(each) not in inside} - {""}

    def change(element: Element) -> list[Element | str] | None:
        if "data-noscript" not in element.attrs:
            return None
        pictures = list(element.elements("img"))
        if pictures and all(best(each) in shown for each in pictures):
            return []
        has_more = any(each.tag in SHOWN or each.get("href") for each in element.walk())
        return list(element.children) if has_more else []

    rewrite(root, change)
