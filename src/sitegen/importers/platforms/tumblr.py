"""Tumblr's format of blocks (NPF) -> HTML.

Format: https://www.tumblr.com/docs/npf
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from sitegen.importers import fields
from sitegen.importers.markup.html import link_to
from sitegen.importers.values import table_of, tables_of, text_of
from sitegen.model import Json

Block = Mapping[str, Json]

_TAGS = {"bold": "strong", "italic": "em", "strikethrough": "s", "small": "small"}
_LISTS = {"ordered-list-item": "ol", "unordered-list-item": "ul"}
_RANGES = 500
"""Ranges of a block that count: their number by itself is the work they need."""
_HEADINGS = {"heading1": "h2", "heading2": "h3"}


def npf_html(post: Block, notices: list[str]) -> tuple[str, str]:
    """Return the title and the body of a post; ``notices`` hears of what is left out.

    A heading at the beginning is the title, or else what a recording there is called. What
    others wrote before a reblog comes first.
    """
    blocks = tables_of(post.get("content"))
    title = ""
    if blocks and blocks[0].get("subtype") == "heading1":
        title, blocks = " ".join(text_of(blocks[0].get("text")).split()), blocks[1:]
        layout: Sequence[Block] = _moved(tables_of(post.get("layout")))
    else:
        layout = tables_of(post.get("layout"))
        if blocks and blocks[0].get("type") in ("audio", "video"):
            title = recording(blocks[0])
    asked = _asked(layout)
    trail = "".join(
        f"<blockquote>{_body(tables_of(one.get('content')), frozenset(), notices)}</blockquote>"
        for one in tables_of(post.get("trail"))
    )
    return title, trail + _body(blocks, asked, notices)


def _moved(layout: Sequence[Block]) -> Sequence[Block]:
    """Return a layout for the blocks without the first one."""
    return [
        {**one, "blocks": [number - 1 for number in _numbers(one.get("blocks")) if number]}
        for one in layout
    ]


def _numbers(given: Json) -> list[int]:
    return [one for one in given if isinstance(one, int)] if isinstance(given, list) else []


def _asked(layout: Sequence[Block]) -> frozenset[int]:
    """Return the numbers of the blocks that are a question of somebody."""
    asks = (one for one in layout if one.get("type") == "ask")
    return frozenset(number for one in asks for number in _numbers(one.get("blocks")))


def _body(blocks: Sequence[Block], asked: frozenset[int], notices: list[str]) -> str:
    parts: list[str] = []
    open_lists: list[str] = []
    for number, block in enumerate(blocks):
        kind = _LISTS.get(text_of(block.get("subtype")), "")
        indent = block.get("indent_level")
        depth = (indent if isinstance(indent, int) else 0) + 1 if kind else 0
        parts += _list_tags(open_lists, kind, min(depth, 20))
        if kind:
            parts.append(f"<li>{_text(block)}")
        elif number in asked:
            parts.append(f"<blockquote>{_block(block, notices)}</blockquote>")
        else:
            parts.append(_block(block, notices))
    parts += _list_tags(open_lists, "", 0)
    return "".join(parts).replace("</blockquote><blockquote>", "")


def _list_tags(opened: list[str], kind: str, depth: int) -> Iterator[str]:
    """Open and close lists so that an item of some kind is at some depth."""
    while len(opened) > depth or (len(opened) == depth and opened and opened[-1] != kind):
        yield f"</li></{opened.pop()}>"
    if opened and len(opened) == depth:
        yield "</li>"
    while len(opened) < depth:
        opened.append(kind)
        yield f"<{kind}>" if len(opened) == depth else f"<{kind}><li>"


def _block(block: Block, notices: list[str]) -> str:
    kind = text_of(block.get("type"))
    if kind == "text":
        return _paragraph(block)
    if kind == "image":
        return _picture(block)
    if kind == "link":
        return link_to(text_of(block.get("url")), text_of(block.get("title")))
    if kind in ("audio", "video"):
        return _media(kind, block)
    if kind == "poll":
        return _poll(block)
    if kind != "paywall":
        notices.append(f"block '{kind}' is not known and left out")
    return ""


def _paragraph(block: Block) -> str:
    subtype, inside = text_of(block.get("subtype")), _text(block)
    if tag := _HEADINGS.get(subtype):
        return f"<{tag}>{inside}</{tag}>"
    if subtype in ("quote", "indented"):
        return f"<blockquote><p>{inside}</p></blockquote>"
    return f"<p>{inside}</p>" if inside.strip() else ""


def _text(block: Block) -> str:
    """Return the text of a block with its ranges, which count characters and may overlap."""
    text = text_of(block.get("text"))
    ranges = [one for one in tables_of(block.get("formatting")) if _opening(one)][:_RANGES]
    bounds = {0, len(text)}
    for one in ranges:
        bounds |= set(_span(one, len(text)))
    cuts = sorted(bounds)
    parts: list[str] = []
    for start, end in pairwise(cuts):
        inside = escape(text[start:end], quote=False).replace("\n", "<br>")
        for one in reversed(ranges):
            first, last = _span(one, len(text))
            if first <= start and end <= last:
                tag = _TAGS.get(text_of(one.get("type")), "a")
                inside = f"{_opening(one)}{inside}</{tag}>"
        parts.append(inside)
    return "".join(parts)


def _span(one: Block, size: int) -> tuple[int, int]:
    start, end = one.get("start"), one.get("end")
    first = start if isinstance(start, int) else 0
    last = end if isinstance(end, int) else 0
    return max(0, min(first, size)), max(0, min(last, size))


def _opening(one: Block) -> str:
    kind = text_of(one.get("type"))
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>"
    address = text_of(one.get("url")) or text_of(table_of(one.get("blog")).get("url"))
    return f'<a href="{escape(address)}">' if kind in ("link", "mention") and address else ""


def _picture(block: Block) -> str:
    media = tables_of(block.get("media"))
    widths = {text_of(one.get("url")): one.get("width") for one in media}
    source = max(widths, key=lambda url: _number(widths[url]), default="")
    caption = text_of(block.get("caption"))
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    alt = escape(text_of(block.get("alt_text")))
    return f'<figure><img src="{escape(source)}" alt="{alt}">{below}</figure>' if source else ""


def _number(given: Json) -> float:
    return given if isinstance(given, int | float) else 0


def _media(kind: str, block: Block) -> str:
    given = block.get("media")
    source = text_of(table_of(given).get("url"))
    title = recording(block)
    if source:
        return f'<{kind} src="{escape(source)}" title="{escape(title)}"></{kind}>'
    return link_to(text_of(block.get("url")), title) or f"<p>{escape(title)}</p>"


def recording(given: Block) -> str:
    """Return artist and title of the recording of a post or a block; "" for none."""
    names = ("artist", "track_name", "title")
    return ": ".join(filter(None, (fields.title(text_of(given.get(name))) for name in names)))


def _poll(block: Block) -> str:
    answers = (escape(text_of(one.get("answer_text"))) for one in tables_of(block.get("answers")))
    question = escape(text_of(block.get("question")))
    return f"<p>{question}</p><ul>{''.join(f'<li>{one}</li>' for one in answers)}</ul>"
