"""Folder of the texts -> its files -> Sources: find, read, decode, split."""

import errno
import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.content.loader.encoding import decode
from sitegen.content.loader.names import Layout, layout_of
from sitegen.content.loader.split import split
from sitegen.content.loader.unread import left_out, mixed_with_code, no_folder, rendered_already
from sitegen.model import Kind, Source
from sitegen.problems.errors import Place, Problem
from sitegen.text.filenames import is_markdown
from sitegen.text.regex import regex

LARGEST = 2_000_000
"""Bytes of a text: some two seconds of Markdown."""
_KINDS: tuple[Kind, ...] = ("essay", "theme", "page", "path", "author")
_USUAL = Config()
_UNUSABLE = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Tree(Struct, frozen=True):
    """The files of a collection, each a sorted POSIX path relative to the site's root."""

    essays: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    """Reading paths."""
    authors: tuple[str, ...] = ()
    """Texts about authors."""
    assets: tuple[str, ...] = ()
    """All files that are not texts: images and the like beside the essays."""
    problems: tuple[Problem, ...] = ()

    def texts(self) -> Iterator[tuple[Kind, str]]:
        """Yield every text: essays, themes, pages, reading paths, authors."""
        found = self.essays, self.themes, self.pages, self.paths, self.authors
        for kind, paths in zip(_KINDS, found, strict=True):
            yield from ((kind, path) for path in paths)


class TextFile(Struct, frozen=True):
    """A text file that is not read yet."""

    path: str
    """Relative to the site's root."""
    real: str
    """Absolute, links resolved."""
    kind: Kind


def find(root: Path, config: Config = _USUAL) -> tuple[tuple[TextFile, ...], Tree]:
    """Find all texts of a site in the order of ``Tree.texts``."""
    files, tree = _find(root, layout_of(root, config))
    return tuple(TextFile(path, files[path], kind) for kind, path in tree.texts()), tree


def load(root: Path, config: Config = _USUAL) -> tuple[tuple[Source, ...], Tree]:
    """Read all texts of a site, in the order in which they are found."""
    found, tree = find(root, config)
    return tuple(source_of(text, read_content(text)) for text in found), tree


def walk(root: Path, config: Config = _USUAL) -> Tree:
    """Find the files in the folder of the texts; the order of the disk does not matter.

    READMEs, backups of editors, text that was removed, and names that start with a dot are not part
    of the collection; other names that start with an underscore are reported. Links are followed
    if they stay inside the folder.
    """
    return find(root, config)[1]


def read(root: Path, path: str, kind: Kind, config: Config = _USUAL) -> Source:
    """Read one text of a Tree; its problems are in the Source.

    The Source contains all that could be read, so that later mistakes in the file are reported too.
    """
    try:
        real = os.path.realpath(root / path, strict=True)
    except OSError as error:
        return _empty(path, kind, _unreadable(path, error))
    if astray := _leads_astray(real, os.path.realpath(root / config.essays), config.essays):
        return _empty(path, kind, Problem(Place(path), "E104", f"text {astray} and is not read"))
    text = TextFile(path, real, kind)
    return source_of(text, read_content(text))


def _tree(files: Iterable[str], layout: Layout, problems: Iterable[Problem]) -> Tree:
    kinds = defaultdict[Kind | None, list[str]](list)
    for path in sorted(files):
        kinds[layout.kind(path)].append(path)
    return Tree(
        essays=tuple(kinds["essay"]),
        themes=tuple(kinds["theme"]),
        pages=tuple(kinds["page"]),
        paths=tuple(kinds["path"]),
        authors=tuple(kinds["author"]),
        assets=tuple(kinds[None]),
        problems=tuple(sorted(problems)),
    )


# ------------------------------------------------------------------ finding


class _Folder(Struct, frozen=True):
    """A folder to search."""

    below: str
    """Beginning of the paths of its files, relative to the site's root."""
    real: str
    """Absolute, links resolved."""
    base: str
    """The same of the folder of the texts."""
    layout: Layout
    linked: bool = False
    """Whether its path contains a link."""

    @property
    def path(self) -> str:
        """Relative to the site's root."""
        return self.below.rstrip("/") or "."


_File = tuple[str, str]
"""Path relative to the site's root, and the absolute path with links resolved."""


class _LeftOut(Struct, frozen=True):
    """A file or folder whose name begins with an underscore."""

    path: str
    entry: os.DirEntry[str]


def _find(root: Path, layout: Layout) -> tuple[dict[str, str], Tree]:
    base = os.path.realpath(root / layout.folder)
    files: dict[str, str] = {}
    if not Path(base).is_dir():
        return files, Tree(problems=(no_folder(root, layout.folder),))
    problems: list[Problem] = []
    underscored: list[tuple[str, str]] = []
    waiting = [_Folder(layout.below, base, base, layout)]
    while waiting:
        for found in _search(waiting.pop()):
            match found:
                case Problem():
                    problems.append(found)
                case _LeftOut(path, entry):
                    underscored.append((path, entry.path))
                case _Folder():
                    waiting.append(found)
                case path, real:
                    files[path] = real
    for path in rendered_already(files):
        del files[path]
    problems += (*left_out(underscored), *mixed_with_code(files))
    return files, _tree(files, layout, problems)


def _search(folder: _Folder) -> Iterator[_File | _Folder | _LeftOut | Problem]:
    try:
        with os.scandir(folder.real) as listing:
            entries = list(listing)
    except OSError as error:
        yield _unreadable(folder.path, error)
        return
    for entry in entries:
        path = folder.below + entry.name
        verdict = folder.layout.verdict(path, entry.name)
        if verdict == "read":
            yield _examine(folder, path, entry)
        elif verdict == "underscore":
            yield _LeftOut(path, entry)


def _examine(folder: _Folder, path: str, entry: os.DirEntry[str]) -> _File | _Folder | Problem:
    if unusable := _UNUSABLE.search(entry.name):
        return _unusable_name(path, unusable[0], entry)
    try:
        if entry.is_symlink():
            return _follow(folder, path, entry.path)
        if entry.is_file(follow_symlinks=False):
            return path, entry.path
        if entry.is_dir(follow_symlinks=False):
            return replace(folder, below=f"{path}/", real=entry.path)
    except OSError as error:
        return _unreadable(path, error)
    return _special(path)


def _unusable_name(path: str, char: str, entry: os.DirEntry[str]) -> Problem:
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    shown = _UNUSABLE.sub(lambda found: ascii(found[0])[1:-1], shown)
    what = "bytes that are not UTF-8" if char >= "\ud800" else "a control character"
    message = f"name '{shown.rpartition('/')[2]}' contains {what}"
    if is_markdown(entry.name) or not entry.is_file(follow_symlinks=False):
        return Problem(Place(shown), "E103", message, "rename it")
    return Problem(Place(shown), "W117", f"{message}; the file is not published", "rename it")


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
    if astray := _leads_astray(real, folder.base, folder.layout.folder):
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
    return replace(folder, below=f"{path}/", real=real, linked=True)


def _leads_astray(real: str, base: str, folder: str) -> str:
    inside = real.removeprefix(base)
    if real != base and not (real.startswith(base) and inside[0] == os.sep):
        return f"leads out of {'the site' if folder == '.' else f'{folder}/'}"
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
