"""``essays/.anchors.yaml``: read when it is needed, written when something in it changed."""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache as once
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from sitegen.anchors.lines import StrangeLineError, format_file, parse_file, parse_section, splice
from sitegen.problems.errors import Place, Problem
from sitegen.store.filestat import Sign, settled, sign

PATH = "essays/.anchors.yaml"


class Part(Struct, frozen=True):
    """What the file says that may concern a text."""

    own: str
    """The text's own section."""
    strays: Mapping[str, str] = {}
    """Sections of texts that are gone, for a text that has none: it may be one of them renamed."""

    @property
    def fingerprint(self) -> bytes:
        """A fingerprint of it all."""
        content = "\0".join((self.own, *self.strays, *self.strays.values()))
        return blake2b(content.encode(), digest_size=16).digest()


class Imprint(Struct, frozen=True, array_like=True):
    """What the file was once."""

    sign: Sign | None
    """None where it may still have changed unseen."""
    fingerprint: bytes
    """Of its bytes."""


class Lock:
    """The file of one collection at one moment, read when it is first needed."""

    def __init__(self, root: Path, known: Imprint | None, started: int) -> None:
        self._root = root
        self._file = root / PATH
        self._known = known
        self._started = started
        self._sign = _sign(self._file)
        self._content = once(partial(_content, self._file))
        self._read = once(lambda: _read(self._content))

    def again(self, started: int) -> "Lock":
        """Look at the file once more; what was read of it stays while it is the same."""
        now = Lock(self._root, self.imprint, started)
        if now.same:
            now._content, now._read = self._content, self._read
        return now

    @cached_property
    def same(self) -> bool:
        """Whether it is certain that the file is what it was when ``known`` was made of it."""
        known = self._known
        if known is None or self._sign is None:
            return known is not None and known.fingerprint == _NOTHING
        return self._sign == known.sign or self._fingerprint == known.fingerprint

    @property
    def imprint(self) -> Imprint | None:
        """What the file is now; None where it is broken."""
        if self.problems:
            return None
        digest = self._known.fingerprint if self._known and self.same else self._fingerprint
        return Imprint(self._sign and settled(self._sign, self._started), digest)

    @cached_property
    def _fingerprint(self) -> bytes:
        try:
            return _digest(self._content())
        except OSError:
            return b""

    @property
    def sections(self) -> Mapping[str, str]:
        """Path of a text -> what the file says of it; nothing where it cannot be read."""
        return self._read()[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it; one that is as it was when all was well has nothing."""
        return () if self.same else self._read()[1]

    def strays(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Give the sections of texts that are not among ``paths``."""
        gone = sorted(self.sections.keys() - set(paths))
        return {path: self.sections[path] for path in gone}

    def renewed(self, texts: Mapping[str, str], strays: Mapping[str, str]) -> Mapping[str, str]:
        """Say what to write where some texts have other ids now; heirs stand in for strays."""
        found = dict(texts)
        for path in texts.keys() - self.sections.keys() if strays else ():
            ids = {record.id for record in parse_section(texts[path])}
            for stray, content in strays.items():
                if ids.issuperset(record.id for record in parse_section(content)):
                    found[stray] = ""
        return found

    def write(self, renewed: Mapping[str, str], before: Mapping[str, str]) -> Imprint | None:
        """Put sections into the file, "" for none, whole or not at all; None if it cannot be.

        ``before`` says of some what stands there now, so that the rest need not be understood.
        """
        if self._known and self.same and self._fingerprint != self._known.fingerprint:
            return None  # it changed since the build began, which has not seen how
        changes = {path: (before.get(path, ""), section) for path, section in renewed.items()}
        content = splice(self._content(), changes)
        return self._put(content or format_file({**self.sections, **renewed}).encode())

    def _put(self, content: bytes) -> Imprint | None:
        part = self._file.with_name(f"{self._file.name}.new")
        try:
            part.write_bytes(content)
            os.replace(part, self._file)  # noqa: PTH105 (as everywhere where files are exchanged)
        except OSError:
            with suppress(OSError):
                part.unlink()
            return None
        return Imprint(None, _digest(content))


def _content(file: Path) -> bytes:
    try:
        if not file.is_file() and file.exists():
            raise IsADirectoryError  # or a pipe, which could be read for ever
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""


def _read(content: Callable[[], bytes]) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    try:
        text = content().decode()
        return parse_file(text.replace("\r\n", "\n").replace("\r", "\n")), ()
    except (OSError, ValueError) as error:
        return {}, (_broken(error),)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


_NOTHING = _digest(b"")


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
    ids = {record.id for record in parse_section(section)}
    best, found = 0, ""
    for path, content in strays.items():
        standing = {record.id for record in parse_section(content) if not record.successor}
        shared = len(standing & ids)
        if shared > best and 2 * shared >= min(len(standing), len(ids)):
            best, found = shared, path
    return found
