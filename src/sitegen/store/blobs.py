"""A value <-> a file of its own with a checksum, read and written whole or not at all."""

from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from sitegen.store.codec import decode, encode
from sitegen.store.files import atomic_write

T = TypeVar("T")

_SUM = 16


def load_blob(file: Path, version: bytes, type_: type[T]) -> T | None:
    """Read a value; None if none was saved with this version."""
    try:
        blob = file.read_bytes()
    except OSError:
        return None
    content = blob[_SUM:]
    if blob[:_SUM] != _sum(version, content):
        return None
    try:
        return decode(content, type_)
    except (msgspec.DecodeError, ValueError, KeyError):
        return None


def save_blob(file: Path, version: bytes, value: object) -> None:
    """Replace a value; raise OSError.

    ``version`` is a fingerprint of the program and of all else that decides the format.
    """
    content = encode(value)
    atomic_write(file, _sum(version, content) + content)


def _sum(version: bytes, content: bytes) -> bytes:
    return blake2b(content, digest_size=_SUM, key=version).digest()
