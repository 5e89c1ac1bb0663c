"""A sentence of the YAML parser -> what went wrong, in the author's words."""

import re
from collections.abc import Callable
from typing import NamedTuple

from sitegen.text.regex import regex

_KEYED = regex(r"^(\s*(?:- +)*)([^\s:#'\"\[{][^:]*?):(?:[ \t]+|$)(.*)$")
_ITEM = regex(r"^(\s*- +)(.*)$")
_WIDEST = 100


class Fault(NamedTuple):
    """What the parser says of a text it cannot read."""

    text: str
    problem: str
    at: int
    """Index of the character at which the parser gave up."""
    since: int
    """Index at which the thing began that it was reading."""


class Cause(NamedTuple):
    """Where a mistake stands, what it is and what to do."""

    at: int
    message: str
    hint: str


def explain(fault: Fault) -> Cause:
    """Name the usual cause of a YAML syntax error."""
    for sentence, cause in _CAUSES:
        if sentence in fault.problem:
            return cause(fault)
    return Cause(fault.at, f"YAML cannot be read here: {fault.problem}", "")


def quoted(text: str) -> str:
    """Write a text as a quoted YAML scalar on one line, readable where it can be."""
    if '"' in text and "'" not in text and not _ESCAPED.search(text):
        return f"'{text}'"
    return '"' + _ESCAPED.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'


_ESCAPED = regex(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")


def _escape(found: re.Match[str]) -> str:
    short = {"\n": "\\n", "\t": "\\t"}
    return short.get(found[0], f"\\u{ord(found[0]):04x}")


def requote(text: str, at: int) -> str:
    """Write the line around an index anew, its value in quotes."""
    line = _line(text, at)
    if found := _KEYED.match(line):
        return _short(f"{found[2]}: {quoted(_bare(found[3]))}")
    if found := _ITEM.match(line):
        return _short(f"- {quoted(_bare(found[2]))}")
    return _short(quoted(_bare(line)))


def cannot_begin(text: str, at: int, sign: str) -> Cause:
    """Say that a value needs quotes because of the sign at its beginning."""
    hint = f"put the value in quotes: {requote(text, at)}"
    return Cause(at, f"{_key(text, at)}a value cannot begin with '{sign}'", hint)


def _key(text: str, at: int) -> str:
    found = _KEYED.match(_line(text, at))
    return f"{found[2]}: " if found else ""


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]


def _bare(value: str) -> str:
    value = value.strip()
    sign = value[:1]
    if sign in {"'", '"'} and value.count(sign) == 1:
        return value[1:]
    return value[1:-1] if sign in {"'", '"'} and value.endswith(sign) else value


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _colon(fault: Fault) -> Cause:
    line = _line(fault.text, fault.at)
    column = fault.at - (fault.text.rfind("\n", 0, fault.at) + 1)
    found = _KEYED.match(line)
    if found and column >= found.start(3):
        message = f"{found[2]}: a value with a colon and a blank in it needs quotes"
        return Cause(fault.at, message, f"write: {requote(fault.text, fault.at)}")
    return _indentation(fault)


def _indentation(fault: Fault) -> Cause:
    line = _line(fault.text, fault.at)
    start = fault.text.rfind("\n", 0, fault.at) + 1
    start += len(line) - len(line.lstrip())
    message = f"'{_short(line.strip())}' does not line up with the lines above it"
    hint = "begin it in the same column as its neighbours; a text over several lines needs quotes"
    return Cause(start, message, hint)


def _sign(fault: Fault) -> Cause:
    sign = fault.text[fault.since : fault.since + 1]
    if sign == "\t":
        return _tab(fault)
    if not sign:  # the text ends behind a bracket
        opened = max(fault.text.rfind("["), fault.text.rfind("{"))
        return _open_bracket(fault._replace(since=opened))
    placeholder = sign == "%" and fault.text[: fault.since].endswith("{")
    at = fault.since - placeholder
    return cannot_begin(fault.text, at, "{%" if placeholder else sign)


def _tab(fault: Fault) -> Cause:
    tab = fault.text.find("\t", fault.at)
    at = fault.at if tab < 0 else tab
    return Cause(at, "a tab stands where YAML allows only blanks", "indent with blanks")


def _open_bracket(fault: Fault) -> Cause:
    sign = fault.text[fault.since : fault.since + 1]
    close = "]" if sign == "[" else "}"
    message = f"{_key(fault.text, fault.since)}the '{sign}' that opens here is not closed"
    fixed = requote(fault.text, fault.since)
    return Cause(fault.since, message, f"close it with '{close}', or if it is text write: {fixed}")


def _open_quote(fault: Fault) -> Cause:
    key = _key(fault.text, fault.since)
    hint = f"write: {requote(fault.text, fault.since)}"
    return Cause(fault.since, f"{key}the quote that opens here is not closed", hint)


def _no_key(fault: Fault) -> Cause:
    before = fault.text[fault.text.rfind("\n", 0, fault.at) + 1 : fault.at]
    found = _KEYED.match(_line(fault.text, fault.at))
    if not found or not before.strip() or len(before) < found.start(3):
        return _indentation(fault)
    what = "quote" if found[3][:1] in {"'", '"'} else "bracket"
    message = f"{found[2]}: text follows the closing {what}"
    hint = f"put the whole value in quotes: {requote(fault.text, fault.at)}"
    return Cause(fault.at, message, hint)


def _no_colon(fault: Fault) -> Cause:
    line = _line(fault.text, fault.since).strip()
    hint = "indent it if it continues the value above; otherwise give it a key"
    if found := re.match(r"([\w-]+):(\S.*)", line):
        hint = f"put a blank after the colon: {found[1]}: {found[2]}"
    return Cause(fault.since, f"'{_short(line)}' is not a 'key: value' line", _short(hint))


def _dash(fault: Fault) -> Cause:
    fixed = requote(fault.text, fault.at)
    hint = f"give each item of a list its own line; a text needs quotes: {fixed}"
    return Cause(fault.at, "a list cannot begin on the line of its key", hint)


def _backslash(fault: Fault) -> Cause:
    hint = "between double quotes write \\\\ for a backslash, or use single quotes"
    at = fault.text.rfind("\\", 0, fault.at + 1)
    return Cause(at, "the backslash begins no sign that YAML knows", hint)


# Parts of messages that libyaml and PyYAML's own parser have in common, where they do.
_CAUSES: tuple[tuple[str, Callable[[Fault], Cause]], ...] = (
    ("mapping values are not allowed", _colon),
    ("mapping keys are not allowed", _sign),
    ("cannot start any token", _sign),
    ("alphabetic or numeric character", _sign),
    ("comment or ", _sign),
    ("node content", _sign),
    ("found a tab character", _tab),
    ("expected ',' or ']'", _open_bracket),
    ("expected ',' or '}'", _open_bracket),
    ("unexpected end of stream", _open_quote),
    ("unexpected document", _open_quote),
    ("expected key", _no_key),
    ("expected '-' indicator", _indentation),
    ("expected <block end>", _no_key),
    ("could not find expected ':'", _no_colon),
    ("sequence entries are not allowed", _dash),
    ("escape character", _backslash),
    ("character escape code", _backslash),
)
