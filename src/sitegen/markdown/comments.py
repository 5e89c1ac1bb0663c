"""Text -> the same text without comments, line for line; code is left alone.

Comments of HTML, Obsidian, Liquid, kramdown, Jinja, Hugo, MDX, Handlebars, Blade, ERB, CriticMarkup
and Quarto, and link definitions that serve as comments. What is between their marks is for authors,
not readers.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sitegen.markdown.shortcode_pairs import Pairs, pairs_of
from sitegen.text.regex import regex

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKS = (
    ("%", ("%%",)),
    ("{", ("{%", "{{", "{/*", "{# ", "{#-", "{#\n", "{>>", "{::")),
    ("<", ("<!--", "<%")),
    ("]:", ("]: #", "]: <", "]:#", "]:<")),
    (":::", (".hidden", ".comment", ".content-hidden", ":hidden", ": hidden", ": comment")),
)
"""Marks of comments, each group after what all of it needs, which most texts lack."""
_HTML_LINES = regex(r"^<!--(?!-?>)[^\n]*?-->", re.MULTILINE)
_CODE = ("```", "~~~", "\n    ", "\n\t", "$$")
_LITERAL = frozenset({"fence", "code_block", "math_block"})
_OPENING = regex(
    r"(?=[\\`<%{\[:])(?:"  # so that all other characters are passed over soon
    r"(?P<escape>\\[%`<{\\\[])|(?P<span>`+)|(?P<html><!--)|(?P<obsidian>%{2,})"
    r"|(?P<raw>\{%-?\s{0,9}raw\b)|(?P<liquid>\{%-?\s{0,9}comment\b)|(?P<line>\{%-?\s{0,9}\#)"
    r"|(?P<hugo>\{\{[<%]-?\s{0,9}comment(?=[\s>%\"']))|(?P<go>\{\{-?\s{0,9}/\*)"
    r"|(?P<blade>\{\{--)|(?P<long>\{\{!--)|(?P<mustache>\{\{!)|(?P<mdx>\{/\*)"
    r"|(?P<jinja>\{\#-?(?=\s))|(?P<kramdown>\{::\s{0,9}comment(?=[\s}/]))"
    r"|(?P<erb><%\#)|(?P<jsp><%--)|(?P<critic>\{>>)"
    r"|(?P<tag><(?:pre|code|kbd|samp|tt|script|style|textarea)(?=[\s>]))"
    r"|(?P<label>\[(?://|comments?|_|-|\^_\^|)\]:[ \t]*(?:\#|<\#?>)(?=[\s(\"']))"
    r"|(?P<div>^:{3,}[ \t]*(?:hidden|comment)[ \t]*$"
    r"|^:{3,}[ \t]*\{[^}\n]{0,200}\.(?:hidden|comment|content-hidden)(?=[\s}])[^}\n]{0,200}\}))",
    re.MULTILINE | re.IGNORECASE,
)
_CLOSING = {
    "html": regex(r"-->"),
    "obsidian": regex(r"%{2,}"),
    "raw": regex(r"\{%-?\s{0,9}endraw\b[^%]{0,9}%\}"),
    "line": regex(r"%\}"),
    "hugo": regex(r"\{\{[<%]-?\s{0,9}/\s{0,9}comment\s{0,9}-?[>%]\}\}"),
    "go": regex(r"\*/\s{0,9}-?\}\}"),
    "blade": regex(r"--\}\}"),  # laravel.com/docs/blade#comments, used by Jigsaw
    "long": regex(r"--\}\}"),
    "mustache": regex(r"\}\}"),
    "mdx": regex(r"\*/\s{0,9}\}"),
    "kramdown": regex(r"\{:\s{0,9}/\s{0,9}(?:comment\s{0,9})?\}"),
    "jinja": regex(r"#\}"),
    "erb": regex(r"%>"),
    "jsp": regex(r"--%>"),
    "critic": regex(r"<<\}"),
}
_ENCODED = regex(r"[\w=&?/.]%%[0-9a-fA-F]")
_ALONE = {
    "hugo": regex(r"[^{}\n]{0,99}/[>%]\}\}"),
    "kramdown": regex(r"[^{}\n]{0,99}/\}"),
}
_NESTED = {
    "liquid": regex(r"\{%-?\s{0,9}(end)?comment\b[^%\n]{0,99}%\}"),
    "div": regex(r"^:{3,}(?:[ \t]*()|[ \t]*\S.*)$", re.MULTILINE),
}
_HIDES_ALL = frozenset({"liquid", "hugo", "kramdown", "div"})
"""Marks that are surely a comment, closed or not."""
_PARAGRAPH = regex(r"\n[ \t>]*(?=\n|\Z)")
_PREFIX = regex(r"[ \t]*(?:>[ \t]?)*")
_BEGINS = regex(r"[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)*\Z")
_TITLE_END = {"(": regex(r"\)[ \t]*$", re.MULTILINE), '"': regex(r'"[ \t]*$', re.MULTILINE)}
_LONGEST_RUN = 32
"""Backticks around code; a longer run is text here."""
_DOUBTS = 20
"""Doubts that are reported for a text."""


Blocks = Callable[[str, Pairs | None], Iterable["Token"]]


class Doubt(NamedTuple):
    """A comment that may not be meant as one."""

    row: int
    """Line of the text, from 0."""
    mark: str
    hidden: int
    """Lines that are hidden by a comment that is closed; 0 if it is never closed."""


def without_comments(text: str, blocks: Blocks) -> tuple[str, list[Doubt]]:
    """Remove the comments of a text; ``blocks`` finds its blocks, and so its code."""
    if _has_none(text):
        return text, []
    if "<!--" in text and _has_none(_HTML_LINES.sub("", text)):
        return text, []  # as nearly always: the parser of Markdown removes what is left
    scanner = _Scanner(text, blocks)
    scanner.scan()
    return scanner.result()


def _has_none(text: str) -> bool:
    for first, marks in _MARKS:  # loops, as every text and title is asked this
        if first in text:
            for mark in marks:
                if mark in text:
                    return False
    return True


def line_without_comments(line: str) -> tuple[str, bool]:
    """Remove the comments of a title or the like; also return whether one is never closed."""
    if _has_none(line):
        return line, False
    text, doubts = without_comments(line, lambda *_: ())
    return text.removeprefix("<!-- -->"), any(not doubt.hidden for doubt in doubts)


class _Scanner:
    """Goes through a text once, from mark to mark."""

    def __init__(self, text: str, blocks: Blocks) -> None:
        self._text = text
        self._blocks = blocks
        self._kept: list[str] = []
        self._at = 0
        """Everything before is kept or removed."""
        self._looks = 4
        """How often the code may be found again, after comments that contain a part of some."""
        self._code = self._find_code(text)
        self._absent: dict[str, int] = {}
        self._doubts: list[Doubt] = []

    def result(self) -> tuple[str, list[Doubt]]:
        """Return the text and the doubts."""
        return "".join((*self._kept, self._text[self._at :])), self._doubts

    def scan(self) -> None:
        """Find all comments."""
        at = 0
        while found := _OPENING.search(self._text, at):
            end = self._code_end(found.start())
            at = end or self._read(found)

    def _find_code(self, text: str) -> Sequence[tuple[int, int]]:
        """Find where code begins and ends, that of shortcodes included."""
        pairs = pairs_of(text)
        found = sorted(pairs.literal() if pairs else ())
        if any(sign in f"\n{text}" for sign in _CODE):
            starts = [0, *(end.end() for end in re.finditer("\n", text)), len(text) + 1]
            last = len(starts) - 1
            tokens = (token for token in self._blocks(text, pairs) if token.type in _LITERAL)
            found += [
                (starts[token.map[0]], starts[min(token.map[1], last)])
                for token in tokens
                if token.map
            ]
        merged: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if not merged or end > merged[-1][1]:
                merged.append((start, end))
        return merged

    def _code_end(self, at: int) -> int:
        """Return the end of the code at a position; 0 if there is none."""
        index = bisect_right(self._code, at, key=itemgetter(0)) - 1
        return self._code[index][1] if index >= 0 and self._code[index][1] > at else 0

    def _read(self, found: re.Match[str]) -> int:
        """Read what begins at a mark, and return where to go on."""
        kind = str(found.lastgroup)
        if skipped := self._literal(kind, found):
            return skipped
        if kind == "label":
            return self._remove(found.start(), self._label_end(found))
        if kind == "obsidian" and len(found[0]) == 4:
            return self._remove(*found.span())
        end = self._end(kind, found)
        return self._closed(kind, found, end) if end else self._unclosed(kind, found)

    def _literal(self, kind: str, found: re.Match[str]) -> int:
        """Return the end of what only looks like a mark, or may contain such; 0 if it is one."""
        if kind == "span":
            return self._span_end(found) if len(found[0]) <= _LONGEST_RUN else found.end()
        if kind in ("raw", "tag"):
            return self._literal_end(kind, found)
        empty = kind == "html" and self._text.startswith(("<!-->", "<!--->"), found.start())
        percent = kind == "obsidian" and self._is_percent(found)
        inside = kind == "label" and not self._begins_line(found.start())
        return found.end() if kind == "escape" or empty or percent or inside else 0

    def _span_end(self, found: re.Match[str]) -> int:
        paragraph = self._paragraph_end(found.end())
        run = found[0]
        if self._absent.get(run, 0) > found.end():
            return found.end()
        closing = re.compile(rf"(?<!`){run}(?!`)").search(self._text, found.end(), paragraph)
        if closing is None:
            self._absent[run] = paragraph
        return closing.end() if closing else found.end()

    def _paragraph_end(self, at: int) -> int:
        if self._absent.get("paragraph", 0) < at:
            end = _PARAGRAPH.search(self._text, at)
            self._absent["paragraph"] = end.start() if end else len(self._text)
        return max(self._absent["paragraph"], at)

    def _literal_end(self, kind: str, found: re.Match[str]) -> int:
        closing = (
            _CLOSING["raw"] if kind == "raw" else re.compile(f"</{found[0][1:]}", re.IGNORECASE)
        )
        end = self._search(found[0].lower(), closing, found.end())
        return end.end() if end else found.end()

    def _search(self, name: str, closing: re.Pattern[str], at: int) -> re.Match[str] | None:
        """Search for a mark; what was not found once is not searched for again."""
        if name in self._absent:
            return None
        found = closing.search(self._text, at)
        if found is None:
            self._absent[name] = 1
        return found

    def _label_end(self, found: re.Match[str]) -> int:
        line = self._text.find("\n", found.end())
        line = line if line >= 0 else len(self._text)
        opened = self._text[found.end() : line].strip()[:1]
        closing = _TITLE_END.get(opened.replace("'", '"'))
        paragraph = self._paragraph_end(line)
        if closing is None or self._absent.get(f"label{opened}") == paragraph:
            return line
        end = closing.search(self._text, found.end(), paragraph)
        if end is None:
            self._absent[f"label{opened}"] = paragraph
        return end.end() if end else line

    def _is_percent(self, found: re.Match[str]) -> bool:
        """Return whether ``%%`` follows a number, or is a part of a line of them."""
        text = self._text
        after = text[found.end() : found.end() + 1]
        number = text[found.start() - 1 : found.start()].isdigit() and not after.isalnum()
        return number or len(found[0]) > 4

    def _is_in_address(self, found: re.Match[str]) -> bool:
        around = self._text[max(found.start() - 1, 0) : found.end() + 1]
        return bool(_ENCODED.fullmatch(around))

    def _end(self, kind: str, found: re.Match[str]) -> int:
        if kind in _NESTED:
            return self._nested_end(kind, found)
        if kind in _ALONE and (alone := _ALONE[kind].match(self._text, found.end())):
            return alone.end()
        if kind != "obsidian":
            end = self._search(kind, _CLOSING[kind], found.end())
            return end.end() if end else 0
        return 0 if kind in self._absent else self._percent_end(found)

    def _percent_end(self, found: re.Match[str]) -> int:
        # A mark in code after the comment closes it only if both marks are alone on their lines.
        alone = _is_alone(self._text, found)
        for end in _CLOSING["obsidian"].finditer(self._text, found.end()):
            if (alone and _is_alone(self._text, end)) or not self._code_end(end.start()):
                return end.end()
        if not alone:
            self._absent["obsidian"] = 1
        return 0

    def _nested_end(self, kind: str, found: re.Match[str]) -> int:
        depth = 0
        at = found.start() if kind == "liquid" else found.end()
        for mark in _NESTED[kind].finditer(self._text, at):
            depth += -1 if mark[1] is not None else 1
            if depth == (0 if kind == "liquid" else -1):
                return mark.end()
        return 0

    def _begins_line(self, at: int) -> bool:
        start = self._text.rfind("\n", max(at - 200, 0), at) + 1
        return (start > 0 or at < 200) and bool(_BEGINS.match(self._text, start, at))

    def _closed(self, kind: str, found: re.Match[str], end: int) -> int:
        start = found.start()
        comment = self._text[start:end]
        begins = self._begins_line(start)
        if kind == "html" and begins and "\n" not in comment:
            return end
        if not begins and _PARAGRAPH.search(comment):
            self._doubt(found, comment.count("\n") + 1)
        return self._remove(start, end, "<!-- -->" if kind == "html" and begins else "")

    def _unclosed(self, kind: str, found: re.Match[str]) -> int:
        start = found.start()
        begins = self._begins_line(start)
        sure = kind in ("html", "obsidian", *_HIDES_ALL) and not self._is_in_address(found)
        if (kind == "html" and begins) or not sure:
            return found.end()
        whole = kind in _HIDES_ALL or begins
        self._doubt(found, 0)
        end = len(self._text) if whole else self._paragraph_end(found.end())
        return self._remove(start, end)

    def _doubt(self, found: re.Match[str], hidden: int) -> None:
        if len(self._doubts) < _DOUBTS:
            row = self._text.count("\n", 0, found.start())
            self._doubts.append(Doubt(row, found[0], hidden))

    def _remove(self, start: int, end: int, instead: str = "") -> int:
        text = self._text
        before = text[self._at : start]
        lines = text[start:end].split("\n")[1:]
        prefixes = ["\n" + _quotation(line) for line in lines]
        after = text[end : end + 1]
        if after in ("", "\n") and not instead:
            before = before.rstrip(" \t")
        elif after == " " and (before[-1:].isspace() or not (before or self._at)):
            end += 1
        self._kept += [before, instead, *prefixes]
        self._at = end
        if self._code_end(start) == 0 and self._code_end(end) and self._looks:
            self._looks -= 1
            seen = "".join((*self._kept, text[end:]))
            shift = len(text) - len(seen)
            self._code = [(a + shift, b + shift) for a, b in self._find_code(seen)]
        return end


def _is_alone(text: str, found: re.Match[str]) -> bool:
    before = text[max(found.start() - 99, 0) : found.start()].rpartition("\n")[2]
    after = text[found.end() : found.end() + 99].partition("\n")[0]
    return not before.strip(" \t>") and not after.strip()


def _quotation(line: str) -> str:
    marks = _PREFIX.match(line)
    return marks[0].rstrip(" \t") if marks else ""
