"""Rows of a table that have more cells than its first row: the others are not shown."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from sitegen.markdown.context import Context
from sitegen.text.regex import regex

_BAR = regex(r"(?<!\\)\|")
_OTHERS = ("<!--", "%%", "{#", "{>>", "{/*", "{::", "{{", "{%")
"""Marks of comments, and of tags whose bars part no cells (see ``shortcode_cells``)."""
_BEFORE = " \t>"


def report(context: Context, tokens: Sequence[Token], index: int) -> None:
    """Report the first row of a table with words that are in no column."""
    rows = list(_rows(tokens, index))
    columns = rows[0][1] if rows else 0
    lines = context.lines
    for token, _ in rows[1:]:
        line = lines[token.map[0]] if token.map and token.map[0] < len(lines) else ""
        if line.count("|") < columns or any(mark in line for mark in _OTHERS):
            continue
        cells = _BAR.split(line.strip(_BEFORE).strip().removeprefix("|"))
        words = "|".join(cells[columns:]).strip(" |")
        if words:
            shown = words if len(words) <= 40 else f"{words[:40].rstrip()}…"
            message = f"the row has more cells than the table has columns; '{shown}' is left out"
            hint = "add a column to the first row and to the line below it; write \\| for a bar"
            context.warn("W319", context.line(token), message, hint)
            return


def _rows(tokens: Sequence[Token], index: int) -> Iterator[tuple[Token, int]]:
    """Yield each row and the number of its cells."""
    row, cells = None, 0
    for at in range(index + 1, len(tokens)):
        kind = tokens[at].type
        if kind == "table_close":
            return
        if kind == "tr_open":
            row, cells = tokens[at], 0
        elif kind in ("th_open", "td_open"):
            cells += 1
        elif kind == "tr_close" and row:
            yield row, cells
