"""Fast path of ``sitegen build``: if nothing changed since the same command ran, repeat its answer.

A *stamp* in the cache holds fingerprints of the command, of the stat of every file that a build
read and of every file that it wrote, and the line that was printed. While they are equal there is
nothing to do, and nothing is imported to find that out: not even this module imports more than
Python has loaded already, except a module without imports of its own.

The content of files that changed just before a build read them is compared too, and so is the
anchor registry, which a build may write itself. Files in the output that no build wrote are not
looked for: a build would leave them there.
"""

import marshal
import os
import sys
import time
from _collections_abc import Iterable, Iterator, Mapping, Sequence

import sitegen
from sitegen import ANCHOR_REGISTRY, CACHE_FOLDER, ESSAYS_FOLDER, SITE_FILE, THEME_FOLDERS
from sitegen.store.filestat import MARGIN, FileStat, file_stat, stat_fingerprint

try:
    from _blake2 import blake2b
except ImportError:  # a Python that leaves hashes to OpenSSL
    from hashlib import blake2b

STAMP = f"{CACHE_FOLDER}/stamp"
_LIBRARIES = (
    "click", "jinja2", "markdown_it", "markupsafe", "math_core", "mdit_py_plugins", "mdurl",
    "msgspec", "nh3", "pygments", "yaml",
)  # fmt: skip
_FEW, _LARGEST = 16, 2_000_000
"""Files that changed just now, and bytes of each, up to which reading them is quick."""
_SUM = 16

_OWN = os.path.dirname(sitegen.__file__)  # noqa: PTH120 (as everywhere here: no pathlib)
_INSTALLED: "list[Row]" = []

Row = tuple[str, int, int, int, int]
"""A path and its stat; the size is -1 for a missing file and -2 for a folder."""
Content = tuple[FileStat | None, bytes]
"""The stat of a file, unless the file may have changed again, and the fingerprint of its bytes."""
Answer = tuple[tuple[float, float], str]
"""The time, in seconds since 1970, in which the date alone changes nothing, and the line."""


class Snapshot:
    """A snapshot of all files that a build of a site reads."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.at = time.time_ns()
        self.essays, output = _folders(root)
        """Folder of the texts as it seems; a build with another one writes no stamp."""
        if self.essays == ".":
            self._registry = f"{root}/{ANCHOR_REGISTRY}"
            self._sources = list(_files([root], [f"{root}/{output}", "node_modules"], hidden=False))
        else:
            self._registry = f"{root}/{self.essays}/{ANCHOR_REGISTRY}"
            names = (SITE_FILE, "config.toml", self.essays, *THEME_FOLDERS)
            self._sources = list(_files([f"{root}/{name}" for name in names]))
        rows = [row for row in self._sources if row[0] != self._registry]
        rows += [*installed(), *_files(_beside())]
        self.fingerprint = _digest(rows)
        late = self.at - MARGIN
        fresh = [row for row in rows if row[2] >= late or row[4] >= late]
        self._usable = len(fresh) <= _FEW and all(row[1] <= _LARGEST for row in fresh)
        """Whether few files are so fresh that they may change again with the same stat."""
        self._contents: dict[str, Content] = (
            {row[0]: (None, _content(row[0])) for row in fresh} if self._usable else {}
        )

    def stats(self) -> Mapping[str, FileStat]:
        """Return the stat of each file of the site, by its path below the root."""
        start = len(self.root) + 1
        return {row[0][start:]: row[1:] for row in self._sources if row[1] >= 0}

    def remember(
        self, output: str, files: Mapping[str, FileStat | None], registry: Content, answer: Answer
    ) -> None:
        """Write the stamp of a build by the command line of this process.

        ``files`` are what it published below ``output``, ``registry`` is the anchor registry as
        the build left it.
        """
        if not self._usable or None in files.values():
            return
        contents = {**self._contents, self._registry: registry}
        wrote = output, list(files), _digest(list(files.values()))
        blob = marshal.dumps((_command(), self.fingerprint, contents, wrote, answer), 2)
        # A build has loaded these; the fast path does without them.
        from contextlib import suppress  # noqa: PLC0415
        from pathlib import Path  # noqa: PLC0415

        from sitegen.store.files import atomic_write  # noqa: PLC0415

        with suppress(OSError):  # then the next build takes the usual path
            atomic_write(Path(self.root, STAMP), _sum(_version() + blob) + blob)


def _folders(root: str) -> tuple[str, str]:
    """Return the folders of texts and of pages as site.yaml seems to name them.

    YAML is not read here; raise OSError for folders outside the site.
    """
    try:
        with open(f"{root}/{SITE_FILE}", "rb", opener=_at_once) as file:
            text = file.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        return ESSAYS_FOLDER, ""
    found = {"essays": ESSAYS_FOLDER, "output": "public"}
    for line in text.replace("\r", "\n").split("\n") if "essays:" in text else ():
        key, _, value = line.partition(":")
        if key in found:
            path = value.partition(" #")[0].strip(" \t'\"").removeprefix("./").rstrip("/")
            found[key] = path or found[key]
    if ".." in found["essays"].split("/"):
        raise OSError
    return found["essays"], found["output"]


def repeat_last() -> tuple[str | None, Snapshot | None]:
    """Return the line to print for the command line of this process, if nothing changed.

    If something did, return None and the snapshot that was taken to find out.
    """
    if sys.argv[1:2] != ["build"]:
        return None, None
    for root in (*(word for word in sys.argv[2:] if word[:1] != "-"), "."):
        if stamp := _stamp(root):
            return _compare(root, *stamp)
    return None, None


def _stamp(
    root: str,
) -> tuple[bytes, Mapping[str, Content], tuple[str, list[str], bytes], Answer] | None:
    try:
        with open(f"{root}/{STAMP}", "rb") as file:  # noqa: PTH123
            content = file.read()
    except (OSError, ValueError):
        return None
    blob = content[_SUM:]
    if content[:_SUM] != _sum(_version() + blob):
        return None
    command, *facts = marshal.loads(blob)  # noqa: S302 (its checksum says that we wrote it)
    return tuple(facts) if command == _command() else None


def _compare(
    root: str,
    read: bytes,
    contents: Mapping[str, Content],
    wrote: tuple[str, list[str], bytes],
    answer: Answer,
) -> tuple[str | None, Snapshot | None]:
    try:
        now = Snapshot(root)
    except OSError:
        return None, None
    (start, end), line = answer
    same = now.fingerprint == read and start <= now.at / 1e9 < end
    same = same and all(_is_same(*each) for each in contents.items())
    return (line if same and _is_published(*wrote) else None), now


def _is_same(path: str, known: Content) -> bool:
    stat, content = known
    try:
        return stat_fingerprint(os.stat(path)) == stat or _content(path) == content  # noqa: PTH116
    except FileNotFoundError:
        return content == _sum(b"")
    except OSError:
        return False


def _is_published(output: str, files: list[str], stats: bytes) -> bool:
    return _digest([file_stat(f"{output}/{path}", follow=False) for path in files]) == stats


def _command() -> bytes:
    environment = [os.environ.get(name) for name in ("SOURCE_DATE_EPOCH", "TZ")]
    try:
        here = os.getcwd()  # noqa: PTH109
    except OSError:
        here = ""  # removed: only a whole path leads to a site
    return _digest([sys.argv[1:], here, environment, sys.version])


def _version() -> bytes:
    """Return the fingerprint of this module, which alone decides the format of the stamp."""
    return _digest(file_stat(__file__))


def installed() -> Sequence[Row]:
    """List this program and its libraries, as this process found them."""
    if not _INSTALLED:
        # Some installers put links to files, which are part of the program, too.
        own = _files([_OWN], ["__pycache__"], follow=True)
        _INSTALLED.extend([*own, *_rows(_libraries())])
    return _INSTALLED


def _beside() -> Iterator[str]:
    if not os.path.isdir(f"{_OWN}/theme/templates"):  # noqa: PTH112 (run from a checkout: the theme is above)
        above = os.path.dirname(os.path.dirname(_OWN))  # noqa: PTH120
        yield f"{above}/templates"
        yield f"{above}/static"


def _libraries() -> Iterator[str]:
    for library in _LIBRARIES:
        for folder in sys.path:
            path = f"{folder}/{library}/__init__.py"
            if os.path.exists(path):  # noqa: PTH110
                yield path
                break


def _files(
    paths: Iterable[str], but: Sequence[str] = (), *, follow: bool = False, hidden: bool = True
) -> Iterator[Row]:
    """List files, and all that is below folders, except some; raise OSError for links not followed.

    ``hidden``: hidden files and folders too.
    """
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):  # noqa: PTH112
            yield from _rows([path])
            continue
        with os.scandir(path) as entries:
            for entry in entries:
                if not hidden and entry.name[0] == ".":
                    continue
                if entry.is_dir(follow_symlinks=follow):
                    if entry.name not in but and entry.path not in but:
                        waiting.append(entry.path)
                        yield entry.path, -2, 0, 0, 0
                elif entry.is_symlink():
                    if not follow:
                        raise OSError  # its target is not watched: build, to be sure
                    yield from _rows([entry.path])
                else:
                    yield entry.path, *stat_fingerprint(entry.stat())


def _rows(paths: Iterable[str]) -> Iterator[Row]:
    for path in paths:
        yield path, *(file_stat(path) or (-1, 0, 0, 0))


def _content(path: str) -> bytes:
    with open(path, "rb", opener=_at_once) as file:
        return _sum(file.read())


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # it may have become a pipe


def _digest(facts: object) -> bytes:
    # Version 2: later ones also write which equal objects are one.
    return _sum(marshal.dumps(facts, 2))  # type: ignore[arg-type]  # plain data


def _sum(blob: bytes) -> bytes:
    return blake2b(blob, digest_size=_SUM).digest()
