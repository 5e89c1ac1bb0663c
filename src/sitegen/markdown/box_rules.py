"""Block rules for markdown-it: boxes between ``:::``, and those of indented lines after ``!!!``."""

import re
from collections.abc import Iterator, Mapping

from markdown_it.rules_block import StateBlock

from sitegen.markdown import boxes
from sitegen.markdown.boxes import Box
from sitegen.text.regex import regex

_FENCE = regex(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,}|:{3,})")
_COLONS = regex(r":{3,}")
_CODE_FENCE = regex(r"`{3,}|~{3,}")
_SIGNS = regex(r"!!!|\?\?\?\+?|===(?!=)")
_FOLDS = {"!!!": "", "???": "closed", "???+": "open", "===": ""}


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a box between ``::: name`` and ``:::``.

    One of an unknown name must be closed; one of a known name ends with the text at the latest.
    """
    found = _header(state, start, _COLONS)
    read = boxes.container(found[1]) if found else None
    if not read:
        return False
    box, known = read
    close = _closings(state).get(start, 0)
    if not (known or start < close < end):
        return False
    if silent:
        return True
    last = close if start < close < end else end
    last = next((line for line in range(start + 1, last) if _is_outside(state, line)), last)
    push_box(state, box, start, (start + 1, last))
    state.line = last + (last == close)
    return True


def _header(state: StateBlock, line: int, sign: re.Pattern[str]) -> tuple[str, str] | None:
    """Split a line into the marker that it begins with, and the rest."""
    text = line_of(state, line)
    found = sign.match(text) if not state.is_code_block(line) else None
    return (found[0], text[found.end() :].strip()) if found else None


def line_of(state: StateBlock, line: int) -> str:
    """Return a line without its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _is_outside(state: StateBlock, line: int) -> bool:
    return not state.isEmpty(line) and state.sCount[line] < state.blkIndent


def _closings(state: StateBlock) -> Mapping[int, int]:
    """Return the line that closes each box, found in one pass over the text."""
    found: Mapping[int, int] | None = state.env.get("closings")
    if found is None:
        found = state.env["closings"] = dict(_pairs(state.src))
    return found


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    opened: list[tuple[int, int]] = []
    code = ""
    for number, line in enumerate(text.split("\n")):
        match = _FENCE.match(line)
        if not match:
            continue
        marker, header = match[1], line[match.end() :].strip()
        if code:
            code = "" if marker.startswith(code) and not header else code
        elif marker[0] != ":":
            code = marker
        elif header:
            opened.append((number, len(marker)))
        else:
            while opened:
                start, count = opened.pop()
                if count <= len(marker):
                    yield start, number
                    break


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read ``!!! note "Title"``, ``??? note`` or ``=== "Tab"`` and its indented lines."""
    found = _header(state, start, _SIGNS)
    if not found:
        return False
    sign, header = found
    box = boxes.tab(header) if sign == "===" else boxes.admonition(header)
    last = _end_of_indented(state, start, end) if box else start
    if not box or (last == start + 1 and box.title is None):
        return False
    if silent:
        return True
    outer, state.blkIndent = state.blkIndent, state.sCount[start] + 4
    box = box._replace(fold=_FOLDS[sign])  # type: ignore[arg-type] # values of the table
    push_box(state, box, start, (start + 1, last))
    state.blkIndent = outer
    state.line = last
    return True


def directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a box between fences, ````{note} Title`` or ````ad-note``."""
    found = _header(state, start, _CODE_FENCE)
    box = boxes.directive(found[1]) if found else None
    if not found or not box:
        return False
    fence = found[0]
    ends = (n for n in range(start + 1, end) if line_of(state, n).strip() == fence)
    close = next(ends, None)
    if close is None or any(_is_outside(state, n) for n in range(start, close)):
        return False
    if silent:
        return True
    first = start + 1
    while first < close and (option := boxes.option(line_of(state, first))):
        first += 1
        if option[0] == "title":
            box = box._replace(title=option[1])
        elif option[0] == "collapse" and option[1] in ("closed", "none", "open"):
            box = box._replace(fold="open" if option[1] == "open" else "closed")
    push_box(state, box, start, (first, close))
    state.line = close + 1
    return True


def _end_of_indented(state: StateBlock, start: int, end: int) -> int:
    last = start + 1
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.sCount[start] + 4:
            break
        last = line + 1
    return last


def push_box(state: StateBlock, box: Box, line: int, inner: tuple[int, int]) -> None:
    """Add the tokens of a box whose words are on some lines."""
    start, end = inner
    opening = state.push("container_box_open", "div", 1)
    opening.map, opening.meta = [line, end], {"box": box}
    if box.attributes:
        opening.meta["attributes"] = dict(box.attributes)
    if box.title:
        state.push("box_title_open", "", 0)
        title = state.push("inline", "", 0)
        title.content, title.map = box.title, [line, line + 1]
        state.push("box_title_close", "", 0)
    outer, state.lineMax = state.lineMax, end
    parent, state.parentType = state.parentType, "container"
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.parentType = outer, parent
    state.push("container_box_close", "div", -1).meta = {"box": box}
