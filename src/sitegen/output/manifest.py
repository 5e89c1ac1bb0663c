"""The list of our files that stands in the output: path -> hash, as JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

NAME = ".sitegen-manifest.json"


class _Manifest(msgspec.Struct, forbid_unknown_fields=True):
    files: dict[str, str]
    version: Literal[1] = 1


def encode(files: Mapping[str, str]) -> bytes:
    """Make the text of a manifest: one file a line, sorted, the same for the same files."""
    compact = msgspec.json.encode(_Manifest(dict(files)), order="sorted")
    return msgspec.json.format(compact, indent=1) + b"\n"


def read(output: Path) -> dict[str, str]:
    """Read which files of an output directory are ours; none where no manifest says so.

    A manifest that is broken, foreign, of another version, or a link, says nothing.
    """
    path = output / NAME
    try:
        text = b"" if path.is_symlink() else path.read_bytes()
        return msgspec.json.decode(text, type=_Manifest).files
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return {}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
