"""A text in MDX -> Markdown: without ``import`` and ``export``, line for line.

The syntax is that of mdxjs.com/docs/what-is-mdx. Components stay, ``components`` reads their tags;
comments go as those of other tools do (``comments``).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sitegen.markdown.components import ATTRIBUTES
from sitegen.text.regex import regex

_FENCE = regex(r"[ \t>]*(`{3,}|~{3,})")
_IMPORT = regex(
    r"import\s+(?:(?:type\s+)?[\w*{}$,\s]{1,500}?\s+from\s+)?(?:'[^'\n]{1,300}'|\"[^\"\n]{1,300}\")"
    r"[^\n]{0,80}"
)
_EXPORT = regex(
    r"export\s+(?:(?:const|let|var|default|async|function|class|type|interface)\b|\{|\*)"
)
_NAMES = regex(r"^import\s+([^'\"\n]{1,300}?)\s+from\s", re.MULTILINE)
_COMPONENT = regex(r"[A-Z]\w*")
_LITERAL = regex(r"""\{(?:'([^'\n{}`]{0,300})'|"([^"\n{}`]{0,300})")\}""")
_SPAN = regex(r"(`[^`\n]++`(?!`)|``[^\n]+?``(?!`))")
_EXPRESSION = regex(r"(?<![\w=}`\\{])\{[A-Za-z_$][\w$]{0,60}(?:[.(][^{}\n`]{0,200})?\}(?!\})")
_TAG = regex(rf"<[a-z][\w-]{{0,60}}(?P<attributes>{ATTRIBUTES})\s{{0,40}}/?>")
_CODE_VALUE = regex(
    r"[ \t\n](?!(?:href|src|alt|title|srcset)=)[A-Za-z][\w:-]{0,60}="
    r"(\{(?:[^{}]|\{[^{}]{0,500}\}){0,2000}\})|[ \t\n]\{\.\.\.[^{}]{0,500}\}"
)
"""An attribute of HTML whose value is code, such as a style, and that changes no word."""
_LONGEST = 500
"""Lines of a statement."""
_OPENING, _CLOSING = "{[(", "}])"


class Code(NamedTuple):
    """The code in a text."""

    left_out: Sequence[tuple[int, str]]
    """Line and beginning of each statement that was left out."""
    printed: Sequence[tuple[int, str]]
    """Line and words of each expression that stays."""


class Markdown(NamedTuple):
    """A text without its code."""

    text: str
    code: Code


def without_code(text: str, path: str) -> Markdown:
    """Leave out the code of a text if it is MDX; its other words keep their lines."""
    if not _is_mdx(path, text):
        return Markdown(text, Code((), ()))
    lines = text.split("\n")
    fenced = list(_fenced(lines))
    code: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line[:7] in ("import ", "export ") and not fenced[at]:
            begins = not at or not lines[at - 1].strip()  # as after another statement
            end = _end_of_statement(lines, at) if begins else at
            if end > at:
                code.append((at, line.strip()))
                lines[at:end] = [""] * (end - at)
                at = end
                continue
        at += 1
    lines = _with_plain_attributes("\n".join(lines), fenced).split("\n")
    printed: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        if "{" in line and not fenced[number]:
            lines[number] = _with_words(line)
            found = _EXPRESSION.findall(_without_spans(lines[number]))
            printed += [(number, words) for words in found]
    return Markdown("\n".join(lines), Code(code, printed))


def _is_mdx(path: str, text: str) -> bool:
    """Return whether a text is MDX: by its name, or because it uses a component that it imports."""
    if path[-4:].lower() == ".mdx":
        return True
    if "\nimport " not in text and not text.startswith("import "):
        return False
    names = (name for found in _NAMES.findall(text)[:50] for name in _COMPONENT.findall(found))
    return any(f"<{name}" in text for name in names)


def _fenced(lines: Sequence[str]) -> Iterator[bool]:
    """Yield whether each line is code between fences, or a fence."""
    code = ""
    for line in lines:
        fence = _FENCE.match(line) if "`" in line or "~" in line else None
        yield bool(code or fence)
        if fence and not code:
            code = fence[1]
        elif fence and fence[1].startswith(code) and not line[fence.end() :].strip():
            code = ""


def _end_of_statement(lines: Sequence[str], at: int) -> int:
    """Return the line after a statement that begins a line; ``at`` if none does."""
    near = "\n".join(lines[at : at + 40])
    if found := _IMPORT.match(near):
        return at + found[0].count("\n") + 1
    if not _EXPORT.match(near):
        return at
    depth = 0
    for number in range(at, min(at + _LONGEST, len(lines))):
        words = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"", "", lines[number])
        depth += sum(map(words.count, _OPENING)) - sum(map(words.count, _CLOSING))
        if depth <= 0:
            return number + 1
    return next((n for n in range(at, len(lines)) if not lines[n].strip()), at + 1)


def _with_words(line: str) -> str:
    """Replace ``{"words"}`` by the words, outside of code."""
    if "`" not in line:
        return line if line[:4] in ("    ", "\t") else _LITERAL.sub(_words, line)
    parts = _SPAN.split(line)
    parts[::2] = [_LITERAL.sub(_words, part) for part in parts[::2]]
    return "".join(parts)


def _words(found: re.Match[str]) -> str:
    """Return the words of ``{"words"}``; the value of an attribute keeps its quotes."""
    is_value = found.string[found.start() - 1 : found.start()] == "="
    return found[0][1:-1] if is_value else found[1] or found[2] or ""


def _with_plain_attributes(text: str, fenced: Sequence[bool]) -> str:
    """Leave out attributes of HTML whose values are code, so that the tag is one of HTML."""
    if "={" not in text and "{..." not in text:
        return text
    starts = [0, *(end.end() for end in re.finditer("\n", text))]

    def plain(found: re.Match[str]) -> str:
        number = bisect_right(starts, found.start()) - 1
        before = text[starts[number] : found.start()]
        if "{" not in found["attributes"] or fenced[number] or before.count("`") % 2:
            return found[0]
        return _CODE_VALUE.sub(_nothing, found[0])

    return _TAG.sub(plain, text)


def _nothing(found: re.Match[str]) -> str:
    """Return an attribute without effect for each line of one; an empty line would end the tag."""
    return found[0][0] + "data-code" + "\n data-code" * found[0][1:].count("\n")


def _without_spans(line: str) -> str:
    return re.sub(r"`[^`]*`", "", line) if "`" in line else line
