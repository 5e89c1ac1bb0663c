"""The anchor registry ``.anchors.yaml``: read when needed, written when it changes.

It keeps links to paragraphs working after edits.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache as once
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from sitegen import ANCHOR_REGISTRY
from sitegen.anchors.lines import StrangeLineError, format_file, parse_file, parse_section, splice
from sitegen.problems.errors import Place, Problem
from sitegen.store.files import atomic_write
from sitegen.store.filestat import FileStat, file_stat, reliable


class Section(Struct, frozen=True):
    """Lines of the registry that may concern a text."""

    own: str
    """The lines of the text itself."""
    strays: Mapping[str, str] = {}
    """Lines of texts that are gone, for a text without its own: it may be one of them renamed."""

    @property
    def fingerprint(self) -> bytes:
        """Return the fingerprint of all these lines."""
        return _digest("\0".join((self.own, *self.strays, *self.strays.values())).encode())


class RegistryVersion(Struct, frozen=True, array_like=True):
    """A version of the file."""

    stat: FileStat | None
    """None if the file may have changed again with the same fingerprint."""
    fingerprint: bytes
    """Fingerprint of its bytes."""


class AnchorRegistry:
    """The paragraph ids of a collection, as the file has them."""

    def __init__(self, root: Path, below: str, known: RegistryVersion | None, started: int) -> None:
        """``below`` is the beginning of the paths of texts, such as ``essays/``.

        ``known`` is the version from which the cached texts were parsed.
        """
        self._root = root
        self._below = below
        self._file = root / f"{below}{ANCHOR_REGISTRY}"
        self._known = known
        self._started = started
        self._stat = file_stat(self._file)
        self._content = once(partial(_content, self._file))
        self._parse = once(lambda: _parse(self._content, f"{below}{ANCHOR_REGISTRY}"))

    def reopen(self, started: int) -> "AnchorRegistry":
        """Return the registry as it is now; its content is read again only if it changed."""
        now = AnchorRegistry(self._root, self._below, self.version, started)
        if now.is_known:
            now._content, now._parse = self._content, self._parse
        return now

    @cached_property
    def is_known(self) -> bool:
        """Return whether the file is certainly the known version."""
        known = self._known
        if known is None or self._stat is None:
            return known is not None and known.fingerprint == _NOTHING
        return self._stat == known.stat or self._fingerprint == known.fingerprint

    @property
    def version(self) -> RegistryVersion | None:
        """The version of the file; None if the file is broken."""
        if self.problems:
            return None
        digest = self._known.fingerprint if self._known and self.is_known else self._fingerprint
        return RegistryVersion(reliable(self._stat, self._started), digest)

    @cached_property
    def _fingerprint(self) -> bytes:
        try:
            return _digest(self._content())
        except OSError:
            return b""

    @property
    def sections(self) -> Mapping[str, str]:
        """Path of a text -> its lines; empty if the file cannot be read."""
        return self._parse()[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Problems of the file."""
        return () if self.is_known else self._parse()[1]

    def strays(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the lines of texts that are not among ``paths``."""
        gone = sorted(self.sections.keys() - set(paths))
        return {path: self.sections[path] for path in gone}

    def with_heirs(self, texts: Mapping[str, str], strays: Mapping[str, str]) -> Mapping[str, str]:
        """Add to the new lines of some texts the strays that those lines replace, as ""."""
        found = dict(texts)
        for path in texts.keys() - self.sections.keys() if strays else ():
            ids = {record.id for record in parse_section(texts[path])}
            for stray, content in strays.items():
                if ids.issuperset(record.id for record in parse_section(content)):
                    found[stray] = ""
        return found

    def write(
        self, changed: Mapping[str, str], before: Mapping[str, str]
    ) -> RegistryVersion | None:
        """Replace the lines of some texts, "" for none; None if the file cannot be written.

        ``before`` holds the present lines of some texts, so that the rest need not be parsed.
        """
        if self._known and self.is_known and self._fingerprint != self._known.fingerprint:
            return None  # it changed since the build began
        changes = {path: (before.get(path, ""), lines) for path, lines in changed.items()}
        content = splice(self._content(), changes)
        content = content or format_file({**self.sections, **changed}).encode()
        try:
            atomic_write(self._file, content)
        except OSError:
            return None
        return RegistryVersion(None, _digest(content))


def _content(file: Path) -> bytes:
    try:
        if not file.is_file() and file.exists():
            raise IsADirectoryError  # or a pipe, which could be read endlessly
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""


def _parse(
    content: Callable[[], bytes], path: str
) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    try:
        text = content().decode()
        return parse_file(text.replace("\r\n", "\n").replace("\r", "\n")), ()
    except (OSError, ValueError) as error:
        return {}, (_broken(error, path),)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


_NOTHING = _digest(b"")


def _broken(error: OSError | ValueError, path: str) -> Problem:
    line = error.line if isinstance(error, StrangeLineError) else 0
    reason = "sitegen did not write this line" if line else "the file cannot be read"
    message = f"{reason}; old links to paragraphs are not updated"
    hint = "restore its last good version from version control"
    return Problem(Place(path, line), "W115", message, hint)


def heir(section: str, strays: Mapping[str, str]) -> str:
    """Return the path of the text that is gone whose paragraphs a new one has; "" for none."""
    ids = {record.id for record in parse_section(section)}
    best, found = 0, ""
    for path, content in strays.items():
        present = {record.id for record in parse_section(content) if not record.successor}
        shared = len(present & ids)
        if shared > best and 2 * shared >= min(len(present), len(ids)):
            best, found = shared, path
    return found
