"""Elements that are blocks -> blocks of Markdown."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from sitegen.from_html import code, escaping, formulas, frames, inline, lists, pictures, tables
from sitegen.from_html.captions import caption_of
from sitegen.from_html.context import Context
from sitegen.from_html.runs import Marks, Run, marks_of, merged, runs_of
from sitegen.from_html.tree import BLOCKS, Element
from sitegen.text.regex import regex

_RULE = regex(r"[\s\xa0]*(?:(?:\*[\s\xa0]*){3,}|(?:_[\s\xa0]*){3,}|(?:-[\s\xa0]*){3,})")
_ANCHOR = regex(r'<span id="([^"\s{}#.\'=<>]+)"></span>')


class Block(NamedTuple):
    """A block of Markdown."""

    kind: str
    """paragraph, heading, list, item, quote, code, table, rule, html, figure, terms or anchor."""
    text: str


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


def paragraphs(runs: Iterable[Run], context: Context) -> Iterator[Block]:
    """Yield the paragraphs of some runs; two breaks in a row part them."""
    for part in _parted(merged(runs)):
        shown = [run for run in part if run.kind == "raw" or run.text.strip(" \n\xa0")]
        if not shown:
            continue
        if all(run.kind == "raw" and _ANCHOR.fullmatch(run.text) for run in shown):
            for run in shown:
                yield Block("anchor", _ANCHOR.sub(r"\1", run.text))
        elif all(map(_is_picture, shown)):
            for run in shown:
                yield Block("paragraph", inline.written(context, [run]))
        elif all(run.kind == "text" for run in shown) and _RULE.fullmatch(_text(shown)):
            yield Block("rule", "---")
        else:
            yield from _with_pictures_apart(context, part, shown)


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _is_picture(run: Run) -> bool:
    return run.kind == "raw" and run.text.startswith("![")


def _with_pictures_apart(
    context: Context, runs: Sequence[Run], shown: Sequence[Run]
) -> Iterator[Block]:
    """Give a picture before or after the words of a paragraph, which float beside it, a line."""
    first, last = shown[0], shown[-1]
    if _is_picture(first):
        yield Block("paragraph", inline.written(context, [first]))
    edge = [run for run in (first, last) if _is_picture(run)]
    rest = [run for run in runs if not any(run is each for each in edge)]
    while rest and rest[0].kind == "break":
        rest.pop(0)
    yield from paragraphs(rest, context) if edge else _paragraph(context, rest)
    if _is_picture(last):
        yield Block("paragraph", inline.written(context, [last]))


def _paragraph(context: Context, runs: Sequence[Run]) -> Iterator[Block]:
    first = next(run for run in runs if run.text.strip(" \n\xa0"))
    if first.kind == "raw" and (anchor := _ANCHOR.fullmatch(first.text)):
        yield Block("anchor", anchor[1])
        runs = [run for run in runs if run is not first]
    text = inline.written(context, _without_spaces(runs))
    if text:
        yield Block("paragraph", text)


def _without_spaces(runs: Sequence[Run]) -> list[Run]:
    """Remove no-break spaces at the beginning, with which lines were once indented."""
    kept = [*runs]
    for at, run in enumerate(kept):
        if run.kind == "text":
            kept[at] = run._replace(text=run.text.lstrip(" \n\xa0"))
        if kept[at].text.strip():
            break
    return [run for run in kept if run.text]


def _parted(runs: Sequence[Run]) -> Iterator[Sequence[Run]]:
    part: list[Run] = []
    breaks = 0
    for run in runs:
        if run.kind == "break":
            breaks += 1
            if breaks == 2:
                yield part
                part = []
                continue
        elif run.kind == "raw" or run.text.strip(" \n\xa0"):
            breaks = 0
        if breaks < 2:
            part.append(run)
    yield part


def flat(context: Context, element: Element, marks: Marks = ()) -> Iterator[Run]:
    """Yield the runs of all that is in an element as one line, with a break between blocks."""
    for node in element.children:
        if isinstance(node, str) or not (node.tag in BLOCKS or node.holds_blocks):
            yield from runs_of(context, [node], marks)
            continue
        is_block = node.tag in BLOCKS and node.tag not in ("tbody", "thead", "tr")
        if is_block:
            yield Run("break", "\n", ())
        if node.tag == "math-block":
            yield Run("raw", formulas.inline(node), marks)
        elif code.is_code(node):
            for line in code.lines(node):
                yield Run("code", line, ())
                yield Run("break", "\n", ())
        elif frames.is_frame(node):
            yield from runs_of(context, [node], marks)
        else:
            yield from flat(context, node, marks_of(context, node, marks))
        if is_block:
            yield Run("break", "\n", ())


def one_line(context: Context, element: Element, marks: Marks = ()) -> str:
    """Return all that is in an element as a line of Markdown."""
    runs = [
        Run("text", " ", run.marks) if run.kind == "break" else run
        for run in flat(context, element, marks)
    ]
    return inline.written(context, _without_double(runs))


def _without_double(runs: Iterable[Run]) -> list[Run]:
    """Leave one space where there are several in a row."""
    kept: list[Run] = []
    for run in merged(runs):
        if run.kind != "text":
            kept.append(run)
            continue
        text = re.sub(r" {2,}", " ", run.text)
        if text[:1] == " " and kept and kept[-1].text[-1:] == " ":
            text = text[1:]
        if text:
            kept.append(run._replace(text=text))
    return kept


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
        runs.append(run._replace(kind=kind, text=text, marks=_unmarked(run.marks, element)))
    text = inline.written(context, _without_double(runs))
    for name in _ANCHOR.findall(text):
        yield Block("anchor", name)
    text = _ANCHOR.sub("", text).replace("\n", " ").strip()
    if text:
        text = f"{text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else text
        yield Block("heading", f"{'#' * level} {_unstarted(text)}")
    for run in shown:
        yield Block("paragraph", inline.written(context, [run]))


def _unmarked(marks: Marks, heading: Element) -> Marks:
    """Leave out the marks that a heading has anyway."""
    whole = heading.text().split()
    bold = any(each.text().split() == whole for each in heading.elements("b", "strong", "span"))
    return tuple(m for m in marks if not (m.kind == "strong" and bold) and m.value != "<u>")


def _unstarted(text: str) -> str:
    """Undo what is escaped only at the beginning of a paragraph."""
    text = re.sub(r"^(\d+)\\(?=[.)])", r"\1", text)
    return re.sub(r"^\\(?=[>+:|~=-])", "", text)


def _rule(_context: Context, _element: Element, _marks: Marks) -> list[Block]:
    return [Block("rule", "---")]


def _formula(_context: Context, element: Element, _marks: Marks) -> list[Block]:
    return [Block("code", formulas.block(element))]


def _verse(context: Context, element: Element, marks: Marks) -> list[Block]:
    """Write lines that are no code, each with a break."""
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
        cells = [cell for row in rows for cell in row]
        return [*before, *(each for cell in cells for each in _inside(context, cell, marks))]
    grid = tables.grid(element)
    head = tables.has_head(element, grid)
    columns = max(map(len, grid), default=0)
    cells_of = [
        [_cell(context, cell, head=head and not number) if cell is not None else "" for cell in row]
        for number, row in enumerate(grid)
    ]
    if not any(any(row) for row in cells_of):
        return before
    line = tables.sides(grid[head:] or grid, columns)
    return [*before, Block("table", tables.written(cells_of, line, head=head))]


def _cell(context: Context, cell: Element, *, head: bool) -> str:
    runs = list(flat(context, cell))
    if head:
        runs = [run._replace(marks=_unmarked(run.marks, cell)) for run in runs]
    text = inline.written(context, _without_double(_single_breaks(runs)))
    return re.sub(r"(?<!\\)\|", r"\\|", _unstarted(text)).replace("\\\\|", "&#92;\\|")


def _single_breaks(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs with a tag for the breaks between them, as cells of a table need it."""
    broken = begun = False
    for run in runs:
        if run.kind == "break":
            broken = True
            continue
        if not begun and not run.text.strip():
            continue
        if broken and begun and run.text.strip():
            yield Run("raw", "<br>", ())
        if run.kind == "code" and ("{{" in run.text or "{%" in run.text):
            yield run._replace(kind="raw", text=_spelled_code(run.text))
            begun, broken = True, False
        elif run.text.strip() or not broken:
            broken = broken and not run.text.strip()
            begun = True
            yield run


def _spelled_code(text: str) -> str:
    """Write code with the marks of a template, which would reach over the bars between cells."""
    spelled = escaping.fully_escaped(text).replace("\\{", "&#123;")
    return f"<code>{spelled}</code>"


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
