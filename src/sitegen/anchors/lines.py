"""Text of ``.anchors.yaml`` <-> the ids of texts: one line each, so that git can merge."""

import json
import re
from collections.abc import Mapping, Sequence

from sitegen.anchors.matching import AnchorRecord, Records

_HEAD = (
    "# Written by sitegen build; commit it. It keeps links to paragraphs working after edits.\n"
    "# A third column names the paragraph that replaced a deleted one.\n"
)
_SECTION = re.compile(r'^([^\s#"].*\.\w+|".*\.\w+"):\n', re.MULTILINE)
_FEW = 16
"""Sections up to which it is quicker to find each than to parse all."""
_STRANGE = re.compile(
    r'^(?!$|#|(?:[^\s#"].*\.\w+|".*\.\w+"):$|  [^\s:#]+: (?:~|[\w-]{4,32})(?: [^\s:#]+)?$).*$',
    re.MULTILINE,
)
_PLAIN = re.compile(r"[^\s:#\"'\[\]{},&*!|>%@`?~-][^\s:#]*")
"""Words that YAML accepts without quotes, as a key and after another word."""


class StrangeLineError(ValueError):
    """A line that sitegen does not write."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def parse_file(text: str) -> Mapping[str, str]:
    """Split the file into the sections of the texts; raises StrangeLineError."""
    if strange := _STRANGE.search(text):
        raise StrangeLineError(text.count("\n", 0, strange.start()) + 1)
    parts = _SECTION.split(text)
    return {
        _path(name): content.strip("\n") + "\n"
        for name, content in zip(parts[1::2], parts[2::2], strict=True)
    }


def _path(name: str) -> str:
    return str(json.loads(name)) if name[0] == '"' else name


def format_file(kept: Mapping[str, str]) -> str:
    """Return the file's text, made of the sections that are not empty."""
    parts = (f"{_key(path)}:\n{kept[path]}" for path in sorted(kept) if kept[path])
    return "\n".join((_HEAD, *parts))


def splice(content: bytes, changes: Mapping[str, tuple[str, str]]) -> bytes | None:
    """Replace sections as ``format_file`` would, without parsing the rest.

    None where that is impossible, because a section is new or deleted, or is not in the file
    exactly once and exactly as given; and where it is quicker to format the whole file.
    """
    if len(changes) > _FEW:
        return None
    parts, at = list[bytes](), 0
    content += b"\n"
    for path, (old, new) in sorted(changes.items()):
        lead = f"\n\n{_key(path)}:\n".encode()
        whole = lead + old.encode() + b"\n"
        found = content.find(whole, at) if old and new else -1
        if found < 0 or content.find(lead, found + 1) >= 0:
            return None
        parts += content[at:found], lead, new.removesuffix("\n").encode()
        at = found + len(whole) - 2
    return b"".join((*parts, content[at:-1]))


def _key(path: str) -> str:
    odd = ": " in path or " #" in path or "\\" in path
    plain = not odd and (path[0].isalnum() or path[0] in "_(/")
    return path if plain else json.dumps(path, ensure_ascii=False)


def parse_section(section: str) -> Records:
    """Parse the records of one text."""
    return tuple(
        _record(*line.strip().split(": ", 1)) for line in section.splitlines() if line[:2] == "  "
    )


def _record(name: str, value: str) -> AnchorRecord:
    sketch, _, successor = value.partition(" ")
    return AnchorRecord(name, "" if sketch == "~" else sketch, successor)


def format_section(found: Sequence[AnchorRecord]) -> str:
    """Return the lines of one text; ids that YAML would have to quote are left out."""
    return "".join(
        [
            f"  {record.id}: {record.sketch or '~'}{record.successor and ' '}{record.successor}\n"
            for record in found
            if _PLAIN.fullmatch(record.id) and _PLAIN.fullmatch(record.successor or "p")
        ]
    )
