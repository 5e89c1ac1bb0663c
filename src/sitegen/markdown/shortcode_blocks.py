"""Block rule for shortcodes that enclose blocks, or are a block of their own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from sitegen.markdown.boxes import Box
from sitegen.markdown.shortcode_pairs import Pair, Pairs
from sitegen.markdown.shortcode_table import Shortcode
from sitegen.markdown.shortcode_tags import Arguments, Tag, arguments, language_of
from sitegen.text.regex import regex

_LANGUAGE = regex(r"\b(?:lang(?:uage)?)[:=]\s{0,3}[\"']?([\w#+.-]+)[\"']?")
_OPTION = regex(r"(?:^|\s)[a-z_]{1,30}:(?!//)\S+")
_ADDRESS = regex(r"(?:https?:/)?/\S+")
_CLASS = regex(r"[A-Za-z][\w-]{0,30}")
_NOTES = frozenset(("note", "notice", "alert", "admonition", "callout", "aside"))
_DEEPEST = 50
"""Levels of shortcodes; what is nested deeper is text, and the tags are printed."""
_PICTURE = regex(
    r"\s*(?:<a\b[^<>]*>\s*<img\b[^<>]*>\s*</a>|<img\b[^<>]*>|"
    r"\[!\[[^\[\]]*\]\([^()]*\)\]\([^()]*\)|!\[[^\[\]]*\]\([^()]*\))"
)


def shortcode_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a shortcode that begins a line."""
    found: Pairs | None = state.env.get("pairs")
    if found is None or state.env.get("verbatim") or state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    if at in found.raw_ends:
        if not silent:
            state.line = start + 1
        return True
    pair = found.pairs.get(at)
    known = pair.opening.shortcode if pair else None
    if pair and known:
        last = _line_of(state, pair.closing.end, start, end)
        write = _WRITE.get(known.kind)
        if write and 0 <= last < end and _may_enclose(state, pair, known, start, last):
            return silent or write(state, pair, known, start, last)
    if at in found.blocks:
        last = _line_of(state, found.blocks[at], start, end)
        alone = not state.src[found.blocks[at] : state.eMarks[last]].strip()
        if start <= last < end and (alone or last > start):
            if not silent:
                _paragraph(state, start, last)
            return True
    return False


def _line_of(state: StateBlock, at: int, start: int, end: int) -> int:
    """Return the line that contains the character before ``at``; -1 if it is not in the block."""
    low, high = start, min(end, state.lineMax)
    while low < high:
        middle = (low + high) // 2
        if state.eMarks[middle] < at:
            low = middle + 1
        else:
            high = middle
    return low if low < end and state.bMarks[low] <= at <= state.eMarks[low] else -1


def _may_enclose(state: StateBlock, pair: Pair, known: Shortcode, start: int, last: int) -> bool:
    if known.kind == "raw" and pair.closing.start in state.env["pairs"].raw_ends:
        return True
    if known.kind in ("code", "math"):
        # Words after code on its only line: it is part of a paragraph.
        return last > start or not state.src[pair.closing.end : state.eMarks[last]].strip()
    if (
        state.env.get("depth", 0) >= _DEEPEST
        or state.src[pair.closing.end : state.eMarks[last]].strip()
    ):
        return False
    lines = range(start + 1, last)
    return not any(state.sCount[n] < state.blkIndent and not state.isEmpty(n) for n in lines)


def _paragraph(state: StateBlock, start: int, last: int) -> None:
    words = state.getLines(start, last + 1, state.blkIndent, False).strip()  # noqa: FBT003 - positional in markdown-it
    _push_paragraph(state, words, start, last + 1)
    state.line = last + 1


def _push_paragraph(state: StateBlock, words: str, start: int, end: int) -> None:
    opening = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content = words
    inline.children = []
    opening.map = inline.map = [start, end]
    state.push("paragraph_close", "p", -1)


def _push(state: StateBlock, kind: str, tag: str, nesting: int, start: int) -> Token:
    token = state.push(kind, tag, nesting)  # type: ignore[arg-type] # -1, 0 or 1
    token.map = [start, start + 1]
    return token


def _code(state: StateBlock, pair: Pair, known: Shortcode, start: int, last: int) -> bool:
    opening, closing = pair
    language, title = _language(known, opening)
    if title:
        _push_paragraph(state, title, start, start + 1)
    token = _push(state, "fence" if known.kind == "code" else "math_block", "", 0, start)
    token.info = language
    token.content = _content(state, pair, start, last)
    token.meta = {"closed": True}
    token.map = [start, last + 1]
    rest = state.src[closing.end : state.eMarks[last]]
    state.line = last + 1
    if rest.strip():
        _cut(state, last, closing.end)
        state.line = last
    return True


def _language(known: Shortcode, opening: Tag) -> tuple[str, str]:
    if "title" not in known.roles:
        return language_of(known, opening.rest), ""
    title = _OPTION.sub("", _LANGUAGE.sub("", opening.rest)).strip(" \"'")
    address = _ADDRESS.search(title)
    if address:
        words = title[: address.start()].strip() or title[address.end() :].strip() or address[0]
        title = f"[{words}]({address[0]})"
    found = _LANGUAGE.search(opening.rest)
    return found[1] if found else "", title


def _content(state: StateBlock, pair: Pair, start: int, last: int) -> str:
    src, (opening, closing) = state.src, pair
    first = _line_of(state, opening.end, start, last + 1)
    if first == last:
        return src[opening.end : closing.start].strip(" ") + "\n"
    head = src[opening.end : state.eMarks[first]]
    body = state.getLines(first + 1, last, state.sCount[start], True)  # noqa: FBT003 - positional in markdown-it
    tail = src[state.bMarks[last] + state.tShift[last] : closing.start]
    return (f"{head}\n" if head.strip() else "") + body + (f"{tail}\n" if tail.strip() else "")


def _raw(state: StateBlock, pair: Pair, _known: Shortcode, start: int, last: int) -> bool:
    found: Pairs = state.env["pairs"]
    if pair.closing.start in found.raw_ends:
        token = _push(state, "raw_region", "", 0, start)
        token.meta = {"last": last}
        state.line = start + 1
        return True
    first = len(state.tokens)
    state.env["verbatim"] = True
    with _between(state, pair, start, last) as line:
        state.md.block.tokenize(state, line, last + 1)
    del state.env["verbatim"]
    for token in state.tokens[first:]:
        if token.type in ("inline", "fence", "code_block", "html_block"):
            token.meta["verbatim"] = True
    state.line = last + 1
    return True


@contextmanager
def _between(state: StateBlock, pair: Pair, start: int, last: int) -> Iterator[int]:
    """Limit the lines of a block to what a pair of tags encloses; the value is the first line."""
    first = _line_of(state, pair.opening.end, start, last + 1)
    arrays = (state.bMarks, state.eMarks, state.tShift, state.sCount, state.bsCount)
    saved = [(line, [array[line] for array in arrays]) for line in {first, last}]
    outer = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last + 1
    end = pair.closing.start
    while end > state.bMarks[last] and state.src[end - 1] in " \t":
        end -= 1
    state.eMarks[last] = end
    if first != last and end <= state.bMarks[last] + state.tShift[last]:
        state.tShift[last] = end - state.bMarks[last]
    _cut(state, first, pair.opening.end)
    state.env["depth"] = state.env.get("depth", 0) + 1
    yield first
    state.env["depth"] -= 1
    for line, values in saved:
        for array, value in zip(arrays, values, strict=True):
            array[line] = value
    state.parentType, state.lineMax = outer


def _cut(state: StateBlock, line: int, at: int) -> None:
    """Let a line begin at a position."""
    shift = 0
    while at + shift < state.eMarks[line] and state.src[at + shift] in " \t":
        shift += 1
    state.bMarks[line], state.tShift[line] = at, shift
    state.sCount[line], state.bsCount[line] = state.blkIndent, 0


def _report(state: StateBlock, tag: Tag, start: int) -> None:
    token = _push(state, "foreign", "", 0, start)
    token.content = state.src[tag.start : tag.end]


def _enclosed(state: StateBlock, pair: Pair, start: int, last: int) -> None:
    with _between(state, pair, start, last) as line:
        state.md.block.tokenize(state, line, last + 1)
    state.line = last + 1


def _quote(state: StateBlock, pair: Pair, known: Shortcode, start: int, last: int) -> bool:
    _push(state, "blockquote_open", "blockquote", 1, start)
    _enclosed(state, pair, start, last)
    if words := _attribution(known, pair.opening):
        _push_paragraph(state, f"— {words}", start, start + 1)
    _push(state, "blockquote_close", "blockquote", -1, start)
    return True


def _attribution(known: Shortcode, opening: Tag) -> str:
    written: Arguments = arguments(opening.rest)
    if known.roles.get("author") == ("words",):
        words = opening.rest.strip()
        address = _ADDRESS.search(words)
        if not address:
            return words.strip("\"'")
        author, source = words[: address.start()].strip(), words[address.end() :].strip()
        link = f"[{source or address[0]}]({address[0]})"
    else:
        author, source, link = (
            written.get(known.roles.get(role, ())) for role in ("author", "source", "link")
        )
        link = f"[{source or link}]({link})" if link else source
    return ", ".join(filter(None, (author, link)))


def _note(state: StateBlock, pair: Pair, known: Shortcode, start: int, last: int) -> bool:
    written = arguments(pair.opening.rest)
    kind, title = (written.get(known.roles.get(role, ())) for role in ("kind", "title"))
    if " " in kind.strip() and not title:
        kind, title = "", kind
    name = kind if _CLASS.fullmatch(kind) else pair.opening.name
    box = Box("note" if name in _NOTES else name.casefold(), title)
    _push(state, "container_box_open", "aside", 1, start).meta["box"] = box
    if title:
        _push(state, "box_title_open", "", 0, start)
        _push(state, "inline", "", 0, start).content = title
        _push(state, "box_title_close", "", 0, start)
    _enclosed(state, pair, start, last)
    _push(state, "container_box_close", "aside", -1, start).meta["box"] = box
    return True


def _details(state: StateBlock, pair: Pair, known: Shortcode, start: int, last: int) -> bool:
    token = _push(state, "unfold_open", "details", 1, start)
    token.info = arguments(pair.opening.rest).get(known.roles["title"])
    _enclosed(state, pair, start, last)
    _push(state, "unfold_close", "details", -1, start)
    return True


def _keep(state: StateBlock, pair: Pair, known: Shortcode, start: int, last: int) -> bool:
    _report(state, pair.opening, start)
    title = arguments(pair.opening.rest).get(known.roles.get("title", ()))
    if " " in title or title[:1].isupper():
        _push_paragraph(state, f"**{title}**", start, start + 1)
    _enclosed(state, pair, start, last)
    return True


def _caption(state: StateBlock, pair: Pair, known: Shortcode, start: int, last: int) -> bool:
    inner = state.src[pair.opening.end : pair.closing.start]
    picture = _PICTURE.match(inner)
    if not picture:
        return _keep(state, pair, known, start, last)
    caption = inner[picture.end() :].strip() or arguments(pair.opening.rest).named.get(
        "caption", ""
    )
    _push(state, "figure_open", "figure", 1, start)
    _push_line(state, picture[0], start, last)
    if caption:
        _push(state, "figcaption_open", "figcaption", 1, start)
        _push_line(state, caption, start, last)
        _push(state, "figcaption_close", "figcaption", -1, start)
    _push(state, "figure_close", "figure", -1, start)
    state.line = last + 1
    return True


def _push_line(state: StateBlock, words: str, start: int, last: int) -> None:
    inline = state.push("inline", "", 0)
    inline.content = " ".join(words.split())
    inline.children = []
    inline.map = [start, last + 1]


_WRITE: dict[str, Callable[[StateBlock, Pair, Shortcode, int, int], bool]] = {
    "code": _code,
    "math": _code,
    "raw": _raw,
    "quote": _quote,
    "note": _note,
    "details": _details,
    "keep": _keep,
    "caption": _caption,
}
