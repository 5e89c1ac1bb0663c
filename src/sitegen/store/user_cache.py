"""What all sites of a user share, in the user's cache folder: it saves time and is never needed."""

import os
import sys
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

_SUM = 16
_OLD = 90 * 86_400
"""Seconds after which a file is deleted; who still needs it writes it again."""


def user_cache(name: str) -> Path:
    """Return the folder of a kind of file in the user's cache; it need not exist."""
    return _caches() / "sitegen" / name


def _caches() -> Path:
    """Return the folder for caches, by the conventions of the system."""
    if own := os.environ.get("XDG_CACHE_HOME"):
        return Path(own)
    home = os.path.expanduser("~")  # noqa: PTH111 (Path.home raises where there is none)
    if sys.platform == "darwin":
        return Path(home, "Library", "Caches")
    return Path(os.environ.get("LOCALAPPDATA") or Path(home, ".cache"))


class SummedFiles(Struct, frozen=True):
    """Files in a folder, each with a checksum. One that is missing or damaged is not there."""

    folder: Path

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, None if there is no sound one."""
        try:
            found = (self.folder / name).read_bytes()
        except OSError:
            return None
        content = found[_SUM:]
        return content if found[:_SUM] == _sum(content) else None

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole, or not at all where the system does not allow it."""
        part = self.folder / f".{name}.{os.getpid()}"  # several builds may write the same file
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_sum(content) + content)
            part.replace(self.folder / name)
            self._drop_old()

    def _drop_old(self) -> None:
        oldest = time.time() - _OLD
        for file in self.folder.iterdir():
            if file.stat().st_mtime < oldest:
                file.unlink()


def _sum(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SUM).digest()
