"""The same command once more, and nothing changed: say what was said, and nothing else.

A *stamp* in the cache holds the fingerprints of what was asked, of all that a build reads and of
all that it wrote, by sizes and times, and the line that was printed. While they are what they were
there is nothing to do, and nothing is loaded to find that out: not even this module imports more
than Python has loaded already.
"""

import marshal
import os
import sys
import time
from _blake2 import blake2b
from collections.abc import Iterable, Iterator

import sitegen

STAMP = ".sitegen/stamp"
_MAGIC = b"sitegen stamp 1"
_MARGIN = 100_000_000
"""As in ``signs``: nanoseconds in which a file may change twice and look the same."""
_LIBRARIES = (
    "click", "jinja2", "markdown_it", "markupsafe", "mdit_py_plugins", "msgspec", "nh3", "pygments",
    "yaml",
)  # fmt: skip
_SOURCES = ("site.yaml", "essays", "templates", "static")

Row = tuple[str, int, int, int, int]


class Look:
    """All that a build of a site reads, as it was at one moment."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.at = time.time_ns()
        sources = _files([f"{root}/{name}" for name in _SOURCES])
        rows = [*sources, *_files(_own(), but="__pycache__"), *_rows(_libraries())]
        self.print = _digest(rows)
        self.settled = all(max(row[2], row[4]) < self.at - _MARGIN for row in rows)
        """Whether no file changed so lately that it may change once more and look the same."""

    def keep(self, output: str, window: tuple[float, float], line: str) -> None:
        """Write the stamp of a build that was asked for by this process' command line."""
        try:
            wrote = _digest(list(_files([output])))
        except OSError:
            return  # a link stands in it
        facts = (_asked(), self.print, output, wrote, window, line)
        blob = marshal.dumps(facts, 2)
        part = f"{self.root}/{STAMP}.new"
        try:
            with open(part, "wb") as file:  # noqa: PTH123 (pathlib would have to be loaded)
                file.write(_MAGIC + _sum(blob) + blob)
            os.replace(part, f"{self.root}/{STAMP}")  # noqa: PTH105
        except OSError:
            pass  # no stamp, no harm


def answer() -> tuple[str | None, Look | None]:
    """Give what to print for this process' command line, if it was run before and nothing changed.

    If something did, gives None, and what was seen on the way.
    """
    if sys.argv[1:2] != ["build"]:
        return None, None
    for root in (*(word for word in sys.argv[2:] if word[:1] != "-"), "."):
        if stamp := _stamp(root):
            return _compare(root, *stamp)
    return None, None


def _stamp(root: str) -> tuple[bytes, str, bytes, tuple[float, float], str] | None:
    try:
        with open(f"{root}/{STAMP}", "rb") as file:  # noqa: PTH123
            content = file.read()
    except (OSError, ValueError):
        return None
    start = len(_MAGIC)
    blob = content[start + 16 :]
    if content[:start] != _MAGIC or content[start : start + 16] != _sum(blob):
        return None
    asked, *facts = marshal.loads(blob)  # noqa: S302 (its checksum says that we wrote it)
    return tuple(facts) if asked == _asked() else None


def _compare(
    root: str, read: bytes, output: str, wrote: bytes, window: tuple[float, float], line: str
) -> tuple[str | None, Look | None]:
    try:
        look = Look(root)
        start, end = window
        same = look.print == read and start <= look.at / 1e9 < end
        return (line if same and _digest(list(_files([output]))) == wrote else None), look
    except OSError:
        return None, None


def _asked() -> bytes:
    environment = [os.environ.get(name) for name in ("SOURCE_DATE_EPOCH", "TZ")]
    return _digest([sys.argv[1:], os.getcwd(), environment, sys.version])  # noqa: PTH109


def _own() -> Iterator[str]:
    own = os.path.dirname(sitegen.__file__)  # noqa: PTH120
    yield own
    beside = os.path.dirname(os.path.dirname(own))  # noqa: PTH120
    if not os.path.isdir(f"{own}/theme"):  # noqa: PTH112 (run from a checkout: the theme is above)
        yield f"{beside}/templates"
        yield f"{beside}/static"


def _libraries() -> Iterator[str]:
    for library in _LIBRARIES:
        for folder in sys.path:
            path = f"{folder}/{library}/__init__.py"
            if os.path.exists(path):  # noqa: PTH110
                yield path
                break


def _files(paths: Iterable[str], but: str = "") -> Iterator[Row]:
    """List files, and all that stands below folders; raises OSError for links."""
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):  # noqa: PTH112
            yield from _rows([path])
            continue
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != but:
                        waiting.append(entry.path)
                        yield entry.path, -2, 0, 0, 0
                elif entry.is_symlink():
                    raise OSError  # what a link leads to is not watched: build, to be sure
                else:
                    yield _row(entry.path, entry.stat())


def _rows(paths: Iterable[str]) -> Iterator[Row]:
    for path in paths:
        try:
            yield _row(path, os.stat(path))  # noqa: PTH116
        except FileNotFoundError:
            yield path, -1, 0, 0, 0


def _row(path: str, state: os.stat_result) -> Row:
    return path, state.st_size, state.st_mtime_ns, state.st_ino, state.st_ctime_ns


def _digest(facts: object) -> bytes:
    # Version 2: later ones also write which equal objects are one.
    return blake2b(marshal.dumps(facts, 2), digest_size=16).digest()  # type: ignore[arg-type]  # plain data


def _sum(blob: bytes) -> bytes:
    return blake2b(blob, digest_size=16).digest()
