"""Text of the lock file <-> the ids of each text: a line for each id, so that git can merge it."""

import json
import re
from collections.abc import Mapping, Sequence

from sitegen.anchors.matching import Record

_HEAD = (
    "# Kept by sitegen build, and to be committed: with it links to a paragraph stay good when\n"
    "# its words change. Lines of paragraphs that are gone say last which one stands for them.\n"
)
_SECTION = re.compile(r'^(essays/.*|"essays/.*"):\n', re.MULTILINE)
_FEW = 16
"""Sections up to which it is quicker to find each than to read all."""
_STRANGE = re.compile(
    r'^(?!$|#|"?essays/.*:$|  [^\s:#]+: (?:~|[\w-]{4,32})(?: [^\s:#]+)?$).*$', re.MULTILINE
)
_PLAIN = re.compile(r"[^\s:#\"'\[\]{},&*!|>%@`?~-][^\s:#]*")
"""What YAML takes as it stands for a key, and for a word after another one."""


class StrangeLineError(ValueError):
    """A line is none of ours."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def sections(text: str) -> Mapping[str, str]:
    """Part the file's text by the texts of the collection; raises StrangeLineError."""
    if strange := _STRANGE.search(text):
        raise StrangeLineError(text.count("\n", 0, strange.start()) + 1)
    parts = _SECTION.split(text)
    return {
        _path(name): content.strip("\n") + "\n"
        for name, content in zip(parts[1::2], parts[2::2], strict=True)
    }


def _path(name: str) -> str:
    return str(json.loads(name)) if name[0] == '"' else name


def written(kept: Mapping[str, str]) -> str:
    """Write the file's text from the sections that are not empty."""
    parts = (f"{_key(path)}:\n{kept[path]}" for path in sorted(kept) if kept[path])
    return "\n".join((_HEAD, *parts))


def spliced(content: bytes, changes: Mapping[str, tuple[str, str]]) -> bytes | None:
    """Put new sections in the place of old ones, as ``written`` would, without reading the rest.

    None where that cannot be done, because some section comes or goes, or one does not stand
    there exactly once and as it is written; nor is it tried where all at once is quicker.
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
    plain = ": " not in path and " #" not in path and "\\" not in path
    return path if plain else json.dumps(path, ensure_ascii=False)


def records(section: str) -> tuple[Record, ...]:
    """Read the ids of one text."""
    return tuple(
        _record(*line.strip().split(": ", 1)) for line in section.splitlines() if line[:2] == "  "
    )


def _record(name: str, value: str) -> Record:
    words, _, leads = value.partition(" ")
    return Record(name, "" if words == "~" else words, leads)


def section(found: Sequence[Record]) -> str:
    """Write the ids of one text; those that the file cannot hold are an author's own business."""
    return "".join(
        [
            f"  {record.id}: {record.words or '~'}{record.leads and ' '}{record.leads}\n"
            for record in found
            if _PLAIN.fullmatch(record.id) and _PLAIN.fullmatch(record.leads or "p")
        ]
    )
