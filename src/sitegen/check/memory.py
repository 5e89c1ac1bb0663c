"""What was found in texts that are still the same: ``.sitegen/check``."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from sitegen.check.case import Case, Finding, Traits
from sitegen.config.config import Config
from sitegen.incremental.inputs import parse_fingerprint
from sitegen.incremental.state import program_fingerprint
from sitegen.store.blobs import load_blob, save_blob
from sitegen.store.codec import encode, fingerprint

_NAME = "check"


class Seen(Struct, frozen=True, array_like=True):
    """A text that was looked at."""

    findings: tuple[Finding, ...]
    """Of all rules for texts."""
    traits: Traits


class Memory(Struct, frozen=True, array_like=True):
    """The texts that were looked at."""

    maker: bytes = b""
    """Of the program and the settings with which texts were understood."""
    texts: Mapping[bytes, Seen] = {}
    """By the ``key`` of the text."""

    def key(self, case: Case) -> bytes:
        """Fingerprint a text and all that decides what is found in it."""
        return fingerprint(self.maker, encode(case.source))


def new_memory(config: Config) -> Memory:
    """Begin to remember what this program finds under some settings."""
    return Memory(fingerprint(program_fingerprint(), parse_fingerprint(config)))


def load_memory(folder: Path, config: Config) -> Memory:
    """Recall what was found; nothing where other settings, or another program, found it."""
    new = new_memory(config)
    return load_blob(folder / _NAME, new.maker, Memory) or new


def save_memory(folder: Path, memory: Memory) -> None:
    """Keep what was found; where it cannot be kept, it is looked for again the next time."""
    with suppress(OSError):
        save_blob(folder / _NAME, memory.maker, memory)
