"""The tags of other tools as they are written: where one ends, its name and its arguments.

All expressions are linear: a tag ends before the next one begins.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sitegen.markdown.shortcode_table import Form, Shortcode, table
from sitegen.text.regex import regex

_HUGO = regex(
    r"\{\{(?P<open>[<%])\s{0,9}+(?P<end>/?)\s{0,9}+(?P<name>[\w./-]{1,80}+)"
    r"(?P<rest>(?:\"(?:[^\"\\{]|\\.|\{(?!\{[<%]))*+\"|`(?:[^`{]|\{(?!\{[<%]))*+`"
    r"|(?!/?\s{0,9}[>%]\}\}|\{\{[<%]).)*+)/?\s{0,9}[>%]\}\}",
    re.DOTALL,
)
_LIQUID = regex(
    r"\{%-?\s{0,9}+(?P<name>\w[\w-]{0,80}+)(?P<call>\()?(?P<rest>(?:(?!-?%\}|\{%).)*+)-?%\}",
    re.DOTALL,
)
_CALL = regex(
    r"\{\{-?\s{0,9}+(?P<name>\w[\w:-]{0,80}+)\((?P<rest>(?:(?!-?\}\}|\{\{).)*+)-?\}\}",
    re.DOTALL,
)
_VALUE = regex(r"\{\{(?![<%]|-?\d)[^{}\n]{0,300}\}\}")
_ESCAPED = regex(r"\{\{([<%])/\*((?:(?!\*/|\{\{[<%]).)*+)\*/([>%])\}\}", re.DOTALL)
_RAW = regex(
    r"\{%-?\s{0,3}raw\s{0,3}-?%\}\n?((?:(?!\{%-?\s{0,3}(?:end)?raw\s{0,3}-?%\}).)*+)"
    r"\{%-?\s{0,3}endraw\s{0,3}-?%\}",
    re.DOTALL,
)
_BRACKET = regex(r"\[(?P<end>/?)(?P<name>[a-z_]{1,12}+)(?P<rest>(?:[\s=][^\[\]]*+)?)\]")
_ARGUMENT = regex(
    r"(?:([\w.-]++)\s{0,3}[=:]\s{0,3}(?!//))?+(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'"
    r"|`([^`]*+)`|[“”″]([^“”″]*+)[“”″]|((?:https?:)?//[^\s\"'`]+|[^\s,\"'`=]+))",
    re.DOTALL,
)
_LINES = regex(r"hl_lines\s{0,3}=\s{0,3}[\"'\[]*(\d[\d\s,-]*)")
_SUFFIX = regex(r"\.(?:html?|liquid|md|njk)$")


class Tag(NamedTuple):
    """A tag of another tool."""

    form: Form
    name: str
    rest: str
    """What is written after the name."""
    start: int
    end: int
    ends: bool = False
    """Whether it closes what another one opened."""

    @property
    def shortcode(self) -> Shortcode | None:
        """Return its meaning, if it is known."""
        if self.name == "set" and "=" in self.rest:
            return None  # of Nunjucks: it gives a name to a value, and encloses nothing
        return table().get((self.form, self.name))


class Arguments(NamedTuple):
    """The arguments of a shortcode."""

    positional: Sequence[str]
    named: Mapping[str, str]

    def get(self, keys: Sequence[str]) -> str:
        """Return the first argument among names and positions that is not empty."""
        for key in keys:
            if key.isdecimal():
                value = self.positional[int(key)] if int(key) < len(self.positional) else ""
            else:
                value = self.named.get(key, "")
            if value:
                return value
        return ""


def read(text: str, at: int, end: int) -> Tag | None:
    """Read the tag that begins at ``text[at]``, a ``{`` or ``[``."""
    if text[at] == "[":
        return _bracket(text, at, end)
    following = text[at + 1 : at + 3]
    if following[:1] == "%":
        return _liquid(text, at, end)
    if following in ("{<", "{%"):
        found = _HUGO.match(text, at, end)
        return (
            _opening("hugo", found, found["rest"])._replace(ends=bool(found["end"]))
            if found
            else None
        )
    found = _CALL.match(text, at, end) if following[:1] == "{" else None
    rest = found["rest"].rstrip() if found else ""
    return _opening("call", found, rest[:-1]) if found and rest.endswith(")") else None


def _opening(form: Form, found: re.Match[str], rest: str, name: str = "") -> Tag:
    return Tag(form, name or found["name"], rest, found.start(), found.end())


def _liquid(text: str, at: int, end: int) -> Tag | None:
    found = _LIQUID.match(text, at, end)
    if not found:
        return None
    name, rest = found["name"], found["rest"]
    if found["call"]:
        return _opening("call", found, rest.rstrip().removesuffix(")"))
    if name in ("include", "include_cached", "include_relative"):
        file, _, rest = rest.strip().partition(" ")
        name = _SUFFIX.sub("", file.strip("'\",").rpartition("/")[2])
        return _opening("include", found, rest, name)
    if name == "end":  # Zola closes every shortcode so
        return Tag("call", "", "", at, found.end(), ends=True)
    if name.startswith("end"):
        return Tag("liquid", name[3:], rest, at, found.end(), ends=True)
    return _opening("liquid", found, rest)


def _bracket(text: str, at: int, end: int) -> Tag | None:
    found = _BRACKET.match(text, at, end)
    if not found or ("wordpress", found["name"]) not in table():
        return None
    return _opening("wordpress", found, found["rest"].lstrip("="))._replace(ends=bool(found["end"]))


def read_value(text: str, at: int, end: int) -> tuple[str, int] | None:
    """Read ``{{ x }}``: the expression without its filters' braces, and its end."""
    found = _VALUE.match(text, at, end)
    return (found[0][2:-2].strip("- \t"), found.end()) if found else None


def read_escaped(text: str, at: int, end: int) -> tuple[str, int] | None:
    """Read ``{{</* x */>}}``: the tag that Hugo prints for it, and its end."""
    found = _ESCAPED.match(text, at, end)
    return (f"{{{{{found[1]}{found[2]}{found[3]}}}}}", found.end()) if found else None


def unescaped(code: str) -> str:
    """Return code without what only kept its tags from being read: ``{% raw %}``, ``/*``."""
    if "/*" in code and "{{" in code:
        code = _ESCAPED.sub(lambda found: f"{{{{{found[1]}{found[2]}{found[3]}}}}}", code)
    if "endraw" in code:
        code = _RAW.sub(r"\1", code)
    return code


@cache
def arguments(rest: str) -> Arguments:
    """Read what is written after the name of a shortcode."""
    positional: list[str] = []
    named: dict[str, str] = {}
    for name, value in _arguments(rest):
        if name:
            named.setdefault(name, value)
        else:
            positional.append(value)
    return Arguments(tuple(positional), named)


def _arguments(rest: str) -> Iterator[tuple[str, str]]:
    for found in _ARGUMENT.finditer(rest):
        double, single, back, curly, plain = found.groups()[1:]
        value = next((part for part in (double, single, curly) if part is not None), None)
        if value is not None:
            value = value.replace('\\"', '"').replace("\\'", "'").strip()
        yield found[1] or "", value if value is not None else (back or plain or "").strip()


def language_of(known: Shortcode, rest: str) -> str:
    """Return the language of code, and the lines to mark, as in the info string of a fence."""
    written = arguments(rest)
    language = "".join(known.roles.get("as", ())) or written.get(known.roles.get("language", ()))
    lines = _LINES.search(rest)
    return f"{language} hl_lines={lines[1]}" if lines and language else language
