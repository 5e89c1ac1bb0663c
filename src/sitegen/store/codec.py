"""Values <-> bytes, and bytes -> fingerprints."""

from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from msgspec import DecodeError, msgpack

from sitegen.store.packs import DamagedError

T = TypeVar("T")
SIZE = 16
"""Bytes of a fingerprint."""


def fingerprint(*parts: bytes) -> bytes:
    """Return the fingerprint of some bytes, divided into parts."""
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()[:SIZE]


def encode(value: object) -> bytes:
    """Encode a value of our types; equal values without sets give equal bytes."""
    return _ENCODER.encode(value)


def decode(blob: bytes, type_: type[T]) -> T:
    """Decode a value; raise msgspec.DecodeError if the bytes are not of that type."""
    value: T = _decoder(type_).decode(blob)  # type: ignore[arg-type]  # a type has a hash
    return value


@cache
def _decoder(type_: object) -> msgpack.Decoder[Any]:  # Any: a value of the type
    return msgpack.Decoder(type_, dec_hook=_typed)


def recall(blob: bytes | None, type_: type[T]) -> T:
    """Decode a value of a record; raise DamagedError if there is none."""
    if blob is None:
        raise DamagedError
    try:
        return decode(blob, type_)
    except (DecodeError, ValueError) as error:
        raise DamagedError from error


def _typed(type_: type, value: object) -> object:
    return value if type_ is object else type_(value)


# Markup and time zones are written as text, by msgspec alone: a function of ours would be slow.
_ENCODER = msgpack.Encoder(enc_hook=str)
