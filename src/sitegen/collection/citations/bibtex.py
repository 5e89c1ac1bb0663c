"""BibTeX -> works, with all mistakes; LaTeX in values becomes plain text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from sitegen.collection.citations.work import Person, Work
from sitegen.problems.errors import Place, Problem
from sitegen.text.regex import regex

_ENTRY = regex(r"@[ \t]*([A-Za-z]+)\s*([{(])\s*")
_KEY = regex(r"([^\s,{}\"#%()=]+)\s*(?:,|(?=[})]))\s*")
_FIELD = regex(r"([A-Za-z][\w:.+/-]*)\s*=\s*")
_PLAIN = regex(r"[\w:.+/-]+")
_PART = regex(r'[{}"\\]')
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_ACCENT = regex(
    r"""\\([`'^"~=.]|[uvHcdbkr](?![a-zA-Z]))\s*(?:\{\s*(\\?[a-zA-Z])\s*\}|(\\?[a-zA-Z]))"""
)
_MARKS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "k": "\u0328",
    "r": "\u030a",
}
_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "textendash": "–",
    "textemdash": "—",
    "ldots": "…",
    "dots": "…",
    "textquoteright": "’",
    "textbackslash": "\\",
}
_COMMAND = regex(r"\\([a-zA-Z]+)\s*")
_SIGN = regex(r"\\([#$%&_{} ])")
_KINDS = {
    **dict.fromkeys(("article",), "article"),
    **dict.fromkeys(("online", "webpage", "electronic", "misc", "www"), "page"),
    **dict.fromkeys(("incollection", "inbook", "inproceedings", "conference"), "part"),
}
_MOST = 50
"""Mistakes of a file that are reported."""
_AND = regex(r"\s+and\s+")
_OTHERS = frozenset({"comment", "preamble"})


def read_bibtex(text: str, path: str) -> tuple[Mapping[str, Work], tuple[Problem, ...]]:
    """Read the works of a file; the first of two with the same key counts."""
    reader = _Reader(text, path)
    works: dict[str, Work] = {}
    for at, kind, key, fields in reader.entries():
        if key in works:
            reader.warn(at, f"the key '{key}' is already used; this entry is left out")
        else:
            works[key] = _work(kind, key, fields)
    return works, tuple(reader.problems)


class _Reader:
    """Reads one file from entry to entry; after a mistake it goes on at the next one."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._strings: dict[str, str] = {name: name for name in _MONTHS.split()}
        self.problems: list[Problem] = []

    def warn(self, at: int, message: str) -> None:
        if len(self.problems) >= _MOST:
            return
        before = self._text[:at]
        place = Place(self._path, before.count("\n") + 1, at - before.rfind("\n"))
        hint = "correct the entry; the others are read"
        self.problems.append(Problem(place, "W421", message, hint))

    def entries(self) -> Iterator[tuple[int, str, str, Mapping[str, str]]]:
        """Yield place, type, key and fields of each entry."""
        at = 0
        while found := _ENTRY.search(self._text, at):
            kind, at = found[1].lower(), found.end()
            if kind in _OTHERS:
                continue
            key = None if kind == "string" else _KEY.match(self._text, at)
            if kind != "string" and not key:
                self.warn(found.start(), f"'@{found[1]}' has no key")
                continue
            fields, at = self._fields(key.end() if key else at, found.start())
            if key:
                yield found.start(), kind, key[1], fields
            else:
                self._strings |= fields

    def _fields(self, at: int, start: int) -> tuple[dict[str, str], int]:
        fields: dict[str, str] = {}
        while name := _FIELD.match(self._text, at):
            value, at = self._value(name.end())
            fields.setdefault(name[1].lower(), value)
            rest = re.compile(r"\s*,?\s*").match(self._text, at)
            comma = rest is not None and "," in rest[0]
            at = rest.end() if rest else at
            if not comma:
                break
        if self._text[at : at + 1] not in ("}", ")"):
            self.warn(min(at, len(self._text)) or start, "a comma or a brace is missing here")
        return fields, at

    def _value(self, at: int) -> tuple[str, int]:
        """Read parts joined by ``#``."""
        parts = []
        while True:
            part, at = self._value_part(at)
            parts.append(part)
            joined = re.compile(r"\s*#\s*").match(self._text, at)
            if not joined:
                return "".join(parts), at
            at = joined.end()

    def _value_part(self, at: int) -> tuple[str, int]:
        opening = self._text[at : at + 1]
        if opening not in ("{", '"'):
            word = _PLAIN.match(self._text, at)
            if not word:
                return "", at
            known = self._strings.get(word[0].lower(), "" if not word[0].isdecimal() else word[0])
            return known or word[0], word.end()
        closing = "}" if opening == "{" else '"'
        depth, end = 0, at + 1
        while found := _PART.search(self._text, end):
            sign, end = found[0], found.end()
            if sign == "\\":
                end += 1
            elif sign == "{":
                depth += 1
            elif not depth and sign == closing:
                return self._text[at + 1 : found.start()], end
            elif sign == "}":
                depth -= 1
        self.warn(at, "this value is never closed")
        return self._text[at + 1 :], len(self._text)


def _work(kind: str, key: str, written: Mapping[str, str]) -> Work:
    fields = {name: plain(value) for name, value in written.items()}

    def first(*names: str) -> str:
        return next((fields[name] for name in names if fields.get(name)), "")

    doi = first("doi")
    return Work(
        key=key,
        kind=_KINDS.get(kind, "book"),
        title=": ".join(filter(None, (first("title"), first("subtitle")))),
        authors=_people(written.get("author", "")),
        editors=_people(written.get("editor", "")),
        year=_year(first("year", "date")),
        container=first("journaltitle", "journal", "booktitle", "organization", "howpublished"),
        publisher=first("publisher", "institution", "school"),
        place=first("location", "address"),
        edition=first("edition"),
        volume=first("volume"),
        issue=first("number", "issue"),
        pages=first("pages").replace("--", "–"),
        url=first("url") or (f"https://doi.org/{doi}" if doi else ""),
    )


def _year(text: str) -> str:
    found = re.search(r"-?\d{3,4}", text)
    return found[0] if found else text


def _people(written: str) -> tuple[Person, ...]:
    return tuple(_person(name.strip()) for name in _AND.split(written.strip()) if name.strip())


def _person(name: str) -> Person:
    if name[0] == "{" and name[-1] == "}" and "{" not in name[1:-1]:
        return Person(plain(name))
    family, comma, given = plain(name).partition(",")
    if comma:
        return Person(family.strip(), given.strip().rpartition(",")[2].strip())
    return person_of(plain(name))


def person_of(name: str) -> Person:
    """Divide a name as people write it: the family name begins at its first small word, or last."""
    words = name.split()
    at = next((n for n, word in enumerate(words[1:-1], 1) if word.islower()), len(words) - 1)
    return Person(" ".join(words[at:]), " ".join(words[:at]))


def plain(text: str) -> str:
    """Turn LaTeX into plain text: accents, letters, signs; commands and braces are left out."""
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        text = _SIGN.sub(r"\1", text.replace("\\&", "&"))
        text = _COMMAND.sub(lambda found: _LETTERS.get(found[1], ""), text)
    text = text.replace("{", "").replace("}", "").replace("~", "\u00a0")
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return " ".join(text.split(" \n")).replace("\n", " ").strip()


def _accented(found: re.Match[str]) -> str:
    letter = (found[2] or found[3]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _MARKS[found[1]])
