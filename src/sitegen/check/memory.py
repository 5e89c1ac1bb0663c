"""Findings in texts that have not changed since: ``.sitegen/check``."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from sitegen.check.types import Features, Finding, TextUnderCheck
from sitegen.config.config import Config
from sitegen.incremental.inputs import parse_fingerprint
from sitegen.incremental.state import program_fingerprint
from sitegen.store.blobs import load_blob, save_blob
from sitegen.store.codec import encode, fingerprint

_NAME = "check"


class CheckedText(Struct, frozen=True, array_like=True):
    """A text that was checked, with its findings."""

    findings: tuple[Finding, ...]
    """Findings of all rules for one text."""
    features: Features


class Memory(Struct, frozen=True, array_like=True):
    """Texts that were checked."""

    maker: bytes = b""
    """Fingerprint of the program and of the settings that texts depend on."""
    texts: Mapping[bytes, CheckedText] = {}
    """Checked texts by their ``key``."""

    def key(self, text: TextUnderCheck) -> bytes:
        """Return the fingerprint of a text and of everything that its findings depend on."""
        return fingerprint(self.maker, encode(text.source))


def new_memory(config: Config) -> Memory:
    """Return an empty memory for this program under some settings."""
    return Memory(fingerprint(program_fingerprint(), parse_fingerprint(config)))


def load_memory(folder: Path, config: Config) -> Memory:
    """Read the saved memory; return an empty one if settings or program were others."""
    new = new_memory(config)
    return load_blob(folder / _NAME, new.maker, Memory) or new


def save_memory(folder: Path, memory: Memory) -> None:
    """Save a memory; if that fails, the next check looks at all texts again."""
    with suppress(OSError):
        save_blob(folder / _NAME, memory.maker, memory)
