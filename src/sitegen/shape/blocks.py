"""Source -> its blocks: Markdown by lines, as its author sees it."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from sitegen.model import Source
from sitegen.shape.fences import fenced
from sitegen.shape.plain import words
from sitegen.shape.types import Block, BlockKind

_RAW = "pre|script|style|textarea"
_TAGS = (
    "address|article|aside|blockquote|body|button|center|dd|details|div|dl|dt|fieldset|figcaption|"
    "figure|footer|form|h[1-6]|head|header|hr|html|iframe|input|label|legend|li|link|main|meta|nav|"
    "noscript|object|ol|option|p|section|select|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_START = re.compile(
    rf"""[ ]{{0,3}}(?:
    (?P<code>`{{3,}}(?=[^`]*$)|~{{3,}})
  | (?P<heading>\#{{1,6}}(?=\s|$))
  | (?P<rule>(?:\*[ \t]*){{3,}}$|(?:-[ \t]*){{3,}}$|(?:_[ \t]*){{3,}}$)
  | (?P<quote>>)
  | (?P<list>(?:[-*+]|\d{{1,9}}[.)])(?=\s|$))
  | (?P<html><!|<\?|</?(?:{_RAW}|{_TAGS})(?=[\s/>]|$)|:::)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LONE_TAG = re.compile(r" {0,3}</?[a-z][\w-]*(?:\s[^<>]*)?/?>[ \t]*$", re.IGNORECASE)
_INDENTED = re.compile(r" {4}|\t| {1,3}\t")


def blocks(source: Source) -> tuple[Block, ...]:
    """Split the body of a text into blocks; lines are counted in the file.

    CommonMark's block structure without nesting: a list or a quotation is one block with all that
    is in it. A run of HTML lines is split before lines that open another block.
    """
    return tuple(_blocks(fenced(source.body).split("\n"), source.body_line))


def _blocks(lines: Sequence[str], first: int) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        if not lines[at] or lines[at].isspace():
            at += 1
            continue
        kind, end = _extent(lines, at)
        written = "\n".join(lines[at:end])
        yield Block(kind, words(kind, written), written, first + at, first + end - 1)
        at = end


def _extent(lines: Sequence[str], at: int) -> tuple[BlockKind, int]:
    """Return the kind of the block that begins at a line, and the number of the line after it."""
    line = lines[at]
    kind = _kind(line)
    if kind == "paragraph":
        if _INDENTED.match(line):
            return "code", _after_indented(lines, at)
        if not _LONE_TAG.match(line):
            return _after_paragraph(lines, at)
        kind = "html"
    return kind, _AFTER[kind](lines, at) if kind in _AFTER else at + 1


def _kind(line: str) -> BlockKind:
    if line[0].isalpha():
        return "paragraph"
    found = _START.match(line)
    # cast: the groups of the pattern are named for the kinds.
    return cast("BlockKind", found.lastgroup) if found else "paragraph"


def _after_fence(lines: Sequence[str], at: int) -> int:
    fence = lines[at].lstrip()
    size = len(fence) - len(fence.lstrip(fence[0]))
    closing = re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{size},}}[ \t]*$")
    return _through(lines, at + 1, closing)


def _through(lines: Sequence[str], at: int, closing: re.Pattern[str]) -> int:
    """Return the number of the line after the first one with a closing mark."""
    ends = (number + 1 for number in range(at, len(lines)) if closing.search(lines[number]))
    return next(ends, len(lines))


def _while(lines: Sequence[str], at: int, goes_on: Callable[[str, bool], object]) -> int:
    """Return the number of the line after the last one that goes on.

    ``goes_on`` takes a line that is not empty, and whether it follows an empty line.
    """
    end = at
    for number in range(at, len(lines)):
        if lines[number].strip():
            if not goes_on(lines[number], number > end):
                break
            end = number + 1
    return end


def _after_quote(lines: Sequence[str], at: int) -> int:
    going = {"quote", "paragraph"}
    return _while(lines, at + 1, lambda line, apart: not apart and _kind(line) in going)


def _after_list(lines: Sequence[str], at: int) -> int:
    def goes_on(line: str, apart: bool) -> bool:  # noqa: FBT001 (see _while)
        inside = line[0] in " \t" and line[:2].isspace()
        return inside or _kind(line) == "list" or (not apart and _kind(line) == "paragraph")

    return _while(lines, at + 1, goes_on)


_COMMENT, _COMMENT_END = re.compile(r" {0,3}<!--"), re.compile(r"-->")
_RAW_TAG = re.compile(rf" {{0,3}}<(?:{_RAW})\b", re.IGNORECASE)
_RAW_END = re.compile(rf"</(?:{_RAW})>", re.IGNORECASE)
_OPENS = re.compile(
    r" {0,3}<(?:address|article|aside|blockquote|center|details|div|dl|figure|footer|form|h[1-6]|"
    r"header|hr|iframe|nav|ol|p|pre|section|table|ul|!--)\b",
    re.IGNORECASE,
)


def _after_html(lines: Sequence[str], at: int) -> int:
    if lines[at].lstrip().startswith(":::"):
        return at + 1
    if _COMMENT.match(lines[at]):
        return _through(lines, at, _COMMENT_END)
    if _RAW_TAG.match(lines[at]):
        return _through(lines, at, _RAW_END)
    return _while(lines, at + 1, lambda line, apart: not apart and not _OPENS.match(line))


def _after_indented(lines: Sequence[str], at: int) -> int:
    return _while(lines, at + 1, lambda line, _: _INDENTED.match(line))


_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_DELIMITERS = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LISTED = re.compile(r" {0,3}(?:[-*+]|1[.)])\s+\S")


def _after_paragraph(lines: Sequence[str], at: int) -> tuple[BlockKind, int]:
    if _is_table(lines, at):
        return "table", _while(
            lines, at + 2, lambda line, apart: not apart and not _interrupts(line)
        )
    end = at + 1
    while end < len(lines) and lines[end].strip():
        line = lines[end]
        if _UNDERLINE.match(line):
            return "heading", end + 1
        if _interrupts(line) or _is_table(lines, end):
            break
        end += 1
    return "paragraph", end


def _is_table(lines: Sequence[str], at: int) -> bool:
    return "|" in lines[at] and at + 1 < len(lines) and bool(_DELIMITERS.match(lines[at + 1]))


def _interrupts(line: str) -> bool:
    kind = _kind(line)
    return kind != "paragraph" and (kind != "list" or bool(_LISTED.match(line)))


_AFTER: dict[BlockKind, Callable[[Sequence[str], int], int]] = {
    "code": _after_fence,
    "quote": _after_quote,
    "list": _after_list,
    "html": _after_html,
}
