"""A file, a folder or a zip archive -> its members by name, none of which can hurt."""

import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from errno import EINVAL
from pathlib import Path
from typing import BinaryIO, cast

from sitegen.problems.errors import Place, SitegenError, fail

SMALL = 64 * 1024 * 1024
"""Bytes of the largest member that is read whole."""
_LARGEST = 4 * 1024 * 1024 * 1024
"""Bytes of the largest member of an archive."""
_RATIO = 200
"""Times that a member of an archive may be larger than its packed bytes."""
_MOST = 200_000
"""Members of a source."""
_JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db", ".git", "node_modules")
PROGRAMS = frozenset(
    (
        *(".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".vue", ".svelte", ".astro", ".php", ".py"),
        *(".rb", ".pl", ".pm", ".sh", ".bash", ".zsh", ".fish", ".bat", ".ps1", ".vim", ".lua"),
        *(".go", ".rs", ".java", ".kt", ".scala", ".clj", ".ex", ".exs", ".erl", ".hs", ".swift"),
        *(".cs", ".c", ".h", ".cc", ".cpp", ".hpp", ".sql", ".gradle", ".cmake", ".tf", ".proto"),
        *(".graphql", ".nix", ".ipynb"),
    )
)
"""Endings of programs, in which posts are at most examples."""
READ_ERRORS = (OSError, RuntimeError, EOFError, ValueError, zipfile.BadZipFile, zlib.error)
"""What reading a damaged, encrypted or missing member raises."""


class Export:
    """The members of one SOURCE; a single file is one, and so are its files in ``NAME_files``.

    Members are read by name and never extracted, so a name cannot lead out of the source.
    """

    def __init__(self, path: Path) -> None:
        """Open a file, a folder or a zip archive; raise SitegenError if it cannot be read."""
        self.path = path
        self._root = path if path.is_dir() else path.parent
        self._zip: zipfile.ZipFile | None = None
        try:
            if path.is_dir():
                self.names: Sequence[str] = tuple(sorted(_walk(path)))
            elif path.exists() and not path.is_file():
                raise OSError(EINVAL, "it is neither a file nor a folder")
            elif zipfile.is_zipfile(path):
                self._zip = zipfile.ZipFile(path)
                self.names = tuple(sorted(self._members(self._zip)))
            else:
                path.open("rb").close()
                self.names = (path.name, *sorted(_beside(path)))
        except (OSError, zipfile.BadZipFile) as error:
            raise self._fails(str(path), error) from error

    def open(self, name: str) -> BinaryIO:
        """Open a member for reading, streamed; raise SitegenError if it cannot be read."""
        try:
            if self._zip:
                return cast("BinaryIO", self._zip.open(name))  # its type says IO[bytes]
            return (self._root / name).open("rb")
        except READ_ERRORS as error:
            raise self._fails(self.place(name), error) from error

    def read(self, name: str, most: int = SMALL) -> bytes:
        """Read a member whole; raise SitegenError if it has more than ``most`` bytes."""
        with self.open(name) as file:
            try:
                content = file.read(most + 1)
            except READ_ERRORS as error:
                raise self._fails(self.place(name), error) from error
        if len(content) > most:
            message = f"file has more than {most // 1024**2} MiB"
            raise fail(Place(self.place(name)), "E1803", message, "leave it out of the export")
        return content

    def head(self, name: str, size: int = 65_536) -> bytes:
        """Read the first bytes of a member, to see what it is."""
        with self.open(name) as file:
            try:
                return file.read(size)
            except READ_ERRORS as error:
                raise self._fails(self.place(name), error) from error

    def size(self, name: str) -> int:
        """Return the bytes of a member."""
        if self._zip:
            return self._zip.getinfo(name).file_size
        return (self._root / name).stat().st_size

    def place(self, name: str) -> str:
        """Return how messages name a member."""
        return f"{self.path}/{name}" if self._zip else str(self._root / name)

    def _members(self, archive: zipfile.ZipFile) -> Iterator[str]:
        infos = archive.infolist()
        if len(infos) > _MOST:
            message = f"archive with {len(infos):,} files (limit: {_MOST:,})"
            raise fail(Place(str(self.path)), "E1803", message, "unpack it and import a part")
        for info in infos:
            if info.is_dir() or _is_junk(info.filename):
                continue
            packed = max(info.compress_size, 1024)
            if info.file_size > _LARGEST or info.file_size > _RATIO * packed:
                message = f"'{info.filename}' unpacks to {info.file_size:,} bytes"
                hint = "no export does that; get the archive from its platform again"
                raise fail(Place(str(self.path)), "E1803", message, hint)
            yield info.filename

    @staticmethod
    def _fails(place: str, error: Exception) -> SitegenError:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        hint = "check the path, or get the export from its platform again"
        return fail(Place(place), "E1801", f"cannot be read: {why}", hint)


_WITH_FILES = (".htm", ".html", ".xhtml")


def _beside(page: Path) -> Iterator[str]:
    """Yield the files of a page that a browser saved: ``page_files/a.jpg`` for ``page.html``."""
    if page.suffix.lower() not in _WITH_FILES:
        return
    for folder in page.parent.iterdir():
        end = folder.name.removeprefix(page.stem)
        if end[:1] in ("_", "-", ".") and end[1:].isalpha() and folder.is_dir():
            yield from (f"{folder.name}/{name}" for name in _walk(folder))


def _walk(folder: Path) -> Iterator[str]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_junk(name))
        for name in files:
            file = Path(where, name)
            if not _is_junk(name) and file.is_file() and not file.is_symlink():
                yield file.relative_to(folder).as_posix()


def _is_junk(name: str) -> bool:
    return any(part in _JUNK or part.startswith("._") for part in name.split("/"))
