"""What was found in texts that are still the same: ``.sitegen/check``."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from sitegen.check.case import Case, Finding, Traits
from sitegen.config.config import Config
from sitegen.incremental.inputs import reading_fingerprint
from sitegen.incremental.program import program
from sitegen.store.blobs import load_blob, save_blob
from sitegen.store.codec import encode, fingerprint

_NAME = "check"
_MAGIC = b"sitegen check 1\n"


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
    return Memory(fingerprint(program(), reading_fingerprint(config)))


def load_memory(folder: Path, config: Config) -> Memory:
    """Recall what was found; nothing where other settings, or another program, found it."""
    memory, new = load_blob(folder / _NAME, _MAGIC, Memory), new_memory(config)
    return memory if memory and memory.maker == new.maker else new


def save_memory(folder: Path, memory: Memory) -> None:
    """Keep what was found; where it cannot be kept, it is looked for again the next time."""
    with suppress(OSError):
        save_blob(folder / _NAME, _MAGIC, memory)
