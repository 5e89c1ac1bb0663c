"""A value <-> a file of its own, checksummed: read whole or not at all, written the same way."""

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from sitegen.store.codec import decode, encode

T = TypeVar("T")

_SUM = 16


def load_blob(file: Path, magic: bytes, type_: type[T]) -> T | None:
    """Read a value; None where there is none, or none of that type."""
    try:
        blob = file.read_bytes()
    except OSError:
        return None
    content = blob[len(magic) + _SUM :]
    if blob[: len(magic) + _SUM] != magic + _sum(content):
        return None
    try:
        return decode(content, type_)
    except (msgspec.DecodeError, ValueError, KeyError):
        return None  # of another version of the program


def save_blob(file: Path, magic: bytes, value: object) -> None:
    """Put a value in the place of the last one; raises OSError."""
    content = encode(value)
    new = file.with_name(f"{file.name}.new")
    try:
        new.write_bytes(magic + _sum(content) + content)
        os.replace(new, file)  # noqa: PTH105 (as in the rest of the line above)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise


def _sum(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SUM).digest()
