"""Elements that are blocks -> blocks of Markdown."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from sitegen.from_html import cells, code, formulas, frames, inline, lists, pictures, tables
from sitegen.from_html.captions import caption_of
from sitegen.from_html.cells import unmarked, unstarted
from sitegen.from_html.context import Context
from sitegen.from_html.paragraphs import (
    ANCHOR,
    Block,
    flat,
    one_line,
    paragraphs,
    without_double,
)
from sitegen.from_html.runs import Marks, Run, marks_of, runs_of
from sitegen.from_html.tree import BLOCKS, Element

Nodes = Iterable[Element | str]


def blocks(context: Context, nodes: Nodes, marks: Marks = ()) -> list[Block]:
    """Return the blocks of some nodes, in order."""
    found: list[Block] = []
    line: list[Element | str] = []
    for node in nodes:
        if isinstance(node, str) or not (node.tag in BLOCKS or node.holds_blocks):
            line.append(node)
            continue
        found += paragraphs(runs_of(context, line, marks), context)
        line = []
        found += _block(context, node, marks)
    found += paragraphs(runs_of(context, line, marks), context)
    return _with_anchors(found)


def joined(found: Sequence[Block]) -> str:
    """Return the Markdown of some blocks; two lists in a row get different marks."""
    parts: list[str] = []
    before = ""
    for block in found:
        text = block.text
        if block.kind == "list" and lists.same_kind(before, text):
            text = lists.with_other_marks(text)
        parts.append(text)
        before = text if block.kind == "list" else ""
    return "\n\n".join(parts)


def _with_anchors(found: Sequence[Block]) -> list[Block]:
    """Write ids before blocks as attributes of these."""
    out: list[Block] = []
    names: list[str] = []
    for block in found:
        if block.kind == "anchor":
            names.append(block.text)
            continue
        if block.kind == "rule" and out and out[-1].kind == "rule":
            continue
        out.append(_named(block, names))
        names = []
    out += [Block("paragraph", f'<span id="{escape(name)}"></span>') for name in names]
    return out


def _named(block: Block, names: Sequence[str]) -> Block:
    own, *others = names or [""]
    text = "".join(f'<span id="{escape(name)}"></span>' for name in others) + block.text
    if not own:
        return block
    if block.text.startswith("{") or others or re.search(r"[\s{}\"'=<>#]", own):
        text = "".join(f'<span id="{escape(name)}"></span>\n\n' for name in names) + block.text
        return block._replace(text=text)
    if block.kind == "heading":
        return block._replace(text=f"{text} {{#{own}}}")
    return block._replace(text=f"{{#{own}}}\n{text}")


def _block(context: Context, element: Element, marks: Marks) -> list[Block]:
    if frames.is_frame(element):
        return list(paragraphs(runs_of(context, [element], marks), context))
    if code.is_code(element):
        text = code.written(element)
        found = [Block("code", text)] if text else []
    else:
        found = list(_WRITERS.get(element.tag, _inside)(context, element, marks))
    name = element.get("id")
    if name in context.targets and element.tag in BLOCKS:
        return [Block("anchor", name), *found]
    return found


def _inside(context: Context, element: Element, marks: Marks) -> list[Block]:
    return blocks(context, element.children, marks_of(context, element, marks))


def _heading(context: Context, element: Element, marks: Marks) -> Iterator[Block]:
    level = context.levels.get(id(element))
    if level is None:
        yield from _inside(context, element, marks)
        return
    plain = [mark for mark in marks if mark.kind == "link"]
    runs = []
    shown = []
    for run in flat(context, element, tuple(plain)):
        if run.kind == "raw" and run.text.startswith("!"):
            shown.append(run)
            continue
        text = " " if run.kind == "break" else run.text
        kind = "text" if run.kind == "break" else run.kind
        runs.append(run._replace(kind=kind, text=text))
    text = inline.written(context, without_double(unmarked(runs, element)))
    for name in ANCHOR.findall(text):
        yield Block("anchor", name)
    text = ANCHOR.sub("", text).replace("\n", " ").strip()
    if text:
        text = f"{text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else text
        yield Block("heading", f"{'#' * level} {unstarted(text)}")
    for run in shown:
        yield Block("paragraph", inline.written(context, [run]))


def _rule(_context: Context, _element: Element, _marks: Marks) -> list[Block]:
    return [Block("rule", "---")]


def _formula(_context: Context, element: Element, _marks: Marks) -> list[Block]:
    return [Block("code", formulas.block(element))]


def _verse(context: Context, element: Element, marks: Marks) -> list[Block]:
    """Write lines that are not code, each with a break."""
    for each in list(element.walk()):
        each.children = [part for child in each.children for part in _verse_lines(child)]
    return blocks(context, element.children, marks)


def _verse_lines(node: Element | str) -> Iterator[Element | str]:
    if not isinstance(node, str):
        yield node
        return
    for number, line in enumerate(node.split("\n")):
        if number:
            yield Element("br")
        indent = len(line) - len(line.lstrip(" "))
        yield "\u2003" * ((indent + 1) // 2) + line[indent:] if number and indent > 1 else line


def _quote(context: Context, element: Element, marks: Marks) -> list[Block]:
    children = list(element.children)
    source = _source_of(element)
    if source is not None:
        children = [child for child in children if child is not source]
    found = blocks(context, children, marks)
    if source is not None:
        written = one_line(context, source)
        dash = "" if re.match(r"[—–―-]|\\-", written) else "— "
        found += [Block("paragraph", dash + written)] if written else []
    address = element.get("cite")
    if address.startswith("http") and not any(
        link.get("href") == address for link in element.elements("a")
    ):
        context.notice(f"a quotation is taken from {address}, which no reader sees")
    text = joined(found)
    return [Block("quote", prefixed(text))] if text else []


def _source_of(element: Element) -> Element | None:
    """Return the last element of a quotation if it names its source."""
    shown = [c for c in element.children if not isinstance(c, str) or c.strip()]
    last = shown[-1] if len(shown) > 1 else None
    if isinstance(last, Element) and (last.tag in ("cite", "footer")):
        return last
    return None


def prefixed(text: str, prefix: str = "> ") -> str:
    """Write something before each line."""
    bare = prefix.rstrip()
    return "\n".join(f"{prefix}{line}" if line else bare for line in text.split("\n"))


def _division(context: Context, element: Element, marks: Marks) -> list[Block]:
    if element.has_class("pullquote", "pull-quote", "blockquote", "quote-block"):
        return _quote(context, element, marks)
    return _inside(context, element, marks)


def _list(context: Context, element: Element, marks: Marks) -> list[Block]:
    items: list[list[Block]] = []
    checks: list[str] = []
    numbers: list[int | None] = []
    for node in _items(element):
        found = blocks(context, node.children, marks_of(context, node, marks))
        found = found[1:] if found and found[0].kind == "rule" else found
        if node.tag in ("ul", "ol") or (node.tag != "li" and items and not found):
            if items:
                items[-1] += _list(context, node, marks)
                continue
            found = _list(context, node, marks)
        if found:
            items.append(found)
            checks.append(lists.check_of(node))
            numbers.append(lists.number_of(node))
    if not items:
        return []
    if element.get("type") in ("a", "A", "i", "I"):
        context.notice("the letters before the items of a list are numbers")
    rendered = [
        ("\n".join(block.text for block in item), True)
        if _is_tight(item)
        else (joined(item), False)
        for item in items
    ]
    return [Block("list", lists.written(element, rendered, checks, numbers))]


def _items(element: Element) -> Iterator[Element]:
    line: list[Element | str] = []
    for node in element.children:
        if isinstance(node, Element) and (node.tag in ("li", "ul", "ol") or node.tag in BLOCKS):
            if any(not isinstance(each, str) or each.strip() for each in line):
                yield Element("li", {}, line)
            line = []
            yield node
        else:
            line.append(node)
    if any(not isinstance(each, str) or each.strip() for each in line):
        yield Element("li", {}, line)


def _is_tight(item: Sequence[Block]) -> bool:
    kinds = [block.kind for block in item]
    return kinds in (["paragraph"], ["list"]) or (
        kinds == ["paragraph", "list"] and "\n\n" not in item[1].text
    )


def _terms(context: Context, element: Element, marks: Marks) -> Iterator[Block]:
    terms: list[str] = []
    open_entry: list[str] = []
    for node in lists.entries(element):
        if node.tag == "dt":
            if open_entry:
                yield Block("terms", "\n".join(open_entry))
                open_entry = []
            if written := one_line(context, node, marks):
                terms.append(written)
            continue
        text = joined(blocks(context, node.children, marks))
        if not text:
            continue
        if not open_entry and not terms:
            yield Block("paragraph", text)
            continue
        if not open_entry:
            open_entry, terms = [" / ".join(terms)], []
        open_entry.append(prefixed(text, "    ").replace("    ", ":   ", 1))
    if open_entry:
        yield Block("terms", "\n".join(open_entry))
    for term in terms:
        yield Block("paragraph", term)


def _details(context: Context, element: Element, marks: Marks) -> list[Block]:
    summary = next(
        (c for c in element.children if isinstance(c, Element) and c.tag == "summary"), None
    )
    rest = [child for child in element.children if child is not summary]
    found = joined(blocks(context, rest, marks))
    title = one_line(context, summary) if summary is not None else ""
    if not (found or title):
        return []
    head = f"<summary>{title}</summary>\n" if title else ""
    return [Block("html", f"<details>\n{head}\n{found}\n\n</details>")]


def _figure(context: Context, element: Element, marks: Marks) -> list[Block]:
    caption = caption_of(element)
    words = ""
    images = list(element.elements("img"))
    alone = len(images) == 1 and (
        element.text().split() == (caption.text().split() if caption is not None else [])
    )
    if not alone or caption is None or caption.find("img"):
        return _group(context, element, marks)
    shown = pictures.shown(context, images[0])
    words = one_line(context, caption)
    if not isinstance(shown, pictures.Shown):
        return [Block("paragraph", words)] if words else []
    written = pictures.written(context, shown, words)
    link = next((a for a in element.elements("a") if images[0] in a.walk()), None)
    inner = marks_of(context, link, marks) if link is not None else marks
    href = [mark for mark in inner if mark.kind == "link"]
    return [Block("paragraph", inline.written(context, [Run("raw", written, tuple(href))]))]


def _group(context: Context, element: Element, marks: Marks) -> list[Block]:
    if element.has_class("pullquote", "wp-block-pullquote") and not element.find("blockquote"):
        return _quote(context, element, marks)
    return _inside(context, element, marks)


def _table(context: Context, element: Element, marks: Marks) -> list[Block]:
    caption = element.find("caption")
    found = paragraphs(flat(context, caption, marks), context) if caption is not None else ()
    before = list(found)
    if tables.is_layout(element):
        rows = tables.rows_of(element)
        inner = (_inside(context, cell, marks) for row in rows for cell in row)
        return [*before, *(block for found in inner for block in found)]
    grid = tables.grid(element)
    head = tables.has_head(element, grid)
    columns = max(map(len, grid), default=0)
    cells_of = [
        [_cell(context, cell, head=head and not number) for cell in row]
        for number, row in enumerate(grid)
    ]
    if not any(any(row) for row in cells_of):
        return before
    line = tables.sides(grid[head:] or grid, columns)
    return [*before, Block("table", tables.written(cells_of, line, head=head))]


def _cell(context: Context, cell: Element | None, *, head: bool) -> str:
    return cells.written(context, cell, head=head) if cell is not None else ""


_Writer = Callable[[Context, Element, Marks], Iterable[Block]]
_WRITERS: dict[str, _Writer] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    "blockquote": _quote,
    "details": _details,
    "div": _division,
    "dl": _terms,
    "figure": _figure,
    "hr": _rule,
    "math-block": _formula,
    "pre": _verse,
    "table": _table,
}
