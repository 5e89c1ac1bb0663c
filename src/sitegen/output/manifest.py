"""The list of our files in the output folder: path -> hash, as JSON."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

NAME = ".sitegen-manifest.json"


class _Manifest(msgspec.Struct, forbid_unknown_fields=True):
    files: dict[str, str]
    version: int = 1


def encode(files: Mapping[str, str]) -> bytes:
    """Return the text of a manifest: one file a line, sorted, the same for the same files."""
    compact = msgspec.json.encode(_Manifest(dict(files)), order="sorted")
    return msgspec.json.format(compact, indent=1) + b"\n"


def read(output: Path) -> dict[str, str]:
    """Read which files of an output folder are ours; none without a manifest.

    A manifest that is broken, foreign, of another version, or a link, says nothing.
    """
    path = output / NAME
    try:
        text = b"" if path.is_symlink() else path.read_bytes()
        manifest = msgspec.json.decode(text, type=_Manifest)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return {}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return manifest.files if manifest.version == 1 else {}
