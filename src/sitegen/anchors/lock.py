"""``essays/.anchors.yaml``: read when it is needed, written when something in it changed."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from sitegen.anchors.lines import StrangeLineError, records, sections, written
from sitegen.errors import Place, Problem
from sitegen.signs import Sign, sign

PATH = "essays/.anchors.yaml"


class Part(Struct, frozen=True):
    """What the file says that may concern a text."""

    own: str
    """The text's own section."""
    strays: Mapping[str, str] = {}
    """Sections of texts that are gone, for a text that has none: it may be one of them renamed."""

    @property
    def print(self) -> bytes:
        """A fingerprint of it all."""
        content = "\0".join((self.own, *self.strays, *self.strays.values()))
        return blake2b(content.encode(), digest_size=16).digest()


class Lock:
    """The file of one collection, read when it is first needed."""

    def __init__(self, root: Path, known: Sign | None) -> None:
        self._file = root / PATH
        self.sign = _sign(self._file)
        self.same = self.sign is not None and self.sign == known
        """Whether it is certain that the file is what it was when ``known`` was its sign."""

    @cached_property
    def _read(self) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
        if self.sign is None:
            return {}, ()
        try:
            if not self._file.is_file():
                raise IsADirectoryError  # or a pipe, which could be read for ever
            return sections(self._file.read_text(encoding="utf-8")), ()
        except (OSError, ValueError) as error:
            return {}, (_broken(error),)

    @property
    def sections(self) -> Mapping[str, str]:
        """Path of a text -> what the file says of it; nothing where it cannot be read."""
        return self._read[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it; one that is as it was when a build was content has nothing."""
        return () if self.same else self._read[1]

    def strays(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Give the sections of texts that are not among ``paths``."""
        gone = sorted(self.sections.keys() - set(paths))
        return {path: self.sections[path] for path in gone}

    def renewed(self, texts: Mapping[str, str], strays: Mapping[str, str]) -> Mapping[str, str]:
        """Say what to write where some texts have other ids now; heirs stand in for strays."""
        found = dict(texts)
        for path in texts.keys() - self.sections.keys() if strays else ():
            ids = {record.id for record in records(texts[path])}
            for stray, content in strays.items():
                if ids.issuperset(record.id for record in records(content)):
                    found[stray] = ""
        return found

    def write(self, renewed: Mapping[str, str]) -> bool:
        """Put sections into the file, "" for none, whole or not at all; False if it cannot be."""
        text = written({**self.sections, **renewed})
        part = self._file.with_name(f"{self._file.name}.new")
        try:
            part.write_text(text, encoding="utf-8", newline="\n")
            os.replace(part, self._file)  # noqa: PTH105 (as everywhere where files are exchanged)
        except OSError:
            with suppress(OSError):
                part.unlink()
            return False
        self.sign = _sign(self._file)
        return True


def _sign(file: Path) -> Sign | None:
    try:
        return sign(os.stat(file))  # noqa: PTH116 (as for texts)
    except OSError:
        return None


def _broken(error: OSError | ValueError) -> Problem:
    line = error.line if isinstance(error, StrangeLineError) else 0
    reason = "this line is none that sitegen writes" if line else "it cannot be read"
    message = f"{reason}, and old links to paragraphs are left alone"
    hint = "take the last good version of the file out of your version control"
    return Problem(Place(PATH, line), "W115", message, hint)


def heir(section: str, strays: Mapping[str, str]) -> str:
    """Find the text that is gone whose paragraphs a new one has; "" for none."""
    ids = {record.id for record in records(section)}
    best, found = 0, ""
    for path, content in strays.items():
        standing = {record.id for record in records(content) if not record.leads}
        shared = len(standing & ids)
        if shared > best and 2 * shared >= min(len(standing), len(ids)):
            best, found = shared, path
    return found
