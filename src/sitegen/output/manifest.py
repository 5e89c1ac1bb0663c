"""The list of our files, kept in the output: path -> hash, as JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

NAME = ".sitegen-manifest.json"


class _Manifest(msgspec.Struct, forbid_unknown_fields=True):
    files: dict[str, str]
    version: Literal[1] = 1


def encode(files: Mapping[str, str]) -> bytes:
    """Write a manifest: one file a line, sorted, so that equal files give equal bytes."""
    compact = msgspec.json.encode(_Manifest(dict(files)), order="sorted")
    return msgspec.json.format(compact, indent=1) + b"\n"


def read(output: Path) -> dict[str, str]:
    """Return which files of an output folder are ours; none without a manifest.

    A manifest that is broken, of another program or version, or a link counts as none.
    """
    path = output / NAME
    try:
        text = b"" if path.is_symlink() else path.read_bytes()
        return msgspec.json.decode(text, type=_Manifest).files
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return {}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
