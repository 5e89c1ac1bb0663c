"""A message of the YAML parser -> the usual cause, in the author's words."""

import re
from collections.abc import Callable
from typing import NamedTuple

from sitegen.text.regex import regex

_KEYED = regex(r"^(\s*(?:- +)*)([^\s:#'\"\[{][^:]*?):(?:[ \t]+|$)(.*)$")
_ITEM = regex(r"^(\s*- +)(.*)$")
_WIDEST = 100


class Fault(NamedTuple):
    """An error of the YAML parser."""

    text: str
    problem: str
    at: int
    """Index of the character at which the parser stopped."""
    since: int
    """Index of the start of what the parser was reading."""


class Cause(NamedTuple):
    """The usual cause of a fault: index, message and hint."""

    at: int
    message: str
    hint: str


def explain(fault: Fault) -> Cause:
    """Return the usual cause of a YAML syntax error."""
    for sentences, cause in _CAUSES:
        if re.search(sentences, fault.problem):
            return cause(fault)
    return Cause(fault.at, f"invalid YAML: {fault.problem}", "")


def quoted(text: str) -> str:
    """Quote a text as a YAML scalar on one line, readable if possible."""
    if '"' in text and "'" not in text and not _ESCAPED.search(text):
        return f"'{text}'"
    return '"' + _ESCAPED.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'


_ESCAPED = regex(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")


def _escape(found: re.Match[str]) -> str:
    short = {"\n": "\\n", "\t": "\\t"}
    return short.get(found[0], f"\\u{ord(found[0]):04x}")


def requote(text: str, at: int) -> str:
    """Return the line around an index with its value in quotes."""
    line = _line(text, at)
    if found := _KEYED.match(line):
        return _short(f"{found[2]}: {quoted(bare(found[3]))}")
    if found := _ITEM.match(line):
        return _short(f"- {quoted(bare(found[2]))}")
    return _short(quoted(bare(line)))


def cannot_begin(text: str, at: int, mark: str) -> Cause:
    """Return the cause of a value that needs quotes because of its first character."""
    hint = f"put the value in quotes: {requote(text, at)}"
    return Cause(at, f"{_key(text, at)}a value cannot start with '{mark}'", hint)


def _key(text: str, at: int) -> str:
    found = _KEYED.match(_line(text, at))
    return f"{found[2]}: " if found else ""


def _line(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]


def bare(value: str) -> str:
    """Return a value without its quotation marks, of which one may be missing."""
    value = value.strip()
    quote = value[:1]
    if quote in {"'", '"'} and value.count(quote) == 1:
        return value[1:]
    return value[1:-1] if quote in {"'", '"'} and value.endswith(quote) else value


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _colon(fault: Fault) -> Cause:
    if not (found := _value_of_key(fault)):
        return _indentation(fault)
    message = f"{found[2]}: a value that contains a colon and a space needs quotes"
    return Cause(fault.at, message, f"write: {requote(fault.text, fault.at)}")


def _value_of_key(fault: Fault) -> re.Match[str] | None:
    """Match the line of a fault that lies in the value of a key."""
    start = fault.text.rfind("\n", 0, fault.at) + 1
    found = _KEYED.match(_line(fault.text, fault.at))
    return found if found and fault.at >= start + found.start(3) else None


def _indentation(fault: Fault) -> Cause:
    line = _line(fault.text, fault.at)
    start = fault.text.rfind("\n", 0, fault.at) + 1 + len(line) - len(line.lstrip())
    message = f"'{_short(line.strip())}' is not aligned with the lines above it"
    hint = "start it in the same column as the lines around it, or put the whole text in quotes"
    return Cause(start, message, hint)


def _first_character(fault: Fault) -> Cause:
    mark = fault.text[fault.since : fault.since + 1]
    if mark == "\t":
        return _tab(fault)
    if not mark:  # the text ends after a bracket
        opened = max(fault.text.rfind("["), fault.text.rfind("{"))
        return _open_bracket(fault._replace(since=opened))
    placeholder = mark == "%" and fault.text[: fault.since].endswith("{")
    at = fault.since - placeholder
    return cannot_begin(fault.text, at, "{%" if placeholder else mark)


def _tab(fault: Fault) -> Cause:
    at = max(fault.at, fault.text.find("\t", fault.at))
    return Cause(at, "a tab is not allowed here", "indent with spaces")


def _open_bracket(fault: Fault) -> Cause:
    bracket = fault.text[fault.since : fault.since + 1]
    close = "]" if bracket == "[" else "}"
    message = f"{_key(fault.text, fault.since)}unclosed '{bracket}'"
    fixed = requote(fault.text, fault.since)
    return Cause(fault.since, message, f"close it with '{close}', or if it is text write: {fixed}")


def _open_quote(fault: Fault) -> Cause:
    message = f"{_key(fault.text, fault.since)}unclosed quotation mark"
    return Cause(fault.since, message, f"write: {requote(fault.text, fault.since)}")


def _no_key(fault: Fault) -> Cause:
    if not (found := _value_of_key(fault)):
        return _indentation(fault)
    what = "quotation mark" if found[3][:1] in {"'", '"'} else "bracket"
    message = f"{found[2]}: unexpected text after the closing {what}"
    hint = f"put the whole value in quotes: {requote(fault.text, fault.at)}"
    return Cause(fault.at, message, hint)


def _no_colon(fault: Fault) -> Cause:
    return Cause(fault.since, *not_a_key(_line(fault.text, fault.since)))


def not_a_key(line: str) -> tuple[str, str]:
    """Return the message and the hint for a line that belongs to no key."""
    line = line.strip()
    hint = "indent it if it continues the value above, or give it a key"
    if found := re.match(r"([\w-]+):(\S.*)", line):
        hint = f"put a space after the colon: {found[1]}: {found[2]}"
    return f"'{_short(line)}' is not a 'key: value' line", _short(hint)


def _dash(fault: Fault) -> Cause:
    fixed = requote(fault.text, fault.at)
    hint = f"put each item on a line of its own, or if it is text write: {fixed}"
    return Cause(fault.at, "a list cannot start on the line of its key", hint)


def _backslash(fault: Fault) -> Cause:
    hint = "in double quotes write \\\\ for a backslash, or use single quotes"
    at = fault.text.rfind("\\", 0, fault.at + 1)
    return Cause(at, "unknown escape sequence", hint)


# Parts of messages that libyaml and PyYAML's own parser have in common, where they do.
_CAUSES: tuple[tuple[str, Callable[[Fault], Cause]], ...] = (
    ("mapping values are not allowed", _colon),
    ("mapping keys are not allowed|cannot start any token|node content", _first_character),
    ("alphabetic or numeric character|comment or ", _first_character),
    ("found a tab character", _tab),
    ("expected ',' or '[]}]'", _open_bracket),
    ("unexpected (?:end of stream|document)", _open_quote),
    ("expected key|expected <block end>", _no_key),
    ("expected '-' indicator", _indentation),
    ("could not find expected ':'", _no_colon),
    ("sequence entries are not allowed", _dash),
    ("escape character|character escape code", _backslash),
)
