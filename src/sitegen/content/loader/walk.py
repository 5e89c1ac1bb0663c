"""Folder ``essays/`` -> its files -> Sources: find, read, decode, split."""

import errno
import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.content.loader.encoding import decode
from sitegen.content.loader.split import split
from sitegen.model import Kind, Source
from sitegen.problems.errors import Place, Problem
from sitegen.text.filenames import MARKDOWN_SUFFIXES, is_markdown
from sitegen.text.regex import regex

FOLDER = "essays"
REMOVED = ".removed.md"
"""End of the name of a file that keeps what was removed from a text."""
LARGEST = 2_000_000
"""Bytes of a text: some two seconds of Markdown."""
_RESERVED: dict[str, Kind] = {
    "essays/_themes": "theme",
    "essays/_pages": "page",
    "essays/_paths": "path",
}
_KINDS: tuple[Kind, ...] = ("essay", "theme", "page", "path")
_READMES = frozenset(f"readme.{suffix}" for suffix in MARKDOWN_SUFFIXES)
_UNUSABLE = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Tree(Struct, frozen=True):
    """The files of a collection, each a sorted POSIX path relative to the site's root."""

    essays: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    """Reading paths."""
    assets: tuple[str, ...] = ()
    """All files that are not texts: images and the like beside the essays."""
    problems: tuple[Problem, ...] = ()

    def texts(self) -> Iterator[tuple[Kind, str]]:
        """Yield every text: essays, themes, pages, reading paths."""
        for kind, paths in zip(
            _KINDS, (self.essays, self.themes, self.pages, self.paths), strict=True
        ):
            yield from ((kind, path) for path in paths)


class TextFile(Struct, frozen=True):
    """A text file that is not read yet."""

    path: str
    """Relative to the site's root."""
    real: str
    """Absolute, links resolved."""
    kind: Kind


def find(root: Path) -> tuple[tuple[TextFile, ...], Tree]:
    """Find all texts of a site in the order of ``Tree.texts``."""
    files, problems = _find(root)
    tree = _tree(files, problems)
    return tuple(TextFile(path, files[path], kind) for kind, path in tree.texts()), tree


def load(root: Path) -> tuple[tuple[Source, ...], Tree]:
    """Read all texts of a site, in the order in which they are found."""
    found, tree = find(root)
    return tuple(source_of(text, read_content(text)) for text in found), tree


def walk(root: Path) -> Tree:
    """Find the files of ``essays/``; the order of the disk does not matter.

    READMEs, backups of editors, text that was removed, and names that start with a dot or an
    underscore are not part of the collection. Links are followed if they stay inside ``essays/``.
    """
    return _tree(*_find(root))


def read(root: Path, path: str, kind: Kind) -> Source:
    """Read one text of a Tree; its problems are in the Source.

    The Source contains all that could be read, so that later mistakes in the file are reported too.
    """
    try:
        real = os.path.realpath(root / path, strict=True)
    except OSError as error:
        return _empty(path, kind, _unreadable(path, error))
    if astray := _leads_astray(real, os.path.realpath(root / FOLDER)):
        return _empty(path, kind, Problem(Place(path), "E104", f"text {astray} and is not read"))
    text = TextFile(path, real, kind)
    return source_of(text, read_content(text))


def _tree(files: Iterable[str], problems: list[Problem]) -> Tree:
    kinds = defaultdict[Kind | None, list[str]](list)
    for path in sorted(files):
        kinds[_kind(path)].append(path)
    return Tree(
        essays=tuple(kinds["essay"]),
        themes=tuple(kinds["theme"]),
        pages=tuple(kinds["page"]),
        paths=tuple(kinds["path"]),
        assets=tuple(kinds[None]),
        problems=tuple(sorted(problems)),
    )


def _kind(path: str) -> Kind | None:
    if not is_markdown(path):
        return None
    if not path.startswith("essays/_"):
        return "essay"
    return _RESERVED[path[: path.index("/", len("essays/_"))]]


# ------------------------------------------------------------------ finding


class _Folder(Struct, frozen=True):
    """A folder to search."""

    path: str
    """Relative to the site's root."""
    real: str
    """Absolute, links resolved."""
    base: str
    """The same of ``essays/``."""
    linked: bool = False
    """Whether its path contains a link."""


_File = tuple[str, str]
"""Path relative to the site's root, and the absolute path with links resolved."""


def _find(root: Path) -> tuple[dict[str, str], list[Problem]]:
    base = os.path.realpath(root / FOLDER)
    files: dict[str, str] = {}
    if not Path(base).is_dir():
        return files, [_no_folder(base)]
    problems: list[Problem] = []
    waiting = [_Folder(FOLDER, base, base)]
    while waiting:
        for found in _search(waiting.pop()):
            match found:
                case Problem():
                    problems.append(found)
                case _Folder():
                    waiting.append(found)
                case path, real:
                    files[path] = real
    return files, problems


def _no_folder(base: str) -> Problem:
    if Path(base).exists():
        hint = "rename the file; texts belong in a folder named essays"
        return Problem(Place(FOLDER), "E101", "'essays' is not a folder", hint)
    hint = 'create it, or create an essay there: sitegen new "A Good Title"'
    return Problem(Place(FOLDER), "E101", "folder 'essays' not found", hint)


def _search(folder: _Folder) -> Iterator[_File | _Folder | Problem]:
    try:
        with os.scandir(folder.real) as listing:
            entries = list(listing)
    except OSError as error:
        yield _unreadable(folder.path, error)
        return
    for entry in entries:
        path = f"{folder.path}/{entry.name}"
        if not _is_ignored(path, entry.name):
            yield _examine(folder, path, entry)


def _is_ignored(path: str, name: str) -> bool:
    if name[0] == "_":
        return path not in _RESERVED
    backup = name[-1] == "~" or name[0] == name[-1] == "#"
    lower = name.lower()
    return name[0] == "." or backup or lower in _READMES or lower.endswith(REMOVED)


def _examine(folder: _Folder, path: str, entry: os.DirEntry[str]) -> _File | _Folder | Problem:
    if unusable := _UNUSABLE.search(entry.name):
        return _unusable_name(path, unusable[0])
    try:
        if entry.is_symlink():
            return _follow(folder, path, entry.path)
        if entry.is_file(follow_symlinks=False):
            return path, entry.path
        if entry.is_dir(follow_symlinks=False):
            return replace(folder, path=path, real=entry.path)
    except OSError as error:
        return _unreadable(path, error)
    return _special(path)


def _unusable_name(path: str, char: str) -> Problem:
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    shown = _UNUSABLE.sub(lambda found: ascii(found[0])[1:-1], shown)
    what = "bytes that are not UTF-8" if char >= "\ud800" else "a control character"
    message = f"name '{shown.rpartition('/')[2]}' contains {what}"
    return Problem(Place(shown), "E103", message, "rename it")


def _unreadable(path: str, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    hint = "check that it exists and that you may read it"
    return Problem(Place(path), "E102", f"cannot be read: {reason}", hint)


def _special(path: str) -> Problem:
    message = "pipe, socket or device among the essays is ignored"
    return Problem(Place(path), "W112", message, "remove it")


# ------------------------------------------------------------------ links

_BROKEN = {errno.ENOENT: "has no target", errno.ELOOP: "leads in a circle"}


def _follow(folder: _Folder, path: str, link: str) -> _File | _Folder | Problem:
    try:
        real = os.path.realpath(link, strict=True)
        mode = Path(real).stat().st_mode
    except OSError as error:
        broken = _BROKEN.get(error.errno or 0)
        return _refused(path, broken) if broken else _unreadable(path, error)
    if astray := _leads_astray(real, folder.base):
        return _refused(path, astray)
    if stat.S_ISREG(mode):
        return path, real
    return _enter(folder, path, real) if stat.S_ISDIR(mode) else _special(path)


def _enter(folder: _Folder, path: str, real: str) -> _Folder | Problem:
    if f"{folder.real}{os.sep}".startswith(f"{real}{os.sep}"):
        return _refused(path, "leads back to a folder that contains it")
    if folder.linked:
        # Folders full of links to each other would otherwise multiply without end.
        return _refused(path, "is in a folder that is reached by another link")
    return replace(folder, path=path, real=real, linked=True)


def _leads_astray(real: str, base: str) -> str:
    inside = real.removeprefix(base)
    if real != base and not (real.startswith(base) and inside[0] == os.sep):
        return "leads out of essays/"
    return "leads to a hidden file" if f"{os.sep}." in inside else ""


def _refused(path: str, why: str) -> Problem:
    hint = "replace the link by the file itself, or remove it"
    return Problem(Place(path), "W111", f"link {why} and is not followed", hint)


# ------------------------------------------------------------------ reading


def _empty(path: str, kind: Kind, problem: Problem) -> Source:
    return Source(path, kind, "", "", 1, "", 1, (problem,))


def source_of(text: TextFile, content: bytes | Problem) -> Source:
    """Decode and split the content of a text file."""
    if isinstance(content, Problem):
        return _empty(text.path, text.kind, content)
    words, problems = decode(text.path, content)
    if text.path[-4:].lower() == ".mdx":
        hint = "remove imports and components, then rename it to .md"
        mdx = Problem(Place(text.path), "W114", "MDX is read as plain Markdown", hint)
        problems = (*problems, mdx)
    return split(text.path, text.kind, words, problems)


_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
)


def read_content(text: TextFile) -> bytes | Problem:
    """Read the bytes of a text file; returns the problem if that is impossible."""
    # A file may have become a link or a pipe since it was found: the flags make opening one
    # fail or return at once, and what was opened is checked again.
    try:
        file = os.open(text.real, _FLAGS)
    except OSError as error:
        return _unreadable(text.path, error)
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            return Problem(Place(text.path), "E102", "cannot be read: not a regular file")
        if status.st_size > LARGEST:
            message = f"file too large: {status.st_size:,} bytes (limit: {LARGEST:,})"
            return Problem(Place(text.path), "E105", message, "split it into several essays")
        return _bytes(file, status.st_size)
    except OSError as error:
        return _unreadable(text.path, error)
    finally:
        os.close(file)


def _bytes(file: int, size: int) -> bytes:
    content = os.read(file, size)
    while len(content) < size and (more := os.read(file, size - len(content))):
        content += more
    return content
