"""Compiled regular expressions, kept between runs; in any doubt they are compiled as always.

A short build spends an eighth of its time on compiling 250 expressions of this program and its
libraries, which never change. ``re`` translates each into numbers, of which its engine makes a
pattern at no cost. The numbers are kept in the user's cache, for one Python alone, and only where
a pattern made of them equals the one that ``re`` made.

``re`` has no public way in, so this uses private names of it: where one is missing or differs,
nothing is kept, and nothing is lost but the time.
"""

import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from msgspec import DecodeError, Struct

from sitegen.store.codec import decode, encode
from sitegen.store.user_cache import SummedFiles, user_cache

_MOST = 1_000
"""Patterns that are kept."""
_FEW = 16
"""New patterns for which nothing is written."""


class Numbers(Struct, frozen=True, array_like=True):
    """What the engine makes a pattern of, beside its text."""

    flags: int
    code: list[int]
    groups: int
    names: dict[str, int]
    """Group by its name."""
    named: list[str | None]
    """Name of each group."""


Key = tuple[str, int]
"""Text and flags."""


class KeptPatterns:
    """Stands in for the compiler of ``re``."""

    def __init__(self, files: SummedFiles) -> None:
        self._files = files
        self._name = _python()
        self._known = self._load()
        self._new: dict[Key, re.Pattern[str]] = {}
        self._compile: Callable[..., re.Pattern[str]] = re._compiler.compile  # type: ignore[attr-defined]

    def _load(self) -> Mapping[Key, Numbers]:
        with suppress(DecodeError):
            return dict(decode(self._files.read(self._name) or b"\x90", list[tuple[Key, Numbers]]))
        return {}

    def install(self) -> None:
        """Let ``re`` ask here first."""
        re._compiler.compile = self.compile  # type: ignore[attr-defined]

    def compile(self, pattern: object, flags: int = 0) -> re.Pattern[str]:
        """Return a pattern as ``re`` would make it."""
        key = (pattern, int(flags)) if type(pattern) is str else None
        if key is None:
            return self._compile(pattern, flags)
        if numbers := self._known.get(key):
            with suppress(Exception):  # not what this engine takes
                return _made(key[0], numbers)
        made = self._new[key] = self._compile(pattern, flags)
        return made

    def keep(self) -> None:
        """Write what was compiled, if that is worth it."""
        if len(self._new) < _FEW or len(self._known) + len(self._new) > _MOST:
            return
        new = {key: numbers for key, made in self._new.items() if (numbers := _numbers(key, made))}
        if new:
            self._files.write(self._name, encode(list({**self._known, **new}.items())))


def _made(text: str, numbers: Numbers) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]  # noqa: PLC0415 (private)

    made: re.Pattern[str] = _sre.compile(
        text, numbers.flags, numbers.code, numbers.groups, numbers.names, tuple(numbers.named)
    )
    return made


def _numbers(key: Key, wanted: re.Pattern[str]) -> Numbers | None:
    """Return the numbers of a pattern; None if another would be made of them."""
    with suppress(Exception):  # another Python
        tree = re._parser.parse(*key)  # type: ignore[attr-defined]
        names = {str(name): int(group) for name, group in tree.state.groupdict.items()}
        named: list[str | None] = [None] * tree.state.groups
        for name, group in names.items():
            named[group] = name
        code = [int(each) for each in re._compiler._code(tree, key[1])]  # type: ignore[attr-defined]
        flags = int(key[1] | tree.state.flags)
        numbers = Numbers(flags, code, tree.state.groups - 1, names, named)
        if _made(key[0], numbers) == wanted:
            return numbers
    return None


def _python() -> str:
    """Return a name for this Python, whose patterns no other takes."""
    files = (sys.modules[name].__file__ or "" for name in ("re._compiler", "re._parser"))
    stats = [(file, Path(file).stat().st_mtime_ns) for file in files]
    return blake2b(repr((sys.version, stats)).encode(), digest_size=16).hexdigest()


def keep_patterns() -> Callable[[], None]:
    """Use the patterns of earlier runs from now on; return what keeps those of this run."""
    try:
        kept = KeptPatterns(SummedFiles(user_cache("patterns")))
    except (AttributeError, KeyError, OSError):  # not the Python that this knows
        return lambda: None
    kept.install()
    return kept.keep
