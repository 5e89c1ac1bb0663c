"""Text of a file -> Source: its front matter and its body, each with its first line."""

import re
from typing import Literal

from sitegen.content.loader.other_fronts import OtherFront, other_front
from sitegen.model import Kind, Source
from sitegen.problems.errors import Place, Problem
from sitegen.text.regex import regex

_FORMATS: dict[str, Literal["yaml", "toml"]] = {"---": "yaml", "+++": "toml"}
_OPENING = regex(r"(?:[^\S\n]*\n)*(---|\+\+\+)[^\S\n]*\n")
_CLOSINGS = {
    "---": regex(r"^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.MULTILINE),
    "+++": regex(r"^\+\+\+[^\S\n]*(?:\n|\Z)", re.MULTILINE),
}


_JSON = regex(
    r"""(?:[^\S\n]*\n)*(\{[^\S\n]*\n[^\S\n]*"[^"\n]+"[^\S\n]*:.*?\n\}[^\S\n]*(?:\n|\Z))""",
    re.DOTALL,
)


def split(path: str, kind: Kind, text: str, problems: tuple[Problem, ...] = ()) -> Source:
    """Split a text with ``\\n`` line ends; ``problems``: those found so far.

    Front matter is YAML from ``---`` to ``---`` or ``...``, TOML from ``+++`` to ``+++``, JSON
    from ``{`` to ``}`` (which is also YAML), or bare ``Title: value`` lines (Pelican,
    MultiMarkdown), which become YAML of as many lines; ``other_fronts.py`` reads the forms of other
    tools. Only empty lines may precede it. A
    thematic break at the top of a text is no fence.
    """
    opening = _OPENING.match(text)
    if opening is None and (found := _JSON.match(text)):
        line = text.count("\n", 0, found.start(1)) + 1
        after = text.count("\n", 0, found.end()) + 1
        return Source(path, kind, found[1], "yaml", line, text[found.end() :], after, problems)
    if opening is None and (other := other_front(text)):
        return _split_other(path, kind, text, other, problems)
    if opening is None:
        return _split_bare(path, kind, text, problems)
    fence, start = opening[1], opening.end()
    ends = _ends(text, fence, start)
    if ends is None:
        return Source(path, kind, "", "", 1, text, 1, problems)
    end, body = ends
    line = text.count("\n", 0, start) + 1
    body_line = line + text.count("\n", start, body) + (text[body - 1] != "\n")
    if body == end:
        place = Place(path, line - 1)
        problems = (*problems, _unclosed(place, fence, body_line if text[body:] else 0))
    return Source(
        path, kind, text[start:end], _FORMATS[fence], line, text[body:], body_line, problems
    )


def _split_other(
    path: str, kind: Kind, text: str, other: OtherFront, problems: tuple[Problem, ...]
) -> Source:
    line, after = (text.count("\n", 0, at) + 1 for at in (other.start, other.end))
    body = text[other.end :]
    return Source(path, kind, other.front, other.format, line, body, after, problems)


_KEY = r"""["']?[\w.@$-]+(?: [\w.-]+){0,2}["']?[^\S\n]*[:=](?!//)"""
_KEYED = regex(rf"(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*{_KEY}")
_OWN_LINE = regex(r"[a-z][\w-]*:(?:\s|$)")
_EMPTY = regex(r"^[^\S\n]*\n", re.MULTILINE)
_LAST_EMPTY = regex(r"\n[^\S\n]*\n\Z")
_PROSE = regex(rf"""^[^\S\n]*\n(?!{_KEY}|[\s#\[\]}}"',-]|\Z)""", re.MULTILINE)
_TEXT = regex(rf"{_PROSE.pattern}|^(?=#{{1,6}} )", re.MULTILINE)


def _ends(text: str, fence: str, start: int) -> tuple[int, int] | None:
    # The end of the front matter and the start of the body: equal if nothing closes it, None if
    # the fence is a thematic break.
    closing = _CLOSINGS[fence].search(text, start)
    keyed = _KEYED.match(text, start)
    if closing:
        front = text[start : closing.start()]
        if fence == "+++" or not (_runs_into_text(front) if keyed else _has_gap(front)):
            return closing.span()
    if fence == "---" and not keyed:
        return None
    found = _TEXT.search(text, keyed.end() if keyed else start)
    end = found.end() if found else len(text)
    return end, end


def _runs_into_text(front: str) -> bool:
    # Then what looks like the closing fence is a thematic break after an empty line.
    return bool(_LAST_EMPTY.search(front) and _PROSE.search(front)) and not _ends_with_keys(front)


def _ends_with_keys(front: str) -> bool:
    # Then the fence closes front matter that contains lines without a key.
    keyed = False
    for line in reversed(front.split("\n")):
        if line.strip() and line[0] not in " \t-#":
            if not _OWN_LINE.match(line):
                break
            keyed = True
    return keyed


def _has_gap(front: str) -> bool:
    return bool(front.strip() and _EMPTY.search(front))


def _unclosed(place: Place, fence: str, body_line: int) -> Problem:
    message = f"front matter opened by '{fence}' is never closed"
    if not body_line:
        return Problem(place, "E107", message, f"write a line '{fence}' after its last key")
    seems = f"{message}; the text seems to begin on line {body_line}"
    return Problem(place, "E107", seems, f"write a line '{fence}' before line {body_line}")


_ENTRY_LINES = r"[A-Za-z][\w -]*:(?!//)[^\n]*\n(?:[ \t]+\S[^\n]*\n)*"
_BARE = regex(
    r"((?:[^\S\n]*\n)*)"
    r"(?=(?:title|date|tags|category|slug|authors?|summary|status|modified|lang):[ \t\n]"
    r"|(?:draft|private|publish|published|unlisted|hidden|visibility):[ \t]*\w+[ \t]*\n)"
    rf"((?:{_ENTRY_LINES})+)(?=[^\S\n]*\n)",
    re.IGNORECASE,
)
_ENTRY = regex(r"^([A-Za-z][\w -]*)(:[ \t]*)([^\n]*(?:\n[ \t]+\S[^\n]*)*)$", re.MULTILINE)


def _split_bare(path: str, kind: Kind, text: str, problems: tuple[Problem, ...]) -> Source:
    found = _BARE.match(text)
    if found is None:
        return Source(path, kind, "", "", 1, text, 1, problems)
    line = found[1].count("\n") + 1
    body_line = line + found[2].count("\n")
    front = _ENTRY.sub(_quoted, found[2])
    return Source(path, kind, front, "yaml", line, text[found.end() :], body_line, problems)


def _quoted(entry: re.Match[str]) -> str:
    # The spaces after the colon keep their width, so that the value keeps its column except for
    # the quote; YAML allows no tab there.
    value = entry[3].rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'{entry[1]}{": ".ljust(len(entry[2]))}"{value}"'
