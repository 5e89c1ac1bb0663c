"""Tables -> Markdown's tables, where they are tables of data."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from sitegen.from_html.cleaning import styles
from sitegen.from_html.tree import Element

_WIDEST = 200
"""Columns; nobody reads what is to the right of them."""
_BLOCKS = ("blockquote", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table")
_SIDES = {"left": ":---", "right": "---:", "center": ":---:"}


def rows_of(table: Element) -> Sequence[Sequence[Element]]:
    """Return the cells of each row of a table, those of tables in it left out."""
    return [[cell for cell in _children(row) if cell.tag in ("td", "th")] for row in _rows(table)]


def _rows(table: Element) -> Iterator[Element]:
    foot: list[Element] = []
    for part in _children(table):
        if part.tag == "tr":
            yield part
        elif part.tag == "tfoot":
            foot += [row for row in _children(part) if row.tag == "tr"]
        elif part.tag in ("thead", "tbody"):
            yield from (row for row in _children(part) if row.tag == "tr")
    yield from foot


def _children(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def is_layout(table: Element) -> bool:
    """Return whether a table only places things on a page."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = rows_of(table)
    if any(cell.tag == "th" for row in rows for cell in row):
        return False
    columns = max(map(len, rows), default=0)
    if columns < 2 or (len(rows) < 2 and not table.find("caption")):
        return True
    if any(table.elements(*_BLOCKS)):
        return True
    return any(_paragraphs(cell) > 2 or len(cell.text()) > 600 for row in rows for cell in row)


def _paragraphs(cell: Element) -> int:
    return sum(1 for each in cell.elements("p") if each.text().strip())


def grid(table: Element) -> list[list[Element | None]]:
    """Return the rows of a table with a place for each column; None where a cell spreads."""
    rows: list[list[Element | None]] = []
    below: dict[int, int] = {}
    for cells in rows_of(table):
        row: list[Element | None] = []
        for cell in cells:
            _pass_over(row, below)
            width = min(_number(cell.get("colspan")), _WIDEST)
            for column in range(len(row), len(row) + width):
                if (height := _number(cell.get("rowspan"))) > 1:
                    below[column] = height - 1
            row += [cell, *[None] * (width - 1)]
        _pass_over(row, below)
        rows.append(row)
    return [row for row in rows if row]


def _pass_over(row: list[Element | None], below: dict[int, int]) -> None:
    while below.get(len(row)):
        below[len(row)] -= 1
        row.append(None)


def _number(value: str) -> int:
    return min(int(value), 1000) if value.isdecimal() and value.isascii() and int(value) else 1


def has_head(table: Element, rows: Sequence[Sequence[Element | None]]) -> bool:
    """Return whether the first row of a table names its columns."""
    head = table.find("thead")
    if head and any(head.elements("tr")) and head.text().strip():
        return True
    cells = [cell for cell in rows[0] if cell] if rows else []
    named = bool(cells) and all(cell.tag == "th" for cell in cells)
    if not named and len(rows) > 1 and cells and len(cells) > 1:
        # In classic editors the names of columns are only bold.
        named = all(_is_bold(c) for c in cells) and not all(
            _is_bold(c) for row in rows[1:] for c in row if c
        )
    return named


def _is_bold(cell: Element) -> bool:
    bold = cell.find("b", "strong")
    return (
        bold is not None
        and bool(bold.text().strip())
        and bold.text().split() == cell.text().split()
    )


def sides(rows: Sequence[Sequence[Element | None]], columns: int) -> list[str]:
    """Return the line under the head of a table, a part for each column."""
    found: list[str] = []
    for column in zip_longest(*rows):
        sides_of = {_side(cell) for cell in column[1:] if isinstance(cell, Element)}
        side = sides_of.pop() if len(sides_of) == 1 else ""
        found.append(_SIDES.get(side, "---"))
    return found[:columns]


def _side(cell: Element) -> str:
    if cell.has_class("has-text-align-right"):
        return "right"
    if cell.has_class("has-text-align-center"):
        return "center"
    style = styles(cell.get("style")) if cell.get("style") else {}
    return cell.get("align").lower() or style.get("text-align", "")


def written(cells: Sequence[Sequence[str]], line: Sequence[str], *, head: bool) -> str:
    """Return the Markdown of a table from that of its cells."""
    columns = len(line)
    padded = [[*row, *[""] * (columns - len(row))] for row in cells]
    if not head:
        padded.insert(0, [""] * columns)
    padded.insert(1, list(line))
    return "\n".join(_row(row) for row in padded)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")
