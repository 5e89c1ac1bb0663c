"""Folder ``essays/`` -> Tree of its files -> Sources: find, read, decode, split."""

import errno
import os
import stat
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
"""How the name of a file ends that keeps what was taken out of a text."""
LARGEST = 2_000_000
"""Bytes a text may have: some two seconds of Markdown."""


class Tree(Struct, frozen=True):
    """The files of a collection, each a sorted POSIX path relative to the site's root."""

    essays: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    """All that is no text: images and the like beside the essays."""
    problems: tuple[Problem, ...] = ()
    paths: tuple[str, ...] = ()
    """Reading paths."""


class Found(Struct, frozen=True):
    """A text that was found and is not read yet."""

    path: str
    """Relative to the site's root."""
    real: str
    """Where the file really is."""
    kind: Kind


def find(root: Path) -> tuple[tuple[Found, ...], Tree]:
    """Find all texts of a site: essays, themes, pages, reading paths, each in a sorted order."""
    files, problems = _find(root)
    tree = _tree(files, problems)
    texts: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("essay", tree.essays),
        ("theme", tree.themes),
        ("page", tree.pages),
        ("path", tree.paths),
    )
    return tuple(Found(path, files[path], kind) for kind, paths in texts for path in paths), tree


def load(root: Path) -> tuple[tuple[Source, ...], Tree]:
    """Read all texts of a site, in the order in which they are found."""
    found, tree = find(root)
    return tuple(understand(text, fetch(text)) for text in found), tree


def walk(root: Path) -> Tree:
    """Find the files of ``essays/``; the order in which the disk gives them does not matter.

    READMEs, editors' backups, what was taken out of texts, and what starts with a dot or an
    underscore are no part of the collection. Links are followed as long as they stay inside
    ``essays/``.
    """
    return _tree(*_find(root))


def read(root: Path, path: str, kind: Kind) -> Source:
    """Read one text of a Tree; its mistakes come as the Source's problems.

    Where something is wrong the Source still holds what could be read, so that the mistakes
    further down in the same file are reported too.
    """
    try:
        real = os.path.realpath(root / path, strict=True)
    except OSError as error:
        return _empty(path, kind, _unreadable(path, error))
    astray = _leads_astray(real, os.path.realpath(root / FOLDER))
    if astray:
        return _empty(path, kind, Problem(Place(path), "E104", f"text {astray} and is not read"))
    text = Found(path, real, kind)
    return understand(text, fetch(text))


def _tree(files: Iterable[str], problems: list[Problem]) -> Tree:
    kinds: dict[Kind | None, list[str]] = {
        "essay": [],
        "theme": [],
        "page": [],
        "path": [],
        None: [],
    }
    for path in sorted(files):
        kinds[_kind(path)].append(path)
    return Tree(
        tuple(kinds["essay"]),
        tuple(kinds["theme"]),
        tuple(kinds["page"]),
        tuple(kinds[None]),
        tuple(sorted(problems)),
        tuple(kinds["path"]),
    )


def _kind(path: str) -> Kind | None:
    if not is_markdown(path):
        return None
    if not path.startswith("essays/_"):
        return "essay"
    return _RESERVED[path[: path.index("/", len("essays/_"))]]


# ------------------------------------------------------------------ finding

_RESERVED: dict[str, Kind] = {
    "essays/_themes": "theme",
    "essays/_pages": "page",
    "essays/_paths": "path",
}
_READMES = frozenset(f"readme.{suffix}" for suffix in MARKDOWN_SUFFIXES)
_UNUSABLE = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class _Folder(Struct, frozen=True):
    """A folder to look into."""

    path: str
    """Relative to the site's root."""
    real: str
    """Where it really is: absolute, no link left."""
    base: str
    """The same of ``essays/``."""
    linked: bool = False
    """Whether a link leads to it or to a folder above it."""


_File = tuple[str, str]
"""Path relative to the site's root, and where the file really is."""


def _find(root: Path) -> tuple[dict[str, str], list[Problem]]:
    base = os.path.realpath(root / FOLDER)
    files: dict[str, str] = {}
    if not Path(base).is_dir():
        return files, [_no_folder(base)]
    problems: list[Problem] = []
    waiting = [_Folder(FOLDER, base, base)]
    while waiting:
        for found in _look_into(waiting.pop()):
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
        hint = "texts stand in a folder of this name; move what is there away"
        return Problem(Place(FOLDER), "E101", "'essays' is not a folder", hint)
    hint = 'make it, or begin an essay there with: sitegen new "A Good Title"'
    return Problem(Place(FOLDER), "E101", "folder 'essays' is missing", hint)


def _look_into(folder: _Folder) -> Iterator[_File | _Folder | Problem]:
    try:
        with os.scandir(folder.real) as listing:
            entries = list(listing)
    except OSError as error:
        yield _unreadable(folder.path, error)
        return
    for entry in entries:
        path = f"{folder.path}/{entry.name}"
        if not _is_foreign(path, entry.name):
            yield _look_at(folder, path, entry)


def _is_foreign(path: str, name: str) -> bool:
    if name[0] == "_":
        return path not in _RESERVED
    backup = name[-1] == "~" or name[0] == name[-1] == "#"
    lower = name.lower()
    return name[0] == "." or backup or lower in _READMES or lower.endswith(REMOVED)


def _look_at(folder: _Folder, path: str, entry: os.DirEntry[str]) -> _File | _Folder | Problem:
    unusable = _UNUSABLE.search(entry.name)
    if unusable:
        return _unusable(path, unusable[0])
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


def _unusable(path: str, char: str) -> Problem:
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    shown = _UNUSABLE.sub(lambda found: ascii(found[0])[1:-1], shown)
    what = "bytes that are not UTF-8" if char >= "\ud800" else "a control character"
    message = f"name '{shown.rpartition('/')[2]}' holds {what}"
    return Problem(Place(shown), "E103", message, "rename it")


def _unreadable(path: str, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    hint = "check that it is there and that you may read it"
    return Problem(Place(path), "E102", f"cannot be read: {reason}", hint)


def _special(path: str) -> Problem:
    message = "pipe, socket or device among the essays is left out"
    return Problem(Place(path), "W112", message, "remove it")


# ------------------------------------------------------------------ links

_BROKEN = {errno.ENOENT: "leads nowhere", errno.ELOOP: "leads in a circle"}


def _follow(folder: _Folder, path: str, link: str) -> _File | _Folder | Problem:
    try:
        real = os.path.realpath(link, strict=True)
        mode = Path(real).stat().st_mode
    except OSError as error:
        if error.errno in _BROKEN:
            return _refused(path, _BROKEN[error.errno])
        return _unreadable(path, error)
    astray = _leads_astray(real, folder.base)
    if astray:
        return _refused(path, astray)
    if stat.S_ISREG(mode):
        return path, real
    return _enter(folder, path, real) if stat.S_ISDIR(mode) else _special(path)


def _enter(folder: _Folder, path: str, real: str) -> _Folder | Problem:
    if f"{folder.real}{os.sep}".startswith(f"{real}{os.sep}"):
        return _refused(path, "leads back to a folder it stands in")
    if folder.linked:
        # Folders full of links to each other would otherwise unfold without end.
        return _refused(path, "stands in a folder that is itself reached by a link")
    return replace(folder, path=path, real=real, linked=True)


def _leads_astray(real: str, base: str) -> str:
    inside = real.removeprefix(base)
    if real != base and not (real.startswith(base) and inside[0] == os.sep):
        return "leads out of essays/"
    return "leads to a hidden file" if f"{os.sep}." in inside else ""


def _refused(path: str, why: str) -> Problem:
    hint = "put the file itself in its place, or remove the link"
    return Problem(Place(path), "W111", f"link {why} and is not followed", hint)


# ------------------------------------------------------------------ reading


def _empty(path: str, kind: Kind, problem: Problem) -> Source:
    return Source(path, kind, "", "", 1, "", 1, (problem,))


def understand(text: Found, content: bytes | Problem) -> Source:
    """Decode and split what was fetched."""
    if isinstance(content, Problem):
        return _empty(text.path, text.kind, content)
    words, problems = decode(text.path, content)
    if text.path[-4:].lower() == ".mdx":
        problems = (*problems, _mdx(text.path))
    return split(text.path, text.kind, words, problems)


_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
)


def fetch(text: Found) -> bytes | Problem:
    """Read the bytes of a text, or give the problem that stands against it."""
    path, real = text.path, text.real
    # A file may have become a link or a pipe since it was found: the flags make opening one
    # fail or return at once, and what was opened is looked at again.
    try:
        file = os.open(real, _FLAGS)
    except OSError as error:
        return _unreadable(path, error)
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            return Problem(Place(path), "E102", "cannot be read: not a regular file")
        if status.st_size > LARGEST:
            return _too_large(path, status.st_size)
        return _bytes(file, status.st_size)
    except OSError as error:
        return _unreadable(path, error)
    finally:
        os.close(file)


def _too_large(path: str, size: int) -> Problem:
    message = f"file has {size:,} bytes; a text may have {LARGEST:,}"
    return Problem(Place(path), "E105", message, "split it into several essays")


def _bytes(file: int, size: int) -> bytes:
    content = os.read(file, size)
    while len(content) < size and (more := os.read(file, size - len(content))):
        content += more
    return content


def _mdx(path: str) -> Problem:
    hint = "rename it to .md when its imports and components are gone"
    return Problem(Place(path), "W114", "MDX is read as plain Markdown", hint)
