"""Items of a list -> the Markdown of the list."""

import re
from collections.abc import Iterator, Sequence

from sitegen.from_html.tree import Element

_BULLET, _OTHER_BULLET = "-", "*"


def number_of(item: Element) -> int | None:
    """Return the number that an item states itself."""
    value = item.get("value")
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 10 else None


def check_of(item: Element) -> str:
    """Return the box of an item of a list of tasks: ``[x] ``, ``[ ] `` or ""."""
    box = next((each for each in item.elements("input")), None)
    if box is not None and box.get("type").lower() == "checkbox":
        return "[x] " if "checked" in box.attrs else "[ ] "
    if item.get("role") == "checkbox":
        return "[x] " if item.get("aria-checked") == "true" else "[ ] "
    return ""


def written(
    element: Element,
    items: Sequence[tuple[str, bool]],
    checks: Sequence[str],
    numbers: Sequence[int | None],
) -> str:
    """Return the Markdown of a list; each item is its Markdown and whether it is one paragraph."""
    start = element.get("start")
    number = int(start) if start.isdecimal() and start.isascii() and len(start) < 10 else 1
    lines: list[str] = []
    for (text, _), check, own in zip(items, checks, numbers, strict=True):
        number = number if own is None else own
        mark = f"{max(number, 0)}." if element.tag == "ol" else _BULLET
        lines.append(_item(mark, check + text))
        number += 1
    return ("\n" if all(tight for _, tight in items) else "\n\n").join(lines)


def _item(mark: str, text: str) -> str:
    indent = " " * (len(mark) + 1)
    lines = text.split("\n")
    below = (f"{indent}{line}" if line else "" for line in lines[1:])
    return "\n".join([f"{mark} {lines[0]}", *below])


def same_kind(before: str, text: str) -> bool:
    """Return whether two lists in a row would become one."""
    return (
        bool(before) and before[0].isdigit() == text[0].isdigit() and _sign(before) == _sign(text)
    )


def _sign(text: str) -> str:
    found = re.match(r"\d*(\D)", text)
    return found[1] if found else ""


def with_other_marks(text: str) -> str:
    """Write a list with the other mark that Markdown has for it."""
    if text[0].isdigit():
        return re.sub(r"^(\d+)\.(?= )", r"\1)", text, flags=re.MULTILINE)
    return re.sub(rf"^{_BULLET}(?= )", _OTHER_BULLET, text, flags=re.MULTILINE)


def entries(element: Element) -> Iterator[Element]:
    """Yield the terms and explanations of a list of terms; anything else is an explanation."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                yield Element("dd", {}, [child])
        elif child.tag == "div":
            yield from entries(child)
        else:
            yield child if child.tag in ("dt", "dd") else Element("dd", {}, [child])
